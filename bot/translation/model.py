"""Languages and translations: what people write, and its words in another language."""

import enum
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NewType

Language = NewType("Language", str)
"""What people write: a validated BCP 47 tag. Make one with `parse_language`."""

EN: Final = Language("en")
ZH_HANS: Final = Language("zh-Hans")
ZH_HANT: Final = Language("zh-Hant")

_CANONICAL: Final = {
    "zh": ZH_HANS,
    "zh-cn": ZH_HANS,
    "zh-sg": ZH_HANS,
    "zh-my": ZH_HANS,
    "zh-hans": ZH_HANS,
    "zh-tw": ZH_HANT,
    "zh-hk": ZH_HANT,
    "zh-mo": ZH_HANT,
    "zh-hant": ZH_HANT,
    "en-us": EN,
    "en-gb": EN,
}
# The part of BCP 47 (RFC 5646) that people type: language, optional script, optional region.
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?\Z")


def parse_language(tag: str) -> Language:
    """Return *tag* in its canonical form; regional Chinese becomes its script.

    Raises:
        ValueError: *tag* is not a language tag.
    """
    known = _CANONICAL.get(tag.lower().replace("_", "-"))
    if known is not None:
        return known
    match = _TAG.fullmatch(tag.replace("_", "-"))
    if match is None:
        raise ValueError(tag)
    language, script, region = match.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return Language("-".join(part for part in parts if part))


def is_chinese(language: Language) -> bool:
    """Tell whether *language* is Chinese in either script."""
    return language in {ZH_HANS, ZH_HANT}


def are_alike(one: Language, other: Language) -> bool:
    """Tell whether two languages are one, in whatever script and region."""
    return one.partition("-")[0] == other.partition("-")[0]


class Phonetics(enum.StrEnum):
    """How the sounds of Chinese are written down."""

    PINYIN = "pinyin"
    ZHUYIN = "zhuyin"


class Quality(enum.StrEnum):
    """Whether a translation stands, or waits for a better one."""

    FINAL = "final"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Translation:
    """What stands in the destination's language.

    Attributes:
        text: Discord markdown, spans unmasked. For `PROVISIONAL` and for word help: the original.
        source: The language the text was found to be in.
        target: The language it was asked for in.
        translator: Who made it: a vendor's name, `phrasebook`, `opencc`, or `none` where
            nothing had to be or could be translated.
        quality: Provisional answers are replaced by a final one when a translator answers again.
        word_help: An interlinear reading to be shown below the original, plain text, or None.
    """

    text: str
    source: Language
    target: Language
    translator: str
    quality: Quality = Quality.FINAL
    word_help: str | None = None


class TranslatorState(enum.StrEnum):
    """How a translator is doing, as far as its answers tell."""

    UNASKED = "unasked"  # since the process began
    ANSWERING = "answering"
    FAILING = "failing"  # the last time; not often enough to let it rest
    RESTING = "resting"
    TRYING = "trying"  # the rest is over, and the next text shows whether it is well


@dataclass(frozen=True, slots=True)
class TranslatorStanding:
    """How the translator called *name* stands now, and until when it rests, if it does (aware, in UTC)."""

    name: str
    state: TranslatorState
    rests_until: datetime | None = None
