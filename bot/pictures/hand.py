"""The hand: draws a sheet with libvips, whose text is Pango's and whose shapes are librsvg's.

What members wrote and what they chose as their picture is looked into here, in a process of its own, and nowhere else.
"""

import contextlib
import html
import re
from collections.abc import Mapping
from typing import Any, Final

import pyvips

from bot.pictures.lettering import cleaned, shorter

MOST_PIXELS_OF_A_FACE: Final = 4096 * 4096

# PNG, JPEG, GIF, WebP: the library reads more kinds than Discord has, and has been tried less on them.
_FACES: Final = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL)

_SMALLEST: Final = 0.72  # of its size, before a line is cut
_ABOVE: Final = 1.25  # of its size: what a line may take of its neighbourhood
_BELOW: Final = 0.5

Order = Mapping[str, Any]


class Hand:
    """Draws by the fonts of one order."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._zoom = float(order["zoom"])
        letter = self._ink("x", 100, is_bold=False, colour="#000")
        # The lower edge of an x is the baseline; Pango says only where the ink begins.
        self._ascent = (letter.yoffset + letter.height) / (100 * self._zoom)

    def draw(self, picture: bytes) -> bytes:
        """Return the whole sheet as PNG."""
        sheet = pyvips.Image.svgload_buffer(self._order["svg"].encode(), scale=self._zoom)
        placed = [spot for line in self._order["lines"] if (spot := self._line(line)) is not None]
        if self._order["face"] is not None:
            with contextlib.suppress(pyvips.Error):  # what is no picture is left out; its place has something in it
                placed.append(self._face(picture))
        if placed:
            inks, xs, ys = zip(*placed, strict=True)
            sheet = sheet.composite(list(inks), "over", x=list(xs), y=list(ys))
        written: bytes = sheet.write_to_buffer(".png", compression=6, keep="none")
        return written

    def _line(self, line: Mapping[str, Any]) -> tuple[pyvips.Image, int, int] | None:
        text = cleaned(line["text"])
        try:
            ink, size = self._fitting(text, line)
        except pyvips.Error:  # nothing of it can be seen
            return None
        x, y = line["x"] * self._zoom, line["y"] * self._zoom
        left = {"left": x, "middle": x - ink.width / 2, "right": x - ink.width}[line["align"]]
        top = y - self._ascent * size * self._zoom + ink.yoffset
        highest, lowest = y - _ABOVE * size * self._zoom, y + _BELOW * size * self._zoom
        over = max(0, round(highest - top))
        height = min(ink.height - over, round(lowest - max(top, highest)))
        width = min(ink.width, round(line["width"] * self._zoom))
        return ink.crop(0, over, width, max(height, 1)), round(left), round(top) + over

    def _fitting(self, text: str, line: Mapping[str, Any]) -> tuple[pyvips.Image, float]:
        """Return the ink of *text*, smaller or cut where it is too wide, and its size."""
        room, size, look = line["width"] * self._zoom, line["size"], {key: line[key] for key in ("is_bold", "colour")}
        ink = self._ink(text, size, **look)
        if ink.width <= room:
            return ink, size
        size = max(size * room / ink.width, size * _SMALLEST)
        ink = self._ink(text, size, **look)
        fits, fails = 1, len(text)
        if ink.width <= room:
            return ink, size
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if self._ink(shorter(text, middle), size, **look).width <= room:
                fits = middle
            else:
                fails = middle
        return self._ink(shorter(text, fits), size, **look), size

    def _ink(self, text: str, size: float, *, is_bold: bool, colour: str) -> pyvips.Image:
        weight = "bold" if is_bold else "normal"
        look = f'foreground="{colour}" weight="{weight}" lang="{self._order["tag"]}"'
        # Pango's sizes are 1024ths of a point, and at 72 dots an inch a point is a pixel.
        look += f' size="{round(size * self._zoom * 1024)}"'
        marked = f"<span {look}>{html.escape(text)}</span>"
        return pyvips.Image.text(marked, font=self._order["families"], dpi=72, rgba=True)

    def _face(self, picture: bytes) -> tuple[pyvips.Image, int, int]:
        place = self._order["face"]
        if not _FACES.match(picture):  # the library reads more kinds than Discord has, and has been tried less on them
            raise pyvips.Error("no picture of Discord's")
        seen = pyvips.Image.new_from_buffer(picture, "")
        if seen.width * seen.height > MOST_PIXELS_OF_A_FACE:
            raise pyvips.Error("too many pixels")
        size = round(place["width"] * self._zoom)
        face = pyvips.Image.thumbnail_buffer(picture, size, height=size, crop="centre", size="both")
        face = face.colourspace("srgb")
        if not face.hasalpha():
            face = face.bandjoin(255)
        circle = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"><circle cx="{size / 2}"'
        mask = pyvips.Image.svgload_buffer(f'{circle} cy="{size / 2}" r="{size / 2}"/></svg>'.encode())
        round_alpha = face[3] * mask[3] / 255
        face = face.extract_band(0, n=3).bandjoin(round_alpha.cast("uchar"))
        # Decoded now, while a broken picture can still be left out.
        return face.copy_memory(), round(place["x"] * self._zoom), round(place["y"] * self._zoom)


def can_show_chinese() -> bool:
    """Tell whether there is ink of characters, and not of the boxes that stand for what no font has.

    Those are all of one height: a character that is one flat stroke is not.
    """
    try:
        flat, *full = (pyvips.Image.text(each, font="sans 64", dpi=72) for each in "一永语語")
    except pyvips.Error:
        return False
    return all(ink.height > 2 * flat.height for ink in full)
