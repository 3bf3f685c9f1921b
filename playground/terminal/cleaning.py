"""What members wrote, made safe to print: nothing in it commands the terminal or turns its text round."""

import unicodedata
from typing import Final

# Joiners shape emoji, Persian and Devanagari; every other format character (Cf) is unseen, and
# among them are the bidirectional overrides and isolates, which could swap a line's two columns.
_JOINERS: Final = "\u200c\u200d"
_BREAKS: Final = "\n\u2028\u2029\x85"
_HIDDEN: Final = frozenset({"Cc", "Cf"})


def cleaned(text: str) -> str:
    """Return *text* with its line breaks as newlines, tabs as spaces, and nothing else that a terminal obeys.

    Lone surrogates, which no encoding can print, become U+FFFD.
    """
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


def in_one_line(text: str) -> str:
    """Return *text* cleaned, with its line breaks shown as arrows."""
    return " ⏎ ".join(cleaned(text).split("\n"))


def _shown(char: str) -> str:
    if char in _BREAKS:
        return "\n"
    if char == "\t":
        return " "
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category in _HIDDEN and char not in _JOINERS else char
