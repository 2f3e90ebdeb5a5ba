"""Holds the knowledge files to their rules: offline, deterministic, one rule a file in `rules/`."""
