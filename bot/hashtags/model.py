"""Hashtags: when two are the same, what is kept of who used one, and which of them a community sees."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, NewType

from bot.ids import GuildId, MessageId, UserId
from bot.participation.model import Tongue
from bot.relay.model import Revision
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

Tag = NewType("Tag", str)
"""What all spellings of a hashtag have in common: folded, in Simplified Chinese, of a pair the English one."""

MOST_IN_A_MESSAGE: Final = 10
"""So many hashtags of one message count; the others are decoration."""

LONGEST: Final = 100
"""Characters of a tag: folding makes of one character up to eighteen."""

WEEK: Final = timedelta(days=7)
"""What is looked back on, today being the last of these days (UTC)."""

USES_KEPT_FOR: Final = timedelta(hours=72)
"""How long it is known at most who used a hashtag."""

SUMS_KEPT_FOR: Final = WEEK + timedelta(days=1)
"""How long it is known how many did."""

FEWEST: Final = 2
"""By how many members a hashtag is used before anybody is shown it: what one person says is no trend."""

MOST_SHOWN: Final = 10

_FOLDED_AFTER: Final = timedelta(
    hours=47
)  # the end of a day: its first minute is then 71 hours ago, and chores are hourly


def folded(name: str) -> str:
    """Return *name*, a hashtag without its sign, as it is compared: width, case and underlining make no difference."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip("_")


def first_open(now: datetime) -> date:
    """Return the first day whose uses are still known one by one: none is added to an earlier one, or taken away."""
    return (now - _FOLDED_AFTER).astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Alias:
    """One thing under the hashtag that each language has for it; names without signs.

    Attributes:
        zh_hant: Empty where readers of both scripts are shown the same.
    """

    en: str
    zh_hans: str
    zh_hant: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return its names, each once."""
        return tuple(dict.fromkeys(name for name in (self.en, self.zh_hans, self.zh_hant) if name))

    def said_in(self, language: Language) -> str | None:
        """Return its name for readers of *language*, if it has one there."""
        by_language = {EN: self.en, ZH_HANS: self.zh_hans, ZH_HANT: self.zh_hant or self.zh_hans}
        return by_language.get(language)


@dataclass(frozen=True, slots=True)
class Used:
    """The hashtags of one message, as it reads in *revision*; each tag with how it was spelled. May be none.

    Attributes:
        tongue: Of the channel where it was written.
    """

    message_id: MessageId
    guild_id: GuildId
    user_id: UserId
    tongue: Tongue
    revision: Revision
    spellings: Mapping[Tag, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unused:
    """Messages that are gone, and what they used with them."""

    message_ids: tuple[MessageId, ...]


Heard = Used | Unused


@dataclass(frozen=True, slots=True)
class Sum:
    """How many members of a guild used a tag on one day, first in one tongue: each counts once a day, in one tongue.

    Attributes:
        spelling: How it was spelled.
        is_shared: More than one member used it within the days that were known.
    """

    guild_id: GuildId
    day: date
    tag: Tag
    tongue: Tongue
    members: int
    spelling: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A hashtag of the week.

    Attributes:
        spellings: Its names: of a pair each language's, else how it was spelled of late.
        members: How many used it, by tongue; who did on several days counts on each.
    """

    tag: Tag
    spellings: tuple[str, ...]
    members: Mapping[Tongue, int]

    @property
    def total(self) -> int:
        """Return how many used it."""
        return sum(self.members.values())


def trends(
    sums: Iterable[Sum],
    shared: Iterable[Tag],
    pair_of: Callable[[Tag], Alias | None],
    tag_of: Callable[[Tag], Tag],
    may_be_shown: Callable[[str], bool],
) -> list[Trend]:
    """Return the tags that most members used, the most used first; none that only one member used.

    Args:
        shared: Tags of which it is known otherwise that more than one member used them.
        pair_of: The pair that a tag is of now.
        tag_of: The tag under which it counts now: pairs change.
        may_be_shown: Tells whether nobody's word list holds a name.
    """
    counts: defaultdict[Tag, Counter[Tongue]] = defaultdict(Counter)
    newest: dict[Tag, tuple[date, str]] = {}
    known = {tag_of(tag) for tag in shared}
    for one in sums:
        tag = tag_of(one.tag)
        counts[tag][one.tongue] += one.members
        newest[tag] = max(newest.get(tag, (one.day, one.spelling)), (one.day, one.spelling))
        if one.is_shared:
            known.add(tag)
    shown = []
    for tag in known & counts.keys():
        pair = pair_of(tag)
        spellings = (newest[tag][1],) if pair is None else pair.names
        if all(may_be_shown(name) for name in spellings):
            shown.append(Trend(tag, spellings, counts[tag]))
    return sorted(shown, key=lambda one: (-one.total, one.tag))[:MOST_SHOWN]
