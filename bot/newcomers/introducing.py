"""Introducing: a card that a newcomer filled in stands in their channel as their own words, and crosses as these do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Gone, Refused
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.newcomers.errors import (
    CardEmpty,
    CardGone,
    CardMuted,
    CardRefused,
    NewcomersOff,
    NotIntroducedHere,
    OwnCard,
    ShyOfTakingPart,
)
from bot.newcomers.model import Arrival, Card, Cause, Hello, Introduction, Speaker
from bot.newcomers.ports import IntroductionStore, Rereader, Speech
from bot.relay.model import Leave, SourceMessage, SourcePlace
from bot.relay.ports import MemberChoices

_KILLED_WITHIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Introductions:
    """Posts introductions, and hellos to them.

    Attributes:
        plain: Returns a name with no mark of markdown at work.
        noticed: Called when there is something to look after.
    """

    store: IntroductionStore
    bridges: BridgeStore
    speech: Speech
    reader: Rereader
    choices: MemberChoices
    plain: Callable[[str], str]
    noticed: Callable[[], None]
    clock: Clock

    async def seat(self, channel_id: ChannelId, user_id: UserId) -> tuple[Bridge, Endpoint]:
        """Return the bridge and the seat of a channel, for a member who may speak of themselves there.

        Raises:
            NotIntroducedHere, NewcomersOff: Nobody introduces themselves there.
            ShyOfTakingPart: They take no part.
            Unavailable: The database does not answer.
        """
        bridge = await self.bridges.containing(channel_id)
        seat = None if bridge is None else bridge.endpoint(channel_id)
        if bridge is None or seat is None:
            raise NotIntroducedHere
        if not bridge.manner.welcomes:
            raise NewcomersOff
        if not self.choices.takes_part(user_id):
            raise ShyOfTakingPart
        return bridge, seat

    async def own(self, guild_id: GuildId, user_id: UserId) -> Introduction | None:
        """Return a member's introduction in a guild."""
        return await self.store.of_member(guild_id, user_id)

    async def hellos(self, introduction_id: MessageId) -> Sequence[Hello]:
        """Return what was answered to an introduction, the oldest first."""
        return await self.store.hellos(introduction_id)

    async def introduce(self, channel_id: ChannelId, who: Speaker, card: Card) -> SourcePlace:
        """Post a card in a channel instead of the member's earlier one, and return where it stands.

        Raises:
            UserError: As `seat` says; or it may not stand there.
            SendFailed, Unavailable: Discord or the database does not answer, or the bot may not post there.
        """
        bridge, seat = await self.seat(channel_id, who.author.id)
        said = self._said(seat, who, card.worded(who.author.name, self.plain))
        self._demand_admitted(said, seat, bridge, who)
        earlier = await self.store.of_member(seat.guild_id, who.author.id)
        spoken = await self.speech.speak(said, seat)
        if earlier is not None:  # before the new one is remembered: a kill leaves none then, and never two
            await self.speech.take_back(earlier.place)
        now = self.clock.now()
        new = Introduction(bridge.id, seat.guild_id, who.author.id, spoken.place, looks_at=now)
        arrival = Arrival(bridge.id, seat.guild_id, who.author.id, spoken.place, seat.language, now, Cause.CARD)
        await self.store.introduce(new, arrival, spoken.units)
        self.speech.pass_on(replace(said, id=spoken.place.message_id))
        self.noticed()
        return spoken.place

    async def withdraw(self, guild_id: GuildId, user_id: UserId) -> bool:
        """Take a member's introduction away, its copies too; tell whether there was one.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        one = await self.store.of_member(guild_id, user_id)
        if one is None:
            return False
        await self.speech.take_back(one.place)
        await self.store.forget([one.place.message_id])
        return True

    async def demand_greetable(self, introduction_id: MessageId, channel_id: ChannelId, user_id: UserId) -> None:
        """Let nobody begin a hello that cannot be posted.

        Raises:
            UserError: As `say_hi` says.
        """
        await self._greetable(introduction_id, channel_id, user_id)

    async def say_hi(self, introduction_id: MessageId, channel_id: ChannelId, who: Speaker, text: str) -> SourcePlace:
        """Answer an introduction in a channel where it, or its copy, stands; return where the answer does.

        Raises:
            CardGone: It is not there any more.
            OwnCard: It is their own.
            UserError: As `seat` says; or it may not stand there.
            SendFailed, Unavailable: Discord or the database does not answer, or the bot may not post there.
        """
        bridge, seat, one = await self._greetable(introduction_id, channel_id, who.author.id)
        said = self._said(seat, who, text.strip())
        said = replace(said, carried=replace(said.carried, reply_to=introduction_id))
        self._demand_admitted(said, seat, bridge, who)
        spoken = await self.speech.speak(said, seat)
        hello = Hello(bridge.id, seat.guild_id, who.author.id, one.place, spoken.place, is_spoken=True)
        if not await self.store.hello(hello, spoken.units):  # it was taken back meanwhile, and what was posted goes too
            await self.speech.take_back(spoken.place)
            raise CardGone
        self.speech.pass_on(replace(said, id=spoken.place.message_id))
        self.noticed()
        return spoken.place

    async def unsay(self, introduction_id: MessageId, message_id: MessageId, user_id: UserId) -> bool:
        """Take a hello back for whoever said it by the button; tell whether it was theirs, and is gone.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        theirs = [
            one
            for one in await self.store.hellos(introduction_id)
            if one.place.message_id == message_id and one.user_id == user_id and one.is_spoken
        ]
        for one in theirs:
            await self.speech.take_back(one.place)
            await self.store.forget([message_id])
        return bool(theirs)

    async def go_on(self) -> None:
        """Have what was posted before a kill cross too; what has crossed, or may not, is not changed by it.

        Raises:
            Unavailable: Discord or the database does not answer.
        """
        for one in await self.store.unheard(first_id_at(self.clock.now() - _KILLED_WITHIN)):
            try:
                said = await self.reader.one(one.place)
            except (Gone, Refused):
                continue
            if said is not None:
                author = replace(said.author, id=one.user_id, is_bot=False)
                carried = replace(said.carried, reply_to=one.reply_to)
                self.speech.pass_on(replace(said, author=author, application_id=None, is_chat=True, carried=carried))

    async def _greetable(
        self, introduction_id: MessageId, channel_id: ChannelId, user_id: UserId
    ) -> tuple[Bridge, Endpoint, Introduction]:
        one = await self.store.by_message(introduction_id)
        if one is None:
            raise CardGone
        if one.user_id == user_id:
            raise OwnCard
        bridge, seat = await self.seat(channel_id, user_id)
        if bridge.id != one.bridge_id:
            raise CardGone
        return bridge, seat, one

    def _said(self, seat: Endpoint, who: Speaker, content: str) -> SourceMessage:
        said = SourceMessage(
            id=first_id_at(self.clock.now()),  # until it has its own
            channel_id=seat.channel_id,
            guild_id=seat.guild_id,
            author=who.author,
            content=content,
            membership=who.membership,
        )
        return replace(said, carried=replace(said.carried, hides_previews=not who.may_embed))

    def _demand_admitted(self, said: SourceMessage, seat: Endpoint, within: Bridge, who: Speaker) -> None:
        """Refuse what its author may not say here themselves."""
        if not said.content:
            raise CardEmpty
        verdict = self.speech.judge(said, seat, within) if who.may_speak else Leave.MUTED
        if verdict is Leave.MUTED:
            raise CardMuted
        if verdict is Leave.REFUSED:
            raise CardRefused
