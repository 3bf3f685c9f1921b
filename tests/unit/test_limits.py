"""Requests wait for what Discord's headers allow, the most urgent first."""

import asyncio
import itertools
from collections.abc import Mapping

import pytest

from bot.discord_adapter import limits
from bot.discord_adapter.limits import Kind, Limits

HOOK = 1 << 22


def headers(limit: int, left: int, reset_after: float, bucket: str = "b") -> Mapping[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset-After": str(reset_after),
        "X-RateLimit-Bucket": bucket,
    }


class Requests:
    """Starts requests that end when told to, and notes the order in which they may go."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.gone: list[str] = []
        self._went = asyncio.Event()
        self._answers: dict[str, asyncio.Future[Mapping[str, str]]] = {}

    def start(self, name: str, kind: Kind = Kind.CREATE, webhook_id: int = HOOK) -> asyncio.Task[None]:
        self._answers[name] = asyncio.get_running_loop().create_future()
        return asyncio.ensure_future(self._run(name, kind, webhook_id))

    async def answer(self, name: str, told: Mapping[str, str]) -> None:
        self._answers[name].set_result(told)
        await settle()

    async def reach(self, count: int) -> None:
        while len(self.gone) < count:
            self._went.clear()
            await self._went.wait()

    async def _run(self, name: str, kind: Kind, webhook_id: int) -> None:
        async with self.limits.turn(webhook_id, kind):
            self.gone.append(name)
            self._went.set()
            self.limits.learn(webhook_id, kind, await self._answers[name])


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def requests() -> Requests:
    return Requests(Limits())


async def test_of_an_unknown_webhook_one_request_goes_first_to_learn_from(requests: Requests):
    tasks = [requests.start(name) for name in "abc"]
    await settle()
    assert requests.gone == ["a"]

    await requests.answer("a", headers(5, 4, 60))
    assert requests.gone == ["a", "b", "c"]
    for task in tasks:
        task.cancel()


async def test_as_many_go_as_the_headers_leave_and_the_rest_when_the_window_opens_anew(requests: Requests):
    first = requests.start("a")
    await settle()
    tasks = [requests.start(name) for name in "bcdef"]
    await requests.answer("a", headers(3, 2, 0.05))
    assert requests.gone == ["a", "b", "c"]

    await requests.answer("b", headers(3, 1, 0.05))
    await requests.answer("c", headers(3, 0, 0.05))
    assert requests.gone == ["a", "b", "c"]

    await requests.reach(6)
    for task in (first, *tasks):
        task.cancel()


@pytest.mark.parametrize("milliseconds", range(8))
async def test_a_window_that_opens_between_two_looks_at_the_clock_is_not_missed(
    requests: Requests, monkeypatch: pytest.MonkeyPatch, milliseconds: int
):
    loop, looks = asyncio.get_running_loop(), itertools.count()
    monkeypatch.setattr(limits, "_now", lambda: loop.time() + next(looks) * 0.001)
    first = requests.start("a")
    await settle()
    task = requests.start("b")
    await requests.answer("a", headers(1, 0, milliseconds / 1000 - 0.02))  # the margin added, in 0 to 7 looks
    async with asyncio.timeout(5):
        await requests.reach(2)
    for each in (first, task):
        each.cancel()


async def test_deletes_go_before_creates_and_creates_before_edits(requests: Requests):
    requests.start("first")
    await settle()
    tasks = [
        requests.start("edit", Kind.EDIT),
        requests.start("create 1"),
        requests.start("create 2"),
        requests.start("delete", Kind.DELETE),
    ]
    await requests.answer("first", headers(5, 4, 60))
    assert requests.gone == ["first", "delete", "create 1", "create 2", "edit"]
    for task in tasks:
        task.cancel()


async def test_an_answer_that_was_overtaken_does_not_give_back_what_is_spent(requests: Requests):
    requests.start("a")
    await settle()
    await requests.answer("a", headers(3, 2, 60))
    tasks = [requests.start(name) for name in "bcd"]
    await settle()
    await requests.answer("c", headers(3, 0, 60))
    await requests.answer("b", headers(3, 1, 60))

    assert requests.gone == ["a", "b", "c"]
    tasks[-1].cancel()


async def test_somebody_elses_use_of_the_webhook_is_believed(requests: Requests):
    requests.start("a")
    await settle()
    await requests.answer("a", headers(5, 4, 60))
    requests.start("b")
    await settle()
    await requests.answer("b", headers(5, 0, 60))
    task = requests.start("c")
    await settle()

    assert requests.gone == ["a", "b"]
    task.cancel()


async def test_kinds_with_buckets_of_their_own_do_not_wait_for_each_other(requests: Requests):
    requests.start("create")
    await settle()
    await requests.answer("create", headers(5, 4, 60, "creates"))
    requests.start("edit", Kind.EDIT)
    await settle()
    await requests.answer("edit", headers(5, 0, 60, "edits"))
    tasks = [requests.start("edit 2", Kind.EDIT), requests.start("create 2")]
    await settle()

    assert requests.gone == ["create", "edit", "create 2"]
    for task in tasks:
        task.cancel()


async def test_a_kind_not_heard_of_yet_is_taken_to_share_the_bucket_that_is_known(requests: Requests):
    requests.start("create")
    await settle()
    await requests.answer("create", headers(5, 0, 60))
    task = requests.start("edit", Kind.EDIT)
    await settle()

    assert requests.gone == ["create"]
    task.cancel()


async def test_what_waited_while_nothing_was_known_moves_to_the_bucket_that_was_learned(requests: Requests):
    tasks = [requests.start(name) for name in "abcd"]
    await settle()
    await requests.answer("a", headers(2, 1, 60, "learned"))

    assert requests.gone == ["a", "b"]
    for task in tasks:
        task.cancel()


async def test_webhooks_do_not_wait_for_each_other(requests: Requests):
    requests.start("a")
    await settle()
    await requests.answer("a", headers(1, 0, 60))
    task = requests.start("b", webhook_id=HOOK * 2)
    await settle()

    assert requests.gone == ["a", "b"]
    task.cancel()


async def test_a_server_without_headers_gets_one_request_at_a_time(requests: Requests):
    tasks = [requests.start(name) for name in "abc"]
    await settle()
    await requests.answer("a", {})
    assert requests.gone == ["a", "b"]
    await requests.answer("b", {})
    assert requests.gone == ["a", "b", "c"]
    tasks[-1].cancel()


@pytest.mark.parametrize(
    "nonsense",
    [
        headers(0, 0, 60),
        headers(-1, -1, -1),
        headers(5, 0, float("inf")),
        headers(5, 0, float("nan")),
        {"X-RateLimit-Remaining": "0"},
        {"X-RateLimit-Remaining": "few", "X-RateLimit-Limit": "5", "X-RateLimit-Reset-After": "1"},
    ],
)
async def test_nonsense_in_the_headers_stops_nothing(requests: Requests, nonsense: Mapping[str, str]):
    requests.start("a")
    await settle()
    await requests.answer("a", nonsense)
    task = requests.start("b")
    await settle()

    assert requests.gone == ["a", "b"]
    task.cancel()


async def test_whoever_is_cancelled_in_the_instant_of_its_turn_gives_it_back(requests: Requests):
    running = requests.start("a")
    await settle()
    admitted = requests.start("b")
    behind = requests.start("c")
    await settle()
    running.cancel()
    await asyncio.sleep(0)  # its place goes to b, who has not woken up yet
    admitted.cancel()
    await settle()

    assert requests.gone == ["a", "c"]
    behind.cancel()


async def test_a_failed_request_leaves_its_place_to_the_next(requests: Requests):
    running = requests.start("a")
    await settle()
    task = requests.start("b")
    await settle()
    running.cancel()
    await settle()

    assert requests.gone == ["a", "b"]
    task.cancel()


async def test_a_closed_webhook_opens_by_itself(requests: Requests):
    requests.limits.close(HOOK, Kind.CREATE, 0.03)
    task = requests.start("a")
    await settle()
    assert requests.gone == []
    await requests.reach(1)
    task.cancel()


async def test_after_a_pause_of_all_the_webhooks_do_not_come_back_in_one_instant(requests: Requests):
    requests.limits.close_all(0.02)
    early = requests.start("early", webhook_id=1000 << 22)
    late = requests.start("late", webhook_id=1500 << 22)
    await requests.reach(1)

    assert requests.gone == ["early"]
    early.cancel()
    late.cancel()


async def test_what_is_not_known_of_a_webhook_foretells_no_wait(requests: Requests):
    assert requests.limits.wait(HOOK, Kind.CREATE, 100) == 0.0


async def test_the_wait_of_the_last_of_many_is_foretold_by_what_is_left_and_how_long_a_window_takes(requests: Requests):
    requests.start("a")
    await settle()
    await requests.answer("a", headers(5, 4, 2))
    foretold = [requests.limits.wait(HOOK, Kind.CREATE, count) for count in (4, 5, 9, 10, 60)]
    assert foretold == pytest.approx([0, 2, 2, 4, 24], abs=0.5)
    assert requests.limits.wait(HOOK * 2, Kind.CREATE, 60) == 0.0


async def test_who_waits_already_is_counted_in_the_wait(requests: Requests):
    requests.start("a")
    await settle()
    await requests.answer("a", headers(2, 0, 60))
    tasks = [requests.start(name) for name in "bc"]
    await settle()
    assert requests.limits.wait(HOOK, Kind.CREATE, 1) == pytest.approx(120, abs=1)
    for task in tasks:
        task.cancel()


async def test_a_webhook_that_is_shut_foretells_when_it_opens(requests: Requests):
    """A channel's own limit is told of by nothing but the 429."""
    requests.start("a")
    await settle()
    await requests.answer("a", headers(5, 4, 2))
    requests.limits.close(HOOK, Kind.CREATE, 30)
    assert requests.limits.wait(HOOK, Kind.CREATE, 1) == pytest.approx(30, abs=0.5)
    assert requests.limits.wait(HOOK, Kind.CREATE, 9) == pytest.approx(30, abs=0.5)
