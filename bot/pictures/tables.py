"""Tables: shares in rows and columns, laid out; a field is the darker the more it is, and says how much."""

from typing import Final

from bot.participation.drawing import Cell, Table
from bot.pictures.palette import INK, QUIET, SHADES
from bot.pictures.shapes import box, paper
from bot.pictures.sheet import WIDTH, Line, Sheet

MOST_ROWS: Final = 16
"""The newest ones, which stand last."""

_MARGIN: Final = 44
_LABELS: Final = 250
_HEAD: Final = 160
_ROW: Final = 56
_GAP: Final = 6


def table_sheet(table: Table) -> Sheet:
    """Return *table* laid out, as high as it has rows."""
    rows = table.rows[-MOST_ROWS:]
    foot = _HEAD + len(rows) * _ROW
    height = foot + (68 if table.note else 28)
    pitch = (WIDTH - 2 * _MARGIN - _LABELS) / max(len(table.columns), 1)
    shapes, lines = [paper(height)], [Line(table.title, _MARGIN, 76, WIDTH - 2 * _MARGIN, 38, INK, is_bold=True)]
    for place, label in enumerate(table.columns):
        x = _MARGIN + _LABELS + (place + 0.5) * pitch
        lines.append(Line(label, x, _HEAD - 20, pitch - _GAP, 28, QUIET, "middle"))
    for number, row in enumerate(rows):
        y = _HEAD + number * _ROW
        lines.append(Line(row.label, _MARGIN, y + 35, _LABELS - 12, 28, INK))
        for place, cell in enumerate(row.cells[: len(table.columns)]):
            x = _MARGIN + _LABELS + place * pitch
            shapes.append(box(x, y, pitch - _GAP, _ROW - _GAP, _shade(cell), radius=10))
            colour = QUIET if cell.share is None else INK
            middle = x + (pitch - _GAP) / 2
            lines.append(Line(cell.said, middle, y + 35, pitch - 2 * _GAP, 28, colour, "middle"))
    if table.note:
        lines.append(Line(table.note, _MARGIN, height - 30, WIDTH - 2 * _MARGIN, 26, QUIET))
    return Sheet(table.language, height, tuple(shapes), tuple(lines))


def _shade(cell: Cell) -> str:
    if cell.share is None:
        return SHADES[0]
    return SHADES[min(1 + int(cell.share * 4), 4)]
