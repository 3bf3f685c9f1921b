"""Acting: which acts a message or a reaction is, once it is known whose message it answers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.ids import said_at
from bot.participation.goals import day_of
from bot.participation.heard import Here, Said, Tapped, Written
from bot.participation.model import Act, Credit, Kind, Participant, State

SOLVED: Final = frozenset({"✅", "☑", "✔"})
"""What somebody puts under the reply that helped them."""

OF_MESSAGES: Final = frozenset({Kind.ANSWER, Kind.REPLY_ACROSS, Kind.FIRST_ANSWER})
"""What a message is by its own words."""

UTC_ZONE: Final = "UTC"
"""By which the days are reckoned of who never said."""


def acts_of(
    said: Said, zone: str, *, answered: Written | None, is_answer: bool, is_first_answer: bool
) -> Iterator[Act]:
    """Yield what a message is.

    Args:
        zone: Of its author.
        answered: What it replies to, where that is somebody's.
        is_answer: It answers the topic of the day.
        is_first_answer: It is the first reply that a newcomer got.
    """
    if is_answer:
        yield _act(Kind.ANSWER, said, zone, None)
    if answered is None:
        return
    if answered.here.tongue != said.here.tongue:
        yield _act(Kind.REPLY_ACROSS, said, zone, answered)
    if is_first_answer:
        yield _act(Kind.FIRST_ANSWER, said, zone, answered)


def reworded(act: Act, edited: Said) -> Act:
    """Return an act of `OF_MESSAGES` as its message reads now that it was *edited*."""
    return replace(act, sketch=edited.sketch or frozenset(), credit=_credit(edited))


def acts_by(tapped: Tapped, target: Written, zone: str, zone_of_author: str) -> Iterator[Act]:
    """Yield what a reaction to *target* is: given by one, and received by the other, and maybe a thank you."""
    state = State.TAKEN_BACK if tapped.is_taken_off else State.COUNTED
    credit = Credit(state, int(tapped.at.timestamp() * 1_000_000))
    for kind, who, whom, its in (
        (Kind.REACTION_GIVEN, tapped.here, target.here, zone),
        (Kind.REACTION_RECEIVED, target.here, tapped.here, zone_of_author),
    ):
        yield Act(
            kind=kind,
            who=_participant(who),
            whom=_participant(whom),
            guild_id=who.guild_id,
            channel_id=target.here.channel_id,
            message_id=target.message_id,
            at=tapped.at,
            day=day_of(tapped.at, its),
            emoji=tapped.emoji,
            credit=credit,
        )
    if tapped.emoji in SOLVED and target.answered_id == tapped.here.user_id:
        yield _helped(tapped.here, target, zone_of_author, credit)


def _helped(asker: Here, reply: Written, zone: str, credit: Credit) -> Act:
    """Return the help that a *reply* was, which its *asker* marked: it counts when it was written."""
    at = said_at(reply.message_id)
    return Act(
        kind=Kind.HELP,
        who=_participant(reply.here),
        whom=_participant(asker),
        guild_id=reply.here.guild_id,
        channel_id=reply.here.channel_id,
        message_id=reply.message_id,
        at=at,
        day=day_of(at, zone),
        credit=credit,
    )


def _act(kind: Kind, said: Said, zone: str, answered: Written | None) -> Act:
    return Act(
        kind=kind,
        who=_participant(said.here),
        whom=None if answered is None else _participant(answered.here),
        guild_id=said.here.guild_id,
        channel_id=said.here.channel_id,
        message_id=said.message_id,
        at=said.at,
        day=day_of(said.at, zone),
        sketch=said.sketch or frozenset(),
        credit=_credit(said),
    )


def _credit(said: Said) -> Credit:
    return Credit(State.COUNTED if said.sketch is not None else State.TAKEN_BACK, said.revision)


def _participant(here: Here) -> Participant:
    return Participant(here.user_id, here.tongue)
