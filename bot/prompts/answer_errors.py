"""Why somebody's answer to a topic is not posted."""

from typing import ClassVar

from bot.errors import UserError


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
