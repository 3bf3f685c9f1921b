"""What moderation asks of the outside world."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.bridges.model import Bridge, BridgeId, Endpoint
from bot.bridges.ports import NoticeChannel
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.keywords import KeywordRule
from bot.moderation.model import (
    Case,
    ChannelRules,
    HeldDeletion,
    HeldView,
    RaidMode,
    Refused,
    Report,
    StandingBoard,
)
from bot.relay.model import SourceMessage, SourcePlace


class MuteStore(Protocol):
    """Remembers who may not cross which bridge, by the will of which of its guilds."""

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[UserId]]:
        """Return whom each guild has muted on each bridge, where it has muted somebody."""
        ...

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId, *, is_muted: bool) -> None:
        """Remember that a guild has muted a user on a bridge, or no longer; a bridge that is gone has none."""
        ...


class ChannelWatch(Protocol):
    """Knows channels as they stand now; never waits. Of one that it does not know it says that there are no rules."""

    def rules(self, seat: Endpoint) -> ChannelRules:
        """Return what Discord holds members to in a channel: where it is nothing, `NO_RULES` itself."""
        ...

    def is_exempt_from_slow(self, seat: Endpoint, message: SourceMessage) -> bool:
        """Tell whether slow mode is not for the author of *message*, as far as it is known: a member of that guild."""
        ...

    def manages_guild(self, seat: Endpoint, message: SourceMessage) -> bool:
        """Tell whether the author of *message*, as a member of that guild, is above its rules."""
        ...


class MirrorStore(Protocol):
    """Remembers whose AutoMod rules hold on what enters by which bridge."""

    async def every(self) -> Collection[tuple[BridgeId, GuildId]]:
        """Return all that are mirrored."""
        ...

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, *, is_on: bool) -> None:
        """Remember that a guild's rules are mirrored, or are no longer; a bridge that is gone has none."""
        ...


class RuleReader(Protocol):
    """Reads the rules of guilds."""

    async def rules(self, guild_id: GuildId) -> Sequence[KeywordRule]:
        """Return those rules of a guild's AutoMod that block messages by keywords or patterns, and are in force.

        Raises:
            Forbidden: The bot may not read them.
            Unavailable, SendFailed: Discord does not answer.
        """
        ...


class Alarm(Protocol):
    """Tells moderators what they did not ask for."""

    def age_restricted(self, bridge: Bridge, source_id: ChannelId, destination_id: ChannelId) -> None:
        """Tell, once, that nothing crosses out of a channel that is age-restricted now; never waits."""
        ...

    async def tell(self, bridge: Bridge, key: str, /, **fields: str | int) -> None:
        """Tell the moderators of *bridge* the phrase *key*, as far as it has notice channels and Discord lets us."""
        ...


class RaidStore(Protocol):
    """Remembers how bridges guard against raids."""

    async def every(self) -> Mapping[BridgeId, RaidMode]:
        """Return how each bridge guards that was ever told to."""
        ...

    async def keep(self, bridge_id: BridgeId, mode: RaidMode) -> None:
        """Remember how a bridge guards; a bridge that is gone does not."""
        ...


class WordStore(Protocol):
    """Remembers each guild's word list for each bridge."""

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[str]]:
        """Return the entries of each list that has some."""
        ...

    async def add(self, bridge_id: BridgeId, guild_id: GuildId, words: Collection[str]) -> None:
        """Put *words* on a list; a bridge that is gone has none."""
        ...

    async def remove(self, bridge_id: BridgeId, guild_id: GuildId, word: str) -> None:
        """Take *word* off a list."""
        ...


class Refusals(Protocol):
    """Remembers what may not enter a destination, for as long as catch-up could find it again."""

    async def refuse(self, refused: Sequence[Refused]) -> Sequence[bool]:
        """Remember *refused*, in one durable commit; tell of each whether it is.

        False: it was let in by a moderator in this revision, or a newer one. What stands in a destination
        already is not taken away, and does not wait: what is refused is that it begins to stand there, or that
        an edit is shown.
        """
        ...


class HeldStore(Refusals, Protocol):
    """Remembers, of what is refused, what waits for a moderator or for its time; 24 hours at most, and no words."""

    async def waiting(self) -> Sequence[Refused]:
        """Return what waits, each message once, in the order in which they were said."""
        ...

    async def close(self, source_id: MessageId, destination_ids: Collection[ChannelId] | None = None) -> None:
        """Let a message wait no more, for some destinations or (None) for all; it stays refused there.

        What is released is so in the outbox's own commit.
        """
        ...


class StandingBoardStore(Protocol):
    """Remembers, for each guild of each bridge, the message that shows what waits."""

    async def of(self, bridge_id: BridgeId, guild_id: GuildId) -> StandingBoard | None:
        """Return a guild's board for a bridge, if one stands."""
        ...

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, board: StandingBoard) -> None:
        """Remember a guild's board for a bridge; a bridge that is gone has none."""
        ...

    async def forget(self, bridge_id: BridgeId, guild_id: GuildId) -> None:
        """Forget a guild's board for a bridge."""
        ...


class HeldBoard(Protocol):
    """Shows what waits to moderators. Raises `Unavailable`, `Forbidden`, `MessageGone`, `ChannelGone` and `Refused`."""

    async def show(self, channel_id: ChannelId, view: HeldView) -> MessageId:
        """Post *view* with what can be done about it, and return the message."""
        ...

    async def edit(self, channel_id: ChannelId, message_id: MessageId, view: HeldView | None) -> None:
        """Make a posted message show *view*, or that nothing waits any more."""
        ...


class MessageReader(Protocol):
    """Reads single messages for the relay."""

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        """Return the message at *place* as it reads now, with its author's membership; None for what nobody said.

        Raises:
            Gone, Forbidden: It is not there, or the bot may not read it.
            Unavailable: Discord does not answer.
        """
        ...


class Releases(Protocol):
    """The relay, as whoever lets messages in sees it."""

    async def release(self, message: SourceMessage, destinations: Collection[ChannelId]) -> None:
        """Let *message* go to *destinations*, which were refused to it; durable when this returns."""
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
