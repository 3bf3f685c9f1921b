"""Versions: what runs, for whoever reports that something is wrong."""

import platform
from importlib.metadata import version


def versions() -> tuple[tuple[str, str], ...]:
    """Return what runs, each with its version."""
    return ("Qiao", version("qiao")), ("discord.py", version("discord.py")), ("Python", platform.python_version())
