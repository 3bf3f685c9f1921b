"""Calendars that the standard library does not know."""
