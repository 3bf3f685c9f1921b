"""An application command: its words, its options, and where it may be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.applications.model import Application
from playground.server.commands.wording import NO_WORDS, Wording
from playground.server.guilds.model import Guild
from playground.server.rest.forms import length

SLASH, USER_MENU, MESSAGE_MENU, ENTRY_POINT = 1, 2, 3, 4
IN_GUILDS, IN_BOT_DMS, IN_PRIVATE_CHANNELS = 0, 1, 2
FOR_ROLES, FOR_USERS, FOR_CHANNELS = 1, 2, 3

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = 1, 2, 3, 4, 5, 6
CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 7, 8, 9, 10, 11
NESTING = (SUBCOMMAND, GROUP)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that an option allows."""

    name: Wording
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Option:
    """A parameter of a slash command, or a subcommand, or a group of them.

    *least* and *most* bound a number, or the length of a text.
    """

    type: int
    name: Wording
    description: Wording
    required: bool = False
    choices: tuple[Choice, ...] = ()
    options: tuple[Option, ...] = ()
    channel_types: tuple[int, ...] = ()
    least: float | None = None
    most: float | None = None
    autocomplete: bool = False
    file_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What an application says of a command."""

    type: int
    name: Wording
    description: Wording = NO_WORDS
    options: tuple[Option, ...] = ()
    default_member_permissions: int | None = None
    is_age_restricted: bool = False
    contexts: tuple[int, ...] | None = None
    integration_types: tuple[int, ...] = (0,)

    @property
    def size(self) -> int:
        """How many characters count towards the limit, each text in its longest locale."""
        return self.name.longest + self.description.longest + sum(map(_size, self.options))


@dataclass(frozen=True, slots=True)
class Permission:
    """That a role, a user or a channel may or may not use a command."""

    id: int
    type: int
    is_allowed: bool


@dataclass(slots=True, eq=False)
class Command:
    """A command that stands: in one guild, or where *guild* is None everywhere."""

    id: int
    application: Application
    guild: Guild | None
    version: int
    definition: Definition
    # In each guild, who may use it by a moderator's wish.
    permissions: dict[int, list[Permission]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, str]:
        """What no other command of the same scope may share."""
        return self.definition.type, self.definition.name.default

    @property
    def name(self) -> str:
        """The name before any localization."""
        return self.definition.name.default


def _size(option: Option) -> int:
    choices = sum(one.name.longest + (length(one.value) if isinstance(one.value, str) else 0) for one in option.choices)
    return option.name.longest + option.description.longest + choices + sum(map(_size, option.options))
