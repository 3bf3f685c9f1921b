"""A quoted block: somebody else's words below a line that says where they come from, in as many parts as it takes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.relay.glyphs import units
from bot.relay.splitting import CONTENT_LIMIT, Slice, split

_QUOTED: Final = "> "
# Each line takes two units more. Of the last room, all could be line breaks and still fit.
_ROOMS: Final = (1900, 1500, 1000, 600)


def quoted_block(head: str, text: str) -> str:
    """Return *text* as a quoted block below *head*; *head* alone where there is nothing to quote."""
    return f"{head}\n{_quoted(text)}" if text else head


def split_quoted(head: str, text: str, *, at_most: int | None = None, reserve: int = 0) -> tuple[Slice, ...]:
    """Return `quoted_block` in slices as `split` does; each is quoted by itself: no words stand outside."""
    whole = quoted_block(head, text)
    if units(whole) <= CONTENT_LIMIT - reserve:
        return (Slice(whole, 0, units(text)),)
    tries = (_blocks(head, split(text, room - units(head), at_most=at_most, reserve=reserve)) for room in _ROOMS)
    return next(slices for slices in tries if all(units(one.content) <= CONTENT_LIMIT - reserve for one in slices))


def _blocks(head: str, slices: Sequence[Slice]) -> tuple[Slice, ...]:
    first, *more = slices
    quoted = [replace(one, content=_quoted(one.content)) for one in more]
    return (replace(first, content=quoted_block(head, first.content)), *quoted)


def _quoted(text: str) -> str:
    return "\n".join(f"{_QUOTED}{line}" for line in text.split("\n"))
