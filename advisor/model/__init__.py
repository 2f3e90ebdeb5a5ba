"""Plain typed objects that every other package speaks in."""
