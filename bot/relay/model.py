"""What crosses a bridge: the source message, what is owed of it, and what was delivered."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType

from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.relay.carried import NOTHING, Ballot, Carried, File, Quote, Sticker
from bot.relay.joining import Joining
from bot.translation.model import Language, Quality

Revision = NewType("Revision", int)
"""How often-edited a message is: its edit time in microseconds since 1970, 0 if never edited.

Discord's own edit time orders a message's versions across restarts, in live events and in
history alike, and a link preview does not touch it.
"""

UNEDITED: Final = Revision(0)

OWED_FOR: Final = timedelta(hours=24)
"""How long text is kept for a destination that cannot take it."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a source message, as the channel shows them."""

    id: UserId
    name: str
    avatar_url: str | None
    is_bot: bool = False  # a bot or a webhook


@dataclass(frozen=True, slots=True)
class Membership:
    """What is known of an author as a member of the source guild (moments aware, in UTC)."""

    joined_at: datetime | None
    timed_out_until: datetime | None
    role_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceMessage:
    """One message as it reads now.

    Attributes:
        content: Discord markdown as typed.
        application_id: The application behind the webhook that posted it, if any.
        is_chat: Somebody said this; joins, pins and boosts are not chat.
        pings: Mentioned users who cannot read the source channel, so that a copy may ping them.
        is_pinned: It is pinned in its channel.
        membership: None where it is not known: the author has left, or was not asked for.
        parent_id: The channel of which *channel_id* is a thread, if it is one.
    """

    id: MessageId
    channel_id: ChannelId
    guild_id: GuildId
    author: Author
    content: str
    revision: Revision = UNEDITED
    application_id: int | None = None
    is_chat: bool = True
    pings: frozenset[UserId] = frozenset()
    carried: Carried = NOTHING
    is_pinned: bool = False
    membership: Membership | None = None
    parent_id: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class MessageSaid:
    """A message was written."""

    message: SourceMessage


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A message reads differently now, or only gained a link preview, or was pinned or no longer is."""

    message: SourceMessage


@dataclass(frozen=True, slots=True)
class MessagesDeleted:
    """Messages of one channel were deleted; one by itself, as Discord told, if it *is_single*."""

    channel_id: ChannelId
    message_ids: tuple[MessageId, ...]
    is_single: bool = False
    parent_id: ChannelId | None = None  # as of a source message


SourceEvent = MessageSaid | MessageEdited | MessagesDeleted


class Debt(enum.StrEnum):
    """What a destination is still owed of a source message."""

    CREATE = "create"  # nothing, or not every part, stands there yet
    EDIT = "edit"  # an older revision stands there
    FINAL = "final"  # the original stands there, waiting for its translation
    REMOVE = "remove"  # the source is gone


@dataclass(frozen=True, slots=True)
class Owed:
    """One row of the outbox: the state in which a source message should stand in a destination.

    Attributes:
        sequence: The row's place among the lane's creates, from 1, with gaps.
        source_language: The language of the channel it was written in.
        content: The text as of *revision*; empty for `Debt.REMOVE`.
        expires_at: After this moment the text is no longer kept.
    """

    source_id: MessageId
    source_channel_id: ChannelId
    source_guild_id: GuildId
    destination_id: ChannelId
    sequence: int
    debt: Debt
    revision: Revision
    author: Author
    content: str
    source_language: Language
    pings: frozenset[UserId]
    expires_at: datetime
    carried: Carried = NOTHING
    joined_to: MessageId | None = None  # the first of those with which it is about to be posted as one message


class PartState(enum.StrEnum):
    """How one relayed message stands."""

    LIVE = "live"
    REMOVING = "removing"  # written before our own delete, so that it is not taken for a moderator's
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the ledger: a relayed message that carries *source_id*, or a piece of it.

    Attributes:
        ordinal: From 0, in reading order.
        start: First UTF-16 unit of the translated text that this part shows.
        end: One past the last.
        revision: The source's revision that it shows.
    """

    message_id: MessageId
    destination_id: ChannelId
    source_id: MessageId
    source_channel_id: ChannelId
    ordinal: int
    start: int
    end: int
    revision: Revision
    quality: Quality
    state: PartState = PartState.LIVE
    joining: Joining = Joining.ALONE


@dataclass(frozen=True, slots=True)
class Persona:
    """The name and picture a webhook speaks with."""

    name: str
    avatar_url: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """One message to be posted: its content and what it covers of the translated text.

    Attributes:
        content: At most 2,000 UTF-16 units, never blank where nothing else is shown.
        start: First UTF-16 unit of the whole text.
        end: One past the last.
        pings: The only users this message may ping.
        quote: What it answers, shown above it.
        files: What hangs on it; where there is something, the content may be blank.
        stickers: Shown below it as pictures.
        hides_previews: Nothing is shown of what its links lead to.
        ballot: A poll below its content. What has one can never be edited.
    """

    content: str
    start: int
    end: int
    pings: frozenset[UserId] = frozenset()
    quote: Quote | None = None
    files: tuple[File, ...] = ()
    stickers: tuple[Sticker, ...] = ()
    hides_previews: bool = False
    ballot: Ballot | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """How a source message looks in one destination, in reading order; never empty."""

    persona: Persona
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of our own webhook that was found in a destination, under its persona's *name*."""

    message_id: MessageId
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a source message stands."""

    channel_id: ChannelId
    message_id: MessageId

    def link(self, guild_id: GuildId) -> str:
        """Return the address of the message, in a channel of *guild_id*, in Discord's clients."""
        return f"https://discord.com/channels/{guild_id}/{self.channel_id}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class Original:
    """A source message as it reads now; *content* is all that is read of it, a forward's words and a poll's too."""

    guild_id: GuildId
    place: SourcePlace
    author_id: UserId
    content: str
    author_name: str = ""
    is_bot: bool = False  # or a webhook
    has_pictures: bool = False

    @property
    def link(self) -> str:
        """Return the address of the message in Discord's clients."""
        return self.place.link(self.guild_id)


class Leave(enum.Enum):
    """Whether something may be said in a channel by its author."""

    ADMITTED = enum.auto()
    MUTED = enum.auto()  # they may not say anything there now
    REFUSED = enum.auto()  # they may not say this


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was posted for somebody: where it stands, and its length in UTF-16 units."""

    place: SourcePlace
    units: int


class Hearing(enum.StrEnum):
    """Whether a guild is heard."""

    HEARD = "heard"
    CATCHING_UP = "catching-up"  # it is connected, and what was said before is still being read
    SILENT = "silent"  # nothing comes from Discord now


@dataclass(frozen=True, slots=True)
class LaneStanding:
    """How a lane stands now.

    Attributes:
        waiting: How many messages, edits and deletions are still to be done.
        untranslated: How many messages stand there in the original and wait for a translator.
        oldest: The oldest message that is to be posted, if any is.
    """

    waiting: int = 0
    untranslated: int = 0
    oldest: MessageId | None = None

    @property
    def since(self) -> datetime | None:
        """Return when the oldest message was said that is still to be posted."""
        return None if self.oldest is None else said_at(self.oldest)


@dataclass(frozen=True, slots=True)
class LaneFailure:
    """What last went wrong in a lane: its kind, as a `RelayObserver` is told it, and when."""

    kind: str
    at: datetime
