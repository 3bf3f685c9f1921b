"""Interactions as members begin them: what they may do, and what their application is told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.channels.model import Overwrite
from playground.server.guilds import permissions
from playground.server.rest.multipart import Upload
from playground.server.rest.refusals import Refusal
from tests.playground.interacting import COMMANDS, EPHEMERAL, WITH_BUTTON, App, application
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")


@pytest.fixture
async def app(playground: Playground) -> AsyncIterator[App]:
    async with application(playground) as app:
        yield app


def command(**more: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "Asks for things", **more}


def option(name: str, kind: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "A thing", **more}


def body(app: App, registered: dict[str, Any], **data: Any) -> dict[str, Any]:
    """Write the use of a command as Discord's own clients do."""
    named = {key: registered[key] for key in ("id", "version", "name", "type")}
    return {
        "type": 2,
        "application_id": str(APPLICATION_ID),
        "guild_id": str(GUILD_ID),
        "channel_id": str(ENGLISH.id),
        "session_id": "0123456789abcdef",
        "nonce": "1100",
        "data": {**named, "options": [], "attachments": [], **data},
    }


async def refused(app: App, *registered: dict[str, Any], **options: Any) -> Refusal:
    await app.register(*registered)
    with pytest.raises(Refusal) as refusal:
        app.acts.run(app.member(), app.channel, registered[0]["name"], **options)
    return refusal.value


async def test_a_member_uses_a_command_as_discords_clients_do(app: App):
    (registered,) = await app.register(command())
    dana = app.playground.as_member("dana")
    assert (await dana.post("/interactions", body(app, registered))).status == 204
    told = await app.hear()
    assert told["type"] == 2
    assert told["data"] == {"id": registered["id"], "name": "ask", "type": 1}
    assert told["member"]["user"]["username"] == "dana"
    assert int(told["member"]["permissions"]) & permissions.USE_APPLICATION_COMMANDS
    assert int(told["app_permissions"]) & permissions.MANAGE_WEBHOOKS
    assert (told["guild_id"], told["channel_id"]) == (str(GUILD_ID), str(ENGLISH.id))
    assert told["channel"]["name"] == ENGLISH.name
    assert (told["context"], told["version"], told["entitlements"]) == (0, 1, [])
    assert told["authorizing_integration_owners"] == {"0": str(GUILD_ID)}
    assert told["attachment_size_limit"] == 10 * 1024 * 1024
    assert app.heard_by()[0] == ("INTERACTION_CREATE", {"id": told["id"], "nonce": "1100"})


@pytest.mark.parametrize(("handle", "locale"), [("dana", "en-US"), ("weijie", "zh-CN"), ("yating", "zh-TW")])
async def test_an_application_learns_what_locale_the_member_reads(app: App, handle: str, locale: str):
    _, told = await app.used("today", handle)
    assert told["locale"] == locale


async def test_only_the_shard_of_the_guild_is_told(app: App):
    shard = (GUILD_ID >> 22) % 2
    app.playground.server.gateway.invalidate(resumable=False)
    async with raw_gateway(app.playground) as own, raw_gateway(app.playground) as other:
        await own.identify(app.playground.stage.bot_token, 0, shard=[shard, 2])
        await other.identify(app.playground.stage.bot_token, 0, shard=[1 - shard, 2])
        app.acts.run(app.member(), app.channel, "today")
        assert "INTERACTION_CREATE" in await own.names_until_quiet()
        assert "INTERACTION_CREATE" not in await other.names_until_quiet()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"application_id": "1"}, (404, 10002)),
        ({"guild_id": "1"}, (404, 10004)),
        ({"channel_id": "1"}, (404, 10003)),
    ],
)
async def test_what_is_not_there_cannot_be_used(app: App, change: dict[str, Any], refusal: tuple[int, int]):
    (registered,) = await app.register(command())
    dana = app.playground.as_member("dana")
    assert (await dana.post("/interactions", body(app, registered) | change)).refusal == refusal


@pytest.mark.parametrize("missing", ["type", "application_id", "channel_id", "session_id", "data"])
async def test_clients_say_everything(app: App, missing: str):
    (registered,) = await app.register(command())
    given = body(app, registered)
    del given[missing]
    assert set((await app.playground.as_member("dana").post("/interactions", given)).faults) == {missing}


async def test_bots_use_no_commands(app: App):
    (registered,) = await app.register(command())
    assert (await app.playground.as_bot().post("/interactions", body(app, registered))).refusal == (403, 20001)


async def test_an_outdated_version_of_a_command_is_refused(app: App):
    (registered,) = await app.register(command())
    given = body(app, registered)
    await app.playground.as_bot().patch(f"{COMMANDS}/{registered['id']}", {"description": "Changed"})
    faults = (await app.playground.as_member("dana").post("/interactions", given)).faults
    assert faults["data"]["_errors"][0]["code"] == "INTERACTION_APPLICATION_COMMAND_INVALID_VERSION"


async def test_a_command_that_is_gone_cannot_be_used(app: App):
    (registered,) = await app.register(command())
    await app.register()
    dana = app.playground.as_member("dana")
    assert (await dana.post("/interactions", body(app, registered))).refusal == (404, 10063)


async def test_a_command_with_subcommands_is_used_through_one_of_them(app: App):
    subcommand = option("add", 1, options=[option("channel", 7, required=True), option("note", 3)])
    await app.register(command(options=[option("bridge", 2, options=[subcommand]), option("list", 1)]))
    one, told = await app.used("ask bridge add", channel=app.playground.stage.rooms[CHINESE.name])
    (group,) = told["data"]["options"]
    assert (group["type"], group["name"]) == (2, "bridge")
    assert group["options"][0]["options"] == [{"type": 7, "name": "channel", "value": str(CHINESE.id)}]
    assert told["data"]["resolved"]["channels"][str(CHINESE.id)]["name"] == CHINESE.name
    assert one.full_name == "ask bridge add"
    _, listed = await app.used("ask list")
    assert listed["data"]["options"] == [{"type": 1, "name": "list", "options": []}]
    with pytest.raises(Refusal) as refusal:
        app.acts.run(app.member(), app.channel, "ask")
    assert refusal.value.code == 50035


async def test_options_reach_the_application_with_what_they_stand_for(app: App):
    await app.register(
        command(
            options=[
                option("text", 3, required=True),
                option("whole", 4),
                option("truth", 5),
                option("user", 6),
                option("channel", 7, channel_types=[0]),
                option("role", 8),
                option("someone", 9),
                option("number", 10),
                option("file", 11),
            ]
        )
    )
    stage = app.playground.stage
    _, told = await app.used(
        "ask",
        text="你好",
        whole=7,
        truth=False,
        user=app.member("weijie"),
        channel=stage.rooms[CHINESE.name],
        role=stage.guild.roles[ADMIN_ROLE_ID],
        someone=app.member("yating"),
        number=1.5,
        file=Upload("list.txt", "text/plain", b"one"),
    )
    values = {one["name"]: one["value"] for one in told["data"]["options"]}
    resolved = told["data"]["resolved"]
    assert (values["text"], values["whole"], values["truth"], values["number"]) == ("你好", 7, False, 1.5)
    assert resolved["users"][values["user"]]["username"] == "weijie"
    member = resolved["members"][values["user"]]
    assert "permissions" in member
    assert not {"user", "mute", "deaf"} & set(member)
    assert resolved["roles"][values["role"]]["name"] == "Admin"
    assert resolved["users"][values["someone"]]["username"] == "yating"
    attachment = resolved["attachments"][values["file"]]
    assert (attachment["filename"], attachment["size"], attachment["ephemeral"]) == ("list.txt", 3, True)
    async with app.playground.session.get(attachment["url"]) as response:
        assert await response.read() == b"one"


async def test_a_file_comes_with_the_form_that_names_it(app: App):
    (registered,) = await app.register(command(options=[option("file", 11, file_types=[".txt"])]))
    given = [{"type": 11, "name": "file", "value": "0"}]
    files = [{"id": "0", "filename": "list.txt"}]
    form = aiohttp.FormData()
    payload = body(app, registered, options=given, attachments=files)
    form.add_field("payload_json", json.dumps(payload), content_type="application/json")
    form.add_field("files[0]", b"one", filename="list.txt", content_type="text/plain")
    assert (await app.playground.as_member("dana").post("/interactions", form)).status == 204
    told = await app.hear()
    assert len(told["data"]["resolved"]["attachments"]) == 1


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ([option("word", 3, required=True)], {}),
        ([option("word", 3)], {"word": 1}),
        ([option("word", 3)], {"word": "w" * 6001}),
        ([option("word", 3, min_length=2)], {"word": "w"}),
        ([option("word", 3, max_length=2)], {"word": "🙂🙂"}),
        ([option("word", 3, choices=[{"name": "One", "value": "1"}])], {"word": "2"}),
        ([option("word", 4)], {"word": "1"}),
        ([option("word", 4)], {"word": True}),
        ([option("word", 4)], {"word": 2**53}),
        ([option("word", 4, min_value=1)], {"word": 0}),
        ([option("word", 4, max_value=1)], {"word": 2}),
        ([option("word", 5)], {"word": 1}),
        ([option("word", 6)], {"word": "1"}),
        ([option("word", 7)], {"word": "1"}),
        ([option("word", 7, channel_types=[15])], {"word": str(CHINESE.id)}),
        ([option("word", 8)], {"word": str(CHINESE.id)}),
        ([option("word", 9)], {"word": str(CHINESE.id)}),
        ([option("word", 10, max_value=1.5)], {"word": 1.6}),
        ([option("word", 11)], {"word": "0"}),
        ([option("word", 11, file_types=["image"])], {"word": Upload("list.txt", "text/plain", b"one")}),
    ],
)
async def test_an_option_that_does_not_fit_is_refused(app: App, asked: list[Any], given: dict[str, Any]):
    assert (await refused(app, command(options=asked), **given)).code == 50035


async def test_options_that_a_command_has_not_are_refused(app: App):
    (registered,) = await app.register(command(options=[option("word", 3)]))
    dana = app.playground.as_member("dana")
    word = {"type": 3, "name": "word", "value": "x"}
    for options in ([word, word], [word | {"name": "other"}], [word | {"type": 4}], [word | {"focused": True}]):
        assert "options" in (await dana.post("/interactions", body(app, registered, options=options))).faults["data"]


async def test_a_file_larger_than_the_guild_allows_is_refused(app: App):
    large = Upload("large.bin", "application/octet-stream", b"0" * (10 * 1024 * 1024 + 1))
    assert (await refused(app, command(options=[option("file", 11)]), file=large)).code == 40005


async def test_a_menu_of_a_user_names_the_user(app: App):
    await app.register({"name": "Hello There", "type": 2})
    app.acts.use_on(app.member(), app.channel, "Hello There", app.member("weijie"))
    data = (await app.hear())["data"]
    assert (data["type"], data["target_id"]) == (2, str(app.member("weijie").id))
    assert data["resolved"]["users"][data["target_id"]]["username"] == "weijie"
    assert data["target_id"] in data["resolved"]["members"]


async def test_a_menu_of_a_message_brings_it_whole_without_any_intent(app: App):
    app.playground.stage.application.privileged_intents = 0
    await app.register({"name": "Translate", "type": 3})
    message = app.playground.stage.world.say("weijie", app.channel, "你吃了吗？")
    app.acts.use_on(app.member(), app.channel, "Translate", message)
    data = (await app.hear())["data"]
    assert data["resolved"]["messages"][data["target_id"]]["content"] == "你吃了吗？"
    app.playground.stage.world.messages.delete(message)
    with pytest.raises(Refusal) as refusal:
        app.acts.use_on(app.member(), app.channel, "Translate", message)
    assert refusal.value.code == 10008


async def test_who_may_not_use_commands_in_a_channel_is_refused(app: App):
    world = app.playground.stage.world
    world.rooms.deny(app.member(), app.channel, permissions.USE_APPLICATION_COMMANDS)
    assert (await refused(app, command())).code == 50013
    world.rooms.deny(app.member(), app.channel)
    assert (await refused(app, command())).code == 50001


async def test_a_command_is_kept_for_those_with_its_default_permissions(app: App):
    assert (await refused(app, command(default_member_permissions="32"))).code == 50013
    assert (await refused(app, command(default_member_permissions="0"))).code == 50013
    _, told = await app.used("ask", "morgan")  # administrators may use all
    assert told["data"]["name"] == "ask"
    await app.register(command(default_member_permissions=str(permissions.SEND_MESSAGES)))
    await app.used("ask")


async def _wish(app: App, owner: str, *listed: tuple[int, int, bool]) -> None:
    wishes = [{"id": str(one), "type": kind, "permission": allowed} for one, kind, allowed in listed]
    path = f"/applications/{APPLICATION_ID}/guilds/{GUILD_ID}/commands/{owner}/permissions"
    assert (await app.playground.as_member("morgan").put(path, {"permissions": wishes})).status == 200


async def test_a_guilds_wishes_open_and_shut_a_command(app: App):
    (registered,) = await app.register(command(default_member_permissions="0"))
    dana = app.member().id
    await _wish(app, registered["id"], (dana, 2, True))
    await app.used("ask")
    with pytest.raises(Refusal):
        app.acts.run(app.member("graham"), app.channel, "ask")
    await _wish(app, registered["id"], (GUILD_ID, 1, True))
    await app.used("ask", "graham")
    await _wish(app, registered["id"], (GUILD_ID, 1, True), (dana, 2, False))
    await app.used("ask", "graham")
    with pytest.raises(Refusal):
        app.acts.run(app.member(), app.channel, "ask")
    await _wish(app, registered["id"], (GUILD_ID, 1, True), (GUILD_ID - 1, 3, False), (ENGLISH.id, 3, True))
    await app.used("ask", "graham")
    with pytest.raises(Refusal):
        app.acts.run(app.member(), app.playground.stage.rooms[CHINESE.name], "ask")


async def test_a_wish_about_the_whole_application_shuts_what_says_nothing_itself(app: App):
    (registered,) = await app.register(command())
    await _wish(app, str(APPLICATION_ID), (GUILD_ID, 1, False))
    with pytest.raises(Refusal):
        app.acts.run(app.member(), app.channel, "ask")
    await _wish(app, registered["id"], (GUILD_ID, 1, True))
    await app.used("ask")


async def test_an_age_restricted_command_needs_an_age_restricted_channel(app: App):
    assert (await refused(app, command(nsfw=True))).code == 50013
    app.channel.nsfw = True
    await app.used("ask")


async def test_a_command_for_direct_messages_is_not_offered_in_guilds(app: App):
    assert (await refused(app, command(contexts=[1]))).code == 10063


async def test_a_timed_out_member_uses_no_commands(app: App):
    app.playground.stage.guild.members[app.member().id].timed_out_until = 2e10
    assert (await refused(app, command())).code in (50001, 50013)


async def test_a_button_that_is_pressed_reaches_its_application(app: App):
    one, _ = await app.said(WITH_BUTTON)
    assert one.response is not None
    app.acts.press(app.member("graham"), one.response, "again")
    told = await app.hear()
    assert told["type"] == 3
    assert told["data"]["custom_id"] == "again"
    assert told["data"]["component_type"] == 2
    assert told["message"]["id"] == str(one.response.id)
    assert told["message"]["content"] == "Here"


SELECT = {
    "type": 3,
    "custom_id": "pick",
    "min_values": 1,
    "max_values": 2,
    "options": [{"label": word, "value": word} for word in ("one", "two", "three")],
}
USERS, ROLES = {"type": 5, "custom_id": "pick"}, {"type": 6, "custom_id": "pick"}
EITHER, CHANNELS = {"type": 7, "custom_id": "pick"}, {"type": 8, "custom_id": "pick", "channel_types": [15]}


def _with(component: dict[str, Any]) -> dict[str, Any]:
    return {"content": "Choose", "components": [{"type": 1, "components": [component]}]}


async def test_what_is_chosen_in_a_menu_reaches_its_application(app: App):
    one, _ = await app.said(_with(SELECT))
    assert one.response is not None
    app.acts.choose(app.member(), one.response, "pick", "one", "three")
    assert (await app.hear())["data"]["values"] == ["one", "three"]
    chosen, _ = await app.said(_with(USERS))
    assert chosen.response is not None
    app.acts.choose(app.member(), chosen.response, "pick", app.member("weijie"))
    data = (await app.hear())["data"]
    assert data["resolved"]["users"][data["values"][0]]["username"] == "weijie"


@pytest.mark.parametrize(
    ("component", "values"),
    [
        (SELECT, []),
        (SELECT, ["one", "two", "three"]),
        (SELECT, ["one", "one"]),
        (SELECT, ["four"]),
        (SELECT | {"disabled": True}, ["one"]),
        (USERS, ["1"]),
        (ROLES, [str(CHINESE.id)]),
        (EITHER, [str(CHINESE.id)]),
        (CHANNELS, [str(CHINESE.id)]),
    ],
)
async def test_what_a_menu_does_not_offer_is_refused(app: App, component: dict[str, Any], values: list[str]):
    one, _ = await app.said(_with(component))
    assert one.response is not None
    with pytest.raises(Refusal) as refusal:
        app.acts.choose(app.member(), one.response, "pick", *values)
    assert refusal.value.code == 50035


async def test_components_are_pressed_where_they_stand(app: App):
    one, told = await app.said(WITH_BUTTON)
    press = {
        "type": 3,
        "application_id": str(APPLICATION_ID),
        "channel_id": str(ENGLISH.id),
        "guild_id": str(GUILD_ID),
        "message_id": (await app.original(told))["id"],
        "session_id": "s",
        "data": {"component_type": 2, "custom_id": "again"},
    }
    dana = app.playground.as_member("dana")
    assert (await dana.post("/interactions", press)).status == 204
    for change in ({"custom_id": "other"}, {"component_type": 3}, {"custom_id": ""}):
        wrong = press | {"data": {"component_type": 2, "custom_id": "again"} | change}
        assert (await dana.post("/interactions", wrong)).faults
    assert (await dana.post("/interactions", press | {"message_id": "1"})).refusal == (404, 10008)
    assert (await dana.post("/interactions", press | {"channel_id": str(CHINESE.id)})).refusal == (404, 10008)
    said = app.playground.stage.world.say("dana", app.channel, "no button here")
    assert (await dana.post("/interactions", press | {"message_id": str(said.id)})).refusal == (404, 10002)
    assert one.response is not None
    app.playground.stage.world.messages.delete(one.response)
    assert (await dana.post("/interactions", press)).refusal == (404, 10008)


async def test_an_ephemeral_messages_button_is_its_readers_alone(app: App):
    one, _ = await app.said(WITH_BUTTON | {"flags": EPHEMERAL})
    assert one.response is not None
    app.acts.press(app.member(), one.response, "again")
    assert (await app.hear())["message"]["flags"] & EPHEMERAL
    with pytest.raises(Refusal) as refusal:
        app.acts.press(app.member("graham"), one.response, "again")
    assert refusal.value.code == 10008


SUGGESTING = command(options=[option("word", 3, autocomplete=True, required=True), option("plain", 3)])


async def test_who_types_gets_suggestions_for_the_option_under_the_cursor(app: App):
    await app.register(SUGGESTING)
    one = app.acts.complete(app.member("weijie"), app.channel, "ask", "word", word="你")
    told = await app.hear()
    assert told["type"] == 4
    assert told["data"]["options"] == [{"type": 3, "name": "word", "value": "你", "focused": True}]
    choices = [{"name": "hello", "name_localizations": {"zh-CN": "你好"}, "value": "hello"}]
    assert (await app.answer(told, 8, {"choices": choices})).status == 204
    assert one.choices == [{"name": "你好", "value": "hello"}]
    assert [name for name, _ in app.heard_by("weijie")] == ["APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"]


async def test_only_options_that_complete_themselves_are_completed(app: App):
    await app.register(SUGGESTING)
    with pytest.raises(Refusal) as refusal:
        app.acts.complete(app.member(), app.channel, "ask", "plain", plain="x")
    assert refusal.value.code == 50035
    with pytest.raises(Refusal):
        app.acts.complete(app.member(), app.channel, "ask", "nothing", word="x")


async def test_a_file_or_menu_that_is_no_command_cannot_be_aimed_at(app: App):
    await app.register({"name": "Translate", "type": 3})
    with pytest.raises(Refusal) as refusal:
        app.acts.use_on(app.member(), app.channel, "Translate", app.member("weijie"))
    assert refusal.value.code == 10063


async def test_a_command_without_a_seat_for_its_bot_is_not_offered(app: App):
    (registered,) = await app.register(command())
    del app.playground.stage.guild.members[APPLICATION_ID]
    dana = app.playground.as_member("dana")
    assert (await dana.post("/interactions", body(app, registered))).refusal == (404, 10063)


async def test_a_role_can_be_kept_from_commands_by_a_channel(app: App):
    shut = Overwrite(GUILD_ID, 0, deny=permissions.USE_APPLICATION_COMMANDS)
    app.playground.stage.world.rooms.set_overwrite(app.channel, shut)
    assert (await refused(app, command())).code == 50013
