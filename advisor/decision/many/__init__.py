"""Many requirement sets at once: the formulas of one decision on arrays with an axis of sets."""
