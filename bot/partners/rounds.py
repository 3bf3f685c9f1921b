"""Rounds: once a week the pairs of each bridge are made, by one process, and remembered all at once."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import structlog

from bot.bridges.model import Bridge, BridgeId
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ids import UserId
from bot.partners.matching import Candidate, Two
from bot.partners.model import Partner, next_round, tongue_of, week_of
from bot.partners.ports import Crowd, Made, Muted, PairBoard, PairStore, PartnerStore, Round
from bot.relay.ports import MemberChoices

_log = structlog.stdlib.get_logger(__name__)

_A_LOOK: Final = 50

Match = Callable[[Sequence[Candidate], Mapping[Two, int], Collection[Two]], Awaitable[Sequence[tuple[UserId, UserId]]]]
"""Does what `matched` does, beside all else."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """Makes the pairs that are due.

    Attributes:
        bridges: Returns the bridges as they stand.
        match: Finds out who is brought together: it takes seconds for a thousand members.
    """

    store: PartnerStore
    pairs: PairStore
    board: PairBoard
    choices: MemberChoices
    mutes: Muted
    bridges: Callable[[], Collection[Bridge]]
    match: Match
    clock: Clock

    async def look(self) -> None:
        """Make all pairs that are due now."""
        due = await self.pairs.rounds(self.clock.now(), _A_LOOK)
        bridges = {bridge.id: bridge for bridge in self.bridges()} if due else {}
        for one in due:
            if await self.pairs.claim_round(one):
                await self._surely(one, bridges)

    async def _surely(self, one: Round, bridges: dict[BridgeId, Bridge]) -> None:
        try:
            await self._make(one, bridges)
        except Unavailable as error:
            _log.warning("partners not brought together yet", bridge=one.bridge_id, error=error.key)
        except Exception as error:  # noqa: BLE001 a supervisor: a bug with one bridge must not hold the others up
            _log.error("partners not brought together", bridge=one.bridge_id, exc_info=error)

    async def _make(self, one: Round, bridges: dict[BridgeId, Bridge]) -> None:
        """Make the pairs of a bridge; of one that is paused or out of service none, and nobody has waited for that."""
        now = self.clock.now()
        week, next_at = week_of(now), next_round(now)
        bridge = bridges.get(one.bridge_id)
        made = Made(week, (), (), next_at)
        if bridge is not None and not bridge.settings.is_paused:
            crowd = await self.store.crowd(bridge.id)
            candidates = await self._candidates(bridge, crowd, week)
            by_id = {partner.user_id: partner for partner in crowd.partners}
            couples = await self.match(candidates, crowd.meetings, crowd.apart)
            paired = {user_id for couple in couples for user_id in couple}
            left = [each.user_id for each in candidates if each.user_id not in paired]
            made = Made(week, [(by_id[a], by_id[b]) for a, b in couples], left, next_at)
            _log.info("partners brought together", bridge=bridge.id, pairs=len(couples), left=len(left))
        await self.pairs.made(one, made)

    async def _candidates(self, bridge: Bridge, crowd: Crowd, week: date) -> list[Candidate]:
        """Return who is to have one: who takes part, is not muted, does not sit out, and whose channel has room."""
        ends = {end.channel_id: end for end in bridge.endpoints if not end.is_paused}
        room = {channel_id for channel_id, end in ends.items() if await self.board.has_room(end)}
        return [
            _candidate(partner, tongue_of(ends[partner.channel_id].language))
            for partner in crowd.partners
            if partner.channel_id in room and partner.skips != week and self._is_free(bridge, partner)
        ]

    def _is_free(self, bridge: Bridge, partner: Partner) -> bool:
        muted = (self.mutes.is_muted(bridge.id, guild_id, partner.user_id) for guild_id in bridge.guild_ids)
        return self.choices.takes_part(partner.user_id) and not any(muted)


def _candidate(one: Partner, tongue: str) -> Candidate:
    return Candidate(one.user_id, tongue, one.level, one.interests, one.availability.hours, one.waiting)
