"""What one cannot do about the topic of the day: the kinds of `UserError` that only this room raises."""

from typing import ClassVar

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


class NoDailyTopic(UserError):
    """A topic of the day was asked about where none is set up."""


class SeveralDailyTopics(UserError):
    """It is not clear which bridge is meant: several of the guild's have a topic of the day."""


class SuggestionsWaiting(UserError):
    """As many of a member's suggestions wait as may."""


class SuggestionsMade(UserError):
    """A member has suggested as much as may be in a week."""


class SuggestionTooShort(UserError):
    """A suggestion is no question yet."""


class SuggestionTooLong(UserError):
    """A suggestion is longer than what can be read in a moment."""


class SuggestionLanguage(UserError):
    """A suggestion is in neither of the languages in which is asked."""


class SuggestionIncomplete(UserError):
    """A suggestion is to be accepted, and readers of one language could not be asked."""


class SuggestionGone(UserError):
    """A suggestion is forgotten, or another guild's moderators decide about it."""


class SuggestionDecided(UserError):
    """Somebody has accepted or declined a suggestion already."""


class TopicUnknown(UserError):
    """The topic was forgotten, with its bridge maybe."""

    key: ClassVar[str] = "recap-gone"


class AnswersClosed(UserError):
    """The time for answers is over; what is said in its thread is a conversation like any other."""

    key: ClassVar[str] = "recap-answer-closed"


class AnswerEmpty(UserError):
    """There is nothing to be seen in it."""

    key: ClassVar[str] = "recap-answer-empty"


class AnswerRefused(UserError):
    """A word list or a rule of the guild says no."""

    key: ClassVar[str] = "recap-answer-refused"


class AnswererApart(UserError):
    """Who takes no part is not spoken for."""

    key: ClassVar[str] = "recap-answer-apart"


class AnswererMuted(UserError):
    """They may not write there themselves."""

    key: ClassVar[str] = "recap-answer-muted"
