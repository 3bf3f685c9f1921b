"""Why there is no picture."""

from bot.errors import Unavailable


class NoFont(Unavailable):
    """No font on this machine can show Chinese."""


class WorkerLost(Unavailable):
    """The process that draws ended, hangs, or answered what is no picture."""
