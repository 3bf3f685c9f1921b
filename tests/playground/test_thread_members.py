"""Who has joined a thread, who may bring in and put out whom, and who is told."""

import pytest

from playground.cast import APPLICATION_ID, ENGLISH
from playground.server.gateway.intents import GUILD_MEMBERS, GUILD_MESSAGES, GUILDS, KNOWN
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway
from tests.playground.threads import keep_private

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}"
PUBLIC, PRIVATE = 11, 12


async def begun(playground: Playground, kind: int = PUBLIC, **body: object) -> str:
    """Have Dana begin a thread, and return its address."""
    reply = await playground.as_member("dana").post(f"{HERE}/threads", {"name": "talk", "type": kind} | body)
    assert reply.status == 201, reply
    return f"/channels/{reply.body['id']}"


def id_of(playground: Playground, handle: str) -> int:
    return playground.stage.members[handle].id


async def kinds_said(playground: Playground, thread: str) -> list[int]:
    page: list[Json] = (await playground.as_member("morgan").get(f"{thread}/messages")).body
    return [one["type"] for one in reversed(page)]


async def test_speaking_joins_and_so_does_being_called(playground: Playground) -> None:
    thread, graham = await begun(playground), playground.as_member("graham")
    await graham.post(f"{thread}/messages", {"content": f"<@{id_of(playground, 'priya')}> look"})
    joined = {one["user_id"] for one in (await graham.get(f"{thread}/thread-members")).body}
    assert joined == {str(id_of(playground, handle)) for handle in ("dana", "graham", "priya")}
    assert (await graham.get(thread)).body["member_count"] == 3
    assert "member" in (await graham.get(thread)).body
    assert "member" not in (await playground.as_bot().get(thread)).body


async def test_one_joins_and_leaves_by_oneself(playground: Playground) -> None:
    thread, bot = await begun(playground), playground.as_bot()
    assert (await bot.put(f"{thread}/thread-members/@me")).status == 204
    assert (await bot.put(f"{thread}/thread-members/@me")).status == 204
    own = (await bot.get(f"{thread}/thread-members/{APPLICATION_ID}?with_member=true")).body
    assert own["member"]["user"]["id"] == str(APPLICATION_ID)
    assert (await bot.delete(f"{thread}/thread-members/@me")).status == 204
    assert (await bot.get(f"{thread}/thread-members/{APPLICATION_ID}")).refusal == (404, 10007)
    assert await kinds_said(playground, thread) == []


async def test_whoever_may_speak_in_a_thread_may_bring_others_in(playground: Playground) -> None:
    thread, world = await begun(playground), playground.stage.world
    graham, target = playground.as_member("graham"), f"{thread}/thread-members/{id_of(playground, 'priya')}"
    world.rooms.deny(
        playground.stage.members["graham"], world.channels[ENGLISH.id], permissions.SEND_MESSAGES_IN_THREADS
    )
    assert (await graham.put(target)).refusal == (403, 50013)
    world.rooms.allow(playground.stage.members["graham"], world.channels[ENGLISH.id])
    assert (await graham.put(target)).status == 204
    assert (await graham.put(target)).status == 204
    assert await kinds_said(playground, thread) == [1]
    assert (await graham.put(f"{thread}/thread-members/1")).refusal == (404, 10013)
    assert (await graham.delete(target)).refusal == (403, 50013)
    assert (await playground.as_member("morgan").delete(target)).status == 204
    assert await kinds_said(playground, thread) == [1, 2]


async def test_a_private_thread_is_seen_by_those_who_were_asked_in(playground: Playground) -> None:
    keep_private(playground)
    thread, dana, bot = await begun(playground, PRIVATE), playground.as_member("dana"), playground.as_bot()
    own = f"{thread}/thread-members/{APPLICATION_ID}"
    assert (await bot.put(f"{thread}/thread-members/@me")).refusal == (403, 50001)
    assert (await dana.put(own)).status == 204
    assert (await bot.post(f"{thread}/messages", {"content": "x"})).status == 200
    assert (await dana.delete(own)).status == 204
    assert (await bot.post(f"{thread}/messages", {"content": "x"})).refusal == (403, 50001)


async def test_only_its_owner_asks_into_a_thread_that_is_not_invitable(playground: Playground) -> None:
    thread, dana = await begun(playground, PRIVATE, invitable=False), playground.as_member("dana")
    graham, priya = (id_of(playground, handle) for handle in ("graham", "priya"))
    assert (await dana.put(f"{thread}/thread-members/{graham}")).status == 204
    as_graham = playground.as_member("graham")
    assert (await as_graham.put(f"{thread}/thread-members/{priya}")).refusal == (403, 50013)
    assert (await dana.patch(thread, {"invitable": True})).status == 200
    assert (await as_graham.put(f"{thread}/thread-members/{priya}")).status == 204


async def test_a_call_brings_in_only_whom_one_may_ask_in_and_who_sees_the_parent(playground: Playground) -> None:
    thread, stage = await begun(playground, PRIVATE, invitable=False), playground.stage
    graham, priya, yating = (id_of(playground, handle) for handle in ("graham", "priya", "yating"))
    stage.world.rooms.deny(stage.members["yating"], stage.world.channels[ENGLISH.id])
    await playground.as_member("dana").post(f"{thread}/messages", {"content": f"<@{graham}> <@{yating}>"})
    await playground.as_member("graham").post(f"{thread}/messages", {"content": f"<@{priya}>"})
    joined = {int(one["user_id"]) for one in (await playground.as_member("dana").get(f"{thread}/thread-members")).body}
    assert joined == {id_of(playground, "dana"), graham}


async def test_a_thread_has_room_for_only_so_many(playground: Playground) -> None:
    thread = await begun(playground)
    playground.stage.world.threads.participation.most = 1
    assert (await playground.as_bot().put(f"{thread}/thread-members/@me")).refusal == (400, 30033)
    # Whoever speaks there is heard nonetheless.
    assert (await playground.as_bot().post(f"{thread}/messages", {"content": "x"})).status == 200


async def test_the_list_needs_the_members_intent_and_is_paged(playground: Playground) -> None:
    thread, bot = await begun(playground), playground.as_bot()
    await bot.put(f"{thread}/thread-members/@me")
    everyone = sorted((id_of(playground, "dana"), APPLICATION_ID))
    page = (await bot.get(f"{thread}/thread-members?with_member=true&limit=1")).body
    assert [int(one["user_id"]) for one in page] == everyone[:1]
    page = (await bot.get(f"{thread}/thread-members?with_member=true&after={everyone[0]}")).body
    assert [int(one["member"]["user"]["id"]) for one in page] == everyone[1:]
    assert (await bot.get(f"{thread}/thread-members?limit=101")).refusal == (400, 50035)
    playground.stage.application.privileged_intents = 0
    assert (await bot.get(f"{thread}/thread-members")).refusal == (403, 50001)


async def test_without_the_members_intent_one_hears_of_oneself_only(playground: Playground) -> None:
    keep_private(playground)
    thread, dana = await begun(playground, PRIVATE), playground.as_member("dana")
    own = f"{thread}/thread-members/{APPLICATION_ID}"
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        await raw.names_until_quiet(0.05)
        await dana.put(own)
        brought = await raw.until("THREAD_CREATE")
        assert (f"/channels/{brought['id']}", "newly_created" in brought) == (thread, False)
        assert brought["member"]["user_id"] == str(APPLICATION_ID)
        told = await raw.until("THREAD_MEMBERS_UPDATE")
        assert (told["added_members"][0]["member"]["user"]["id"], told["member_count"]) == (str(APPLICATION_ID), 2)
        await playground.as_bot().post(f"{thread}/messages", {"content": "x"})
        await dana.put(f"{thread}/thread-members/{id_of(playground, 'graham')}")
        assert await raw.names_until_quiet(0.05) == []
        await dana.delete(own)
        gone = await raw.until("THREAD_MEMBERS_UPDATE")
        assert gone["removed_member_ids"] == [str(APPLICATION_ID)]
        await dana.patch(thread, {"name": "unheard"})
        assert await raw.names_until_quiet(0.05) == []


async def test_with_the_members_intent_one_hears_of_everyone(playground: Playground) -> None:
    thread = await begun(playground)
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS | GUILD_MEMBERS | GUILD_MESSAGES)
        await playground.as_member("graham").put(f"{thread}/thread-members/@me")
        told = await raw.until("THREAD_MEMBERS_UPDATE")
        assert told["added_members"][0]["user_id"] == str(id_of(playground, "graham"))


async def test_an_opened_thread_tells_those_who_have_joined_it(playground: Playground) -> None:
    thread, dana = await begun(playground), playground.as_member("dana")
    await playground.as_bot().put(f"{thread}/thread-members/@me")
    await dana.patch(thread, {"archived": True})
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        await raw.names_until_quiet(0.05)
        await dana.patch(thread, {"archived": False})
        assert await raw.names_until_quiet(0.05) == ["THREAD_UPDATE", "THREAD_MEMBER_UPDATE"]


async def test_whoever_leaves_the_guild_leaves_its_threads(playground: Playground) -> None:
    thread, stage = await begun(playground), playground.stage
    stage.world.seats.leave(stage.guild, stage.members["dana"])
    assert (await playground.as_member("morgan").get(thread)).body["member_count"] == 0


async def test_the_notice_of_who_was_put_out_names_its_member_and_brings_nobody_back(playground: Playground) -> None:
    thread, dana = await begun(playground), playground.as_member("dana")
    seat = f"{thread}/thread-members/{id_of(playground, 'graham')}"
    assert (await dana.put(seat)).status == 204
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        assert (await playground.as_member("morgan").delete(seat)).status == 204
        notice = await raw.until("MESSAGE_CREATE")
    assert (notice["type"], notice["mentions"][0]["id"]) == (2, str(id_of(playground, "graham")))
    assert notice["member"]["joined_at"]
    assert (await dana.get(seat)).refusal == (404, 10007)
