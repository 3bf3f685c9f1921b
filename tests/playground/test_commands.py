"""Application commands: how they are registered, and every rule that refuses one."""

from typing import Any

import pytest

from playground.cast import APPLICATION_ID, GUILD_ID
from tests.playground.support import Playground, Rest

pytestmark = pytest.mark.usefixtures("judged")

EVERYWHERE = f"/applications/{APPLICATION_ID}/commands"
HERE = f"/applications/{APPLICATION_ID}/guilds/{GUILD_ID}/commands"
SCOPES = (EVERYWHERE, HERE)


def slash(name: str = "today", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Today's topic", **more}


def option(name: str = "word", kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "A word", **more}


def leaf(body: Any, *path: str) -> list[str]:
    for step in path:
        body = body[step]
    return [one["code"] for one in body["_errors"]]


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_command_is_made_read_changed_and_taken_away(playground: Playground, scope: str):
    bot = playground.as_bot()
    made = await bot.post(scope, slash(options=[option(required=True)]))
    assert made.status == 201
    assert made.body["application_id"] == str(APPLICATION_ID)
    assert made.body["options"][0] == option(required=True) | {
        "name_localizations": None,
        "description_localizations": None,
    }
    one = f"{scope}/{made.body['id']}"
    assert (await bot.get(one)).body == made.body
    changed = await bot.patch(one, {"description": "The topic of today"})
    assert changed.status == 200
    assert changed.body["description"] == "The topic of today"
    assert changed.body["options"] == made.body["options"]
    assert (await bot.delete(one)).status == 204
    assert (await bot.get(one)).refusal == (404, 10063)
    assert (await bot.get(scope)).body == []


async def test_a_guilds_command_says_so_and_a_global_one_does_not(playground: Playground):
    bot = playground.as_bot()
    assert (await bot.post(HERE, slash())).body["guild_id"] == str(GUILD_ID)
    everywhere = (await bot.post(EVERYWHERE, slash())).body
    assert "guild_id" not in everywhere
    assert everywhere["dm_permission"] is True


async def test_making_a_command_again_changes_the_one_that_stands(playground: Playground):
    bot = playground.as_bot()
    first = (await bot.post(EVERYWHERE, slash())).body
    again = await bot.post(EVERYWHERE, slash(nsfw=True))
    assert again.status == 200
    assert again.body["id"] == first["id"]
    assert int(again.body["version"]) > int(first["version"])
    same = await bot.post(EVERYWHERE, slash(nsfw=True))
    assert same.body["version"] == again.body["version"]


async def test_one_name_may_stand_once_for_each_type_and_scope(playground: Playground):
    bot = playground.as_bot()
    for body in (slash(), {"name": "today", "type": 2}, {"name": "today", "type": 3}):
        for scope in SCOPES:
            assert (await bot.post(scope, body)).status == 201
    other = (await bot.post(EVERYWHERE, slash("tomorrow"))).body
    assert (await bot.patch(f"{EVERYWHERE}/{other['id']}", {"name": "today"})).refusal == (400, 40041)


async def test_overwriting_keeps_what_has_the_name_and_takes_the_rest_away(playground: Playground):
    bot = playground.as_bot()
    kept, gone = [(await bot.post(HERE, slash(name))).body for name in ("kept", "gone")]
    body = [slash("kept", description="Changed"), {"name": "Translate", "type": 3}]
    replaced = await bot.put(HERE, body)
    assert replaced.status == 200
    assert [one["name"] for one in replaced.body] == ["kept", "Translate"]
    assert replaced.body[0]["id"] == kept["id"]
    assert replaced.body[1]["description"] == ""
    assert (await bot.get(f"{HERE}/{gone['id']}")).refusal == (404, 10063)


async def test_overwriting_renames_by_id_and_refuses_an_unknown_one(playground: Playground):
    bot = playground.as_bot()
    made = (await bot.post(HERE, slash())).body
    renamed = await bot.put(HERE, [slash("morrow", id=made["id"])])
    assert renamed.body[0]["id"] == made["id"]
    assert renamed.body[0]["name"] == "morrow"
    assert (await bot.put(HERE, [slash(id="1")])).refusal == (404, 10063)


async def test_a_list_with_one_wrong_command_changes_nothing(playground: Playground):
    bot = playground.as_bot()
    reply = await bot.put(HERE, [slash("fine"), slash("NOT FINE"), "no object", slash("fine")])
    assert leaf(reply.faults, "1", "name") == ["APPLICATION_COMMAND_INVALID_NAME"]
    assert leaf(reply.faults, "2") == ["DICT_TYPE_CONVERT"]
    assert leaf(reply.faults, "3", "name") == ["APPLICATION_COMMANDS_DUPLICATE_NAME"]
    assert (await bot.get(HERE)).body == []
    assert (await bot.put(HERE, {"name": "no list"})).refusal == (400, 50109)


@pytest.mark.parametrize("name", ["today", "今天", "translate-it", "don't", "a_b", "é", "हिंदी", "สวัสดี", "7", "a" * 32])
async def test_a_slash_commands_name_may_be(playground: Playground, name: str):
    assert (await playground.as_bot().post(HERE, slash(name))).status == 201


@pytest.mark.parametrize("name", ["Today", "É", "two words", "a.b", "翻译!", "🙂", "a" * 33, "", None])
async def test_a_slash_commands_name_may_not_be(playground: Playground, name: str | None):
    assert "name" in (await playground.as_bot().post(HERE, slash() | {"name": name})).faults


async def test_a_menus_name_may_have_capitals_and_spaces(playground: Playground):
    bot = playground.as_bot()
    for kind in (2, 3):
        assert (await bot.post(HERE, {"name": "Translate This", "type": kind})).status == 201
    reply = await bot.post(HERE, {"name": "Say", "type": 3, "description": "No", "options": [option()]})
    assert set(reply.faults) == {"description", "options"}


async def test_an_entry_point_is_for_activities(playground: Playground):
    reply = await playground.as_bot().post(EVERYWHERE, {"name": "launch", "type": 4, "handler": 2})
    assert set(reply.faults) == {"type"}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"description": None}, ("description",)),
        ({"description": "d" * 101}, ("description",)),
        ({"type": 5}, ("type",)),
        ({"options": {}}, ("options",)),
        ({"options": [option(f"o{at}") for at in range(26)]}, ("options",)),
        ({"options": [option("Capital")]}, ("options", "0", "name")),
        ({"options": [option(), option()]}, ("options", "1", "name")),
        ({"options": [option(kind=12)]}, ("options", "0", "type")),
        ({"options": [{"name": "x", "description": "y"}]}, ("options", "0", "type")),
        ({"options": [option("a"), option("b", required=True)]}, ("options", "1")),
        ({"options": [option("a", 1), option("b", 3)]}, ("options",)),
        ({"options": [option("a", 2)]}, ("options", "0", "options")),
        ({"options": [option("a", 2, options=[option("b", 2)])]}, ("options", "0", "options", "0", "type")),
        ({"options": [option("a", 2, options=[option("b", 3)])]}, ("options", "0", "options", "0", "type")),
        ({"options": [option("a", 1, options=[option("b", 1)])]}, ("options", "0", "options", "0", "type")),
        ({"options": [option("a", 1, required=True)]}, ("options", "0", "required")),
        ({"options": [option(options=[option()])]}, ("options", "0", "options")),
        ({"options": [option(min_length=-1)]}, ("options", "0", "min_length")),
        ({"options": [option(max_length=0)]}, ("options", "0", "max_length")),
        ({"options": [option(max_length=6001)]}, ("options", "0", "max_length")),
        ({"options": [option(min_length=5, max_length=4)]}, ("options", "0", "min_length")),
        ({"options": [option(min_value=1)]}, ("options", "0", "min_value")),
        ({"options": [option(kind=4, min_value=2**53)]}, ("options", "0", "min_value")),
        ({"options": [option(kind=4, min_value=2, max_value=1)]}, ("options", "0", "min_value")),
        ({"options": [option(kind=10, max_value=2.0**54)]}, ("options", "0", "max_value")),
        ({"options": [option(channel_types=[0])]}, ("options", "0", "channel_types")),
        ({"options": [option(kind=7, channel_types=[99])]}, ("options", "0", "channel_types", "0")),
        ({"options": [option(kind=6, autocomplete=True)]}, ("options", "0", "autocomplete")),
        ({"options": [option(kind=11, file_types=["exe"])]}, ("options", "0", "file_types")),
        ({"options": [option(kind=5, choices=[{"name": "a", "value": "b"}])]}, ("options", "0", "choices")),
        ({"default_member_permissions": "all"}, ("default_member_permissions",)),
        ({"default_member_permissions": "-1"}, ("default_member_permissions",)),
        ({"nsfw": "yes"}, ("nsfw",)),
        ({"contexts": []}, ("contexts",)),
        ({"contexts": [3]}, ("contexts", "0")),
        ({"contexts": [0, 0]}, ("contexts", "1")),
        ({"integration_types": [1]}, ("integration_types", "0")),
        ({"name_localizations": {"zh": "今天"}}, ("name_localizations", "zh")),
        ({"name_localizations": {"zh-CN": "今 天"}}, ("name_localizations", "zh-CN")),
        ({"name_localizations": {"en-GB": "Today"}}, ("name_localizations", "en-GB")),
        ({"description_localizations": {"zh-TW": "今" * 101}}, ("description_localizations", "zh-TW")),
    ],
)
async def test_a_commands_body_may_not_be(playground: Playground, change: dict[str, Any], path: tuple[str, ...]):
    reply = await playground.as_bot().post(EVERYWHERE, slash() | change)
    assert leaf(reply.faults, *path)


def choice(name: str = "one", value: object = "1", **more: Any) -> dict[str, Any]:
    return {"name": name, "value": value, **more}


@pytest.mark.parametrize(
    ("kind", "choices", "path"),
    [
        (3, [choice(f"c{at}", f"{at}") for at in range(26)], ()),
        (3, [choice("n" * 101)], ("0", "name")),
        (3, [choice("")], ("0", "name")),
        (3, [choice(value="v" * 101)], ("0", "value")),
        (3, [choice(value=1)], ("0", "value")),
        (4, [choice(value="1")], ("0", "value")),
        (4, [choice(value=1.5)], ("0", "value")),
        (10, [choice(value="1")], ("0", "value")),
        (3, [choice(), choice(value="2")], ()),
        (3, [choice(), choice("two")], ()),
        (3, [choice(name_localizations={"zh-TW": "一" * 101})], ("0", "name_localizations", "zh-TW")),
    ],
)
async def test_choices_may_not_be(playground: Playground, kind: int, choices: list[object], path: tuple[str, ...]):
    reply = await playground.as_bot().post(EVERYWHERE, slash(options=[option(kind=kind, choices=choices)]))
    assert leaf(reply.faults, "options", "0", "choices", *path)


async def test_autocomplete_and_choices_exclude_each_other(playground: Playground):
    body = slash(options=[option(autocomplete=True, choices=[choice()])])
    assert leaf((await playground.as_bot().post(HERE, body)).faults, "options", "0", "autocomplete")


async def test_localized_names_of_options_differ_from_the_other_options_names(playground: Playground):
    body = slash(options=[option("word"), option("text", name_localizations={"en-GB": "word"})])
    faults = (await playground.as_bot().post(HERE, body)).faults
    assert leaf(faults, "options", "1", "name_localizations", "en-GB")


async def test_groups_hold_subcommands_and_these_hold_options(playground: Playground):
    subcommand = option("add", 1, options=[option(required=True), option("other")])
    body = slash("bridge", options=[option("channel", 2, options=[subcommand]), option("list", 1)])
    made = await playground.as_bot().post(HERE, body)
    assert made.status == 201
    assert made.body["options"][0]["options"][0]["options"][1]["name"] == "other"


async def test_eight_thousand_characters_are_the_end_counting_the_longest_locale(playground: Playground):
    bot = playground.as_bot()
    options = [option(f"o{at:02}", description="d", choices=[]) for at in range(25)]
    for one in options:
        one["choices"] = [choice(f"{at:02}", f"{at:02}" + "v" * 8) for at in range(25)]
    # 25 options of 3 + 1 + 25 * (2 + 10) characters, and the command's own 5 + 13.
    assert (await bot.post(HERE, slash(options=options))).status == 201
    for one in options:
        one["description_localizations"] = {"zh-CN": "长" * 20}
    assert leaf((await bot.post(HERE, slash(options=options))).faults) == ["APPLICATION_COMMAND_TOO_LARGE"]


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
async def test_there_is_room_for_so_many_commands_of_a_type(playground: Playground, kind: int, most: int):
    bot = playground.as_bot()
    described = {"description": "One of many"} if kind == 1 else {}
    many = [{"name": f"c{at}", "type": kind, **described} for at in range(most + 1)]
    assert (await bot.put(HERE, many)).refusal == (400, 30032)
    assert (await bot.put(HERE, many[:-1])).status == 200
    assert (await bot.post(HERE, many[-1])).refusal == (400, 30032)
    assert (await bot.put(EVERYWHERE, many[:-1])).status == 200


async def test_a_list_of_more_than_all_types_together_is_refused_whole(playground: Playground):
    reply = await playground.as_bot().put(HERE, [slash(f"c{at}") for at in range(131)])
    assert leaf(reply.faults) == ["BASE_TYPE_MAX_LENGTH"]


async def test_two_hundred_commands_a_day_are_the_end(playground: Playground):
    bot = playground.as_bot()
    playground.stage.world.commands.creates_a_day = 3
    assert (await bot.put(HERE, [slash(name) for name in ("a", "b", "c")])).status == 200
    assert (await bot.post(HERE, slash("a"))).status == 200
    assert (await bot.post(HERE, slash("d"))).refusal == (400, 30034)
    assert (await bot.put(HERE, [slash("d")])).refusal == (400, 30034)
    assert len((await bot.get(HERE)).body) == 3
    assert (await bot.post(EVERYWHERE, slash("d"))).status == 201


LOCALIZED = slash(
    name_localizations={"zh-CN": "今天", "en-GB": "today-uk", "es-ES": "hoy"},
    description_localizations={"zh-TW": "今天的話題"},
    options=[option(name_localizations={"zh-CN": "词"}, choices=[choice(name_localizations={"zh-CN": "一"})])],
)


async def test_a_list_shows_the_askers_locale_or_all_of_them(playground: Playground):
    bot = playground.as_bot()
    await bot.post(HERE, LOCALIZED)
    full = (await bot.get(f"{HERE}?with_localizations=true")).body[0]
    assert full["name_localizations"] == LOCALIZED["name_localizations"]
    assert "name_localized" not in full
    seen = (await bot.ask("GET", HERE, **{"X-Discord-Locale": "zh-CN"})).body[0]
    assert seen["name_localized"] == "今天"
    assert "name_localizations" not in seen
    assert "description_localized" not in seen
    assert seen["options"][0]["name_localized"] == "词"
    assert seen["options"][0]["choices"][0]["name_localized"] == "一"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({}, "today-uk"),  # the bot's own locale is en-US, which falls back to en-GB
        ({"X-Discord-Locale": "es-419"}, "hoy"),
        ({"Accept-Language": "xx, zh-CN;q=0.9, es-ES;q=0.8"}, "今天"),
        ({"X-Discord-Locale": "es-ES", "Accept-Language": "zh-CN"}, "hoy"),
        ({"X-Discord-Locale": "fr"}, None),
    ],
)
async def test_the_askers_locale_comes_from(playground: Playground, headers: dict[str, str], name: str | None):
    bot = playground.as_bot()
    await bot.post(HERE, LOCALIZED)
    seen = (await bot.ask("GET", HERE, **headers)).body[0]
    assert seen.get("name_localized") == name


async def test_commands_belong_to_their_own_application(playground: Playground):
    other = f"/applications/{APPLICATION_ID + 1}/commands"
    assert (await playground.as_bot().get(other)).refusal == (403, 20012)
    assert (await playground.as_member("morgan").get(EVERYWHERE)).refusal == (403, 20002)
    assert (await playground.as_anyone().get(EVERYWHERE)).status == 401
    elsewhere = f"/applications/{APPLICATION_ID}/guilds/1/commands"
    assert (await playground.as_bot().get(elsewhere)).refusal == (404, 10004)


async def test_a_bot_that_left_a_guild_registers_nothing_there(playground: Playground):
    del playground.stage.guild.members[APPLICATION_ID]
    assert (await playground.as_bot().post(HERE, slash())).refusal == (403, 50001)


async def _permissions(playground: Playground, who: Rest, *listed: dict[str, object]) -> Any:
    made = (await playground.as_bot().post(HERE, slash())).body
    return await who.put(f"{HERE}/{made['id']}/permissions", {"permissions": listed})


async def test_people_who_manage_the_guild_say_who_may_use_a_command_and_bots_do_not(playground: Playground):
    wish = {"id": str(GUILD_ID), "type": 1, "permission": False}
    assert (await _permissions(playground, playground.as_bot(), wish)).refusal == (403, 20001)
    assert (await _permissions(playground, playground.as_member("dana"), wish)).refusal == (403, 50013)
    said = await _permissions(playground, playground.as_member("morgan"), wish)
    assert said.status == 200
    assert said.body["permissions"] == [wish]
    bot = playground.as_bot()
    assert (await bot.get(f"{HERE}/permissions")).body == [said.body]
    assert (await bot.get(f"{HERE}/{said.body['id']}/permissions")).body == said.body
    assert (await bot.get(f"{HERE}/{APPLICATION_ID}/permissions")).refusal == (404, 10066)
    assert (await bot.get(f"{HERE}/1/permissions")).refusal == (404, 10063)
    # Another name is another command to those who manage it.
    await bot.patch(f"{HERE}/{said.body['id']}", {"name": "other"})
    assert (await bot.get(f"{HERE}/{said.body['id']}/permissions")).refusal == (404, 10066)


@pytest.mark.parametrize(
    "listed",
    [
        [{"id": "1", "type": 1, "permission": True}],
        [{"id": str(GUILD_ID), "type": 4, "permission": True}],
        [{"id": str(GUILD_ID), "type": 1}],
        [{"id": str(GUILD_ID), "type": 1, "permission": True}] * 101,
    ],
)
async def test_permissions_name_what_exists_a_hundred_at_most(playground: Playground, listed: list[dict[str, object]]):
    assert (await _permissions(playground, playground.as_member("morgan"), *listed)).faults


async def test_the_playground_shows_all_that_is_registered_with_its_localizations(playground: Playground):
    bot = playground.as_bot()
    everywhere, here = (await bot.post(EVERYWHERE, LOCALIZED)).body, (await bot.post(HERE, slash())).body
    anyone = Rest(playground.session, playground.server.url)
    shown = (await anyone.get("/playground/commands")).body
    assert [(one["guild"] and one["guild"]["id"], one["commands"]) for one in shown] == [
        (None, [everywhere]),
        (str(GUILD_ID), [here]),
    ]
    assert shown[0]["application"]["id"] == str(APPLICATION_ID)
    assert [one["commands"] for one in (await anyone.get("/playground/commands?guild=")).body] == [[everywhere]]
    assert [one["commands"] for one in (await anyone.get(f"/playground/commands?guild={GUILD_ID}")).body] == [[here]]
    assert (await anyone.get("/playground/commands?application=1")).body == []
