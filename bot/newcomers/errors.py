"""What newcomers and greeters cannot do: the kinds of `UserError` that only this room raises."""

from bot.errors import UserError


class NotIntroducedHere(UserError):
    """Somebody wants to introduce themselves, or to greet, in a channel that is not bridged."""


class NewcomersOff(UserError):
    """The bridge's admins do not want introductions on it."""


class ShyOfTakingPart(UserError):
    """Somebody wants to say something that is relayed and kept, and takes no part."""


class CardEmpty(UserError):
    """An introduction, or a hello, has no words."""


class CardMuted(UserError):
    """Its author may not write in that channel now."""


class CardRefused(UserError):
    """It holds what may not cross."""


class CardGone(UserError):
    """The introduction is not there any more."""


class OwnCard(UserError):
    """Somebody wants to say hi to themselves."""
