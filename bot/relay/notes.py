"""Notes: what is written in another of a bridge's languages gets its translation below it, in its own channel.

A note is a copy in the channel of its source, owed and recorded as every other, so that edits, deletions and kills
find it as they find any. What is different about it is said here.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.ids import said_at
from bot.relay.glyphs import is_readable
from bot.relay.model import Owed, Persona, SourceMessage, SourcePlace
from bot.relay.personas import digits, mark, persona_name
from bot.relay.ports import Phrases
from bot.translation.model import Quality, Translation, are_alike
from bot.translation.ports import Translations

_BEGUN_BY_AN_EDIT: Final = timedelta(hours=1)
"""So young is what an edit may give a note, which would stand below all that was said since."""


def is_note(row: Owed) -> bool:
    """Tell whether *row* owes a note."""
    return row.destination_id == row.source_channel_id


def is_of_a_note(place: SourcePlace, source: SourcePlace) -> bool:
    """Tell whether what stands at *place*, a copy of *source*, is a note."""
    return place.channel_id == source.channel_id and place != source  # what a button posted is its own source


def must_wait(row: Owed, translation: Translation) -> bool:
    """Tell whether *row* owes a note that nobody could translate yet: the original stands there already."""
    return is_note(row) and translation.quality is Quality.PROVISIONAL


def is_needless(row: Owed, translation: Translation) -> bool:
    """Tell whether *row* owes a note that would say nothing new, in the channel's own language or for want of help."""
    if not is_note(row):
        return False
    is_new = is_readable(translation.text) and translation.text.strip() != row.content.strip()
    return are_alike(translation.source, translation.target) or not is_new


def persona(row: Owed, translation: Translation, phrases: Phrases, *, is_named: bool = True) -> Persona:
    """Return as whom a note speaks: as a translation, and of whose words, lest its author seem to speak twice.

    It bears the mark of the language that it is from, by which another bridge's bot knows a copy.

    Args:
        is_named: Its author's own name may be shown.
    """
    name = persona_name(row.author.name, "") if is_named else ""
    name = name or phrases.say(translation.target, "relay-member", digits=digits(row.author.id))
    said = phrases.say(translation.target, "relay-note-name", name=name)
    return Persona(persona_name(said, mark(translation.source, translation.target)), None)


@dataclass(frozen=True, slots=True)
class Notes:
    """Tells what gets a note."""

    translations: Translations
    clock: Clock

    def helps_with(self, message: SourceMessage, bridge: Bridge, *, is_said: bool) -> bool:
        """Tell whether *message*, said or else edited, is to have a note, unless it had one before. Never waits."""
        if not bridge.manner.adds_notes:
            return False
        seat = bridge.endpoint(message.channel_id)
        is_too_old = not is_said and self.clock.now() - said_at(message.id) > _BEGUN_BY_AN_EDIT
        if seat is None or is_too_old:
            return False
        found = self.translations.foreign(message.content, seat.language)
        return found is not None and any(are_alike(found, end.language) for end in bridge.endpoints)
