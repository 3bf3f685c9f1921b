"""An interaction: what someone did, and how far the application has answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto

from playground.server.applications.model import Application
from playground.server.channels.model import Channel
from playground.server.commands.model import Command, Option
from playground.server.messages.flags import LOADING
from playground.server.messages.model import Message
from playground.server.users.model import User
from playground.server.wire import Json

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMISSION = 2, 3, 4, 5


class State(Enum):
    """How far an interaction has come; one that is acknowledged for now counts as answered."""

    WAITING = auto()
    ANSWERED = auto()
    FAILED = auto()


@dataclass(slots=True, eq=False)
class Interaction:
    """One use of a command, a component or a modal by a member.

    What the application answered is in *response* (the message that stands for its answer, be it only loading or the
    one that a component hangs on), *modal* or *choices*; *original_id* is that message's, also when it is gone.
    *began_at* is of the monotonic clock.
    """

    id: int
    token: str
    type: int
    application: Application
    user: User
    channel: Channel
    data: Json
    began_at: float
    nonce: str | int | None = None
    command: Command | None = None
    focused: Option | None = None
    message: Message | None = None
    opened_by: Interaction | None = None
    state: State = State.WAITING
    response: Message | None = None
    original_id: int | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    followups: dict[int, Message] = field(default_factory=dict)
    deadline: asyncio.TimerHandle | None = None
    _settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def settle(self) -> State:
        """Wait until the application has answered or failed to, and return which."""
        await self._settled.wait()
        return self.state

    def end(self, state: State) -> None:
        """Note how the application's first answer came out."""
        self.state = state
        if self.deadline is not None:
            self.deadline.cancel()
        self._settled.set()

    @property
    def is_loading(self) -> bool:
        """Whether it is acknowledged by a message that only loads so far."""
        return self.response is not None and bool(self.response.flags & LOADING)

    @property
    def full_name(self) -> str:
        """The name of the command with its groups and subcommands, in their default words."""
        names = [str(self.data.get("name", ""))]
        options = self.data.get("options", [])
        while options and "options" in options[0]:
            names.append(options[0]["name"])
            options = options[0]["options"]
        return " ".join(names)
