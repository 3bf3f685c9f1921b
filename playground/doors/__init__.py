"""What the page needs of its server that Discord has no route for: its own files, and `/playground/*`."""
