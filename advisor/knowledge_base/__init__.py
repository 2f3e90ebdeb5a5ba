"""The only place that knows the files of `knowledge/`."""
