"""Tending: a pair has its two threads opened, is asked after a week whether it met, and has them closed at its end.

Claimed, opened, recorded: who is killed between two of these leaves a claim, which the next look finds after a while,
and looks for what was opened and said under it before it opens or says anything.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import NoticeChannel
from bot.clock import Clock
from bot.errors import Forbidden, Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, UserId
from bot.partners.model import A_WEEK, Pair, PairState, Side
from bot.partners.ports import JoinedThreads, PairBoard, PairStore, PartnerStore, Tended
from bot.partners.threads import PairThreads
from bot.partners.words import PairWords

_log = structlog.stdlib.get_logger(__name__)

_A_LOOK: Final = 100
_AGAIN_SECONDS: Final = 1.0
_PAUSE_SECONDS: Final = 0.05
"""Between two pairs: what is done for hundreds on a Monday leaves room for what people say."""


@dataclass(frozen=True, slots=True)
class Tending:
    """Does for each pair what is due.

    Attributes:
        bridges: Returns the bridges as they stand.
    """

    store: PartnerStore
    pairs: PairStore
    board: PairBoard
    threads: PairThreads
    words: PairWords
    relay: JoinedThreads
    moderators: NoticeChannel
    bridges: Callable[[], Collection[Bridge]]
    clock: Clock

    async def look(self) -> None:
        """Do all that is due now, one pair after the other."""
        for pair_id in await self.pairs.due(self.clock.now(), _A_LOOK):
            tended = await self.pairs.claim(pair_id)
            if tended is not None:
                await self._surely(tended)
                await self.clock.sleep(_PAUSE_SECONDS)

    async def close_all(self, user_id: UserId) -> None:
        """Close the threads of a user whose pairs are all to end, and wait until that is done.

        Raises:
            Unavailable: The database does not answer.
        """
        while pairs := await self.pairs.ending(user_id):
            for pair_id in pairs:
                tended = await self.pairs.claim(pair_id)
                if tended is not None:
                    await self._surely(tended)
            await self.clock.sleep(_AGAIN_SECONDS)

    async def _surely(self, tended: Tended) -> None:
        pair = tended.pair
        try:
            await self._tend(tended)
        except Unavailable as error:
            _log.warning("pair not tended yet", pair=pair.id, error=error.key)
        except SendFailed as error:
            await self._give_up(pair, error)
        except Exception as error:  # noqa: BLE001 a supervisor: a bug with one pair must not hold the others up
            _log.error("pair not tended", pair=pair.id, exc_info=error)

    async def _tend(self, tended: Tended) -> None:
        pair = tended.pair
        bridge = next((one for one in self.bridges() if one.id == pair.bridge_id), None)
        ends = _ends(pair, bridge) if bridge is not None else None
        match pair.state:
            case PairState.PLANNED if ends is not None:
                await self._begin(tended, ends)
            case PairState.OPEN if ends is not None:
                await self._ask(pair, ends)
            case _:
                await self._close(pair, bridge)

    async def _begin(self, tended: Tended, ends: dict[ChannelId, Endpoint]) -> None:
        """Open both threads, have them be one conversation, and say what it is for."""
        pair = tended.pair
        faces = {one.user_id: await self.board.face_of(one.guild_id, one.user_id) for one in pair.sides}
        met = {user_id: face for user_id, face in faces.items() if face is not None}
        for user_id in faces.keys() - met.keys():
            await self.store.leave(user_id, pair.bridge_id)
        if len(met) < len(faces) or any(face.is_silenced for face in met.values()):
            await self._drop(pair, met.keys())
            return
        for one in pair.sides:
            if one.thread_id is None:
                pair = await self._opened(pair, one, ends[one.channel_id], is_fresh=tended.is_fresh)
        await self.threads.reload()
        for one in pair.sides:
            if one.thread_id is not None:
                self.relay.joined(one.thread_id)
        partners = {one.user_id: await self.store.of(pair.bridge_id, one.user_id) for one in pair.sides}
        for one in pair.sides:
            (other,) = pair.others(one.user_id)
            mine, theirs = partners[one.user_id], partners[other.user_id]
            if one.thread_id is None or mine is None or theirs is None:
                continue  # somebody has left this moment, and it is about to be closed
            language, other_language = ends[one.channel_id].language, ends[other.channel_id].language
            text = await self.words.welcome(pair, mine, theirs, met[other.user_id].name, language, other_language)
            await self.board.admit(one.thread_id, one.user_id)
            label = self.words.say(language, "partner-button-block")
            await self.board.welcome(one.thread_id, pair.id, text, one.user_id, label)
        await self.pairs.settle(pair.id, PairState.OPEN, self.clock.now() + A_WEEK)

    async def _opened(self, pair: Pair, one: Side, end: Endpoint, *, is_fresh: bool) -> Pair:
        """Return the pair with a thread for one of its sides, opened now unless it was before."""
        title = self.words.title(pair, end.language)
        found = [] if is_fresh else list(await self.board.find(one.guild_id, one.channel_id, title))
        if not found:
            opened = await self.board.open(one.channel_id, title)
            # Discord's library repeats a request whose answer was lost, so that there may be two.
            others = await self.board.find(one.guild_id, one.channel_id, title)
            found = [opened, *(each for each in others if each != opened)]
        for double in found[1:]:
            await self.board.delete(double)
        side = replace(one, thread_id=found[0])
        pair = pair.with_side(side)
        strand_id = next(each.thread_id for each in pair.sides if each.thread_id is not None)
        await self.pairs.opened(pair, side, title, strand_id)
        return pair

    async def _ask(self, pair: Pair, ends: dict[ChannelId, Endpoint]) -> None:
        """Ask both whether they met; where a thread is gone, nobody is asked."""
        for one in pair.sides:
            if one.thread_id is not None:
                language = ends[one.channel_id].language
                text = self.words.say(language, "partner-met")
                labels = (self.words.say(language, "partner-met-yes"), self.words.say(language, "partner-met-no"))
                try:
                    await self.board.ask(one.thread_id, pair.id, text, labels)
                except (Gone, Refused) as error:
                    _log.info("partners not asked", pair=pair.id, error=error.key)
        await self.pairs.settle(pair.id, PairState.ASKED, None)

    async def _close(self, pair: Pair, bridge: Bridge | None) -> None:
        """Close both threads in the same words, whoever wished it, and forget the pair."""
        for one in pair.sides:
            end = bridge.endpoint(one.channel_id) if bridge is not None else None
            if one.thread_id is not None:
                text = self.words.say(end.language if end is not None else "en", "partner-over")
                try:
                    await self.board.close(one.thread_id, text)
                except (Gone, Refused) as error:
                    _log.info("pair's thread not closed", pair=pair.id, error=error.key)
        await self.pairs.drop(pair.id)

    async def _give_up(self, pair: Pair, error: SendFailed) -> None:
        """Forget a pair whose threads cannot be opened, tell moderators why, and let both come first next time."""
        _log.warning("pair not opened", pair=pair.id, error=str(error))
        try:
            await self._drop(pair, [one.user_id for one in pair.sides])
            bridge = next((one for one in self.bridges() if one.id == pair.bridge_id), None)
            channel_id = bridge.settings.notice_channel_id if bridge is not None else None
            if bridge is not None and channel_id is not None and isinstance(error, Forbidden):
                await self.moderators.tell(channel_id, "partner-forbidden", bridge=bridge.name)
        except (SendFailed, Unavailable) as again:
            _log.warning("pair not given up yet", pair=pair.id, error=again.key)

    async def _drop(self, pair: Pair, left: Collection[UserId]) -> None:
        """Forget a pair before it has begun, with what was opened for it."""
        pair = await self.pairs.by_id(pair.id) or pair
        for one in pair.sides:
            if one.thread_id is not None:
                await self.board.delete(one.thread_id)
        await self.pairs.drop(pair.id, [one.user_id for one in pair.sides if one.user_id in left])
        await self.threads.reload()


def _ends(pair: Pair, bridge: Bridge) -> dict[ChannelId, Endpoint] | None:
    """Return the seats of both sides; None where one of them has none any more."""
    ends = {end.channel_id: end for end in bridge.endpoints}
    return ends if len(pair.sides) == 2 and all(one.channel_id in ends for one in pair.sides) else None
