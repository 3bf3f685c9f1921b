"""Webhooks in threads and forums."""

import pytest

from playground.cast import CHINESE, ENGLISH
from playground.server.channels import kinds
from playground.server.channels.model import Channel, ForumEmoji, Tag
from playground.server.wire import Json
from tests.playground.support import Playground

pytestmark = pytest.mark.usefixtures("judged")


def address(webhook: Json) -> str:
    return f"/webhooks/{webhook['id']}/{webhook['token']}"


async def begun(playground: Playground, channel_id: int = ENGLISH.id) -> str:
    reply = await playground.as_member("dana").post(f"/channels/{channel_id}/threads", {"name": "talk", "type": 11})
    thread_id: str = reply.body["id"]
    return thread_id


def forum_of(playground: Playground) -> Channel:
    world = playground.stage.world
    return world.add_channel(playground.stage.guild, world.ids.next(), "questions", kind=kinds.FORUM)


async def test_it_speaks_edits_and_deletes_in_a_thread_of_its_channel(playground: Playground) -> None:
    thread, anyone = await begun(playground), playground.as_anyone()
    hook = address(await playground.webhook(ENGLISH.id))
    there = f"thread_id={thread}"
    said = (await anyone.post(f"{hook}?wait=true&{there}", {"content": "one"})).body
    assert (said["channel_id"], said["position"]) == (thread, 1)
    assert (await anyone.post(f"{hook}?{there}", {"content": "two"})).status == 204
    own = f"{hook}/messages/{said['id']}"
    for reply in (
        await anyone.get(own),
        await anyone.patch(own, {"content": "x"}),
        await anyone.delete(own),
    ):
        assert reply.refusal == (404, 10008)
    assert (await anyone.get(f"{own}?{there}")).body == said
    assert (await anyone.patch(f"{own}?{there}", {"content": "three"})).body["content"] == "three"
    assert (await anyone.delete(f"{own}?{there}")).status == 204
    in_channel = (await anyone.post(f"{hook}?wait=true", {"content": "here"})).body
    assert (await anyone.get(f"{hook}/messages/{in_channel['id']}?{there}")).refusal == (404, 10008)


async def test_only_threads_of_its_own_channel_will_do(playground: Playground) -> None:
    hook, anyone = address(await playground.webhook(ENGLISH.id)), playground.as_anyone()
    elsewhere = await begun(playground, CHINESE.id)
    for wrong in (elsewhere, str(CHINESE.id), str(ENGLISH.id), "1"):
        assert (await anyone.post(f"{hook}?thread_id={wrong}", {"content": "x"})).refusal == (404, 10003)
        assert (await anyone.get(f"{hook}/messages/1?thread_id={wrong}")).refusal == (404, 10003)
    assert (await anyone.post(f"{hook}?thread_id=x", {"content": "x"})).refusal == (400, 50035)


async def test_speaking_opens_an_archived_thread_and_editing_does_not(playground: Playground) -> None:
    thread, anyone = await begun(playground), playground.as_anyone()
    hook, there = address(await playground.webhook(ENGLISH.id)), f"thread_id={thread}"
    said = (await anyone.post(f"{hook}?wait=true&{there}", {"content": "one"})).body
    dana, own = playground.as_member("dana"), f"{hook}/messages/{said['id']}?{there}"
    await dana.patch(f"/channels/{thread}", {"archived": True})
    assert (await anyone.patch(own, {"content": "two"})).refusal == (400, 50083)
    assert (await anyone.get(own)).status == 200
    assert (await anyone.post(f"{hook}?{there}", {"content": "two"})).status == 204
    assert (await anyone.patch(own, {"content": "two"})).status == 200
    morgan = playground.as_member("morgan")
    await morgan.patch(f"/channels/{thread}", {"locked": True})
    assert (await anyone.post(f"{hook}?{there}", {"content": "x"})).refusal == (403, 160005)
    assert (await anyone.patch(own, {"content": "x"})).refusal == (403, 160005)
    await morgan.patch(f"/channels/{thread}", {"archived": True})
    assert (await anyone.post(f"{hook}?{there}", {"content": "x"})).refusal == (403, 50083)
    assert (await anyone.delete(own)).refusal == (403, 50083)


async def test_in_a_forum_it_names_a_thread_or_a_new_one(playground: Playground) -> None:
    forum, anyone = forum_of(playground), playground.as_anyone()
    webhook = await playground.webhook(forum.id)
    hook, new = f"{address(webhook)}?wait=true", {"content": "x", "thread_name": "News"}
    assert (await anyone.post(hook, {"content": "x"})).refusal == (400, 220001)
    said = (await anyone.post(hook, new)).body
    assert said["id"] == said["channel_id"]
    post = (await playground.as_bot().get(f"/channels/{said['channel_id']}")).body
    assert (post["name"], post["owner_id"], post["member_count"]) == ("News", webhook["id"], 0)
    answer = (await anyone.post(f"{hook}&thread_id={post['id']}", {"content": "more"})).body
    assert (answer["channel_id"], answer["position"]) == (post["id"], 1)
    assert (await anyone.post(f"{hook}&thread_id={post['id']}", new)).refusal == (400, 220002)
    assert "thread_name" in (await anyone.post(hook, {"content": "x", "thread_name": "x" * 101})).faults
    text = f"{address(await playground.webhook(ENGLISH.id))}?wait=true"
    assert (await anyone.post(text, new)).refusal == (400, 220003)


async def test_its_posts_bear_tags_and_must_where_they_are_required(playground: Playground) -> None:
    forum, anyone = forum_of(playground), playground.as_anyone()
    tag = Tag(playground.stage.world.ids.next(), "news", False, ForumEmoji(None, "📰"))
    forum.tags.append(tag)
    forum.flags = kinds.REQUIRE_TAG
    hook = f"{address(await playground.webhook(forum.id))}?wait=true"
    new = {"content": "x", "thread_name": "News"}
    assert (await anyone.post(hook, new)).refusal == (400, 40067)
    assert (await anyone.post(hook, new | {"applied_tags": ["1"]})).refusal == (404, 10087)
    said = (await anyone.post(hook, new | {"applied_tags": [str(tag.id)]})).body
    post = (await playground.as_bot().get(f"/channels/{said['channel_id']}")).body
    assert post["applied_tags"] == [str(tag.id)]


async def test_a_refused_message_leaves_no_post(playground: Playground) -> None:
    forum = forum_of(playground)
    hook = address(await playground.webhook(forum.id))
    reply = await playground.as_anyone().post(hook, {"content": " ", "thread_name": "News"})
    assert reply.refusal == (400, 50006)
    assert playground.stage.guild.threads == {}


async def test_webhooks_are_opened_where_they_can_speak(playground: Playground) -> None:
    world, guild, morgan = playground.stage.world, playground.stage.guild, playground.as_member("morgan")
    category = world.add_channel(guild, world.ids.next(), "c", kind=kinds.CATEGORY)
    for where in (category.id, await begun(playground)):
        assert (await morgan.post(f"/channels/{where}/webhooks", {"name": "x"})).refusal == (400, 50024)
        assert (await morgan.get(f"/channels/{where}/webhooks")).refusal == (400, 50024)
    for kind in (kinds.TEXT_CHANNEL, kinds.VOICE_CHANNEL, kinds.ANNOUNCEMENT_CHANNEL, kinds.FORUM, kinds.MEDIA):
        channel = world.add_channel(guild, world.ids.next(), "x", kind=kind)
        assert (await morgan.post(f"/channels/{channel.id}/webhooks", {"name": "x"})).status == 200
    webhook = await playground.webhook(ENGLISH.id)
    moved = await morgan.patch(f"/webhooks/{webhook['id']}", {"channel_id": await begun(playground)})
    assert moved.refusal == (400, 50024)


async def test_slowmode_does_not_bind_it(playground: Playground) -> None:
    playground.stage.world.channels[ENGLISH.id].slowmode = 60
    hook, anyone = address(await playground.webhook(ENGLISH.id)), playground.as_anyone()
    for _ in range(2):
        assert (await anyone.post(hook, {"content": "x"})).status == 204


async def test_its_message_stays_in_a_thread_that_is_locked_and_archived(playground: Playground) -> None:
    thread, anyone = await begun(playground), playground.as_anyone()
    hook = address(await playground.webhook(ENGLISH.id))
    said = (await anyone.post(f"{hook}?wait=true&thread_id={thread}", {"content": "one"})).body
    own = f"{hook}/messages/{said['id']}?thread_id={thread}"
    morgan = playground.as_member("morgan")
    assert (await morgan.patch(f"/channels/{thread}", {"locked": True, "archived": True})).status == 200
    assert (await anyone.delete(own)).refusal == (403, 50083)
    for open_again in ({"archived": False, "locked": False}, {"archived": True}):
        assert (await morgan.patch(f"/channels/{thread}", open_again)).status == 200
    assert (await anyone.delete(own)).status == 204
