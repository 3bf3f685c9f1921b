"""Hashtags in memory: stores that forget at the end of a test, and pairs without a database."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.hashtags.aliases import Aliases
from bot.hashtags.model import FEWEST, SUMS_KEPT_FOR, Alias, Heard, Sum, Tag, Unused, Used, first_open
from bot.ids import GuildId, MessageId, UserId, said_at
from bot.translation.model import ZH_HANS, ZH_HANT, Language
from bot.translation.tags import tags_in, with_tags
from bot.translation.variants import Variants

VARIANTS = Variants()
PAIRS = (Alias("cattax", "猫税", "貓稅"), Alias("ootd", "今日穿搭", "今日穿搭"))


async def simplify(name: str) -> str:
    return await VARIANTS.convert(name, ZH_HANT, ZH_HANS)


def flags_nothing(_bridge_id: BridgeId, _text: str) -> bool:
    return False


class AsTyped:
    """A `TagBook` without a pair."""

    def shown(self, text: str, guild_id: GuildId, language: Language) -> str:
        return text


@dataclass
class MemoryHashtagStore:
    """The hashtags' `HashtagStore` in memory."""

    clock: Clock
    uses: dict[MessageId, Used] = field(default_factory=dict)
    sums: dict[tuple[GuildId, date], list[Sum]] = field(default_factory=dict)

    async def hear(self, heard: Sequence[Heard]) -> None:
        for one in heard:
            if isinstance(one, Unused):
                for message_id in one.message_ids:
                    self.uses.pop(message_id, None)
            elif said_at(one.message_id).date() >= first_open(self.clock.now()):
                known = self.uses.get(one.message_id)
                if known is None or known.revision <= one.revision:
                    self.uses.pop(one.message_id, None)
                    if one.spellings:
                        self.uses[one.message_id] = one

    async def since(self, day: date, guild_ids: Collection[GuildId]) -> tuple[Sequence[Sum], Collection[Tag]]:
        sums = [one for (guild, on), its in self.sums.items() if guild in guild_ids and on >= day for one in its]
        uses = [
            one for one in self.uses.values() if one.guild_id in guild_ids and said_at(one.message_id).date() >= day
        ]
        return [*sums, *summed(uses, frozenset())], shared(uses)

    async def expire(self) -> None:
        now = self.clock.now()
        places = {(one.guild_id, said_at(one.message_id).date()) for one in self.uses.values()}
        for guild_id, day in sorted(places):
            if day >= first_open(now):
                continue
            of_guild = [one for one in self.uses.values() if one.guild_id == guild_id]
            folded = [one for one in of_guild if said_at(one.message_id).date() == day]
            self.sums[guild_id, day] = summed(folded, shared(of_guild))
            for one in folded:
                del self.uses[one.message_id]
        for place in [place for place in self.sums if place[1] < (now - SUMS_KEPT_FOR).date()]:
            del self.sums[place]


@dataclass
class MemoryAliasStore:
    """The hashtags' `AliasStore` in memory."""

    pairs: defaultdict[GuildId, dict[str, Alias]] = field(default_factory=lambda: defaultdict(dict))

    async def every(self) -> Mapping[GuildId, Sequence[Alias]]:
        return {guild: [its[name] for name in sorted(its)] for guild, its in self.pairs.items() if its}

    async def keep(self, guild_id: GuildId, alias: Alias) -> None:
        self.pairs[guild_id][alias.en] = alias

    async def forget(self, guild_id: GuildId, english: str) -> None:
        self.pairs[guild_id].pop(english, None)


def shared(uses: Collection[Used]) -> frozenset[Tag]:
    members: defaultdict[Tag, set[UserId]] = defaultdict(set)
    for one in uses:
        for tag in one.spellings:
            members[tag].add(one.user_id)
    return frozenset(tag for tag, its in members.items() if len(its) >= FEWEST)


def summed(uses: Collection[Used], known: Collection[Tag]) -> list[Sum]:
    first: dict[tuple[GuildId, date, Tag, UserId], Used] = {}
    for one in sorted(uses, key=lambda used: used.message_id):
        for tag in one.spellings:
            first.setdefault((one.guild_id, said_at(one.message_id).date(), tag, one.user_id), one)
    made: dict[tuple[object, ...], Sum] = {}
    for (guild_id, day, tag, _), one in first.items():
        key = guild_id, day, tag, one.tongue
        before = made.get(key)
        spelling = one.spellings[tag] if before is None else max(before.spelling, one.spellings[tag])
        people = 1 if before is None else before.members + 1
        made[key] = Sum(guild_id, day, tag, one.tongue, people, spelling, tag in known)
    return list(made.values())


class UnreadTrail:
    """An `AuditTrail` that keeps what was done."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.done.append((action, subject))


async def aliases_over(
    store: MemoryAliasStore | None = None, trail: UnreadTrail | None = None, shipped: Sequence[Alias] = PAIRS
) -> Aliases:
    """Return those pairs that *shipped*, and those of *store*."""
    aliases = Aliases(store or MemoryAliasStore(), shipped, tags_in, with_tags, simplify, trail or UnreadTrail())
    await aliases.reload()
    return aliases
