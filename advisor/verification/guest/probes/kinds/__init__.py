"""What is measured: each file has `measure(name)`, which gives `value` and `details`."""
