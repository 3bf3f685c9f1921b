"""Reports: words that somebody does not want to stand where they stand."""

import enum
from dataclasses import dataclass

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Original, SourcePlace


@dataclass(frozen=True, slots=True)
class Copy:
    """The relayed message that was reported: where it stands, and what is read there."""

    channel_id: ChannelId
    message_id: MessageId
    content: str


@dataclass(frozen=True, slots=True)
class Report:
    """What moderators are shown.

    Attributes:
        copy: The relayed message, if it was one that was reported.
    """

    reporter_id: UserId
    original: Original
    copy: Copy | None


@dataclass(frozen=True, slots=True)
class Case:
    """What is remembered of a report while moderators may act on it: ids, and no words."""

    bridge_id: BridgeId
    source: SourcePlace
    author_id: UserId


@dataclass(frozen=True, slots=True)
class HeldDeletion:
    """A source message whose copy a moderator of *guild_id* deleted, and which stands until somebody decides."""

    bridge_id: BridgeId
    guild_id: GuildId
    source: SourcePlace


class Outcome(enum.StrEnum):
    """What a moderator's act came to."""

    DELETED = "deleted"  # the source and every copy
    COPIES_DELETED = "copies-deleted"  # the bot may not delete what others wrote: the source stands still
    COPIES_DELETED_ELSEWHERE = "copies-deleted-elsewhere"  # the source stands in another guild, which decides about it
    MUTED = "muted"
    DISMISSED = "dismissed"
