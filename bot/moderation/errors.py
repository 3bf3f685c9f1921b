"""What moderators cannot do: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class WordIsNumber(UserError):
    """An entry of a word list has no letters: numbers are greetings, and signs are no words."""

    key = "error-word-is-number"


class WordTooLong(UserError):
    """An entry of a word list is too long."""

    key = "error-word-too-long"


class WordsFull(UserError):
    """A word list has as many entries as it can have."""

    key = "error-words-full"


class NoSuchWord(UserError):
    """A word list has no such entry."""

    key = "error-no-such-word"


class HeldGone(UserError):
    """A message that waited for a moderator waits no more, or is gone."""

    key = "error-held-gone"


class HeldChanged(UserError):
    """A message that waits for a moderator reads differently by now."""

    key = "error-held-changed"


class RuledElsewhere(UserError):
    """A message is kept out by another guild's rules, and only its moderators decide about it."""

    key = "error-ruled-elsewhere"


class RulesUnreadable(UserError):
    """Discord does not show a guild's AutoMod rules to the bot."""

    key = "error-rules-unreadable"


class NobodyToDecide(UserError):
    """Some of what waits on a bridge would be shown in no notice channel, so that nobody could decide."""

    key = "error-nobody-to-decide"


class ReportGone(UserError):
    """A report is forgotten, or its bridge is gone."""

    key = "error-report-gone"


class DeletionsGone(UserError):
    """A question about deletions was answered, or its bridge is gone."""

    key = "error-deletions-gone"
