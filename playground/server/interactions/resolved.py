"""What an interaction's ids stand for: the users, roles, channels, messages and files that it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from playground.server.attachments.asked import Asked
from playground.server.attachments.attachments import largest_for
from playground.server.attachments.payloads import attachment_payload
from playground.server.channels.model import Channel
from playground.server.guilds.payloads import member_part_payload, role_payload
from playground.server.interactions.payloads import shown_channel
from playground.server.messages.model import Message
from playground.server.messages.payloads import message_payload
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.applications.model import Application
    from playground.server.world import World

_FILE_GROUPS = {
    "image": (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic"),
    "video": (".mp4", ".mov", ".webm", ".m4v", ".mkv"),
    "audio": (".mp3", ".ogg", ".wav", ".flac", ".m4a", ".opus"),
}


class Resolved:
    """Looks ids up for *user* in *channel*, and remembers what was found."""

    def __init__(
        self, world: World, application: Application, user: User, channel: Channel, files: Mapping[int, Asked]
    ) -> None:
        self._world = world
        self._application = application
        self._user = user
        self._channel = channel
        self._files = files
        self._found: dict[str, Json] = {}

    def payload(self) -> Json:
        """Return all that was found, as `resolved`."""
        return {"resolved": self._found} if self._found else {}

    def user(self, wanted: str) -> bool:
        """Find a user, and their seat in the guild where they have one."""
        found = self._world.users.get(_number(wanted))
        if found is None:
            return False
        self._note("users", found.id, user_payload(found))
        member = None if self._channel.is_direct else self._channel.guild.members.get(found.id)
        if member is not None:
            part = member_part_payload(member)
            del part["mute"], part["deaf"]
            rights = self._world.rights(found, self._channel)
            self._note("members", found.id, part | {"permissions": str(rights)})
        return True

    def role(self, wanted: str) -> bool:
        """Find a role of the guild."""
        found = None if self._channel.is_direct else self._channel.guild.roles.get(_number(wanted))
        if found is not None:
            self._note("roles", found.id, role_payload(found))
        return found is not None

    def mentionable(self, wanted: str) -> bool:
        """Find a user or a role."""
        return self.role(wanted) or self.user(wanted)

    def channel(self, wanted: str, types: Collection[int]) -> bool:
        """Find a channel of one of the *types* (none: any) that the user can see."""
        found = self._world.channels.get(_number(wanted))
        if found is None or found.guild is not self._channel.guild or (types and found.type not in types):
            return False
        rights = self._world.rights(self._user, found)
        if not rights:
            return False
        payload = shown_channel(found, self._application.bot)
        app_rights = self._world.rights(self._application.bot, found)
        self._note("channels", found.id, payload | {"permissions": str(rights), "app_permissions": str(app_rights)})
        return True

    def message(self, found: Message) -> None:
        """Note a message that stands here."""
        # The message that a command is used on comes whole, also without the Message Content intent.
        self._note("messages", found.id, message_payload(found))

    def attachment(self, wanted: str, file_types: Collection[str]) -> str | None:
        """Take in the file that came along under this number; return its id, or None where it does not fit.

        Raises:
            Refusal: 40005.
        """
        asked = self._files.get(_number(wanted))
        if asked is None or asked.upload is None or not _fits(asked.filename or asked.upload.filename, file_types):
            return None
        guild = self._channel.guild
        most = largest_for(guild, self._user)
        (taken,) = self._world.attachments.take([asked], self._channel.id, most, is_ephemeral=True)
        self._note("attachments", taken.id, attachment_payload(taken))
        return str(taken.id)

    def _note(self, kind: str, found_id: int, payload: Json) -> None:
        self._found.setdefault(kind, {})[str(found_id)] = payload


def _number(wanted: str) -> int:
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) <= 20 else -1


def _fits(filename: str, file_types: Collection[str]) -> bool:
    endings = [ending for one in file_types for ending in _FILE_GROUPS.get(one, (one,))]
    return not endings or filename.lower().endswith(tuple(endings))
