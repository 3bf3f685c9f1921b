"""Tending: what becomes of corrections that stand. They are accepted, taken away, and go with what they mend."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.corrections.errors import CorrectionGone, NotYoursToAccept, NotYoursToTakeAway
from bot.corrections.model import CLAIMED_FOR, Correction, CorrectionId, Presser
from bot.corrections.ports import CorrectionBoard, CorrectionStore, Counting, Places
from bot.errors import QiaoError, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import MessagesDeleted, Revision, SourcePlace
from bot.translation.model import EN, Language

_log = structlog.stdlib.get_logger(__name__)

LOOKED_BACK: Final = timedelta(hours=24)
"""How old a correction may be to be looked for after nothing was heard for a while, as the relay looks for its own."""

_TOGETHER_SECONDS: Final = 1.0  # so long deletions are gathered
_BETWEEN_LOOKS_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 0.25  # between two requests: nobody waits for it


class Tending:
    """Does what the buttons under corrections are for, and hears what happens to them.

    It looks, too, for what was deleted while nothing was heard (the port `bot.relay.past.Follower`).
    """

    def __init__(
        self, store: CorrectionStore, board: CorrectionBoard, places: Places, counting: Counting, clock: Clock
    ) -> None:
        self._store = store
        self._board = board
        self._places = places
        self._counting = counting
        self._clock = clock
        self._deleted: set[MessageId] = set()
        self._unheard: set[GuildId] = set()
        self._woken = asyncio.Event()

    async def accept(self, correction_id: CorrectionId, place: SourcePlace, by: Presser) -> Language:
        """Let a learner say thank you; return the language in which that is told there.

        Raises:
            CorrectionGone: Nothing is known of it any more.
            NotYoursToAccept: Somebody else pressed.
            Unavailable: The database does not answer.
        """
        one = await self._pressed(correction_id, place)
        if by.user_id != one.author_id:
            raise NotYoursToAccept
        there = await self._places.seat(place.channel_id)
        tongue = self._counting.tongue(one.author_id, place.channel_id, by.role_ids)
        if tongue is not None:  # of the learner something counts: then what counts is the other one's
            tongue = self._counting.tongue(one.user_id, place.channel_id, ())
        await self._store.accept(one.id, tongue)
        return EN if there is None else there[1].language

    async def take_away(self, correction_id: CorrectionId, place: SourcePlace, by: Presser) -> None:
        """Delete a correction for one of the two, or a moderator.

        Raises:
            CorrectionGone: Nothing is known of it any more.
            NotYoursToTakeAway: Somebody else pressed.
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        one = await self._pressed(correction_id, place)
        if by.user_id not in {one.user_id, one.author_id} and not by.may_manage:
            raise NotYoursToTakeAway
        await self._board.remove(place)  # first: nobody would find it afterwards
        await self._store.forget(one.id)

    async def settle(self, one: Correction) -> None:
        """Find out whether a correction was posted that somebody claimed and did not record."""
        try:
            message_id = await self._board.find(one)
        except SendFailed as error:  # its buttons will say that nothing is known of it
            _log.info("correction is out of reach", channel=one.channel_id, error=error.key)
            message_id = None
        if message_id is None:
            await self._store.forget(one.id)
        else:
            await self._store.posted(one.id, message_id)

    async def withdraw(self, user_id: UserId) -> None:
        """Have nothing stand that a user mended, or of theirs that was. Where it raises `Unavailable`, ask again."""
        for one in await self._store.of_user(user_id):
            if one.message_id is None:
                await self.settle(one)
            known = await self._store.by_id(one.id)
            if known is not None:
                await self._remove(known)

    def note(self, event: MessagesDeleted) -> None:
        """Take note of what was deleted in a channel; never waits."""
        self._deleted.update(event.message_ids)
        self._woken.set()

    async def unheard(
        self, _guild_ids: Collection[GuildId], _channel_ids: Collection[ChannelId]
    ) -> Mapping[GuildId, Revision]:
        """Do nothing: what is made of corrections is looked at afterwards."""
        return {}

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        """Do nothing: a correction is no edit."""

    def caught_up(self, guild_ids: Collection[GuildId]) -> None:
        """Look for what was deleted in *guild_ids* while nothing was heard; never waits."""
        self._unheard.update(guild_ids)
        self._woken.set()

    async def run(self) -> None:
        """Look after corrections, again and again."""
        while True:
            if await self._clock.wait(self._woken, _BETWEEN_LOOKS_SECONDS):
                await self._clock.sleep(_TOGETHER_SECONDS)
            self._woken.clear()
            try:
                await self.look()
            except QiaoError as error:
                _log.warning("corrections are looked after later", error=error.key)
            except Exception as error:  # noqa: BLE001 - a supervisor: a bug with one must not end it for all
                _log.error("corrections are looked after later", exc_info=error)

    async def look(self) -> None:
        """Follow what was deleted, and find out what was posted by those who did not live to say so.

        Raises:
            Unavailable: What was heard waits for the next look.
        """
        deleted, self._deleted = self._deleted, set()
        unheard, self._unheard = self._unheard, set()
        try:
            await self._follow(deleted)
            for one in await self._store.unsettled(self._clock.now() - CLAIMED_FOR):
                await self.settle(one)
            await self._miss(unheard)
        except Unavailable:
            self._deleted |= deleted
            self._unheard |= unheard
            raise

    async def _follow(self, deleted: Collection[MessageId]) -> None:
        """Have corrections go with their sentences, and their credit with them."""
        for one in await self._store.about(deleted) if deleted else ():
            if one.message_id in deleted:
                await self._store.forget(one.id)
            else:
                await self._remove(one)

    async def _miss(self, guild_ids: Collection[GuildId]) -> None:
        for one in await self._store.standing(guild_ids, self._clock.now() - LOOKED_BACK) if guild_ids else ():
            await self._clock.sleep(_PAUSE_SECONDS)
            if one.place is not None and not await self._board.stands(one.place):
                await self._store.forget(one.id)

    async def _pressed(self, correction_id: CorrectionId, place: SourcePlace) -> Correction:
        one = await self._store.by_id(correction_id)
        if one is None:
            raise CorrectionGone
        if one.message_id is None:  # it was posted by a process that ended before it wrote that down
            await self._store.posted(one.id, place.message_id)
        return one

    async def _remove(self, one: Correction) -> None:
        """Delete a correction, as far as that can be done, and forget it."""
        if one.place is not None:
            try:
                await self._board.remove(one.place)
            except SendFailed as error:
                _log.info("correction is out of reach", channel=one.channel_id, error=error.key)
        await self._store.forget(one.id)
