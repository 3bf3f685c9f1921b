"""Acts: what somebody did, and whether it counts; each change marks the days that are to be folded anew."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, literal_column, select, update

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.acting import SOLVED
from bot.participation.crediting import Revocation, settled
from bot.participation.heard import Tapped
from bot.participation.model import IN_WORDS, Act, Credit, Kind, Participant, Sketch, State, Tongue
from bot.participation.tallying import LOOKED_AT
from bot.storage.compiled import execute, found_by
from bot.storage.rows import Columns
from bot.storage.statements import touch, upsert
from bot.storage.tables import act as table
from bot.storage.tables import dirty_day, talk

NOBODY: Final = UserId(0)
"""The partner of what was done to nobody in particular."""

SLICE: Final = 100
"""Of how many acts it is forgotten with whom they were in one transaction."""

_GRAM_BYTES: Final = 4
_NOBODY_BITS: Final = 62


def keep(connection: Connection, acts: Sequence[Act], revocations: Iterable[Revocation] = ()) -> None:
    """Bring *acts* and *revocations* together with what is known; whatever reads otherwise now is to be folded anew."""
    revocations = tuple(revocations)
    message_ids = {one.message_id for one in acts} | {one.message_id for one in revocations}
    if not message_ids:
        return
    known = {one.id: one for one in of_messages(connection, message_ids)}
    # Of an older act it is forgotten with whom it was: then it is known by its message alone.
    nameless = {(one.kind, one.message_id) for one in known.values() if one.whom is not None and one.whom.user_id < 0}
    fresh = [one for one in acts if one.id in known or not (_is_nothing(one) or (one.kind, one.message_id) in nameless)]
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
    execute(connection, touch(dirty_day, connection.dialect.name), rows)


def of_messages(connection: Connection, message_ids: Collection[MessageId]) -> list[Act]:
    """Return all acts that any of these messages is, or that stand on it."""
    return [act_of(row) for row in found_by(connection, _OF_MESSAGES, message_ids)]


def taken_off(connection: Connection, tapped: Mapping[MessageId, Sequence[Tapped]]) -> list[Act]:
    """Return what is known of reactions that were taken off, each with its source message, as it counts no longer."""
    found = []
    for act in of_messages(connection, tapped):
        for one in tapped[act.message_id]:
            if _is_of(act, one):
                credit = Credit(State.TAKEN_BACK, int(one.at.timestamp() * 1_000_000))
                found.append(replace(act, credit=max(act.credit, credit)))
    return found


def _is_of(act: Act, tapped: Tapped) -> bool:
    """Tell whether *act* is what a reaction was."""
    whom = None if act.whom is None else act.whom.user_id
    match act.kind:
        case Kind.REACTION_GIVEN:
            return act.who.user_id == tapped.here.user_id and act.emoji == tapped.emoji
        case Kind.REACTION_RECEIVED:
            return whom == tapped.here.user_id and act.emoji == tapped.emoji
        case Kind.HELP:
            return whom == tapped.here.user_id and tapped.emoji in SOLVED
        case _:
            return False


def forget_whom(connection: Connection, calls: Sequence[tuple[datetime, bytes]]) -> list[int]:
    """Forget with whom acts were that are older than 72 hours; return of how many.

    On one day of a member's a partner is the same afterwards, by a hash with a key that is not in the database; of a
    reaction it is forgotten too on which message it was, and when: else the two sides of it would tell of each other.
    """
    return [_forget_whom(connection, now, key) for now, key in calls]


def _forget_whom(connection: Connection, now: datetime, key: bytes) -> int:
    rows = connection.execute(_NAMED, {"before": now - LOOKED_AT, "most": SLICE}).all()
    acts = [act_of(row) for row in rows]
    for one in acts:
        its = (table.c[column.name] == value for column, value in zip(table.primary_key, _key_of(one), strict=True))
        connection.execute(delete(table).where(*its))
    nameless = [_nameless(one, key) for one in acts]
    if nameless:
        execute(connection, upsert(table, connection.dialect.name), [_columns(one) for one in nameless])
    return len(acts)


def _key_of(act: Act) -> tuple[Any, ...]:
    columns = _columns(act)
    return tuple(columns[column.name] for column in table.primary_key)


def _nameless(act: Act, key: bytes) -> Act:
    if act.whom is None:
        return act
    whom = replace(act.whom, user_id=UserId(_hashed(key, act, act.whom.user_id)))
    if act.kind in IN_WORDS:
        return replace(act, whom=whom)
    at = datetime.combine(act.day, datetime.min.time(), UTC)
    return replace(act, whom=whom, message_id=MessageId(_hashed(key, act, act.message_id)), at=at)


def _hashed(key: bytes, act: Act, number: int) -> int:
    """Return a negative number for *number* that is the same on one day of a member's, and tells nothing."""
    said = f"{act.who.user_id} {act.day} {number}".encode()
    digest = blake2b(said, digest_size=8, key=key, person=b"qiao-nameless").digest()
    return -(int.from_bytes(digest) >> 2) - 1


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
_NAMED: Final = (
    select(table)
    .where(table.c.partner_id > literal_column("0"), table.c.at < bindparam("before"))
    .order_by(table.c.at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
