"""Counting: which acts of a member's day are contributions, in whatever order they were heard of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.participation.crediting import settled
from bot.participation.model import IN_WORDS, Act, Kind, State, Tongue
from bot.participation.sketches import are_alike

Sums = Mapping[Kind, int]
"""How many contributions of each kind; kinds without any are left out."""


@dataclass(frozen=True, slots=True)
class Cap:
    """How much of one kind counts.

    Attributes:
        a_day: On one local day of the member's.
        a_partner: Of these, with one partner; in one channel where there is no partner.
        apart: What comes sooner after another one that counted, with that partner, belongs to it: whoever cuts a
            message into five has said one thing.
    """

    a_day: int
    a_partner: int
    apart: timedelta = timedelta(0)


CAPS: Final[Mapping[Kind, Cap]] = {
    Kind.ANSWER: Cap(a_day=3, a_partner=1),
    Kind.REPLY_ACROSS: Cap(a_day=10, a_partner=3, apart=timedelta(minutes=10)),
    Kind.FIRST_ANSWER: Cap(a_day=20, a_partner=1),  # newcomers come in waves
    Kind.HELP: Cap(a_day=5, a_partner=2),
    Kind.CORRECTION: Cap(a_day=10, a_partner=3),
    Kind.SUGGESTION: Cap(a_day=3, a_partner=3),
    Kind.REACTION_GIVEN: Cap(a_day=10, a_partner=2),
    Kind.REACTION_RECEIVED: Cap(a_day=10, a_partner=2),
}
"""No kind is without one: beyond it, more is only noise."""


def contributions(acts: Iterable[Act]) -> Sequence[Act]:
    """Return which *acts* of one member's local day count, given in any order, and some perhaps twice.

    Of several that exclude each other the earlier one counts.
    """
    taken: dict[Kind, list[Act]] = {}
    for act in settled(acts):
        others = taken.setdefault(act.kind, [])
        if _can_count(act) and _has_room(act, others) and not _is_heard_already(act, others):
            others.append(act)
    return [act for others in taken.values() for act in others]


def fold(acts: Iterable[Act]) -> Mapping[Tongue, Sums]:
    """Return the contributions of one member's local day, by the tongue in which they were made."""
    sums: dict[Tongue, Counter[Kind]] = {}
    for act in contributions(acts):
        sums.setdefault(act.who.tongue, Counter())[act.kind] += 1
    return sums


def takes_part(sums: Sums) -> bool:
    """Tell whether a day with these contributions is one of the days of the weekly goal."""
    return any(sums.get(kind, 0) > 0 for kind in IN_WORDS)


def added(days: Iterable[Sums]) -> Sums:
    """Return the sums of several days together."""
    total: Counter[Kind] = Counter()
    for sums in days:
        total.update(sums)
    return dict(total)


def _can_count(act: Act) -> bool:
    """Tell whether *act* counts where it stands alone."""
    if act.credit.state is not State.COUNTED or not act.is_between_people:
        return False
    return act.crosses or act.kind is not Kind.REPLY_ACROSS


def _has_room(act: Act, others: list[Act]) -> bool:
    """Tell whether *act* still fits under its caps, after the *others* of its kind that count."""
    cap = CAPS[act.kind]
    with_same = [other for other in others if _partner_of(other) == _partner_of(act)]
    if len(others) >= cap.a_day or len(with_same) >= cap.a_partner:
        return False
    return not with_same or act.at - with_same[-1].at >= cap.apart


def _is_heard_already(act: Act, others: list[Act]) -> bool:
    """Tell whether *act* only says again what one of the *others* said, or is one more of them on the same message."""
    return any(
        are_alike(act.sketch, other.sketch)
        or (act.message_id == other.message_id and _partner_of(act) == _partner_of(other))
        for other in others
    )


def _partner_of(act: Act) -> int:
    return act.channel_id if act.whom is None else act.whom.user_id
