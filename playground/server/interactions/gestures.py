"""What members do with applications, said in few words: the same rules as over REST, for tests and pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from playground.server.applications.model import Application
from playground.server.channels.model import Channel
from playground.server.commands.model import ATTACHMENT, MESSAGE_MENU, NESTING, SLASH, USER_MENU, Command, Option
from playground.server.components import kinds
from playground.server.components.reader import every
from playground.server.guilds.model import Role
from playground.server.interactions.model import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMISSION, Interaction
from playground.server.interactions.refusals import unknown_interaction
from playground.server.messages.model import Message
from playground.server.rest import refusals
from playground.server.rest.multipart import NO_FILES, Upload
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# A text, a number, a truth, a file, or what has an id.
Value = str | float | bool | Upload | User | Role | Channel
SESSION = "playground"
# How a field of one value looks that nobody touched.
_LEFT_AS: dict[int, str | bool | None] = {kinds.TEXT_INPUT: "", kinds.RADIO_GROUP: None, kinds.CHECKBOX: False}


class Gestures(ABC):
    """The hands of members: each verb begins an interaction, whose `settle` says how it came out.

    All raise what `begin` raises.
    """

    _world: World

    @abstractmethod
    def begin(self, user: User, body: Json, files: Mapping[str, Upload] = NO_FILES) -> Interaction:
        """Have a member do what *body* says."""

    def run(self, user: User, channel: Channel, name: str, /, **options: Value) -> Interaction:
        """Use a slash command by its name with group and subcommand, as in `bridge add`."""
        command, data, files = self._slash(channel, name, options)
        return self._do(COMMAND, user, channel, command.application, data, files)

    def complete(self, user: User, channel: Channel, name: str, focused: str, /, **options: Value) -> Interaction:
        """Type into the option *focused* of a slash command what *options* has for it; the choices come back."""
        command, data, files = self._slash(channel, name, options, focused)
        return self._do(AUTOCOMPLETE, user, channel, command.application, data, files)

    def use_on(self, user: User, channel: Channel, name: str, target: User | Message) -> Interaction:
        """Use a command from the menu of a user or a message."""
        command = self._command(channel, name, MESSAGE_MENU if isinstance(target, Message) else USER_MENU)
        data = _naming(command) | {"target_id": str(target.id)}
        return self._do(COMMAND, user, channel, command.application, data)

    def press(self, user: User, message: Message, custom_id: str) -> Interaction:
        """Press a button."""
        return self._use(user, message, {"component_type": kinds.BUTTON, "custom_id": custom_id})

    def choose(self, user: User, message: Message, custom_id: str, *values: Value) -> Interaction:
        """Choose in a menu: values of its options, or what has an id."""
        kind = next((one["type"] for one in every(message.components) if one.get("custom_id") == custom_id), 0)
        chosen = [str(_plain(one)) for one in values]
        return self._use(user, message, {"component_type": kind, "custom_id": custom_id, "values": chosen})

    def submit(self, user: User, opened: Interaction, /, **filled: Value | list[Value]) -> Interaction:
        """Fill the modal that *opened* led to, by the custom ids of its fields, and send it."""
        if opened.modal is None:
            raise unknown_interaction()
        files: dict[str, Upload] = {}
        fields = [one for one in every(opened.modal["components"]) if "custom_id" in one]
        components = [
            {"type": kinds.LABEL, "component": _filled(one, filled.get(one["custom_id"]), files)} for one in fields
        ]
        data = {"id": str(opened.id), "custom_id": opened.modal["custom_id"], "components": components}
        return self._do(SUBMISSION, user, opened.channel, opened.application, data, files)

    def _use(self, user: User, message: Message, data: Json) -> Interaction:
        application = self._world.applications.get(message.application_id or 0)
        application = application or self._world.application_of(self._world.users[message.author_id])
        if application is None:
            raise refusals.unknown_application()
        return self._do(COMPONENT, user, message.channel, application, data, message_id=message.id)

    def _slash(
        self, channel: Channel, name: str, options: Mapping[str, Value], focused: str | None = None
    ) -> tuple[Command, Json, dict[str, Upload]]:
        first, *path = name.split()
        command = self._command(channel, first, SLASH)
        data, asked, files = _naming(command), command.definition.options, dict[str, Upload]()
        place = data
        for step in path:
            option = next((one for one in asked if one.name.default == step and one.type in NESTING), None)
            if option is None:
                raise refusals.unknown_command()
            inner: Json = {"type": option.type, "name": step}
            place["options"] = [inner]
            place, asked = inner, option.options
        place["options"] = [
            _given(one, options[one.name.default], files, one.name.default == focused)
            for one in asked
            if one.name.default in options
        ]
        return command, data, files

    def _command(self, channel: Channel, name: str, kind: int) -> Command:
        for command in self._world.commands.in_guild(channel.guild):
            if (command.definition.type, command.name) == (kind, name):
                return command
        raise refusals.unknown_command()

    def _do(
        self,
        kind: int,
        user: User,
        channel: Channel,
        application: Application,
        data: Json,
        files: Mapping[str, Upload] = NO_FILES,
        message_id: int | None = None,
    ) -> Interaction:
        if files:
            data["attachments"] = [{"id": name[6:-1], "filename": one.filename} for name, one in files.items()]
        body: Json = {
            "type": kind,
            "application_id": str(application.id),
            "channel_id": str(channel.id),
            "session_id": SESSION,
            "data": data,
        } | channel.in_guild
        if message_id is not None:
            body["message_id"] = str(message_id)
        return self.begin(user, body, files)


def _naming(command: Command) -> Json:
    return {
        "id": str(command.id),
        "version": str(command.version),
        "name": command.name,
        "type": command.definition.type,
    }


def _given(option: Option, value: Value, files: dict[str, Upload], is_focused: bool) -> Json:
    given: Json = {"type": option.type, "name": option.name.default}
    if option.type == ATTACHMENT and isinstance(value, Upload):
        return given | {"value": _attached(value, files)}
    plain = _plain(value)
    return given | ({"value": str(plain), "focused": True} if is_focused else {"value": plain})


def _filled(component: Json, value: Value | list[Value] | None, files: dict[str, Upload]) -> Json:
    answer: Json = {"type": component["type"], "custom_id": component["custom_id"]}
    if component["type"] in _LEFT_AS:
        return answer | {"value": _LEFT_AS[component["type"]] if value is None else value}
    many = value if isinstance(value, list) else [] if value is None else [value]
    return answer | {"values": [_attached(one, files) if isinstance(one, Upload) else str(_plain(one)) for one in many]}


def _attached(upload: Upload, files: dict[str, Upload]) -> str:
    number = str(len(files))
    files[f"files[{number}]"] = upload
    return number


def _plain(value: Value) -> str | float | bool:
    if isinstance(value, User | Role | Channel):
        return str(value.id)
    if isinstance(value, Upload):
        return value.filename
    return value
