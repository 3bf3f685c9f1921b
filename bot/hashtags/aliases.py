"""Aliases: which hashtags of two languages mean one thing. Asked at every tag that crosses, so held in memory."""

from collections.abc import Sequence
from typing import Final

from bot.bridges.model import Actor
from bot.bridges.ports import AuditTrail
from bot.hashtags.errors import NoSuchPair, PairsFull, TagUnknown
from bot.hashtags.model import Alias, Tag, folded
from bot.hashtags.ports import AliasStore, Finder, Renamer, Simplify
from bot.ids import GuildId
from bot.translation.model import Language

MOST_PAIRS: Final = 200
"""Pairs that a guild may add."""

_Index = dict[str, Alias]


class Aliases:
    """Knows the pairs that ship, and those of each guild, which come before them. Call `reload` before all else."""

    def __init__(
        self,
        store: AliasStore,
        shipped: Sequence[Alias],
        find: Finder,
        rename: Renamer,
        simplify: Simplify,
        trail: AuditTrail,
    ) -> None:
        self._store = store
        self._find = find
        self._rename = rename
        self._simplify = simplify
        self._trail = trail
        self._shipped: _Index = {folded(name): one for one in shipped for name in one.names}
        self._own: dict[GuildId, tuple[Alias, ...]] = {}
        self._indices: dict[GuildId, _Index] = {}

    async def reload(self, _told: object = ()) -> None:
        """Read anew what guilds added, maybe in another process."""
        known = await self._store.every()
        indices = {guild_id: await self._index(pairs) for guild_id, pairs in known.items()}
        self._own = {guild_id: tuple(pairs) for guild_id, pairs in known.items()}
        self._indices = indices

    def shown(self, text: str, guild_id: GuildId, language: Language) -> str:
        """Return *text* with its hashtags as readers of *language* in a guild know them. Never waits."""
        if "#" not in text and "＃" not in text:
            return text
        return self._rename(text, lambda name: self._named(name, guild_id, language))

    def pair_of(self, guild_id: GuildId, name: str) -> Alias | None:
        """Return the pair that has *name* in a guild; a Chinese one may be given in Simplified characters."""
        key = folded(name)
        own = self._indices.get(guild_id, {}).get(key)
        return own or self._shipped.get(key)

    def tag_of(self, guild_id: GuildId, name: str) -> Tag:
        """Return under which tag *name*, in Simplified characters as far as it is Chinese, counts in a guild."""
        pair = self.pair_of(guild_id, name)
        return Tag(folded(name if pair is None else pair.en))

    async def counted_as(self, guild_id: GuildId, name: str) -> Tag:
        """Return under which tag *name*, as somebody spelled it, counts in a guild."""
        if self.pair_of(guild_id, name) is None:  # those that ship are known in both scripts, and need no conversion
            name = await self._simplify(name)
        return self.tag_of(guild_id, name)

    def of(self, guild_id: GuildId) -> Sequence[Alias]:
        """Return the pairs that a guild added, in order."""
        return self._own.get(guild_id, ())

    async def add(self, english: str, chinese: str, by: Actor) -> Alias:
        """Have two hashtags, with or without their signs, mean one thing in the guild of whoever asks.

        Its own pairs that have one of the names end with that.

        Raises:
            TagUnknown: One of them is no hashtag, or both are the same.
            PairsFull: The guild has too many.
            Unavailable: The database does not answer.
        """
        alias = Alias(self._name(english), self._name(chinese))
        if folded(alias.en) == folded(alias.zh_hans):
            raise TagUnknown(tag=alias.zh_hans)
        named = {folded(name) for name in alias.names}
        replaced = [one for one in self.of(by.guild_id) if not named.isdisjoint(map(folded, one.names))]
        if len(self.of(by.guild_id)) - len(replaced) >= MOST_PAIRS:
            raise PairsFull(limit=MOST_PAIRS)
        for one in replaced:
            await self._store.forget(by.guild_id, one.en)
        await self._store.keep(by.guild_id, alias)
        await self.reload()
        await self._trail.record(by.guild_id, by.user_id, "tags-paired", alias.en)
        return alias

    async def remove(self, name: str, by: Actor) -> Alias:
        """Take the pair that has *name* from a guild again.

        Raises:
            NoSuchPair: It added none.
            Unavailable: The database does not answer.
        """
        wanted = folded(name.strip().strip("#＃"))
        pair = next((one for one in self.of(by.guild_id) if wanted in map(folded, one.names)), None)
        if pair is None:
            raise NoSuchPair(tag=name[:40])
        await self._store.forget(by.guild_id, pair.en)
        await self.reload()
        await self._trail.record(by.guild_id, by.user_id, "tags-parted", pair.en)
        return pair

    def forget(self, guild_id: GuildId) -> None:
        """Forget the pairs of a guild that is forgotten."""
        self._own.pop(guild_id, None)
        self._indices.pop(guild_id, None)

    def _named(self, name: str, guild_id: GuildId, language: Language) -> str | None:
        pair = self.pair_of(guild_id, name)
        other = None if pair is None else pair.said_in(language)
        return None if other is None or folded(other) == folded(name) else other

    def _name(self, typed: str) -> str:
        bare = typed.strip().strip("#＃")
        found = self._find(f"#{bare}")
        if len(found) != 1 or found[0][2] != bare:
            raise TagUnknown(tag=typed[:40])
        return bare

    async def _index(self, pairs: Sequence[Alias]) -> _Index:
        """Return *pairs* by their names, by the Simplified form of these too: so are they counted."""
        index: _Index = {}
        for one in pairs:
            for name in one.names:
                index[folded(name)] = index[folded(await self._simplify(name))] = one
        return index
