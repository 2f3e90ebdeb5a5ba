"""Proof by execution: routes from a prototype to a deploy end are built, exported, loaded and compared."""
