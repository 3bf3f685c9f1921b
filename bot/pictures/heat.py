"""The heat map: a square for each day, larger and darker the more there was."""

from typing import Final

from bot.participation.drawing import HeatMap
from bot.pictures.palette import HEAT, INK, QUIET
from bot.pictures.shapes import box
from bot.pictures.sheet import Line

_DAYS: Final = 7
_LABELS: Final = 66  # of the weekdays
_PITCH_DOWN: Final = 31
_NARROW: Final = 16
_WIDEST: Final = 31  # a column; of a year they are narrower


def level(value: int, most: int) -> int:
    """Return the step of *value* where *most* is the greatest: 0 for nothing, else 1 to 4."""
    if value <= 0:
        return 0
    return min(1 + 4 * (value - 1) // max(most, 4), 4)


def heat_map(heat: HeatMap, x: float, y: float, width: float) -> tuple[list[str], list[Line]]:
    """Return the map with its left upper corner at a point: its label, seven rows, and the key below them."""
    lines = [Line(heat.label, x, y + 24, width, 28, INK, is_bold=True)]
    before = (heat.weekday + 1 - len(heat.days)) % _DAYS  # fields of the first column that no day is in
    columns = max(-(-(before + len(heat.days)) // _DAYS), 1)
    pitch = min((width - _LABELS) / columns, _WIDEST)
    left, top, most = x + _LABELS, y + 42, max(heat.days, default=0)
    shapes = []
    for place, value in enumerate(heat.days):
        column, row = divmod(place + before, _DAYS)
        middle = left + (column + 0.5) * pitch, top + (row + 0.5) * _PITCH_DOWN
        shapes.append(_square(level(value, most), *middle, pitch))
    # Every second one: all seven would touch each other.
    for row, label in enumerate(heat.weekdays):
        if row % 2 == 0:
            lines.append(Line(label, x, top + (row + 0.5) * _PITCH_DOWN + 9, _LABELS - 8, 25, QUIET))
    key, key_lines = _key(heat, left, top + _DAYS * _PITCH_DOWN + 30)
    return shapes + key, lines + key_lines


def _square(step: int, x: float, y: float, pitch: float) -> str:
    part = (0.34, 0.55, 0.7, 0.85, 1)[step]
    high = (_PITCH_DOWN - 4) * part
    # Of a year the columns are too narrow for squares: what is more is higher alone.
    wide = (pitch - 4) * part if pitch > _NARROW else pitch * 0.8
    return box(x - wide / 2, y - high / 2, wide, high, HEAT[step], radius=min(wide, high) * 0.22)


def _key(heat: HeatMap, x: float, y: float) -> tuple[list[str], list[Line]]:
    room, pitch = 90, 32
    shapes = [_square(step, x + room + (step + 0.5) * pitch, y, pitch) for step in range(len(HEAT))]
    right = x + room + len(HEAT) * pitch + 12
    return shapes, [
        Line(heat.less, x + room - 12, y + 9, room, 25, QUIET, "right"),
        Line(heat.more, right, y + 9, room, 25, QUIET),
    ]
