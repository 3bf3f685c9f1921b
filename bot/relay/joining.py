"""Joining: several plain messages in one relayed message, a line each, so that each can be told from the others."""

import enum
import re
from typing import Final

from bot.relay.glyphs import is_readable, units
from bot.relay.markdown import bare
from bot.relay.splitting import split

_LEAST_TO_SPLIT: Final = 100  # units, below which `split` finds no good place to cut

# Whole things that may hold a mark of markdown and pair with nothing outside: links, mentions, timestamps, emoji.
_WHOLE: Final = re.compile(r"https?://[^\s<>]+|<[^<>\s]+>")
# Marks that could pair with one in another line, or reach beyond their own.
_REACHING: Final = re.compile(r"[*_~`|\\<\r\n]|\]\(|^(?:#{1,3}|-#|>{1,3})\s")
_IN_A_NAME: Final = re.compile(r"([!-/:-@\[-`{-~])")  # ASCII's punctuation
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


class Joining(enum.StrEnum):
    """Whose messages a relayed message carries; where several, each is one line of it, in the order of their ids."""

    ALONE = "alone"  # one source's
    AUTHOR = "author"  # several of one author, under that author's persona
    DIGEST = "digest"  # those of several authors, each line under its author's name


def is_plain(content: str) -> bool:
    """Tell whether *content* reads in one line among others as it would by itself, and changes nothing for them."""
    return _REACHING.search(_WHOLE.sub("", content)) is None and is_readable(content)


def one_line(content: str) -> str:
    """Return *content* as one plain line; nothing if there are no words in it. What is hidden is blacked out."""
    if is_plain(content):
        return content
    line = " ".join(bare(content).split())
    return line if not line or is_plain(line) else _REACHING.sub(" ", line).strip()


def fitted(line: str, room: int, link: str) -> str:
    """Return *line* in at most *room* UTF-16 units, from 1; where it is cut, "…" leads to *link* if there is room."""
    if units(line) <= room:
        return line
    tail = f"[…]({link})"
    left = room - units(tail)
    if left < 0:
        return "…"
    return (split(line, left, at_most=1)[0].content if left >= _LEAST_TO_SPLIT else "") + tail


def under_name(name: str, line: str) -> str:
    """Return *line* behind the *name* of its author, in which nothing is markdown, a mention or a link."""
    return f"{named(name)}{line}"


def named(name: str) -> str:
    """Return what stands before a line in a digest."""
    return "**" + _IN_A_NAME.sub(r"\\\1", name) + ":** "


def without_name(line: str) -> tuple[str, str]:
    """Return the name before a line of a digest, and the rest of it."""
    name, _, rest = line.removeprefix("**").partition(":** ")
    return _ESCAPED.sub(r"\1", name), rest
