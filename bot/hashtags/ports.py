"""What hashtags ask of the world around them."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.bridges.model import BridgeId
from bot.hashtags.model import Alias, Heard, Sum, Tag
from bot.ids import GuildId
from bot.translation.model import Language

Finder = Callable[[str], Sequence[tuple[int, int, str]]]
"""Returns the hashtags in a text: from where to where each stands, and its name."""

Renamer = Callable[[str, Callable[[str], str | None]], str]
"""Returns a text with its hashtags under the names that a function gives them; None leaves one as it is."""

Simplify = Callable[[str], Awaitable[str]]
"""Returns a name in Simplified Chinese, as far as it is Chinese."""

Flags = Callable[[BridgeId, str], bool]
"""Tells whether a word list of a bridge holds something that a text says."""


class TagBook(Protocol):
    """Knows under which hashtags the readers of a channel find things."""

    def shown(self, text: str, guild_id: GuildId, language: Language) -> str:
        """Return *text* as readers of *language* in a guild know it: hashtags under their own names. Never waits."""
        ...


class HashtagStore(Protocol):
    """Remembers who used which hashtag for a while, and how many did for longer. Raises `Unavailable`."""

    async def hear(self, heard: Sequence[Heard]) -> None:
        """Count what messages use, as they read now, and no longer what they used: in the order in which it came.

        What is older than is known by then, or of a message that may not cross, is not counted.
        """
        ...

    async def since(self, day: date, guild_ids: Collection[GuildId]) -> tuple[Sequence[Sum], Collection[Tag]]:
        """Return the sums of guilds from a day on, and the tags that of late more than one member used."""
        ...

    async def expire(self) -> None:
        """Fold the uses of days that are over for long enough into sums, and forget sums that are past their time."""
        ...


class AliasStore(Protocol):
    """Remembers the pairs that guilds added. Raises `Unavailable`."""

    async def every(self) -> Mapping[GuildId, Sequence[Alias]]:
        """Return the pairs of each guild that has some."""
        ...

    async def keep(self, guild_id: GuildId, alias: Alias) -> None:
        """Remember a pair, in place of one with the same English name."""
        ...

    async def forget(self, guild_id: GuildId, english: str) -> None:
        """Forget the pair with an English name."""
        ...
