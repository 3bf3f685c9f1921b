"""Drawing: what stands in a card or a chart, before anybody draws it.

Every word is in the reader's language already. Every figure of a picture is in here, so that whoever sends one can say
the same as text.
"""

import enum
from dataclasses import dataclass
from typing import Protocol

from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and what it counts."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class GoalDay:
    """A day of the present week.

    Attributes:
        label: One or two letters.
        is_reached: Whether its member took part on it.
    """

    label: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class WeeklyGoal:
    """How far a member is this week.

    Attributes:
        label: How many days of how many.
        days: Seven, Monday first.
        in_a_row: How many weeks reached their goal one after the other; empty where that is not to be told.
    """

    label: str
    days: tuple[GoalDay, ...]
    in_a_row: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A number for each day, in columns of weeks.

    Attributes:
        days: Twelve weeks or fewer, or up to a year of them; the last one is today.
        weekday: Of today: 0 is Monday.
        weekdays: What the seven rows are called, Monday first.
        less, more: What stands at the ends of the key.
    """

    label: str
    days: tuple[int, ...]
    weekday: int
    weekdays: tuple[str, ...]
    less: str
    more: str


class Glyph(enum.StrEnum):
    """What is drawn beside a badge: shapes of our own, no emoji and no flag."""

    BRIDGE = "bridge"
    SPEECH = "speech"
    LEAF = "leaf"
    STAR = "star"


@dataclass(frozen=True, slots=True)
class Badge:
    """What somebody was given for good."""

    label: str
    glyph: Glyph = Glyph.STAR


@dataclass(frozen=True, slots=True)
class Card:
    """How a member took part.

    Attributes:
        language: The reader's, for the shapes of Chinese characters.
        name: As the member wrote it: anything.
        avatar: A PNG, JPEG, GIF or WebP as it came; nobody has looked into it.
        title: What it is about: the guild, or the time.
        week: The contributions of this week.
        kinds: Contributions by kind, in the order in which they are to stand.
    """

    language: Language
    name: str
    avatar: bytes | None
    title: str
    week: Count
    goal: WeeklyGoal
    kinds: tuple[Count, ...]
    heat: HeatMap
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each place on the axis of time; None where there is none to tell."""

    label: str
    values: tuple[float | None, ...]


class Shape(enum.StrEnum):
    """How series are drawn."""

    LINES = "lines"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Mark:
    """A height that is worth knowing, such as chance."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Chart:
    """At most four series over time.

    Attributes:
        language: The reader's.
        places: What the places on the axis are called, oldest first; those that find no room are not written.
        note: What has to be known to read it; what is not told, and why.
    """

    language: Language
    title: str
    shape: Shape
    places: tuple[str, ...]
    series: tuple[Series, ...]
    mark: Mark | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table.

    Attributes:
        said: What is written there: the share, or why there is none.
        share: Between 0 and 1; None where there is none.
    """

    said: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: as many cells as there are columns."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Shares in rows and columns, such as retention by arrival week.

    Attributes:
        language: The reader's.
        note: What has to be known to read it.
    """

    language: Language
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Painter(Protocol):
    """Draws pictures, as PNG."""

    async def card(self, card: Card) -> bytes | None:
        """Return a picture of *card*; None where none can be drawn now: the same is to be said as text."""
        ...

    async def chart(self, chart: Chart | Table) -> bytes | None:
        """Return a picture of *chart*; None where none can be drawn now: the same is to be said as text."""
        ...
