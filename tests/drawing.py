"""Cards and charts to be drawn, and what a picture shows."""

from pathlib import Path
from typing import Final

import pytest
import pyvips

from bot.participation.drawing import Badge, Card, Chart, Count, Glyph, GoalDay, HeatMap, Series, Shape, WeeklyGoal
from bot.pictures.hand import can_show_chinese
from bot.pictures.sheet import ZOOM, Line
from bot.translation.model import EN, Language

_CJK: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_EMOJI: Final = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")

needs_fonts = pytest.mark.skipif(
    not (can_show_chinese() and _CJK.exists() and _EMOJI.exists()),
    reason="no fonts (Debian, Ubuntu: apt install fonts-noto-cjk fonts-noto-color-emoji)",
)

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TWELVE_WEEKS: Final = tuple(day % 5 for day in range(84))
KINDS: Final = (Count("Answers to the topic", 14), Count("Replies across languages", 31), Count("Help given", 0))


def heat(days: tuple[int, ...] = TWELVE_WEEKS, weekday: int = 2) -> HeatMap:
    return HeatMap("Last twelve weeks", days, weekday, WEEKDAYS, "less", "more")


def goal(*reached: int) -> WeeklyGoal:
    days = tuple(GoalDay(label[:1], place in reached) for place, label in enumerate(WEEKDAYS))
    return WeeklyGoal(f"{len(reached)} of 3 days", days, "5 weeks in a row")


def card(
    name: str = "Dana",
    *,
    avatar: bytes | None = None,
    language: Language = EN,
    kinds: tuple[Count, ...] = KINDS,
    days: HeatMap | None = None,
) -> Card:
    week = Count("contributions this week", sum(kind.number for kind in kinds))
    badges = (Badge("Bridge builder", Glyph.BRIDGE),) if kinds else ()
    return Card(language, name, avatar, "Garden", week, goal(0, 3), kinds, days or heat(), badges)


def chart(*values: tuple[float | None, ...], shape: Shape = Shape.LINES) -> Chart:
    places = tuple(f"week {place}" for place in range(max(map(len, values), default=0)))
    series = tuple(Series(f"series {number}", each) for number, each in enumerate(values))
    return Chart(EN, "Active members", shape, places, series)


def avatar(width: int = 64, height: int = 64, *, suffix: str = ".png") -> bytes:
    """Return a picture that is red all over."""
    red = pyvips.Image.black(width, height, bands=3).linear(1, [200, 0, 0])
    written: bytes = red.cast("uchar").copy(interpretation="srgb").write_to_buffer(suffix)
    return written


def pixels(png: bytes, x: float, y: float, width: float, height: float) -> bytes:
    """Return the colour of each pixel in a part of a picture, measured as sheets are."""
    seen = pyvips.Image.new_from_buffer(png, "").flatten(background=[0, 0, 0])
    raw: bytes = seen.crop(*(round(each * ZOOM) for each in (x, y, width, height))).write_to_memory()
    return raw


def colours(png: bytes, x: float, y: float, width: float, height: float) -> set[tuple[int, ...]]:
    """Return the colours that a part of a picture has, measured as sheets are."""
    raw = pixels(png, x, y, width, height)
    return {tuple(raw[at : at + 3]) for at in range(0, len(raw), 3)}


def around(line: Line) -> tuple[float, float, float, float]:
    """Return where the ink of a line that begins at its *x* has to be."""
    return line.x, line.y - line.size * 0.8, line.width, line.size
