"""Events: what happened, said once to everyone who listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from playground.server.channels.model import Channel
from playground.server.guilds.model import Guild
from playground.server.messages.model import Message
from playground.server.users.model import User
from playground.server.wire import Json, encode

T = TypeVar("T")
_UNSEEN: Json = {"content": "", "matched_content": ""}  # of what AutoMod found
_WITHHELD: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


class Observers(Generic[T]):
    """Callbacks that are told of something, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._callbacks: tuple[Callable[[T], None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self._callbacks)

    def subscribe(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Have *callback* told from now on, synchronously; call what is returned to stop."""
        self._callbacks += (callback,)

        def unsubscribe() -> None:
            self._callbacks = tuple(one for one in self._callbacks if one is not callback)

        return unsubscribe

    def tell(self, news: T) -> None:
        """Tell everyone."""
        for callback in self._callbacks:
            callback(news)


@dataclass(slots=True, eq=False)
class Event:
    """One dispatch: its gateway name, its payload, and whom it concerns.

    *text* is the payload encoded, made once for all sessions. *only* limits it to one user's sessions (a bot's
    or a person's), *channel* to those who can see that channel, *rights* to those who have one of them.
    """

    name: str
    guild: Guild
    data: Json
    channel: Channel | None = None
    message: Message | None = None
    only: User | None = None
    rights: int = 0
    text: str = ""
    _withheld: dict[int, str] = field(default_factory=dict)

    def encoded(self) -> str:
        """Return the payload as JSON."""
        if not self.text:
            self.text = encode(self.data)
        return self.text

    def encoded_without_content(self, bot_id: int) -> str:
        """Return the payload as JSON for a bot that may not read message content."""
        if bot_id not in self._withheld:
            seen = self.data | _UNSEEN if self.message is None else without_content(self.data, bot_id)
            self._withheld[bot_id] = self.encoded() if seen is self.data else encode(seen)
        return self._withheld[bot_id]


def without_content(message: Json, bot_id: int) -> Json:
    """Return *message* as a bot without the Message Content intent gets it.

    Its own messages and those that mention it stay whole (gateway, "Message Content Intent"); so does each
    quoted message, judged by itself.
    """
    own = str(bot_id)
    if message["author"]["id"] != own and all(user["id"] != own for user in message["mentions"]):
        message = {key: value for key, value in message.items() if key != "poll"} | _WITHHELD
        if "message_snapshots" in message:
            snapshots = [{"message": one["message"] | _WITHHELD} for one in message["message_snapshots"]]
            message["message_snapshots"] = snapshots
    quoted = message.get("referenced_message")
    if quoted:
        seen = without_content(quoted, bot_id)
        if seen is not quoted:
            message = message | {"referenced_message": seen}
    return message
