"""The audit log: who did what, and why."""

import pytest

from playground.cast import APPLICATION_ID, BOT_ROLE_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.audit_log.model import Action
from playground.server.gateway.intents import KNOWN
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, Rest, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
LOG = f"/guilds/{GUILD_ID}/audit-logs"
ROLES = f"/guilds/{GUILD_ID}/roles"


async def entries(asker: Rest, query: str = "") -> list[Json]:
    """Return a page of entries."""
    found: list[Json] = (await asker.get(f"{LOG}?{query}")).body["audit_log_entries"]
    return found


async def kinds(asker: Rest) -> list[int]:
    """Return the kinds of all entries, oldest first."""
    return [one["action_type"] for one in await entries(asker, "after=0&limit=100")]


async def test_an_entry_says_who_did_what_and_why(playground: Playground) -> None:
    morgan, owner = playground.as_member("morgan"), playground.stage.members["morgan"]
    made = await morgan.ask("POST", ROLES, {"name": "读者"}, **{"X-Audit-Log-Reason": "for%20%E8%AF%BB%E8%80%85"})
    await morgan.patch(f"{ROLES}/{made.body['id']}", {"name": "Readers"})
    changed, created = await entries(morgan)
    assert (created["action_type"], created["user_id"]) == (Action.ROLE_CREATE, str(owner.id))
    assert (created["target_id"], created["reason"]) == (made.body["id"], "for 读者")
    assert {"key": "name", "new_value": "读者"} in created["changes"]
    assert changed["changes"] == [{"key": "name", "new_value": "Readers", "old_value": "读者"}]
    assert "reason" not in changed
    assert [one["id"] for one in (await morgan.get(LOG)).body["users"]] == [str(owner.id)]


async def test_a_reason_has_512_characters_at_most(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    for reason, status in (("x" * 512, 200), ("x" * 513, 400)):
        assert (await morgan.ask("POST", ROLES, {}, **{"X-Audit-Log-Reason": reason})).status == status


async def test_the_log_is_for_those_who_may_view_it(playground: Playground) -> None:
    bot = playground.as_bot()
    assert (await bot.get(LOG)).refusal == (403, 50013)
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        await playground.as_member("morgan").post(ROLES, {"name": "unseen"})
        playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.VIEW_AUDIT_LOG
        await playground.as_member("morgan").post(ROLES, {"name": "seen"})
        told = await raw.until("GUILD_AUDIT_LOG_ENTRY_CREATE")
    newest = (await entries(bot))[0]
    assert told == newest | {"guild_id": str(GUILD_ID)}
    assert {"key": "name", "new_value": "seen"} in newest["changes"]


async def test_entries_are_found_by_who_what_whom_and_when(playground: Playground) -> None:
    world, guild, morgan = playground.stage.world, playground.stage.guild, playground.as_member("morgan")
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_ROLES
    first, second = [world.roles.create(guild, {}, playground.stage.members["morgan"]) for _ in range(2)]
    await playground.as_bot().post(ROLES, {"name": "third"})
    world.roles.delete(guild, first, playground.stage.members["morgan"])
    every = await entries(morgan, "after=0")
    ids = [one["id"] for one in every]
    assert ids == sorted(ids, key=int)
    assert [one["id"] for one in await entries(morgan)] == ids[::-1]
    assert [one["id"] for one in await entries(morgan, "limit=2")] == ids[:1:-1]
    assert [one["id"] for one in await entries(morgan, f"after={ids[0]}&limit=2")] == ids[1:3]
    assert [one["id"] for one in await entries(morgan, f"before={ids[2]}&limit=1")] == ids[1:2]
    assert [one["id"] for one in await entries(morgan, f"user_id={APPLICATION_ID}")] == ids[2:3]
    assert [one["id"] for one in await entries(morgan, f"action_type={Action.ROLE_DELETE}")] == ids[3:]
    assert [one["id"] for one in await entries(morgan, f"target_id={second.id}")] == ids[1:2]
    assert (await morgan.get(f"{LOG}?limit=101")).faults["limit"]


async def test_what_is_done_to_members_is_noted(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.stage.members["dana"]
    role = playground.stage.world.roles.create(playground.stage.guild, {"name": "guest"})
    one = f"/guilds/{GUILD_ID}/members/{dana.id}"
    await morgan.patch(one, {"nick": "D", "communication_disabled_until": "2026-01-01T00:00:00Z"})
    await morgan.put(f"{one}/roles/{role.id}")
    await morgan.delete(f"{one}/roles/{role.id}")
    await morgan.delete(one)
    await morgan.put(f"/guilds/{GUILD_ID}/bans/{dana.id}", {})
    await morgan.delete(f"/guilds/{GUILD_ID}/bans/{dana.id}")
    updated, given, taken, kicked, banned, unbanned = await entries(morgan, "after=0")
    assert {one["key"] for one in updated["changes"]} == {"nick", "communication_disabled_until"}
    named = [{"id": str(role.id), "name": "guest"}]
    assert given["changes"] == [{"key": "$add", "new_value": named}]
    assert taken["changes"] == [{"key": "$remove", "new_value": named}]
    assert [one["action_type"] for one in (kicked, banned, unbanned)] == [20, 22, 23]
    assert {one["target_id"] for one in (updated, given, kicked, unbanned)} == {str(dana.id)}


async def test_what_is_done_to_channels_and_webhooks_is_noted(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.stage.members["dana"]
    where = f"/channels/{(await morgan.post(f'/guilds/{GUILD_ID}/channels', {'name': 'garden'})).body['id']}"
    await morgan.patch(where, {"topic": "slugs"})
    overwrite = f"{where}/permissions/{dana.id}"
    for deny in ("1024", "2048"):
        await morgan.put(overwrite, {"type": 1, "deny": deny})
    await morgan.delete(overwrite)
    webhook = f"/webhooks/{(await morgan.post(f'{where}/webhooks', {'name': 'Snail'})).body['id']}"
    await morgan.patch(webhook, {"name": "Slug"})
    assert [one["name"] for one in (await morgan.get(LOG)).body["webhooks"]] == ["Slug"]
    await morgan.delete(webhook)
    await morgan.delete(where)
    assert await kinds(morgan) == [10, 11, 13, 14, 15, 50, 51, 52, 12]
    options = (await entries(morgan, "action_type=13"))[0]["options"]
    assert options == {"id": str(dana.id), "type": "1"}
    await morgan.put(f"/channels/{ENGLISH.id}/permissions/{GUILD_ID}", {"type": 0, "deny": "2048"})
    options = (await entries(morgan, "action_type=13"))[0]["options"]
    assert options == {"id": str(GUILD_ID), "type": "0", "role_name": "@everyone"}
    renamed = (await entries(morgan, "action_type=51"))[0]["changes"]
    assert renamed == [{"key": "name", "new_value": "Slug", "old_value": "Snail"}]


async def test_a_moderators_deletions_of_one_authors_messages_count_up_one_entry(playground: Playground) -> None:
    world, morgan = playground.stage.world, playground.as_member("morgan")

    async def say_and_delete(author: str, room: str, room_id: int) -> None:
        said = world.say(author, room, "slugs")
        assert (await morgan.delete(f"/channels/{room_id}/messages/{said.id}")).status == 204

    for author, room, room_id in (
        ("dana", "english", ENGLISH.id),
        ("dana", "english", ENGLISH.id),
        ("graham", "english", ENGLISH.id),
        ("dana", "中文", CHINESE.id),
        ("morgan", "english", ENGLISH.id),
    ):
        await say_and_delete(author, room, room_id)
    found = await entries(morgan, "after=0")
    assert [one["options"]["count"] for one in found] == ["2", "1", "1"]
    assert found[0]["options"]["channel_id"] == str(ENGLISH.id)
    world.audit.merge_seconds = 0.0
    await say_and_delete("dana", "english", ENGLISH.id)
    assert len(await entries(morgan)) == 4


async def test_bulk_deletions_and_pins_are_noted(playground: Playground) -> None:
    world, morgan = playground.stage.world, playground.as_member("morgan")
    said = [world.say("dana", "english", "slugs") for _ in range(3)]
    pin = f"/channels/{ENGLISH.id}/messages/pins/{said[0].id}"
    assert (await morgan.put(pin)).status == 204
    assert (await morgan.delete(pin)).status == 204
    ids = [str(one.id) for one in said]
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    bulk_delete = f"/channels/{ENGLISH.id}/messages/bulk-delete"
    assert (await playground.as_bot().post(bulk_delete, {"messages": ids})).status == 204
    pinned, unpinned, bulk = await entries(morgan, "after=0")
    assert (pinned["action_type"], unpinned["action_type"], bulk["action_type"]) == (74, 75, 73)
    assert pinned["options"] == {"channel_id": str(ENGLISH.id), "message_id": ids[0]}
    assert (bulk["target_id"], bulk["options"]) == (str(ENGLISH.id), {"count": "3"})


async def test_threads_are_noted(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    opened = await morgan.post(f"/channels/{ENGLISH.id}/threads", {"name": "garden", "type": 11})
    one = f"/channels/{opened.body['id']}"
    await morgan.patch(one, {"archived": True})
    assert [each["id"] for each in (await morgan.get(LOG)).body["threads"]] == [opened.body["id"]]
    await morgan.delete(one)
    assert await kinds(morgan) == [110, 111, 112]


async def test_automods_rules_and_deeds_are_noted(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    rules = f"/guilds/{GUILD_ID}/auto-moderation/rules"
    body = {
        "name": "No slugs",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {"keyword_filter": ["slug*"]},
        "actions": [{"type": 1, "metadata": {}}],
        "enabled": True,
    }
    made = (await morgan.post(rules, body)).body
    await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/messages", {"content": "slugs"})
    assert [one["id"] for one in (await morgan.get(LOG)).body["auto_moderation_rules"]] == [made["id"]]
    await morgan.patch(f"{rules}/{made['id']}", {"enabled": False})
    await morgan.delete(f"{rules}/{made['id']}")
    assert await kinds(morgan) == [140, 143, 141, 142]
    blocked = (await entries(morgan, "action_type=143"))[0]
    assert blocked["options"] == {
        "auto_moderation_rule_name": "No slugs",
        "auto_moderation_rule_trigger_type": "1",
        "channel_id": str(ENGLISH.id),
    }


async def test_the_playgrounds_own_hand_leaves_no_entry(playground: Playground) -> None:
    playground.stage.world.roles.create(playground.stage.guild, {})
    assert await entries(playground.as_member("morgan")) == []
