"""Reads what package registries know about the alternatives, and puts it into the files that machines own."""
