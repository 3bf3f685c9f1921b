"""The parts of Discord's markdown that a cut must know: what stays whole, what is closed and reopened."""

import re
from dataclasses import dataclass
from typing import Final

from bot.relay.glyphs import UNSEEN, is_readable, units

FREE: Final = 0
"""A cut may fall here, as far as markdown goes."""
WITHIN: Final = 1
"""Here it would take a link, a mention, an emoji, a timestamp or code apart, or leave bold empty."""
MARKER: Final = 2
"""Here it would take the marks of a style themselves apart (`|` and `|`)."""

_FENCE: Final = "```"
_SPOILER: Final = "||"
_OPENING: Final = re.compile(
    r"""
      \\[^\w\s]                                                 # an escaped mark is none
    | `+
    | <(?: @[!&]?\d+ | \#\d+ | a?:\w+:\d+ | t:-?\d+(?::\w)?     # reference, "Message Formatting"
         | /[^<>:\n]+:\d+ | id:\w+ | https?://[^\s<>]+ )>
    | \[[^\[\]\n]*\]\(<?https?://[^\s()<>]*>?\)
    | https?://(?:(?!\|\|)[^\s<>])+                             # a spoiler ends before its link does
    | \|\| | \*\*\* | \*\* | __ | ~~
    """,
    re.VERBOSE,
)
_STYLES: Final = frozenset({_SPOILER, "***", "**", "__", "~~"})
_LANGUAGE: Final = re.compile(r"([\w+\-.#]{1,32})?\n")
_BACKTICKS: Final = re.compile("`+")
_LONGEST_CODE_MARK: Final = 3

# What `bare` takes out: marks of markdown, and what makes a link a link.
_LINE_MARKS: Final = re.compile(r"^[^\S\n]*(?:(?:#{1,3}|-#|>{1,3})\s)+", re.MULTILINE)
_SCHEME: Final = re.compile(r"\bhttps?://", re.IGNORECASE)
_CUSTOM_EMOJI: Final = re.compile(r"<a?(:\w+:)\d+>")
_MARKS: Final = re.compile(r"[*_~`|\\]")


@dataclass(frozen=True, slots=True)
class Style:
    """A stretch of text with marks around it; indexes are of characters.

    Attributes:
        inner_start: Where the opening mark ends.
        inner_end: Where the closing mark begins.
        opener: What opens it again after a cut.
        closer: What closes it before one.
    """

    start: int
    inner_start: int
    inner_end: int
    opener: str
    closer: str


class Markdown:
    """What a text's markdown says about where it may be cut.

    It reads as Discord's own parser does: from left to right, and the first mark of the same kind
    closes, whatever stands between. What is longer than *limit* UTF-16 units cannot stay whole.
    """

    def __init__(self, text: str, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._holds = bytearray(len(text) + 1)
        self._styles: list[Style] = []
        self._read(0, len(text), limit)
        self._styles.sort(key=lambda style: style.start)

    def hold(self, index: int) -> int:
        """Return what a cut at *index* would do: `FREE`, `WITHIN` or `MARKER`."""
        return self._holds[index]

    def open_at(self, index: int) -> list[Style]:
        """Return the styles around *index*, the outermost first."""
        return [style for style in self._styles if style.inner_start <= index <= style.inner_end]

    @property
    def spoilers(self) -> list[tuple[int, int]]:
        """Return where hidden words begin and end."""
        return [(style.inner_start, style.inner_end) for style in self._styles if style.opener == _SPOILER]

    def _read(self, start: int, end: int, room: int) -> None:
        """Read what stands from *start* to *end*; what fits in *room* units can stay whole."""
        while (found := _OPENING.search(self._text, start, end)) is not None:
            if found[0][0] == "`":
                start = self._read_code(found, end, room)
            elif found[0] in _STYLES:
                start = self._read_style(found, end, room)
            else:
                start = found.end()
                self._keep_whole(found.start(), start, room)

    def _read_style(self, found: re.Match[str], end: int, room: int) -> int:
        mark = found[0]
        closing = self._text.find(mark, found.end() + 1, end)
        # A spoiler across the edge of bold text: whichever a client favours, what is hidden stays so.
        crosses = mark != _SPOILER and self._text.count(_SPOILER, found.end(), closing) % 2
        if closing < 0 or crosses:
            self._keep_whole(found.start(), found.end(), room)
            return found.end()
        after = closing + len(mark)
        self._read(found.end(), closing, room - 2 * len(mark))
        self._add(Style(found.start(), found.end(), closing, mark, mark), after)
        return after

    def _read_code(self, found: re.Match[str], end: int, room: int) -> int:
        start, mark = found.start(), found[0]
        closing = self._text.find(_FENCE, start + 4, end) if len(mark) >= len(_FENCE) else -1
        if closing >= 0:
            language = _LANGUAGE.match(self._text, start + 3, closing)
            inner = language.end() if language else start + 3
            opener = f"{_FENCE}{(language[1] or '') if language else ''}\n"
            style, after = Style(start, inner, closing, opener, f"\n{_FENCE}"), closing + 3
        else:
            runs = _BACKTICKS.finditer(self._text, found.end(), end)
            same = next((run for run in runs if len(run[0]) == len(mark)), None)
            if same is None:
                return found.end()
            style, after = Style(start, found.end(), same.start(), mark, mark), same.end()
        if not self._keep_whole(start, after, room) and len(mark) <= _LONGEST_CODE_MARK:
            self._add(style, after)
        return after

    def _keep_whole(self, start: int, end: int, room: int) -> bool:
        """Hold a cut off what stands from *start* to *end*, if it fits; tell whether it does."""
        if units(self._text[start:end]) > room:
            return False
        self._holds[start + 1 : end] = bytes([WITHIN]) * (end - start - 1)
        return True

    def _add(self, style: Style, end: int) -> None:
        self._styles.append(style)
        for index in (style.inner_start, style.inner_end):
            self._holds[index] = max(self._holds[index], WITHIN)
        for first, last in ((style.start, style.inner_start), (style.inner_end, end)):
            self._holds[first + 1 : last] = bytes([MARKER]) * (last - first - 1)


def bare(content: str) -> str:
    """Return *content* without markdown and links, never longer; nothing if no words are left.

    Spoilers are blacked out, since nothing hides them without their marks.
    """
    for start, end in Markdown(content, len(content)).spoilers:
        content = content[:start] + re.sub(r"\S", "█", content[start:end]) + content[end:]
    content = _CUSTOM_EMOJI.sub(r"\1", content)
    content = UNSEEN.sub(lambda found: found[0] if found[0] in "\n\t" else "", content)
    content = _SCHEME.sub("", _LINE_MARKS.sub("", _MARKS.sub("", content))).strip()
    return content if is_readable(content) else ""
