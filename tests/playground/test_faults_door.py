"""Faults by script: POST, GET and DELETE /playground/faults."""

import json

import aiohttp
import pytest

from playground.cast import ENGLISH
from playground.server.faults.reading import EXAMPLE, KEYS, FaultsMistaken, fault_in, fault_payload, faults_in
from playground.server.gateway import intents
from playground.server.wire import Json
from tests.playground.support import Playground, Reply, Rest, raw_gateway

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = (EXECUTE, "/channels/{channel_id}")
DOOR = "/playground/faults"


async def _post(playground: Playground, *faults: object) -> Reply:
    return await Rest(playground.session, playground.server.url).post(DOOR, list(faults))


async def _statuses(playground: Playground, times: int) -> list[int]:
    """Execute a webhook some times; 0 stands for a broken connection."""
    webhook = await playground.webhook(ENGLISH.id)
    door, statuses = f"/webhooks/{webhook['id']}/{webhook['token']}", []
    for _ in range(times):
        try:
            statuses.append((await playground.as_anyone().post(door, {"content": "x"})).status)
        except aiohttp.ClientConnectionError:
            statuses.append(0)
    return statuses


async def test_a_script_makes_requests_fail_and_reads_how_often(playground: Playground) -> None:
    status = {"kind": "status", "status": 503, "method": "POST", "route": EXECUTE, "after": 1}
    reset = {"kind": "reset-after", "route": EXECUTE}
    assert (await _post(playground, status, reset)).status == 200
    assert await _statuses(playground, 3) == [0, 503, 204]
    shown = (await Rest(playground.session, playground.server.url).get(DOOR)).body
    assert [(one["kind"], one["hits"]) for one in shown] == [("status", 1), ("reset-after", 1)]
    assert shown[0]["route"] == EXECUTE


async def test_a_script_lets_everything_work_again(playground: Playground) -> None:
    everywhere: Json = {"kind": "status", "status": 500, "times": None}
    assert (await _post(playground, everywhere)).status == 200
    assert (await playground.as_bot().get("/users/@me")).status == 500
    cleared = await Rest(playground.session, playground.server.url).delete(DOOR)
    assert cleared.status == 204
    assert (await playground.as_bot().get("/users/@me")).status == 200
    assert (await Rest(playground.session, playground.server.url).get(DOOR)).body == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_the_statuses_that_stand_for_trouble_can_all_be_had(playground: Playground, status: int) -> None:
    await _post(playground, {"kind": "status", "status": status})
    reply = await playground.as_bot().get("/users/@me")
    assert (reply.status, reply.body) == (status, "upstream error")


async def test_a_code_makes_it_a_refusal_of_discords_own(playground: Playground) -> None:
    await _post(playground, {"kind": "status", "status": 403, "code": 50001})
    assert (await playground.as_bot().get("/users/@me")).refusal == (403, 50001)


async def test_a_script_breaks_the_gateway_now(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS)
        assert (await _post(playground, {"kind": "drop", "close": 4000})).status == 200
        assert await raw.close_code() == 4000


async def test_a_script_doubles_events(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MESSAGES)
        await raw.until("GUILD_CREATE")
        await _post(playground, {"kind": "duplicate", "event": "MESSAGE_CREATE", "times": None})
        playground.stage.world.say("dana", "english", "twice")
        assert await raw.names_until_quiet() == ["MESSAGE_CREATE"] * 2


async def test_mistakes_are_told_with_their_place_and_remedy_and_nothing_is_put_in_force(
    playground: Playground,
) -> None:
    good = {"kind": "status"}
    reply = await _post(playground, good, {"kind": "delay", "share": 2, "status": 500}, {"kind": "flood"}, "drop")
    assert reply.status == 400
    assert [one["key"] for one in reply.body["errors"]] == ["1.share", "1.status", "2.kind", "3"]
    assert reply.body["errors"][0] == {
        "key": "1.share",
        "reason": "This value cannot stand here.",
        "remedy": "Possible: 0-1.",
    }
    assert "status, reset-before" in reply.body["errors"][2]["remedy"]
    assert (await playground.as_bot().get("/users/@me")).status == 200


@pytest.mark.parametrize("body", ["", "no json", "{}", '"drop"', "[" * 100_000])
async def test_what_is_no_list_is_refused(playground: Playground, body: str) -> None:
    async with playground.session.post(playground.server.url + DOOR, data=body) as response:
        assert response.status == 400
        (error,) = (await response.json())["errors"]
    assert EXAMPLE in error["remedy"]


async def test_another_site_cannot_break_anything(playground: Playground) -> None:
    headers = {"Origin": "http://evil.example"}
    async with playground.session.post(playground.server.url + DOOR, data=EXAMPLE, headers=headers) as response:
        assert response.status == 403
    assert playground.server.faults.in_force() == []


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("method", ["get", "", 1, None]),
        ("route", ["/webhooks", "", 7, None, ["x"]]),
        ("status", [200, 399, 600, "503", True, 500.0]),
        ("code", [-1, "x", 10**6]),
        ("effect", [1, "true", None]),
        ("times", [0, -1, 1.5, "2", True]),
        ("share", [-0.1, 1.1, "0.5", True, None, float("nan")]),
        ("seed", ["x", -1, 0.5]),
        ("after", [-1, 0.5, None]),
    ],
)
def test_a_value_that_cannot_be_is_named(key: str, values: list[object]) -> None:
    for value in values:
        with pytest.raises(FaultsMistaken) as mistaken:
            fault_in_json({"kind": "status", key: value})
        (mistake,) = mistaken.value.mistakes
        assert (mistake.key, mistake.reason) == (f"0.{key}", "fault-value"), value
        assert mistake.wanted


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("delay", "seconds", [-1, "x", 3601, None]),
        ("drop", "event", ["message_create", 1]),
        ("drop", "resume", ["no", 0]),
        ("drop", "close", [1000, 5000, "4000"]),
    ],
)
def test_a_value_of_the_gateways_that_cannot_be_is_named(kind: str, key: str, values: list[object]) -> None:
    for value in values:
        with pytest.raises(FaultsMistaken):
            fault_in_json({"kind": kind, key: value})


def fault_in_json(fault: Json) -> Json:
    """Read a fault from JSON, and return how it is told."""
    (read,) = faults_in(json.dumps([fault]), ROUTES)
    return fault_payload(read)


@pytest.mark.parametrize("kind", KEYS)
def test_every_kind_is_read_from_json_and_from_the_command_line_alike(kind: str) -> None:
    said = {"share": 0.5, "times": None, "seed": 7, "after": 2}
    told = fault_in_json({"kind": kind} | said)
    assert told == fault_payload(fault_in(f"{kind}, share=0.5,times=null,seed=7,after=2", ROUTES))
    assert set(told) == {"kind", "hits", *KEYS[kind]}
    assert said.items() <= told.items()


def test_the_command_line_names_what_is_wrong() -> None:
    with pytest.raises(FaultsMistaken) as mistaken:
        fault_in(f"status,status=99,route={EXECUTE},speed=3,share", ROUTES)
    assert [(one.key, one.reason) for one in mistaken.value.mistakes] == [
        ("status", "fault-value"),
        ("speed", "fault-key"),
        ("share", "fault-value"),
    ]
