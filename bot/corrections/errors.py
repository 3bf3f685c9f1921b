"""What cannot be mended: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class NotMendedHere(UserError):
    """The message stands in no bridged channel, whose language and word lists would be known."""


class NothingToMend(UserError):
    """The message has no words of a member's own: a bot's, a picture, a forward, a poll."""


class OwnSentence(UserError):
    """Somebody wants to mend what they wrote themselves."""


class CorrectionsUnwanted(UserError):
    """Its author did not ask for corrections."""


class SentenceTooLong(UserError):
    """It does not fit. Field: `limit`, in characters."""


class SentenceOutOfReach(UserError):
    """It was written where whoever wants to mend it is no member, or does not read."""


class SentenceChanged(UserError):
    """It was edited or deleted since it was looked at."""


class MenderApart(UserError):
    """Whoever wants to mend it takes no part: nothing of theirs is kept."""


class MenderMuted(UserError):
    """Whoever wants to mend it may not write there now."""


class MendRefused(UserError):
    """A word list does not let the mended sentence stand there."""


class MendUnchanged(UserError):
    """It reads as it did before."""


class MendedAlready(UserError):
    """The same member has mended this sentence, and that stands."""


class CorrectionGone(UserError):
    """It is not there any more, or nothing is known of it."""


class NotYoursToAccept(UserError):
    """Only the learner says thank you for a correction."""


class NotYoursToTakeAway(UserError):
    """Only the learner, who mended it, and moderators take a correction away."""
