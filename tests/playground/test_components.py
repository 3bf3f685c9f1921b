"""Components of messages, in both versions, and of modals."""

from __future__ import annotations

from typing import Any

import pytest

from playground.cast import ENGLISH
from playground.server.components.forms import modal_components_in
from playground.server.rest.forms import Form
from playground.server.rest.refusals import Refusal
from playground.server.wire import Json
from tests.playground.support import PIXEL, Playground

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}/messages"
V2 = 1 << 15
PICTURE = "https://example.org/a.png"
BUTTON: Json = {"type": 2, "style": 1, "label": "Original", "custom_id": "original"}
LINK: Json = {"type": 2, "style": 5, "label": "Guide", "url": "https://example.org"}
TEXT: Json = {"type": 10, "content": "Tea"}
OPTION: Json = {"label": "English", "value": "en"}


def _row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def _menu(kind: int = 3, **more: object) -> Json:
    menu: Json = {"type": kind, "custom_id": "menu"}
    return menu | ({"options": [OPTION]} if kind == 3 else {}) | more


def _wrong_codes(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return set().union(*(_wrong_codes(value) for value in tree.values()), {tree["code"]} if "code" in tree else ())
    return set().union(*(_wrong_codes(one) for one in tree)) if isinstance(tree, list) else set()


async def _send(playground: Playground, *components: Json, flags: int = V2, **more: object) -> Any:
    body: Json = {"components": list(components), "flags": flags} | more
    return await playground.as_bot().post(HERE, body)


async def test_buttons_and_menus_come_back_with_ids(playground: Playground) -> None:
    reply = await _send(playground, _row(BUTTON, LINK), _row(_menu()), flags=0, content="Hello")
    first, second = reply.body["components"]
    assert first["id"] == 1
    assert first["components"] == [BUTTON | {"id": 2}, LINK | {"id": 3}]
    assert second["components"] == [
        {"type": 3, "id": 5, "custom_id": "menu", "min_values": 1, "max_values": 1, "options": [OPTION]}
    ]
    assert (await playground.as_bot().get(f"{HERE}/{reply.body['id']}")).body["components"] == [first, second]


async def test_ids_of_ones_own_are_kept_and_gone_around(playground: Playground) -> None:
    reply = await _send(playground, TEXT | {"id": 2}, TEXT | {"id": 0}, TEXT)
    assert [one["id"] for one in reply.body["components"]] == [2, 1, 3]
    twice = await _send(playground, TEXT | {"id": 2}, TEXT | {"id": 2})
    assert _wrong_codes(twice.faults) == {"COMPONENT_ID_DUPLICATED"}


async def test_every_kind_of_the_second_version_is_taken(playground: Playground) -> None:
    media = {"media": {"url": PICTURE}}
    components = (
        {"type": 9, "components": [TEXT, TEXT], "accessory": {"type": 11, **media, "description": "a cup"}},
        {"type": 9, "components": [TEXT], "accessory": BUTTON},
        {"type": 12, "items": [media, media | {"spoiler": True}]},
        {"type": 14, "divider": False, "spacing": 2},
        {"type": 17, "accent_color": 0xFF0000, "components": [TEXT, _row(LINK), {"type": 14}]},
        _row(_menu(5, default_values=[{"id": "1", "type": "user"}])),
        _row(_menu(6) | {"custom_id": "roles"}),
        _row(_menu(7, max_values=3, min_values=0) | {"custom_id": "both"}),
        _row(_menu(8, channel_types=[0, 5]) | {"custom_id": "channels"}),
    )
    reply = await _send(playground, *components)
    assert reply.status == 200, reply
    assert reply.body["flags"] == V2
    assert [one["type"] for one in reply.body["components"]] == [one["type"] for one in components]
    assert reply.body["components"][4]["spoiler"] is False


@pytest.mark.parametrize(
    ("component", "code"),
    [
        (_row(), "BASE_TYPE_BAD_LENGTH"),
        (_row(*(BUTTON | {"custom_id": f"{number}"} for number in range(6))), "BASE_TYPE_MAX_LENGTH"),
        (_row(BUTTON, _menu()), "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        (_row(BUTTON, BUTTON), "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (_row(TEXT), "UNION_TYPE_CHOICES"),
        (_row({"type": 2, "style": 1, "label": "x"}), "BASE_TYPE_REQUIRED"),
        (_row(BUTTON | {"custom_id": "x" * 101}), "BASE_TYPE_BAD_LENGTH"),
        (_row(BUTTON | {"custom_id": ""}), "BASE_TYPE_BAD_LENGTH"),
        (_row(BUTTON | {"label": "x" * 81}), "BASE_TYPE_MAX_LENGTH"),
        (_row(BUTTON | {"style": 7}), "NUMBER_TYPE_MAX"),
        (_row(BUTTON | {"url": "https://example.org"}), "BUTTON_COMPONENT_FIELD_NOT_ALLOWED"),
        (_row(LINK | {"custom_id": "x"}), "BUTTON_COMPONENT_FIELD_NOT_ALLOWED"),
        (_row({"type": 2, "style": 5, "label": "x"}), "BASE_TYPE_REQUIRED"),
        (_row(LINK | {"url": "ftp://example.org"}), "URL_TYPE_INVALID_SCHEME"),
        (_row(LINK | {"url": "https://example.org/" + "x" * 512}), "BASE_TYPE_MAX_LENGTH"),
        (_row({"type": 2, "style": 6}), "BASE_TYPE_REQUIRED"),
        (_row({"type": 2, "style": 6, "sku_id": "1", "label": "x"}), "BUTTON_COMPONENT_FIELD_NOT_ALLOWED"),
        (_row({"type": 2, "style": 1, "custom_id": "x"}), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
        (_row(BUTTON | {"emoji": {"name": "tea"}}), "COMPONENT_INVALID_EMOJI"),
        (_row(_menu(options=[])), "BASE_TYPE_BAD_LENGTH"),
        (_row(_menu(options=[OPTION | {"value": f"{number}"} for number in range(26)])), "BASE_TYPE_MAX_LENGTH"),
        (_row(_menu(options=[OPTION, OPTION])), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        (_row(_menu(options=[OPTION | {"label": "x" * 101}])), "BASE_TYPE_BAD_LENGTH"),
        (_row(_menu(options=[OPTION | {"description": "x" * 101}])), "BASE_TYPE_MAX_LENGTH"),
        (_row(_menu(placeholder="x" * 151)), "BASE_TYPE_MAX_LENGTH"),
        (_row(_menu(max_values=2)), "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE"),
        (_row(_menu(5, max_values=26)), "NUMBER_TYPE_MAX"),
        (_row(_menu(5, min_values=3, max_values=2)), "SELECT_COMPONENT_MIN_GREATER_THAN_MAX"),
        (
            _row(_menu(options=[OPTION | {"value": value, "default": True} for value in "ab"])),
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        ),
        (_row(_menu(6, default_values=[{"id": "1", "type": "user"}])), "BASE_TYPE_CHOICES"),
        (
            _row(_menu(5, default_values=[{"id": one, "type": "user"} for one in "12"])),
            "SELECT_COMPONENT_DEFAULT_VALUES_OUT_OF_RANGE",
        ),
        (_row(_menu(8, channel_types=[99])), "BASE_TYPE_CHOICES"),
        ({"type": 10}, "BASE_TYPE_REQUIRED"),
        ({"type": 10, "content": " "}, "BASE_TYPE_BAD_LENGTH"),
        ({"type": 9, "components": [], "accessory": BUTTON}, "BASE_TYPE_BAD_LENGTH"),
        ({"type": 9, "components": [TEXT] * 4, "accessory": BUTTON}, "BASE_TYPE_MAX_LENGTH"),
        ({"type": 9, "components": [TEXT]}, "BASE_TYPE_REQUIRED"),
        ({"type": 9, "components": [TEXT], "accessory": TEXT}, "UNION_TYPE_CHOICES"),
        ({"type": 11, "media": {"url": PICTURE}}, "UNION_TYPE_CHOICES"),
        ({"type": 12, "items": []}, "BASE_TYPE_BAD_LENGTH"),
        ({"type": 12, "items": [{"media": {"url": PICTURE}}] * 11}, "BASE_TYPE_MAX_LENGTH"),
        ({"type": 12, "items": [{"media": {"url": "ftp://x"}}]}, "URL_TYPE_INVALID_SCHEME"),
        ({"type": 12, "items": [{"media": {"url": PICTURE}, "description": "x" * 1025}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"type": 13, "file": {"url": PICTURE}}, "URL_TYPE_INVALID_SCHEME"),
        ({"type": 14, "spacing": 3}, "NUMBER_TYPE_MAX"),
        ({"type": 17, "components": []}, "BASE_TYPE_BAD_LENGTH"),
        ({"type": 17, "components": [{"type": 17, "components": [TEXT]}]}, "UNION_TYPE_CHOICES"),
        ({"type": 17, "components": [TEXT], "accent_color": 1 << 24}, "NUMBER_TYPE_MAX"),
        ({"type": 18, "label": "x", "component": BUTTON}, "UNION_TYPE_CHOICES"),
        ({"type": 4, "style": 1, "custom_id": "x"}, "UNION_TYPE_CHOICES"),
        ({"content": "x"}, "UNION_TYPE_CHOICES"),
    ],
)
async def test_each_kind_has_its_limits(playground: Playground, component: Json, code: str) -> None:
    reply = await _send(playground, component)
    assert code in _wrong_codes(reply.faults["components"])


async def test_there_are_forty_components_and_4000_units_of_text_at_most(playground: Playground) -> None:
    assert (await _send(playground, *[TEXT] * 40)).status == 200
    too_many = await _send(playground, {"type": 17, "components": [TEXT] * 40})
    assert _wrong_codes(too_many.faults) == {"COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"}
    assert (await _send(playground, *[TEXT | {"content": "x" * 2000}] * 2)).status == 200
    too_long = await _send(playground, *[TEXT | {"content": "x" * 2001}] * 2)
    assert _wrong_codes(too_long.faults) == {"COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"}


async def test_too_many_bytes_of_text_fail_without_a_word(playground: Playground) -> None:
    """Discord fails there too; Chinese text meets this long before 4,000 characters."""
    assert (await _send(playground, TEXT | {"content": "桥" * 3386})).status == 200
    assert (await _send(playground, TEXT | {"content": "桥" * 3387})).refusal == (500, 0)


async def test_a_message_is_of_one_version(playground: Playground) -> None:
    assert "components" in (await _send(playground, TEXT, flags=0, content="x")).faults
    assert "components" in (await _send(playground, *[_row(LINK)] * 6, flags=0, content="x")).faults
    poll = {"question": {"text": "x"}, "answers": [{"poll_media": {"text": "x"}}]}
    legacy: Json = {"content": "x", "embeds": [{"title": "x"}], "poll": poll}
    for field, value in legacy.items():
        reply = await _send(playground, TEXT, **{field: value})
        assert _wrong_codes(reply.faults[field]) == {"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"}
    assert (await _send(playground)).refusal == (400, 50006)
    assert (await _send(playground, _row(LINK), flags=0)).refusal == (400, 50006)


async def test_a_custom_emoji_must_exist(playground: Playground) -> None:
    guild = playground.stage.guild
    emoji = playground.stage.world.emojis.create(None, guild, {"name": "kopi", "image": PIXEL})
    for emoji_id, status in ((emoji.id, 200), (1, 400)):
        button = BUTTON | {"emoji": {"id": str(emoji_id), "name": "kopi"}}
        option = OPTION | {"emoji": {"id": str(emoji_id), "name": "kopi"}}
        for component in (_row(button), _row(_menu(options=[option]))):
            reply = await _send(playground, component)
            assert reply.status == status
            assert status == 200 or _wrong_codes(reply.faults) == {"COMPONENT_INVALID_EMOJI"}


async def test_the_second_version_is_never_taken_back(playground: Playground) -> None:
    bot = playground.as_bot()
    old = (await bot.post(HERE, {"content": "x"})).body
    where = f"{HERE}/{old['id']}"
    assert "content" in (await bot.patch(where, {"flags": V2, "components": [TEXT]})).faults
    new = await bot.patch(where, {"flags": V2, "components": [TEXT], "content": None})
    assert (new.body["flags"], new.body["content"], new.body["components"][0]["content"]) == (V2, "", "Tea")
    still = await bot.patch(where, {"flags": 0})
    assert still.body["flags"] == V2
    assert "content" in (await bot.patch(where, {"content": "y"})).faults
    assert (await bot.patch(where, {"components": []})).refusal == (400, 50006)


async def test_texts_of_components_call_people(playground: Playground) -> None:
    dana = playground.stage.members["dana"]
    text = {"type": 17, "components": [TEXT | {"content": f"Hello <@{dana.id}>"}]}
    called = await _send(playground, text)
    quiet = await _send(playground, text, allowed_mentions={"parse": []})
    assert [[one["username"] for one in reply.body["mentions"]] for reply in (called, quiet)] == [["dana"], []]
    edited = await playground.as_bot().patch(f"{HERE}/{quiet.body['id']}", {"components": [text]})
    assert [one["username"] for one in edited.body["mentions"]] == ["dana"]


async def test_a_webhook_that_no_application_owns_asks_for_components(playground: Playground) -> None:
    opened = await playground.as_member("morgan").post(f"/channels/{ENGLISH.id}/webhooks", {"name": "News"})
    path = f"/webhooks/{opened.body['id']}/{opened.body['token']}"
    anyone, body = playground.as_anyone(), {"content": "x", "components": [_row(LINK)]}
    ignored = await anyone.post(f"{path}?wait=true", body)
    assert ignored.body["components"] == []
    taken = await anyone.post(f"{path}?wait=true&with_components=true", body)
    assert taken.body["components"][0]["components"][0]["url"] == "https://example.org"
    for component in (BUTTON, _menu()):
        refused = await anyone.post(f"{path}?with_components=true", body | {"components": [_row(component)]})
        assert "components" in refused.faults
    where = f"{path}/messages/{taken.body['id']}"
    assert (await anyone.patch(where, {"components": []})).body["components"] == taken.body["components"]
    assert (await anyone.patch(f"{where}?with_components=true", {"components": []})).body["components"] == []


async def test_an_applications_webhook_has_them_all(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    path = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    said = await playground.as_anyone().post(path, {"flags": V2, "components": [TEXT, _row(BUTTON)]})
    assert [one["type"] for one in said.body["components"]] == [10, 1]


async def test_components_are_content_that_needs_the_intent(playground: Playground) -> None:
    playground.stage.application.privileged_intents = 0
    opened = await playground.as_member("morgan").post(f"/channels/{ENGLISH.id}/webhooks", {"name": "News"})
    path = f"/webhooks/{opened.body['id']}/{opened.body['token']}?wait=true&with_components=true"
    said = (await playground.as_anyone().post(path, {"flags": V2, "components": [TEXT]})).body
    assert (await playground.as_bot().get(f"{HERE}/{said['id']}")).body["components"] == []


def _modal(*components: Json) -> list[Json]:
    form = Form({"components": list(components)})
    found = modal_components_in(form)
    form.check()
    return found


def _label(component: Json, **more: object) -> Json:
    label: Json = {"type": 18, "label": "Your language", "component": component}
    return label | more


INPUT: Json = {"type": 4, "custom_id": "text", "style": 2}


def test_a_modal_holds_labels_texts_and_old_rows() -> None:
    label, text, row = _modal(_label(INPUT), TEXT, _row(INPUT | {"custom_id": "old", "label": "Name"}))
    assert (label["id"], label["component"]["id"], text["id"], row["id"]) == (1, 2, 3, 4)
    assert label["component"] == INPUT | {"id": 2, "required": True}
    assert row["components"][0]["label"] == "Name"


@pytest.mark.parametrize(
    "component",
    [
        INPUT | {"min_length": 0, "max_length": 4000, "value": "x", "placeholder": "y", "required": False},
        _menu(),
        _menu(5, required=False, min_values=0, max_values=25),
        _menu(6),
        _menu(7),
        _menu(8),
        {"type": 19, "custom_id": "files", "max_values": 10, "file_types": ["image", ".pdf"]},
        {"type": 21, "custom_id": "one", "options": [OPTION, OPTION | {"value": "zh", "default": True}]},
        {"type": 22, "custom_id": "some", "options": [OPTION], "required": False, "min_values": 0},
        {"type": 23, "custom_id": "yes", "default": True},
    ],
)
def test_a_label_holds_each_kind_of_input(component: Json) -> None:
    read = _modal(_label(component))[0]["component"]
    assert {key: read.get(key) for key in component} == component


@pytest.mark.parametrize(
    ("component", "code"),
    [
        (BUTTON, "UNION_TYPE_CHOICES"),
        (_row(BUTTON), "UNION_TYPE_CHOICES"),
        (_row(INPUT, INPUT | {"custom_id": "b"}), "BASE_TYPE_MAX_LENGTH"),
        (_label(BUTTON), "UNION_TYPE_CHOICES"),
        (_label(INPUT, label="x" * 46), "BASE_TYPE_BAD_LENGTH"),
        (_label(INPUT, description="x" * 101), "BASE_TYPE_BAD_LENGTH"),
        ({"type": 18, "label": "x"}, "BASE_TYPE_REQUIRED"),
        (_label({"type": 4, "custom_id": "x"}), "BASE_TYPE_REQUIRED"),
        (_label(INPUT | {"max_length": 4001}), "NUMBER_TYPE_MAX"),
        (_label(INPUT | {"max_length": 0}), "NUMBER_TYPE_MIN"),
        (_label(INPUT | {"min_length": 5, "max_length": 4}), "TEXT_INPUT_MIN_GREATER_THAN_MAX"),
        (_label(INPUT | {"placeholder": "x" * 101}), "BASE_TYPE_MAX_LENGTH"),
        (_label(_menu(disabled=True)), "MODAL_COMPONENT_DISABLED"),
        (_label(_menu(min_values=0)), "NUMBER_TYPE_MIN"),
        (_label({"type": 19, "custom_id": "x", "max_values": 11}), "NUMBER_TYPE_MAX"),
        (_label({"type": 19, "custom_id": "x", "file_types": ["pdf"]}), "BASE_TYPE_CHOICES"),
        (_label({"type": 21, "custom_id": "x", "options": [OPTION]}), "BASE_TYPE_BAD_LENGTH"),
        (
            _label({"type": 21, "custom_id": "x", "options": [OPTION | {"value": v, "default": True} for v in "ab"]}),
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        ),
        (
            _label({"type": 22, "custom_id": "x", "options": [OPTION | {"value": f"{n}"} for n in range(11)]}),
            "BASE_TYPE_MAX_LENGTH",
        ),
        (_label({"type": 22, "custom_id": "x", "options": [OPTION], "min_values": 0}), "NUMBER_TYPE_MIN"),
        (_label({"type": 23}), "BASE_TYPE_REQUIRED"),
    ],
)
def test_a_modals_kinds_have_their_limits(component: Json, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        _modal(component)
    assert code in _wrong_codes(refused.value.errors)


def test_a_modal_has_one_to_five_components() -> None:
    for number, code in ((0, "BASE_TYPE_BAD_LENGTH"), (6, "BASE_TYPE_MAX_LENGTH")):
        with pytest.raises(Refusal) as refused:
            _modal(*[TEXT] * number)
        assert code in _wrong_codes(refused.value.errors)
