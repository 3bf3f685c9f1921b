"""The cases of the relay's benchmark, and what is measured in each."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bots import FLOOR, QIAO, REFERENCE, running
from benchmarks.load import Load, percentile, spoken
from benchmarks.processes import Cores, cpu_seconds, megabytes, peak_megabytes
from benchmarks.town import town

Figures = dict[str, float]
"""What one run of one case showed, by the name of the figure."""

_IDLE_SECONDS: Final = 10.0
_A_FIFTH_OF_A_SECOND: Final = 0.2
_WARMING: Final = 10  # messages a bridge that are not counted: connections, webhooks and caches stand after them
_DEFAULT_WINDOW: Final = 16
_OPEN_WINDOW: Final = 128
_QUICK: Final = 5  # how many times fewer messages a quick run has
_FEWEST: Final = 100  # below that, the first answer's latency is most of what is measured


@dataclass(frozen=True, slots=True)
class Case:
    """A load on a number of bridges behind a translator of some latency.

    *messages* are said as fast as may be; *paced* ones before them, five a second, for the latency. *window* is how
    many sentences Qiao asks the translator at a time.
    """

    name: str
    title: str
    bridges: int
    latency_ms: int
    messages: int
    paced: int = 0
    window: int = _DEFAULT_WINDOW
    bots: tuple[str, ...] = (REFERENCE, QIAO)


MANY: Final = "bridges-20-latency-0"
MANY_SLOW: Final = "bridges-20-latency-150"
ONE: Final = "bridges-1-latency-0"
ONE_SLOW: Final = "bridges-1-latency-150"
ONE_LONG: Final = "bridges-1-latency-150-long"
ONE_DEFAULT: Final = "bridges-1-latency-150-default"

CASES: Final = (
    Case(MANY, "20 bridges, translator at 0 ms", 20, 0, 2_000, paced=100, bots=(REFERENCE, FLOOR, QIAO)),
    Case(MANY_SLOW, "20 bridges, translator at 150 ms, window open", 20, 150, 400, window=_OPEN_WINDOW),
    Case(ONE, "one bridge, translator at 0 ms", 1, 0, 1_000, bots=(REFERENCE, FLOOR, QIAO)),
    Case(ONE_DEFAULT, "one bridge, translator at 150 ms, default window", 1, 150, 100, bots=(QIAO,)),
    Case(ONE_SLOW, "one bridge, translator at 150 ms, window open", 1, 150, 100, window=_OPEN_WINDOW),
    Case(
        ONE_LONG,
        "one bridge, translator at 150 ms, window open, for longer",
        1,
        150,
        1_000,
        window=_OPEN_WINDOW,
        bots=(QIAO,),
    ),
)


async def measured(case: Case, bot: str, vendor_url: str, cores: Cores, *, is_quick: bool) -> Figures:
    """Run *case* once with the bot of that name."""
    messages = max(case.messages // _QUICK, _FEWEST) if is_quick else case.messages
    page_url = f"{vendor_url}/{case.latency_ms}/m"
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as directory:
        async with town(case.bridges) as place:
            async with running(bot, place, page_url, case.window, Path(directory), cores) as process:
                loads = [await spoken(place, _WARMING * case.bridges)]
                if case.paced:
                    await asyncio.sleep(_IDLE_SECONDS)
                    figures["idle_megabytes"] = megabytes(process.process_id)
                    loads.append(
                        await spoken(place, case.paced // _QUICK if is_quick else case.paced, _A_FIFTH_OF_A_SECOND)
                    )
                    figures |= _latencies(loads[-1])
                before, own = cpu_seconds(process.process_id), time.process_time()
                load = await spoken(place, messages)
                loads.append(load)
                after, peak = cpu_seconds(process.process_id), peak_megabytes(process.process_id)
                figures["server_share"] = (time.process_time() - own) / (load.until - load.since)
            figures |= _throughput(load) | _faults(loads) | _lag(process.lags(load.since, load.until))
    if before is not None and after is not None:
        figures["cpu_ms_a_message"] = (after - before) * 1000 / len(load.said)
        figures["cpu_share"] = (after - before) / (load.until - load.since)
    if peak is not None:
        figures["peak_megabytes"] = peak
    return figures


def _latencies(load: Load) -> Figures:
    took = load.milliseconds
    return {f"p{percent}_ms": percentile(took, percent) for percent in (50, 95, 99)}


def _throughput(load: Load) -> Figures:
    figures: Figures = {"messages": len(load.said), "messages_a_second": load.per_second}
    figures["sends_a_message"] = load.sends / len(load.said)
    figures["other_requests"] = sum(load.other_requests.values())
    return figures


def _faults(loads: list[Load]) -> Figures:
    """Count what went wrong in all that was said, warming included."""
    return {
        "lost": sum(load.lost for load in loads),
        "doubled": sum(load.doubled for load in loads),
        "reordered": sum(load.reordered for load in loads),
    }


def _lag(seconds: list[float]) -> Figures:
    if len(seconds) < 2:
        return {}
    return {"lag_p99_ms": percentile(seconds, 99) * 1000, "lag_worst_ms": max(seconds) * 1000}


def medians(runs: list[Figures]) -> Figures:
    """Return the median of each figure, and of what went wrong all there was."""
    summed = ("lost", "doubled", "reordered", "other_requests")
    return {
        name: sum(run[name] for run in runs) if name in summed else statistics.median(run[name] for run in runs)
        for name in runs[0]
    }
