"""The REST door: from a request to its answer."""
