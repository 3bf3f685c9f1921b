"""Word lists: what a guild keeps from crossing a bridge. Asked at every message, so held in memory, compiled."""

from collections.abc import Collection, Mapping
from typing import Final

from bot.bridges.model import BridgeId
from bot.ids import GuildId
from bot.moderation.errors import WordIsNumber, WordsFull, WordTooLong
from bot.moderation.folding import Folding
from bot.moderation.matching import Matcher, is_sayable, is_unspaced
from bot.moderation.ports import WordStore

MOST_WORDS: Final = 500
"""Entries of one list."""

LONGEST_WORD: Final = 60
"""Characters of an entry; as many as AutoMod's keywords may have."""

_NOBODY: Final[frozenset[GuildId]] = frozenset()


class WordLists:
    """Knows each guild's list for each bridge, and changes it. Make one with `load`."""

    def __init__(self, store: WordStore, folding: Folding | None = None) -> None:
        self._store = store
        self._folding = folding or Folding()
        self._lists: dict[BridgeId, dict[GuildId, frozenset[str]]] = {}
        self._matchers: dict[BridgeId, tuple[tuple[GuildId, Matcher], ...]] = {}

    @classmethod
    async def load(cls, store: WordStore) -> "WordLists":
        """Return the lists that *store* remembers."""
        lists = cls(store)
        await lists.reload()
        return lists

    async def reload(self) -> None:
        """Read the lists anew; only what has changed is compiled, since that takes milliseconds."""
        now: dict[BridgeId, dict[GuildId, frozenset[str]]] = {bridge_id: {} for bridge_id in self._lists}
        for (bridge_id, guild_id), words in (await self._store.every()).items():
            now.setdefault(bridge_id, {})[guild_id] = words
        for bridge_id, lists in now.items():
            if self._lists.get(bridge_id) != lists:
                self._lists[bridge_id] = lists
                await self._compile(bridge_id)

    def keep_only(self, bridge_ids: Collection[BridgeId]) -> None:
        """Forget bridges that are gone: a database may give their numbers out again."""
        for bridge_id in [bridge_id for bridge_id in self._lists if bridge_id not in bridge_ids]:
            del self._lists[bridge_id]
            self._matchers.pop(bridge_id, None)

    def forget(self, guild_id: GuildId) -> None:
        """Forget the lists of a guild that is forgotten."""
        for bridge_id, lists in self._lists.items():
            if lists.pop(guild_id, None) is not None:
                made = self._matchers.get(bridge_id, ())
                self._matchers[bridge_id] = tuple(one for one in made if one[0] != guild_id)

    def of(self, bridge_id: BridgeId, guild_id: GuildId) -> tuple[str, ...]:
        """Return the entries of one list, in order."""
        return tuple(sorted(self._lists.get(bridge_id, {}).get(guild_id, ())))

    def flagging(self, bridge_id: BridgeId, text: str) -> Collection[GuildId]:
        """Return the guilds whose lists for a bridge hold something that *text* says. Never waits."""
        matchers = self._matchers.get(bridge_id)
        if not matchers:
            return _NOBODY
        return [guild_id for guild_id, matcher in matchers if matcher.find(text) is not None]

    def found(self, bridge_id: BridgeId, guild_id: GuildId, text: str) -> str | None:
        """Return an entry of a guild's list that *text* holds: for its own moderators, and not for other guilds'."""
        matchers = self._matchers.get(bridge_id, ())
        return next((matcher.find(text) for owner_id, matcher in matchers if owner_id == guild_id), None)

    async def add(self, bridge_id: BridgeId, guild_id: GuildId, words: Collection[str]) -> None:
        """Put *words* on a list: at once, and after a restart.

        Raises:
            WordIsNumber: One of them is a number, or has no letters; nothing was added.
            WordTooLong: One of them is too long.
            WordsFull: The list would have too many entries.
        """
        for word in words:
            if not is_sayable(word, self._folding):
                raise WordIsNumber(word=word)
            if len(word) > LONGEST_WORD:
                raise WordTooLong(limit=LONGEST_WORD)
        known = self._lists.get(bridge_id, {}).get(guild_id, frozenset())
        if len(known | set(words)) > MOST_WORDS:
            raise WordsFull(limit=MOST_WORDS)
        await self._set(bridge_id, guild_id, known | set(words))
        await self._store.add(bridge_id, guild_id, words)

    async def remove(self, bridge_id: BridgeId, guild_id: GuildId, word: str) -> bool:
        """Take *word* off a list; tell whether it was there."""
        known = self._lists.get(bridge_id, {}).get(guild_id, frozenset())
        if word not in known:
            return False
        await self._set(bridge_id, guild_id, known - {word})
        await self._store.remove(bridge_id, guild_id, word)
        return True

    async def _set(self, bridge_id: BridgeId, guild_id: GuildId, words: frozenset[str]) -> None:
        self._lists.setdefault(bridge_id, {})[guild_id] = words
        await self._compile(bridge_id)

    async def _compile(self, bridge_id: BridgeId) -> None:
        if any(is_unspaced(word) for words in self._lists[bridge_id].values() for word in words):
            await self._folding.learn_scripts()
        lists: Mapping[GuildId, frozenset[str]] = self._lists.get(bridge_id, {})  # they may be others by now
        made = ((guild_id, Matcher(words, self._folding)) for guild_id, words in sorted(lists.items()) if words)
        self._matchers[bridge_id] = tuple(made)
