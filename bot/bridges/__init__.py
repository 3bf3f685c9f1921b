"""Who is joined to whom."""
