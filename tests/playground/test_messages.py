"""Messages over REST, and what is refused."""

import io

import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground

HERE = f"/channels/{ENGLISH.id}/messages"


async def test_a_message_stands_as_it_was_said(playground: Playground) -> None:
    dana = playground.as_member("dana")
    said = await dana.post(HERE, {"content": "  Morning! 早 \n"})
    read = await dana.get(f"{HERE}/{said.body['id']}")

    assert said.status == 200
    assert said.body["content"] == "Morning! 早"
    assert said.body == read.body
    assert (said.body["type"], said.body["edited_timestamp"]) == (0, None)
    channels = await dana.get(f"/guilds/{GUILD_ID}/channels")
    assert {one["id"]: one["last_message_id"] for one in channels.body}[str(ENGLISH.id)] == said.body["id"]


async def test_pages_run_from_the_newest_to_the_oldest(playground: Playground) -> None:
    said = [playground.stage.world.say("dana", "english", f"{number}").id for number in range(9)]
    graham = playground.as_member("graham")

    async def ids(query: str) -> list[int]:
        return [int(one["id"]) for one in (await graham.get(f"{HERE}?{query}")).body]

    assert await ids("") == said[::-1]
    assert await ids("limit=3") == [said[8], said[7], said[6]]
    assert await ids(f"before={said[4]}&limit=2") == [said[3], said[2]]
    assert await ids(f"after={said[4]}&limit=2") == [said[6], said[5]]
    assert await ids(f"after={said[8]}") == []
    assert await ids("after=0&limit=2") == [said[1], said[0]]
    assert await ids(f"around={said[4]}&limit=3") == [said[5], said[4], said[3]]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "before=x", f"before={2**63}", "before=1&after=1"]
)
async def test_a_page_that_makes_no_sense_is_refused(playground: Playground, query: str) -> None:
    assert (await playground.as_member("dana").get(f"{HERE}?{query}")).refusal == (400, 50035)


@pytest.mark.parametrize("content", ["", " \n\t", None, "\u3000", "\ud83d", "\x00"])
async def test_nothing_cannot_be_said(playground: Playground, content: str | None) -> None:
    assert (await playground.as_member("dana").post(HERE, {"content": content})).refusal == (400, 50006)


@pytest.mark.parametrize(
    ("handle", "content", "is_taken"),
    [
        ("dana", "x" * 2000, True),
        ("dana", "x" * 2001, False),
        ("dana", "字" * 2000, True),
        ("dana", "😀" * 1000, True),
        ("dana", "😀" * 1000 + "x", False),
        ("priya", "x" * 4000, True),
        ("priya", "x" * 4001, False),
    ],
)
async def test_length_is_measured_in_utf16_units_and_nitro_doubles_it(
    playground: Playground, handle: str, content: str, is_taken: bool
) -> None:
    reply = await playground.as_member(handle).post(HERE, {"content": content})
    if is_taken:
        assert reply.body["content"] == content
    else:
        assert reply.faults["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"content": 1}, "content", "STRING_TYPE_CONVERT"),
        ({"content": "x", "tts": "yes"}, "tts", "BOOLEAN_TYPE_CONVERT"),
        ({"content": "x", "flags": "many"}, "flags", "NUMBER_TYPE_COERCE"),
        ({"content": "x", "flags": "٤"}, "flags", "NUMBER_TYPE_COERCE"),
        ({"content": "x", "nonce": "x" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
        ({"content": "x", "embeds": {}}, "embeds", "LIST_TYPE_CONVERT"),
        ({"content": "x", "embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "allowed_mentions": []}, "allowed_mentions", "DICT_TYPE_CONVERT"),
    ],
)
async def test_a_malformed_field_is_named(playground: Playground, body: Json, field: str, code: str) -> None:
    reply = await playground.as_member("dana").post(HERE, body)
    assert reply.faults[field]["_errors"][0]["code"] == code


async def test_an_embed_has_a_moment_in_utc_or_none_at_all(playground: Playground) -> None:
    embed = {"title": "x", "timestamp": "2026-11-20T08:00:00+08:00"}
    reply = await playground.as_bot().post(HERE, {"embeds": [embed]})
    assert reply.body["embeds"][0]["timestamp"] == "2026-11-20T00:00:00+00:00"
    refused = await playground.as_bot().post(HERE, {"embeds": [embed | {"timestamp": "tomorrow"}]})
    assert refused.faults["embeds"]["0"]["timestamp"]["_errors"][0]["code"] == "DATE_TIME_TYPE_PARSE"


async def test_the_error_tree_reaches_into_embeds(playground: Playground) -> None:
    embeds = [{"title": "fine"}, {"fields": [{"name": "x" * 257, "value": "y"}], "image": {"url": "ftp://x"}}]
    reply = await playground.as_bot().post(HERE, {"embeds": embeds})
    assert set(reply.faults["embeds"]["1"]) == {"fields", "image"}
    assert reply.faults["embeds"]["1"]["fields"]["0"]["name"]["_errors"][0]["code"] == "BASE_TYPE_BAD_LENGTH"
    together = await playground.as_bot().post(HERE, {"embeds": [{"description": "x" * 3001}] * 2})
    assert together.faults["embeds"]["_errors"][0]["code"] == "MAX_EMBED_SIZE_EXCEEDED"


async def test_a_body_that_is_no_json_object_is_refused(playground: Playground) -> None:
    token = playground.stage.world.token_of(playground.stage.members["dana"])
    for body, kind, refusal in [
        (b"{", "application/json", (400, 50109)),
        (b"[]", "application/json", (400, 50109)),
        (b'{"content": "x"}', "text/plain", (400, 50035)),
    ]:
        headers = {"Authorization": token, "Content-Type": kind}
        async with playground.session.post(playground.server.api_url + HERE, data=body, headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == refusal


async def test_a_body_of_more_than_25_mebibytes_is_refused(playground: Playground) -> None:
    headers = {"Authorization": f"Bot {playground.stage.bot_token}", "Content-Type": "application/json"}
    body = io.BytesIO(b'"' + b"x" * (25 * 1024 * 1024) + b'"')
    async with playground.session.post(playground.server.api_url + HERE, data=body, headers=headers) as response:
        assert (response.status, (await response.json())["code"]) == (413, 40005)


async def test_an_enforced_nonce_gives_the_first_message_again(playground: Playground) -> None:
    body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
    first = await playground.as_bot().post(HERE, body)
    again = await playground.as_bot().post(HERE, body)
    unenforced = await playground.as_bot().post(HERE, {"content": "once", "nonce": "n1"})
    other = await playground.as_member("dana").post(HERE, body)

    assert first.body["nonce"] == "n1"
    assert again.body["id"] == first.body["id"]
    assert len({first.body["id"], unenforced.body["id"], other.body["id"]}) == 3
    assert "nonce" not in (await playground.as_bot().get(f"{HERE}/{first.body['id']}")).body


async def test_an_enforced_nonce_is_the_authors_in_every_channel(playground: Playground) -> None:
    body = {"content": "once", "nonce": 7, "enforce_nonce": True}
    first = await playground.as_bot().post(HERE, body)
    elsewhere = await playground.as_bot().post(f"/channels/{CHINESE.id}/messages", body | {"nonce": "7"})

    assert (elsewhere.body["id"], elsewhere.body["channel_id"]) == (first.body["id"], str(ENGLISH.id))
    assert len(playground.stage.world.channels[CHINESE.id].history) == 0


async def test_under_the_nonce_of_a_deleted_message_nothing_is_said(playground: Playground) -> None:
    body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
    first = await playground.as_bot().post(HERE, body)
    await playground.as_bot().delete(f"{HERE}/{first.body['id']}")
    again = await playground.as_bot().post(HERE, body)

    assert (again.status, again.body["code"]) == (404, 10008)


async def test_a_reply_quotes_and_calls_the_author_it_answers(playground: Playground) -> None:
    question = playground.stage.world.say("graham", "english", "Tea?")
    reference = {"message_reference": {"message_id": str(question.id)}}
    dana = playground.as_member("dana")
    answer = await dana.post(HERE, {"content": "Please"} | reference)
    quiet = await dana.post(HERE, {"content": "Please"} | reference | {"allowed_mentions": {"parse": ["users"]}})
    loud = {"allowed_mentions": {"parse": [], "replied_user": True}}
    called = await dana.post(HERE, {"content": "Please"} | reference | loud)

    assert answer.body["type"] == 19
    assert answer.body["referenced_message"]["id"] == str(question.id)
    assert answer.body["message_reference"]["guild_id"] == str(GUILD_ID)
    assert [len(one.body["mentions"]) for one in (answer, quiet, called)] == [1, 0, 1]
    playground.stage.world.messages.delete(question)
    assert (await dana.get(f"{HERE}/{answer.body['id']}")).body["referenced_message"] is None


async def test_a_reply_to_nothing_is_refused_unless_it_may_stand_alone(playground: Playground) -> None:
    elsewhere = playground.stage.world.say("yating", "中文", "在这里")
    dana = playground.as_member("dana")
    for message_id in (1, elsewhere.id):
        reference = {"message_id": str(message_id)}
        refused = await dana.post(HERE, {"content": "x", "message_reference": reference})
        assert refused.faults["message_reference"]["_errors"][0]["code"] == "REPLIES_UNKNOWN_MESSAGE"
        alone = reference | {"fail_if_not_exists": False}
        assert (await dana.post(HERE, {"content": "x", "message_reference": alone})).body["type"] == 0


def _called(message: Json) -> tuple[list[str], list[str], bool]:
    return [one["username"] for one in message["mentions"]], message["mention_roles"], message["mention_everyone"]


@pytest.mark.parametrize(
    ("allowed", "called"),
    [
        (None, (["graham"], [str(ADMIN_ROLE_ID)], True)),
        ({}, ([], [], False)),
        ({"parse": []}, ([], [], False)),
        ({"parse": ["everyone"]}, ([], [], True)),
        ({"parse": ["users", "roles"], "users": []}, (["graham"], [str(ADMIN_ROLE_ID)], False)),
        ({"users": ["1"]}, ([], [], False)),
        ({"roles": [str(ADMIN_ROLE_ID)]}, ([], [str(ADMIN_ROLE_ID)], False)),
    ],
)
async def test_mentions_take_effect_as_allowed(
    playground: Playground, allowed: Json | None, called: tuple[list[str], list[str], bool]
) -> None:
    graham = playground.stage.members["graham"]
    content = f"@everyone <@!{graham.id}> <@{graham.id}> <@&{ADMIN_ROLE_ID}> <@4> `<@{APPLICATION_ID}>`"
    reply = await playground.as_member("morgan").post(HERE, {"content": content, "allowed_mentions": allowed})
    assert _called(reply.body) == called


async def test_without_the_right_to_call_everyone_nobody_is_called(playground: Playground) -> None:
    reply = await playground.as_member("dana").post(HERE, {"content": f"@here <@&{ADMIN_ROLE_ID}>"})
    assert _called(reply.body) == ([], [], False)


async def test_a_role_that_is_mentionable_is_called_by_anyone(playground: Playground) -> None:
    playground.stage.guild.roles[ADMIN_ROLE_ID].mentionable = True
    content = f"<@&{ADMIN_ROLE_ID}> and <@&{ADMIN_ROLE_ID}>, <@&{GUILD_ID}>, <@&4>, ``<@&{ADMIN_ROLE_ID}>``"
    reply = await playground.as_member("dana").post(HERE, {"content": content})
    assert _called(reply.body) == ([], [str(ADMIN_ROLE_ID)], False)


async def test_only_closed_code_keeps_a_mention_quiet(playground: Playground) -> None:
    members = playground.stage.members
    dana, graham, priya = (members[handle].id for handle in ("dana", "graham", "priya"))
    content = f"```\n<@{dana}>\n``` `<@{dana}>` <@{priya}> ` <@{graham}> <@{priya}>"
    reply = await playground.as_member("morgan").post(HERE, {"content": content})
    assert _called(reply.body) == (["priya", "graham"], [], False)


async def test_a_quiet_message_still_names_whom_it_calls(playground: Playground) -> None:
    dana = playground.stage.members["dana"]
    body = {"content": f"<@{dana.id}>", "flags": 1 << 12}
    reply = await playground.as_member("graham").post(HERE, body)
    assert (reply.body["flags"], _called(reply.body)) == (1 << 12, (["dana"], [], False))


@pytest.mark.parametrize(
    "allowed",
    [
        {"parse": ["users"], "users": ["1"]},
        {"parse": ["roles"], "roles": ["1"]},
        {"parse": ["anyone"]},
        {"users": ["x"]},
        {"users": ["1", "1"]},
        {"parse": ["users", "users"]},
        {"users": [str(2**63)]},
        {"users": [str(number) for number in range(101)]},
    ],
)
async def test_contradictory_allowances_are_refused(playground: Playground, allowed: Json) -> None:
    reply = await playground.as_bot().post(HERE, {"content": "x", "allowed_mentions": allowed})
    assert "allowed_mentions" in reply.faults


async def test_only_the_author_edits_and_an_edit_calls_anew(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "hello")
    graham = playground.stage.members["graham"]
    where = f"{HERE}/{said.id}"
    edited = await playground.as_member("dana").patch(where, {"content": f"hello <@{graham.id}>"})

    assert edited.body["edited_timestamp"] is not None
    assert _called(edited.body)[0] == ["graham"]
    assert (await playground.as_member("graham").patch(where, {"content": "x"})).refusal == (403, 50005)
    assert (await playground.as_bot().patch(where, {"content": "x"})).refusal == (403, 50005)
    assert (await playground.as_member("morgan").patch(where, {"content": "x"})).refusal == (403, 50005)
    assert (await playground.as_member("dana").patch(where, {"content": ""})).refusal == (400, 50006)
    assert (await playground.as_member("dana").patch(f"{HERE}/1", {"content": "x"})).refusal == (404, 10008)


async def test_flags_alone_do_not_count_as_an_edit(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "https://example.org")
    reply = await playground.as_member("morgan").patch(f"{HERE}/{said.id}", {"flags": 4})
    assert (reply.body["flags"], reply.body["edited_timestamp"]) == (4, None)


async def test_others_messages_are_deleted_only_by_moderators(playground: Playground) -> None:
    said = [playground.stage.world.say("dana", "english", f"{number}") for number in range(3)]
    assert (await playground.as_bot().delete(f"{HERE}/{said[0].id}")).refusal == (403, 50013)
    assert (await playground.as_member("dana").delete(f"{HERE}/{said[0].id}")).status == 204
    assert (await playground.as_member("dana").delete(f"{HERE}/{said[0].id}")).refusal == (404, 10008)
    assert (await playground.as_member("morgan").delete(f"{HERE}/{said[1].id}")).status == 204


async def test_bulk_deletion_has_its_rules(playground: Playground) -> None:
    world, where = playground.stage.world, f"{HERE}/bulk-delete"
    said = [str(world.say("dana", "english", f"{number}").id) for number in range(3)]
    bot = playground.as_bot()
    assert (await playground.as_member("morgan").post(where, {"messages": said})).refusal == (403, 20002)
    assert (await bot.post(where, {"messages": said})).refusal == (403, 50013)
    role = playground.stage.guild.roles[playground.stage.guild.members[APPLICATION_ID].roles[0]]
    role.permissions |= permissions.MANAGE_MESSAGES
    assert (await bot.post(where, {"messages": said[:1]})).refusal == (400, 50016)
    assert (await bot.post(where, {"messages": said[:1] * 2})).refusal == (400, 50035)
    assert (await bot.post(where, {"messages": [*said, "1192047057477697536"]})).refusal == (400, 50034)
    assert (await bot.post(where, {"messages": said})).status == 204
    assert (await bot.get(HERE)).body == []


async def test_a_reply_names_the_guild_it_stands_in_or_none(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "hello")
    reference = {"message_id": str(said.id)}
    replies = [
        await playground.as_bot().post(HERE, {"content": "x", "message_reference": reference | {"guild_id": guild}})
        for guild in (str(GUILD_ID), "1")
    ]
    assert replies[0].body["type"] == 19
    assert replies[1].faults["message_reference"]["_errors"][0]["code"] == "REPLIES_UNKNOWN_MESSAGE"


async def test_a_nonce_comes_back_as_text_that_everyone_can_read(playground: Playground) -> None:
    said = await playground.as_bot().post(HERE, {"content": "x", "nonce": "a\ud800\x00b"})
    assert said.body["nonce"] == "ab"
