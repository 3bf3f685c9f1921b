"""How words cross from one language to another."""
