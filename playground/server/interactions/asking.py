"""What a member does, read as Discord's own clients say it: commands, autocomplete, components and modals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.applications.model import Application
from playground.server.attachments.asked import attachments_in
from playground.server.channels.model import Channel
from playground.server.commands.model import MESSAGE_MENU, SLASH, Command, Option
from playground.server.components import kinds
from playground.server.components.reader import every, is_interactive
from playground.server.guilds import permissions
from playground.server.interactions.filled import chosen, submitted
from playground.server.interactions.given import Given
from playground.server.interactions.model import AUTOCOMPLETE, Interaction
from playground.server.interactions.resolved import Resolved
from playground.server.messages.model import Message
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.rest.multipart import Upload
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


@dataclass(slots=True)
class Asked:
    """What was done, as the application is told of it (*data*), and what it was done with."""

    data: Json
    command: Command | None = None
    focused: Option | None = None
    message: Message | None = None
    opened_by: Interaction | None = None


@dataclass(slots=True)
class Asking:
    """One member in one channel, about to do what *form* says, to *application*."""

    world: World
    application: Application
    user: User
    channel: Channel
    form: Form
    resolved: Resolved = field(init=False)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def __post_init__(self) -> None:
        attached = {one.id: one for one in attachments_in(self.form, self.files)}
        self.resolved = Resolved(self.world, self.application, self.user, self.channel, attached)

    def command(self, kind: int) -> Asked:
        """Read the use of a command, or (autocomplete) that someone is typing an option of it.

        Raises:
            Refusal: 50001, 50013, 50035, 10008, 10013, 10063.
        """
        command = self._command()
        definition, given = command.definition, Given(self.resolved, partial=kind == AUTOCOMPLETE)
        data: Json = {"id": str(command.id), "name": command.name, "type": definition.type}
        if command.guild is not None:
            data["guild_id"] = str(command.guild.id)
        if definition.type == SLASH:
            options = given.read(self.form, definition.options)
            data |= {"options": options} if options else {}
        else:
            data["target_id"] = str(self._target(definition.type))
        focused = self._focused(given, kind)
        self.form.check()
        return Asked(data | self.resolved.payload(), command, focused)

    def component(self, message: Message) -> Asked:
        """Read the use of a component of *message*.

        Raises:
            Refusal: 50035.
        """
        custom_id, kind = self.form.text("custom_id", 100, 1, required=True), self.form.number("component_type", 1, 99)
        self.form.check()
        component = _component(message, custom_id or "", kind)
        if component is None:
            self.form.fault_here("COMPONENT_VALIDATION_FAILED", "Component validation failed")
        self.form.check()
        data: Json = {"id": (component or {})["id"], "component_type": kind, "custom_id": custom_id}
        if kind in kinds.SELECTS:
            data["values"] = chosen(self.form, component or {}, self.resolved)
        self.form.check()
        return Asked(data | self.resolved.payload(), message=message)

    def submission(self, opened_by: Interaction) -> Asked:
        """Read a modal that was filled in.

        Raises:
            Refusal: 50035.
        """
        modal = opened_by.modal or {}
        if self.form.body.get("custom_id") != modal["custom_id"]:
            self.form.fault("custom_id", "MODAL_INVALID", "No such modal is open.")
        components = submitted(self.form, modal["components"], self.resolved)
        self.form.check()
        data = {"custom_id": modal["custom_id"], "components": components}
        return Asked(data | self.resolved.payload(), message=opened_by.message, opened_by=opened_by)

    def _command(self) -> Command:
        command_id, version = self.form.snowflake("id", required=True), self.form.snowflake("version", required=True)
        name, kind = self.form.text("name", 32, 1, required=True), self.form.number("type", 1, 3)
        self.form.check()
        everything = self.world.commands.in_guild(self.channel.guild)
        command = next((one for one in everything if one.id == command_id), None)
        if command is None or command.application is not self.application:
            raise refusals.unknown_command()
        self.world.commands.access.demand(self.user, self.channel, command)
        if (version, name, kind) != (command.version, command.name, command.definition.type):
            message = "This command is outdated, please try again in a few minutes"
            self.form.fault_here("INTERACTION_APPLICATION_COMMAND_INVALID_VERSION", message)
            self.form.check()
        return command

    def _target(self, kind: int) -> int:
        target = self.form.snowflake("target_id", required=True)
        self.form.check()
        if kind == MESSAGE_MENU:
            self.world.demand(self.user, self.channel, permissions.READ_MESSAGE_HISTORY)
            self.resolved.message(self.world.messages.get(self.channel, target or 0))
        elif not self.resolved.user(str(target)):
            raise refusals.unknown_user()
        return target or 0

    def _focused(self, given: Given, kind: int) -> Option | None:
        if kind != AUTOCOMPLETE:
            if given.focused:
                self.form.fault("options", "INTERACTION_FOCUSED_OPTION", "Nothing is focused in a finished command")
            return None
        if len(given.focused) != 1 or not given.focused[0].autocomplete:
            message = "Exactly one option that completes itself must be focused"
            self.form.fault("options", "INTERACTION_FOCUSED_OPTION", message)
            return None
        return given.focused[0]


def _component(message: Message, custom_id: str, kind: int | None) -> Json | None:
    for one in every(message.components):
        if is_interactive(one) and one["custom_id"] == custom_id and one["type"] == kind and not one.get("disabled"):
            return one
    return None
