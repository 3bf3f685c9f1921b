"""A sheet: a picture as shapes, lines of text and a face, ready for the process that draws it.

Text never gets into the SVG, so nothing that anybody wrote is ever read as markup; the SVG has no reference in it.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Final, Literal

from bot.pictures.protocol import ORDER
from bot.translation.model import ZH_HANT, Language

WIDTH: Final = 1000
"""Of every sheet, in its own units. A phone shows it 360 points wide: 26 units are 9 points there."""

ZOOM: Final = 1.2
"""Pixels a unit: 1200 wide, what three pixels a point show on a phone, and two on a desktop."""

Align = Literal["left", "middle", "right"]

_FAMILIES: Final = {
    "hans": "Noto Sans CJK SC,Noto Sans SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans",
    "hant": "Noto Sans CJK TC,Noto Sans TC,Source Han Sans TC,PingFang TC,Microsoft JhengHei,WenQuanYi Micro Hei,sans",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: *y* is its baseline, *x* where it begins, has its middle or ends.

    It is made smaller where it is wider than *width*, and then cut.
    """

    text: str
    x: float
    y: float
    width: float
    size: int
    colour: str
    align: Align = "left"
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A round picture that nobody has looked into: its left and upper edge, and how wide it is."""

    picture: bytes = field(repr=False)
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture to be drawn."""

    language: Language
    height: int
    shapes: tuple[str, ...]
    lines: tuple[Line, ...]
    face: Face | None = None

    @property
    def svg(self) -> str:
        """Return the shapes as a document."""
        size = f'width="{WIDTH}" height="{self.height}" viewBox="0 0 {WIDTH} {self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(self.shapes)}</svg>'

    def packed(self) -> bytes:
        """Return it as the request that the process takes."""
        is_traditional = self.language == ZH_HANT
        order = {
            "svg": self.svg,
            "zoom": ZOOM,
            "families": _FAMILIES["hant" if is_traditional else "hans"],
            "tag": "zh-tw" if is_traditional else "zh-cn",
            "lines": [asdict(line) for line in self.lines],
            "face": None if self.face is None else {"x": self.face.x, "y": self.face.y, "width": self.face.width},
        }
        picture = b"" if self.face is None else self.face.picture
        words = json.dumps(order).encode()
        return ORDER.pack(len(words), len(picture)) + words + picture
