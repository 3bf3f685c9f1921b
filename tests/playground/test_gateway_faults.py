"""The gateway going wrong on command."""

import asyncio

import pytest

from playground.server.faults.model import GatewayFault, GatewayKind
from playground.server.gateway import intents
from tests.playground.support import Playground, RawGateway, listening, raw_gateway

USUAL = intents.GUILDS | intents.GUILD_MESSAGES | intents.MESSAGE_CONTENT


async def _arrive(playground: Playground, raw: RawGateway) -> str:
    ready = await raw.identify(playground.stage.bot_token, USUAL)
    await raw.until("GUILD_CREATE")
    session_id: str = ready["session_id"]
    return session_id


def _say(playground: Playground, times: int) -> list[str]:
    return [str(playground.stage.world.say("dana", "english", f"{number}").id) for number in range(times)]


async def _hear(raw: RawGateway, times: int) -> list[str]:
    return [(await raw.until("MESSAGE_CREATE"))["id"] for _ in range(times)]


async def test_an_event_is_told_twice(playground: Playground) -> None:
    fault = GatewayFault(GatewayKind.DUPLICATE, "MESSAGE_CREATE", after=1)
    playground.server.faults.add_for_gateway(fault)
    async with raw_gateway(playground) as raw:
        await _arrive(playground, raw)
        first, second, third = _say(playground, 3)
        assert await _hear(raw, 4) == [first, second, second, third]
    assert fault.hits == 1


async def test_a_late_event_comes_after_those_that_follow_it(playground: Playground) -> None:
    playground.server.faults.add_for_gateway(GatewayFault(GatewayKind.LATE, "MESSAGE_CREATE", seconds=0.05))
    async with raw_gateway(playground) as raw:
        await _arrive(playground, raw)
        first, second, third = _say(playground, 3)
        assert await _hear(raw, 3) == [second, third, first]
        # Its number is that of the moment when it was told: clients see no gap.
        assert raw.sequence == 5


async def test_a_late_event_that_meets_no_connection_is_told_on_resuming(playground: Playground) -> None:
    playground.server.faults.add_for_gateway(GatewayFault(GatewayKind.LATE, "MESSAGE_CREATE", seconds=0.05))
    async with raw_gateway(playground) as raw:
        session_id = await _arrive(playground, raw)
        (late,) = _say(playground, 1)
        playground.server.gateway.drop()
    await asyncio.sleep(0.1)
    async with raw_gateway(playground) as raw:
        await raw.send(6, {"token": playground.stage.bot_token, "session_id": session_id, "seq": 2})
        assert await _hear(raw, 1) == [late]


async def test_the_line_breaks_at_an_event_and_a_resume_brings_it(playground: Playground) -> None:
    fault = GatewayFault(GatewayKind.DROP, "MESSAGE_CREATE", after=1)
    playground.server.faults.add_for_gateway(fault)
    async with raw_gateway(playground) as raw:
        session_id = await _arrive(playground, raw)
        (first,) = _say(playground, 1)
        assert await _hear(raw, 1) == [first]
        (lost,) = _say(playground, 1)
        assert await raw.close_code() == 1006
    async with raw_gateway(playground) as raw:
        await raw.send(6, {"token": playground.stage.bot_token, "session_id": session_id, "seq": 3})
        assert await _hear(raw, 1) == [lost]


async def test_the_line_may_break_with_a_code_and_for_good(playground: Playground) -> None:
    fault = GatewayFault(GatewayKind.DROP, "MESSAGE_CREATE", resume=False, code=4009)
    playground.server.faults.add_for_gateway(fault)
    async with raw_gateway(playground) as raw:
        session_id = await _arrive(playground, raw)
        _say(playground, 1)
        assert await raw.close_code() == 4009
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await raw.send(6, {"token": playground.stage.bot_token, "session_id": session_id, "seq": 2})
        assert (await raw.receive())["op"] == 9


async def test_a_drop_that_waits_for_nothing_happens_at_once(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await _arrive(playground, raw)
        fault = GatewayFault(GatewayKind.DROP)
        playground.server.put_in_force(fault)
        assert await raw.close_code() == 1006
    assert fault.hits == 1


async def test_one_resume_is_refused_and_the_next_is_not(playground: Playground) -> None:
    playground.server.faults.add_for_gateway(GatewayFault(GatewayKind.REFUSE_RESUME))
    async with raw_gateway(playground) as raw:
        session_id = await _arrive(playground, raw)
        playground.server.gateway.drop()
    resume = {"token": playground.stage.bot_token, "session_id": session_id, "seq": 2}
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await raw.send(6, resume)
        assert (await raw.receive())["op"] == 9
        await raw.send(6, resume)
        await raw.until("RESUMED")


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_same_seed_doubles_the_same_events(playground: Playground, seed: int) -> None:
    async def doubled() -> list[int]:
        playground.server.faults.clear()
        fault = GatewayFault(GatewayKind.DUPLICATE, "MESSAGE_CREATE", times=None, share=0.4, seed=seed)
        playground.server.faults.add_for_gateway(fault)
        async with raw_gateway(playground) as raw:
            await _arrive(playground, raw)
            said = _say(playground, 20)
            heard = await _hear(raw, 20 + fault.hits)
        return [at for at, one in enumerate(said) if heard.count(one) == 2]

    first = await doubled()
    assert 0 < len(first) < 20
    assert await doubled() == first


async def test_discord_py_survives_drops_in_the_midst_of_traffic(playground: Playground) -> None:
    """Every twentieth message breaks the line, and none is lost."""
    playground.server.faults.add_for_gateway(GatewayFault(GatewayKind.DROP, "MESSAGE_CREATE", times=2, share=0.05))
    async with listening(playground) as client:
        said = []
        for number in range(60):
            said.append(playground.stage.world.say("dana", "english", f"{number}").id)
            await asyncio.sleep(0)
        assert [(await client.hear()).id for _ in said] == said
        assert client.connects == 1
