"""Recording: what was heard becomes acts, talk and arrivals, all of a batch in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, false, or_, select

from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.moderation.model import Reason
from bot.participation import crediting
from bot.participation.acting import OF_MESSAGES, SOLVED, UTC_ZONE, acts_by, acts_of, reworded
from bot.participation.crediting import Revocation
from bot.participation.heard import Batch, Cleared, Deleted, Said, Tapped, Written
from bot.participation.meeting import Answered, Talk
from bot.participation.model import Act, Credit, Kind, State
from bot.storage import acts as act_rows
from bot.storage import arrivals, talk
from bot.storage.compiled import execute, found_by
from bot.storage.outbox import TOMBSTONE_FOR
from bot.storage.sources import Sources
from bot.storage.statements import take_turns, upsert
from bot.storage.tables import (
    choice,
    counted_upto,
    daily_answer,
    daily_occasion,
    daily_posting,
    erasure,
    preference,
    refusal,
    revoked_message,
)
from bot.storage.tables import talk as talked

_REACTIONS: Final = (Kind.REACTION_GIVEN, Kind.REACTION_RECEIVED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A batch on its way into the database, at a moment."""

    batch: Batch
    now: datetime


def record(connection: Connection, calls: Sequence[Recorded]) -> list[None]:
    """Record each batch, and how far its channels are counted."""
    take_turns(connection)
    for call in calls:
        _record(connection, call)
    return [None] * len(calls)


def _record(connection: Connection, call: Recorded) -> None:
    heard = call.batch.heard
    gone = {one.message_id: one.channel_id for one in heard if isinstance(one, Deleted)}
    revoke(connection, gone, call.now)
    said = _standing(connection, [one for one in heard if isinstance(one, Said) and one.message_id not in gone])
    tapped = [one for one in heard if isinstance(one, Tapped)]
    cleared = [one for one in heard if isinstance(one, Cleared)]
    asked = {one.message_id for one in tapped} | {one.message_id for one in cleared}
    asked |= {one.replies_to for one in said if one.replies_to}
    known = Sources.read(connection, asked)
    _talk(connection, said, known)
    sources = _counted(connection, known.all())
    acts = [*_acts(connection, said, tapped, sources), *_taken_off(connection, tapped, known)]
    revocations = [crediting.deleted(message_id) for message_id in gone]
    revocations += _clearings(connection, cleared, sources, acts)
    act_rows.keep(connection, acts, revocations)
    arrivals.unanswer(connection, gone)
    talk.drop(connection, gone)
    if call.batch.upto:
        rows = [{"channel_id": channel, "message_id": newest} for channel, newest in sorted(call.batch.upto.items())]
        execute(connection, upsert(counted_upto, connection.dialect.name), rows)


def _counted(connection: Connection, sources: Mapping[MessageId, Written]) -> Mapping[MessageId, Written]:
    """Return those of *sources* that were not deleted, and whose authors take part."""
    gone = _revoked(connection, {one.message_id for one in sources.values()})
    absent = {one for (one,) in found_by(connection, _ABSENT, sorted({one.here.user_id for one in sources.values()}))}
    return {
        message_id: one
        for message_id, one in sources.items()
        if one.message_id not in gone and one.here.user_id not in absent
    }


def _standing(connection: Connection, said: Sequence[Said]) -> Sequence[Said]:
    """Return those of *said* that were neither deleted nor erased, as they read last."""
    newest = {one.message_id: one for one in sorted(said, key=lambda one: one.revision)}
    gone = {*_revoked(connection, newest), *_held(connection, newest)}
    reach = _erased(connection, {one.here.user_id for one in said})
    return [
        one
        for message_id, one in sorted(newest.items())
        if message_id not in gone and message_id >= reach.get(one.here.user_id, MessageId(0))
    ]


def _revoked(connection: Connection, message_ids: Collection[MessageId]) -> Collection[MessageId]:
    """Return those of *message_ids* of which nothing counts any more."""
    return {MessageId(message_id) for (message_id,) in found_by(connection, _REVOKED, sorted(message_ids))}


def _held(connection: Connection, message_ids: Collection[MessageId]) -> Collection[MessageId]:
    """Return those of *message_ids* that a word list, a rule or raid mode keeps from crossing."""
    return {MessageId(source_id) for (source_id,) in found_by(connection, _REFUSED, sorted(message_ids))}


def _erased(connection: Connection, user_ids: Collection[UserId]) -> Mapping[UserId, MessageId]:
    """Return the first message of each who had their data erased that may be counted again."""
    rows = found_by(connection, _ERASED, sorted(user_ids))
    return {UserId(user_id): first_id_at(requested_at) for user_id, requested_at in rows}


def _talk(connection: Connection, said: Sequence[Said], sources: Sources) -> None:
    """Remember what is new of *said*, with whom each answers: maybe what has just been said."""
    known = {message_id for (message_id,) in found_by(connection, _TALKED, sorted(one.message_id for one in said))}
    fresh = [one for one in said if one.message_id not in known]
    first = arrivals.come(connection, fresh)
    talks = []
    for one in fresh:
        other = None if one.replies_to is None else sources.of(one.replies_to)
        talks.append(_talked(one, other, is_first=one.message_id in first))
        sources.add(talks[-1])
    # Those who answer nobody first, all together.
    talk.keep(connection, sorted(talks, key=lambda one: one.answers is not None))


def _talked(said: Said, other: Written | None, *, is_first: bool) -> Talk:
    here, answers = said.here, None
    if other is not None and other.here.user_id != here.user_id:
        answers = Answered(other.message_id, other.here.user_id, other.here.tongue)
    return Talk(said.message_id, here.guild_id, here.channel_id, here.user_id, here.tongue, answers, is_first)


def _acts(
    connection: Connection, said: Sequence[Said], tapped: Sequence[Tapped], sources: Mapping[MessageId, Written]
) -> Sequence[Act]:
    replies = {
        one.message_id: (one, source)
        for one in said
        if one.replies_to is not None
        and (source := sources.get(one.replies_to)) is not None
        and source.here.user_id != one.here.user_id
    }
    first = arrivals.answer(connection, replies)
    answers = _answers(connection, said)
    worded = [one for one in said if one.message_id in replies or one.message_id in answers]
    zones = _zones(connection, worded, tapped, sources)
    in_words = [
        act
        for one in worded
        for act in acts_of(
            one,
            zones.get(one.here.user_id, UTC_ZONE),
            answered=replies[one.message_id][1] if one.message_id in replies else None,
            is_answer=one.message_id in answers,
            is_first_answer=one.message_id in first,
        )
    ]
    return [*in_words, *_edited(connection, said), *_taps(tapped, sources, zones)]


def _edited(connection: Connection, said: Sequence[Said]) -> Sequence[Act]:
    """Return what is known of messages, as they read now: what they answer may be gone or forgotten."""
    edits = {one.message_id: one for one in said if one.revision}
    known = act_rows.of_messages(connection, edits)
    return [reworded(act, edits[act.message_id]) for act in known if act.kind in OF_MESSAGES]


def _taken_off(connection: Connection, tapped: Sequence[Tapped], sources: Sources) -> Sequence[Act]:
    """Return what is known of reactions that were taken off: whose message it was may be forgotten."""
    off: defaultdict[MessageId, list[Tapped]] = defaultdict(list)
    for one in tapped:
        if one.is_taken_off:
            off[sources.id_of(one.message_id)].append(one)
    return act_rows.taken_off(connection, off) if off else ()


def _taps(tapped: Sequence[Tapped], sources: Mapping[MessageId, Written], zones: Mapping[UserId, str]) -> Sequence[Act]:
    return [
        act
        for one in tapped
        if (target := sources.get(one.message_id)) is not None and target.here.user_id != one.here.user_id
        for act in acts_by(one, target, zones.get(one.here.user_id, UTC_ZONE), zones.get(target.here.user_id, UTC_ZONE))
    ]


def _clearings(
    connection: Connection, cleared: Sequence[Cleared], sources: Mapping[MessageId, Written], acts: Sequence[Act]
) -> Sequence[Revocation]:
    of = {sources[one.message_id].message_id: one for one in cleared if one.message_id in sources}
    known = act_rows.of_messages(connection, of) if of else ()
    return [
        Revocation(act.message_id, act.id, Credit(State.TAKEN_BACK, int(one.at.timestamp() * 1_000_000)))
        for act in (*known, *acts)
        if (one := of.get(act.message_id)) is not None and _is_cleared(act, one)
    ]


def _is_cleared(act: Act, cleared: Cleared) -> bool:
    if act.kind is Kind.HELP:
        return cleared.emoji is None or cleared.emoji in SOLVED
    return act.kind in _REACTIONS and cleared.emoji in {None, act.emoji}


def revoke(
    connection: Connection,
    gone: Mapping[MessageId, ChannelId],
    now: datetime,
    remembered_for: timedelta = TOMBSTONE_FOR,
) -> None:
    """Have nothing count that messages are, whatever is heard of them from now on."""
    if gone:
        rows = [
            {"message_id": message_id, "channel_id": channel_id, "expires_at": now + remembered_for}
            for message_id, channel_id in gone.items()
        ]
        execute(connection, upsert(revoked_message, connection.dialect.name), rows)


def may_count(connection: Connection, message_id: MessageId, *user_ids: UserId) -> bool:
    """Tell whether something counts that a message is, between users: not if it, or any of them, is gone by now."""
    absent = next(iter(found_by(connection, _ABSENT, sorted(user_ids))), None)
    reach = max(_erased(connection, user_ids).values(), default=MessageId(0))
    return absent is None and message_id >= reach and not _revoked(connection, [message_id])


def _zones(
    connection: Connection, said: Sequence[Said], tapped: Sequence[Tapped], sources: Mapping[MessageId, Written]
) -> Mapping[UserId, str]:
    """Return the zones of those of whom something may count."""
    who = {one.here.user_id for one in said} | {one.here.user_id for one in tapped}
    if tapped:
        who |= {one.here.user_id for one in sources.values()}
    rows = found_by(connection, _ZONES, sorted(who))
    return {UserId(user_id): zone for user_id, zone in rows}


def _answers(connection: Connection, said: Sequence[Said]) -> Collection[MessageId]:
    """Return which of *said* answer a topic of the day, for which there was still time."""
    if not said:
        return ()
    given = {message_id for (message_id,) in found_by(connection, _GIVEN, [one.message_id for one in said])}
    asked: set[int] = {one.here.channel_id for one in said} | {one.replies_to for one in said if one.replies_to}
    places: dict[int, datetime] = {}
    for thread_id, message_id, closes_at in found_by(connection, _ASKED, sorted(asked)):
        # Where a topic has a thread it is answered there, and else by replies.
        places[thread_id or message_id] = closes_at
    if not (given or places):  # in nearly every batch
        return ()
    return {
        one.message_id
        for one in said
        if one.message_id in given
        or any(place in places and one.at < places[place] for place in (one.here.channel_id, one.replies_to or 0))
    }


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_REVOKED: Final = select(revoked_message.c.message_id).where(revoked_message.c.message_id.in_(_KEYS))
_REFUSED: Final = select(refusal.c.source_id).where(
    refusal.c.source_id.in_(_KEYS), refusal.c.reason.in_([Reason.WORDS.value, Reason.RULES.value, Reason.NEW.value])
)
_ERASED: Final = select(erasure.c.user_id, erasure.c.requested_at).where(erasure.c.user_id.in_(_KEYS))
_ABSENT: Final = select(choice.c.user_id).where(choice.c.user_id.in_(_KEYS), choice.c.takes_part == false())
_TALKED: Final = select(talked.c.message_id).where(talked.c.message_id.in_(_KEYS))
_ZONES: Final = select(preference.c.user_id, preference.c.zone).where(
    preference.c.user_id.in_(_KEYS), preference.c.zone.is_not(None)
)
_GIVEN: Final = select(daily_answer.c.message_id).where(daily_answer.c.message_id.in_(_KEYS))
_ASKED: Final = (
    select(daily_posting.c.thread_id, daily_posting.c.message_id, daily_occasion.c.closes_at)
    .join(daily_occasion, daily_occasion.c.id == daily_posting.c.occasion_id)
    .where(or_(daily_posting.c.thread_id.in_(_KEYS), daily_posting.c.message_id.in_(_KEYS)))
)
