"""Quoting: an answer shows what it answers, as that stands in the destination."""

from dataclasses import dataclass
from typing import Final

from bot.errors import Forbidden, Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, UserId
from bot.members.ports import PreferenceBook
from bot.relay.carried import Quote
from bot.relay.composition import preview_of
from bot.relay.model import Original, Owed, PartState, SourcePlace
from bot.relay.ports import Ledger, MemberChoices, SourceReader
from bot.relay.reading import own_words

_LONGEST_NAME: Final = 80
_PICTURE: Final = "🖼️"  # where there are no words, and in any language


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds what an answer quotes. Its text is kept nowhere, so Discord is asked for it."""

    ledger: Ledger
    reader: SourceReader
    choices: MemberChoices
    preferences: PreferenceBook

    async def answered(self, row: Owed) -> SourcePlace | None:
        """Return the source of what *row* answers; None if it answers nothing, or the database does not tell."""
        answered = row.carried.reply_to
        if answered is None:
            return None
        try:
            source = await self.ledger.source_of(answered)
        except Unavailable:
            return None
        return SourcePlace(row.source_channel_id, answered) if source is None else source

    async def of(self, row: Owed, quoted: SourcePlace, *, pings: bool) -> Quote | None:
        """Return what *row*, an answer to *quoted*, shows of that; None if nothing stands in its destination.

        An answer that has to do without what it answers still crosses: so whatever is in the way, it is left out.

        Args:
            row: What is said.
            quoted: The source of what it answers.
            pings: Whoever is answered across may be pinged; whether they are is their own choice.
        """
        try:
            seen = await self._seen(quoted, row.destination_id)
        except (SendFailed, Unavailable):
            return None
        if seen is None:
            return None
        is_across = quoted.channel_id == row.destination_id and seen.author_id != row.author.id
        wants_it = seen.is_member and self.preferences.of(seen.author_id).is_pinged
        return _quote(seen.message, seen.author_id if pings and is_across and wants_it else None)

    async def now(self, quoted: SourcePlace, destination_id: ChannelId) -> Quote | None:
        """Return what is shown of *quoted* in a destination now; None if nothing of it may be shown, or stands there.

        Raises:
            Forbidden: The bot may not read there.
            Unavailable: Discord or the database does not answer.
        """
        try:
            seen = await self._seen(quoted, destination_id)
        except Forbidden:
            raise
        except (Gone, Refused):
            return None
        return None if seen is None else _quote(seen.message, None)

    async def _seen(self, quoted: SourcePlace, here: ChannelId) -> "_Seen | None":
        """Return *quoted* as it stands *here*, None where it does not, or its author takes no part."""
        # Whose words they are, the ledger knows best: a proxy speaks for others.
        author_id = await self.ledger.author_of(quoted.message_id)
        if author_id is not None and not self.choices.takes_part(author_id):
            return None
        if quoted.channel_id == here:
            original = await self.reader.read(quoted)
            author_id = author_id or original.author_id
            is_member = author_id != original.author_id or not original.is_bot
            return _Seen(original, author_id, is_member) if self.choices.takes_part(author_id) else None
        parts = [part for part in await self.ledger.parts(quoted.message_id, here) if part.state is PartState.LIVE]
        if not parts:
            return None
        read = await self.reader.read(SourcePlace(here, parts[0].message_id))
        copy = await own_words(self.ledger, parts[0], read)
        return None if copy is None else _Seen(copy, author_id or copy.author_id, is_member=False)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is quoted, as it stands in a destination, and whose words it is."""

    message: Original
    author_id: UserId
    is_member: bool


def _quote(original: Original, pinged: UserId | None) -> Quote:
    """Return what is shown of *original*; its author is *pinged* who was answered across: Discord pings no webhook."""
    name = original.author_name[:_LONGEST_NAME]
    preview = preview_of(original.content) or (_PICTURE if original.has_pictures else "")
    return Quote(name, preview, original.link, pinged)
