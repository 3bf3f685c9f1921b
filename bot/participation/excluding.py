"""Excluding: what admins do not want counted. Asked at every message, so held in memory."""

from collections.abc import Collection, Mapping

from bot.ids import ChannelId, GuildId
from bot.participation.ports import ExclusionStore, Subject
from bot.relay.model import SourceMessage


class Excluded:
    """Implements `bot.participation.ports.Exclusions`, and changes what they are. Make one with `load`."""

    def __init__(self, store: ExclusionStore, known: Mapping[GuildId, frozenset[Subject]]) -> None:
        self._store = store
        self._writing = 0
        self._written = 0
        self._remember(known)

    @classmethod
    async def load(cls, store: ExclusionStore) -> "Excluded":
        """Return what *store* remembers."""
        return cls(store, await store.every())

    def excludes(self, message: SourceMessage) -> bool:
        """Tell whether a message is not to be counted."""
        membership = message.membership
        return self.excludes_channel(message.channel_id) or (
            membership is not None and self.excludes_roles(membership.role_ids)
        )

    def excludes_roles(self, role_ids: Collection[int]) -> bool:
        """Tell whether nothing is to be counted of a member with these roles."""
        return not self._roles.isdisjoint(role_ids)

    def excludes_channel(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing in a channel is to be counted."""
        return channel_id in self._channels

    def of(self, guild_id: GuildId) -> frozenset[Subject]:
        """Return what is not counted in a guild."""
        return self._known.get(guild_id, frozenset())

    async def set(self, guild_id: GuildId, subject: Subject, *, is_excluded: bool) -> None:
        """Count something in a guild no more, or again: at once, and after a restart."""
        known = self.of(guild_id)
        self._remember({**self._known, guild_id: known | {subject} if is_excluded else known - {subject}})
        self._writing += 1
        try:
            await self._store.keep(guild_id, subject, is_excluded=is_excluded)
        finally:
            self._writing -= 1
            self._written += 1

    async def reload(self, _told: object = ()) -> None:
        """Read anew what is excluded; what is being written here is told of when it stands."""
        before = self._written
        known = await self._store.every()
        if before == self._written and not self._writing:
            self._remember(known)

    def forget(self, guild_id: GuildId) -> None:
        """Forget what is excluded in a guild that is forgotten."""
        self._remember({guild: subjects for guild, subjects in self._known.items() if guild != guild_id})

    def _remember(self, known: Mapping[GuildId, frozenset[Subject]]) -> None:
        self._known = known
        every = [subject for subjects in known.values() for subject in subjects]
        self._roles = frozenset(subject.id for subject in every if subject.is_role)
        self._channels = frozenset(subject.id for subject in every if not subject.is_role)
