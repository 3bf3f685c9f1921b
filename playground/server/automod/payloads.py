"""The JSON of AutoMod's rules."""

from __future__ import annotations

from playground.server.automod.model import Consequence, Rule
from playground.server.wire import Json


def rule_payload(one: Rule) -> Json:
    """Return a rule."""
    return {
        "id": str(one.id),
        "guild_id": str(one.guild_id),
        "creator_id": str(one.creator_id),
        "name": one.name,
        "event_type": int(one.event_type),
        "trigger_type": int(one.trigger.type),
        "trigger_metadata": one.trigger.metadata,
        "actions": [consequence_payload(each) for each in one.consequences],
        "enabled": one.enabled,
        "exempt_roles": [str(each) for each in one.exempt_roles],
        "exempt_channels": [str(each) for each in one.exempt_channels],
    }


def consequence_payload(one: Consequence) -> Json:
    """Return what a rule does."""
    return {"type": int(one.type), "metadata": one.metadata}
