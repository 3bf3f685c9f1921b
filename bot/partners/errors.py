"""What can keep a member from having a partner."""

from typing import ClassVar

from bot.errors import UserError


class NoPartnersHere(UserError):
    """No bridge is meant here."""


class SeveralBridges(UserError):
    """The guild has several bridges, and the channel is of none of them."""


class NoRoomForPartners(UserError):
    """A pair's threads cannot stand in the guild's channels of that bridge."""


class PartnerApart(UserError):
    """Who takes no part, or is muted, has no partner: what they say would not cross."""


class NoPartnerWanted(UserError):
    """They have not joined."""

    key: ClassVar[str] = "partner-not-joined"


class NoPartnerYet(UserError):
    """They have had no partner whom this could be about."""


class PairOver(UserError):
    """The pair has ended, or is not theirs."""
