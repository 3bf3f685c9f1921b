"""The gate: which words may leave their channel."""

from dataclasses import dataclass

from bot.bridges.model import Bridge
from bot.moderation.mutes import Mutes
from bot.relay.model import SourceMessage
from bot.relay.ports import MemberChoices


@dataclass(frozen=True, slots=True)
class BridgeGate:
    """The relay's `Gate`: shut for whoever does not take part or is muted, and while a bridge is paused."""

    choices: MemberChoices
    mutes: Mutes

    def admits(self, message: SourceMessage, bridge: Bridge) -> bool:
        """Tell whether *message* may cross *bridge*."""
        author_id = message.author.id
        return (
            not bridge.settings.is_paused
            and self.choices.takes_part(author_id)
            and not self.mutes.is_muted(bridge.id, message.guild_id, author_id)
        )
