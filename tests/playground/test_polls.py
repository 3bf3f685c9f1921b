"""Polls: asked, voted on, and ended."""

import asyncio

import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.gateway.intents import GUILD_MESSAGE_POLLS
from playground.server.guilds import permissions
from playground.server.messages.drafts import LONGEST, draft_in
from playground.server.wire import Json
from tests.playground.support import Playground, Reply, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}/messages"
POLL: Json = {
    "question": {"text": "Tea or coffee?"},
    "answers": [
        {"poll_media": {"text": "Tea", "emoji": {"name": "🍵"}}},
        {"poll_media": {"text": "Coffee"}},
        {"poll_media": {"text": "Kopi"}},
    ],
}


async def _asked(playground: Playground, handle: str = "dana", **more: object) -> Json:
    reply = await playground.as_member(handle).post(HERE, {"poll": POLL | more})
    assert reply.status == 200, reply
    body: Json = reply.body
    return body


async def _vote(playground: Playground, handle: str, message: Json, *answers: int) -> Reply:
    path = f"/channels/{ENGLISH.id}/polls/{message['id']}/answers/@me"
    return await playground.as_member(handle).put(path, {"answer_ids": [str(one) for one in answers]})


async def _counts(playground: Playground, handle: str, message: Json) -> list[tuple[int, int, bool]]:
    poll = (await playground.as_member(handle).get(f"{HERE}/{message['id']}")).body["poll"]
    return [(one["id"], one["count"], one["me_voted"]) for one in poll["results"]["answer_counts"]]


async def test_a_poll_stands_as_it_was_asked(playground: Playground) -> None:
    poll = (await _asked(playground, duration=768, allow_multiselect=True))["poll"]
    assert poll["question"] == {"text": "Tea or coffee?"}
    assert poll["answers"][0] == {"answer_id": 1, "poll_media": {"text": "Tea", "emoji": {"id": None, "name": "🍵"}}}
    assert [one["answer_id"] for one in poll["answers"]] == [1, 2, 3]
    assert (poll["allow_multiselect"], poll["layout_type"]) == (True, 1)
    assert poll["results"] == {"answer_counts": [], "is_finalized": False}


def _answers(*texts: str) -> list[Json]:
    return [{"poll_media": {"text": text}} for text in texts]


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"question": {"text": "x" * 301}}, "question"),
        ({"question": {"text": " "}}, "question"),
        ({"question": {}}, "question"),
        ({"question": None}, "question"),
        ({"question": {"text": "x", "emoji": {"name": "🍵"}}}, "question"),
        ({"answers": []}, "answers"),
        ({"answers": _answers(*"abcdefghijk")}, "answers"),
        ({"answers": _answers("x" * 56)}, "answers"),
        ({"answers": _answers("")}, "answers"),
        ({"answers": [{}]}, "answers"),
        ({"answers": [{"poll_media": {"text": "x", "emoji": {"name": "tea"}}}]}, "answers"),
        ({"duration": 0}, "duration"),
        ({"duration": 769}, "duration"),
        ({"layout_type": 2}, "layout_type"),
        ({"allow_multiselect": "yes"}, "allow_multiselect"),
    ],
)
async def test_a_poll_has_its_limits(playground: Playground, part: Json, field: str) -> None:
    reply = await playground.as_member("dana").post(HERE, {"poll": POLL | part})
    assert set(reply.faults["poll"]) == {field}


async def test_the_largest_poll_is_taken(playground: Playground) -> None:
    largest = {"question": {"text": "字" * 300}, "answers": _answers(*("x" * 54 + one for one in "abcdefghij"))}
    assert (await playground.as_member("dana").post(HERE, {"poll": POLL | largest})).status == 200


async def test_an_emoji_that_cannot_be_used_is_refused(playground: Playground) -> None:
    answer = {"poll_media": {"text": "x", "emoji": {"id": "1"}}}
    reply = await playground.as_member("dana").post(HERE, {"poll": POLL | {"answers": [answer]}})
    assert reply.refusal == (400, 520004)


async def test_asking_takes_the_right_to(playground: Playground) -> None:
    playground.stage.guild.roles[GUILD_ID].permissions &= ~permissions.SEND_POLLS
    assert (await playground.as_member("dana").post(HERE, {"poll": POLL})).refusal == (403, 50013)


async def test_a_webhook_asks_too(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    path = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    reply = await playground.as_anyone().post(path, {"poll": POLL})
    assert reply.body["poll"]["question"] == {"text": "Tea or coffee?"}


async def test_people_vote_and_change_their_minds(playground: Playground) -> None:
    message = await _asked(playground)
    assert (await _vote(playground, "graham", message, 1)).status == 204
    assert (await _vote(playground, "priya", message, 1)).status == 204
    assert await _counts(playground, "graham", message) == [(1, 2, True)]
    assert await _counts(playground, "dana", message) == [(1, 2, False)]
    assert (await _vote(playground, "graham", message, 2)).status == 204
    assert await _counts(playground, "graham", message) == [(1, 1, False), (2, 1, True)]
    assert (await _vote(playground, "graham", message)).status == 204
    assert await _counts(playground, "graham", message) == [(1, 1, False)]


async def test_several_answers_only_where_that_is_allowed(playground: Playground) -> None:
    single, several = await _asked(playground), await _asked(playground, allow_multiselect=True)
    assert "answer_ids" in (await _vote(playground, "graham", single, 1, 2)).faults
    assert "answer_ids" in (await _vote(playground, "graham", single, 4)).faults
    assert (await _vote(playground, "graham", several, 1, 2)).status == 204
    assert await _counts(playground, "graham", several) == [(1, 1, True), (2, 1, True)]


async def test_applications_cannot_vote(playground: Playground) -> None:
    message = await _asked(playground)
    path = f"/channels/{ENGLISH.id}/polls/{message['id']}/answers/@me"
    assert (await playground.as_bot().put(path, {"answer_ids": ["1"]})).refusal == (403, 20001)


async def test_who_voted_is_listed_by_id_in_pages(playground: Playground) -> None:
    message, members = await _asked(playground), playground.stage.members
    for handle in ("priya", "dana", "graham"):
        await _vote(playground, handle, message, 1)
    path = f"/channels/{ENGLISH.id}/polls/{message['id']}/answers"

    async def handles(query: str) -> list[str]:
        return [one["username"] for one in (await playground.as_bot().get(path + query)).body["users"]]

    assert await handles("/1") == ["dana", "graham", "priya"]
    assert await handles(f"/1?limit=1&after={members['dana'].id}") == ["graham"]
    assert await handles("/2") == []
    assert (await playground.as_bot().get(f"{path}/9")).refusal == (400, 50035)
    plain = playground.stage.world.say("dana", "english", "no poll")
    unasked = f"/channels/{ENGLISH.id}/polls/{plain.id}"
    assert (await playground.as_bot().get(f"{unasked}/answers/1")).refusal == (400, 520006)
    assert (await playground.as_member("dana").post(f"{unasked}/expire")).refusal == (400, 520006)


async def test_only_its_author_ends_a_poll_and_only_once(playground: Playground) -> None:
    message = await _asked(playground)
    await _vote(playground, "graham", message, 3)
    path = f"/channels/{ENGLISH.id}/polls/{message['id']}/expire"
    assert (await playground.as_member("morgan").post(path)).refusal == (403, 50005)
    ended = await playground.as_member("dana").post(path)
    assert ended.body["poll"]["results"]["is_finalized"] is True
    assert ended.body["edited_timestamp"] is None
    assert (await playground.as_member("dana").post(path)).refusal == (400, 520001)
    assert (await _vote(playground, "priya", message, 1)).refusal == (400, 520001)


async def test_the_result_is_told_in_the_channel(playground: Playground) -> None:
    message = await _asked(playground)
    for handle, answer in (("graham", 1), ("priya", 1), ("weijie", 3)):
        await _vote(playground, handle, message, answer)
    await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/polls/{message['id']}/expire")
    (result,) = (await playground.as_bot().get(f"{HERE}?limit=1")).body
    assert (result["type"], result["author"]["username"], result["content"]) == (46, "dana", "")
    assert result["message_reference"]["message_id"] == message["id"]
    assert [one["username"] for one in result["mentions"]] == ["dana"]
    (embed,) = result["embeds"]
    assert embed["type"] == "poll_result"
    assert {one["name"]: one["value"] for one in embed["fields"]} == {
        "poll_question_text": "Tea or coffee?",
        "victor_answer_votes": "2",
        "total_votes": "3",
        "victor_answer_id": "1",
        "victor_answer_text": "Tea",
        "victor_answer_emoji_name": "🍵",
        "victor_answer_emoji_animated": "false",
    }


async def test_a_draw_has_no_victor(playground: Playground) -> None:
    message = await _asked(playground)
    await _vote(playground, "graham", message, 1)
    await _vote(playground, "priya", message, 2)
    await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/polls/{message['id']}/expire")
    (result,) = (await playground.as_bot().get(f"{HERE}?limit=1")).body
    names = [one["name"] for one in result["embeds"][0]["fields"]]
    assert names == ["poll_question_text", "victor_answer_votes", "total_votes"]


async def test_the_clock_ends_a_poll(playground: Playground) -> None:
    playground.stage.world.polls.hour_seconds = 0.02
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9 | 1 << 15)
        message = await _asked(playground, duration=1)
        changed = await raw.until("MESSAGE_UPDATE")
        result = await raw.until("MESSAGE_CREATE")
    assert (changed["id"], changed["poll"]["results"]["is_finalized"]) == (message["id"], True)
    assert result["type"] == 46


async def test_a_deleted_poll_has_no_result(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.stage.members["dana"]
    world.polls.hour_seconds = 0.02
    draft = draft_in({"poll": POLL | {"duration": 1}}, LONGEST)
    world.messages.delete(world.messages.post(dana, world.channels[ENGLISH.id], draft).message)
    await asyncio.sleep(0.05)
    assert (await playground.as_bot().get(HERE)).body == []


async def test_a_poll_is_not_edited(playground: Playground) -> None:
    message = await _asked(playground)
    bodies: tuple[Json, ...] = ({"content": "x"}, {"embeds": []}, {"flags": 4})
    for body in bodies:
        assert (await playground.as_member("dana").patch(f"{HERE}/{message['id']}", body)).refusal == (400, 520003)


async def test_votes_are_told_to_those_who_asked(playground: Playground) -> None:
    message = await _asked(playground, allow_multiselect=True)
    graham = playground.stage.members["graham"]
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILD_MESSAGE_POLLS)
        await _vote(playground, "graham", message, 1, 2)
        added = [await raw.until("MESSAGE_POLL_VOTE_ADD") for _ in range(2)]
        await _vote(playground, "graham", message, 2)
        removed = await raw.until("MESSAGE_POLL_VOTE_REMOVE")
    place = {"channel_id": str(ENGLISH.id), "message_id": message["id"], "guild_id": str(GUILD_ID)}
    one = place | {"user_id": str(graham.id)}
    assert added == [one | {"answer_id": 1}, one | {"answer_id": 2}]
    assert removed == one | {"answer_id": 1}


async def test_a_poll_is_content_that_needs_the_intent(playground: Playground) -> None:
    playground.stage.application.privileged_intents = 0
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9)
        message = await _asked(playground)
        told = await raw.until("MESSAGE_CREATE")
    read = await playground.as_bot().get(f"{HERE}/{message['id']}")
    assert "poll" not in told
    assert "poll" not in read.body
    own = await playground.as_bot().post(HERE, {"poll": POLL})
    assert own.body["author"]["id"] == str(APPLICATION_ID)
    assert "poll" in own.body
