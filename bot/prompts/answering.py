"""Answering by the button, for those who do not want to write in the thread: posted there for them, under their name.

The relay carries it on as what its member said, at the next start where a kill comes in between. It knows its own posts
by the ledger, so that an answer is neither taken for a copy nor for a stray. One whose post was killed before it was
written down is a stray, and goes: nobody was told that it was posted.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.prompts.answers import AnswerReader, AnswerStore, Given, Speech, bridge_among, place_of
from bot.prompts.errors import (
    AnswerEmpty,
    AnswererApart,
    AnswererMuted,
    AnswerRefused,
    AnswersClosed,
    TopicUnknown,
)
from bot.prompts.occasions import OccasionId, OccasionState, OccasionStore
from bot.prompts.reading import posted
from bot.relay.model import Author, Leave, Membership, SourceMessage, SourcePlace
from bot.relay.ports import Ledger, MemberChoices

_KILLED_WITHIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who pressed the button, as their guild shows them.

    Attributes:
        may_speak: They may write in the channel.
        may_speak_in_threads: ... and in its threads.
        may_embed: Their links may show what they lead to.
    """

    author: Author
    membership: Membership | None = None
    may_speak: bool = True
    may_speak_in_threads: bool = True
    may_embed: bool = True


@dataclass(frozen=True, slots=True)
class Answering:
    """Posts answers."""

    bridges: BridgeStore
    occasions: OccasionStore
    store: AnswerStore
    reader: AnswerReader
    choices: MemberChoices
    ledger: Ledger
    speech: Speech
    clock: Clock

    async def demand_open(self, occasion_id: OccasionId, channel_id: ChannelId, user_id: UserId) -> None:
        """Let nobody begin an answer that cannot be posted.

        Args:
            channel_id: Where the button stands.

        Raises:
            TopicUnknown, AnswersClosed: There is nothing to be answered, or not any more.
            AnswererApart: They take no part.
            Unavailable: The database does not answer.
        """
        await self._place(occasion_id, channel_id, user_id)

    async def go_on(self) -> None:
        """Have what was posted before a kill cross too; what has crossed, or may not, is not changed by it.

        Raises:
            Unavailable: Discord or the database does not answer.
        """
        for given in await self.store.left(first_id_at(self.clock.now() - _KILLED_WITHIN)):
            try:
                answer = await self.reader.one(given.place)
            except (Gone, Refused):
                continue
            if answer is not None:
                self.speech.pass_on(answer.by(given.user_id).message)

    async def take_back(self, occasion_id: OccasionId, message_id: MessageId, user_id: UserId) -> bool:
        """Delete an answer for whoever gave it, who cannot do so themselves; tell whether it was theirs, and is gone.

        Its copies follow, as those of every message that is deleted.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        place = await self.ledger.source_of(message_id)
        if place is None or (await self.store.given(occasion_id)).get(message_id) != user_id:
            return False
        return await self.speech.take_back(SourcePlace(place.channel_id, message_id))

    async def answer(self, occasion_id: OccasionId, channel_id: ChannelId, who: Answerer, text: str) -> SourcePlace:
        """Post *text* as an answer where the topic in a channel is answered, and return where it stands.

        Raises:
            UserError: As `demand_open` says; or it may not stand there.
            SendFailed, Unavailable: Discord or the database does not answer, or the bot may not post there.
        """
        seat, within = await self._place(occasion_id, channel_id, who.author.id)
        said = SourceMessage(
            id=first_id_at(self.clock.now()),  # until it has its own
            channel_id=seat.channel_id,
            guild_id=seat.guild_id,
            author=who.author,
            content=text.strip(),
            membership=who.membership,
            parent_id=seat.home if seat.home != seat.channel_id else None,
        )
        said = replace(said, carried=replace(said.carried, hides_previews=not who.may_embed))
        self._demand_admitted(said, seat, within, who)
        spoken = await self.speech.speak(said, seat)
        place = spoken.place
        await self.store.give(Given(occasion_id, place, who.author.id, spoken.units))
        self.speech.pass_on(replace(said, id=place.message_id))
        return place

    def _demand_admitted(self, said: SourceMessage, seat: Endpoint, within: Bridge, who: Answerer) -> None:
        """Refuse what its author may not say here themselves."""
        if not said.content:
            raise AnswerEmpty
        may_speak = who.may_speak if said.parent_id is None else who.may_speak_in_threads
        leave = self.speech.judge(said, seat, within) if may_speak else Leave.MUTED
        if leave is Leave.MUTED:
            raise AnswererMuted
        if leave is Leave.REFUSED:
            raise AnswerRefused

    async def _place(self, occasion_id: OccasionId, channel_id: ChannelId, user_id: UserId) -> tuple[Endpoint, Bridge]:
        """Return where the topic in a channel is answered, open for a user, and its bridge between such places."""
        past = await self.occasions.by_id(occasion_id)
        postings = (
            [] if past is None else [one for one in past.postings if channel_id in {one.channel_id, one.thread_id}]
        )
        bridge = await self.bridges.containing(postings[0].channel_id) if postings else None
        if past is None or bridge is None:
            raise TopicUnknown
        within = bridge_among(posted(past, bridge), bridge)
        seat = within.endpoint(place_of(postings[0]))
        if seat is None:
            raise TopicUnknown
        if past.occasion.state is not OccasionState.OPEN or self.clock.now() >= past.occasion.closes_at:
            raise AnswersClosed(link=f"<#{seat.channel_id}>")
        if not self.choices.takes_part(user_id):
            raise AnswererApart
        return seat, within
