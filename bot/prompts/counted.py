"""Counted: how the topics of a guild's bridges were answered, for those who look at all of its numbers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.bridges.model import Bridge
from bot.ids import GuildId
from bot.participation.ports import AskedTopic
from bot.prompts.occasions import OccasionState, OccasionStore, Past

_AHEAD: Final = 60  # dates that may be skipped before they come, and a few more


@dataclass(frozen=True, slots=True)
class CountedTopics:
    """Implements `bot.participation.ports.Topics`.

    Attributes:
        bridges: Returns the bridges as they stand.
    """

    occasions: OccasionStore
    bridges: Callable[[], Collection[Bridge]]

    async def closed(self, guild_id: GuildId, days: tuple[date, date]) -> Sequence[AskedTopic]:
        """Return the topics that the bridges of a guild were asked, as far as they are closed, the oldest first."""
        first, last = days
        most = (last - first).days + 1 + _AHEAD
        found: list[AskedTopic] = []
        for bridge in self.bridges():
            if guild_id in bridge.guild_ids:
                found += [
                    topic
                    for past in await self.occasions.past(bridge.id, most)
                    if first <= past.occasion.on <= last and (topic := _asked(past)) is not None
                ]
        return sorted(found, key=lambda one: one.on)


def _asked(past: Past) -> AskedTopic | None:
    occasion, choice = past.occasion, past.occasion.choice
    if choice is None or occasion.state is not OccasionState.CLOSED:
        return None
    people = sum(posting.people for posting in past.postings)
    return AskedTopic(occasion.on, choice.prompt_id, choice.theme, people)
