"""What the bot remembers: SQLAlchemy Core tables, one store a file, one writer."""
