"""A thread for the database: order, answers, failures, and waiters who leave."""

import asyncio
import threading

import pytest

from bot.storage.thread import Thread


def refuse() -> None:
    raise ValueError("no")


async def test_calls_run_one_after_the_other_in_a_thread_of_their_own():
    thread = Thread("worker")
    ran: list[tuple[int, str]] = []
    await asyncio.gather(
        *(thread.run(lambda n=number: ran.append((n, threading.current_thread().name))) for number in range(100))
    )
    thread.close()
    assert ran == [(number, "worker") for number in range(100)]


async def test_a_failure_belongs_to_whoever_asked_and_the_next_call_runs():
    thread = Thread("worker")
    failing, next_one = thread.run(refuse), thread.run(lambda left, right: left + right, 1, 2)
    with pytest.raises(ValueError, match="no"):
        await failing
    assert await next_one == 3
    thread.close()


async def test_a_call_whose_waiter_left_is_done_all_the_same():
    thread = Thread("worker")
    may_go = threading.Event()
    done: list[str] = []
    thread.run(may_go.wait)
    waiter = asyncio.ensure_future(thread.run(done.append, "written"))
    waiter.cancel()
    may_go.set()
    await thread.run(lambda: None)
    thread.close()
    assert done == ["written"]


async def test_closing_finishes_what_was_asked():
    thread = Thread("worker")
    done: list[int] = []
    for number in range(10):
        thread.run(done.append, number)
    thread.close()
    assert done == list(range(10))
