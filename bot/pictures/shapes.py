"""Shapes: pieces of SVG from numbers and our own colours alone, never from words."""

from collections.abc import Iterable
from typing import Final

from bot.participation.drawing import Glyph
from bot.pictures.palette import EDGE, PAPER
from bot.pictures.sheet import WIDTH

Point = tuple[float, float]

HATCH: Final = (
    '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="3" height="9" fill="#ffffff" fill-opacity="0.55"/></pattern></defs>'
)
"""Makes `url(#hatch)` stripes over what is filled."""

# Drawn in a square of 24.
_GLYPHS: Final = {
    Glyph.BRIDGE: "M2 17h20M4 17c0-6 3.6-9 8-9s8 3 8 9M8 17v-7.6M12 17V8M16 17v-7.6M2 20h20",
    Glyph.SPEECH: "M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5",
    Glyph.LEAF: "M5 19C4 10 10 4 20 4c0 10-6 15.500-13 14M5 20c2-5 5-8 9-10",
    Glyph.STAR: "M12 3.500l2.600 5.600 6.100.700-4.500 4.200 1.200 6-5.400-3-5.400 3 1.200-6-4.500-4.200 6.100-.700z",
}


def number(value: float) -> str:
    """Return *value* as SVG takes it, in hundredths."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0, edge: str = "") -> str:
    """Return a rectangle with round corners, and a line around it where *edge* names a colour."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    line = f' stroke="{edge}" stroke-width="2"' if edge else ""
    return f'<rect {place} rx="{number(radius)}" fill="{fill}"{line}/>'


def disc(x: float, y: float, radius: float, fill: str, *, edge: str = "", width: float = 3) -> str:
    """Return a circle around a point, with a line around it where *edge* names a colour."""
    line = f' stroke="{edge}" stroke-width="{number(width)}"' if edge else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{line}/>'


def stroke(points: Iterable[Point], colour: str, *, width: float = 2, dash: str = "") -> str:
    """Return a line through *points*."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    look = (
        f'fill="none" stroke="{colour}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    )
    return f'<polyline points="{path}" {look}{dashed}/>'


def tick(x: float, y: float, colour: str) -> str:
    """Return a check mark with its middle at a point."""
    return stroke([(x - 9, y), (x - 3, y + 7), (x + 9, y - 7)], colour, width=4)


def glyph(kind: Glyph, x: float, y: float, size: float, colour: str) -> str:
    """Return one of our own small drawings: its left upper corner, and how large it is."""
    place = f'transform="translate({number(x)} {number(y)}) scale({number(size / 24)})"'
    look = f'fill="none" stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{_GLYPHS[kind]}" {place} {look}/>'


def marker(index: int, x: float, y: float, colour: str, *, size: float = 9) -> str:
    """Return what marks the values of one series and of no other: a disc, a square, a diamond, a ring."""
    if index == 0:
        return disc(x, y, size, colour)
    if index == 1:
        return box(x - size, y - size, 2 * size, 2 * size, colour, radius=2)
    if index == 2:
        corners = [(x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y)]
        path = " ".join(f"{number(across)},{number(down)}" for across, down in corners)
        return f'<polygon points="{path}" fill="{colour}"/>'
    return disc(x, y, size - 1.5, PAPER, edge=colour, width=4)


def paper(height: float) -> str:
    """Return the card that everything stands on."""
    return box(1, 1, WIDTH - 2, height - 2, PAPER, radius=30, edge=EDGE)
