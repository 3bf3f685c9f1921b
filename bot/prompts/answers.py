"""Answers to the topic of the day: what was said under it, what a recap shows of that, and who remembers both."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.occasions import OccasionId, Posting
from bot.relay.model import Leave, SourceMessage, SourcePlace, Spoken
from bot.translation.model import Language

# What Discord shows as a picture, and what survives being posted anew.
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|avif)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that hangs on an answer, where Discord keeps it for about a day; *size* is in bytes."""

    source_id: MessageId
    name: str
    url: str
    size: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said under a topic, as it reads now.

    Attributes:
        message: By whoever answered, also where a button posted it for them.
        reactions: How many people reacted to it.
    """

    message: SourceMessage
    reactions: int = 0

    @property
    def id(self) -> MessageId:
        """Return the message's id."""
        return self.message.id

    @property
    def author_id(self) -> UserId:
        """Return who answered."""
        return self.message.author.id

    @property
    def place(self) -> SourcePlace:
        """Return where it stands."""
        return SourcePlace(self.message.channel_id, self.message.id)

    @property
    def is_a_member_s(self) -> bool:
        """Tell whether a person said it here."""
        return self.message.is_chat and not self.message.author.is_bot

    @property
    def is_their_own(self) -> bool:
        """Tell whether these are words of theirs: a forward's are another's, and those of a poll are to be voted on."""
        carried = self.message.carried
        return carried.forwarded is None and carried.poll is None and not carried.is_activity

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return the pictures that hang on it."""
        files = self.message.carried.files if self.is_their_own else ()
        shown = (one for one in files if _PICTURE.search(one.name))
        return tuple(Picture(self.id, one.name, one.url, one.size, one.description) for one in shown)

    def by(self, user_id: UserId) -> "Answer":
        """Return it as said by a user: a button posted it through our own webhook."""
        author = replace(self.message.author, id=user_id, is_bot=False)
        return replace(self, message=replace(self.message, author=author, application_id=None, is_chat=True))


def attributed(answer: Answer, given: Mapping[MessageId, UserId]) -> Answer:
    """Return *answer* by whoever gave it, where it was *given* by the button."""
    return answer.by(given[answer.id]) if answer.id in given else answer


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given by the button: where it stands, and its length in UTF-16 units."""

    occasion_id: OccasionId
    place: SourcePlace
    user_id: UserId
    units: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message that a recap quotes, or shows a picture of.

    Attributes:
        channel_id: That has the seat, of the side where it was said.
        position: Of words: the pair they stand in. Of a picture: its place among the pictures.
    """

    source_id: MessageId
    channel_id: ChannelId
    author_id: UserId
    position: int
    is_picture: bool = False


def place_of(posting: Posting) -> ChannelId:
    """Return where a topic is answered: in its thread, or in the channel."""
    return posting.thread_id or posting.channel_id


def bridge_among(postings: Sequence[Posting], bridge: Bridge) -> Bridge:
    """Return *bridge* as it is between the places where a topic is answered."""
    return bridge.within({posting.channel_id: place_of(posting) for posting in postings})


class AnswerReader(Protocol):
    """Reads what was said. Raises `Gone`, `Refused` (`Forbidden`) and `Unavailable`."""

    async def said(self, channel_id: ChannelId, after: MessageId, before: MessageId) -> Sequence[Answer]:
        """Return the newest 500 messages between two ids, the oldest first."""
        ...

    async def one(self, place: SourcePlace) -> Answer | None:
        """Return a message as it reads now, its author as their guild shows them; None for what nobody said."""
        ...

    async def votes(self, posting: Posting) -> Sequence[int] | None:
        """Return how often each answer of a topic's poll was chosen; None where there is none to be read."""
        ...


class Speech(Protocol):
    """Has members speak through their persona: `bot.relay.speaking.Speaking`."""

    def judge(self, said: SourceMessage, seat: Endpoint, within: Bridge) -> Leave:
        """Tell whether *said* may stand in *seat*."""
        ...

    async def speak(self, said: SourceMessage, seat: Endpoint) -> Spoken:
        """Post *said* under its author's persona. It is a stray until it is remembered."""
        ...

    def pass_on(self, said: SourceMessage) -> None:
        """Have what was spoken, and remembered, cross as its author's words."""
        ...

    async def take_back(self, place: SourcePlace) -> bool:
        """Delete what was spoken; tell whether it was still there."""
        ...


class AnswerStore(Protocol):
    """Remembers which answers were given by the button. Raises `Unavailable`."""

    async def given(self, occasion_id: OccasionId) -> Mapping[MessageId, UserId]:
        """Return the answers to an occasion, each with who gave it."""
        ...

    async def left(self, since: MessageId) -> Sequence[Given]:
        """Return the answers since a message, to topics that are open, of which nothing stands in another channel."""
        ...

    async def give(self, given: Given) -> None:
        """Remember an answer, as said by its member: the relay takes it neither for a copy nor for a stray."""
        ...


class QuoteStore(Protocol):
    """Remembers what recaps show: ids, and no words. Raises `Unavailable`."""

    async def claim(self, occasion_id: OccasionId, until: datetime) -> bool:
        """Let this process look after an occasion until a moment; tell whether it may. By the database's clock."""
        ...

    async def release(self, occasion_id: OccasionId) -> None:
        """Look after an occasion no more, so that others may."""
        ...

    async def plan(self, occasion_id: OccasionId, shown: Sequence[Quoted], people: Mapping[ChannelId, int]) -> None:
        """Remember what a recap is to show, and how many answered in each channel, before it is posted."""
        ...

    async def of(self, occasion_id: OccasionId) -> Sequence[Quoted]:
        """Return what a recap shows, in order."""
        ...

    async def changed(self, source_ids: Collection[MessageId]) -> None:
        """Owe a look to the recaps that show any of these messages: they read otherwise now, or are gone."""
        ...

    async def withdraw(self, occasion_id: OccasionId, author_id: UserId) -> bool:
        """Show nothing of a user in a recap any more; tell whether it showed something."""
        ...

    async def withdraw_unwilling(self) -> None:
        """Show nothing any more of those who take no part, or do not want to be quoted."""
        ...

    async def drop(self, occasion_id: OccasionId, source_ids: Collection[MessageId]) -> None:
        """Show nothing of these messages in a recap any more, which whoever calls sees to."""
        ...

    async def owing(self, now: datetime, limit: int) -> Sequence[OccasionId]:
        """Return at most *limit* closed occasions whose recap is owed a look, and which nobody looks after."""
        ...

    async def changes(self, occasion_id: OccasionId) -> int:
        """Return how often what a recap shows has changed since it was brought up to date."""
        ...

    async def settle(self, occasion_id: OccasionId, changes: int) -> None:
        """Note that a recap is up to date, unless there were more than *changes* meanwhile."""
        ...

    async def owe(self, occasion_id: OccasionId) -> None:
        """Owe a recap another look."""
        ...


@dataclass(frozen=True, slots=True)
class RecapText:
    """A recap as it reads in one channel.

    Attributes:
        pictures: Below it.
        show_all: On the button that shows all answers.
        remove: On the button that takes one's own quote away.
    """

    language: Language
    content: str
    show_all: str
    remove: str
    pictures: tuple[Picture, ...] = ()


class RecapBoard(Protocol):
    """Posts recaps as the bot. Raises `Gone`, `Refused` (`Forbidden`) and `Unavailable`."""

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, since: datetime) -> MessageId | None:
        """Return the recap of an occasion that was posted in a channel since a moment, if one was."""
        ...

    async def post(self, channel_id: ChannelId, occasion_id: OccasionId, text: RecapText) -> MessageId:
        """Post a recap, with its buttons; without the pictures that cannot be had."""
        ...

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: RecapText) -> None:
        """Make a recap read as *text*; of its pictures, only those of *text* stay, and none is added."""
        ...
