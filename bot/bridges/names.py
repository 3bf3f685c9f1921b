"""Names that others wrote, shown as plain text."""

import re
from typing import Final

# Discord shows a mark behind a backslash as itself. A colon is one too: it makes a link of an address.
_MARKS: Final = re.compile(r"([\\*_~`|>#<@\[\]():])")


def plain(name: str) -> str:
    """Return *name*, which others wrote, so that Discord shows it as it is: on one line, with no mark at work."""
    return _MARKS.sub(r"\\\1", " ".join(name.split()))
