"""Use cases for moderators who choose what may not cross."""

from dataclasses import dataclass, replace

from bot.bridges.model import Actor, Bridge, by_name
from bot.bridges.ports import AuditTrail, BridgeStore
from bot.clock import Clock
from bot.errors import Forbidden, NoSuchBridge
from bot.moderation.automod import MirroredRules
from bot.moderation.deciding import is_shown_everywhere
from bot.moderation.errors import NobodyToDecide, NoSuchWord, RulesUnreadable
from bot.moderation.keywords import KeywordRule
from bot.moderation.matching import words_in
from bot.moderation.ports import Alarm
from bot.moderation.raids import Raids
from bot.moderation.words import WordLists


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Shows and changes the rules of one guild for a bridge in which it has a channel."""

    bridges: BridgeStore
    words: WordLists
    rules: MirroredRules
    raids: Raids
    alarm: Alarm
    trail: AuditTrail
    clock: Clock

    async def words_of(self, name: str, by: Actor) -> tuple[str, ...]:
        """Return the guild's word list for its bridge called *name*.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
        """
        bridge = await self._bridge(name, by)
        return self.words.of(bridge.id, by.guild_id)

    async def add_words(self, name: str, typed: str, by: Actor) -> tuple[Bridge, tuple[str, ...]]:
        """Put what was *typed*, parted by commas, on the guild's list; return the bridge, and the entries.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
            WordIsNumber, WordTooLong, WordsFull: It cannot be; nothing was added.
        """
        bridge = await self._bridge(name, by)
        words = words_in(typed)
        await self.words.add(bridge.id, by.guild_id, words or (typed,))
        await self._record(by, "words-added", bridge)
        return bridge, words

    async def remove_word(self, name: str, word: str, by: Actor) -> Bridge:
        """Take *word* off the guild's list.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
            NoSuchWord: It is not on the list.
        """
        bridge = await self._bridge(name, by)
        if not await self.words.remove(bridge.id, by.guild_id, word):
            raise NoSuchWord(bridge=name)
        await self._record(by, "words-removed", bridge)
        return bridge

    async def mirror(self, name: str, by: Actor, *, is_on: bool) -> tuple[Bridge, tuple[KeywordRule, ...]]:
        """Let the guild's AutoMod rules hold on what enters it by its bridge called *name*, or no longer.

        Returns the bridge, and the rules that hold.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
            RulesUnreadable: Discord does not show them to the bot.
            Unavailable: Discord does not answer.
        """
        bridge = await self._bridge(name, by)
        try:
            rules = await self.rules.mirror(bridge.id, by.guild_id, is_on=is_on)
        except Forbidden:
            raise RulesUnreadable from None
        await self._record(by, "automod-on" if is_on else "automod-off", bridge)
        return bridge, rules

    async def begin_raid_mode(self, name: str, days: int, by: Actor) -> Bridge:
        """Let what is said by who joined less than *days* ago wait for a moderator, until it is ended by hand.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
            NobodyToDecide: What waits would be shown to nobody who decides, in some guild of the bridge.
        """
        bridge = await self._shown_to_moderators(name, by)
        mode = replace(self.raids.of(bridge.id), newcomer_days=days, on_since=self.clock.now(), is_by_hand=True)
        await self.raids.set(bridge.id, mode)
        await self._record(by, "raid-on", bridge)
        await self.alarm.tell(bridge, "moderators-raid-on", member=f"<@{by.user_id}>", days=days)
        return bridge

    async def end_raid_mode(self, name: str, by: Actor) -> Bridge:
        """Let what new members say cross again.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
        """
        bridge = await self._bridge(name, by)
        await self.raids.set(bridge.id, replace(self.raids.of(bridge.id), on_since=None, is_by_hand=False))
        await self._record(by, "raid-off", bridge)
        await self.alarm.tell(bridge, "moderators-raid-off", member=f"<@{by.user_id}>")
        return bridge

    async def watch_for_raids(self, name: str, most_a_minute: int, days: int, by: Actor) -> Bridge:
        """Let raid mode begin by itself when more than that comes from who joined less than *days* ago; 0: never.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
            NobodyToDecide: What waits would be shown to nobody who decides, in some guild of the bridge.
        """
        bridge = await self._shown_to_moderators(name, by)
        mode = replace(self.raids.of(bridge.id), newcomer_days=days, most_a_minute=most_a_minute)
        await self.raids.set(bridge.id, mode)
        await self._record(by, "raid-auto", bridge)
        return bridge

    async def _shown_to_moderators(self, name: str, by: Actor) -> Bridge:
        bridge = await self._bridge(name, by)
        if not is_shown_everywhere(bridge):
            raise NobodyToDecide(bridge=name)
        return bridge

    async def _bridge(self, name: str, by: Actor) -> Bridge:
        bridge = by_name(await self.bridges.every(), by.guild_id).get(name)
        if bridge is None or by.guild_id not in bridge.guild_ids:
            raise NoSuchBridge(bridge=name)
        return bridge

    async def _record(self, by: Actor, action: str, bridge: Bridge) -> None:
        await self.trail.record(by.guild_id, by.user_id, action, bridge.name)
