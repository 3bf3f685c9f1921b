"""Threads: begun, spoken in, changed, locked, archived by hand and closed."""

import pytest

from playground.cast import BOT_ROLE_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.gateway.intents import GUILD_MESSAGES, GUILDS
from playground.server.guilds import permissions
from playground.server.messages.flags import HAS_THREAD
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway
from tests.playground.threads import HERE, PRIVATE, PUBLIC, begun, keep_private, thread_of

pytestmark = pytest.mark.usefixtures("judged")


async def test_a_thread_begun_at_a_message_has_its_id(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "hello")
    graham, where = playground.as_member("graham"), f"{HERE}/messages/{said.id}/threads"
    made = await graham.post(where, {"name": "about that", "auto_archive_duration": 60, "rate_limit_per_user": 5})
    assert made.status == 201
    assert (made.body["id"], made.body["parent_id"]) == (str(said.id), str(ENGLISH.id))
    assert made.body["owner_id"] == str(playground.stage.members["graham"].id)
    assert (made.body["type"], made.body["rate_limit_per_user"]) == (PUBLIC, 5)
    assert made.body["thread_metadata"]["auto_archive_duration"] == 60
    assert (made.body["member_count"], made.body["message_count"]) == (1, 0)
    start = (await graham.get(f"{HERE}/messages/{said.id}")).body
    assert start["flags"] & HAS_THREAD
    assert start["thread"]["name"] == "about that"
    pointer = (await graham.get(f"/channels/{said.id}/messages")).body[0]
    assert (pointer["type"], pointer["referenced_message"]["content"]) == (21, "hello")
    assert pointer["message_reference"]["channel_id"] == str(ENGLISH.id)
    assert (await graham.post(where, {"name": "again"})).refusal == (400, 160004)


async def test_a_thread_at_an_older_message_is_announced_and_one_at_the_newest_is_not(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.as_member("dana")
    older, newest = world.say("dana", "english", "one"), world.say("dana", "english", "two")
    await dana.post(f"{HERE}/messages/{newest.id}/threads", {"name": "two"})
    assert len(world.channels[ENGLISH.id].history) == 2
    await dana.post(f"{HERE}/messages/{older.id}/threads", {"name": "one"})
    notice = (await dana.get(f"{HERE}/messages?limit=1")).body[0]
    assert (notice["type"], notice["content"]) == (18, "one")
    assert notice["message_reference"]["channel_id"] == str(older.id)
    assert (await dana.post(f"{HERE}/messages/{notice['id']}/threads", {"name": "x"})).refusal == (403, 50021)
    assert (await dana.post(f"{HERE}/messages/1/threads", {"name": "x"})).refusal == (404, 10008)


async def test_a_thread_of_its_own_is_private_unless_told_otherwise(playground: Playground) -> None:
    keep_private(playground)
    made = await playground.as_member("dana").post(f"{HERE}/threads", {"name": "secret"})
    assert (made.body["type"], made.body["thread_metadata"]["invitable"]) == (PRIVATE, True)
    here, world = f"/channels/{made.body['id']}", playground.stage.world
    assert len(world.channels[ENGLISH.id].history) == 0
    for stranger in (playground.as_bot(), playground.as_member("graham")):
        assert (await stranger.get(here)).refusal == (403, 50001)
        assert (await stranger.post(f"{here}/messages", {"content": "x"})).refusal == (403, 50001)
    assert (await playground.as_member("morgan").get(here)).status == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "x", "auto_archive_duration": 61}, "auto_archive_duration"),
        ({"name": "x", "rate_limit_per_user": 21_601}, "rate_limit_per_user"),
        ({"name": "x", "type": 0}, "type"),
    ],
)
async def test_a_malformed_beginning_is_named(playground: Playground, body: Json, field: str) -> None:
    assert field in (await playground.as_member("dana").post(f"{HERE}/threads", body)).faults


async def test_each_type_of_channel_has_its_own_type_of_thread(playground: Playground) -> None:
    world, guild, dana = playground.stage.world, playground.stage.guild, playground.as_member("dana")
    voice = world.add_channel(guild, world.ids.next(), "voice", kind=2)
    news = world.add_channel(guild, world.ids.next(), "news", kind=5)
    said, thread = world.say("dana", news, "hello"), await begun(playground)
    for where, kind in (
        (voice.id, PUBLIC),
        (news.id, PUBLIC),
        (news.id, PRIVATE),
        (ENGLISH.id, 10),
        (thread["id"], 11),
    ):
        assert (await dana.post(f"/channels/{where}/threads", {"name": "x", "type": kind})).refusal == (400, 50024)
    assert (await dana.post(f"/channels/{news.id}/threads", {"name": "x", "type": 10})).status == 201
    made = await dana.post(f"/channels/{news.id}/messages/{said.id}/threads", {"name": "x"})
    assert made.body["type"] == 10
    assert len(news.history) == 1
    heard = world.say("dana", voice, "hello")
    assert (await dana.post(f"/channels/{voice.id}/messages/{heard.id}/threads", {"name": "x"})).refusal == (400, 50024)


async def test_beginning_and_speaking_are_rights_of_their_own(playground: Playground) -> None:
    world, channel = playground.stage.world, playground.stage.world.channels[ENGLISH.id]
    dana, user = playground.as_member("dana"), playground.stage.members["dana"]
    said = world.say("dana", "english", "hello")
    thread = f"/channels/{(await begun(playground, 'graham'))['id']}"
    world.rooms.deny(user, channel, permissions.CREATE_PUBLIC_THREADS | permissions.CREATE_PRIVATE_THREADS)
    for kind in (PUBLIC, PRIVATE):
        assert (await dana.post(f"{HERE}/threads", {"name": "x", "type": kind})).refusal == (403, 50013)
    assert (await dana.post(f"{HERE}/messages/{said.id}/threads", {"name": "x"})).refusal == (403, 50013)
    world.rooms.deny(user, channel, permissions.SEND_MESSAGES)
    assert (await dana.post(f"{thread}/messages", {"content": "x", "embeds": [{"title": "y"}]})).status == 200
    world.rooms.deny(user, channel, permissions.SEND_MESSAGES_IN_THREADS)
    assert (await dana.post(f"{thread}/messages", {"content": "x"})).refusal == (403, 50013)
    assert (await dana.post(f"{thread}/typing")).refusal == (403, 50013)
    assert (await dana.post(f"{HERE}/messages", {"content": "x"})).status == 200
    world.rooms.deny(user, channel)
    assert (await dana.post(f"{thread}/messages", {"content": "x"})).refusal == (403, 50001)


async def test_a_thread_counts_what_is_said_in_it(playground: Playground) -> None:
    thread, dana = await begun(playground), playground.as_member("dana")
    here = f"/channels/{thread['id']}"
    said = [(await dana.post(f"{here}/messages", {"content": str(number)})).body for number in range(3)]
    assert [one["position"] for one in said] == [1, 2, 3]
    await dana.delete(f"{here}/messages/{said[0]['id']}")
    now = (await dana.get(here)).body
    assert (now["message_count"], now["total_message_sent"], now["last_message_id"]) == (2, 3, said[-1]["id"])
    await playground.as_member("morgan").delete(f"{here}/messages/{said[1]['id']}")
    assert (await dana.get(here)).body["message_count"] == 1
    assert [one["content"] for one in (await dana.get(f"{here}/messages")).body] == ["2"]
    assert "0" not in [one["content"] for one in (await dana.get(f"{HERE}/messages")).body]


async def test_speaking_opens_an_archived_thread_and_nothing_else_is_done_there(playground: Playground) -> None:
    thread, dana, bot = await begun(playground), playground.as_member("dana"), playground.as_bot()
    here = f"/channels/{thread['id']}"
    said = (await dana.post(f"{here}/messages", {"content": "x"})).body
    await dana.patch(here, {"archived": True})
    assert (await dana.patch(f"{here}/messages/{said['id']}", {"content": "y"})).refusal == (400, 50083)
    assert (await dana.patch(here, {"name": "y"})).refusal == (400, 50083)
    assert (await playground.as_member("morgan").patch(here, {"locked": True})).refusal == (400, 50083)
    assert (await bot.put(f"{here}/thread-members/@me")).refusal == (400, 50083)
    assert (await dana.delete(f"{here}/thread-members/@me")).refusal == (400, 50083)
    assert (await dana.delete(f"{here}/messages/{said['id']}")).status == 204
    assert thread_of(playground, thread).archived
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS | GUILD_MESSAGES)
        await raw.names_until_quiet(0.05)
        assert (await bot.post(f"{here}/messages", {"content": "x"})).status == 200
        assert await raw.names_until_quiet(0.05) == [
            "THREAD_UPDATE",
            "THREAD_CREATE",
            "THREAD_MEMBERS_UPDATE",
            "MESSAGE_CREATE",
        ]
    assert not thread_of(playground, thread).archived


async def test_a_locked_thread_takes_no_message_and_a_moderators_all_the_same(playground: Playground) -> None:
    thread, dana, morgan = await begun(playground), playground.as_member("dana"), playground.as_member("morgan")
    here = f"/channels/{thread['id']}"
    said = (await dana.post(f"{here}/messages", {"content": "x"})).body
    assert (await dana.patch(here, {"locked": True})).refusal == (403, 50013)
    await morgan.patch(here, {"locked": True})
    assert (await dana.post(f"{here}/messages", {"content": "x"})).refusal == (403, 160005)
    assert (await dana.patch(f"{here}/messages/{said['id']}", {"content": "y"})).refusal == (403, 160005)
    assert (await dana.patch(here, {"name": "y"})).refusal == (403, 160005)
    await morgan.patch(here, {"archived": True})
    assert (await dana.post(f"{here}/messages", {"content": "x"})).refusal == (403, 50083)
    assert (await dana.patch(here, {"archived": False})).refusal == (403, 50013)
    assert (await dana.delete(f"{here}/messages/{said['id']}")).refusal == (403, 50083)
    role = playground.stage.guild.roles[BOT_ROLE_ID]
    role.permissions = role.permissions & ~permissions.MANAGE_THREADS | permissions.MANAGE_MESSAGES
    many = {"messages": [said["id"], str(int(said["id"]) + 1)]}
    assert (await playground.as_bot().post(f"{here}/messages/bulk-delete", many)).refusal == (403, 50083)
    assert (await morgan.post(f"{here}/messages", {"content": "x"})).status == 200
    assert not thread_of(playground, thread).archived
    assert (await dana.delete(f"{here}/messages/{said['id']}")).status == 204


async def test_who_began_a_thread_may_change_some_of_it_and_others_nothing(playground: Playground) -> None:
    thread, dana, graham = await begun(playground), playground.as_member("dana"), playground.as_member("graham")
    here = f"/channels/{thread['id']}"
    renamed = await dana.patch(here, {"name": "new", "auto_archive_duration": 60})
    assert (renamed.body["name"], renamed.body["thread_metadata"]["auto_archive_duration"]) == ("new", 60)
    notice = (await dana.get(f"{here}/messages")).body[0]
    assert (notice["type"], notice["content"]) == (4, "new")
    for body in ({"rate_limit_per_user": 5}, {"locked": True}):
        assert (await dana.patch(here, body)).refusal == (403, 50013)
    for change in ({"name": "mine"}, {"archived": True}):
        assert (await graham.patch(here, change)).refusal == (403, 50013)
    assert (await dana.patch(here, {"archived": True})).status == 200
    assert (await graham.patch(here, {"archived": False})).body["thread_metadata"]["archived"] is False
    assert (await dana.delete(here)).refusal == (403, 50013)
    assert "flags" in (await playground.as_member("morgan").patch(here, {"flags": 2})).faults


async def test_slowmode_of_a_thread_is_its_own(playground: Playground) -> None:
    thread, dana = await begun(playground, rate_limit_per_user=60), playground.as_member("dana")
    here = f"/channels/{thread['id']}/messages"
    assert (await dana.post(here, {"content": "one"})).status == 200
    assert (await dana.post(here, {"content": "two"})).refusal == (429, 20016)
    assert (await dana.post(f"{HERE}/messages", {"content": "two"})).status == 200


async def test_a_closed_thread_is_gone_and_its_message_stays(playground: Playground) -> None:
    said, morgan = playground.stage.world.say("dana", "english", "x"), playground.as_member("morgan")
    await morgan.post(f"{HERE}/messages/{said.id}/threads", {"name": "t"})
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        assert (await morgan.delete(f"/channels/{said.id}")).body["id"] == str(said.id)
        gone = await raw.until("THREAD_DELETE")
    assert set(gone) == {"id", "guild_id", "parent_id", "type"}
    assert (await morgan.get(f"/channels/{said.id}")).refusal == (404, 10003)
    assert "thread" not in (await morgan.get(f"{HERE}/messages/{said.id}")).body
    assert (await morgan.post(f"{HERE}/messages/{said.id}/threads", {"name": "t"})).refusal == (400, 160004)


async def test_a_deleted_message_leaves_its_thread(playground: Playground) -> None:
    said, dana = playground.stage.world.say("dana", "english", "x"), playground.as_member("dana")
    await dana.post(f"{HERE}/messages/{said.id}/threads", {"name": "t"})
    assert (await dana.delete(f"{HERE}/messages/{said.id}")).status == 204
    assert (await dana.post(f"/channels/{said.id}/messages", {"content": "still here"})).status == 200
    pointer = (await dana.get(f"/channels/{said.id}/messages")).body[-1]
    assert (pointer["type"], pointer["referenced_message"]) == (21, None)


async def test_a_channels_verbs_are_not_a_threads(playground: Playground) -> None:
    thread, morgan = await begun(playground), playground.as_member("morgan")
    here = f"/channels/{thread['id']}"
    overwrite = f"{here}/permissions/{playground.stage.members['dana'].id}"
    assert (await morgan.put(overwrite, {"type": 1})).refusal == (400, 50024)
    assert (await morgan.delete(overwrite)).refusal == (400, 50024)
    assert (await morgan.get(f"/channels/{CHINESE.id}/thread-members")).refusal == (400, 50024)
    assert thread["id"] not in {one["id"] for one in (await morgan.get(f"/guilds/{GUILD_ID}/channels")).body}


async def test_an_archived_thread_takes_no_reaction_no_pin_and_no_vote(playground: Playground) -> None:
    thread, dana, morgan = await begun(playground), playground.as_member("dana"), playground.as_member("morgan")
    here = f"/channels/{thread['id']}"
    said = (await dana.post(f"{here}/messages", {"content": "x"})).body["id"]
    reaction = f"{here}/messages/{said}/reactions/👍/@me"
    assert (await dana.put(reaction)).status == 204
    await dana.patch(here, {"archived": True})
    assert (await morgan.put(reaction)).refusal == (400, 50083)
    assert (await morgan.put(f"{here}/messages/pins/{said}")).refusal == (400, 50083)
    assert (await dana.delete(reaction)).status == 204
    await dana.patch(here, {"archived": False})
    assert (await dana.put(reaction)).status == 204
    await morgan.patch(here, {"archived": True, "locked": True})
    assert (await dana.delete(reaction)).refusal == (403, 50083)


async def test_a_title_is_reviewed_like_what_is_said(playground: Playground) -> None:
    rule = {
        "name": "no fish",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {"keyword_filter": ["fish"]},
        "actions": [{"type": 1}],
        "enabled": True,
    }
    morgan, dana = playground.as_member("morgan"), playground.as_member("dana")
    thread = await begun(playground)
    made = await morgan.post(f"/guilds/{GUILD_ID}/auto-moderation/rules", rule)
    assert made.status == 200, made
    said = playground.stage.world.say("dana", "english", "hello")
    for where in (f"{HERE}/threads", f"{HERE}/messages/{said.id}/threads"):
        assert (await dana.post(where, {"name": "about fish"})).refusal == (400, 200001)
    assert (await dana.patch(f"/channels/{thread['id']}", {"name": "about fish"})).refusal == (400, 200001)


async def test_a_refused_message_neither_opens_a_thread_nor_takes_ones_turn(playground: Playground) -> None:
    thread, dana = await begun(playground, rate_limit_per_user=60), playground.as_member("dana")
    here = f"/channels/{thread['id']}"
    await dana.patch(here, {"archived": True})
    nowhere = {"content": "x", "message_reference": {"message_id": "1"}}
    assert (await dana.post(f"{here}/messages", nowhere)).refusal == (400, 50035)
    assert thread_of(playground, thread).archived
    assert (await dana.post(f"{here}/messages", {"content": "x"})).status == 200
