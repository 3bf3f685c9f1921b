"""Direct messages: what two users say to each other outside any guild."""
