"""Originals: what a relayed message was made of, for whoever asks, with what helps them to read it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.bridges.ports import BridgeStore
from bot.errors import Forbidden, Gone, NoOriginal
from bot.ids import ChannelId, MessageId, UserId
from bot.members.ports import PreferenceBook
from bot.relay.model import Original
from bot.relay.ports import Ledger, MemberChoices, SourceReader
from bot.translation.model import Language, Phonetics, Quality
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class RelayedMessage:
    """A relayed message as it is read where it stands."""

    channel_id: ChannelId
    id: MessageId
    content: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An original as one reader is shown it.

    Attributes:
        likes_corrections: Its author is learning, and others may mend their sentences.
        translation: It in the language that the reader reads, where neither it nor its copy is.
        reads: That language.
        sounds: How the Chinese of it, or of its copy, sounds, in the *phonetics* that the reader wants.
    """

    original: Original
    likes_corrections: bool = False
    translation: str | None = None
    reads: Language | None = None
    sounds: str | None = None
    phonetics: Phonetics | None = None


@dataclass(frozen=True, slots=True)
class Originals:
    """Finds originals. Nothing of them is kept, so Discord is asked each time."""

    ledger: Ledger
    reader: SourceReader
    bridges: BridgeStore
    translations: Translations
    choices: MemberChoices
    preferences: PreferenceBook
    read_aloud: Callable[[str, Phonetics], str | None]

    async def of(self, message_id: MessageId) -> Original:
        """Return the original of a relayed message, as it reads now.

        Raises:
            NoOriginal: It is no relayed message, is older than the ledger remembers, its source is out of reach, or
                whoever wrote it takes no part any more.
            Unavailable: Discord does not answer.
        """
        place = await self.ledger.source_of(message_id)
        if place is None:
            raise NoOriginal
        try:
            original = await self.reader.read(place)
        except (Gone, Forbidden):
            raise NoOriginal from None
        if not self.choices.takes_part(await self.ledger.author_of(place.message_id) or original.author_id):
            raise NoOriginal  # it may read otherwise by now, and what they write stays in its channel
        return original

    async def shown_to(self, reader_id: UserId, copy: RelayedMessage) -> Shown:
        """Return the original of *copy* as a reader wants it.

        Raises:
            NoOriginal, Unavailable: As `of` says.
        """
        original = await self.of(copy.id)
        reader = self.preferences.of(reader_id)
        likes_corrections = self.preferences.of(original.author_id).likes_corrections
        translation = None if reader.reads is None else await self._translated(original, copy, reader.reads)
        sounds = None if reader.phonetics is None else await self._sounds(original, copy, reader.phonetics)
        return Shown(original, likes_corrections, translation, reader.reads, sounds, reader.phonetics)

    async def _translated(self, original: Original, copy: RelayedMessage, reads: Language) -> str | None:
        """Return *original* in the language *reads*; None where it, or what stands there, is in that already."""
        bridge = await self.bridges.containing(original.place.channel_id)
        written = {end.channel_id: end.language for end in bridge.endpoints} if bridge is not None else {}
        source = written.get(original.place.channel_id)
        if source is None or reads in {source, written.get(copy.channel_id)}:
            return None
        stays_inside = not self.choices.allows_outside(original.author_id)
        found = await self.translations.translate(original.content, source, reads, stays_inside=stays_inside)
        is_new = found.quality is Quality.FINAL and found.text.strip() != original.content.strip()
        return found.text if is_new else None

    async def _sounds(self, original: Original, copy: RelayedMessage, phonetics: Phonetics) -> str | None:
        for text in (original.content, copy.content):
            # The dictionary is a file, and a long text takes some milliseconds.
            if (sounds := await asyncio.to_thread(self.read_aloud, text, phonetics)) is not None:
                return sounds
        return None
