"""Metrics, trace and health over real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.errors import FaultyConfiguration
from bot.ids import ChannelId, MessageId
from bot.observability.failures import LastFailures
from bot.observability.http import StatusServer
from bot.observability.metrics import Metrics
from bot.observability.observer import Observer
from bot.observability.trace import RecentRelays
from bot.relay.observing import RelayObserver, RelayTrace
from bot.translation.model import EN, ZH_HANS, Language, Quality


def trace(source_id: int = 1, target: str = ZH_HANS, destination_id: int = 2**60) -> RelayTrace:
    return RelayTrace(
        at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        source_id=MessageId(source_id),
        destination_id=ChannelId(destination_id),
        source_language=EN,
        target_language=Language(target),
        translator="google",
        quality=Quality.FINAL,
        milliseconds=123.456,
        translation_milliseconds=100.0,
        lane_length=3,
        parts=2,
    )


def observer() -> Observer:
    return Observer(Metrics(), RecentRelays(), LastFailures(SystemClock()))


def value(metrics: Metrics, series: str) -> float:
    """Return the value of the line that begins with *series*."""
    lines = metrics.exposition()[0].decode().splitlines()
    return next(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{series} "))


@asynccontextmanager
async def serving(watched: Observer, *, is_ready: bool = True) -> AsyncIterator[str]:
    server = StatusServer("127.0.0.1", 0, watched, lambda: is_ready)
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        await server.close()


async def test_a_delivery_is_counted_and_remembered():
    watched: Observer = observer()
    as_the_relay_sees_it: RelayObserver = watched

    as_the_relay_sees_it.relayed(trace())
    as_the_relay_sees_it.adopted(ChannelId(2))
    as_the_relay_sees_it.failed(ChannelId(2), "FateUnknown")

    assert value(watched.metrics, 'qiao_relay_seconds_count{quality="final",target_language="zh-Hans"}') == 1
    assert value(watched.metrics, 'qiao_translation_seconds_sum{quality="final",translator="google"}') == 0.1
    assert value(watched.metrics, "qiao_relayed_messages_total") == 2
    assert value(watched.metrics, "qiao_adopted_messages_total") == 1
    assert value(watched.metrics, 'qiao_send_failures_total{error="FateUnknown"}') == 1
    assert [known["number"] for known in watched.recent.after()] == [1]


def test_waiting_messages_are_summed_and_an_empty_lane_is_forgotten():
    metrics = Metrics()

    metrics.lane_length(ChannelId(1), 4)
    metrics.lane_length(ChannelId(2), 7)
    metrics.lane_length(ChannelId(1), 0)

    assert value(metrics, "qiao_lane_waiting") == 7
    assert value(metrics, "qiao_lane_longest") == 7


def test_no_series_is_named_for_a_channel_or_message():
    metrics = Metrics()
    for number in range(100):
        metrics.relayed(trace(source_id=987_654_321_000 + number, destination_id=123_456_789_000 + number))
        metrics.lane_length(ChannelId(123_456_789_000 + number), 1)
        metrics.adopted(ChannelId(123_456_789_000 + number))
        metrics.failed(ChannelId(123_456_789_000 + number), "FateUnknown")

    said = metrics.exposition()[0].decode()
    assert "123456789" not in said
    assert "987654321" not in said


def test_labels_have_a_bound_whatever_languages_are_configured():
    metrics = Metrics()
    for number in range(500):
        metrics.relayed(trace(target=f"x-{number}"))

    said = metrics.exposition()[0].decode()
    assert said.count("qiao_relay_seconds_count{") == 31
    assert value(metrics, 'qiao_relay_seconds_count{quality="final",target_language="other"}') == 470


class SleepyClock:
    """Wakes each sleeper half a second late, four times, then never again."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sleeps = 0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.sleeps += 1
        if self.sleeps > 4:
            raise asyncio.CancelledError
        self.seconds += seconds + 0.5

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        return event.is_set()


async def test_the_lag_of_the_event_loop_is_measured():
    metrics = Metrics()
    with pytest.raises(asyncio.CancelledError):
        await metrics.watch_event_loop(SleepyClock())

    assert value(metrics, "qiao_event_loop_lag_seconds_count") == 4
    assert value(metrics, "qiao_event_loop_lag_seconds_sum") == 2


def test_the_trace_keeps_the_last_relays_newest_first():
    recent = RecentRelays(kept=3)
    for number in range(1, 6):
        recent.add(trace(source_id=number))

    assert [known["source_id"] for known in recent.after()] == ["5", "4", "3"]
    assert [known["number"] for known in recent.after(4)] == [5]
    assert recent.after(5) == []


async def test_health_metrics_and_trace_are_served():
    watched = observer()
    watched.relayed(trace())
    async with serving(watched) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/livez") as answer:
            assert answer.status == 200
        async with session.get(f"{url}/readyz") as answer:
            assert answer.status == 200
        async with session.get(f"{url}/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=")
            assert "qiao_relay_seconds_bucket" in await answer.text()
        async with session.get(f"{url}/relays") as answer:
            shown = await answer.json()

    assert shown == {
        "relays": [
            {
                "number": 1,
                "at": "2026-11-20T12:00:00.000+00:00",
                "source_id": "1",
                "destination_id": str(2**60),
                "source_language": "en",
                "target_language": "zh-Hans",
                "translator": "google",
                "quality": "final",
                "milliseconds": 123.5,
                "translation_milliseconds": 100.0,
                "lane_length": 3,
                "parts": 2,
            }
        ]
    }


async def test_it_is_not_ready_before_it_relays():
    async with serving(observer(), is_ready=False) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/readyz") as answer:
            assert answer.status == 503
        async with session.get(f"{url}/livez") as answer:
            assert answer.status == 200


@pytest.mark.parametrize(
    ("after", "status"), [("0", 200), ("7", 200), ("-1", 400), ("x", 400), ("9" * 99, 400), ("²", 400)]
)
async def test_only_a_number_can_be_asked_after(after, status):
    async with (
        serving(observer()) as url,
        aiohttp.ClientSession() as session,
        session.get(f"{url}/relays", params={"after": after}) as answer,
    ):
        assert answer.status == status


async def test_a_taken_port_is_told_as_a_fault_of_the_configuration():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = StatusServer("127.0.0.1", port, observer(), lambda: True)
        with pytest.raises(FaultyConfiguration) as caught:
            await server.start()

    (fault,) = caught.value.faults
    assert (fault.key, fault.reason) == ("metrics.listen", "config-listen-taken")
    assert fault.fields["address"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize("host", ["203.0.113.1", "a" * 70, ".."])
async def test_an_address_of_another_machine_is_told_as_a_fault_of_the_configuration(host):
    with pytest.raises(FaultyConfiguration):
        await StatusServer(host, 0, observer(), lambda: True).start()


async def test_closing_does_not_wait_for_idle_connections():
    server = StatusServer("127.0.0.1", 0, observer(), lambda: True)
    await server.start()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{server.port}/livez"):
            pass
        async with asyncio.timeout(5):
            await server.close()
