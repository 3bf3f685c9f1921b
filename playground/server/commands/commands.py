"""Commands as their applications register them: listed, made, changed and taken away, globally or in one guild."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from playground.server.applications.model import Application
from playground.server.commands.access import CommandAccess
from playground.server.commands.model import MESSAGE_MENU, SLASH, USER_MENU, Command, Definition
from playground.server.commands.reading import definition_in, merged
from playground.server.commands.refusals import command_exists, too_many_commands, too_many_creates
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# In each scope (application commands, "Registering a Command").
MOST = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MOST_AT_ONCE = sum(MOST.values())
MOST_CREATES_A_DAY = 200
DAY_SECONDS = 86_400.0


@dataclass(slots=True)
class Shelf:
    """One application's commands in one scope, and when new ones came to it."""

    commands: dict[int, Command] = field(default_factory=dict)
    created_at: deque[float] = field(default_factory=deque)

    def by_key(self, key: tuple[int, str]) -> Command | None:
        """Return the command of this type and name, if any."""
        return next((one for one in self.commands.values() if one.key == key), None)


class Commands:
    """The verbs of application commands; *guild* is None for global ones, and `access` is who may use them where."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._shelves: dict[tuple[int, int | None], Shelf] = {}
        self.access = CommandAccess(world)
        self.creates_a_day = MOST_CREATES_A_DAY

    def of(self, application: Application, guild: Guild | None) -> list[Command]:
        """Return the commands of one scope."""
        return list(self._shelf(application, guild).commands.values())

    def in_guild(self, guild: Guild) -> list[Command]:
        """Return every command that is offered in *guild*: its own first, then the global ones of its bots."""
        present = [one for one in self._world.applications.values() if one.bot.id in guild.members]
        return [command for scope in (guild, None) for one in present for command in self.of(one, scope)]

    def get(self, application: Application, guild: Guild | None, command_id: int) -> Command:
        """Return one command.

        Raises:
            Refusal: 10063.
        """
        command = self._shelf(application, guild).commands.get(command_id)
        if command is None:
            raise refusals.unknown_command()
        return command

    def create(self, application: Application, guild: Guild | None, body: Json) -> tuple[Command, bool]:
        """Make a command, or change the one of the same type and name; say too whether it is new.

        Raises:
            Refusal: 50035, 30032, 30034.
        """
        form = Form(body)
        definition = _read(form, application, guild)
        form.check()
        shelf = self._shelf(application, guild)
        standing = shelf.by_key((definition.type, definition.name.default))
        if standing is not None:
            self._change(standing, definition)
            return standing, False
        self._count([*(one.definition for one in shelf.commands.values()), definition])
        self._spend(shelf, 1)
        return self._put(shelf, application, guild, definition), True

    def edit(self, command: Command, body: Json) -> None:
        """Change what *body* names of a command.

        Raises:
            Refusal: 50035, 40041 where another one has the name.
        """
        form = Form(merged(command, body))
        definition = _read(form, command.application, command.guild)
        form.check()
        standing = self._shelf(command.application, command.guild).by_key((definition.type, definition.name.default))
        if standing not in (None, command):
            raise command_exists()
        self._change(command, definition)

    def delete(self, command: Command) -> None:
        """Take a command away."""
        self._shelf(command.application, command.guild).commands.pop(command.id, None)

    def overwrite(self, application: Application, guild: Guild | None, listed: list[object]) -> list[Command]:
        """Let exactly the *listed* commands stand.

        Raises:
            Refusal: 50035, 10063 for an id that is none, 30032, 30034.
        """
        wanted = _all_in(listed, application, guild)
        self._count([definition for _, definition in wanted])
        shelf = self._shelf(application, guild)
        kept = [self._standing(shelf, command_id, definition) for command_id, definition in wanted]
        self._spend(shelf, kept.count(None))
        before = shelf.commands
        shelf.commands = {}
        for command, (_, definition) in zip(kept, wanted, strict=True):
            if command is None:
                self._put(shelf, application, guild, definition)
            else:
                shelf.commands[command.id] = before[command.id]
                self._change(command, definition)
        return list(shelf.commands.values())

    def _shelf(self, application: Application, guild: Guild | None) -> Shelf:
        return self._shelves.setdefault((application.id, None if guild is None else guild.id), Shelf())

    def _standing(self, shelf: Shelf, command_id: int | None, definition: Definition) -> Command | None:
        if command_id is None:
            return shelf.by_key((definition.type, definition.name.default))
        command = shelf.commands.get(command_id)
        if command is None:
            raise refusals.unknown_command()
        return command

    def _put(self, shelf: Shelf, application: Application, guild: Guild | None, definition: Definition) -> Command:
        command = Command(self._world.ids.next(), application, guild, self._world.ids.next(), definition)
        shelf.commands[command.id] = command
        return command

    def _change(self, command: Command, definition: Definition) -> None:
        if definition == command.definition:
            return
        if definition.name.default != command.name:
            command.permissions.clear()  # who may use it is forgotten with the name
        command.definition = definition
        command.version = self._world.ids.next()

    def _spend(self, shelf: Shelf, creates: int) -> None:
        now = time.monotonic()
        while shelf.created_at and shelf.created_at[0] <= now - DAY_SECONDS:
            shelf.created_at.popleft()
        if len(shelf.created_at) + creates > self.creates_a_day:
            raise too_many_creates(self.creates_a_day)
        shelf.created_at.extend([now] * creates)

    @staticmethod
    def _count(definitions: Iterable[Definition]) -> None:
        for kind, number in Counter(one.type for one in definitions).items():
            if number > MOST[kind]:
                raise too_many_commands(MOST[kind])


def _read(form: Form, application: Application, guild: Guild | None) -> Definition:
    definition = definition_in(form, application.integration_types)
    # Where a command may be used is asked of global ones only; a guild's own stands in that guild.
    return definition if guild is None else replace(definition, contexts=None, integration_types=(0,))


def _all_in(listed: list[object], application: Application, guild: Guild | None) -> list[tuple[int | None, Definition]]:
    outer = Form({str(at): body for at, body in enumerate(listed)})
    if len(listed) > MOST_AT_ONCE:
        outer.fault_here("BASE_TYPE_MAX_LENGTH", f"Must be {MOST_AT_ONCE} or fewer in length.")
        outer.check()
    found: list[tuple[int | None, Definition]] = []
    taken: set[tuple[int, str]] = set()
    for at in outer.body:
        form = outer.inner(at)
        if form is None:
            if outer.body[at] is None:
                outer.fault(at, "BASE_TYPE_REQUIRED", "This field is required")
            continue
        definition = _read(form, application, guild)
        key = definition.type, definition.name.default
        if key in taken:
            form.fault("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        taken.add(key)
        found.append((form.snowflake("id"), definition))
    outer.check()
    return found
