"""What moved between two recommendations, and why."""
