"""How a message crosses from the channel it was written in to the others."""
