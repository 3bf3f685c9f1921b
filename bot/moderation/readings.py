"""Readings: what somebody wrote, in every language of its bridge, for moderators who read only one of them."""

from dataclasses import dataclass

from bot.bridges.model import Bridge
from bot.ids import ChannelId, UserId
from bot.moderation.model import Reading
from bot.relay.ports import MemberChoices
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class Readings:
    """Translates for moderators, off the way of what crosses; no translator sees what its author keeps from them."""

    translations: Translations
    choices: MemberChoices

    async def of(self, bridge: Bridge, channel_id: ChannelId, author_id: UserId, content: str) -> tuple[Reading, ...]:
        """Return *content*, said in one of the bridge's channels, as it stands, and then in the other languages."""
        seat = bridge.endpoint(channel_id)
        if seat is None:
            return ()
        readings = [Reading(seat.language, content)]
        others = dict.fromkeys(end.language for end in bridge.endpoints if end.language != seat.language)
        stays_inside = not self.choices.allows_outside(author_id)
        for language in others:
            made = await self.translations.translate(content, seat.language, language, stays_inside=stays_inside)
            readings.append(Reading(language, made.text, is_translated=made.text != content))
        return tuple(readings)
