"""A message that stands in a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.guilds.model import Member
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.attachments.model import Attachment
    from playground.server.cdn.links import Links
    from playground.server.polls.model import Poll
    from playground.server.reactions.model import Reaction
    from playground.server.stickers.model import Sticker
    from playground.server.threads.model import Thread

DEFAULT_MESSAGE = 0
RECIPIENT_ADD = 1
RECIPIENT_REMOVE = 2
CHANNEL_NAME_CHANGE = 4
CHANNEL_PINNED = 6
USER_JOIN = 7
THREAD_CREATED = 18
REPLY = 19
CHAT_INPUT_COMMAND = 20
THREAD_STARTER = 21
CONTEXT_MENU_COMMAND = 23
AUTO_MODERATION_ACTION = 24
POLL_RESULT = 46

# What someone wrote; all others are system messages.
WRITTEN = frozenset((DEFAULT_MESSAGE, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND))
# Message resource, "Message Types".
UNDELETABLE = frozenset((1, 2, 3, 4, 5, THREAD_STARTER))


@dataclass(frozen=True, slots=True)
class Origin:
    """What a message owes to the interaction that it answers: its *type*, and the keys that tell of it (*traces*).

    It is a reply where another message is *answered*; an ephemeral one is *seen_by* one person.
    """

    type: int
    traces: Json
    flags: int = 0
    answered: Message | None = None
    seen_by: User | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message that stands in a channel.

    *position* counts within a thread, and *thread* is the one that began here. *previews* are the embeds that Discord
    adds for its links. A forward keeps a copy of its source as it was then, the
    *snapshot*. *links* signs the files that its embeds or components show; where they show none it is None.
    An ephemeral one is *seen_by* one person only; *traces* are the keys that tell of an interaction.
    """

    id: int
    channel: Channel
    author: Json  # as it is shown: a user, or a webhook's persona
    content: str
    timestamp: str
    author_id: int
    member: Member | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    type: int = DEFAULT_MESSAGE
    edited: str | None = None
    embeds: list[Json] = field(default_factory=list)
    previews: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stickers: list[Sticker] = field(default_factory=list)
    links: Links | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    pinned_at: str | None = None
    reactions: dict[str, Reaction] = field(default_factory=dict)
    poll: Poll | None = None
    reference: Json | None = None
    referenced: Message | None = None
    seen_by: User | None = None
    traces: Json | None = None
    snapshot: Message | None = None
    thread: Thread | None = None
    position: int | None = None

    def is_by(self, user: User) -> bool:
        """Say whether *user* wrote it; what an application answered to an interaction is its bot's."""
        return self.author_id == user.id and self.webhook_id in (None, self.application_id)
