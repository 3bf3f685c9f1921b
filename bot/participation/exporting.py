"""Exporting: the weekly numbers as a table that any spreadsheet opens, with nothing in it that any runs."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from bot.participation.insights import Insight, Week
from bot.participation.measures import Unsaid
from bot.participation.retention import AFTER

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows UTF-8: it takes a file without it for one in its country's own encoding."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MINUTE: Final = timedelta(minutes=1)

Value = str | int | float | timedelta | Unsaid


def table(insight: Insight) -> str:
    """Return a row a week under the same names in all languages; what is not told is an empty cell."""
    rows = [{name: _cell(value) for name, value in _values(insight, week)} for week in insight.weeks]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _values(insight: Insight, week: Week) -> Iterator[tuple[str, Value]]:
    meeting, answering = week.meeting, week.answering
    yield "week", week.monday.isoformat()
    for tongue in insight.tongues:
        yield f"people_{tongue}", week.people[tongue]
    yield "mixing_ratio", meeting.mixing
    for (one, other), balance in meeting.balances.items():
        yield f"balance_{one}_{other}", balance
    yield "reciprocity", meeting.reciprocity
    yield "minutes_to_first_reply_across", meeting.wait
    yield "first_posts_unanswered", meeting.unanswered
    cohort = week.cohort
    yield "arrived", Unsaid.TOO_FEW if cohort is None else cohort.arrived
    untold: Mapping[int, Value] = {}
    for name, shares in (
        ("retention", untold if cohort is None else cohort.everybody),
        ("retention_answered_early", untold if cohort is None else cohort.answered),
        ("retention_others", untold if cohort is None else cohort.others),
    ):
        for after in AFTER:
            yield f"{name}_d{after}", shares.get(after, Unsaid.TOO_FEW)
    yield "topics_asked", answering.asked
    yield "topics_answered", answering.answered
    yield "people_a_topic", answering.people


def _cell(value: Value) -> str:
    match value:
        case Unsaid():
            return ""
        case float():
            return f"{value:.4f}"
        case timedelta():
            return f"{value / _MINUTE:.1f}"
        case _:
            return guarded(str(value))


def guarded(text: str) -> str:
    """Return *text* as a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    return f"'{text}" if text.startswith(_FORMULA) else text
