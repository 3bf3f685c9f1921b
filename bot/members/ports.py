"""What members ask of the outside world."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.ids import ChannelId, MessageId, UserId
from bot.members.model import Choice, Erasure, Preference, StandingCopy
from bot.relay.model import SourcePlace

Record = Mapping[str, str | int | bool | None]
"""One thing that is kept of a user, as it is told them: ids as strings, moments in ISO 8601, bytes as hex digits."""


class ChoiceStore(Protocol):
    """Remembers choices."""

    async def every(self) -> Mapping[UserId, Choice]:
        """Return the choice of each user who made one."""
        ...

    async def keep(self, user_id: UserId, choice: Choice) -> None:
        """Remember a user's choice; the default needs no memory, and leaves none."""
        ...


class PersonalRecords(Protocol):
    """Knows everything that is kept of a user."""

    async def of(self, user_id: UserId) -> Mapping[str, Sequence[Record]]:
        """Return what is kept of a user, by the kind of record."""
        ...


class ErasureStore(Protocol):
    """Remembers who wants what to be gone, and what is left of it."""

    async def request(self, user_id: UserId, requested_at: datetime) -> Erasure:
        """Note that a user wants gone what there was at a moment; of two requests the later one counts."""
        ...

    async def of(self, user_id: UserId) -> Erasure | None:
        """Return how a user's request stands, for 30 days after its end."""
        ...

    async def unfinished(self) -> Sequence[Erasure]:
        """Return the requests that are not done."""
        ...

    async def waiting(self, erasure: Erasure) -> Sequence[SourcePlace]:
        """Return the user's messages of which something is owed to somebody, being taken away, or shared with others.

        What is shared is a line of a relayed message that carries others' messages, too: only that line is to go.
        """
        ...

    async def copies(self, erasure: Erasure) -> Sequence[StandingCopy]:
        """Return the relayed messages that are to be deleted, the newest first."""
        ...

    async def begin(self, copies: Sequence[StandingCopy]) -> None:
        """Note that *copies* are about to be deleted, so that nobody takes it for a moderator's doing."""
        ...

    async def deleted(self, erasure: Erasure, copy: StandingCopy, *, is_out_of_reach: bool) -> None:
        """Note that *copy* is gone, or that the bot is not able to delete it."""
        ...

    async def finish(self, erasure: Erasure) -> None:
        """Forget what is kept of the user, but for what has to stay, and note the end.

        What the user's choice was stays, so that it is obeyed; so does what moderators decided, and the audit trail.
        None of the messages crosses again.
        """
        ...


class CopyRemover(Protocol):
    """Deletes relayed messages."""

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        """Delete a posted message. Raises as the relay's `Delivery` does."""
        ...


class PreferenceStore(Protocol):
    """Remembers preferences."""

    async def every(self) -> Mapping[UserId, Preference]:
        """Return the preference of each user who has one."""
        ...

    async def keep(self, user_id: UserId, preference: Preference) -> None:
        """Remember a user's preference; the default needs no memory, and leaves none."""
        ...


class PreferenceBook(Protocol):
    """Knows what users prefer."""

    def of(self, user_id: UserId) -> Preference:
        """Return what a user prefers."""
        ...
