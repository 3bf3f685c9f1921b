"""A private conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from playground.server.channels.kinds import DIRECT
from playground.server.channels.model import Channel
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member, Role
from playground.server.users.model import User
from playground.server.wire import Json

# Both may do all that needs no moderator; nobody can be given more or less.
RIGHTS: Final = (
    permissions.VIEW_CHANNEL
    | permissions.SEND_MESSAGES
    | permissions.SEND_TTS_MESSAGES
    | permissions.EMBED_LINKS
    | permissions.ATTACH_FILES
    | permissions.READ_MESSAGE_HISTORY
    | permissions.MENTION_EVERYONE
    | permissions.USE_EXTERNAL_EMOJIS
    | permissions.ADD_REACTIONS
    | permissions.USE_APPLICATION_COMMANDS
    | permissions.PIN_MESSAGES
    | permissions.SEND_POLLS
    | permissions.SEND_VOICE_MESSAGES
)
# What an interaction there says that the application may do (receiving and responding, "Interaction Structure").
APPLICATION_RIGHTS: Final = (
    permissions.ATTACH_FILES | permissions.EMBED_LINKS | permissions.MENTION_EVERYONE | permissions.USE_EXTERNAL_EMOJIS
)


@dataclass(slots=True, eq=False)
class Direct(Channel):
    """A conversation of two users.

    It stands in a guild that nobody knows of, with the two as its members: so that the rules of channels hold, and the
    first shard is told of it (gateway, "Sharding"). That guild's id is 0, and is never said.
    """

    @property
    def is_direct(self) -> bool:
        """Say that it is one."""
        return True

    @property
    def in_guild(self) -> Json:
        """Return no keys: it is in no guild."""
        return {}

    def other(self, user: User) -> User:
        """Return with whom *user* speaks."""
        return next(one.user for one in self.guild.members.values() if one.user is not user)


def direct_between(channel_id: int, since: str, *users: User) -> Direct:
    """Return a conversation of two *users*."""
    nowhere = Guild(0, "", 0)
    nowhere.roles[0] = Role(0, "@everyone", RIGHTS)
    nowhere.members = {user.id: Member(user, since) for user in users}
    return Direct(channel_id, nowhere, "", DIRECT)
