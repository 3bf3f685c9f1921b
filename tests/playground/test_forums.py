"""Forums and media channels: posts, their first messages, their tags."""

import pytest

from playground.cast import ENGLISH
from playground.server.channels import kinds
from playground.server.channels.model import Channel, ForumEmoji, Tag
from playground.server.gateway.intents import GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

FIRST = {"message": {"content": "How do I begin?"}}


def opened(playground: Playground, kind: int = kinds.FORUM) -> Channel:
    world = playground.stage.world
    return world.add_channel(playground.stage.guild, world.ids.next(), "questions", kind=kind)


def tagged(playground: Playground, forum: Channel, *names: str, moderated: bool = False) -> list[str]:
    tags = [Tag(playground.stage.world.ids.next(), name, moderated, ForumEmoji(None, None)) for name in names]
    forum.tags += tags
    return [str(tag.id) for tag in tags]


async def posted(playground: Playground, forum: Channel, handle: str = "dana", **body: object) -> Json:
    where = f"/channels/{forum.id}/threads"
    reply = await playground.as_member(handle).post(where, {"name": "Help"} | FIRST | body)
    assert reply.status == 201, reply
    made: Json = reply.body
    return made


@pytest.mark.parametrize("kind", [kinds.FORUM, kinds.MEDIA])
async def test_a_post_has_the_id_of_its_first_message(playground: Playground, kind: int) -> None:
    forum, dana = opened(playground, kind), playground.as_member("dana")
    forum.thread_slowmode = 7
    post = await posted(playground, forum)
    assert (post["type"], post["message"]["id"], post["rate_limit_per_user"]) == (11, post["id"], 7)
    assert (post["message_count"], post["total_message_sent"], post["member_count"]) == (0, 0, 1)
    assert (post["message"]["position"], post["last_message_id"]) == (0, post["id"])
    assert forum.last_message_id == int(post["id"])
    assert [one["content"] for one in (await dana.get(f"/channels/{post['id']}/messages")).body] == ["How do I begin?"]
    await dana.delete(f"/channels/{post['id']}/messages/{post['id']}")
    assert (await dana.get(f"/channels/{post['id']}")).body["message_count"] == 0


async def test_a_post_is_told_before_its_first_message(playground: Playground) -> None:
    forum = opened(playground)
    (tag,) = tagged(playground, forum, "howto")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT)
        await raw.names_until_quiet(0.05)
        post = await posted(playground, forum, applied_tags=[tag])
        told = (await raw.receive())["d"]
        assert (told["id"], told["newly_created"], told["applied_tags"]) == (post["id"], True, [tag])
        said = await raw.until("MESSAGE_CREATE")
        assert (said["id"], said["channel_id"]) == (post["id"], post["id"])


async def test_a_post_needs_a_first_message_and_a_name(playground: Playground) -> None:
    where, dana = f"/channels/{opened(playground).id}/threads", playground.as_member("dana")
    assert "message" in (await dana.post(where, {"name": "x"})).faults
    assert "name" in (await dana.post(where, FIRST)).faults
    assert "name" in (await dana.post(where, {"name": "x" * 101} | FIRST)).faults
    assert (await dana.post(where, {"name": "x", "message": {"content": " "}})).refusal == (400, 50006)
    assert playground.stage.guild.threads == {}


async def test_to_post_one_needs_the_right_to_send_and_to_answer_the_right_to_speak_in_threads(
    playground: Playground,
) -> None:
    forum, world, dana = opened(playground), playground.stage.world, playground.as_member("dana")
    user, where = playground.stage.members["dana"], f"/channels/{forum.id}/threads"
    world.rooms.deny(user, forum, permissions.SEND_MESSAGES)
    assert (await dana.post(where, {"name": "x"} | FIRST)).refusal == (403, 50013)
    world.rooms.deny(user, forum, permissions.SEND_MESSAGES_IN_THREADS | permissions.CREATE_PUBLIC_THREADS)
    post = await posted(playground, forum)
    assert (await dana.post(f"/channels/{post['id']}/messages", {"content": "x"})).refusal == (403, 50013)


async def test_a_refused_first_message_leaves_no_post(playground: Playground) -> None:
    forum, world = opened(playground), playground.stage.world
    world.rooms.deny(playground.stage.members["dana"], forum, permissions.EMBED_LINKS)
    body = {"name": "x", "message": {"embeds": [{"title": "y"}]}}
    reply = await playground.as_member("dana").post(f"/channels/{forum.id}/threads", body)
    assert reply.refusal == (403, 50013)
    assert playground.stage.guild.threads == {}
    assert forum.last_message_id is None


async def test_a_forums_slowmode_is_between_posts(playground: Playground) -> None:
    forum = opened(playground)
    forum.slowmode = 60
    post = await posted(playground, forum)
    dana = playground.as_member("dana")
    assert (await dana.post(f"/channels/{forum.id}/threads", {"name": "x"} | FIRST)).refusal == (429, 20016)
    for _ in range(2):
        assert (await dana.post(f"/channels/{post['id']}/messages", {"content": "x"})).status == 200


async def test_a_post_bears_tags_of_its_forum(playground: Playground) -> None:
    forum, dana = opened(playground), playground.as_member("dana")
    where, tags = f"/channels/{forum.id}/threads", tagged(playground, forum, *"abcdef")
    (official,) = tagged(playground, forum, "official", moderated=True)
    assert (await posted(playground, forum, applied_tags=tags[:5]))["applied_tags"] == tags[:5]
    assert "applied_tags" in (await dana.post(where, {"name": "x", "applied_tags": tags} | FIRST)).faults
    assert (await dana.post(where, {"name": "x", "applied_tags": ["1"]} | FIRST)).refusal == (404, 10087)
    assert (await dana.post(where, {"name": "x", "applied_tags": [official]} | FIRST)).refusal == (403, 50013)
    post = f"/channels/{(await posted(playground, forum))['id']}"
    assert (await dana.patch(post, {"applied_tags": [tags[0]]})).body["applied_tags"] == [tags[0]]
    assert (await dana.patch(post, {"applied_tags": [tags[0], official]})).refusal == (403, 50013)
    marked = await playground.as_member("morgan").patch(post, {"applied_tags": [tags[0], official]})
    assert marked.body["applied_tags"] == [tags[0], official]
    # A tag that moderators put on stays where members leave it alone.
    assert (await dana.patch(post, {"applied_tags": [tags[1], official]})).status == 200
    assert (await dana.patch(post, {"applied_tags": [tags[1]]})).refusal == (403, 50013)


async def test_a_forum_may_require_a_tag(playground: Playground) -> None:
    forum, dana = opened(playground), playground.as_member("dana")
    forum.flags = kinds.REQUIRE_TAG
    where = f"/channels/{forum.id}/threads"
    tagged(playground, forum, "official", moderated=True)
    assert (await dana.post(where, {"name": "x"} | FIRST)).refusal == (400, 40066)
    (tag,) = tagged(playground, forum, "howto")
    assert (await dana.post(where, {"name": "x"} | FIRST)).refusal == (400, 40067)
    post = await posted(playground, forum, applied_tags=[tag])
    assert (await dana.patch(f"/channels/{post['id']}", {"applied_tags": []})).refusal == (400, 40067)


async def test_a_forums_tags_are_few_and_differ(playground: Playground) -> None:
    forum, morgan = opened(playground), playground.as_member("morgan")
    here = f"/channels/{forum.id}"

    async def set_tags(*names: str) -> tuple[int, int]:
        return (await morgan.patch(here, {"available_tags": [{"name": name} for name in names]})).refusal

    assert await set_tags(*(f"{number}" for number in range(21))) == (400, 30048)
    assert await set_tags("one", "One") == (400, 40061)
    assert await set_tags("x" * 21) == (400, 50035)
    made = (await morgan.patch(here, {"available_tags": [{"name": "one"}, {"name": "two"}]})).body["available_tags"]
    kept = (await morgan.patch(here, {"available_tags": [made[0] | {"name": "uno"}]})).body["available_tags"]
    assert [(one["id"], one["name"]) for one in kept] == [(made[0]["id"], "uno")]
    assert (await morgan.patch(here, {"available_tags": [{"id": "1", "name": "x"}]})).refusal == (400, 50035)


async def test_one_post_is_pinned_and_stays_until_it_is_archived(playground: Playground) -> None:
    forum, morgan = opened(playground), playground.as_member("morgan")
    first, second = [f"/channels/{(await posted(playground, forum))['id']}" for _ in range(2)]
    assert (await playground.as_member("dana").patch(first, {"flags": 2})).refusal == (403, 50013)
    assert (await morgan.patch(first, {"flags": 2})).body["flags"] == 2
    assert (await morgan.patch(second, {"flags": 2})).refusal == (400, 30047)
    playground.stage.world.threads.archive_idle(4e9)
    assert (await morgan.get(first)).body["thread_metadata"]["archived"] is False
    assert (await morgan.get(second)).body["thread_metadata"]["archived"] is True
    assert (await morgan.patch(first, {"archived": True})).body["flags"] == 0


async def test_no_thread_begins_at_a_message_of_a_post(playground: Playground) -> None:
    post = await posted(playground, opened(playground))
    where = f"/channels/{post['id']}/messages/{post['id']}/threads"
    assert (await playground.as_member("dana").post(where, {"name": "x"})).refusal == (400, 50024)


async def test_text_channels_take_no_posts(playground: Playground) -> None:
    body = {"name": "x", "type": 11} | FIRST
    made = await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/threads", body)
    assert (made.status, made.body["last_message_id"]) == (201, None)
