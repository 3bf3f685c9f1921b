"""Whatever is heard in whatever order, the sums of a day are those of a plain count of what stands."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ids import UserId
from bot.participation.crediting import Revocation, deleted, settled, taken_back, voided
from bot.participation.model import Act, Credit, Kind, Participant, State
from tests.contributing import EN, NURSE, ZH, act, fold

WORDS = [
    "",
    "My dog loves the beach",
    "My dog loves the beach!!",
    "我家的猫很喜欢睡觉",
    "我家的猫真喜欢睡觉",
    "Slugs again in my allotment",
]
PARTNERS = [
    None,
    NURSE,
    *(Participant(UserId(number), tongue) for number, tongue in enumerate([EN, ZH, ZH, ZH], start=50)),
    Participant(UserId(99), ZH, is_bot=True),
]

any_credit = st.builds(Credit, st.sampled_from(State), st.integers(0, 3))
acts = st.builds(
    lambda kind, whom, message, minutes, channel, emoji, words, credit: replace(
        act(kind, whom=whom, message=message, minutes=minutes, channel=channel, emoji=emoji, words=words), credit=credit
    ),
    st.sampled_from([Kind.REPLY_ACROSS, Kind.REPLY_ACROSS, *Kind]),
    st.sampled_from(PARTNERS),
    st.integers(1, 30),
    st.integers(0, 120),
    st.integers(1, 2),
    st.sampled_from(["", "👍"]),
    st.sampled_from(WORDS),
    any_credit | st.just(Credit(State.COUNTED)),
)
# One revision of a message has one text.
days = st.lists(acts, max_size=40, unique_by=lambda one: (one.id, one.credit, one.at))


def revoked(one: Act, how: int) -> Revocation:
    return (taken_back(one.id, 0), taken_back(one.id, 2), voided(one.id), deleted(one.message_id))[how]


def resembles(one: frozenset[int], other: frozenset[int]) -> bool:
    shared = sum(1 for gram in one if gram in other)
    return shared > (len(one) + len(other) - shared) / 2


def plain_count(heard: list[Act]) -> dict[Kind, int]:
    """Count the acts of a day by its rules, one after the other, as they are written in docs/measures.md."""
    newest: dict[object, Act] = {}
    for one in sorted(heard, key=lambda one: -one.at.timestamp()):  # of what is equally new, the earlier one stays
        if one.id not in newest or one.credit >= newest[one.id].credit:
            newest[one.id] = one
    counted: list[Act] = []
    for one in sorted(
        newest.values(), key=lambda one: (one.at, one.message_id, one.whom.user_id if one.whom else 0, one.emoji)
    ):
        if one.credit.state is not State.COUNTED or (one.whom and (one.whom.is_bot or one.whom == one.who)):
            continue
        if one.kind is Kind.REPLY_ACROSS and (one.whom is None or one.whom.tongue == one.who.tongue):
            continue
        same = [other for other in counted if other.kind is one.kind]
        to = [o for o in same if (o.whom == one.whom if one.whom or o.whom else o.channel_id == one.channel_id)]
        a_day, a_partner, apart = {
            Kind.ANSWER: (3, 1, 0),
            Kind.REPLY_ACROSS: (10, 3, 10),
            Kind.FIRST_ANSWER: (20, 1, 0),
            Kind.HELP: (5, 2, 0),
            Kind.CORRECTION: (10, 3, 0),
            Kind.SUGGESTION: (3, 3, 0),
            Kind.REACTION_GIVEN: (10, 2, 0),
            Kind.REACTION_RECEIVED: (10, 2, 0),
        }[one.kind]
        if len(same) >= a_day or len(to) >= a_partner or any(one.at - o.at < timedelta(minutes=apart) for o in to):
            continue
        if any(resembles(one.sketch, o.sketch) for o in same) or any(o.message_id == one.message_id for o in to):
            continue
        counted.append(one)
    return dict(Counter(one.kind for one in counted))


@given(days)
def test_the_sums_are_those_of_a_plain_count(heard: list[Act]):
    assert fold(heard) == plain_count(heard)


@given(
    days.flatmap(
        lambda heard: st.tuples(st.just(heard), st.permutations(heard), st.lists(st.sampled_from(heard or [act()])))
    )
)
def test_neither_the_order_nor_hearing_twice_changes_the_sums(told: tuple[list[Act], list[Act], list[Act]]):
    heard, otherwise, again = told

    assert fold(otherwise) == fold(heard)
    assert settled(otherwise) == settled(heard)
    assert fold([*otherwise, *(one for one in again if one in heard)]) == fold(heard)


@given(days, st.data())
def test_it_does_not_matter_when_a_revocation_arrives(heard: list[Act], data: st.DataObject):
    """At once, or before half of what it is about was heard; credits only ever grow to the same one."""
    revocations = [revoked(one, data.draw(st.integers(0, 3))) for one in heard if data.draw(st.booleans())]
    cut = data.draw(st.integers(0, len(heard)))
    early = settled(heard[:cut], revocations)

    at_once, in_two_goes = settled(heard, revocations), settled([*heard[cut:], *early], reversed(revocations))
    assert {one.id: one.credit for one in in_two_goes} == {one.id: one.credit for one in at_once}
    assert fold(in_two_goes) == fold(at_once)


@given(st.lists(any_credit, min_size=1, max_size=5))
@example([Credit(State.VOIDED, 0), Credit(State.COUNTED, 3), Credit(State.TAKEN_BACK, 3)])
def test_of_all_that_is_heard_one_credit_holds(heard: list[Credit]):
    held = {max(order) for order in permutations(heard)}

    assert len(held) == 1
    assert (State.VOIDED in {one.state for one in heard}) == (held.pop().state is State.VOIDED)
