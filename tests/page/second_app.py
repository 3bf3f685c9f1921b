"""A second application in the small Discord, for what Qiao does not use: modals, menus, completion, polls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from playground.cast import ENGLISH
from playground.server.applications.model import Application
from playground.server.events import Event
from playground.server.users.model import User
from playground.server.wire import Json
from tests.e2e.harness import Scene

_ID: Final = 1250000000000000001
MESSAGE, UPDATE, SUGGESTIONS, MODAL = 4, 7, 8, 9
EPHEMERAL: Final = 1 << 6
_COMMAND, _COMPONENT, _AUTOCOMPLETE, _SUBMISSION = 2, 3, 4, 5

COMMANDS: Final = [
    {
        "type": 1,
        "name": "brew",
        "name_localizations": {"zh-CN": "泡茶", "zh-TW": "泡茶"},
        "description": "Brew something",
        "description_localizations": {"zh-CN": "泡点什么", "zh-TW": "泡點什麼"},
        "options": [
            {"type": 3, "name": "leaf", "description": "Which leaf", "required": True, "autocomplete": True},
            {"type": 4, "name": "cups", "description": "How many", "min_value": 1},
            {"type": 6, "name": "guest", "description": "For whom"},
        ],
    },
    {"type": 1, "name": "feedback", "description": "Fill in a form"},
]
FORM: Final = {
    "custom_id": "form",
    "title": "How was the tea?",
    "components": [
        {"type": 18, "label": "In a word", "component": {"type": 4, "custom_id": "word", "style": 1}},
        {
            "type": 18,
            "label": "Again?",
            "component": {
                "type": 3,
                "custom_id": "again",
                "options": [{"label": "Gladly", "value": "yes"}, {"label": "Rather not", "value": "no"}],
            },
        },
    ],
}


@dataclass
class Tea:
    """The application; it keeps what it was asked."""

    scene: Scene
    application: Application
    asked: list[Json] = field(default_factory=list)

    def hear(self, event: Event) -> None:
        """Answer an interaction, a moment later, as an application does."""
        if event.name == "INTERACTION_CREATE" and event.only is self.application.bot:
            self.asked.append(event.data)
            asyncio.get_running_loop().call_soon(self._answer, event.data)

    def _answer(self, told: Json) -> None:
        acts = self.scene.stage.world.interactions
        acts.answers.give(acts.waiting(int(told["id"]), told["token"]), _answer_to(told))


def _answer_to(told: Json) -> Json:
    data = told["data"]
    if told["type"] == _AUTOCOMPLETE:
        choices = [{"name": f"{name} tea", "value": name} for name in ("green", "black", "oolong")]
        return {"type": SUGGESTIONS, "data": {"choices": choices}}
    if told["type"] == _SUBMISSION:
        word, again = (one["component"] for one in data["components"])
        content = f"Formed: {word['value']}, {again['values'][0]}"
        return {"type": MESSAGE, "data": {"content": content, "flags": EPHEMERAL}}
    if told["type"] == _COMPONENT:
        return {"type": UPDATE, "data": {"content": f"Poured: {data.get('values', ['once more'])[0]}"}}
    if data["name"] == "feedback":
        return {"type": MODAL, "data": FORM}
    given = {one["name"]: one["value"] for one in data["options"]}
    options = [{"label": name, "value": name} for name in ("milk", "sugar")]
    rows = [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "Pour", "custom_id": "pour"}]},
        {"type": 1, "components": [{"type": 3, "custom_id": "with", "placeholder": "With", "options": options}]},
    ]
    content = f"Brewed: {given['leaf']} × {given.get('cups', 1)}"
    return {"type": MESSAGE, "data": {"content": content, "components": rows}}


@asynccontextmanager
async def tea_house(scene: Scene) -> AsyncIterator[Tea]:
    """Let the application live in *scene*, with its commands registered."""
    world = scene.stage.world
    bot = User(_ID, "Tea", "Tea house", is_bot=True)
    application = world.add_application(Application(_ID, "Tea house", world.member("morgan"), bot, 0, "Tea."))
    world.seat(scene.stage.guild, bot)
    headers = {"Authorization": f"Bot {world.token_of(bot)}"}
    url = f"{scene.server.api_url}/applications/{_ID}/commands"
    async with aiohttp.ClientSession(headers=headers) as session, session.put(url, json=COMMANDS) as answer:
        assert answer.ok, await answer.text()
    tea = Tea(scene, application)
    stop = world.events.subscribe(tea.hear)
    yield tea
    stop()


async def polled(scene: Scene) -> Any:
    """Have Priya ask the others something in #english."""
    answers = [{"poll_media": {"text": "Dumplings"}}, {"poll_media": {"text": "Noodles"}}]
    poll = {"question": {"text": "What for lunch?"}, "answers": answers, "duration": 1}
    return await scene.ask("priya", "POST", f"/channels/{ENGLISH.id}/messages", {"poll": poll})
