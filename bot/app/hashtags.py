"""Hashtags, put together: pairs before the relay, counting behind it."""

from bot.app.parts import Parts
from bot.bridges.model import BridgeId
from bot.hashtags import pairs
from bot.hashtags.aliases import Aliases
from bot.hashtags.counting import Admission, HashtagCounting
from bot.hashtags.hashtags import Hashtags
from bot.hashtags.ports import Simplify
from bot.storage.database import Database
from bot.translation.model import ZH_HANS, ZH_HANT
from bot.translation.tags import tags_in, with_tags
from bot.translation.variants import Variants


async def build_aliases(database: Database, variants: Variants) -> Aliases:
    """Return the pairs, read now, and anew when any process changes them."""
    aliases = Aliases(
        database.hashtags.aliases, pairs.load(), tags_in, with_tags, _simplifying(variants), database.trail
    )
    await aliases.reload()
    database.peers.on("hashtags", aliases.reload)
    return aliases


def build_hashtags(parts: Parts) -> Hashtags:
    """Return what tells the hashtags of the week, and have them counted."""
    words, ports, store = parts.guard.words, parts.ports, parts.database.hashtags.uses

    private = parts.guard.pair_threads  # what two say to each other counts for nobody else

    def flags(bridge_id: BridgeId, text: str) -> bool:
        return bool(words.flagging(bridge_id, text))

    counting = HashtagCounting(
        store,
        parts.guard.aliases,
        Admission(parts.guard.gate, flags),
        lambda channel_id: None if channel_id in private else parts.relay.bridge_of(channel_id),
        tags_in,
        ports.clock,
        ports.tasks,
    )
    parts.relay.subscribe(counting.note)
    return Hashtags(store, parts.database.bridges, parts.guard.aliases, flags, ports.clock)


def _simplifying(variants: Variants) -> Simplify:
    async def simplify(name: str) -> str:
        return name if name.isascii() else await variants.convert(name, ZH_HANT, ZH_HANS)

    return simplify
