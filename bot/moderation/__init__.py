"""What may not cross, and what happens to what should not have."""
