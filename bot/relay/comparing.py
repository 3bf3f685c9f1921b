"""Comparing: what was edited, deleted or reacted to while nothing was heard, found by a look at what stands.

Catch-up reads what is new. This looks, after it and beside everything else, at what had crossed before: slowly, the
liveliest bridges first, and their threads as if they were bridges. It tells what it finds as if it had been heard, so
that whatever is heard meanwhile wins: an edit counts by its revision, a deletion is one however often it is told, and a
reaction is looked at once more.

Edits that were heard and did not cross must not cross now. So only those count that were made since nothing was heard:
after the newest message that was taken in, and the newest edit that was refused. That moment is written down before
catch-up moves the watermarks, and stands until the comparison is through.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.errors import Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, first_id_at, said_at
from bot.relay.lively import Lively
from bot.relay.model import MessageEdited, MessagesDeleted, Part, Revision, SourceEvent, SourcePlace
from bot.relay.past import PAGE, Past, Seen, StandingParts, Stretch, UnheardGuilds
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import Outbox
from bot.relay.reacting import ReactionEvent
from bot.relay.unlike import reactions_amiss
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_OVERLAP_MICROSECONDS: Final = 10_000_000  # what is heard in one channel may be taken in before what is in another
MOST: Final = 500
_PAUSE_SECONDS: Final = 0.25  # between two requests: a thousand channels take some minutes, and nobody waits


class Comparison:
    """Compares what stands with what it was made of: a `Follower` of catch-up.

    Args:
        lively: Finds where to look.
        tell: Takes a `SourceEvent`, in the order of arrival.
        react: Takes a `ReactionEvent`, which has Discord asked what stands.
    """

    def __init__(
        self,
        parts: StandingParts,
        unheard: UnheardGuilds,
        past: Past,
        outbox: Outbox,
        lively: Lively,
        tell: Callable[[SourceEvent], None],
        react: Callable[[ReactionEvent], None],
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._parts = parts
        self._unheard = unheard
        self._past = past
        self._outbox = outbox
        self._lively = lively
        self._tell = tell
        self._react = react
        self._clock = clock
        self._tasks = tasks
        self._since: dict[GuildId, Revision] = {}
        self._missing: set[GuildId] = set()  # what catch-up is still at
        self._due: set[GuildId] = set()
        self._unread: set[GuildId] = set()  # because Discord did not answer
        self._is_at_work = False

    async def unheard(
        self, guild_ids: Collection[GuildId], channel_ids: Collection[ChannelId]
    ) -> Mapping[GuildId, Revision]:
        """Note since when *channel_ids* of *guild_ids* were not heard: since the newest message that was taken in."""
        watermarks = await until_answered(self._outbox.watermarks, self._clock)
        now = first_id_at(self._clock.now())  # where nothing was ever taken in, nothing was missed
        newest = max((watermarks[channel_id] for channel_id in channel_ids if channel_id in watermarks), default=now)
        since = Revision(max(_revision_at(newest) - _OVERLAP_MICROSECONDS, 0))
        began = await until_answered(lambda: self._unheard.begin(guild_ids, since), self._clock)
        self._since |= began
        self._missing |= set(guild_ids)
        return began

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        """Note that an edit was heard that does not cross everywhere: it must not be found later."""
        await self._unheard.refused(guild_id, revision)

    def caught_up(self, guild_ids: Collection[GuildId]) -> None:
        """Compare, in a while, the channels of *guild_ids*; never waits."""
        self._missing -= set(guild_ids)
        self._due |= set(guild_ids)
        if self._due and not self._is_at_work:
            self._is_at_work = True
            self._tasks.start(self._work(), name="comparison")

    async def _work(self) -> None:
        try:
            while self._due:
                due, self._due = self._due, set()
                since = {guild_id: self._since[guild_id] for guild_id in due if guild_id in self._since}
                self._unread.clear()
                for bridge in await self._lively.of(since.keys()):
                    await self._surely(bridge, since)
                done = since.keys() - self._missing - self._due - self._unread
                await until_answered(partial(self._unheard.end, done), self._clock)
        finally:
            self._is_at_work = False

    async def _surely(self, bridge: Bridge, since: Mapping[GuildId, Revision]) -> None:
        try:
            await self._compare(bridge, since)
        except Exception as error:  # noqa: BLE001 a supervisor: a bug with one bridge must not hold the others up
            _log.error("not compared", bridge=bridge.id, exc_info=error)

    async def _compare(self, bridge: Bridge, since: Mapping[GuildId, Revision]) -> None:
        # First what is known, then what is there: so nothing is missed that has only just come to be known.
        standing = [part for end in bridge.endpoints for part in await self._standing(end.channel_id)]
        stretches: dict[ChannelId, Stretch] = {}
        for end in bridge.endpoints:
            ids = _in_channel(standing, end.channel_id)
            stretch = await self._read(end, min(ids), max(ids)) if ids else None
            if stretch is not None:
                stretches[end.channel_id] = stretch
        for end in bridge.endpoints:
            if end.guild_id in since and end.channel_id in stretches:
                shown = _shown(standing, end.channel_id, since[end.guild_id])
                await self._follow(end, shown, stretches[end.channel_id])
        for event in reactions_amiss(standing, stretches):
            self._react(event)
            await self._clock.sleep(_PAUSE_SECONDS)

    async def _standing(self, channel_id: ChannelId) -> Sequence[Part]:
        after = self._lively.oldest
        return await until_answered(lambda: self._parts.since(channel_id, after, MOST), self._clock)

    async def _read(self, end: Endpoint, oldest: MessageId, newest: MessageId) -> Stretch | None:
        """Return how the channel of *end* reads from *newest* down to *oldest*, if that is not too far; None if not."""
        seen: dict[MessageId, Seen] = {}
        before = MessageId(newest + 1)
        try:
            while before > oldest and len(seen) < MOST:
                page = await self._page(end.channel_id, before)
                seen |= {one.message_id: one for one in page}
                if len(page) < PAGE:
                    return Stretch(MessageId(0), seen)
                before = page[-1].message_id
        except (SendFailed, Unavailable) as error:
            _log.info("not compared", channel=end.channel_id, error=error.key)
            if isinstance(error, Unavailable):
                self._unread.add(end.guild_id)
            return None
        return Stretch(before, seen)

    async def _page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        await self._clock.sleep(_PAUSE_SECONDS)
        return await a_few_times(lambda: self._past.page(channel_id, before), self._clock)

    async def _follow(self, end: Endpoint, shown: Mapping[MessageId, Revision], stretch: Stretch) -> None:
        """Tell what of a channel was deleted, and what is newer than it is *shown* elsewhere."""
        channel_id = end.channel_id
        if gone := sorted(filter(stretch.lacks, shown)):
            self._tell(MessagesDeleted(channel_id, tuple(gone), parent_id=end.parent_id))
        edited = [
            message_id
            for message_id, revision in sorted(shown.items())
            if (seen := stretch.seen.get(message_id)) is not None and seen.revision > revision
        ]
        for message_id in edited:
            await self._edited(SourcePlace(channel_id, message_id))
        if gone or edited:
            _log.info("found changed", channel=channel_id, deleted=len(gone), edited=len(edited))

    async def _edited(self, place: SourcePlace) -> None:
        """Tell how the message at *place* reads, asked for once more: now its author's membership matters too."""
        await self._clock.sleep(_PAUSE_SECONDS)
        try:
            message = await a_few_times(lambda: self._past.one(place), self._clock)
        except (Gone, Refused, Unavailable) as error:
            _log.info("not compared", channel=place.channel_id, message=place.message_id, error=error.key)
        else:
            if message is not None:
                self._tell(MessageEdited(message))


def _in_channel(standing: Iterable[Part], channel_id: ChannelId) -> frozenset[MessageId]:
    """Return which messages of *standing* stand in a channel, copies and sources."""
    return frozenset(_ids_in_channel(standing, channel_id))


def _ids_in_channel(standing: Iterable[Part], channel_id: ChannelId) -> Iterator[MessageId]:
    for part in standing:
        if part.destination_id == channel_id:
            yield part.message_id
        if part.source_channel_id == channel_id:
            yield part.source_id


def _shown(standing: Iterable[Part], channel_id: ChannelId, heard: Revision) -> Mapping[MessageId, Revision]:
    """Return the messages of a channel that stand elsewhere, each with the oldest revision shown, or *heard* since."""
    shown: dict[MessageId, Revision] = {}
    for part in standing:
        if part.source_channel_id == channel_id:
            shown[part.source_id] = min(part.revision, shown.get(part.source_id, part.revision))
    return {message_id: max(revision, heard) for message_id, revision in shown.items()}


def _revision_at(message_id: MessageId) -> Revision:
    """Return what the revision would be of a message edited when *message_id* was given out."""
    return Revision(int(said_at(message_id).timestamp() * 1_000_000))
