"""The command line; what a command needs is imported when it runs."""
