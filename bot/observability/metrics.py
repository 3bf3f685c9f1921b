"""Metrics for Prometheus: how much crosses, how fast, what waits, what fails."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.clock import Clock
from bot.ids import ChannelId
from bot.relay.observing import RelayTrace

_RELAY_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 300.0)
_LAG_BUCKETS: Final = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
_LAG_EVERY_SECONDS: Final = 1.0

# Languages, translators and errors come from configuration and code; a bound on each label
# keeps a mistake there from filling the operator's Prometheus.
_MOST_VALUES: Final = 30
_OTHER: Final = "other"


class Metrics:
    """Counts what the relay does, as a `RelayObserver`.

    No label names a channel, guild or member: their number has no bound, and a series for each
    would tell who speaks when.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._waiting: dict[ChannelId, int] = {}
        self._labels: dict[str, set[str]] = {}
        ProcessCollector(registry=self._registry)
        self._seconds = Histogram(
            "qiao_relay_seconds",
            "From a message's receipt to its delivery in one destination.",
            ["target_language", "quality"],
            buckets=_RELAY_BUCKETS,
            registry=self._registry,
        )
        self._translation_seconds = Histogram(
            "qiao_translation_seconds",
            "What the translation took of it.",
            ["translator", "quality"],
            buckets=_RELAY_BUCKETS,
            registry=self._registry,
        )
        self._parts = self._counter("qiao_relayed_messages", "Messages posted, parts counted singly.")
        self._adopted = self._counter("qiao_adopted_messages", "Messages of unknown fate that were found and recorded.")
        self._failed = self._counter("qiao_send_failures", "Requests to Discord that failed, by kind.", "error")
        self._gauge("qiao_lane_waiting", "Source messages that wait in all lanes.", lambda: sum(self._waiting.values()))
        self._gauge("qiao_lane_longest", "Those in the longest lane.", lambda: max(self._waiting.values(), default=0))
        self._lag = Histogram(
            "qiao_event_loop_lag_seconds",
            "How much later than asked the event loop comes back.",
            buckets=_LAG_BUCKETS,
            registry=self._registry,
        )

    def relayed(self, trace: RelayTrace) -> None:
        """Count a delivered source message, its parts and its times."""
        seconds, translation_seconds = self._histograms(trace.target_language, trace.translator, trace.quality.value)
        seconds.observe(trace.milliseconds / 1000)
        translation_seconds.observe(trace.translation_milliseconds / 1000)
        self._parts.inc(trace.parts)

    def lane_length(self, destination_id: ChannelId, waiting: int) -> None:
        """Note how many messages wait for a destination."""
        if waiting:
            self._waiting[destination_id] = waiting
        else:
            self._waiting.pop(destination_id, None)

    def adopted(self, destination_id: ChannelId) -> None:  # noqa: ARG002 - the port's signature; see the class
        """Count an adopted message."""
        self._adopted.inc()

    def failed(self, destination_id: ChannelId, error: str) -> None:  # noqa: ARG002 - the port's signature
        """Count a failure by its kind."""
        self._failed.labels(self._bounded("error", error)).inc()

    def watch_lanes(self, running: Callable[[], int]) -> None:
        """Tell as a gauge how many lanes are *running* here."""
        self._gauge("qiao_lanes", "Channels that this process delivers to.", running)

    def watch_invalid_requests(self, recent: Callable[[], int]) -> None:
        """Tell as a gauge how many requests there were in the *recent* past that Discord counts against us."""
        about = "Answers of 401, 403 and 429 in the last ten minutes; Discord locks an address out at 10,000."
        self._gauge("qiao_invalid_requests", about, recent)

    async def watch_event_loop(self, clock: Clock) -> None:
        """Measure every second how late the event loop is, until cancelled."""
        while True:
            before = clock.monotonic()
            await clock.sleep(_LAG_EVERY_SECONDS)
            self._lag.observe(max(0.0, clock.monotonic() - before - _LAG_EVERY_SECONDS))

    def exposition(self) -> tuple[bytes, str]:
        """Return all metrics in Prometheus' text format, and the content type of that."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    @lru_cache(maxsize=64)  # noqa: B019 - there is one Metrics a process; finding a series costs more than counting
    def _histograms(self, language: str, translator: str, quality: str) -> tuple[Histogram, Histogram]:
        return (
            self._seconds.labels(self._bounded("language", language), quality),
            self._translation_seconds.labels(self._bounded("translator", translator), quality),
        )

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self._registry)

    def _gauge(self, name: str, about: str, measure: Callable[[], float]) -> None:
        Gauge(name, about, registry=self._registry).set_function(measure)

    def _bounded(self, label: str, value: str) -> str:
        known = self._labels.setdefault(label, set())
        if value not in known and len(known) >= _MOST_VALUES:
            return _OTHER
        known.add(value)
        return value
