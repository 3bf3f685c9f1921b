"""A burst is spread over the event loop's rounds, in order."""

import asyncio

from bot.translation.pace import Pace


async def passed_by_round(pace: Pace, callers: int) -> list[list[int]]:
    rounds: list[list[int]] = [[]]

    async def pass_(number: int) -> None:
        await pace.turn()
        rounds[-1].append(number)

    tasks = [asyncio.ensure_future(pass_(number)) for number in range(callers)]
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0)
        if rounds[-1]:
            rounds.append([])
    return [each for each in rounds if each]


async def test_a_burst_passes_in_order_a_few_a_round():
    rounds = await passed_by_round(Pace(3), 8)
    assert [number for each in rounds for number in each] == list(range(8))
    assert max(len(each) for each in rounds) <= 3


async def test_who_comes_alone_does_not_wait():
    pace = Pace(1)
    for _ in range(3):
        waiting = asyncio.ensure_future(pace.turn())
        await asyncio.sleep(0)
        assert waiting.done()
        await asyncio.sleep(0)


async def test_one_who_gave_up_holds_up_nobody():
    pace = Pace(1)
    waiting = [asyncio.ensure_future(pace.turn()) for _ in range(4)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(*waiting, return_exceptions=True)
    assert [task.cancelled() for task in waiting] == [False, True, False, False]
