"""The audit log: what was done is noted here, and can be read again."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from playground.server.audit_log.model import Action, Entry
from playground.server.audit_log.payloads import entry_payload
from playground.server.audit_log.reasons import current_reason
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.messages.model import Message
from playground.server.snowflakes import moment_of
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# For so long further deletions of one author's messages in one channel count up an entry instead of making another.
MERGE_SECONDS = 300.0


class AuditLog:
    """The verbs of the audit log.

    What the playground's own hand does is not noted: there is nobody to name. Its other verbs' callers hand on the
    user who acts; the reason is that of the request being answered.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.merge_seconds = MERGE_SECONDS

    def note(
        self,
        action: Action,
        guild: Guild,
        by: User | None,
        target_id: int | None,
        changes: Iterable[Json] = (),
        **options: object,
    ) -> None:
        """Note that *by* did *action* to *target_id*; an update without any change is none."""
        if by is None or not guild.id:  # in private nobody keeps a log
            return
        told = {key: str(value) for key, value in options.items()}
        entry = Entry(self._world.ids.next(), action, by.id, target_id, list(changes), told, current_reason())
        guild.audit_log.append(entry)
        data = entry_payload(entry) | {"guild_id": str(guild.id)}
        self._world.events.tell(Event("GUILD_AUDIT_LOG_ENTRY_CREATE", guild, data, rights=permissions.VIEW_AUDIT_LOG))

    def note_deleted_message(self, message: Message, by: User | None) -> None:
        """Note that a moderator deleted somebody's message, as one more where they have just deleted another.

        Authors who delete their own leave no entry, nor does a bot (seen on Discord, though not documented).
        """
        if by is None or by.is_bot or by.id == message.author_id:
            return
        channel, guild = message.channel, message.channel.guild
        latest = self._latest_deletion(guild, by, message)
        if latest is None:
            self.note(Action.MESSAGE_DELETE, guild, by, message.author_id, channel_id=channel.id, count=1)
        else:
            latest.options["count"] = str(int(latest.options["count"]) + 1)

    def entries(self, guild: Guild, by: User) -> list[Entry]:
        """Return all entries, oldest first.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand_in_guild(by, guild, permissions.VIEW_AUDIT_LOG)
        return guild.audit_log

    def _latest_deletion(self, guild: Guild, by: User, message: Message) -> Entry | None:
        horizon = time.time() - self.merge_seconds
        for entry in reversed(guild.audit_log):
            if moment_of(entry.id).timestamp() < horizon:
                return None
            told = (entry.action, entry.user_id, entry.target_id, entry.options.get("channel_id"))
            if told == (Action.MESSAGE_DELETE, by.id, message.author_id, str(message.channel.id)):
                return entry
        return None
