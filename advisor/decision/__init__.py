"""Pure functions from requirements and knowledge to a recommendation: no input, no output, no clock."""
