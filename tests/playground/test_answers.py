"""How applications answer interactions, each limit and each refusal on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.interactions.model import Interaction, State
from playground.server.rest.multipart import Upload
from playground.server.rest.refusals import Refusal
from playground.server.wire import Json
from tests.playground.interacting import (
    DEFERRED,
    DEFERRED_UPDATE,
    EPHEMERAL,
    LOADING,
    MESSAGE,
    MODAL,
    SUGGESTIONS,
    UPDATE,
    WITH_BUTTON,
    App,
    application,
)
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

MESSAGES = f"/channels/{ENGLISH.id}/messages"


@pytest.fixture
async def app(playground: Playground) -> AsyncIterator[App]:
    async with application(playground) as app:
        yield app


async def test_an_answer_stands_in_the_channel_and_tells_of_its_command(app: App):
    one, told = await app.used()
    reply = await app.answer(told, MESSAGE, {"content": "Moon cakes"}, "?with_response=true")
    assert reply.status == 200
    message = reply.body["resource"]["message"]
    assert reply.body["resource"]["type"] == MESSAGE
    assert reply.body["interaction"]["response_message_id"] == message["id"]
    assert not reply.body["interaction"]["response_message_ephemeral"]
    assert (message["type"], message["content"]) == (20, "Moon cakes")
    assert (message["application_id"], message["webhook_id"]) == (str(APPLICATION_ID), str(APPLICATION_ID))
    assert message["author"]["id"] == str(APPLICATION_ID)
    assert message["interaction_metadata"]["user"]["username"] == "dana"
    assert message["interaction"]["name"] == "today"
    seen = (await app.playground.as_member("graham").get(MESSAGES)).body[0]
    assert seen["id"] == message["id"]
    assert await one.settle() is State.ANSWERED
    assert [name for name, _ in app.heard_by()] == ["INTERACTION_CREATE", "INTERACTION_SUCCESS"]


async def test_an_interaction_is_answered_once(app: App):
    _, told = await app.said({"content": "first"})
    assert (await app.answer(told, MESSAGE, {"content": "second"})).refusal == (400, 40060)
    assert (await app.answer(told, DEFERRED)).refusal == (400, 40060)


async def test_who_answers_too_late_is_unknown_and_the_member_is_told(app: App):
    app.acts.answer_seconds = 0.01
    one, told = await app.used()
    assert await one.settle() is State.FAILED
    assert (await app.answer(told, MESSAGE, {"content": "late"})).refusal == (404, 10062)
    assert (await app.playground.as_anyone().post(app.at(told), {"content": "late"})).refusal == (404, 10015)
    assert app.heard_by()[-1] == ("INTERACTION_FAILURE", {"id": told["id"], "reason_code": 3})


async def test_a_wrong_token_answers_nothing(app: App):
    _, told = await app.used()
    assert (await app.answer(told | {"token": "wrong"}, MESSAGE, {"content": "x"})).refusal == (404, 10062)
    assert (await app.answer(told | {"id": "1"}, MESSAGE, {"content": "x"})).refusal == (404, 10062)
    await app.answer(told, DEFERRED)
    wrong = app.at(told | {"token": "wrong"}, "/messages/@original")
    assert (await app.playground.as_anyone().get(wrong)).refusal == (401, 50027)
    other = app.at(told | {"application_id": "1"}, "/messages/@original")
    assert (await app.playground.as_anyone().get(other)).refusal == (404, 10015)


async def test_a_token_is_good_for_a_while_only(app: App):
    _, told = await app.said({"content": "soon over", "flags": EPHEMERAL})
    anyone = app.playground.as_anyone()
    assert (await anyone.get(app.at(told, "/messages/@original"))).status == 200
    app.acts.token_seconds = 0.0
    for method, path, body in (
        ("POST", "", {"content": "more"}),
        ("GET", "/messages/@original", None),
        ("PATCH", "/messages/@original", {"content": "other"}),
        ("DELETE", "/messages/@original", None),
    ):
        assert (await anyone.ask(method, app.at(told, path), body)).refusal == (401, 50027)
    assert (await app.answer(told, MESSAGE, {"content": "again"})).refusal == (404, 10062)


async def test_nothing_follows_before_the_first_answer(app: App):
    _, told = await app.used()
    anyone = app.playground.as_anyone()
    assert (await anyone.post(app.at(told), {"content": "too soon"})).refusal == (404, 10015)
    assert (await anyone.get(app.at(told, "/messages/@original"))).refusal == (404, 10015)


@pytest.mark.parametrize("kind", [1, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, 10, 12, 99, None])
async def test_a_command_is_not_answered_with(app: App, kind: int | None):
    _, told = await app.used()
    body = {"type": kind, "data": {"content": "x"}}
    path = f"/interactions/{told['id']}/{told['token']}/callback"
    assert set((await app.playground.as_anyone().post(path, body)).faults) == {"type"}
    assert (await app.answer(told, MESSAGE, {"content": "a refusal leaves it open"})).status == 204


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (None, (400, 50035)),
        ({}, (400, 50006)),
        ({"content": ""}, (400, 50006)),
        ({"content": "x" * 2001}, (400, 50035)),
        ({"content": "字" * 2001}, (400, 50035)),
        ({"embeds": [{}] * 11}, (400, 50035)),
        ({"components": [{"type": 4}], "content": "x"}, (400, 50035)),
    ],
)
async def test_an_answer_may_not_be(app: App, data: Json | None, refusal: tuple[int, int]):
    _, told = await app.used()
    assert (await app.answer(told, MESSAGE, data)).refusal == refusal


async def test_a_deferred_answer_loads_until_it_is_edited(app: App):
    one, told = await app.used()
    reply = await app.answer(told, DEFERRED, query="?with_response=1")
    assert reply.body["interaction"]["response_message_loading"] is True
    loading = await app.original(told)
    assert loading["flags"] == LOADING
    assert one.is_loading
    edited = await app.playground.as_anyone().patch(app.at(told, "/messages/@original"), {"content": "There"})
    assert (edited.body["id"], edited.body["flags"]) == (loading["id"], 0)
    assert edited.body["edited_timestamp"] is None
    assert not one.is_loading
    again = await app.playground.as_anyone().patch(app.at(told, "/messages/@original"), {"content": "There!"})
    assert again.body["edited_timestamp"] is not None


async def test_a_deferred_answer_knows_no_flag_but_ephemeral(app: App):
    _, told = await app.used()
    await app.answer(told, DEFERRED, {"flags": EPHEMERAL | 1 << 2 | 1 << 15})
    assert (await app.original(told))["flags"] == LOADING | EPHEMERAL


async def test_what_follows_a_deferred_answer_first_takes_its_place(app: App):
    _, told = await app.used()
    await app.answer(told, DEFERRED, {"flags": EPHEMERAL})
    first = await app.playground.as_anyone().post(app.at(told), {"content": "There"})
    assert first.body["id"] == (await app.original(told))["id"]
    assert first.body["flags"] == EPHEMERAL
    second = await app.playground.as_anyone().post(app.at(told), {"content": "More"})
    assert second.body["id"] != first.body["id"]
    assert second.body["flags"] == 0


async def test_followups_are_said_read_changed_and_taken_away(app: App):
    _, told = await app.said({"content": "first"})
    anyone, original = app.playground.as_anyone(), await app.original(told)
    followed = await anyone.post(app.at(told), {"content": "more", "username": "No Names Here"})
    assert followed.status == 200
    assert followed.body["author"]["id"] == str(APPLICATION_ID)
    assert followed.body["type"] == 19
    assert followed.body["message_reference"]["message_id"] == original["id"]
    assert followed.body["interaction_metadata"]["original_response_message_id"] == original["id"]
    one = app.at(told, f"/messages/{followed.body['id']}")
    assert (await anyone.get(one)).body["content"] == "more"
    assert (await anyone.patch(one, {"content": "other"})).body["content"] == "other"
    assert (await anyone.delete(one)).status == 204
    assert (await anyone.get(one)).refusal == (404, 10008)
    assert (await anyone.get(app.at(told, "/messages/1"))).refusal == (404, 10008)
    assert (await anyone.delete(app.at(told, "/messages/@original"))).status == 204
    assert (await anyone.get(app.at(told, "/messages/@original"))).refusal == (404, 10008)
    assert (await app.playground.as_bot().get(MESSAGES)).body == []


async def test_an_interaction_opens_no_messages_but_its_own(app: App):
    _, told = await app.said({"content": "first"})
    said = app.playground.stage.world.say("dana", app.channel, "mine")
    anyone = app.playground.as_anyone()
    assert (await anyone.patch(app.at(told, f"/messages/{said.id}"), {"content": "x"})).refusal == (404, 10008)


async def test_an_ephemeral_message_is_seen_by_one_person_and_stands_nowhere(app: App):
    one, told = await app.said({"content": "psst", "flags": EPHEMERAL})
    message = await app.original(told)
    assert message["flags"] == EPHEMERAL
    for who in (app.playground.as_member("dana"), app.playground.as_member("morgan"), app.playground.as_bot()):
        assert (await who.get(MESSAGES)).body == []
        assert (await who.get(f"{MESSAGES}/{message['id']}")).refusal == (404, 10008)
        assert (await who.delete(f"{MESSAGES}/{message['id']}")).refusal == (404, 10008)
    anyone = app.playground.as_anyone()
    await anyone.patch(app.at(told, "/messages/@original"), {"content": "psst!"})
    assert (await anyone.delete(app.at(told, "/messages/@original"))).status == 204
    assert one.response is None
    names = [name for name, _ in app.heard_by()]
    assert names == ["INTERACTION_CREATE", "MESSAGE_CREATE", "INTERACTION_SUCCESS", "MESSAGE_UPDATE", "MESSAGE_DELETE"]
    assert app.channel.last_message_id is None


async def test_only_its_reader_hears_of_an_ephemeral_message(app: App):
    await app.said({"content": "psst", "flags": EPHEMERAL})
    assert all(one.only is app.member() for one in app.told if one.name.startswith("MESSAGE_"))


async def test_files_come_with_answers_and_edits(app: App):
    _, told = await app.used()
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"type": 4, "data": {"content": "a file"}}', content_type="application/json")
    form.add_field("files[0]", b"one", filename="one.txt", content_type="text/plain")
    path = f"/interactions/{told['id']}/{told['token']}/callback?with_response=true"
    reply = await app.playground.as_anyone().post(path, form)
    assert reply.body["resource"]["message"]["attachments"][0]["filename"] == "one.txt"


async def _pressed(app: App, **more: Any) -> tuple[Interaction, Json]:
    one, _ = await app.said(WITH_BUTTON | more)
    assert one.response is not None
    pressed = app.acts.press(app.member(), one.response, "again")
    return pressed, await app.hear()


async def test_a_button_is_answered_with_a_change_of_its_message(app: App):
    one, told = await _pressed(app)
    reply = await app.answer(told, UPDATE, {"content": "Pressed", "components": []}, "?with_response=true")
    assert reply.body["resource"]["message"]["content"] == "Pressed"
    assert one.message is not None
    assert one.message.components == []
    assert (await app.original(told))["id"] == told["message"]["id"]


async def test_a_button_is_acknowledged_now_and_its_message_changed_later(app: App):
    _, told = await _pressed(app)
    assert (await app.answer(told, DEFERRED_UPDATE)).status == 204
    assert (await app.original(told))["content"] == "Here"
    changed = await app.playground.as_anyone().patch(app.at(told, "/messages/@original"), {"content": "Later"})
    assert (changed.body["id"], changed.body["content"]) == (told["message"]["id"], "Later")
    more = await app.playground.as_anyone().post(app.at(told), {"content": "More"})
    assert more.body["id"] != told["message"]["id"]


async def test_a_message_that_answers_a_button_replies_to_its_message(app: App):
    _, told = await _pressed(app)
    assert (await app.answer(told, MESSAGE, {"content": "You pressed"})).status == 204
    message = await app.original(told)
    assert message["type"] == 19
    assert message["message_reference"]["message_id"] == told["message"]["id"]
    assert message["interaction_metadata"]["interacted_message_id"] == told["message"]["id"]
    assert "interaction" not in message


TEXT = {"type": 4, "custom_id": "text", "style": 1}
MODAL_DATA: Json = {
    "custom_id": "suggest",
    "title": "Suggest a topic",
    "components": [
        {"type": 10, "content": "What shall we talk about?"},
        {"type": 18, "label": "Topic", "component": TEXT | {"min_length": 2, "max_length": 10}},
        {"type": 18, "label": "Why", "component": TEXT | {"custom_id": "why", "required": False}},
    ],
}


async def _opened(app: App, data: Json = MODAL_DATA) -> tuple[Interaction, Json]:
    one, told = await app.used()
    assert (await app.answer(told, MODAL, data)).status == 204
    return one, told


async def test_a_modal_opens_for_the_member_and_what_is_filled_in_comes_back(app: App):
    one, told = await _opened(app)
    name, shown = app.heard_by()[1]
    assert (name, shown["title"], shown["id"]) == ("INTERACTION_MODAL_CREATE", "Suggest a topic", told["id"])
    submitted = app.acts.submit(app.member(), one, text="月饼吧", why="")
    heard = await app.hear()
    assert heard["type"] == 5
    assert heard["data"]["custom_id"] == "suggest"
    fields = [component.get("component", component) for component in heard["data"]["components"]]
    assert [field.get("value") for field in fields] == [None, "月饼吧", ""]
    assert (await app.answer(heard, MESSAGE, {"content": "Thanks"})).status == 204
    message = await app.original(heard)
    assert message["interaction_metadata"]["triggering_interaction_metadata"]["id"] == told["id"]
    assert await submitted.settle() is State.ANSWERED
    with pytest.raises(Refusal) as refusal:
        app.acts.submit(app.member(), one, text="again")
    assert refusal.value.code == 10062


@pytest.mark.parametrize(
    "change",
    [
        {"title": "t" * 46},
        {"title": ""},
        {"custom_id": "c" * 101},
        {"custom_id": None},
        {"components": []},
        {"components": [{"type": 10, "content": "x"}] * 6},
        {"components": [WITH_BUTTON["components"]]},
        {"components": [{"type": 18, "label": "l" * 46, "component": TEXT}]},
        {"components": [{"type": 18, "label": "l", "component": TEXT | {"custom_id": None}}]},
        {"components": [{"type": 18, "label": "l", "component": TEXT}] * 2},
    ],
)
async def test_a_modal_may_not_be(app: App, change: Json):
    _, told = await app.used()
    assert (await app.answer(told, MODAL, MODAL_DATA | change)).faults["data"]


async def test_no_modal_follows_a_modal_or_a_first_answer(app: App):
    one, _ = await _opened(app)
    app.acts.submit(app.member(), one, text="topic")
    heard = await app.hear()
    assert set((await app.answer(heard, MODAL, MODAL_DATA)).faults) == {"type"}
    assert set((await app.answer(heard, UPDATE, {"content": "no message to change"})).faults) == {"type"}
    await app.answer(heard, DEFERRED)
    assert (await app.answer(heard, MODAL, MODAL_DATA)).refusal == (400, 40060)


async def test_a_modal_that_a_button_opened_can_change_its_message(app: App):
    one, told = await _pressed(app)
    await app.answer(told, MODAL, MODAL_DATA)
    app.acts.submit(app.member(), one, text="topic")
    heard = await app.hear()
    assert heard["message"]["id"] == told["message"]["id"]
    assert (await app.answer(heard, UPDATE, {"content": "Changed"})).status == 204
    assert (await app.original(heard))["content"] == "Changed"


@pytest.mark.parametrize(
    "filled",
    [{}, {"text": ""}, {"text": "x"}, {"text": "x" * 11}, {"text": 1}],
)
async def test_what_is_filled_in_must_fit_its_modal(app: App, filled: Json):
    one, _ = await _opened(app)
    with pytest.raises(Refusal) as refusal:
        app.acts.submit(app.member(), one, why="", **filled)
    assert refusal.value.code == 50035


GROUP = [{"label": word, "value": word} for word in ("one", "two", "three")]
FIELDS: Json = {
    "custom_id": "all",
    "title": "Everything",
    "components": [
        {"type": 18, "label": "Pick", "component": {"type": 3, "custom_id": "pick", "options": GROUP}},
        {"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who", "required": False}},
        {"type": 18, "label": "One", "component": {"type": 21, "custom_id": "radio", "options": GROUP}},
        {"type": 18, "label": "Some", "component": {"type": 22, "custom_id": "boxes", "options": GROUP}},
        {"type": 18, "label": "Yes", "component": {"type": 23, "custom_id": "yes"}},
    ],
}
FILLED: dict[str, Any] = {"pick": "one", "who": [], "radio": "two", "boxes": ["one", "three"], "yes": True}


async def test_every_field_of_a_modal_comes_back(app: App):
    one, _ = await _opened(app, FIELDS)
    app.acts.submit(app.member(), one, **FILLED | {"who": app.member("weijie")})
    data = (await app.hear())["data"]
    values = [field["component"].get("values", field["component"].get("value")) for field in data["components"]]
    assert values == [["one"], [str(app.member("weijie").id)], "two", ["one", "three"], True]
    assert data["resolved"]["users"][values[1][0]]["username"] == "weijie"


@pytest.mark.parametrize(
    "change",
    [{"pick": "four"}, {"pick": []}, {"radio": "four"}, {"boxes": ["one", "one"]}, {"boxes": []}, {"yes": "yes"}],
)
async def test_every_field_of_a_modal_is_checked(app: App, change: Json):
    one, _ = await _opened(app, FIELDS)
    with pytest.raises(Refusal) as refusal:
        app.acts.submit(app.member(), one, **FILLED | change)
    assert refusal.value.code == 50035


UPLOAD: Json = {
    "custom_id": "files",
    "title": "Files",
    "components": [{"type": 18, "label": "F", "component": {"type": 19, "custom_id": "f", "file_types": [".txt"]}}],
}


async def test_files_are_uploaded_through_a_modal(app: App):
    one, _ = await _opened(app, UPLOAD)
    with pytest.raises(Refusal):
        app.acts.submit(app.member(), one, f=[])
    with pytest.raises(Refusal):
        app.acts.submit(app.member(), one, f=Upload("one.png", "image/png", b"one"))
    app.acts.submit(app.member(), one, f=Upload("one.txt", "text/plain", b"one"))
    data = (await app.hear())["data"]
    (value,) = data["components"][0]["component"]["values"]
    assert data["resolved"]["attachments"][value]["filename"] == "one.txt"


async def test_a_modal_is_sent_by_whom_it_was_opened_for(app: App):
    one, told = await _opened(app)
    with pytest.raises(Refusal) as refusal:
        app.acts.submit(app.member("graham"), one, text="topic")
    assert refusal.value.code == 10062
    body = {
        "type": 5,
        "application_id": str(APPLICATION_ID),
        "channel_id": str(ENGLISH.id),
        "guild_id": str(GUILD_ID),
        "session_id": "s",
        "data": {"id": told["id"], "custom_id": "other", "components": []},
    }
    faults = (await app.playground.as_member("dana").post("/interactions", body)).faults
    assert {"custom_id", "components"} <= set(faults["data"])


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": f"c{at}", "value": f"{at}"} for at in range(26)],
        [{"name": "n" * 101, "value": "v"}],
        [{"name": "", "value": "v"}],
        [{"name": "n", "value": "v" * 101}],
        [{"name": "n", "value": 1}],
        [{"name": "n", "name_localizations": {"zh": "n"}, "value": "v"}],
        [{"name": "n"}],
    ],
)
async def test_suggestions_may_not_be(app: App, choices: list[Json]):
    word = {"type": 3, "name": "word", "description": "A word", "autocomplete": True}
    await app.register({"name": "today", "description": "d", "options": [word]})
    app.acts.complete(app.member(), app.channel, "today", "word", word="")
    told = await app.hear()
    assert (await app.answer(told, SUGGESTIONS, {"choices": choices})).faults["data"]
    assert set((await app.answer(told, MESSAGE, {"content": "no message"})).faults) == {"type"}
    assert (await app.answer(told, SUGGESTIONS, {"choices": []})).status == 204


async def test_what_is_typed_and_not_completed_in_time_stays_alone(app: App):
    app.acts.answer_seconds = 0.01
    word = {"type": 4, "name": "word", "description": "A word", "autocomplete": True}
    await app.register({"name": "today", "description": "d", "options": [word]})
    one = app.acts.complete(app.member(), app.channel, "today", "word", word="1")
    assert await one.settle() is State.FAILED
    assert app.heard_by() == []


async def test_the_bot_may_edit_and_delete_its_answer_as_its_own_message(app: App):
    _, told = await app.said({"content": "mine"})
    message = await app.original(told)
    bot = app.playground.as_bot()
    assert (await bot.patch(f"{MESSAGES}/{message['id']}", {"content": "still mine"})).status == 200
    assert (await bot.delete(f"{MESSAGES}/{message['id']}")).status == 204


async def test_mentions_in_an_answer_call_as_far_as_the_application_may(app: App):
    _, told = await app.said({"content": f"@everyone <@{app.member('weijie').id}>"})
    message = await app.original(told)
    assert [one["username"] for one in message["mentions"]] == ["weijie"]
    assert not message["mention_everyone"]
    _, quiet = await app.said({"content": f"<@{app.member().id}>", "allowed_mentions": {"parse": []}})
    assert (await app.original(quiet))["mentions"] == []


async def test_a_member_at_the_gateway_sees_their_ephemeral_message_and_nobody_else_does(app: App):
    world = app.playground.stage.world
    async with raw_gateway(app.playground) as danas, raw_gateway(app.playground) as grahams:
        for gateway, handle in ((danas, "dana"), (grahams, "graham")):
            await gateway.send(2, {"token": world.token_of(app.member(handle)), "properties": {}})
            await gateway.until("READY")
            await gateway.names_until_quiet()
        await app.said({"content": "psst", "flags": EPHEMERAL})
        heard = await danas.names_until_quiet()
        assert heard == ["INTERACTION_CREATE", "MESSAGE_CREATE", "INTERACTION_SUCCESS"]
        assert await grahams.names_until_quiet() == []


async def test_commands_are_used_and_answered_in_threads(app: App):
    opened = await app.playground.as_member("dana").post(
        f"/channels/{ENGLISH.id}/threads", {"name": "Moon cakes", "type": 11}
    )
    thread = app.playground.stage.world.channels[int(opened.body["id"])]
    one = app.acts.run(app.member(), thread, "today")
    told = await app.hear()
    assert told["channel"]["thread_metadata"]["archived"] is False
    assert told["channel"]["parent_id"] == str(ENGLISH.id)
    assert (await app.answer(told, MESSAGE, {"content": "here"})).status == 204
    assert one.response is not None
    assert one.response.channel is thread
    more = await app.playground.as_anyone().post(app.at(told), {"content": "more"})
    assert more.body["channel_id"] == opened.body["id"]


async def test_a_locked_thread_takes_no_answer_but_an_ephemeral_one(app: App):
    opened = await app.playground.as_member("dana").post(
        f"/channels/{ENGLISH.id}/threads", {"name": "Moon cakes", "type": 11}
    )
    thread = f"/channels/{opened.body['id']}"
    app.acts.run(app.member(), app.playground.stage.world.channels[int(opened.body["id"])], "today")
    told = await app.hear()
    await app.playground.as_member("morgan").patch(thread, {"archived": True, "locked": True})
    assert (await app.answer(told, MESSAGE, {"content": "x"})).refusal[1] == 50083
    assert (await app.answer(told, MESSAGE, {"content": "x", "flags": EPHEMERAL})).status == 204


async def test_a_message_that_is_gone_is_not_changed(app: App):
    one, told = await _pressed(app)
    assert one.message is not None
    app.playground.stage.world.messages.delete(one.message)
    assert (await app.answer(told, UPDATE, {"content": "x"})).refusal == (404, 10008)
    whisper, _ = await _pressed(app, flags=EPHEMERAL)
    assert whisper.message is not None


async def test_a_channel_that_is_gone_takes_no_answer(app: App):
    _, told = await app.used()
    _, answered = await app.said({"content": "x"})
    app.playground.stage.world.rooms.delete_channel(app.channel)
    assert (await app.answer(told, MESSAGE, {"content": "x"})).refusal == (404, 10003)
    original = app.at(answered, "/messages/@original")
    assert (await app.playground.as_anyone().patch(original, {"content": "y"})).refusal == (404, 10003)


async def test_what_is_wrong_with_an_answer_is_named_inside_its_data(app: App):
    _, told = await app.used()
    assert (await app.answer(told, MESSAGE, {"content": "x" * 2001})).faults["data"]["content"]


async def test_what_follows_names_the_original_also_when_that_is_gone(app: App):
    _, told = await app.said({"content": "first"})
    anyone, original = app.playground.as_anyone(), await app.original(told)
    await anyone.delete(app.at(told, "/messages/@original"))
    followed = await anyone.post(app.at(told), {"content": "more"})
    assert followed.body["interaction_metadata"]["original_response_message_id"] == original["id"]


async def test_files_of_an_ephemeral_answer_say_so(app: App):
    _, told = await app.used()
    form = aiohttp.FormData()
    said = '{"type": 4, "data": {"content": "a file", "flags": 64}}'
    form.add_field("payload_json", said, content_type="application/json")
    form.add_field("files[0]", b"one", filename="one.txt", content_type="text/plain")
    await app.playground.as_anyone().post(f"/interactions/{told['id']}/{told['token']}/callback", form)
    assert (await app.original(told))["attachments"][0]["ephemeral"] is True
