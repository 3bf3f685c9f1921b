"""Closing: when the time for answers is over they are set side by side, once in each channel.

What a recap shows is written down before it is posted, and a recap is looked for before it is posted: a kill between
any two steps leaves one in each channel. Where nobody answered there is none.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId
from bot.prompts.answers import Quoted, QuoteStore, RecapBoard, RecapText, bridge_among, place_of
from bot.prompts.occasions import OccasionState, OccasionStore, Past, Posting
from bot.prompts.quoting import Said, paired, pictured, ranked, sides_of
from bot.prompts.reading import Answers, posted
from bot.prompts.rendering import Rendered, Rendering
from bot.prompts.schedule import Pause, ScheduleStore

_log = structlog.stdlib.get_logger(__name__)

TRANSLATED_WITHIN: Final = timedelta(hours=1)
"""So long a recap waits for a translator that does not answer."""

PAUSED_AFTER: Final = 5
"""Topics in a row that nobody answers, after which no more are asked: nobody is to be kept talking by a machine."""

_AGAIN: Final = timedelta(minutes=1)
_LATER: Final = timedelta(minutes=5)
_LOOKED_AT: Final = 15  # of a side's best answers, for some that stand everywhere

TellPaused = Callable[[Bridge, int], Awaitable[None]]
"""Tells the moderators of a bridge that its schedule pauses, after so many topics that nobody answered."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Posts recaps, and keeps them true."""

    bridges: BridgeStore
    occasions: OccasionStore
    schedules: ScheduleStore
    quotes: QuoteStore
    board: RecapBoard
    answers: Answers
    rendering: Rendering
    tell_paused: TellPaused
    clock: Clock

    async def look_after(self, past: Past) -> datetime | None:
        """Do what an occasion is owed; return when to look again, if not all of it can be done now.

        Raises:
            Unavailable: Discord or the database does not answer.
        """
        bridge = await self._bridge_of(past)
        if past.occasion.state is OccasionState.OPEN:
            return await self._close(past, bridge)
        return await self._bring_up_to_date(past, bridge) if bridge is not None else None

    async def _close(self, past: Past, bridge: Bridge | None) -> datetime | None:
        occasion = past.occasion
        if bridge is None or not posted(past, bridge):
            await self.occasions.close(occasion.id, ())
            return None
        quotes: Sequence[Quoted] | None = await self.quotes.of(occasion.id)
        if not quotes:
            quotes = await self._planned(past, bridge)
            if quotes is None:
                await self.occasions.close(occasion.id, ())
                await self._unanswered(bridge)
                return None
            past = await self.occasions.by_id(occasion.id) or past  # how many answered is known by now
        changes = await self.quotes.changes(occasion.id)
        rendered = await self.rendering.of(past, bridge, quotes)
        if not rendered.is_final and self.clock.now() < occasion.closes_at + TRANSLATED_WITHIN:
            return self.clock.now() + _AGAIN
        recaps = [await self._posted(past, one, rendered) for one in posted(past, bridge)]
        await self.occasions.close(occasion.id, recaps)
        await self.schedules.answered(bridge.id, is_answered=True)
        return await self._settled(past, rendered, changes)

    async def _planned(self, past: Past, bridge: Bridge) -> Sequence[Quoted] | None:
        """Write down what the recap is to show; None where nobody answered."""
        said = await self.answers.under(past, bridge)
        people = {channel_id: len({one.answer.author_id for one in of}) for channel_id, of in said.items()}
        if not any(people.values()) and not any(map(sum, (await self.rendering.votes(past, bridge)).values())):
            return None
        seats = [(end.channel_id, end.language) for end in bridge.endpoints if end.channel_id in said]
        within = bridge_among(posted(past, bridge), bridge)
        sides = [
            [one for channel_id in side for one in said[channel_id] if self.answers.may_be_shown(one.answer)]
            for side in sides_of(seats)
        ]
        words = [await self._crossed(ranked(side), within) for side in sides]
        pictures = pictured(sides, self.rendering.fits(past, bridge))
        quotes = (*paired(words), *pictures)
        await self.quotes.plan(past.occasion.id, quotes, people)
        return quotes

    async def _crossed(self, side: Sequence[Said], within: Bridge) -> Sequence[Said]:
        """Return the best that stands in every channel, or where nothing does, the best."""
        best = side[:_LOOKED_AT]
        return [one for one in best if await self.answers.has_crossed(one, within)] or best

    async def _posted(self, past: Past, posting: Posting, rendered: Rendered) -> Posting:
        """Return *posting* with its recap, which stands once; without, where the bot may not post it."""
        text, place, occasion = rendered.texts.get(posting.channel_id), place_of(posting), past.occasion
        if text is None:
            return posting
        try:
            found = await self.board.find(place, occasion.id, occasion.closes_at)
            if found is not None:
                await self.board.edit(place, found, text)
            recap_id = found or await self.board.post(place, occasion.id, text)
        except (Gone, Refused) as error:
            _log.info("no recap in a channel", channel=place, error=error.key)
            return posting
        return replace(posting, recap_id=recap_id)

    async def _bring_up_to_date(self, past: Past, bridge: Bridge) -> datetime | None:
        changes = await self.quotes.changes(past.occasion.id)
        rendered = await self.rendering.of(past, bridge, await self.quotes.of(past.occasion.id))
        for posting in posted(past, bridge):
            text = rendered.texts.get(posting.channel_id)
            if posting.recap_id is not None and text is not None:
                await self._edited(place_of(posting), posting.recap_id, text)
        return await self._settled(past, rendered, changes)

    async def _edited(self, channel_id: ChannelId, recap_id: MessageId, text: RecapText) -> None:
        try:
            await self.board.edit(channel_id, recap_id, text)
        except (Gone, Refused) as error:
            _log.info("recap not brought up to date", channel=channel_id, error=error.key)

    async def _settled(self, past: Past, rendered: Rendered, changes: int) -> datetime | None:
        """Note that recaps stand as they should; where one waits for a translator, they are looked at again."""
        if rendered.gone:
            await self.quotes.drop(past.occasion.id, rendered.gone)
        if rendered.is_final:
            await self.quotes.settle(past.occasion.id, changes)
            return None
        if not changes:
            await self.quotes.owe(past.occasion.id)
        return self.clock.now() + _LATER

    async def _unanswered(self, bridge: Bridge) -> None:
        count = await self.schedules.answered(bridge.id, is_answered=False)
        if count >= PAUSED_AFTER and await self.schedules.pause(bridge.id, Pause.UNANSWERED):
            await self.tell_paused(bridge, count)

    async def _bridge_of(self, past: Past) -> Bridge | None:
        for posting in past.postings:
            bridge = await self.bridges.containing(posting.channel_id)
            if bridge is not None and bridge.id == past.occasion.bridge_id:
                return bridge
        return None
