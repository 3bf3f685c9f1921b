"""A guild's AutoMod rules, read over REST. Discord shows them to those who may manage the guild, and to nobody else."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from pydantic_core import SchemaError, SchemaValidator, core_schema

from bot.discord_adapter.failures import asking_discord, objects
from bot.ids import GuildId
from bot.moderation.keywords import KeywordRule, Pattern

# Auto moderation resource, "Event Types", "Trigger Types", "Action Types".
_MESSAGE_SEND: Final = 1
_KEYWORD: Final = 1
_BLOCK_MESSAGE: Final = 1


class DiscordRules:
    """Implements `bot.moderation.ports.RuleReader`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def rules(self, guild_id: GuildId) -> Sequence[KeywordRule]:
        """Return those rules that block messages by keywords or patterns, and are in force."""
        async with asking_discord():
            rules = objects(await self._client.http.get_auto_moderation_rules(guild_id))
            return [_rule(one) for one in rules if _is_mirrored(one)]


def compiled_pattern(pattern: str) -> Pattern | None:
    """Return *pattern* compiled; None where it is none.

    Discord's patterns are Rust's. pydantic brings Rust's own engine along, whose time grows with the text alone:
    Python's would read some of them otherwise, and others for ever.
    """
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern)).isinstance_python
    except SchemaError:
        return None


def _is_mirrored(rule: Mapping[str, Any]) -> bool:
    is_about_words = rule["event_type"] == _MESSAGE_SEND and rule["trigger_type"] == _KEYWORD
    return bool(rule["enabled"]) and is_about_words and any(one["type"] == _BLOCK_MESSAGE for one in rule["actions"])


def _rule(rule: Mapping[str, Any]) -> KeywordRule:
    metadata = rule.get("trigger_metadata") or {}
    return KeywordRule(
        keywords=tuple(metadata.get("keyword_filter") or ()),
        patterns=tuple(metadata.get("regex_patterns") or ()),
        allowed=tuple(metadata.get("allow_list") or ()),
        exempt_roles=frozenset(int(one) for one in rule.get("exempt_roles") or ()),
        exempt_channels=frozenset(int(one) for one in rule.get("exempt_channels") or ()),
    )
