"""Partners: who wants one, which hours they have, and what became of each pair."""

import enum
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, NewType

from bot.bridges.model import Bridge, BridgeId, Endpoint
from bot.ids import ChannelId, GuildId, UserId
from bot.prompts.model import Theme
from bot.translation.model import Language

PairId = NewType("PairId", int)

HOURS: Final = 24

A_WEEK: Final = timedelta(days=7)

# On Mondays, when it is evening in China and morning in America: asleep is nobody but in the middle of the Pacific.
_ROUND_AT: Final = time(12)


class Level(enum.StrEnum):
    """How well somebody knows their partner's language, as they say themselves."""

    NONE = "none"
    SOME = "some"
    WELL = "well"


class Part(enum.IntEnum):
    """A part of the day, four hours each; its number times four is the hour at which it begins."""

    NIGHT = 0
    DAWN = 1
    MORNING = 2
    AFTERNOON = 3
    EVENING = 4
    LATE = 5

    @property
    def hours(self) -> range:
        """Return its hours."""
        return range(4 * self, 4 * self + 4)


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody likes to talk: parts of their own day, and by how much their clock is ahead.

    No zone and no place: only what the clock on their wall shows now is asked. Whole hours will do, and a day is a
    circle, so that it is not even known on which side of the date line they are.

    Attributes:
        ahead: By how many hours, of 24, their clock is ahead of UTC.
    """

    parts: frozenset[Part]
    ahead: int

    @classmethod
    def by_clock(cls, parts: Collection[Part], hour_there: int, now: datetime) -> "Availability":
        """Return when somebody has time on whose wall it is *hour_there* o'clock *now* (UTC)."""
        return cls(frozenset(parts), (hour_there - now.hour) % HOURS)

    @property
    def hours(self) -> frozenset[int]:
        """Return the hours, by UTC."""
        return frozenset((hour - self.ahead) % HOURS for part in self.parts for hour in part.hours)

    def shared_with(self, other: "Availability") -> Sequence[tuple[int, int]]:
        """Return from when until when both have time, each as the clock here shows it, from midnight on."""
        shared = {(hour + self.ahead) % HOURS for hour in self.hours & other.hours}
        if len(shared) == HOURS:
            return [(0, HOURS)]
        begins = sorted(hour for hour in shared if (hour - 1) % HOURS not in shared)
        return [(hour, _end(hour, shared)) for hour in begins]


def _end(begin: int, hours: Collection[int]) -> int:
    end = begin
    while end % HOURS in hours:
        end += 1
    return end % HOURS


@dataclass(frozen=True, slots=True)
class Partner:
    """A member who wants a partner on a bridge.

    Attributes:
        channel_id: The channel whose language they write, in their guild; their threads stand under it.
        level: Of their partner's language.
        skips: The Monday of the week that they sit out.
        waiting: For how many weeks in a row nobody was left for them.
    """

    bridge_id: BridgeId
    user_id: UserId
    guild_id: GuildId
    channel_id: ChannelId
    level: Level
    interests: frozenset[Theme]
    availability: Availability
    skips: date | None = None
    waiting: int = 0

    def changed_to(self, other: "Partner") -> "Partner":
        """Return how *other* has it, with what the weeks have brought here."""
        return replace(other, skips=self.skips, waiting=self.waiting)


class PairState(enum.StrEnum):
    """How a pair stands."""

    PLANNED = "planned"  # their threads are still to be opened
    OPEN = "open"
    ASKED = "asked"  # whether they met
    ENDING = "ending"  # somebody has left: nothing crosses any more, and the threads are to be closed


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair.

    Attributes:
        thread_id: None as long as it is not opened.
        has_met: What they answered.
    """

    user_id: UserId
    guild_id: GuildId
    channel_id: ChannelId
    thread_id: ChannelId | None = None
    has_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """How a member is met.

    Attributes:
        name: As plain text.
        is_silenced: They may say nothing for a while: timed out.
    """

    name: str
    is_silenced: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who were brought together for a week.

    Attributes:
        week: Its Monday.
        sides: Two, the one who has the smaller id first.
    """

    id: PairId
    bridge_id: BridgeId
    week: date
    state: PairState
    sides: tuple[Side, ...]

    def side_of(self, user_id: UserId) -> Side | None:
        """Return the side of one of the two."""
        return next((one for one in self.sides if one.user_id == user_id), None)

    def others(self, user_id: UserId) -> tuple[Side, ...]:
        """Return whom somebody was brought together with."""
        return tuple(one for one in self.sides if one.user_id != user_id)

    def with_side(self, side: Side) -> "Pair":
        """Return this pair with *side* as it is now."""
        return replace(self, sides=tuple(side if one.user_id == side.user_id else one for one in self.sides))


def title_number(pair: Pair) -> str:
    """Return what tells the threads of a pair from all others, and nothing of the two."""
    return f"{pair.week:%y}{pair.week.isocalendar().week:02}-{pair.id}"


def week_of(moment: datetime) -> date:
    """Return the Monday of a moment's week (UTC)."""
    return moment.date() - timedelta(days=moment.weekday())


def next_round(now: datetime) -> datetime:
    """Return when the next pairs are made after *now* (UTC)."""
    this = datetime.combine(week_of(now), _ROUND_AT, now.tzinfo)
    return this if this > now else this + A_WEEK


def tongue_of(language: Language) -> str:
    """Return what two must differ in: who reads one of the Chinese scripts reads the other."""
    return language.partition("-")[0]


def sides_of(bridge: Bridge, guild_id: GuildId) -> tuple[Endpoint, ...]:
    """Return the seats of *bridge* that a member of a guild can have their threads under, each in another language."""
    here = {end.language: end for end in reversed(bridge.endpoints) if end.guild_id == guild_id}
    return tuple(end for end in bridge.endpoints if here.get(end.language) is end)


def has_two_tongues(ends: Iterable[Endpoint]) -> bool:
    """Tell whether there are partners across languages at all."""
    return len({tongue_of(end.language) for end in ends}) > 1
