"""Messages and what hangs on them."""
