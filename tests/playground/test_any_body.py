"""No body and no query, however odd, does more than be refused: nothing breaks, and every answer is Discord's."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from typing import Any

import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.rest.refusals import Refusal
from playground.server.rest.routing import Route, Router
from playground.server.routes import all_routes
from playground.server.wire import Json
from tests.playground.support import Playground, Reply

pytestmark = pytest.mark.usefixtures("judged")

TRIES = 400
ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        1e300,
        10**30,
        2**63,
        "",
        "0",
        "-1",
        "1e5",
        "١٢",
        " ",
        "\x00",
        "a\ud800",
        "\u200b",
    ),
    *("😀" * 2001, "x" * 5000, "null", "http://[", "https://a b", "data:image/png;base64,AAAA", "attachment://x"),
    *("9223372036854775808", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", [], [None], [[]], [{}], {}),
    *({"0": {}}, ["a", "a"], [0] * 200, {"a\ud800": 1}),
)
# What bodies are made of where Discord's own description is not at hand.
KEYS = ("content", "name", "type", "data", "embeds", "components", "options", "allowed_mentions", "flags", "poll")


def routes(router: Router) -> list[Route]:
    """Return every route that takes a body, in an order that does not change."""
    found = []
    for template in sorted(router.templates):
        for method in ("PATCH", "POST", "PUT"):
            with suppress(Refusal):
                found.append(router.match(method, template)[0])
    return found


class Bodies:
    """Makes bodies that are shaped after Discord's description, with something odd here and there."""

    def __init__(self, document: Json | None, seed: int) -> None:
        self.document = document
        self.chance = random.Random(seed)

    def odd(self) -> Any:
        return self.chance.choice(ODD)

    def body(self, route: Route) -> Any:
        if self.document is None or self.chance.random() < 0.05:
            return {self.chance.choice(KEYS): self.odd() for _ in range(3)}
        operation: Json = self.document["paths"].get(route.template, {}).get(route.method.lower(), {})
        kinds: Json = operation.get("requestBody", {"content": {}})["content"]
        return self.made(next(iter(kinds.values()))["schema"]) if kinds else None

    def made(self, schema: Json, depth: int = 0) -> Any:
        while "$ref" in schema:
            found: Any = self.document
            for step in schema["$ref"][2:].split("/"):
                found = found[step]
            schema = found
        if self.chance.random() < 0.02 or depth > 7:
            return self.odd()
        for key in ("oneOf", "anyOf", "allOf"):
            if key in schema:
                return self.made(self.chance.choice(schema[key]), depth + 1)
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type", "object" if "properties" in schema else "")
        return self.of_kind(self.chance.choice(kind) if isinstance(kind, list) else kind, schema, depth)

    def of_kind(self, kind: str, schema: Json, depth: int) -> Any:
        if kind == "object":
            wanted, fields = schema.get("required", ()), schema.get("properties", {})
            chosen = [key for key in fields if key in wanted or self.chance.random() < 0.35]
            return {key: self.made(fields[key], depth + 1) for key in chosen}
        if kind == "array":
            return [self.made(schema.get("items", {}), depth + 1) for _ in range(self.chance.randint(0, 3))]
        if kind == "integer":
            return self.chance.randint(0, 20)
        if kind == "string":
            return str(ENGLISH.id) if schema.get("format") == "snowflake" else "abcdefgh"
        return {"boolean": True, "number": 1.0, "null": None}.get(kind, self.odd())


async def ask(playground: Playground, bodies: Bodies, route: Route, ids: Json) -> Reply:
    """Send something odd to *route*, as the bot or as a moderator."""
    path = route.template
    for name in route.parameters:
        path = path.replace(f"{{{name}}}", str(ids.get(name, "1")), 1)
    rest = bodies.chance.choice((playground.as_bot(), playground.as_member("morgan"), playground.as_anyone()))
    body = bodies.body(route)
    reply = await rest.ask(route.method, path, {} if body is None else body)
    json.dumps(reply.body, ensure_ascii=False).encode()  # every reader of JSON can read it
    return reply


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_sent_is_taken_or_refused(
    playground: Playground, discord_document: Json | None, seed: int
) -> None:
    bodies, known = Bodies(discord_document, seed), routes(all_routes())
    webhook = await playground.webhook(ENGLISH.id)
    said = playground.stage.world.say("morgan", "english", "hello")
    ids: Json = {"channel_id": ENGLISH.id, "guild_id": GUILD_ID, "message_id": said.id, "emoji_name": "👍"}
    ids |= {"application_id": APPLICATION_ID, "webhook_id": webhook["id"], "webhook_token": webhook["token"]}
    met = set()
    for _ in range(TRIES):
        route = bodies.chance.choice(known)
        reply = await ask(playground, bodies, route, ids)
        assert reply.status < 500, (route, reply)
        met.add(reply.status)
    assert {200, 400, 403, 404} <= met
