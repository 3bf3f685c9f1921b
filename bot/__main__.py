"""Lets `python -m bot` do what `qiao` does."""

from bot.cli.main import main

if __name__ == "__main__":
    main()
