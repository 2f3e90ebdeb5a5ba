"""Alternatives side by side."""
