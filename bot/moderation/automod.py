"""AutoMod's rules, mirrored: Discord holds members to them, and bots not. They hold on what enters their guild."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

import structlog
from cachetools import LRUCache

from bot.bridges.model import BridgeId, Endpoint
from bot.errors import SendFailed, Unavailable
from bot.ids import GuildId, MessageId
from bot.moderation.keywords import CompiledRule, KeywordRule, Pattern
from bot.moderation.ports import ChannelWatch, MirrorStore, RuleReader
from bot.relay.model import SourceMessage

_log = structlog.stdlib.get_logger(__name__)

_REMEMBERED: Final = 4096

CompilePattern = Callable[[str], Pattern | None]
"""Returns a pattern of Rust's kind, which is Discord's; None where it is none."""


class MirroredRules:
    """Knows the rules of each guild that has them mirrored. Asked at every message, so held in memory."""

    def __init__(
        self, store: MirrorStore, reader: RuleReader, compile_pattern: CompilePattern, channels: ChannelWatch
    ) -> None:
        self._store = store
        self._reader = reader
        self._compile = compile_pattern
        self._channels = channels
        self._mirrored: set[tuple[BridgeId, GuildId]] = set()
        self._rules: dict[GuildId, tuple[CompiledRule, ...]] = {}
        # The roles of authors in their own guild, None where they are above its rules: a translation does not tell.
        self._roles: LRUCache[tuple[MessageId, GuildId], tuple[int, ...] | None] = LRUCache(_REMEMBERED)

    async def load(self) -> None:
        """Read which guilds mirror their rules, and the rules, as far as Discord answers."""
        self._mirrored = set(await self._store.every())
        await self.refresh({guild_id for _, guild_id in self._mirrored})

    def keep_only(self, bridge_ids: Collection[BridgeId]) -> None:
        """Forget bridges that are gone: a database may give their numbers out again."""
        self._mirrored = {one for one in self._mirrored if one[0] in bridge_ids}

    def forget(self, guild_id: GuildId) -> None:
        """Forget the rules of a guild that is forgotten."""
        self._mirrored = {one for one in self._mirrored if one[1] != guild_id}
        self._rules.pop(guild_id, None)

    def are_on(self, bridge_id: BridgeId) -> bool:
        """Tell whether any guild's rules hold on what enters it by a bridge."""
        return bool(self._mirrored) and any(bridge_id == one for one, _ in self._mirrored)

    async def changed(self, guild_id: GuildId) -> None:
        """Know that the rules of a guild have changed."""
        if any(guild_id == mirroring for _, mirroring in self._mirrored):
            await self.refresh([guild_id])

    async def refresh(self, guild_ids: Iterable[GuildId] | None = None) -> None:
        """Read the rules of *guild_ids* anew, or (None) of all; where that cannot be, the old ones go on."""
        for guild_id in {guild_id for _, guild_id in self._mirrored} if guild_ids is None else set(guild_ids):
            try:
                await self._read(guild_id)
            except (SendFailed, Unavailable) as error:
                _log.warning("rules not read", guild=guild_id, error=error.key)

    async def mirror(self, bridge_id: BridgeId, guild_id: GuildId, *, is_on: bool) -> tuple[KeywordRule, ...]:
        """Let the rules of a guild hold on what enters it by a bridge, or no longer; return them.

        Raises:
            Forbidden: The bot may not read them.
            Unavailable, SendFailed: Discord does not answer.
        """
        rules = await self._read(guild_id) if is_on else ()
        if is_on:
            self._mirrored.add((bridge_id, guild_id))
        else:
            self._mirrored.discard((bridge_id, guild_id))
        await self._store.keep(bridge_id, guild_id, is_on=is_on)
        return rules

    def flags(self, bridge_id: BridgeId, end: Endpoint, message: SourceMessage) -> bool:
        """Tell whether the rules of its guild keep *message* out of *end*."""
        if (bridge_id, end.guild_id) not in self._mirrored:
            return False
        roles: tuple[int, ...] | None = ()
        if message.membership is not None and message.guild_id == end.guild_id:
            roles = None if self._channels.manages_guild(end, message) else message.membership.role_ids
            self._roles[message.id, end.guild_id] = roles
        return self._flags(end, message.content, roles)

    def flags_translation(self, bridge_id: BridgeId, end: Endpoint, source_id: MessageId, text: str) -> bool:
        """Tell whether the rules of its guild keep the translation *text* out of *end*."""
        if (bridge_id, end.guild_id) not in self._mirrored:
            return False
        return self._flags(end, text, self._roles.get((source_id, end.guild_id), ()))

    def _flags(self, end: Endpoint, text: str, roles: tuple[int, ...] | None) -> bool:
        if roles is None:
            return False
        return any(
            compiled.flags(text)
            for compiled in self._rules.get(end.guild_id, ())
            if end.channel_id not in compiled.rule.exempt_channels and compiled.rule.exempt_roles.isdisjoint(roles)
        )

    async def _read(self, guild_id: GuildId) -> tuple[KeywordRule, ...]:
        rules = tuple(await self._reader.rules(guild_id))
        self._rules[guild_id] = tuple(CompiledRule(rule, self._patterns(rule)) for rule in rules)
        return rules

    def _patterns(self, rule: KeywordRule) -> list[Pattern]:
        return [made for pattern in rule.patterns if (made := self._compile(pattern)) is not None]
