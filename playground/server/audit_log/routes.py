"""The audit log over REST, with everything that its entries name."""

from collections.abc import Iterable

from playground.server.audit_log.model import Action, Entry
from playground.server.audit_log.payloads import entry_payload
from playground.server.automod.payloads import rule_payload
from playground.server.guilds.model import Guild
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.threads.payloads import thread_payload
from playground.server.users.payloads import user_payload
from playground.server.webhooks.payloads import webhook_payload
from playground.server.wire import Json
from playground.server.world import World

_ON_WEBHOOKS = (Action.WEBHOOK_CREATE, Action.WEBHOOK_UPDATE)
_MOST_ACTIONS = 1000


def add_to(router: Router) -> None:
    """Add this route to *router*."""
    router.add("GET", "/guilds/{guild_id}/audit-logs", audit_log)


def audit_log(call: Call) -> Answer:
    """Return a page of entries: the newest first, or after a given one the oldest first."""
    guild = call.guild()
    found = _wanted(call, call.world.audit.entries(guild, call.user))
    limit, after = call.number_in_query("limit", 50, 1, 100), call.id_in_query("after")
    page = found[:limit] if after is not None else found[-limit:][::-1]
    return ok({"audit_log_entries": [entry_payload(one) for one in page]} | _named(call.world, guild, page))


def _wanted(call: Call, entries: Iterable[Entry]) -> list[Entry]:
    user_id, target_id = call.id_in_query("user_id"), call.id_in_query("target_id")
    action = call.number_in_query("action_type", 0, 0, _MOST_ACTIONS)
    before, after = call.id_in_query("before"), call.id_in_query("after")
    return [
        one
        for one in entries
        if user_id in (None, one.user_id)
        and target_id in (None, one.target_id)
        and action in (0, one.action)
        and (before is None or one.id < before)
        and (after is None or one.id > after)
    ]


def _named(world: World, guild: Guild, entries: list[Entry]) -> Json:
    ids = dict.fromkeys(one for entry in entries for one in (entry.user_id, entry.target_id) if one is not None)
    touched = {entry.target_id for entry in entries if entry.action in _ON_WEBHOOKS}
    webhooks = [one for one in world.webhooks.by_id.values() if one.id in touched]
    rules, threads = guild.automod_rules, guild.threads
    return {
        "users": [user_payload(world.users[one]) for one in ids if one in world.users],
        "webhooks": [webhook_payload(one, with_user=True, with_token=False) for one in webhooks],
        "auto_moderation_rules": [rule_payload(rules[one]) for one in ids if one in rules],
        "threads": [thread_payload(threads[one]) for one in ids if one in threads],
        "application_commands": [],
        "guild_scheduled_events": [],
        "integrations": [],
    }
