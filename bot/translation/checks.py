"""Checks: whether a translator's answer may be shown at all."""

import enum
import re
from typing import Final

from bot.translation.masking import Span, lost_marks

_PAGE: Final = re.compile(r"<!doctype|<html\b|<head\b|<body\b|</(?:html|body|div|script)>", re.IGNORECASE)
_WIDE: Final = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]")

# An ideograph says about what three letters say. Translations of real chat stay within a third and three
# times of their source by that measure; models that lose the thread repeat one word dozens of times.
_WIDTH: Final = 3
_MOST: Final = 4
_SLACK: Final = 60


class Fault(enum.StrEnum):
    """Why an answer is not accepted."""

    BLANK = "blank"
    PAGE = "page"
    LENGTH = "length"
    LINES = "lines"
    MARKS = "marks"

    @property
    def is_of_this_text(self) -> bool:
        """Tell whether the vendor is well and only this text came out wrong, so that its parts may not."""
        return self in {Fault.LENGTH, Fault.LINES, Fault.MARKS}


def fault_in(answer: str, source: str, spans: tuple[Span, ...]) -> Fault | None:
    """Return what is wrong with *answer* as a translation of the masked *source*, None if nothing is."""
    if not answer.strip():
        return Fault.BLANK
    if _PAGE.search(answer) and not _PAGE.search(source):
        return Fault.PAGE
    if lost_marks(source, answer, spans):
        return Fault.MARKS
    if answer.count("\n") != source.count("\n"):
        return Fault.LINES
    asked, said = _width(source), _width(answer)
    if said > asked * _MOST + _SLACK or asked > said * _MOST + _SLACK:
        return Fault.LENGTH
    return None


def _width(text: str) -> int:
    return len(text) + (_WIDTH - 1) * len(_WIDE.findall(text))
