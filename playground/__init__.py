"""The playground: a small Discord on your own machine, with a fictional cast in it."""
