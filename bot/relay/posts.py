"""Posts: in a forum a thread begins with a message, which is the first that crosses, under its author's persona."""

from dataclasses import dataclass, replace
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, MessageId
from bot.relay.entering import writable
from bot.relay.forwarding import tagged
from bot.relay.model import Part, Persona, Piece, Revision, SourceMessage
from bot.relay.passing import as_owed
from bot.relay.ports import LanePorts
from bot.relay.rendering import Renditions
from bot.translation.model import Quality

_NEVER: Final = Revision(-1)


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the first message of a post looks there."""

    said: SourceMessage
    persona: Persona
    piece: Piece
    quality: Quality

    def part(self, thread_id: ChannelId, *, is_found: bool) -> Part:
        """Return it as it stands in the post, whose own id it has.

        One that was found may read otherwise, and one without a final translation waits for it: either is edited when
        the message is taken in.
        """
        is_done = not is_found and self.quality is Quality.FINAL
        return Part(
            message_id=MessageId(thread_id),
            destination_id=thread_id,
            source_id=self.said.id,
            source_channel_id=self.said.channel_id,
            ordinal=0,
            start=self.piece.start,
            end=self.piece.end,
            revision=self.said.revision if is_done else _NEVER,
            quality=self.quality,
        )


@dataclass(frozen=True, slots=True)
class Posts:
    """Makes beginnings."""

    ports: LanePorts

    async def beginning(self, first: SourceMessage, bridge: Bridge, end: Endpoint) -> Beginning | None:
        """Return *first*, said in a thread of *bridge*, as it begins a post in the forum *end*; None if it may not."""
        source = bridge.endpoint(first.parent_id) if first.parent_id is not None else None
        if source is None:
            return None
        said, gate = writable(first), self.ports.gate
        ruling = gate.judge(replace(said, channel_id=source.channel_id), bridge, is_said=False)
        if not ruling.is_admitted or any(one.destination_id == end.channel_id for one in ruling.refusals):
            return None
        stays_inside = not self.ports.choices.allows_outside(said.author.id)
        translation = await self.ports.translations.translate(
            said.content, source.language, end.language, stays_inside=stays_inside
        )
        translation = tagged(translation, end, self.ports)
        row = as_owed(said, source, end, self.ports.clock)
        if gate.refuses(row, end, translation.text) is not None:
            return None
        rendition = await Renditions(end, self.ports).of(row, bridge.manner)
        composition = self.ports.composer.compose(row, translation, rendition)
        if len(composition.pieces) > 1:
            composition = self.ports.composer.cut(row, translation, 1, rendition)
        return Beginning(said, composition.persona, composition.pieces[0], translation.quality)
