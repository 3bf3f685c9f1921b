"""Cards: how a member took part, laid out."""

import unicodedata
import zlib
from typing import Final

from bot.participation.drawing import Badge, Card, Count, WeeklyGoal
from bot.pictures.heat import heat_map
from bot.pictures.palette import EDGE, FACES, INK, JADE, ON_JADE, PANEL, QUIET, TINT
from bot.pictures.shapes import box, disc, glyph, paper, tick
from bot.pictures.sheet import WIDTH, Face, Line, Sheet

Piece = tuple[list[str], list[Line]]
"""Shapes, and lines of text over them."""

_MARGIN: Final = 40
_INNER: Final = WIDTH - 2 * _MARGIN
_FACE: Final = 108
_PANELS_AT: Final = 172
_PANEL_HEIGHT: Final = 342
_GOAL_WIDTH: Final = 400
_GAP: Final = 20
_ROW: Final = 66
_BADGE: Final = 62
_COLUMN: Final = (_INNER - _GAP) / 2


def card_sheet(card: Card) -> Sheet:
    """Return *card* laid out; it is as high as what is to be told needs."""
    below = _PANELS_AT + _PANEL_HEIGHT + _GAP
    heat_at = _MARGIN + _GOAL_WIDTH + _GAP
    pieces = [
        _head(card),
        _week(card.week, card.goal),
        _panel(heat_at, _INNER - _GOAL_WIDTH - _GAP),
        heat_map(card.heat, heat_at + 22, _PANELS_AT + 20, _INNER - _GOAL_WIDTH - _GAP - 44),
        _kinds(card.kinds, below),
    ]
    below += -(-len(card.kinds) // 2) * _ROW
    pieces.append(_badges(card.badges, below))
    height = below + -(-len(card.badges) // 3) * _BADGE + 24
    shapes = [paper(height)] + [shape for drawn, _ in pieces for shape in drawn]
    lines = tuple(line for _, written in pieces for line in written)
    face = None if card.avatar is None else Face(card.avatar, _MARGIN, 36, _FACE)
    return Sheet(card.language, height, tuple(shapes), lines, face)


def _head(card: Card) -> Piece:
    middle = _MARGIN + _FACE / 2, 36 + _FACE / 2
    left = _MARGIN + _FACE + 28
    room = WIDTH - _MARGIN - left
    colour = FACES[zlib.crc32(card.name.encode(errors="replace")) % len(FACES)]
    return (
        # Under the picture, so that something stands there where it is none.
        [disc(*middle, _FACE / 2 - 1, colour)],
        [
            Line(_initial(card.name), middle[0], middle[1] + 21, _FACE - 20, 58, ON_JADE, "middle", is_bold=True),
            Line(card.name, left, 88, room, 50, INK, is_bold=True),
            Line(card.title, left, 132, room, 29, QUIET),
        ],
    )


def _initial(name: str) -> str:
    return next((each.upper() for each in name if unicodedata.category(each)[0] in "LN"), "·")


def _panel(x: float, width: float) -> Piece:
    return [box(x, _PANELS_AT, width, _PANEL_HEIGHT, PANEL, radius=20, edge=EDGE)], []


def _week(week: Count, goal: WeeklyGoal) -> Piece:
    shapes, lines = _panel(_MARGIN, _GOAL_WIDTH)
    left, room = _MARGIN + 26, _GOAL_WIDTH - 52
    lines += [
        Line(f"{week.number:,}", left, _PANELS_AT + 86, room, 78, JADE, is_bold=True),
        Line(week.label, left, _PANELS_AT + 126, room, 28, QUIET),
        Line(goal.label, left, _PANELS_AT + 186, room, 28, INK, is_bold=True),
        Line(goal.in_a_row, left, _PANELS_AT + 320, room, 27, QUIET),
    ]
    pitch, y = room / max(len(goal.days), 1), _PANELS_AT + 221
    for place, day in enumerate(goal.days):
        x = left + pitch * (place + 0.5)
        shapes.append(disc(x, y, 19, JADE if day.is_reached else PANEL, edge=JADE if day.is_reached else QUIET))
        if day.is_reached:
            shapes.append(tick(x, y, ON_JADE))
        lines.append(Line(day.label, x, y + 51, pitch, 26, QUIET, "middle"))
    return shapes, lines


def _kinds(kinds: tuple[Count, ...], top: float) -> Piece:
    shapes: list[str] = []
    lines: list[Line] = []
    most = max((kind.number for kind in kinds), default=0)
    for place, kind in enumerate(kinds):
        row, column = divmod(place, 2)
        x, y = _MARGIN + column * (_COLUMN + _GAP), top + row * _ROW
        shapes.append(box(x, y, _COLUMN, 56, PANEL, radius=14, edge=EDGE))
        shapes.append(box(x + 18, y + 42, _COLUMN - 36, 6, TINT, radius=3))
        if kind.number > 0:
            length = max((_COLUMN - 36) * kind.number / most, 6)
            shapes.append(box(x + 18, y + 42, length, 6, JADE, radius=3))
        lines.append(Line(kind.label, x + 18, y + 32, _COLUMN - 140, 28, INK))
        lines.append(Line(f"{kind.number:,}", x + _COLUMN - 18, y + 32, 110, 29, INK, "right", is_bold=True))
    return shapes, lines


def _badges(badges: tuple[Badge, ...], top: float) -> Piece:
    shapes: list[str] = []
    lines: list[Line] = []
    width = (_INNER - 2 * _GAP) / 3
    for place, badge in enumerate(badges):
        row, column = divmod(place, 3)
        x, y = _MARGIN + column * (width + _GAP), top + 4 + row * _BADGE
        shapes += [disc(x + 24, y + 24, 24, JADE), glyph(badge.glyph, x + 8, y + 8, 32, ON_JADE)]
        lines.append(Line(badge.label, x + 60, y + 34, width - 62, 27, INK))
    return shapes, lines
