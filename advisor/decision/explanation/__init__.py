"""Every number of a recommendation, and what single facts decide."""
