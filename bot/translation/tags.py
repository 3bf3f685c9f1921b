"""Hashtags: where they stand in a message, by the same grammar by which translators never see them."""

import re
from collections.abc import Callable
from typing import Final

from bot.translation.spans import Kind, find_spans

_ONE: Final = re.compile(r"[#＃](\w{1,30})")

_SIGNS: Final = frozenset("#＃")

Found = tuple[int, int, str]
"""From where to where a tag stands, and its name: without signs, and without the `_` of an underline around it."""


def tags_in(text: str) -> list[Found]:
    """Return the hashtags in *text*, in order: none in code or links, no headings, no channels, and no mere numbers."""
    if "#" not in text and "＃" not in text:
        return []
    found = []
    for start, stop, kind in find_spans(text):
        if kind is Kind.TAG:
            for one in _ONE.finditer(text, start, stop):
                name = one[1].strip("_")
                if any(character.isalpha() for character in name):
                    found.append((one.start(), one.end() - len(one[1]) + len(one[1].rstrip("_")), name))
    return found


def with_tags(text: str, named: Callable[[str], str | None]) -> str:
    """Return *text* with each hashtag under the name that *named* gives it; None leaves it as it was typed.

    A sign that closes a tag goes with its old name: a space does the same, and does it in every script.
    """
    found = tags_in(text)
    starts = {start for start, _, _ in found}
    parts: list[str] = []
    end = 0
    for start, stop, name in found:
        if (other := named(name)) is None:
            continue
        before = text[end:start] or "".join(parts[-1:])
        is_in_a_row = before[-1:].isascii() and before[-1:].isalnum()  # without Latin it would be no row any more
        parts += text[end:start], " " if is_in_a_row else "", text[start], other
        is_closed = text[stop : stop + 1] in _SIGNS and stop not in starts
        end = stop + is_closed
        after = text[end : end + 1]
        is_touched = after.isalnum() or after in _SIGNS or (is_closed and after == "_")
        parts.append(" " if is_touched else "")
    return "".join([*parts, text[end:]])
