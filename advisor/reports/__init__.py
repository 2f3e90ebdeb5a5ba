"""Reports: one file a format, each a pure function of one frozen `Recommendation` to text."""
