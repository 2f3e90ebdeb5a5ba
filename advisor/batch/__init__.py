"""Many requirement sets from a table: read in chunks, every distinct answer judged once, ranked side by side."""
