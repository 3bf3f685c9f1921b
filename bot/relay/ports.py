"""What the relay asks of the outside world."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.hashtags.ports import TagBook
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.ports import PreferenceBook
from bot.moderation.model import Refused, Ruling
from bot.moderation.ports import Refusals
from bot.relay.model import (
    Composition,
    Original,
    Owed,
    Part,
    Persona,
    Piece,
    Posted,
    SourceMessage,
    SourcePlace,
)
from bot.relay.observing import RelayObserver
from bot.relay.past import Past
from bot.relay.peers import Leases, Peers
from bot.relay.quotations import QuotePorts, Quoting
from bot.relay.rendition import BARE, Rendition
from bot.relay.sharing import Digests, Forecast, JoinedParts, Plans
from bot.relay.thread_ports import ThreadPorts
from bot.tasks import Tasks
from bot.translation.model import Language, Translation
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class Admitted:
    """A source message that may cross, with its language and where it goes.

    Attributes:
        is_said: It was said or found in history; an edit makes cross only what is newer than the channel's watermark.
        is_released: It was refused, and may go there now. The watermark stays.
        helps_here: It may begin to have a note in its own channel (`bot.relay.notes`), if that is a destination.
    """

    message: SourceMessage
    language: Language
    destinations: tuple[ChannelId, ...]
    is_said: bool = True
    is_released: bool = False
    helps_here: bool = False


class Outbox(Plans, Protocol):
    """Remembers what is owed. Each method is one durable commit."""

    async def observe(self, admitted: Sequence[Admitted]) -> Sequence[Owed]:
        """Owe each message, as it reads now, to each of its destinations; move the watermarks.

        For each destination: a tombstone means nothing; a waiting row takes a newer revision (`FINAL` becomes
        `EDIT`); a delivered older revision becomes an `EDIT`; an unknown message becomes a `CREATE` with the lane's
        next sequence number, unless it was refused there and is not released. A note begins only where it helps, by
        an edit too, and carries and pings nothing. An older or equal revision changes nothing. All messages of one
        call are of one channel, in order; the watermark rises to the newest that was said.

        Returns the rows that are new or changed.
        """
        ...

    async def pass_over(self, channel_id: ChannelId, upto: MessageId, refused: Collection[MessageId]) -> None:
        """Raise the watermark to *upto*, and leave a tombstone for each of *refused*."""
        ...

    async def remove(self, channel_id: ChannelId, message_ids: Collection[MessageId]) -> Sequence[Owed]:
        """Owe the removal of each message wherever it waits or stands, and leave a tombstone.

        A `CREATE` may be in flight, so it too becomes `REMOVE`, with its text gone.
        Returns the rows that are new or changed.
        """
        ...

    async def waiting(self) -> Sequence[Owed]:
        """Return every row, in the order of destination and sequence (what a start finds)."""
        ...

    async def of(self, destination_id: ChannelId, after: int) -> Sequence[Owed]:
        """Return the rows of one destination whose sequence is more than *after*, in order."""
        ...

    async def watermarks(self) -> Mapping[ChannelId, MessageId]:
        """Return for each known channel the newest message id that was taken in."""
        ...

    async def forget(self, row: Owed) -> None:
        """Drop *row* whatever it owes: it can never be paid."""
        ...


class Ledger(JoinedParts, Protocol):
    """Remembers what was delivered. Each method is one durable commit."""

    async def record(self, part: Part, row: Owed, *, settles: bool, quoting: Quoting | None = None) -> Owed | None:
        """Record a newly posted or adopted *part*, and what it quotes; when it *settles* the row, settle it too.

        Settling a row whose revision and debt have not moved deletes it when the part's quality
        is final, and else turns it into `FINAL`. A row that moved meanwhile from `CREATE` to a
        newer revision turns into `EDIT`; a `REMOVE` stays. Returns the row as it is now, None
        when nothing is owed any more.

        Raises:
            Unavailable: The database does not answer, or the lane's lease is over: whoever has it now finds the part.
        """
        ...

    async def settle(self, row: Owed, shown: Sequence[Part]) -> Owed | None:
        """Record that *shown* are now the live parts of the row's message there; settle the row.

        Parts of the ledger that are not in *shown* become `GONE`. Settling is as in `record`;
        the quality of *shown* decides (`REMOVE` is settled by an empty *shown*).
        """
        ...

    async def begin_removal(self, message_ids: Collection[MessageId]) -> None:
        """Mark parts `REMOVING`, before the delete is sent."""
        ...

    async def parts(self, source_id: MessageId, destination_id: ChannelId) -> Sequence[Part]:
        """Return the parts of a source message in a destination that are not `GONE`, in order."""
        ...

    async def last_recorded(self, destination_id: ChannelId) -> MessageId | None:
        """Return the newest relayed message's id in a destination, of whatever state."""
        ...

    async def known(self, message_ids: Collection[MessageId]) -> Collection[MessageId]:
        """Return those of *message_ids* that are parts, of whatever state."""
        ...

    async def source_of(self, message_id: MessageId) -> SourcePlace | None:
        """Return where the (last) source of a relayed message stands; None where it is none, or was forgotten."""
        ...

    async def author_of(self, source_id: MessageId) -> UserId | None:
        """Return who wrote a message of which something stands, None where that is not known."""
        ...

    async def live_sources(self, message_id: MessageId) -> Sequence[SourcePlace]:
        """Return where the sources stand that a relayed message carries, none unless it is `LIVE`."""
        ...

    async def expire(self) -> None:
        """Forget parts older than 30 days, tombstones past their time, and rows past theirs."""
        ...


class SourceReader(Protocol):
    """Reads single messages."""

    async def read(self, place: SourcePlace) -> Original:
        """Return the message at *place* as it reads now.

        Raises:
            Gone, Forbidden: It is not there, or the bot may not read it.
            Unavailable: Discord does not answer.
        """
        ...


class Gate(Protocol):
    """Says which words may leave their channel."""

    def follow(self, bridges: Iterable[Bridge]) -> None:
        """Know *bridges* as they stand from now on."""
        ...

    def admits(self, message: SourceMessage, bridge: Bridge) -> bool:
        """Tell whether *message* may leave its channel at all."""
        ...

    def judge(self, message: SourceMessage, bridge: Bridge, *, is_said: bool) -> Ruling:
        """Tell where on *bridge* what was said (or else edited) may go. Asked for each message, so it never waits."""
        ...

    def refuses(self, row: Owed, seat: Endpoint, translated: str) -> Refused | None:
        """Tell whether *row* may not enter its destination *seat* in the words in which it would be read there."""
        ...


class MemberChoices(Protocol):
    """What people chose for their own words."""

    def takes_part(self, user_id: UserId) -> bool:
        """Tell whether what this user says may be relayed, counted and kept."""
        ...

    def allows_outside(self, user_id: UserId) -> bool:
        """Tell whether an outside translator may see what this user says."""
        ...


class Delivery(Forecast, Protocol):
    """Posts, edits and deletes as a persona. Waits for rate limits itself.

    Every method raises `NotApplied`, `FateUnknown`, `Refused`, `Forbidden` or `Gone`, never an error of a library's.
    """

    def largest_file(self, destination_id: ChannelId) -> int:
        """Return how many bytes a file may have there."""
        ...

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        """Post *piece* and return its id. Files are carried over; one that cannot be had makes it `Refused`."""
        ...

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        """Make a posted message read as *piece*, without files if it has none: no older edit undoes it."""
        ...

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        """Delete a posted message."""
        ...


class History(Past, Protocol):
    """Reads channels. Raises as `Delivery` does, and `Unavailable`; an empty answer says that there is nothing."""

    async def newest(self, guild_id: GuildId) -> Mapping[ChannelId, MessageId]:
        """Return the newest message's id for each channel of a guild that has one, in one request."""
        ...

    async def said_since(self, channel_id: ChannelId, after: MessageId, limit: int) -> Sequence[SourceMessage]:
        """Return the newest *limit* messages after *after*, oldest first."""
        ...

    async def own_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[Posted]:
        """Return the messages of our own webhooks after *after*, oldest first, at most 100."""
        ...


class Composer(Digests, Protocol):
    """Makes a translated message ready to be posted, in the manner of its bridge: pure."""

    def compose(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return how *row* looks in its destination, with what *rendition* brings."""
        ...

    def plain(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return the same parts and ranges with nothing that Discord could object to but the words.

        No markdown, links, pings, avatar, nor the author's own name; spoilers are blacked out.
        """
        ...

    def uncarried(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return one part: a line that says the message could not be carried, with a link to it."""
        ...

    def cut(self, row: Owed, translation: Translation, parts: int, rendition: Rendition = BARE) -> Composition:
        """Return `compose` in at most *parts* parts, from 1.

        Where it takes more, the last is cut with "…" and a link to the source, and its range ends with its words.
        """
        ...


class Phrases(Protocol):
    """The few words that the relay itself says, in a destination's language."""

    def say(self, language: Language, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* in *language*, or in English where it has none."""
        ...


@dataclass(frozen=True, slots=True)
class LanePorts:
    """All that a lane needs."""

    outbox: Outbox
    ledger: Ledger
    delivery: Delivery
    history: History
    reader: SourceReader
    translations: Translations
    tags: TagBook
    choices: MemberChoices
    preferences: PreferenceBook
    gate: Gate
    refusals: Refusals
    composer: Composer
    quotes: QuotePorts
    bridges: BridgeStore
    threads: ThreadPorts
    observer: RelayObserver
    leases: Leases
    peers: Peers
    clock: Clock
    tasks: Tasks
