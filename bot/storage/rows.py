"""How owed rows and delivered parts are written down, and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.carried import NOTHING, Carried, File, Forwarded, Poll, Sticker
from bot.relay.joining import Joining
from bot.relay.model import Author, Debt, Owed, Part, PartState, Revision
from bot.translation.model import Language, Quality

Columns = dict[str, Any]
"""Column names and values, as SQLAlchemy takes them."""


def owed_columns(row: Owed) -> Columns:
    """Return *row* as the outbox keeps it."""
    author = row.author
    return {
        "source_id": row.source_id,
        "destination_id": row.destination_id,
        "source_channel_id": row.source_channel_id,
        "source_guild_id": row.source_guild_id,
        "sequence": row.sequence,
        "debt": row.debt.value,
        "revision": row.revision,
        "author_id": author.id,
        "author_name": author.name,
        "author_avatar_url": author.avatar_url,
        "author_is_bot": author.is_bot,
        "content": row.content,
        "source_language": row.source_language,
        "pings": " ".join(map(str, sorted(row.pings))),
        "carried": "" if row.carried == NOTHING else _carried_text(row.carried),
        "expires_at": row.expires_at,
        "joined_to": row.joined_to,
    }


def owed_of(row: Row[*tuple[Any, ...]]) -> Owed:
    """Return the owed row that *row* of the outbox says."""
    return Owed(
        source_id=MessageId(row.source_id),
        source_channel_id=ChannelId(row.source_channel_id),
        source_guild_id=GuildId(row.source_guild_id),
        destination_id=ChannelId(row.destination_id),
        sequence=row.sequence,
        debt=Debt(row.debt),
        revision=Revision(row.revision),
        author=Author(UserId(row.author_id), row.author_name, row.author_avatar_url, row.author_is_bot),
        content=row.content,
        source_language=Language(row.source_language),
        pings=frozenset(UserId(int(user_id)) for user_id in row.pings.split()),
        expires_at=row.expires_at,
        carried=_carried_of(row.carried) if row.carried else NOTHING,
        joined_to=None if row.joined_to is None else MessageId(row.joined_to),
    )


def live_part_columns(part: Part, author_id: UserId, recorded_at: datetime) -> Columns:
    """Return *part*, of a message by *author_id*, as the ledger keeps it while it is live."""
    return {
        "message_id": part.message_id,
        "source_id": part.source_id,
        "destination_id": part.destination_id,
        "source_channel_id": part.source_channel_id,
        "author_id": author_id,
        "ordinal": part.ordinal,
        "start_unit": part.start,
        "end_unit": part.end,
        "revision": part.revision,
        "quality": part.quality.value,
        "state": PartState.LIVE.value,
        "joining": part.joining.value,
        "recorded_at": recorded_at,
    }


def part_of(row: Row[*tuple[Any, ...]]) -> Part:
    """Return the part that *row* of the ledger says."""
    return Part(
        message_id=MessageId(row.message_id),
        destination_id=ChannelId(row.destination_id),
        source_id=MessageId(row.source_id),
        source_channel_id=ChannelId(row.source_channel_id),
        ordinal=row.ordinal,
        start=row.start_unit,
        end=row.end_unit,
        revision=Revision(row.revision),
        quality=Quality(row.quality),
        state=PartState(row.state),
        joining=Joining(row.joining),
    )


def _carried_text(carried: Carried) -> str:
    """Return *carried* as JSON; nothing for nothing."""
    return json.dumps({name: value for name, value in asdict(carried).items() if value}, ensure_ascii=False)


def _poll_of(said: Mapping[str, Any]) -> Poll:
    return Poll(tuple(said["emojis"]), said["allows_several"], said["ends_at"])


def _carried_of(text: str) -> Carried:
    said = json.loads(text)
    return Carried(
        reply_to=said.get("reply_to"),
        files=tuple(File(**one) for one in said.get("files", ())),
        stickers=tuple(Sticker(**one) for one in said.get("stickers", ())),
        forwarded=Forwarded(**said["forwarded"]) if "forwarded" in said else None,
        is_activity=said.get("is_activity", False),
        hides_previews=said.get("hides_previews", False),
        poll=_poll_of(said["poll"]) if "poll" in said else None,
    )
