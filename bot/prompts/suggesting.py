"""Suggesting: members write prompts of their own, which wait until moderators have looked at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from bot.bridges.model import Actor, Bridge, BridgeId
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import ChannelGone, Forbidden, NoNoticeChannel, NotTakingPart, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, UserId
from bot.prompts.drafting import Drafting
from bot.prompts.errors import NoDailyTopic, SeveralDailyTopics, SuggestionsMade, SuggestionsWaiting
from bot.prompts.likeness import Likenesses
from bot.prompts.model import Prompt, PromptId
from bot.prompts.occasions import CLAIMED_FOR
from bot.prompts.schedule import ScheduleStore
from bot.prompts.suggestions import (
    KEPT_DECLINED_FOR,
    MOST_IN_A_WEEK,
    MOST_WAITING,
    NewSuggestion,
    Suggestion,
    SuggestionBoard,
    SuggestionState,
    SuggestionStore,
    SuggestionView,
    suggestion_of,
)
from bot.relay.ports import MemberChoices

_log = structlog.stdlib.get_logger(__name__)

_A_WEEK: Final = timedelta(days=7)
_BETWEEN_LOOKS_SECONDS: Final = 600.0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Takes suggestions, has moderators see them, and knows them again when they are asked."""

    store: SuggestionStore
    bridges: BridgeStore
    schedules: ScheduleStore
    board: SuggestionBoard
    drafting: Drafting
    likenesses: Likenesses
    choices: MemberChoices
    clock: Clock

    async def bridge_at(self, guild_id: GuildId, channel_id: ChannelId) -> Bridge:
        """Return the bridge for which one suggests in a channel: its own, or the guild's only one that asks.

        Args:
            guild_id: The channel's.
            channel_id: In a thread, its parent.

        Raises:
            NoDailyTopic: Nothing is asked there.
            SeveralDailyTopics: Several bridges ask, and none of them is the channel's.
        """
        here = await self.bridges.containing(channel_id)
        meant = [here] if here is not None else [one for one in await self.bridges.every() if guild_id in one.guild_ids]
        asking = [one for one in meant if await self.schedules.of(one.id) is not None]
        if not asking:
            raise NoDailyTopic
        if len(asking) > 1:
            raise SeveralDailyTopics
        return asking[0]

    async def own(self, bridge: Bridge, user_id: UserId) -> Sequence[Suggestion]:
        """Return what a member suggested on a bridge, the newest first."""
        return [one for one in reversed(await self.store.of_member(user_id)) if one.bridge_id == bridge.id]

    async def demand_room(self, bridge: Bridge, user_id: UserId) -> ChannelId:
        """Let only a member go on who may suggest now; return the notice channel in which it will be looked at.

        Raises:
            NoNoticeChannel: Nobody would see it.
            NotTakingPart: The member wants nothing kept.
            SuggestionsWaiting, SuggestionsMade: They have suggested enough for now.
        """
        if bridge.settings.notice_channel_id is None:
            raise NoNoticeChannel(bridge=bridge.name)
        if not self.choices.takes_part(user_id):
            raise NotTakingPart
        mine = await self.own(bridge, user_id)
        if sum(one.state is SuggestionState.WAITING for one in mine) >= MOST_WAITING:
            raise SuggestionsWaiting(limit=MOST_WAITING)
        of_late = [one for one in mine if one.made_at > self.clock.now() - _A_WEEK]
        if len(of_late) >= MOST_IN_A_WEEK:
            again_at = of_late[MOST_IN_A_WEEK - 1].made_at + _A_WEEK
            raise SuggestionsMade(limit=MOST_IN_A_WEEK, at=int(again_at.timestamp()))
        return bridge.settings.notice_channel_id

    async def suggest(self, bridge: Bridge, by: Actor, text: str) -> Suggestion:
        """Put *text*, in either language, before the bridge's moderators, with a draft in the other language.

        Raises:
            NoNoticeChannel: Nobody would see it, and nothing of it is kept.
            Unavailable: Discord does not answer, and nothing of it is kept.
            UserError: As `demand_room` and `Drafting.drafted` have it.
        """
        channel_id = await self.demand_room(bridge, by.user_id)
        texts = await self.drafting.drafted(text, stays_inside=not self.choices.allows_outside(by.user_id))
        made = await self.store.add(NewSuggestion(bridge.id, by.guild_id, by.user_id, texts))
        if made is None:
            raise NoDailyTopic
        try:
            await self._show(made, bridge, channel_id)
        except (Forbidden, ChannelGone):
            await self.store.remove(made.id)
            raise NoNoticeChannel(bridge=bridge.name) from None
        except (SendFailed, Unavailable):
            await self.store.remove(made.id)
            raise
        return made

    async def accepted(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        """Return what was accepted on a bridge and waits to be asked, the oldest first."""
        return await self.store.accepted(bridge_id)

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        """Return what is asked as *prompt_id* by a member's wish; None for all else, and for what is forgotten."""
        one = await self._asked_as(prompt_id)
        return one.as_prompt() if one is not None and one.state is SuggestionState.ACCEPTED else None

    async def author(self, prompt_id: PromptId) -> UserId | None:
        """Return whom to credit with *prompt_id*: nobody who does not take part any more."""
        one = await self._asked_as(prompt_id)
        return one.user_id if one is not None and self.choices.takes_part(one.user_id) else None

    async def withdraw(self, user_id: UserId) -> None:
        """Forget all that a user suggested, and have no board show it. Where it raises `Unavailable`, ask again."""
        for one in await self.store.of_member(user_id):
            await self._forget(one)

    async def run(self) -> None:
        """Look after suggestions, again and again."""
        while True:
            try:
                await self.look_after()
            except (SendFailed, Unavailable) as error:
                _log.warning("suggestions are looked after later", kind=error.kind)
            await self.clock.sleep(_BETWEEN_LOOKS_SECONDS)

    async def look_after(self) -> None:
        """Show what a process kept and did not live to show, and forget what was declined long ago."""
        now = self.clock.now()
        for one in await self.store.unseen(now - CLAIMED_FOR):
            await self._show_late(one)
        for one in await self.store.declined(now - KEPT_DECLINED_FOR):
            await self._forget(one)

    async def _show(self, one: Suggestion, bridge: Bridge, channel_id: ChannelId) -> None:
        view = SuggestionView(one, bridge.name, await self.likenesses.of(one))
        await self.store.shown(one.id, await self.board.show(channel_id, view))

    async def _show_late(self, one: Suggestion) -> None:
        bridge = next((each for each in await self.bridges.every() if each.id == one.bridge_id), None)
        channel_id = bridge.settings.notice_channel_id if bridge is not None else None
        if bridge is None or channel_id is None:
            await self.store.remove(one.id)
            return
        try:
            await self._show(one, bridge, channel_id)
        except SendFailed:
            await self.store.remove(one.id)

    async def _forget(self, one: Suggestion) -> None:
        """Forget a suggestion, its board first: nobody would find that afterwards."""
        if one.board is not None:
            try:
                await self.board.clear(one.board)
            except SendFailed as error:
                _log.info("board of a suggestion is out of reach", kind=error.kind)
        await self.store.remove(one.id)

    async def _asked_as(self, prompt_id: PromptId) -> Suggestion | None:
        suggestion_id = suggestion_of(prompt_id)
        return await self.store.by_id(suggestion_id) if suggestion_id is not None else None
