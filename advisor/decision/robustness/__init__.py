"""How sure a recommendation is."""
