"""What newcomers ask of the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.bridges.model import Bridge, BridgeId, Endpoint
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.newcomers.model import Arrival, Face, FirstPost, Greeter, Hello, Introduction, Newcomer
from bot.relay.model import Leave, SourceMessage, SourcePlace, Spoken


class Speech(Protocol):
    """Has members speak through their persona: `bot.relay.speaking.Speaking`."""

    def judge(self, said: SourceMessage, seat: Endpoint, within: Bridge) -> Leave:
        """Tell whether *said* may stand in *seat*."""
        ...

    async def speak(self, said: SourceMessage, seat: Endpoint) -> Spoken:
        """Post *said* under its author's persona. It is a stray until it is remembered.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer, or the bot may not post there.
        """
        ...

    def pass_on(self, said: SourceMessage) -> None:
        """Have what was spoken, and remembered, cross as its author's words."""
        ...

    async def take_back(self, place: SourcePlace) -> bool:
        """Delete what was spoken, its copies too; tell whether it was still there.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        ...


class Rereader(Protocol):
    """Reads what was posted before a kill."""

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        """Return a message as it reads now. Raises `Gone`, `Refused` and `Unavailable`."""
        ...


class CardBoard(Protocol):
    """Puts buttons under introductions. Raises `SendFailed` (`Gone`, `Refused`, ...) and `Unavailable`."""

    async def show(self, end: Endpoint, message_id: MessageId, introduction_id: MessageId, face: Face) -> None:
        """Have a message that we posted in *end* wear the buttons of an introduction; its words stay as they are."""
        ...


class Reactors(Protocol):
    """Knows who reacted."""

    async def to(self, channel_id: ChannelId, message_id: MessageId) -> Collection[UserId]:
        """Return who reacted to a message, without bots. Raises `Gone`, `Refused` and `Unavailable`."""
        ...


class FirstPosts(Protocol):
    """Knows the first things that people said, and which of them nobody answered."""

    async def unanswered(self, guild_ids: Collection[GuildId], now: datetime) -> Sequence[FirstPost]:
        """Return the first posts in *guild_ids* that have waited long enough for greeters to be told."""
        ...


@dataclass(frozen=True, slots=True)
class Unheard:
    """What was spoken, and stands in no other channel."""

    place: SourcePlace
    user_id: UserId
    reply_to: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """How the queue of a bridge stands: how many wait for a hello, and how many greet."""

    waiting: int
    greeters: int


class GreeterCall(Protocol):
    """Tells a bridge's moderators that newcomers wait and nobody greets."""

    async def __call__(self, bridge: Bridge, waiting: int) -> None:
        """Tell them, as far as they can be told."""
        ...


class IntroductionStore(Protocol):
    """Remembers introductions and hellos: ids, and no words. Raises `Unavailable`."""

    async def introduce(self, introduction: Introduction, arrival: Arrival, units: int) -> None:
        """Remember an introduction as its author's words, instead of an earlier one in that guild, and queue them."""
        ...

    async def of_member(self, guild_id: GuildId, user_id: UserId) -> Introduction | None:
        """Return a member's introduction."""
        ...

    async def by_message(self, message_id: MessageId) -> Introduction | None:
        """Return the introduction that is a message."""
        ...

    async def hello(self, hello: Hello, units: int = 0) -> bool:
        """Remember a hello to whoever is in the queue for that message, or introduced themselves in it.

        Tells whether somebody did. Of a spoken one it is remembered, too, that it is its author's words.
        """
        ...

    async def hellos(self, message_id: MessageId) -> Sequence[Hello]:
        """Return the hellos to a message, the oldest first."""
        ...

    async def forget(self, message_ids: Collection[MessageId]) -> None:
        """Forget those of *message_ids* that are introductions or hellos, or wait to be answered: they are gone."""
        ...

    async def unheard(self, since: MessageId) -> Sequence[Unheard]:
        """Return what was spoken since a message, of which nothing stands in another channel."""
        ...

    async def noticed(self, sources: Collection[MessageId]) -> None:
        """Owe a look to those of *sources* that are introductions, or copies of one."""
        ...

    async def owing(self, now: datetime, limit: int) -> Sequence[Introduction]:
        """Return at most *limit* introductions that are owed a look by *now*."""
        ...

    async def claim(self, introduction: Introduction, until: datetime) -> bool:
        """Let this process look after an introduction, and nobody else before a moment; tell whether it may."""
        ...

    async def settle(self, introduction: Introduction, face: str, again_at: datetime | None) -> None:
        """Remember what is shown of an introduction, up to the changes that it had.

        Args:
            again_at: When it is looked after again whatever happens; None: when something happens.
        """
        ...


class GreeterStore(Protocol):
    """Remembers who greets, and whose turn it is to greet whom. Raises `Unavailable`."""

    async def volunteer(self, greeter: Greeter) -> None:
        """Remember a greeter, instead of what they were on that bridge."""
        ...

    async def resign(self, bridge_id: BridgeId, user_id: UserId) -> None:
        """Forget a greeter: their turns are over."""
        ...

    async def greeter(self, bridge_id: BridgeId, user_id: UserId) -> Greeter | None:
        """Return a greeter."""
        ...

    async def enqueue(self, arrivals: Collection[Arrival]) -> None:
        """Have people wait for a first hello; who has waited on that bridge before does not again."""
        ...

    async def deal(self, now: datetime) -> int:
        """Give everyone who waits a greeter, and what a greeter left too long to another; return how many turns began.

        A newcomer has one turn at most at any time, whoever deals.
        """
        ...

    async def turns(self, bridge_id: BridgeId, user_id: UserId) -> Sequence[Newcomer]:
        """Return whom a greeter has the turn to greet, who have waited longest first."""
        ...

    async def may_call(self, bridge_id: BridgeId, now: datetime) -> bool:
        """Tell whether moderators may be told by now that nobody greets on a bridge; once is for a week."""
        ...

    async def queues(self, now: datetime) -> Mapping[BridgeId, Queue]:
        """Return how the queues stand in which somebody waits."""
        ...
