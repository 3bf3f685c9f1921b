"""What corrections ask of the outside world."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.bridges.model import Bridge, Endpoint
from bot.corrections.changes import Piece
from bot.corrections.model import Correction, CorrectionId, Mender
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.model import Tongue
from bot.relay.model import Leave, SourceMessage, SourcePlace
from bot.translation.model import Language


class Speech(Protocol):
    """Knows what members may say: `bot.relay.speaking.Speaking`."""

    def judge(self, said: SourceMessage, seat: Endpoint, within: Bridge) -> Leave:
        """Tell whether *said* may stand in *seat*."""
        ...


class Rereader(Protocol):
    """Reads a message."""

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        """Return a message as it reads now; None for what nobody said. Raises `Gone`, `Refused` and `Unavailable`."""
        ...


class Places(Protocol):
    """Knows which channels and threads are bridged."""

    async def seat(self, channel_id: ChannelId) -> tuple[Bridge, Endpoint] | None:
        """Return the bridge of a channel or a thread, as it is there, and its seat. Raises `Unavailable`."""
        ...


class Doors(Protocol):
    """Knows who may do what where."""

    async def mender(self, user_id: UserId, channel_id: ChannelId) -> Mender | None:
        """Return somebody as they are in a channel; None where they do not read it. Raises `Unavailable`."""
        ...


class Counting(Protocol):
    """Knows of whom something counts."""

    def tongue(self, user_id: UserId, channel_id: ChannelId, role_ids: Collection[int]) -> Tongue | None:
        """Return in what what a member does in a channel counts; None where nothing of it does. Never waits."""
        ...


class CorrectionBoard(Protocol):
    """Has corrections stand below what they mend, in the bot's own name. Raises `Unavailable`, `Refused` and `Gone`."""

    def worded(self, language: Language, one: Correction, pieces: Sequence[Piece], why: str) -> str:
        """Return a correction as it is read.

        Args:
            pieces: Of the sentence, with what became of each.

        Raises:
            SentenceTooLong: It does not fit into a message.
        """
        ...

    async def post(self, language: Language, one: Correction, text: str) -> MessageId:
        """Post a correction; asked a second time within minutes, it posts no second one."""
        ...

    async def find(self, one: Correction) -> MessageId | None:
        """Return a correction that was posted, if it was, by somebody who did not live to say so."""
        ...

    async def remove(self, place: SourcePlace) -> None:
        """Delete a correction; one that is gone already will do."""
        ...

    async def stands(self, place: SourcePlace) -> bool:
        """Tell whether a correction is still there."""
        ...


class CorrectionStore(Protocol):
    """Remembers corrections: ids, and no words. Raises `Unavailable`."""

    async def claim(self, one: Correction) -> bool:
        """Remember that a correction is about to be posted; False where the same member has mended that sentence."""
        ...

    async def posted(self, correction_id: CorrectionId, message_id: MessageId) -> bool:
        """Remember where a correction stands; False where it was taken back meanwhile."""
        ...

    async def accept(self, correction_id: CorrectionId, tongue: Tongue | None) -> None:
        """Remember that a correction was accepted, and let it count, once however often it is.

        Args:
            tongue: In which it counts; None where it does not.
        """
        ...

    async def forget(self, correction_id: CorrectionId) -> None:
        """Forget a correction, which stands no more: what it counted is taken back."""
        ...

    async def by_id(self, correction_id: CorrectionId) -> Correction | None:
        """Return a correction."""
        ...

    async def by_mender(self, source_id: MessageId, user_id: UserId) -> Correction | None:
        """Return how a member mended a sentence."""
        ...

    async def of_user(self, user_id: UserId) -> Sequence[Correction]:
        """Return what a user mended, and what of theirs was mended."""
        ...

    async def about(self, message_ids: Collection[MessageId]) -> Sequence[Correction]:
        """Return the corrections that are any of these messages, or mend one."""
        ...

    async def unsettled(self, before: datetime) -> Sequence[Correction]:
        """Return what was claimed before a moment, and of which it is not known whether it stands."""
        ...

    async def standing(self, guild_ids: Collection[GuildId], since: datetime) -> Sequence[Correction]:
        """Return what was made in *guild_ids* since a moment and stands, as far as is known."""
        ...
