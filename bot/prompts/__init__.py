"""The topic of the day: one question, asked natively in each language at one moment."""
