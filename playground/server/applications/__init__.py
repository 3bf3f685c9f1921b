"""Bot applications."""
