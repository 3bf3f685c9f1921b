"""What the relay's benchmark says: its tables in Markdown, and whether what is demanded holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.bots import FLOOR, QIAO, REFERENCE
from benchmarks.figures import CASES, MANY, ONE_LONG, ONE_SLOW, Case, Figures

Results = Mapping[str, Mapping[str, Figures]]
"""The medians, by case and bot."""

_ROWS: Final = {
    "messages": ("messages", 0),
    "messages_a_second": ("messages a second", 0),
    "p50_ms": ("p50 at 5 a second, ms", 1),
    "p95_ms": ("p95, ms", 1),
    "p99_ms": ("p99, ms", 1),
    "cpu_ms_a_message": ("CPU ms a message", 2),
    "cpu_share": ("of one core", 2),
    "server_share": ("the server's process, of one core", 2),
    "sends_a_message": ("sends a message", 2),
    "other_requests": ("other requests", 0),
    "lag_p99_ms": ("event-loop lag, p99 ms", 1),
    "lag_worst_ms": ("event-loop lag, worst ms", 1),
    "idle_megabytes": ("idle memory, MB", 1),
    "peak_megabytes": ("peak memory, MB", 1),
    "lost": ("lost", 0),
    "doubled": ("doubled", 0),
    "reordered": ("reordered", 0),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a figure must be; *bar* is a bound from below if *is_least*, else one from above."""

    name: str
    figure: float
    bar: float
    is_least: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether it is so."""
        return self.figure >= self.bar if self.is_least else self.figure <= self.bar

    def line(self) -> str:
        """Return it in a line."""
        verdict = "holds" if self.holds else "FALLS SHORT"
        return f"{self.name}: {self.figure:.2f}, {'at least' if self.is_least else 'at most'} {self.bar:g}: {verdict}"


def demands(results: Results) -> list[Demand]:
    """Return everything that must be shown, as far as the cases were run that show it."""
    shown: list[Demand] = []
    if MANY in results:
        shown += _demands_of_many(results[MANY])
    if ONE_SLOW in results:
        shown.append(Demand(f"throughput over the reference's, {_title(ONE_SLOW)}", _ratio(results[ONE_SLOW]), 4, True))
    if ONE_LONG in results:
        shown.append(Demand(f"messages a second, {_title(ONE_LONG)}", _per_second(results[ONE_LONG][QIAO]), 500, True))
    for fault in ("lost", "doubled", "reordered"):
        shown.append(Demand(f"{fault}, all cases", sum(bots[QIAO][fault] for bots in results.values()), 0))
    return shown


def page(document: Mapping[str, Any]) -> str:
    """Return all that was measured as Markdown; *document* is what goes into the JSON file."""
    results, ceiling = document["medians"], document["ceiling"]
    parts = [_circumstances(document), *(_table(case, results[case.name]) for case in CASES if case.name in results)]
    parts.append(
        f"The server's own ceiling: {ceiling['posts_a_second']:,.0f} posts a second,"
        f" {ceiling['server_cpu_ms_a_post']:.2f} CPU ms each."
    )
    parts.append("\n".join(f"- {demand.line()}" for demand in demands(results)))
    return "\n\n".join(parts)


def _circumstances(document: Mapping[str, Any]) -> str:
    machine = document["hardware"]
    pinned = "the bot alone on one core, all else on another" if document["pinned"] else "not pinned to cores"
    runs = "one quick run" if document["quick"] else f"medians of {document['runs']} runs"
    return (
        f"{machine['taken']}: {machine['processor']}, {machine['cores']} cores, {machine['memory_gigabytes']} GB;"
        f" {machine['system']}, Python {machine['python']}; load average before the run {machine['load_before']};"
        f" {pinned}; {runs}."
    )


def _demands_of_many(bots: Mapping[str, Figures]) -> list[Demand]:
    where = _title(MANY)
    qiao = bots[QIAO]
    shown = [
        Demand(f"throughput over the reference's, {where}", _ratio(bots), 1.2, True),
        Demand(f"ms at p50 above the floor's, {where}", qiao["p50_ms"] - bots[FLOOR]["p50_ms"], 2),
        Demand(f"requests a message, {where}", qiao["sends_a_message"] + qiao["other_requests"] / qiao["messages"], 1),
        Demand("ms of event-loop lag at p99", qiao["lag_p99_ms"], 20),
        Demand("MB of idle memory", qiao["idle_megabytes"], 120),
    ]
    if "cpu_ms_a_message" in qiao:
        theirs = qiao["cpu_ms_a_message"] / bots[REFERENCE]["cpu_ms_a_message"]
        shown.append(Demand(f"CPU ms a message, {where}", qiao["cpu_ms_a_message"], 1.0))
        shown.append(Demand(f"CPU over the reference's, {where}", theirs, 1.0))
    return shown


def _table(case: Case, bots: Mapping[str, Figures]) -> str:
    head = ["|".join(["", case.title, *bots, ""]), "|".join(["", "---", *("---:" for _ in bots), ""])]
    for other in _compared(bots):
        head[0] += f"{QIAO} to {other}|"
        head[1] += "---:|"
    rows = [_row(name, bots) for name in _ROWS if any(name in figures for figures in bots.values())]
    return "\n".join(head + rows)


def _row(name: str, bots: Mapping[str, Figures]) -> str:
    label, digits = _ROWS[name]
    cells = [f"{figures[name]:,.{digits}f}" if name in figures else "–" for figures in bots.values()]
    for other in _compared(bots):
        theirs, ours = bots[other].get(name), bots[QIAO].get(name)
        cells.append(f"{ours / theirs:.2f}" if theirs and ours is not None and name != "messages" else "")
    return "|".join(["", label, *cells, ""])


def _compared(bots: Mapping[str, Figures]) -> list[str]:
    """Return the bots that Qiao stands beside: what a slow machine does to all of them is no matter there."""
    return [bot for bot in (REFERENCE, FLOOR) if bot in bots and QIAO in bots]


def _ratio(bots: Mapping[str, Figures]) -> float:
    return _per_second(bots[QIAO]) / _per_second(bots[REFERENCE])


def _per_second(figures: Figures) -> float:
    return figures["messages_a_second"]


def _title(name: str) -> str:
    return next(case.title for case in CASES if case.name == name)
