"""What cannot be asked of the topic of the day: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class ZoneUnknown(UserError):
    """What somebody typed names no time zone."""


class TimeUnknown(UserError):
    """What somebody typed is no time of day."""


class WindowUnknown(UserError):
    """What somebody typed is no number of hours for which answers can be waited for."""


class DateUnknown(UserError):
    """What somebody typed is no date."""


class NoSchedule(UserError):
    """A bridge is not asked a topic of the day."""


class NotAskedThen(UserError):
    """A bridge is not asked on that date, or not any more."""


class TopicDecided(UserError):
    """What a bridge is asked on a date is posted already."""


class TopicSkipped(UserError):
    """Today is skipped."""


class TopicRefused(UserError):
    """Today's topic could be posted nowhere."""


class PromptUnknown(UserError):
    """What somebody typed is none of the topics that were offered."""


class QueueEntryGone(UserError):
    """A topic waits in the queue no more."""


class NoBridgeHere(UserError):
    """A channel has no seat in a bridge, and its guild has none or several."""
