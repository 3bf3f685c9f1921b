"""Channels of every type: opened, changed, moved, closed, and shut to some."""

import asyncio

import pytest

from playground.cast import ADMIN_ROLE_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.channels import kinds
from playground.server.channels.model import Overwrite
from playground.server.gateway.intents import GUILD_MEMBERS, GUILD_MESSAGES, GUILDS
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

CHANNELS = f"/guilds/{GUILD_ID}/channels"


async def opened(playground: Playground, **body: object) -> Json:
    reply = await playground.as_member("morgan").post(CHANNELS, body)
    assert reply.status == 201, reply
    made: Json = reply.body
    return made


@pytest.mark.parametrize("key", ["default_sort_order", "user_limit", "video_quality_mode", "default_forum_layout"])
async def test_a_setting_of_another_type_must_be_well_formed_and_is_passed_over(
    playground: Playground, key: str
) -> None:
    reply = await playground.as_member("morgan").post(CHANNELS, {"name": "tea", key: "much"})
    assert key in reply.faults
    assert key not in await opened(playground, name="tea", **{key: 1})


async def test_each_type_is_opened_with_its_own_settings(playground: Playground) -> None:
    text = await opened(playground, name="Big News", topic="x", rate_limit_per_user=5, nsfw=True)
    assert (text["name"], text["rate_limit_per_user"], text["nsfw"], text["parent_id"]) == ("big-news", 5, True, None)
    voice = await opened(playground, name="Lounge", type=2, bitrate=96_000, user_limit=3, rtc_region="japan")
    assert (voice["name"], voice["bitrate"], voice["user_limit"], voice["rtc_region"]) == ("Lounge", 96_000, 3, "japan")
    category = await opened(playground, name="Quiet Places", type=4)
    assert category["name"] == "Quiet Places"
    assert "last_message_id" not in category
    forum = await opened(
        playground,
        name="Questions",
        type=15,
        parent_id=category["id"],
        topic="x" * 4096,
        flags=kinds.REQUIRE_TAG,
        available_tags=[{"name": "solved", "emoji_name": "✅", "moderated": True}],
        default_reaction_emoji={"emoji_name": "👍"},
        default_sort_order=1,
        default_forum_layout=2,
        default_thread_rate_limit_per_user=10,
        default_auto_archive_duration=60,
    )
    assert (forum["parent_id"], forum["flags"], forum["default_sort_order"]) == (category["id"], 16, 1)
    assert forum["available_tags"][0]["emoji_name"] == "✅"
    assert forum["default_reaction_emoji"] == {"emoji_id": None, "emoji_name": "👍"}
    playground.stage.guild.features.append("NEWS")
    assert (await opened(playground, name="news", type=5))["type"] == 5


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "name", "BASE_TYPE_REQUIRED"),
        ({"name": ""}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "x" * 101}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "x", "topic": "x" * 1025}, "topic", "BASE_TYPE_MAX_LENGTH"),
        ({"name": "x", "type": 15, "topic": "x" * 4097}, "topic", "BASE_TYPE_MAX_LENGTH"),
        ({"name": "x", "type": 13}, "type", "BASE_TYPE_CHOICES"),
        ({"name": "x", "type": 5}, "type", "BASE_TYPE_CHOICES"),
        ({"name": "x", "type": 11}, "type", "BASE_TYPE_CHOICES"),
        ({"name": "x", "rate_limit_per_user": 21_601}, "rate_limit_per_user", "NUMBER_TYPE_MAX"),
        ({"name": "x", "default_auto_archive_duration": 61}, "default_auto_archive_duration", "BASE_TYPE_CHOICES"),
        ({"name": "x", "type": 2, "bitrate": 7999}, "bitrate", "NUMBER_TYPE_MIN"),
        ({"name": "x", "type": 2, "user_limit": 100}, "user_limit", "NUMBER_TYPE_MAX"),
        ({"name": "x", "parent_id": "1"}, "parent_id", "CHANNEL_PARENT_INVALID"),
        ({"name": "x", "parent_id": str(ENGLISH.id)}, "parent_id", "CHANNEL_PARENT_INVALID_TYPE"),
        ({"name": "x", "type": 15, "default_reaction_emoji": {}}, "default_reaction_emoji", None),
        ({"name": "x", "type": 15, "default_sort_order": 2}, "default_sort_order", "BASE_TYPE_CHOICES"),
        ({"name": "x", "type": 15, "available_tags": [{"name": "x" * 21}]}, "available_tags", None),
        ({"name": "x", "type": 15, "available_tags": [{"name": "x", "emoji_name": "abc"}]}, "available_tags", None),
    ],
)
async def test_a_malformed_setting_is_named(playground: Playground, body: Json, field: str, code: str | None) -> None:
    faults = (await playground.as_member("morgan").post(CHANNELS, body)).faults
    assert field in faults
    if code is not None:
        assert faults[field]["_errors"][0]["code"] == code


async def test_a_guild_is_full_with_five_hundred_channels_and_a_category_with_fifty(playground: Playground) -> None:
    world, guild, morgan = playground.stage.world, playground.stage.guild, playground.as_member("morgan")
    category = world.add_channel(guild, world.ids.next(), "full", kind=kinds.CATEGORY)
    for number in range(50):
        world.add_channel(guild, world.ids.next(), f"{number}").category = category
    inside = {"parent_id": str(category.id)}
    for reply in (
        await morgan.post(CHANNELS, {"name": "x"} | inside),
        await morgan.patch(f"/channels/{ENGLISH.id}", inside),
    ):
        assert reply.faults["parent_id"]["_errors"][0]["code"] == "CHANNEL_PARENT_MAX_CHANNELS"
    one_inside = next(one for one in guild.channels.values() if one.category is category)
    assert (await morgan.patch(f"/channels/{one_inside.id}", inside)).status == 200
    while len(guild.channels) < 500:
        world.add_channel(guild, world.ids.next(), "x")
    assert (await morgan.post(CHANNELS, {"name": "x"})).refusal == (400, 30013)


async def test_a_voice_channel_sounds_no_better_than_the_guild_is_boosted(playground: Playground) -> None:
    morgan, body = playground.as_member("morgan"), {"name": "x", "type": 2, "bitrate": 128_000}
    assert (await morgan.post(CHANNELS, body)).refusal == (400, 30052)
    playground.stage.guild.premium_tier = 1
    assert (await morgan.post(CHANNELS, body)).status == 201


async def test_text_in_voice_needs_the_right_to_connect(playground: Playground) -> None:
    voice = await opened(playground, name="Lounge", type=2)
    here, dana = f"/channels/{voice['id']}/messages", playground.as_member("dana")
    assert (await dana.post(here, {"content": "hi"})).status == 200
    channel = playground.stage.world.channels[int(voice["id"])]
    playground.stage.world.rooms.deny(playground.stage.members["dana"], channel, permissions.CONNECT)
    assert (await dana.post(here, {"content": "hi"})).refusal == (403, 50013)


async def test_nothing_is_said_in_a_category_or_straight_into_a_forum(playground: Playground) -> None:
    category, forum = await opened(playground, name="c", type=4), await opened(playground, name="f", type=15)
    bot = playground.as_member("morgan")
    assert (await bot.post(f"/channels/{category['id']}/messages", {"content": "x"})).refusal == (400, 50008)
    assert (await bot.post(f"/channels/{forum['id']}/messages", {"content": "x"})).refusal == (400, 40058)
    assert (await bot.post(f"/channels/{forum['id']}/typing")).refusal == (400, 50024)


async def test_only_text_and_announcements_turn_into_each_other(playground: Playground) -> None:
    morgan, english = playground.as_member("morgan"), f"/channels/{ENGLISH.id}"
    assert "type" in (await morgan.patch(english, {"type": 5})).faults
    playground.stage.guild.features.append("NEWS")
    assert (await morgan.patch(english, {"type": 5})).body["type"] == 5
    assert "type" in (await morgan.patch(english, {"type": 15})).faults
    assert (await morgan.patch(english, {"type": 0})).body["type"] == 0


async def test_a_change_touches_only_what_it_names(playground: Playground) -> None:
    morgan, english = playground.as_member("morgan"), f"/channels/{ENGLISH.id}"
    before = (await morgan.get(english)).body
    after = (await morgan.patch(english, {"nsfw": True, "rate_limit_per_user": 3})).body
    assert after == before | {"nsfw": True, "rate_limit_per_user": 3}
    back = (await morgan.patch(english, {"nsfw": None, "rate_limit_per_user": None, "topic": None})).body
    assert back == before | {"topic": None}


async def test_a_channel_in_step_follows_its_category_and_one_out_of_step_does_not(playground: Playground) -> None:
    morgan, world = playground.as_member("morgan"), playground.stage.world
    role = str(ADMIN_ROLE_ID)
    shut = [{"id": str(GUILD_ID), "type": 0, "deny": 1024}]
    category = await opened(playground, name="c", type=4, permission_overwrites=shut)
    inside = await opened(playground, name="inside", parent_id=category["id"])
    apart = await opened(playground, name="apart", parent_id=category["id"], permission_overwrites=[{"id": role}])
    assert inside["permission_overwrites"] == category["permission_overwrites"]
    changed = await morgan.patch(f"/channels/{category['id']}", {"permission_overwrites": []})
    assert changed.body["permission_overwrites"] == []
    assert world.channels[int(inside["id"])].overwrites == {}
    assert len(world.channels[int(apart["id"])].overwrites) == 1


async def test_a_closed_category_leaves_its_channels(playground: Playground) -> None:
    category = await opened(playground, name="c", type=4)
    inside = await opened(playground, name="inside", parent_id=category["id"])
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        assert (await playground.as_member("morgan").delete(f"/channels/{category['id']}")).status == 200
        assert (await raw.until("CHANNEL_DELETE"))["id"] == category["id"]
        orphan = await raw.until("CHANNEL_UPDATE")
    assert (orphan["id"], orphan["parent_id"]) == (inside["id"], None)


async def test_channels_are_arranged_all_at_once(playground: Playground) -> None:
    morgan, world = playground.as_member("morgan"), playground.stage.world
    shut = [{"id": str(GUILD_ID), "type": 0, "deny": 2048}]
    category = await opened(playground, name="c", type=4, permission_overwrites=shut)
    moves = [
        {"id": str(ENGLISH.id), "position": 7, "parent_id": category["id"], "lock_permissions": True},
        {"id": str(CHINESE.id), "position": 8},
    ]
    assert (await morgan.patch(CHANNELS, moves)).status == 204
    english = world.channels[ENGLISH.id]
    assert (english.position, world.channels[CHINESE.id].position) == (7, 8)
    assert (str(english.category and english.category.id), len(english.overwrites)) == (category["id"], 1)
    both = [{"id": str(one.id), "parent_id": None if one is ENGLISH else category["id"]} for one in (ENGLISH, CHINESE)]
    assert (await morgan.patch(CHANNELS, both)).refusal == (400, 40009)
    assert (await morgan.patch(CHANNELS, [{"id": "1", "position": 1}])).refusal == (404, 10003)
    assert "0" in (await morgan.patch(CHANNELS, [{"id": str(ENGLISH.id), "position": -1}])).faults
    assert (await playground.as_member("dana").patch(CHANNELS, moves)).refusal == (403, 50013)


async def test_one_grants_only_what_one_has(playground: Playground) -> None:
    world, guild, bot = playground.stage.world, playground.stage.guild, playground.as_bot()
    rights = permissions.MANAGE_ROLES | permissions.MANAGE_CHANNELS | permissions.VIEW_CHANNEL
    for role_id in guild.members[playground.stage.bot.id].roles:
        guild.roles[role_id].permissions |= rights
    here, dana = f"/channels/{ENGLISH.id}/permissions", playground.stage.members["dana"].id
    mine = {"type": 1, "allow": str(permissions.MANAGE_WEBHOOKS)}
    assert (await bot.put(f"{here}/{dana}", mine)).status == 204
    for right in (permissions.KICK_MEMBERS, permissions.MANAGE_ROLES):
        assert (await bot.put(f"{here}/{dana}", {"type": 1, "deny": str(right)})).refusal == (403, 50013)
    made = [{"id": str(dana), "type": 1, "allow": str(permissions.KICK_MEMBERS)}]
    assert (await bot.post(CHANNELS, {"name": "x", "permission_overwrites": made})).refusal == (403, 50013)
    assert (await bot.delete(f"{here}/{dana}")).status == 204
    assert (await bot.delete(f"{here}/{dana}")).refusal == (404, 10009)
    world.channels[ENGLISH.id].overwrites |= {number: Overwrite(number, 1) for number in range(1000)}
    assert (await bot.put(f"{here}/{dana}", mine)).refusal == (400, 30060)


async def test_a_communitys_rules_cannot_be_closed(playground: Playground) -> None:
    guild = playground.stage.guild
    guild.features.append("COMMUNITY")
    guild.rules_channel_id = ENGLISH.id
    assert (await playground.as_member("morgan").delete(f"/channels/{ENGLISH.id}")).refusal == (400, 50074)


async def test_slowmode_binds_members_and_not_bots(playground: Playground) -> None:
    world, here = playground.stage.world, f"/channels/{ENGLISH.id}/messages"
    channel, dana = world.channels[ENGLISH.id], playground.as_member("dana")
    channel.slowmode = 30
    assert (await dana.post(here, {"content": "one"})).status == 200
    refused = await dana.post(here, {"content": "two"})
    assert refused.refusal == (429, 20016)
    assert 29 < refused.body["retry_after"] <= 30
    assert (await playground.as_member("graham").post(here, {"content": "another"})).status == 200
    for one in (playground.as_bot(), playground.as_member("morgan")):
        for _ in range(2):
            assert (await one.post(here, {"content": "x"})).status == 200
    # Messages and threads are counted apart.
    threads = f"/channels/{ENGLISH.id}/threads"
    assert (await dana.post(threads, {"name": "t", "type": 11})).status == 201
    assert (await dana.post(threads, {"name": "t", "type": 11})).refusal == (429, 20016)


async def test_slowmode_ends_with_its_interval(playground: Playground) -> None:
    channel = playground.stage.world.channels[ENGLISH.id]
    channel.slowmode = 1
    dana, here = playground.as_member("dana"), f"/channels/{ENGLISH.id}/messages"
    assert (await dana.post(here, {"content": "one"})).status == 200
    left = (await dana.post(here, {"content": "two"})).body["retry_after"]
    assert 0 < left <= 1
    await asyncio.sleep(left + 0.01)
    assert (await dana.post(here, {"content": "two"})).status == 200


async def test_an_age_restricted_channel_takes_a_bots_words_and_its_threads_do_not_say_it(
    playground: Playground,
) -> None:
    await playground.as_member("morgan").patch(f"/channels/{ENGLISH.id}", {"nsfw": True})
    here = f"/channels/{ENGLISH.id}/messages"
    said = await playground.as_bot().post(here, {"content": "x"})
    assert (await playground.as_bot().get(f"{here}/{said.body['id']}")).status == 200
    thread = await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/threads", {"name": "t", "type": 11})
    assert "nsfw" not in thread.body


async def test_changes_of_channels_are_told_with_the_guilds_intent(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    async with raw_gateway(playground) as raw, raw_gateway(playground) as deaf:
        await raw.identify(playground.stage.bot_token, GUILDS)
        await deaf.identify(playground.stage.bot_token, GUILD_MESSAGES | GUILD_MEMBERS)
        made = await opened(playground, name="x")
        assert (await raw.until("CHANNEL_CREATE"))["id"] == made["id"]
        await morgan.patch(f"/channels/{made['id']}", {"topic": "new"})
        assert (await raw.until("CHANNEL_UPDATE"))["topic"] == "new"
        await morgan.delete(f"/channels/{made['id']}")
        assert (await raw.until("CHANNEL_DELETE"))["id"] == made["id"]
        assert await deaf.names_until_quiet(0.05) == []
