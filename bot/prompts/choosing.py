"""Choosing: which prompt a bridge is asked on a date.

An admin's queue goes first, then the festivals of the day, then what members suggested, then the library. Nothing comes
again within half a year, and a theme rests for five days; where that leaves nothing, what was asked longest ago comes.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cachetools import LRUCache

from bot.prompts.model import Prompt, PromptId
from bot.prompts.occasions import Asked, Choice, QueueEntry, Reason
from bot.prompts.ports import LunarCalendar
from bot.prompts.schedule import Schedule

NOT_AGAIN_FOR: Final = timedelta(days=180)
"""So long after it was asked a prompt does not come again."""

THEME_RESTS_FOR: Final = timedelta(days=5)

_SEASONS_KNOWN: Final = 4096

_FESTIVAL_DAYS: Final = 10
"""What may be asked on so few days of a year goes before all that can wait."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be asked, the first first.

    Attributes:
        suggestions: Of members, accepted.
    """

    queue: Sequence[QueueEntry] = ()
    suggestions: Sequence[PromptId] = ()


class Chooser:
    """Chooses from what ships, and from what waits.

    The same question has the same answer: what is shown of the coming days is what will be asked, unless somebody
    changes it.
    """

    def __init__(self, library: Sequence[Prompt], lunar: LunarCalendar) -> None:
        self._library = library
        self._by_id = {prompt.id: prompt for prompt in library}
        self._lunar = lunar
        # A thousand bridges are asked in the same minute, about the same few days.
        self._seasons: LRUCache[Hashable, frozenset[date]] = LRUCache(_SEASONS_KNOWN)

    def choose(self, schedule: Schedule, days: Collection[date], asked: Sequence[Asked], waiting: Waiting) -> Choice:
        """Return what is asked next.

        Args:
            schedule: Of the bridge.
            days: The dates that its readers have at that moment.
            asked: What it was asked within `NOT_AGAIN_FOR` before.
            waiting: What waits there.
        """
        if waiting.queue:
            entry = waiting.queue[0]
            known = self._by_id.get(entry.prompt_id)
            return Choice(entry.prompt_id, known.theme if known else None, Reason.QUEUE, entry.id)
        day = min(days)
        recent = {one.prompt_id for one in asked if one.on > day - NOT_AGAIN_FOR}
        rank = _Rank(schedule, day)
        able = [prompt for prompt in self._library if self._may_ask(schedule, prompt, days)]
        fresh = [prompt for prompt in able if prompt.id not in recent]
        festivals = [prompt for prompt in fresh if self._is_festival(schedule, prompt, day)]
        if festivals:
            return _chosen(min(festivals, key=rank), Reason.FESTIVAL)
        if suggestion := next((one for one in waiting.suggestions if one not in recent), None):
            return Choice(suggestion, None, Reason.SUGGESTION)
        tired = {one.theme for one in asked if one.on > day - THEME_RESTS_FOR}
        rested = [prompt for prompt in fresh if prompt.theme not in tired]
        if rested or fresh:
            return _chosen(min(rested or fresh, key=rank), Reason.LIBRARY)
        return _chosen(_longest_ago(able or self._library, asked), Reason.LIBRARY)

    def _may_ask(self, schedule: Schedule, prompt: Prompt, days: Collection[date]) -> bool:
        """Tell whether a prompt fits the schedule, and one of *days*."""
        if prompt.theme in schedule.themes_off:
            return False
        return prompt.season.is_always or any(day in self._dates(schedule, prompt, day.year) for day in days)

    def _is_festival(self, schedule: Schedule, prompt: Prompt, day: date) -> bool:
        return not prompt.season.is_always and len(self._dates(schedule, prompt, day.year)) <= _FESTIVAL_DAYS

    def _dates(self, schedule: Schedule, prompt: Prompt, year: int) -> frozenset[date]:
        """Return the dates in *year* on which a bridge may be asked *prompt*, by the calendars that it follows."""
        calendars, sensitive = schedule.calendars, schedule.asks_sensitive
        key = prompt.id, calendars, sensitive, year
        dates = self._seasons.get(key)
        if dates is None:
            season = prompt.season.within(calendars, sensitive=sensitive)
            dates = self._seasons[key] = season.dates(year, self._lunar)
        return dates


class _Rank:
    """Gives each prompt its place in an order that is another for each bridge and date, and always the same."""

    def __init__(self, schedule: Schedule, day: date) -> None:
        self._start = hashlib.sha256(f"{schedule.bridge_id} {day.isoformat()} ".encode())

    def __call__(self, prompt: Prompt) -> bytes:
        digest = self._start.copy()
        digest.update(prompt.id.encode())
        return digest.digest()


def _chosen(prompt: Prompt, reason: Reason) -> Choice:
    return Choice(prompt.id, prompt.theme, reason)


def _longest_ago(prompts: Iterable[Prompt], asked: Sequence[Asked]) -> Prompt:
    last = {one.prompt_id: one.on for one in sorted(asked, key=lambda one: one.on)}
    return min(prompts, key=lambda prompt: (last.get(prompt.id, date.min), prompt.id))
