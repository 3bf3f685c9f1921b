"""Subtext: an original in small print under its translation, for channels where people practise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.relay.glyphs import is_readable, units
from bot.relay.markdown import bare
from bot.relay.model import Piece
from bot.relay.splitting import CONTENT_LIMIT, split

SUBTEXT: Final = "-# "
"""Before a line: small print (reference, "Message Formatting")."""

_SPOILER: Final = "||"
_FENCED: Final = re.compile(r"```(?:[\w+\-.#]{1,32}\n)?(.*?)```", re.DOTALL)
_BLOCK_MARKS: Final = re.compile(r"^(?:(?:#{1,3}|-#|>{1,3})\s+)+")
_BACKTICKS: Final = re.compile("`+")


def with_original(pieces: Sequence[Piece], text: str, original: str) -> tuple[Piece, ...]:
    """Return *pieces*, which show *text*, with *original* below: where there is room, and then in parts of its own.

    It pings nobody: who may be pinged is in the pieces already. What is hidden stays so: where either has a spoiler,
    the original has no marks at all, which might pair with those above it.
    """
    placed = list(pieces)
    if _SPOILER in text or _SPOILER in original:
        shown = bare(_FENCED.sub(r"\1", original))
    else:
        shown = _FENCED.sub(_as_code, original)
    for line in _small(shown):
        last = placed[-1]
        longer = f"{last.content.rstrip()}\n{line}".lstrip("\n")
        if units(longer) <= CONTENT_LIMIT:
            placed[-1] = replace(last, content=longer)
        else:
            placed.append(Piece(line, last.end, last.end))
    return tuple(placed)


def _small(text: str) -> Iterator[str]:
    """Yield the lines of *text* that can be read as small print, what no message holds in several."""
    for line in text.split("\n"):
        for slice_ in split(_BLOCK_MARKS.sub("", line.strip()), CONTENT_LIMIT - len(SUBTEXT)):
            for row in slice_.content.split("\n"):  # a style that was cut may bring lines of its own
                if is_readable(row):
                    yield SUBTEXT + row


def _as_code(found: re.Match[str]) -> str:
    """Return a block of code as lines of code, since small print has no blocks."""
    return "\n".join(_line_of_code(line.strip()) for line in found[1].split("\n"))


def _line_of_code(line: str) -> str:
    if not line:
        return ""
    longest = max(map(len, _BACKTICKS.findall(line)), default=0)
    mark = "`" * (longest + 1)
    return f"{mark} {line} {mark}" if longest else f"`{line}`"
