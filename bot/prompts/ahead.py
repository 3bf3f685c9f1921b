"""Ahead: what a bridge will be asked, as far as nobody changes it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.ids import ChannelId
from bot.prompts.choosing import NOT_AGAIN_FOR, Waiting
from bot.prompts.occasions import Asked, Choice, OccasionStore
from bot.prompts.schedule import Schedule, days_ahead
from bot.prompts.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Coming:
    """A date on which a bridge is to be asked.

    Attributes:
        at: When the first of its channels is (UTC).
        choice: What; None where the date is skipped.
    """

    on: date
    at: datetime
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """Chooses ahead, as it will be chosen: each choice counts for those after it."""

    occasions: OccasionStore
    shelf: Shelf
    clock: Clock

    async def of(self, schedule: Schedule, channel_ids: Collection[ChannelId], count: int) -> Sequence[Coming]:
        """Return the next *count* dates of *schedule*, skipped ones among them."""
        now, bridge_id = self.clock.now(), schedule.bridge_id
        recently = now.date() - timedelta(days=1)  # some zone's day may be yesterday's still
        asked = list(await self.occasions.asked(bridge_id, recently - NOT_AGAIN_FOR))
        skipped = await self.occasions.skipped(bridge_id, recently)
        waiting = await self.shelf.waiting(bridge_id)
        chooser, decided = await self.shelf.chooser(), {one.on for one in asked}
        coming: list[Coming] = []
        for on, at in days_ahead(schedule, channel_ids, now):
            if len(coming) == count:
                break
            if on in decided:
                continue
            choice = None
            if on not in skipped:
                choice = chooser.choose(schedule, schedule.days_at(at, channel_ids), asked, waiting)
                asked.append(Asked(on, choice.prompt_id, choice.theme))
                waiting = _without(waiting, choice)
            coming.append(Coming(on, at, choice))
        return coming


def _without(waiting: Waiting, choice: Choice) -> Waiting:
    return replace(
        waiting,
        queue=[one for one in waiting.queue if one.id != choice.entry_id],
        suggestions=[one for one in waiting.suggestions if one != choice.prompt_id],
    )
