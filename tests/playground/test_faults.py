"""Faults on command."""

import asyncio
import time

import aiohttp
import pytest

from playground.cast import ENGLISH
from playground.server.faults.model import Fault, Kind
from tests.playground.support import Playground

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"


async def _door(playground: Playground) -> str:
    webhook = await playground.webhook(ENGLISH.id)
    return f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"


def _standing(playground: Playground) -> int:
    return len(playground.stage.world.channels[ENGLISH.id].history)


@pytest.mark.parametrize(("has_effect", "standing"), [(False, 0), (True, 1)])
async def test_a_status_comes_with_or_without_the_effect(
    playground: Playground, has_effect: bool, standing: int
) -> None:
    door = await _door(playground)
    fault = playground.server.faults.add(Fault(Kind.STATUS, "POST", EXECUTE, status=502, has_effect=has_effect))
    assert (await playground.as_anyone().post(door, {"content": "x"})).status == 502
    assert (fault.hits, _standing(playground)) == (1, standing)
    assert (await playground.as_anyone().post(door, {"content": "x"})).status == 200


@pytest.mark.parametrize(("kind", "standing"), [(Kind.RESET_BEFORE, 0), (Kind.RESET_AFTER, 1)])
async def test_a_connection_breaks_before_or_after_the_effect(
    playground: Playground, kind: Kind, standing: int
) -> None:
    door = await _door(playground)
    playground.server.faults.add(Fault(kind, "POST", EXECUTE))
    with pytest.raises((aiohttp.ClientConnectionError, ConnectionResetError)):
        await playground.as_anyone().post(door, {"content": "x"})
    assert _standing(playground) == standing
    assert playground.server.traffic.log[-1].status == 0


async def test_the_effect_may_come_long_after_the_break(playground: Playground) -> None:
    door = await _door(playground)
    playground.server.faults.add(Fault(Kind.RESET_THEN_EFFECT, "POST", EXECUTE, seconds=0.1))
    with pytest.raises((aiohttp.ClientConnectionError, ConnectionResetError)):
        await playground.as_anyone().post(door, {"content": "x"})
    assert _standing(playground) == 0
    await asyncio.sleep(0.2)
    assert _standing(playground) == 1


async def test_a_late_effect_is_dropped_when_the_server_closes(playground: Playground) -> None:
    door = await _door(playground)
    playground.server.faults.add(Fault(Kind.RESET_THEN_EFFECT, "POST", EXECUTE, seconds=60))
    with pytest.raises((aiohttp.ClientConnectionError, ConnectionResetError)):
        await playground.as_anyone().post(door, {"content": "x"})


async def test_a_delay_only_takes_time(playground: Playground) -> None:
    door = await _door(playground)
    playground.server.faults.add(Fault(Kind.DELAY, "POST", EXECUTE, seconds=0.1))
    begun = time.perf_counter()
    assert (await playground.as_anyone().post(door, {"content": "x"})).status == 200
    assert time.perf_counter() - begun >= 0.1


async def test_a_share_strikes_the_same_requests_under_the_same_seed(playground: Playground) -> None:
    door = await _door(playground)

    async def statuses() -> list[int]:
        playground.server.faults.clear()
        playground.server.faults.add(Fault(Kind.STATUS, "POST", EXECUTE, times=None, share=0.5, seed=3, status=503))
        return [(await playground.as_anyone().post(door, {"content": "x"})).status for _ in range(30)]

    first = await statuses()
    assert set(first) == {200, 503}
    assert await statuses() == first


async def test_other_routes_are_left_alone(playground: Playground) -> None:
    fault = playground.server.faults.add(Fault(Kind.STATUS, "POST", EXECUTE, times=None))
    assert (await playground.as_bot().get(f"/channels/{ENGLISH.id}")).status == 200
    assert fault.hits == 0
    everywhere = playground.server.faults.add(Fault(Kind.STATUS, status=500))
    assert (await playground.as_bot().get(f"/channels/{ENGLISH.id}")).status == 500
    assert everywhere.hits == 1
