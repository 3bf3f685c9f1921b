"""What one cannot do about what is counted: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class MessageUnknown(UserError):
    """What somebody typed is no address of a message in their guild."""


class CountedElsewhere(UserError):
    """A message was written in another guild: what it counts for is that guild's to void."""


class EverybodyExcluded(UserError):
    """Everybody's role, without which nothing would be counted any more."""


class NoReport(UserError):
    """A guild has no weekly report."""


class ReportNeedsChannel(UserError):
    """A weekly report is wanted, and it is not said where."""
