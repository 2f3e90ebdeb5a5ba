"""The command line: parses, calls, prints; a command is a few lines."""
