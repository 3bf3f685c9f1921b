"""What one cannot do about hashtags: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class TagUnknown(UserError):
    """What somebody typed is no hashtag."""


class NoSuchPair(UserError):
    """The guild has no such pair of hashtags."""


class PairsFull(UserError):
    """The guild has as many pairs of hashtags as it can have."""
