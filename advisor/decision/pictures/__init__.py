"""What a drawn report shows beyond the numbers."""
