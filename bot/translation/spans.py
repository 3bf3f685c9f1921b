"""What stands in a Discord message that is not words: mentions, links, code, marks of style, private numbers."""

import enum
import re
from typing import Final


class Kind(enum.Enum):
    """What a span is, as far as translating goes."""

    KEPT = enum.auto()  # stays as it is, and is a word of the sentence
    LOOSE = enum.auto()  # stays as it is, and is none
    TAG = enum.auto()  # stays as it is, is a word, and must touch none: a hashtag, or several in a row
    STYLE = enum.auto()  # one end of bold, italic, underline or strike
    SPOILER = enum.auto()  # one end of a spoiler
    LINK_START = enum.auto()  # `[` of a link with a label
    LINK_END = enum.auto()  # `](https://...)`


PAIRED: Final = frozenset({Kind.STYLE, Kind.SPOILER, Kind.LINK_START, Kind.LINK_END})
"""Kinds that are one end of a pair."""

BARE: Final = PAIRED - {Kind.LINK_END}
"""Kinds that are ordinary characters unless their other end is found; a link's end holds its address, so it stays."""

OPENERS: Final = {
    Kind.STYLE: Kind.STYLE,
    Kind.SPOILER: Kind.SPOILER,
    Kind.LINK_START: Kind.LINK_START,
    Kind.LINK_END: Kind.LINK_START,
}
"""Which kind begins the pair that one kind ends (or would end)."""

# A path may hold balanced parentheses (as Wikipedia's do). Discord goes on to the next space; we stop at
# Chinese punctuation too, which nobody means as a part of an address.
_ADDRESS: Final = (
    r"(?:\([^\s()<>|]*\)|[^\s()<>|，。！？、；：（）「」『』【】《》“”…])+"  # the body
    r"(?<![.,:;\"'!?*_~\]])"  # a sentence's own punctuation at its end
)
_LABELLED: Final = r"\]\(<?https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*>?(?:\ +\"[^\"\n]*\")?\)"

# E-mail addresses and telephone, card and identity numbers are shielded before any outside translator sees
# them (community.md). Seven digits and more, however grouped, are taken for such a number: it costs nothing
# when one is a date. Thousands with commas are amounts, which a translator may turn into 万.
_EMAIL: Final = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_DATE: Final = r"(?<!\d)\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}(?!\d)(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
_NUMBER: Final = (
    r"(?<!\d)\+?\(?\d(?:[ ().\-\u2010-\u2015\u00a0]{0,2}\d){6,}"
    r"(?:[Xx](?![A-Za-z0-9]))?(?:\([0-9A]\))?"
)
# `#tag`, `＃标签`, closed as on Weibo (`#标签#`), in rows without a space (`#ootd#cat`, `#穿搭##猫税#`). Longer ones
# are sentences in which somebody forgot the space. After a closed one words may go on, so that the sign of a next one
# is told from a closing one by Latin on both of its sides.
_TAG_NAME: Final = r"\w{1,30}(?!\w)"
_TAG: Final = (
    rf"(?<![A-Za-z0-9&\#＃/])[\#＃]{_TAG_NAME}"
    rf"(?:[\#＃][\#＃]{_TAG_NAME}|(?<=[A-Za-z0-9])[\#＃](?=[A-Za-z]){_TAG_NAME})*[\#＃]?"
)
_BREAKERS: Final = r"\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff"

_GRAMMAR: Final = (
    (Kind.KEPT, r"```[\s\S]*?```|``(?!`)[\s\S]+?``(?!`)|`[^`]+`"),
    (Kind.KEPT, r"\\[!-/:-@\[-`{-~]"),  # an escaped mark of style is a character
    (Kind.KEPT, r"<(?:@[!&]?|\#)\d+>|<t:-?\d+(?::[A-Za-z])?>|</[^:<>\n]{1,120}:\d+>|<id:[^<>\s]{1,60}>"),
    (Kind.LOOSE, r"<a?:\w{1,64}:\d+>"),
    (Kind.KEPT, r"<https?://[^\s<>]+>|(?:https?://|(?<![A-Za-z0-9.])(?:www\.|discord\.gg/))" + _ADDRESS),
    (Kind.LINK_START, r"\[(?=[^\[\]\n]+" + _LABELLED + ")"),
    (Kind.LINK_END, _LABELLED),
    (Kind.KEPT, r"(?<![A-Za-z0-9._%+-])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,30}[A-Za-z0-9_])?"),  # @everyone, handles
    (Kind.TAG, _TAG),
    (Kind.LOOSE, r"(?<![A-Za-z0-9:]):[A-Za-z][A-Za-z0-9_+-]{1,31}:(?![A-Za-z0-9])"),  # :shortcode:
    (Kind.KEPT, _DATE),
    (Kind.KEPT, _NUMBER),
    (Kind.SPOILER, r"\|\|"),
    (Kind.STYLE, r"~~|\*{1,3}|_{1,3}"),
    # The mask's own marks, what no vendor can encode, and word help's private-use marks.
    (Kind.KEPT, rf"[{{}}｛｝]+|[{_BREAKERS}]+"),
)
_KIND_OF: Final = {"email": Kind.KEPT} | {f"kind{at}": kind for at, (kind, _) in enumerate(_GRAMMAR)}
# Most characters begin nothing: one look spares them the whole grammar, and most messages all of this.
_SIGN: Final = rf"[`\\<:\[\]@\#＃|~*_{{}}｛｝+(\d{_BREAKERS}]|http|www\.|discord\.gg/"
_SIGNS: Final = re.compile(_SIGN)
_ANY: Final = "|".join(f"(?P<kind{at}>{pattern})" for at, (_, pattern) in enumerate(_GRAMMAR))
_SPAN: Final = re.compile(rf"(?={_SIGN})(?:{_ANY})")
_SPAN_OR_EMAIL: Final = re.compile(rf"(?P<email>{_EMAIL})|(?={_SIGN})(?:{_ANY})")


def find_spans(text: str) -> list[tuple[int, int, Kind]]:
    """Return (start, stop, kind) of everything in *text* that may be protected, in order, none overlapping.

    Ends of pairs are found wherever they stand; whether they meet is for the mask to say.
    """
    if _SIGNS.search(text) is None:
        return []
    # An address may begin with any letter, so it is looked for only where there may be one.
    grammar = _SPAN_OR_EMAIL if "@" in text and "." in text else _SPAN
    return [(*match.span(), _KIND_OF[match.lastgroup or ""]) for match in grammar.finditer(text)]
