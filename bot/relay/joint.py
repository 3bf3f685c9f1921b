"""Joint: the posts of one destination that several messages share.

What shares a post is written down before it goes, so that whoever finds it after a kill knows all that it carries.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

import structlog

from bot.bridges.model import AS_USUAL, Endpoint, Manner
from bot.errors import Refused, ThreadShut
from bot.ids import MessageId
from bot.relay.agenda import Agenda, Work
from bot.relay.carried import NOTHING
from bot.relay.company import Candidate, Pressure, company, joined
from bot.relay.creating import Created, Creator
from bot.relay.door import Door
from bot.relay.glyphs import units
from bot.relay.joining import Joining
from bot.relay.lines import Line, Lines
from bot.relay.model import Composition, Owed, Part
from bot.relay.notes import is_note
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.posting import Poster
from bot.relay.rendition import BARE, Rendition
from bot.relay.requoting import Requoter
from bot.relay.splitting import CONTENT_LIMIT

_log = structlog.stdlib.get_logger(__name__)

_LOOKED_AT: Final = 128  # of those that wait

Paid = list[tuple[Work, Created]]
"""What became of each message that shared a post."""


class Joint:
    """Finds company for a message and posts them as one."""

    def __init__(
        self, seat: Endpoint, ports: LanePorts, poster: Poster, creator: Creator, agenda: Agenda, requoter: Requoter
    ) -> None:
        self._seat = seat
        self._ports = ports
        self._poster = poster
        self._creator = creator
        self._agenda = agenda
        self._requoter = requoter
        self._door = Door(seat, ports)
        self._lines = Lines(seat.channel_id, ports)
        self._pressure = Pressure()
        self._has_plan = False

    def recover(self, waiting: Sequence[Owed]) -> None:
        """Know what an earlier process left."""
        self._has_plan = any(row.joined_to is not None for row in waiting)

    def company(self, head: Work, manner: Manner) -> list[Work]:
        """Take off the agenda, and return, what is to share the post of *head*, which was taken before."""
        creates = self._agenda.creates
        if (plan := head.row.joined_to) is not None:  # an earlier process may have posted it
            left = next((at for at, work in enumerate(creates) if work.row.joined_to != plan), len(creates))
            return [self._agenda.take_create() for _ in range(left)]
        waiting = (work.row for work in chain([head], islice(creates, _LOOKED_AT - 1)))
        joining = self._pressure.joining(len(creates) + 1, waiting, self._wait)
        if joining is Joining.ALONE or not self._poster.knows_what_stands:
            return []
        candidates = self._candidates([head, *islice(creates, _LOOKED_AT - 1)], manner)
        return [self._agenda.take_create() for _ in range(company(candidates, joining)[1] - 1)]

    def _wait(self, posts: int) -> float:
        return self._ports.delivery.wait(self._seat.home, posts)

    async def create(self, works: Sequence[Work], manner: Manner) -> Paid | None:
        """Post *works* as one message; None where each has to be posted alone after all.

        Raises:
            ThreadShut: None of it stands; try again when the thread is open.
        """
        plan = await self._planned([work.row for work in works])
        if plan is None:
            return None
        while wanted := [work for work in works if self._creator.wants(work.row)]:
            joining, composition, lines = self._composed(wanted, manner)
            try:
                message_id = await self._creator.post_surely(
                    plan,
                    composition.persona,
                    composition.pieces[0],
                    lambda: all(self._creator.wants(work.row) for work in wanted),
                    is_shared=True,
                )
            except ThreadShut:
                raise  # the thread's matter, and not the text's: it passes
            except Refused as error:
                _log.warning("joined message refused", destination=self._seat.channel_id, **error.fields)
                self._ports.observer.failed(self._seat.channel_id, error.kind)
                break
            if message_id is not None:
                paid = await self._recorded(wanted, message_id, joining, lines)
                return [*paid, *[(work, await self._dropped(work)) for work in works if work not in wanted]]
        return None

    async def dissolve(self) -> None:
        """Let nothing be planned any more: what is posted next is posted alone."""
        if self._has_plan:
            await until_answered(lambda: self._ports.outbox.join(self._seat.channel_id, ()), self._ports.clock)
            self._has_plan = False

    async def _planned(self, rows: Sequence[Owed]) -> MessageId | None:
        """Return the message by which the plan to post *rows* as one is known, once it is written down."""
        if rows[0].joined_to is not None:
            return rows[0].joined_to
        for row in rows:
            if await self._creator.has_begun(row):
                return None
        self._has_plan = True
        outbox, clock = self._ports.outbox, self._ports.clock
        stands = await until_answered(lambda: outbox.join(self._seat.channel_id, rows), clock)
        return rows[0].source_id if stands else None

    def _candidates(self, works: Sequence[Work], manner: Manner) -> Iterator[Candidate]:
        rendition = BARE if manner is AS_USUAL else Rendition(manner)
        for work in works:
            if not work.is_translated or work.row.carried != NOTHING or is_note(work.row):
                return
            row = self._door.pinging(work.row)
            composition = self._ports.composer.compose(row, work.translated, rendition)
            yield Candidate(row.source_id, row.source_guild_id, composition)

    def _composed(self, works: Sequence[Work], manner: Manner) -> tuple[Joining, Composition, list[Line]]:
        lines = [self._lines.of(self._door.pinging(work.row), work.translated, manner) for work in works]
        persona = lines[0].composition.persona
        joining = Joining.AUTHOR
        if any(line.composition.persona != persona for line in lines):
            joining, persona = Joining.DIGEST, self._ports.composer.several(self._seat.language)
        texts = [line.within(CONTENT_LIMIT, joining) for line in lines]
        if units("\n".join(texts)) > CONTENT_LIMIT:  # some were edited since they were planned
            texts = [line.within(CONTENT_LIMIT // len(lines) - 1, joining) for line in lines]
        return joining, joined([line.composition for line in lines], texts, persona), lines

    async def _recorded(
        self, works: Sequence[Work], message_id: MessageId, joining: Joining, lines: Sequence[Line]
    ) -> Paid:
        rows = [work.row for work in works]
        parts = [
            Part(
                message_id=message_id,
                destination_id=row.destination_id,
                source_id=row.source_id,
                source_channel_id=row.source_channel_id,
                ordinal=0,
                start=0,
                end=units(line.text),
                revision=row.revision,
                quality=work.translated.quality,
                joining=joining,
            )
            for work, row, line in zip(works, rows, lines, strict=True)
        ]
        # However long it takes: were it left unrecorded, the next start would post it again.
        owed = await until_answered(lambda: self._ports.ledger.record_joined(parts, rows), self._ports.clock)
        self._poster.recorded(message_id)
        self._has_plan = False
        for row in rows:
            await self._requoter.posted(row, None, self._ports.clock.monotonic())
        return [(work, Created(1, still)) for work, still in zip(works, owed, strict=True)]

    async def _dropped(self, work: Work) -> Created:
        await self._creator.no_longer_wanted(work.row)
        return Created(0, None)
