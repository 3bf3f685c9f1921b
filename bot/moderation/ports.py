"""What moderation asks of the outside world."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.bridges.model import BridgeId
from bot.bridges.ports import NoticeChannel
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import Case, HeldDeletion, Report
from bot.relay.model import SourcePlace


class MuteStore(Protocol):
    """Remembers who may not cross which bridge, by the will of which of its guilds."""

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[UserId]]:
        """Return whom each guild has muted on each bridge, where it has muted somebody."""
        ...

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId, *, is_muted: bool) -> None:
        """Remember that a guild has muted a user on a bridge, or no longer; a bridge that is gone has none."""
        ...


class CaseStore(Protocol):
    """Remembers reports, by the message that shows them to moderators."""

    async def keep(self, message_id: MessageId, case: Case) -> None:
        """Remember what the message shows."""
        ...

    async def of(self, message_id: MessageId) -> Case | None:
        """Return what a message shows; None where it is no report, or was forgotten."""
        ...


class ReportBoard(Protocol):
    """Shows reports to moderators."""

    async def show(self, channel_id: ChannelId, report: Report) -> MessageId:
        """Post *report* with what can be done about it, and return the message.

        Raises:
            Unavailable, Forbidden, ChannelGone: It cannot be shown there.
        """
        ...


class SourceRemover(Protocol):
    """Deletes what others wrote."""

    async def remove(self, place: SourcePlace) -> bool:
        """Delete the message at *place*; tell whether it is gone. False: the bot may not.

        Raises:
            Unavailable: Discord does not answer.
        """
        ...


class Copies(Protocol):
    """The copies of source messages: the relay, as moderation sees it."""

    def remove_copies(self, place: SourcePlace) -> None:
        """Have every copy of the message at *place* deleted, and none made any more."""
        ...


class HeldDeletions(Protocol):
    """Remembers deletions that wait for an answer, by the message that asks."""

    async def keep(self, question_id: MessageId, held: HeldDeletion) -> None:
        """Remember that the question is about *held*, too."""
        ...

    async def under(self, question_id: MessageId) -> Sequence[HeldDeletion]:
        """Return what a question is about, oldest first; nothing where it was answered or forgotten."""
        ...

    async def forget(self, question_id: MessageId) -> None:
        """Forget a question that was answered."""
        ...


class DeletionBoard(NoticeChannel, Protocol):
    """Tells moderators of deletions, and asks about many."""

    async def ask(self, channel_id: ChannelId, bridge: str) -> MessageId:
        """Ask whether the sources are to go of all the copies that were deleted on *bridge*; return the question."""
        ...
