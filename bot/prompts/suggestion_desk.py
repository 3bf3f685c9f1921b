"""The suggestion desk: what moderators of a bridge's guild do about what members suggest."""

from dataclasses import dataclass

from bot.bridges.model import Actor, Bridge
from bot.bridges.ports import AuditTrail, BridgeStore
from bot.errors import Gone
from bot.ids import UserId
from bot.prompts.drafting import Drafting, demand_lengths, in_a_line
from bot.prompts.errors import SuggestionDecided, SuggestionGone, SuggestionIncomplete
from bot.prompts.likeness import Likenesses
from bot.prompts.suggestions import (
    BoardPlace,
    Suggestion,
    SuggestionBoard,
    SuggestionId,
    SuggestionState,
    SuggestionStore,
    SuggestionView,
)


@dataclass(frozen=True, slots=True)
class SuggestionDesk:
    """Does what moderators decide, and has the boards follow.

    Each method is given who acts, and the message under which they do; each raises, beside what it says,

        SuggestionGone: The suggestion is forgotten, or another guild's moderators decide about it.
        SuggestionDecided: It waits no more; its board shows so.
        Unavailable: Discord or the database does not answer.
    """

    store: SuggestionStore
    bridges: BridgeStore
    board: SuggestionBoard
    drafting: Drafting
    likenesses: Likenesses
    trail: AuditTrail

    async def look_at(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace) -> Suggestion:
        """Return a suggestion that waits."""
        return (await self._waiting(suggestion_id, by, place))[0]

    async def accept(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace) -> None:
        """Let a suggestion be asked when its turn comes.

        Raises:
            SuggestionIncomplete, SuggestionTooShort, SuggestionTooLong: It has to be edited first.
        """
        one, bridge = await self._waiting(suggestion_id, by, place)
        if not one.texts.is_whole:
            raise SuggestionIncomplete
        demand_lengths(one.texts)
        await self._decide(one, bridge, by, SuggestionState.ACCEPTED)

    async def decline(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace, reason: str) -> None:
        """Let a suggestion not be asked; its member is told *reason* when they look."""
        one, bridge = await self._waiting(suggestion_id, by, place)
        await self._decide(one, bridge, by, SuggestionState.DECLINED, in_a_line(reason))

    async def edit(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace, en: str, chinese: str) -> None:
        """Have a suggestion that goes on waiting read otherwise.

        Raises:
            SuggestionTooShort, SuggestionTooLong: It cannot be asked so.
        """
        one, bridge = await self._waiting(suggestion_id, by, place)
        texts = await self.drafting.reworded(one.texts, en, chinese)
        is_done = await self.store.reword(one.id, texts)
        await self._follow(one, bridge, by if is_done else None, "edited")

    async def _decide(
        self, one: Suggestion, bridge: Bridge, by: Actor, state: SuggestionState, reason: str = ""
    ) -> None:
        is_done = await self.store.decide(one.id, state, reason)
        await self._follow(one, bridge, by if is_done else None, state)

    async def _follow(self, one: Suggestion, bridge: Bridge, by: Actor | None, action: str) -> None:
        """Note what was done, and have the board show it; None did it where another was faster."""
        if by is None:
            await self._draw(one.id, bridge)
            raise SuggestionDecided
        await self.trail.record(by.guild_id, by.user_id, f"suggestion-{action}", bridge.name)
        await self._draw(one.id, bridge, by.user_id)

    async def _waiting(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace) -> tuple[Suggestion, Bridge]:
        one = await self.store.by_id(suggestion_id)
        bridge = next((each for each in await self.bridges.every() if one and each.id == one.bridge_id), None)
        if one is None or bridge is None or bridge.owner.guild_id != by.guild_id:
            raise SuggestionGone
        if one.board != place:  # it was posted by a process that ended before it wrote that down
            await self.store.shown(one.id, place)
        if one.state is not SuggestionState.WAITING:
            await self._draw(one.id, bridge)
            raise SuggestionDecided
        return one, bridge

    async def _draw(self, suggestion_id: SuggestionId, bridge: Bridge, by: UserId | None = None) -> None:
        """Have the board show a suggestion as it stands now."""
        one = await self.store.by_id(suggestion_id)
        if one is None or one.board is None:
            return
        is_waiting = one.state is SuggestionState.WAITING
        alike = await self.likenesses.of(one) if is_waiting else ()
        try:
            await self.board.edit(one.board, SuggestionView(one, bridge.name, alike, None if is_waiting else by))
        except Gone:
            return
