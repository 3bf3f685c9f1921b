"""Quoting: an answer shows what it answers, as that stands in the destination."""

from dataclasses import dataclass
from typing import Final

from bot.errors import SendFailed, Unavailable
from bot.ids import MessageId, UserId
from bot.members.ports import PreferenceBook
from bot.relay.carried import Quote
from bot.relay.composition import preview_of
from bot.relay.model import Original, Owed, PartState, SourcePlace
from bot.relay.ports import Ledger, MemberChoices, SourceReader

_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds what an answer quotes. Its text is kept nowhere, so Discord is asked for it."""

    ledger: Ledger
    reader: SourceReader
    choices: MemberChoices
    preferences: PreferenceBook

    async def of(self, row: Owed, *, pings: bool) -> Quote | None:
        """Return what *row* answers, None if it answers nothing that stands in its destination.

        An answer that has to do without what it answers still crosses: so whatever is in the way, it is left out.

        Args:
            row: What is said.
            pings: Whoever is answered across may be pinged; whether they are is their own choice.
        """
        answered = row.carried.reply_to
        if answered is None:
            return None
        try:
            return await self._found(row, answered, pings=pings)
        except (SendFailed, Unavailable):
            return None

    async def _found(self, row: Owed, answered: MessageId, *, pings: bool) -> Quote | None:
        here = row.destination_id
        source = await self.ledger.source_of(answered)
        source_id = answered if source is None else source.message_id
        # Whose words they are, the ledger knows best: a proxy speaks for others.
        author_id = await self.ledger.author_of(source_id)
        if author_id is not None and not self.choices.takes_part(author_id):
            return None
        if source is not None and source.channel_id == here:
            original = await self.reader.read(source)
            author_id = author_id or original.author_id
            if not self.choices.takes_part(author_id):
                return None
            is_member = author_id != original.author_id or not original.is_bot
            wants_it = pings and is_member and self.preferences.of(author_id).is_pinged
            is_pinged = wants_it and author_id != row.author.id
            return _quote(original, author_id if is_pinged else None)
        parts = [part for part in await self.ledger.parts(source_id, here) if part.state is PartState.LIVE]
        if not parts:
            return None
        return _quote(await self.reader.read(SourcePlace(here, parts[0].message_id)), None)


def _quote(original: Original, pinged: UserId | None) -> Quote:
    """Return what is shown of *original*; its author is *pinged* who was answered across: Discord pings no webhook."""
    name = original.author_name[:_LONGEST_NAME]
    return Quote(name, preview_of(original.content), original.link, pinged)
