"""Acts: what somebody did, and whether it counts; each change marks the days that are to be folded anew."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.crediting import Revocation, settled
from bot.participation.model import IN_WORDS, Act, Credit, Kind, Participant, Sketch, State, Tongue
from bot.storage.compiled import execute, found_by
from bot.storage.rows import Columns
from bot.storage.statements import insert_new, upsert
from bot.storage.tables import act as table
from bot.storage.tables import dirty_day, talk

NOBODY: Final = UserId(0)
"""The partner of what was done to nobody in particular."""

_GRAM_BYTES: Final = 4
_NOBODY_BITS: Final = 62


def keep(connection: Connection, acts: Sequence[Act], revocations: Iterable[Revocation] = ()) -> None:
    """Bring *acts* and *revocations* together with what is known; whatever reads otherwise now is to be folded anew."""
    revocations = tuple(revocations)
    message_ids = {one.message_id for one in acts} | {one.message_id for one in revocations}
    if not message_ids:
        return
    known = {one.id: one for one in of_messages(connection, message_ids)}
    fresh = [one for one in acts if one.id in known or not _is_nothing(one)]
    now = settled((*known.values(), *fresh), revocations)
    changed = [one for one in now if known.get(one.id) != one]
    if changed:
        execute(connection, upsert(table, connection.dialect.name), [_columns(one) for one in changed])
        before = (known[one.id] for one in changed if one.id in known)
        mark(connection, {(one.guild_id, one.who.user_id, one.day) for one in (*before, *changed)})


def _is_nothing(act: Act) -> bool:
    """Tell whether *act* need not be remembered: its words were never enough.

    A reaction may be taken off, and a message edited to less, before that which is older is heard of.
    """
    return act.kind in IN_WORDS and act.credit == Credit(State.TAKEN_BACK)


def mark(connection: Connection, days: Collection[tuple[GuildId, UserId, Any]]) -> None:
    """Have members' *days* folded anew."""
    rows = [{"guild_id": guild_id, "user_id": user_id, "day": day} for guild_id, user_id, day in sorted(days)]
    execute(connection, insert_new(dirty_day, connection.dialect.name), rows)


def of_messages(connection: Connection, message_ids: Collection[MessageId]) -> list[Act]:
    """Return all acts that any of these messages is, or that stand on it."""
    return [act_of(row) for row in found_by(connection, _OF_MESSAGES, message_ids)]


def disown(connection: Connection, user_id: UserId) -> None:
    """Keep with whom others' acts and talk were, and that it was one and the same, but not who: part of an erasure."""
    nobody = -secrets.randbits(_NOBODY_BITS) - 1
    connection.execute(update(table).where(table.c.partner_id == user_id).values(partner_id=nobody))
    connection.execute(update(talk).where(talk.c.answered_id == user_id).values(answered_id=nobody))


def act_of(row: Sequence[Any]) -> Act:
    """Return the act that a row of the table says."""
    message_id, kind, user_id, partner_id, emoji, guild_id, channel_id, tongue, partner_tongue, *rest = row
    at, day, sketch, state, revision = rest
    return Act(
        kind=Kind(kind),
        who=Participant(UserId(user_id), Tongue(tongue)),
        whom=None if partner_id == NOBODY else Participant(UserId(partner_id), Tongue(partner_tongue)),
        guild_id=GuildId(guild_id),
        channel_id=ChannelId(channel_id),
        message_id=MessageId(message_id),
        at=at,
        day=day,
        emoji=emoji,
        sketch=_sketch_of(sketch),
        credit=Credit(State(state), revision),
    )


def _columns(act: Act) -> Columns:
    return {
        "message_id": act.message_id,
        "kind": act.kind.value,
        "user_id": act.who.user_id,
        "partner_id": NOBODY if act.whom is None else act.whom.user_id,
        "emoji": act.emoji,
        "guild_id": act.guild_id,
        "channel_id": act.channel_id,
        "tongue": act.who.tongue,
        "partner_tongue": "" if act.whom is None else act.whom.tongue,
        "at": act.at,
        "day": act.day,
        "sketch": b"".join(gram.to_bytes(_GRAM_BYTES) for gram in sorted(act.sketch)),
        "state": act.credit.state.value,
        "revision": act.credit.revision,
    }


def _sketch_of(grams: bytes) -> Sketch:
    starts = range(0, len(grams), _GRAM_BYTES)
    return frozenset(int.from_bytes(grams[start : start + _GRAM_BYTES]) for start in starts)


_OF_MESSAGES: Final = select(table).where(table.c.message_id.in_(bindparam("keys", expanding=True)))
