"""Titles: what a thread is called in another channel. A title is somebody's words, and treated as such."""

from dataclasses import dataclass
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.ids import MessageId
from bot.relay.glyphs import units, well_formed
from bot.relay.model import Author, SourceMessage
from bot.relay.passing import as_owed
from bot.relay.ports import LanePorts
from bot.relay.splitting import split
from bot.relay.threads import LONGEST_TITLE, SourceThread
from bot.translation.model import Quality

_UNTITLED: Final = "relay-thread-untitled"


@dataclass(frozen=True, slots=True)
class Title:
    """What a thread is called in a channel; if it *is_late*, in its own words until a translator answers."""

    words: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Titles:
    """Makes titles."""

    ports: LanePorts

    async def of(self, thread: SourceThread, bridge: Bridge, end: Endpoint) -> Title:
        """Return what *thread* is called in the channel *end* of *bridge*.

        Where whoever opened it takes no part, is muted, or the title holds what may not enter there, it has a name
        that says nothing.
        """
        source = bridge.endpoint(thread.parent_id)
        author = Author(thread.owner_id, "", None)
        title = well_formed(" ".join(thread.state.title.split()))
        said = SourceMessage(MessageId(thread.id), thread.parent_id, thread.guild_id, author, title)
        ruling = self.ports.gate.judge(said, bridge, is_said=False)
        shut = {refusal.destination_id for refusal in ruling.refusals}
        if source is None or not title or not ruling.is_admitted or end.channel_id in shut:
            return self._untitled(end)
        stays_inside = not self.ports.choices.allows_outside(author.id)
        found = await self.ports.translations.translate(title, source.language, end.language, stays_inside=stays_inside)
        is_late = found.quality is Quality.PROVISIONAL
        words = title if is_late else " ".join(found.text.split())
        if self.ports.gate.refuses(as_owed(said, source, end, self.ports.clock), end, words) is not None:
            return self._untitled(end)
        return Title(short, is_late) if (short := _short(words)) else self._untitled(end)

    def _untitled(self, end: Endpoint) -> Title:
        return Title(self.ports.threads.phrases.say(end.language, _UNTITLED))


def _short(title: str) -> str:
    if units(title) <= LONGEST_TITLE:
        return title
    return split(title, LONGEST_TITLE, at_most=1, reserve=1)[0].content.rstrip() + "…"
