"""One self-contained page: no network, opens from disk, safe whatever stands in the facts."""
