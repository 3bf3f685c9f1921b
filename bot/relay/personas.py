"""Personas: an author's name, repaired until Discord takes it, with the mark of their channel's language."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.ids import UserId
from bot.relay.glyphs import UNSEEN, ZERO_WIDTH_JOINER, fitting, is_boundary, is_readable, units
from bot.translation.model import Language, is_chinese

# Discord, webhook resource, "Create Webhook": 1-80 characters. It does not say how it counts
# them; UTF-16 units are never fewer than characters.
NAME_LIMIT: Final = 80

# The same page: no "clyde" and no "discord" anywhere in the name, in any case. A hair space
# inside keeps the word readable.
_FORBIDDEN: Final = re.compile("clyde|discord", re.IGNORECASE)
# User resource, "Usernames and Nicknames": a name is neither of these.
_RESERVED: Final = frozenset({"everyone", "here"})
_HAIR_SPACE: Final = "\u200a"

_ZERO_WIDTH_NON_JOINER: Final = "\u200c"
_BLACK_FLAG: Final = "\U0001f3f4"
_BRAILLE_BLANK: Final = "\u2800"
_KEYCAPS: Final = "0123456789#*"
# Vietnamese, Thai and pointed Hebrew need up to three on a letter; zalgo piles up dozens.
_MARKS_ON_A_LETTER: Final = 3


def mark(source: Language, target: Language) -> str:
    """Return what is put behind the name of someone who writes in *source*, for readers of *target*.

    It says in which language the author's channel speaks, not the message: a mark that changed
    from message to message would break Discord's grouping. Between channels of one language,
    in whatever script, there is none.
    """
    subtag = source.partition("-")[0]
    if subtag == target.partition("-")[0]:
        return ""
    return " · 中" if is_chinese(source) else f" · {subtag.upper()}"


@lru_cache(maxsize=1024)  # the same people talk again and again
def persona_name(name: str, behind: str) -> str:
    """Return *name* as a webhook may carry it; nothing if it has nothing in it that can be seen.

    Args:
        name: As the channel shows it.
        behind: What `mark` returned; it stands behind the name, whatever the name is.
    """
    repaired = _fitted(_broken_up(_seen(name)), NAME_LIMIT - units(behind))
    if not repaired:
        return ""
    marked = repaired + behind
    return _with_hair_space(marked) if marked.lower() in _RESERVED else marked


def digits(user_id: UserId) -> str:
    """Return the last four digits of *user_id*, which tell nameless members apart."""
    return f"{user_id:04}"[-4:]


def _seen(name: str) -> str:
    """Return *name* without what cannot be seen, what reverses the text after it, and piled-up marks.

    Whitespace of any kind becomes single spaces, as Discord does with names itself.
    """
    kept: list[str] = []
    marks = 0
    for char, after in pairwise(name + " "):
        before = kept[-1] if kept else " "
        if char.isspace() or char == _BRAILLE_BLANK:
            if before == " ":
                continue
            char = " "
        elif UNSEEN.match(char):
            if not _shapes(char, before, after):
                continue
        elif unicodedata.category(char) in {"Mn", "Me"}:
            marks += 1
            if marks > _MARKS_ON_A_LETTER or before == " ":
                continue
        else:
            marks = 0
        kept.append(char)
    seen = "".join(kept).strip()
    return seen if is_readable(seen) else ""


def _shapes(char: str, before: str, after: str) -> bool:
    """Tell whether an unseen *char* gives its neighbours their shape: in emoji, Persian, Devanagari.

    Between ASCII letters none does, so that none can hide a forbidden word (`disc\u200bord`).
    """
    if char in {ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER}:
        return not (before.isascii() or after.isascii() or after.isspace() or UNSEEN.match(after))
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return before in _KEYCAPS or not (before.isascii() or UNSEEN.match(before))
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _BLACK_FLAG or "\U000e0020" <= before <= "\U000e007f"
    return False


def _broken_up(name: str) -> str:
    return _FORBIDDEN.sub(lambda found: _with_hair_space(found[0]), name)


def _with_hair_space(word: str) -> str:
    return word[0] + _HAIR_SPACE + word[1:]


def _fitted(name: str, limit: int) -> str:
    """Return as much of *name* as fits in *limit* UTF-16 units, in whole visible characters if any does."""
    if units(name) <= limit:
        return name
    longest = fitting(name, limit)
    cut = next((index for index in range(longest, 0, -1) if is_boundary(name, index)), longest)
    return name[:cut].rstrip()
