"""What one cannot do with an invitation: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class InvitationOwn(UserError):
    """A guild was given its own invitation."""


class InvitationUnknown(UserError):
    """What somebody typed is no code that was given out, or its bridge is closed."""


class InvitationExpired(UserError):
    """The code's time is over."""


class InvitationUsed(UserError):
    """A guild has joined by this code already."""


class InvitationReplaced(UserError):
    """A newer code was given out for the same bridge."""
