"""One person's choices about their own words."""
