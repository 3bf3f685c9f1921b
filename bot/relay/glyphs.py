"""What of a text can be seen, how Discord counts it, and where it may be cut."""

import re
import unicodedata
from typing import Final

# Characters that leave no mark on the screen: controls and formats, fillers and selectors
# (Unicode's Default_Ignorable_Code_Point), the braille blank, lone surrogates, noncharacters.
_UNSEEN: Final = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
UNSEEN: Final = re.compile(f"[{_UNSEEN}]")
_SEEN: Final = re.compile(rf"[^\s{_UNSEEN}]")
_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")

ZERO_WIDTH_JOINER: Final = "\u200d"


def units(text: str) -> int:
    """Return the length of *text* as Discord counts it: in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, limit: int) -> int:
    """Return how many characters of *text*, from its start, fit in *limit* UTF-16 units."""
    head = text[:limit]
    if head.isascii():
        return len(head)
    return len(head.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore"))


def is_readable(text: str) -> bool:
    """Tell whether *text* has anything in it that a reader could see."""
    return _SEEN.search(text) is not None


def well_formed(text: str) -> str:
    """Return *text* with pairs of surrogates joined; lone ones and NUL become U+FFFD.

    JSON may spell either. Discord takes no half a pair back, and PostgreSQL keeps no NUL.
    """
    if _UNWRITABLE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")


def is_boundary(text: str, index: int) -> bool:
    """Tell whether *text* may be cut at *index* without taking one visible character apart.

    The part of Unicode's rules for grapheme clusters (UAX 29) that people meet: combining marks,
    emoji with skin tones, joiners, selectors and tags, flags, conjoining jamo.
    """
    if not 0 < index < len(text):
        return True
    before, after = text[index - 1], text[index]
    if before < "\u0300" and after < "\u0300":
        return not (before == "\r" and after == "\n")
    if before == ZERO_WIDTH_JOINER or _extends(after):
        return False
    if _is_regional(before) and _is_regional(after):
        run = index
        while run and _is_regional(text[run - 1]):
            run -= 1
        return (index - run) % 2 == 0
    return True


def _extends(char: str) -> bool:
    """Tell whether *char* belongs to what stands before it."""
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or char == ZERO_WIDTH_JOINER
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags: the flags of England, Scotland, Wales
        or "\u1160" <= char <= "\u11ff"  # vowels and finals of conjoining Hangul
    )


def _is_regional(char: str) -> bool:
    """Tell whether *char* is half a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
