"""Wakes: what has to happen by the clock. Truth about what is due lives in the database."""
