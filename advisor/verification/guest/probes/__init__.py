"""The probes: `kinds` measures, one folder for each framework says how the thing is done there."""
