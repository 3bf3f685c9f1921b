"""The admins' desk: what they void, and what they do not want counted."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.bridges.model import Actor
from bot.ids import ChannelId, GuildId, MessageId
from bot.participation.errors import CountedElsewhere, EverybodyExcluded, MessageUnknown
from bot.participation.excluding import Excluded
from bot.participation.ports import Deed, Records, Subject, Trail
from bot.relay.model import SourcePlace

ACTIONS: Final = (
    "insights-void",
    "insights-exclude",
    "insights-include",
    "insights-report-on",
    "insights-report-off",
)
"""What the trail knows of insights."""

_SHOWN: Final = 20

# A link as Discord's clients copy it; those of their test versions too.
_LINK: Final = re.compile(
    r"<?https://(?:ptb\.|canary\.)?discord(?:app)?\.com/channels/(\d{1,19})/(\d{1,19})/(\d{1,19})>?"
)


@dataclass(frozen=True, slots=True)
class InsightDesk:
    """Does what admins decide, and notes it in the trail.

    Attributes:
        hasten: Has what was said until now remembered.
    """

    records: Records
    excluded: Excluded
    trail: Trail
    hasten: Callable[[], Awaitable[None]]

    async def void(self, link: str, by: Actor) -> int:
        """Have nothing count that a message is, or the one that it copies; return how much did.

        Raises:
            MessageUnknown: *link* is none of a message in the guild, or nothing is known of that.
            CountedElsewhere: It was written in another guild.
        """
        found = _LINK.fullmatch(link.strip())
        if found is None or int(found[1]) != by.guild_id:
            raise MessageUnknown
        place = SourcePlace(ChannelId(int(found[2])), MessageId(int(found[3])))
        await self.hasten()
        home = await self.records.home_of(place.message_id)
        if home is None:
            raise MessageUnknown
        if home != by.guild_id:
            raise CountedElsewhere
        voided = await self.records.void(place)
        await self.trail.record(by.guild_id, by.user_id, "insights-void", place.link(by.guild_id))
        return voided

    async def exclude(self, subject: Subject, by: Actor) -> None:
        """Count something no more, from now on.

        Raises:
            EverybodyExcluded: It is the role that everybody has.
        """
        if subject.is_role and subject.id == by.guild_id:  # that role has the guild's id
            raise EverybodyExcluded
        await self.excluded.set(by.guild_id, subject, is_excluded=True)
        await self.trail.record(by.guild_id, by.user_id, "insights-exclude", _named(subject))

    async def include(self, subject: Subject, by: Actor) -> None:
        """Count something again, from now on."""
        await self.excluded.set(by.guild_id, subject, is_excluded=False)
        await self.trail.record(by.guild_id, by.user_id, "insights-include", _named(subject))

    def excluded_in(self, guild_id: GuildId) -> Sequence[Subject]:
        """Return what is not counted in a guild, roles first."""
        return sorted(self.excluded.of(guild_id), key=lambda one: (not one.is_role, one.id))

    async def log(self, guild_id: GuildId) -> Sequence[Deed]:
        """Return what admins of a guild did here of late, the newest first."""
        return await self.trail.recent(guild_id, ACTIONS, _SHOWN)


def _named(subject: Subject) -> str:
    return f"role {subject.id}" if subject.is_role else str(subject.id)
