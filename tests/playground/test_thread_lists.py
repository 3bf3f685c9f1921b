"""Which threads are active, who is told of them, and what the clock archives."""

import asyncio
import time

import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID, set_stage
from playground.server.app import PlaygroundServer
from playground.server.gateway.intents import GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT
from playground.server.guilds import permissions
from tests.playground.support import PATIENCE, Playground, raw_gateway
from tests.playground.threads import HERE, PRIVATE, PUBLIC, begun, keep_private, thread_of

pytestmark = pytest.mark.usefixtures("judged")


async def test_threads_nobody_speaks_in_are_archived_by_the_clock(playground: Playground) -> None:
    idle, busy = await begun(playground, auto_archive_duration=60), await begun(playground, auto_archive_duration=1440)
    threads = playground.stage.world.threads
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        threads.archive_idle(time.time() + 3599)
        assert not thread_of(playground, idle).archived
        threads.archive_idle(time.time() + 3601)
        told = await raw.until("THREAD_UPDATE")
    assert (told["id"], told["thread_metadata"]["archived"]) == (idle["id"], True)
    assert not thread_of(playground, busy).archived


async def test_the_server_looks_at_the_clock_by_itself() -> None:
    stage = set_stage()
    world, told = stage.world, asyncio.Event()
    world.threads.archiving_seconds = 0.01
    body = {"name": "talk", "type": PUBLIC}
    thread = world.threads.starting.without_message(world.channels[ENGLISH.id], body, stage.members["dana"])
    thread.active_at = 0.0
    world.events.subscribe(lambda event: told.set() if event.name == "THREAD_UPDATE" else None)
    async with PlaygroundServer(world):
        await asyncio.wait_for(told.wait(), PATIENCE)
    assert thread.archived


async def test_a_guild_has_only_so_many_active_threads(playground: Playground) -> None:
    starting, dana = playground.stage.world.threads.starting, playground.as_member("dana")
    first = await begun(playground)
    starting.most_active = 1
    assert (await dana.post(f"{HERE}/threads", {"name": "x", "type": PUBLIC})).refusal == (400, 160006)
    await dana.patch(f"/channels/{first['id']}", {"archived": True})
    await begun(playground)
    for reply in (
        await dana.post(f"/channels/{first['id']}/messages", {"content": "x"}),
        await dana.patch(f"/channels/{first['id']}", {"archived": False}),
    ):
        assert reply.refusal == (400, 160006)
    assert thread_of(playground, first).archived
    world = playground.stage.world
    news = world.add_channel(playground.stage.guild, world.ids.next(), "news", kind=5)
    starting.most_active, starting.most_active_announcements = 10, 1
    assert (await dana.post(f"/channels/{news.id}/threads", {"name": "x", "type": 10})).status == 201
    assert (await dana.post(f"/channels/{news.id}/threads", {"name": "x", "type": 10})).refusal == (400, 160007)


async def test_a_closed_channel_takes_its_threads_along_without_a_word(playground: Playground) -> None:
    thread, morgan = await begun(playground), playground.as_member("morgan")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        await raw.names_until_quiet(0.05)
        await morgan.delete(HERE)
        assert await raw.names_until_quiet(0.05) == ["CHANNEL_DELETE"]
    assert (await morgan.get(f"/channels/{thread['id']}")).refusal == (404, 10003)
    assert playground.stage.guild.threads == {}


async def test_the_gateway_tells_of_threads_as_they_come_and_change(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "x")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT)
        made = await playground.as_member("dana").post(f"{HERE}/messages/{said.id}/threads", {"name": "t"})
        told = await raw.until("THREAD_CREATE")
        assert (told["id"], told["newly_created"]) == (made.body["id"], True)
        changed = await raw.until("MESSAGE_UPDATE")
        assert (changed["thread"]["id"], changed["edited_timestamp"]) == (made.body["id"], None)
        pointer = await raw.until("MESSAGE_CREATE")
        assert (pointer["type"], pointer["channel_id"], pointer["channel_type"]) == (21, str(said.id), PUBLIC)


async def test_an_overwritten_parent_hides_its_threads(playground: Playground) -> None:
    thread, stage = await begun(playground), playground.stage
    stage.world.rooms.deny(stage.bot, stage.world.channels[ENGLISH.id])
    async with raw_gateway(playground) as raw:
        await raw.identify(stage.bot_token, GUILDS | GUILD_MESSAGES)
        assert (await raw.until("GUILD_CREATE"))["threads"] == []
        await playground.as_member("dana").post(f"/channels/{thread['id']}/messages", {"content": "x"})
        await playground.as_member("dana").patch(f"/channels/{thread['id']}", {"name": "y"})
        assert await raw.names_until_quiet(0.05) == []
        stage.world.rooms.allow(stage.bot, stage.world.channels[ENGLISH.id])
        synced = await raw.until("THREAD_LIST_SYNC")
    assert synced["channel_ids"] == [str(ENGLISH.id)]
    assert [one["id"] for one in synced["threads"]] == [thread["id"]]
    assert synced["members"] == []


async def test_a_role_that_opens_a_channel_brings_its_threads(playground: Playground) -> None:
    thread, stage, morgan = await begun(playground), playground.stage, playground.as_member("morgan")
    role = next(iter(stage.guild.members[stage.bot.id].roles))
    everyone = {"permissions": str(permissions.EVERYONE & ~permissions.VIEW_CHANNEL)}
    await morgan.patch(f"/guilds/{GUILD_ID}/roles/{GUILD_ID}", everyone)
    rights = stage.guild.roles[role].permissions
    await morgan.patch(f"/guilds/{GUILD_ID}/roles/{role}", {"permissions": "0"})
    async with raw_gateway(playground) as raw:
        await raw.identify(stage.bot_token, GUILDS)
        assert (await raw.until("GUILD_CREATE"))["threads"] == []
        await morgan.patch(f"/guilds/{GUILD_ID}/roles/{role}", {"permissions": str(rights)})
        assert [one["id"] for one in (await raw.until("THREAD_LIST_SYNC"))["threads"]] == [thread["id"]]


async def test_a_starting_bot_is_given_the_active_threads_it_sees(playground: Playground) -> None:
    keep_private(playground)
    open_one, secret = await begun(playground), await begun(playground, kind=PRIVATE)
    archived = await begun(playground)
    playground.stage.world.threads.archive(thread_of(playground, archived))
    joined = await begun(playground, kind=PRIVATE)
    await playground.as_member("dana").put(f"/channels/{joined['id']}/thread-members/{APPLICATION_ID}")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        threads = (await raw.until("GUILD_CREATE"))["threads"]
    assert {one["id"] for one in threads} == {open_one["id"], joined["id"]}
    assert secret["id"] not in {one["id"] for one in threads}
    assert set(next(one for one in threads if one["id"] == joined["id"])["member"]) == {"join_timestamp", "flags"}


async def test_active_threads_are_listed_and_archives_paged(playground: Playground) -> None:
    keep_private(playground)
    threads = [await begun(playground) for _ in range(4)]
    secret = await begun(playground, kind=PRIVATE)
    dana, morgan, bot = playground.as_member("dana"), playground.as_member("morgan"), playground.as_bot()
    active = (await bot.get(f"/guilds/{GUILD_ID}/threads/active")).body
    assert [one["id"] for one in active["threads"]] == [one["id"] for one in reversed(threads)]
    assert active["members"] == []
    mine = (await dana.get(f"/guilds/{GUILD_ID}/threads/active")).body
    assert len(mine["threads"]) == len(mine["members"]) == 5
    for thread in (*threads, secret):
        assert (await dana.patch(f"/channels/{thread['id']}", {"archived": True})).status == 200
    archive = f"{HERE}/threads/archived/public"
    first = (await bot.get(f"{archive}?limit=3")).body
    assert [one["id"] for one in first["threads"]] == [one["id"] for one in reversed(threads[1:])]
    assert first["has_more"]
    before = first["threads"][-1]["thread_metadata"]["archive_timestamp"].replace("+", "%2B")
    rest = (await bot.get(f"{archive}?limit=3&before={before}")).body
    assert ([one["id"] for one in rest["threads"]], rest["has_more"]) == ([threads[0]["id"]], False)
    private = f"{HERE}/threads/archived/private"
    assert (await bot.get(private)).refusal == (403, 50013)
    assert [one["id"] for one in (await morgan.get(private)).body["threads"]] == [secret["id"]]
    joined = f"{HERE}/users/@me/threads/archived/private"
    assert (await bot.get(joined)).body["threads"] == []
    assert len((await dana.get(joined)).body["members"]) == 1
    assert (await dana.get(f"{joined}?before={secret['id']}")).body["threads"] == []
    for query in ("limit=1", "limit=101", "before=yesterday"):
        assert (await bot.get(f"{archive}?{query}")).refusal == (400, 50035)
    world = playground.stage.world
    world.rooms.deny(playground.stage.bot, world.channels[ENGLISH.id], permissions.READ_MESSAGE_HISTORY)
    assert (await bot.get(archive)).refusal == (403, 50013)
    voice = world.add_channel(playground.stage.guild, world.ids.next(), "voice", kind=2)
    assert (await dana.get(f"/channels/{voice.id}/threads/archived/public")).refusal == (400, 50024)
