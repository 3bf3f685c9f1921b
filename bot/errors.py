"""What can go wrong, in the words of the project.

QiaoError
├── UserError                 shown to the person who asked, in their locale
│   ├── ChannelAlreadyBridged, BridgeNameTaken, BridgeFull, SameChannel
│   ├── NoSuchBridge, ChannelNotBridged, BridgeConfigured, LanguageUnknown
│   ├── NotReady, NoOriginal
│   ├── BridgeForeign, BridgeJoined, ChannelUnlisted
│   ├── NoNoticeChannel, ModeratorsOnly
│   ├── NotTakingPart, NotToBeSharedHere
│   └── those of one room alone (`errors.py` in bridges, corrections, hashtags, newcomers, ...)
├── Unavailable               a vendor or Discord will not answer now: retry or degrade
├── Misconfigured             the process must not start (exit code 2)
│   ├── FaultyConfiguration   what the operator wrote down, fault by fault
│   ├── DiscordRefused        the token or an intent (exit code 3)
│   └── DatabaseUnusable      (exit code 4)
│       ├── DatabaseUrlUnknown, DatabaseDriverMissing
│       ├── DatabaseInUse, DatabaseForbidden, DatabaseForeign, DatabaseNewer
│       └── DatabaseUnreachable
└── SendFailed                what became of a request to Discord that did not succeed
    ├── NotApplied            it had no effect: try again
    ├── FateUnknown           nobody can say: look before trying again
    ├── Refused               for good: the same request will never pass
    │   ├── Forbidden         ... because the bot may not act in that channel
    │   │   └── WebhooksFull  ... or there is no room for it
    │   ├── ThreadShut        ... while its thread is archived or locked
    │   │   └── ThreadsFull   ... or there is no room for one more that is open
    │   ├── ThreadStands      ... because there is a thread on that message
    │   └── EmojiUnknown      ... because there is no such emoji, or none for the bot
    └── Gone                  what it was about no longer exists
        ├── MessageGone
        ├── WebhookGone
        ├── RoleGone
        └── ChannelGone

Anything else is a bug. Errors carry a message key and fields, never prose: whoever shows
one says it in the reader's language (`bot/i18n`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


class QiaoError(Exception):
    """Anything that the project raises on purpose."""

    key: ClassVar[str] = "error-unknown"

    def __init__(self, **fields: str | int) -> None:
        super().__init__(self.key, fields)
        self.fields = fields

    @property
    def kind(self) -> str:
        """Return what metrics and logs call it: the name of its class."""
        return type(self).__name__

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.key}({said})"


class UserError(QiaoError):
    """Somebody asked for what cannot be; tell them why and what would help. Its key is its name, unless it has one."""

    def __init_subclass__(cls) -> None:
        """Give the kind of error its key: `error-no-such-bridge` to `NoSuchBridge`."""
        if "key" not in cls.__dict__:
            cls.key = "error-" + re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class ChannelAlreadyBridged(UserError):
    """A channel has one seat over all bridges."""


class BridgeNameTaken(UserError):
    """The guild has another bridge of that name."""


class BridgeFull(UserError):
    """A bridge has as many channels as it can have."""


class SameChannel(UserError):
    """A bridge was asked for between a channel and itself."""


class NoSuchBridge(UserError):
    """The guild runs no bridge of that name."""


class ChannelNotBridged(UserError):
    """A channel has no seat in a bridge of the guild's."""


class BridgeConfigured(UserError):
    """The bridge stands in the configuration file, where commands cannot change it."""


class BridgeForeign(UserError):
    """The bridge is another guild's, and only that one may do this to it."""


class BridgeJoined(UserError):
    """A guild that has a seat in a bridge needs no invitation to it."""


class ChannelUnlisted(UserError):
    """What somebody typed is none of the channels that were offered."""


class NotTakingPart(UserError):
    """A member asked for what takes something kept of theirs, and chose that nothing is."""


class NotToBeSharedHere(UserError):
    """A member wants to share something where they may not write themselves."""


class LanguageUnknown(UserError):
    """What somebody typed names no language."""


class NotReady(UserError):
    """Something stands in the way of a bridge that did not when it was proposed."""


class NoOriginal(UserError):
    """A message is no relayed one, or what it was made of is out of reach."""


class NoNoticeChannel(UserError):
    """A bridge has nowhere to tell its moderators."""


class ModeratorsOnly(UserError):
    """Who acts for moderators must be allowed to manage messages."""


class Unavailable(QiaoError):
    """A vendor or Discord will not answer now."""

    key = "error-unavailable"


class Misconfigured(QiaoError):
    """The process must not start with such a configuration."""

    key = "error-misconfigured"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the configuration.

    Attributes:
        key: The key or variable that is wrong, as the operator knows it; never a value.
        reason: The message key of what is wrong; with `-remedy` behind it, of what to do.
        fields: What both messages tell.
    """

    key: str
    reason: str
    fields: Mapping[str, str | int] = field(default_factory=dict)


class FaultyConfiguration(Misconfigured):
    """The configuration has faults: all that were found, at once."""

    key = "error-faulty-configuration"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


class DiscordRefused(Misconfigured):
    """Discord takes neither this token nor these intents."""

    key = "error-discord-refused"


class DatabaseUnusable(Misconfigured):
    """The database cannot be opened, locked, read or migrated."""

    key = "error-database-unusable"


class DatabaseUrlUnknown(DatabaseUnusable):
    """The configured URL names neither a SQLite file nor a PostgreSQL database."""

    key = "error-database-url-unknown"


class DatabaseDriverMissing(DatabaseUnusable):
    """The extra that speaks to this database is not installed. Field: `extra`."""

    key = "error-database-driver-missing"


class DatabaseInUse(DatabaseUnusable):
    """Another process works with the same database."""

    key = "error-database-in-use"


class DatabaseForbidden(DatabaseUnusable):
    """The file or its folder cannot be read and written, or does not exist."""

    key = "error-database-forbidden"


class DatabaseForeign(DatabaseUnusable):
    """The file is not a SQLite database."""

    key = "error-database-foreign"


class DatabaseNewer(DatabaseUnusable):
    """A newer Qiao wrote this database. Fields: the revisions `found` and `known`."""

    key = "error-database-newer"


class DatabaseUnreachable(DatabaseUnusable):
    """The database server does not answer, or refuses."""

    key = "error-database-unreachable"


class SendFailed(QiaoError):
    """A request to Discord did not succeed."""

    key = "error-send-failed"


class NotApplied(SendFailed):
    """The request had no effect; the same one may be tried again."""


class FateUnknown(SendFailed):
    """The request may or may not have had its effect; look before trying again."""


class Refused(SendFailed):
    """Discord will never take this request. Fields: `code`, Discord's own JSON code, and `status`."""


class Forbidden(Refused):
    """The bot may not act in that channel (50001, 50013)."""


class WebhooksFull(Forbidden):
    """The channel has as many webhooks as Discord allows, and none is the bot's (30007); or its guild has (30058)."""


class ThreadShut(Refused):
    """The thread is archived (50083) or locked (160005): nothing in it can be changed until it is open again."""


class ThreadsFull(ThreadShut):
    """The guild has as many open threads as Discord allows (160006, 160007): no other can be begun or opened again."""


class ThreadStands(Refused):
    """There is a thread on that message already (160004)."""


class EmojiUnknown(Refused):
    """There is no such emoji, or the bot cannot use it there (10014)."""


class Gone(SendFailed):
    """What the request was about no longer exists."""


class MessageGone(Gone):
    """The message no longer exists (10008)."""


class WebhookGone(Gone):
    """The webhook was deleted, or its token changed (10015, 50027)."""


class RoleGone(Gone):
    """There is no such role any more: Discord posts a mention of it all the same, and nobody is pinged."""


class ChannelGone(Gone):
    """The channel or thread no longer exists (10003)."""
