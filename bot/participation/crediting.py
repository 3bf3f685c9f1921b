"""Crediting: what was heard of each act, brought together. What counts does not depend on the order of hearing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.ids import MessageId
from bot.participation.model import FOR_GOOD, Act, ActId, Credit, State


@dataclass(frozen=True, slots=True)
class Revocation:
    """That an act counts no longer; one that comes before the act keeps it from counting at all.

    Attributes:
        act_id: Which act; None: all that the message was.
    """

    message_id: MessageId
    act_id: ActId | None
    credit: Credit


def taken_back(act_id: ActId, revision: int) -> Revocation:
    """Return that a reaction was removed, or that a message counts no longer as it was edited, at *revision*."""
    return Revocation(act_id.message_id, act_id, Credit(State.TAKEN_BACK, revision))


def voided(act_id: ActId) -> Revocation:
    """Return that a moderator found an act to be none."""
    return Revocation(act_id.message_id, act_id, Credit(State.VOIDED))


def deleted(message_id: MessageId) -> Revocation:
    """Return that a message is gone, and with it all that it was: Discord does not tell whose it was."""
    return Revocation(message_id, None, Credit(State.TAKEN_BACK, FOR_GOOD))


def settled(acts: Iterable[Act], revocations: Iterable[Revocation] = ()) -> tuple[Act, ...]:
    """Return each act once, as it stands by all that was heard, in the order of their moments.

    Of an act that was heard of several times the newest holds, with its text and its moment; of what is equally new,
    as when catch-up reads it again, the earlier one.
    """
    known: dict[ActId, Act] = {}
    for act in acts:
        other = known.get(act.id)
        if other is None or (other.credit, act.at) < (act.credit, other.at):
            known[act.id] = act
    of_acts: dict[ActId, Credit] = {}
    of_messages: dict[MessageId, Credit] = {}
    for one in revocations:
        if one.act_id is None:
            of_messages[one.message_id] = max(one.credit, of_messages.get(one.message_id, one.credit))
        else:
            of_acts[one.act_id] = max(one.credit, of_acts.get(one.act_id, one.credit))
    heard = (
        replace(act, credit=max(act.credit, of_acts.get(key, act.credit), of_messages.get(act.message_id, act.credit)))
        for key, act in known.items()
    )
    return tuple(sorted(heard, key=in_order))


def in_order(act: Act) -> tuple[object, ...]:
    """Return by what acts are sorted: by their moments, and never by how they were heard."""
    partner_id = 0 if act.whom is None else act.whom.user_id
    return act.at, act.message_id, act.kind, act.who.user_id, partner_id, act.emoji
