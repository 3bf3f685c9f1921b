"""Charts: series over time, laid out."""

import math
from itertools import groupby
from typing import Final

from bot.participation.drawing import Chart, Mark, Series, Shape
from bot.pictures.palette import INK, QUIET, RULE, SERIES
from bot.pictures.shapes import HATCH, box, marker, number, paper, stroke
from bot.pictures.sheet import WIDTH, Line, Sheet

_MARGIN: Final = 44
_LEFT: Final = 120  # of the plot: before it stand the numbers of the axis
_RIGHT: Final = WIDTH - 110  # behind it stand the newest values
_TOP: Final = 176
_BOTTOM: Final = 500
_MOST_PLACES: Final = 7  # that are written below the axis
_STEPS: Final = 4  # of the axis
_ROOM_FOR_A_VALUE: Final = 44  # a bar as wide as this has its value above it


def chart_sheet(chart: Chart) -> Sheet:
    """Return *chart* laid out."""
    series = chart.series[: len(SERIES)]
    told = [value for each in series for value in each.values if value is not None]
    is_whole = all(value == int(value) for value in told)
    top = ceiling(max([*told, *([chart.mark.value] if chart.mark else [])], default=0), is_whole=is_whole)
    height = _BOTTOM + 76 + (46 if chart.note else 0)
    shapes, lines = [paper(height), HATCH], [Line(chart.title, _MARGIN, 76, WIDTH - 2 * _MARGIN, 38, INK, is_bold=True)]
    if chart.note:
        lines.append(Line(chart.note, _MARGIN, height - 34, WIDTH - 2 * _MARGIN, 26, QUIET))
    draw = _bars if chart.shape is Shape.BARS else _curves
    for more_shapes, more_lines in (
        _legend(series, is_hatched=chart.shape is Shape.BARS),
        _axis(top),
        _places(chart.places),
        draw(series, len(chart.places), top),
        _mark(chart.mark, top),
    ):
        shapes += more_shapes
        lines += more_lines
    return Sheet(chart.language, height, tuple(shapes), tuple(lines))


def ceiling(most: float, *, is_whole: bool) -> float:
    """Return where the axis ends, so that its quarters read well; those of whole numbers are whole."""
    if most <= 0 or (is_whole and most <= 4):
        return 4
    power: float = 10.0 ** math.floor(math.log10(most))
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if power > 1 else (1, 2, 4, 8, 12)
    # A step such as 1.2 times 10 may come out a bit below what it is.
    return next(step * power for step in steps if step * power * (1 + 1e-9) >= most)


def _said(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _at(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * min(value / top, 1)


def _across(place: float, places: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (place + 0.5) / max(places, 1)


def _legend(series: tuple[Series, ...], *, is_hatched: bool) -> tuple[list[str], list[Line]]:
    shapes: list[str] = []
    lines: list[Line] = []
    room = (WIDTH - 2 * _MARGIN) / max(len(series), 2)
    for index, (each, colour) in enumerate(zip(series, SERIES, strict=False)):
        x = _MARGIN + index * room
        if is_hatched:
            shapes += _bar(index, x, 106, 26, 26)
        else:
            shapes.append(marker(index, x + 13, 119, colour, size=11))
        lines.append(Line(each.label, x + 40, 129, room - 50, 28, INK))
    return shapes, lines


def _axis(top: float) -> tuple[list[str], list[Line]]:
    shapes: list[str] = []
    lines: list[Line] = []
    for step in range(_STEPS + 1):
        value = top * step / _STEPS
        y = _at(value, top)
        shapes.append(stroke([(_LEFT, y), (_RIGHT, y)], QUIET if step == 0 else RULE))
        lines.append(Line(_said(value), _LEFT - 16, y + 9, _LEFT - _MARGIN - 8, 26, QUIET, "right"))
    return shapes, lines


def _places(places: tuple[str, ...]) -> tuple[list[str], list[Line]]:
    every = -(-len(places) // _MOST_PLACES) or 1
    last = len(places) - 1
    room = (_RIGHT - _LEFT) * every / max(len(places), 1) - 8
    return [], [
        Line(label, _across(place, len(places)), _BOTTOM + 40, min(room, 220), 26, QUIET, "middle")
        for place, label in enumerate(places)
        if (last - place) % every == 0  # the newest is always among them
    ]


def _curves(series: tuple[Series, ...], places: int, top: float) -> tuple[list[str], list[Line]]:
    shapes: list[str] = []
    for index, (each, colour) in enumerate(zip(series, SERIES, strict=False)):
        points = [
            None if value is None else (_across(place, places), _at(value, top))
            for place, value in enumerate(each.values[:places])
        ]
        # Where nothing is told the line has a gap: it would tell something else.
        for is_told, run in groupby(points, key=lambda point: point is not None):
            if is_told:
                shapes.append(stroke([point for point in run if point], colour, width=5))
        size = 9 if places <= 16 else 6
        shapes += [marker(index, *point, colour, size=size) for point in points if point]
    return shapes, _last_values(series, places, top, 18)


def _newest(values: tuple[float | None, ...], places: int) -> tuple[int, float] | None:
    """Return the place of the last value that is told, and the value."""
    told = [(place, value) for place, value in enumerate(values[:places]) if value is not None]
    return told[-1] if told else None


def _last_values(series: tuple[Series, ...], places: int, top: float, beside: float) -> list[Line]:
    """Return the newest value of each series *beside* its place, lower ones further down where they would touch."""
    last = [
        (_at(newest[1], top), *newest, colour)
        for each, colour in zip(series, SERIES, strict=False)
        if (newest := _newest(each.values, places))
    ]
    lines: list[Line] = []
    for y, place, value, colour in sorted(last):
        at = max(y + 10, lines[-1].y + 32) if lines else y + 10
        x = _across(place, places) + beside
        lines.append(Line(_said(value), x, at, WIDTH - 16 - x, 28, colour, is_bold=True))
    return lines


def _bars(series: tuple[Series, ...], places: int, top: float) -> tuple[list[str], list[Line]]:
    shapes: list[str] = []
    lines: list[Line] = []
    group = (_RIGHT - _LEFT) / max(places, 1)
    width = min(group * 0.76 / max(len(series), 1), 64)
    is_written = width >= _ROOM_FOR_A_VALUE
    for index, each in enumerate(series):
        for place, value in enumerate(each.values[:places]):
            if value is None:
                continue
            x = _across(place, places) + (index - len(series) / 2) * width
            y = _at(value, top)
            shapes += _bar(index, x + 1.5, y, width - 3, _BOTTOM - y)
            if is_written:
                lines.append(Line(_said(value), x + width / 2, y - 8, width + 6, 25, SERIES[index], "middle"))
    return shapes, lines if is_written else _last_values(series, places, top, len(series) * width / 2 + 8)


def _bar(index: int, x: float, y: float, width: float, height: float) -> list[str]:
    bar = box(x, y, width, height, SERIES[index], radius=min(5, height / 2))
    return [bar, box(x, y, width, height, "url(#hatch)", radius=min(5, height / 2))] if index % 2 else [bar]


def _mark(mark: Mark | None, top: float) -> tuple[list[str], list[Line]]:
    if mark is None:
        return [], []
    y = _at(mark.value, top)
    label = Line(mark.label, _LEFT + 10, y - 12, 420, 26, INK)
    return [stroke([(_LEFT, y), (_RIGHT, y)], INK, width=3, dash=f"{number(2)} 10")], [label]
