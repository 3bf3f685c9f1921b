"""What a picture costs: how soon it is there, how long the event loop is held, what the process that draws takes.

    uv run --group dev python -m benchmarks.pictures

It needs the fonts of docs/operating.md. Beside each figure stands a reference of the same run: an empty Python for a
start, and the same pictures drawn on the event loop itself for the hold.
"""

import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

import click
import pyvips

from benchmarks.processes import megabytes, peak_megabytes
from bot.cli.main import event_loop_factory
from bot.clock import SystemClock
from bot.participation.drawing import Badge, Card, Count, Glyph, GoalDay, HeatMap, WeeklyGoal
from bot.pictures.cards import card_sheet
from bot.pictures.painter import WorkerPainter
from bot.pictures.process import Drawing
from bot.pictures.protocol import ORDER
from bot.pictures.worker import drawn
from bot.translation.model import ZH_HANS

_RUNS: Final = 7
_PICTURES: Final = 20
_TICK: Final = 0.001
_BALLAST: Final = 150_000_000  # bytes, so that a start is as dear as from the whole bot

_NAMES: Final = (
    "王小明",
    "Dana Whitfield",
    "דנה כהן",
    "ليلى المصري",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 Mia",
    "a name that does not end " * 5,
)


def main() -> None:
    """Measure and print."""
    ballast = bytearray(_BALLAST)
    ballast[::4096] = b"x" * len(ballast[::4096])
    empty = statistics.median(_seconds_of_an_empty_python() for _ in range(_RUNS))
    cold, warm = _run(_cold_and_warm())
    ready, idle, peak = _run(_process())
    idle_loop = _run(_hold(_nothing))
    by_painter, on_the_loop = _run(_hold(_by_painter)), _run(_hold(_on_the_loop))
    click.echo(f"a card, nobody there to draw   {cold:7.3f} s   {cold / empty:5.1f} x an empty Python ({empty:.3f} s)")
    click.echo(f"a card, drawn before           {warm:7.3f} s")
    click.echo(f"until the process is ready     {ready:7.3f} s")
    click.echo(f"its memory, idle and at most   {idle:7.1f} MB, {peak:.1f} MB")
    click.echo(f"longest hold, {_PICTURES} pictures      {by_painter}")
    click.echo(f"  nothing drawn                {idle_loop}")
    click.echo(f"  drawn on the loop itself     {on_the_loop}")
    del ballast


def _run(measuring: Coroutine[Any, Any, Any]) -> Any:
    """Run on the loop that the bot has."""
    with asyncio.Runner(loop_factory=event_loop_factory()) as runner:
        return runner.run(measuring)


def _seconds_of_an_empty_python() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def _card(number: int) -> Card:
    chance = random.Random(number)  # noqa: S311 - figures to be drawn
    days = tuple(chance.choice((0, 0, 1, 2, 3, 5)) for _ in range(84))
    goal = WeeklyGoal(
        "本周目标：3 天中的 2 天", tuple(GoalDay(label, label in "二四") for label in "一二三四五六日"), "连续 5 周"
    )
    heat = HeatMap("最近十二周", days, 3, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), "少", "多")
    kinds = tuple(
        Count(label, chance.randrange(99)) for label in ("回答每日话题", "跨语言回复", "回应新人", "给出的回应")
    )
    badges = (Badge("搭桥人", Glyph.BRIDGE), Badge("善于倾听", Glyph.SPEECH))
    name = f"{number} {_NAMES[number % len(_NAMES)]}"
    return Card(ZH_HANS, name, _avatar(number), "友邻花园", Count("本周的参与", number), goal, kinds, heat, badges)


def _avatar(seed: int) -> bytes:
    noise = pyvips.Image.gaussnoise(512, 512, mean=120, sigma=20, seed=seed)
    picture: bytes = noise.bandjoin([noise, noise]).cast("uchar").copy(interpretation="srgb").write_to_buffer(".png")
    return picture


async def _cold_and_warm() -> tuple[float, float]:
    cold: list[float] = []
    warm: list[float] = []
    for run in range(_RUNS):
        painter = WorkerPainter(SystemClock())
        for number in range(_PICTURES):
            card = _card(run * _PICTURES + number)
            began = time.perf_counter()
            if await painter.card(card) is None:
                raise click.ClickException("no picture: are the fonts there? See docs/operating.md")
            (warm if number else cold).append(time.perf_counter() - began)
        await painter.close()
    return statistics.median(cold), statistics.median(warm)


async def _process() -> tuple[float, float, float]:
    began = time.perf_counter()
    drawing = await Drawing.start()
    ready = time.perf_counter() - began
    for number in range(_PICTURES):
        await drawing.draw(card_sheet(_card(number)).packed())
    figures = ready, megabytes(drawing.process_id), peak_megabytes(drawing.process_id) or 0.0
    await drawing.end()
    return figures


@dataclass(frozen=True, slots=True)
class Hold:
    """How long the loop did not come to a tick, at most: by the clock, and in its own processor time.

    What others do on the machine is in the first and not in the second; waiting for the system is in the first alone.
    """

    seconds: float
    processor_seconds: float

    def __str__(self) -> str:
        return f"{self.seconds * 1000:7.1f} ms, of its own processor time {self.processor_seconds * 1000:.1f} ms"


async def _hold(draw: Callable[[list[Card]], Awaitable[None]]) -> Hold:
    """Return the longest that the loop was late for a tick while pictures were drawn, the start of it all included."""
    cards = [_card(number) for number in range(_PICTURES)]
    late: list[tuple[float, float]] = []
    ticking = asyncio.ensure_future(_tick(late))
    await asyncio.sleep(0.1)
    late.clear()
    await draw(cards)
    await asyncio.sleep(0.01)
    ticking.cancel()
    return Hold(max(clock for clock, _ in late), max(processor for _, processor in late))


async def _tick(late: list[tuple[float, float]]) -> None:
    while True:
        began, used = time.perf_counter(), time.thread_time()
        await asyncio.sleep(_TICK)
        late.append((time.perf_counter() - began - _TICK, time.thread_time() - used))


async def _nothing(_: list[Card]) -> None:
    await asyncio.sleep(_PICTURES * 0.1)


async def _by_painter(cards: list[Card]) -> None:
    painter = WorkerPainter(SystemClock())
    await asyncio.gather(*(painter.card(card) for card in cards))
    await painter.close()


async def _on_the_loop(cards: list[Card]) -> None:
    for card in cards:
        packed = card_sheet(card).packed()
        length, _ = ORDER.unpack(packed[: ORDER.size])
        drawn(packed[ORDER.size : ORDER.size + length], packed[ORDER.size + length :])
        await asyncio.sleep(0)


if __name__ == "__main__":
    main()
