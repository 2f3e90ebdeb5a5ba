"""Saved recommendations (`--format json`): reading them back with every mistake named, and their JSON Schema."""
