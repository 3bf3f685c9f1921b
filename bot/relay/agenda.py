"""The agenda of a lane: what it still has to do, and what comes first."""

import asyncio
from bisect import insort
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.ids import MessageId
from bot.relay.model import Debt, Owed
from bot.translation.model import Translation

_REMEMBERED: Final = 1024


@dataclass(slots=True, eq=False)
class Work:
    """A row of the outbox on its way.

    Attributes:
        received: When the event behind it was received, in monotonic seconds.
        translation: Under way or done; None for a removal, and before its turn comes near.
        not_before: Monotonic seconds before which it is not tried again.
        attempts: How often it was tried in vain.
    """

    row: Owed
    received: float
    translation: asyncio.Task[Translation] | None = None
    not_before: float = 0.0
    attempts: int = 0

    @property
    def is_translated(self) -> bool:
        """Tell whether the translation stands."""
        return self.translation is not None and self.translation.done()

    @property
    def translated(self) -> Translation:
        """Return the translation; call it only where `is_translated`."""
        if self.translation is None:
            raise RuntimeError("not under way")
        return self.translation.result()

    def drop_translation(self) -> None:
        """Forget the translation, of a text that changed or is no longer wanted."""
        if self.translation is not None:
            self.translation.cancel()
            self.translation = None


class Agenda:
    """Keeps creates in their order, and one change a message beside them.

    Rows may be put again and late: a change is idempotent, and a create that was taken is
    never taken a second time; nor is one whose removal came first.
    """

    def __init__(self) -> None:
        self.creates: deque[Work] = deque()
        self.removals: dict[MessageId, Work] = {}
        self.edits: dict[MessageId, Work] = {}
        self.finals: dict[MessageId, Work] = {}
        self._waiting: dict[MessageId, Work] = {}  # the creates, by message
        self._taken: dict[MessageId, None] = {}
        self._looked_at = 0  # so many of the first creates were given out by `untranslated`

    def __len__(self) -> int:
        return len(self.creates) + len(self.removals) + len(self.edits)

    def put(self, row: Owed, received: float) -> None:
        """Enter *row* as it stands now, in place of what was known of its message."""
        match row.debt:
            case Debt.CREATE if row.source_id in self.finals:  # a note that waits for its translation beside the line
                self._put_change(self.finals, row, received)
            case Debt.CREATE:
                self._put_create(row, received)
            case Debt.EDIT:
                self._drop(row.source_id, self.finals)
                self._put_change(self.edits, row, received)
            case Debt.FINAL:
                self._put_change(self.finals, row, received)
            case Debt.REMOVE:
                self._drop(row.source_id, self.edits, self.finals)
                self._drop_create(row.source_id)
                self._never_take(row.source_id)
                self._put_change(self.removals, row, received)

    def put_back(self, works: Sequence[Work]) -> None:
        """Put creates that were taken before all others, in their order: nothing came of them for now."""
        for work in reversed([work for work in works if not self.is_removed(work.row.source_id)]):
            self.creates.appendleft(work)
            self._waiting[work.row.source_id] = work
            self._taken.pop(work.row.source_id, None)
            self._looked_at += 1

    def try_now(self) -> None:
        """Put nothing off any longer."""
        for works in (self.removals, self.edits, self.finals):
            for work in works.values():
                work.not_before = 0.0

    def untranslated(self, window: int) -> Iterator[Work]:
        """Yield those of the first *window* creates that have no translation, each once."""
        while self._looked_at < min(window, len(self.creates)):
            work = self.creates[self._looked_at]
            self._looked_at += 1
            if work.translation is None:
                yield work

    def oldest_create(self, taken: Work | None) -> MessageId | None:
        """Return the oldest message that is still to be posted, *taken* from here a moment ago or not."""
        works = [*self.creates] if taken is None else [*self.creates, taken]
        return min((work.row.source_id for work in works if work.row.debt is Debt.CREATE), default=None)

    def take_create(self) -> Work:
        """Take the first create; whatever becomes of it, it is not taken again."""
        work = self.creates.popleft()
        self._looked_at = max(self._looked_at - 1, 0)
        del self._waiting[work.row.source_id]
        self._never_take(work.row.source_id)
        return work

    def first_change(self, now: float) -> Work | None:
        """Return the removal, or else the translated edit or final, that may be tried at *now*."""
        for works in (self.removals, self.edits, self.finals):
            for work in works.values():
                if work.not_before <= now and (works is self.removals or work.is_translated):
                    return work
        return None

    def first_expired(self, moment: datetime) -> Work | None:
        """Return an edit or final that is not to be kept after *moment*."""
        for works in (self.edits, self.finals):
            for work in works.values():
                if work.row.expires_at <= moment:
                    return work
        return None

    def next_try(self) -> float | None:
        """Return the monotonic second of the first change that was put off, None if none was."""
        put_off = [work.not_before for work in self.removals.values()]
        put_off += [work.not_before for work in self.edits.values() if work.is_translated]
        return min(put_off, default=None)

    def is_removed(self, source_id: MessageId) -> bool:
        """Tell whether a message is to be taken away."""
        return source_id in self.removals

    def put_last(self, work: Work) -> None:
        """Let every other late translation have its turn before *work*, which is one, or a note that waits for its."""
        source_id = work.row.source_id
        if work.row.debt is Debt.FINAL and self.finals.get(source_id) is not work:
            return  # something newer came in its place
        if self.edits.get(source_id) is work:
            del self.edits[source_id]
        self.finals.pop(source_id, None)
        self.finals[source_id] = work

    def drop_expired(self, moment: datetime) -> None:
        """Drop what is not to be kept after *moment*; the outbox drops its rows of itself."""
        while self.creates and self.creates[0].row.expires_at <= moment:
            self.take_create().drop_translation()
        for works in (self.edits, self.finals):
            for source_id in [key for key, work in works.items() if work.row.expires_at <= moment]:
                self._drop(source_id, works)

    def finish(self, work: Work) -> None:
        """Take *work*, a change, off the agenda, unless something newer came in its place."""
        for works in (self.removals, self.edits, self.finals):
            if works.get(work.row.source_id) is work:
                del works[work.row.source_id]

    def let_go(self, work: Work) -> None:
        """Take *work* off the agenda unpaid; its message may be owed anew: moderators let in what was refused."""
        self.finish(work)
        if work.row.debt is Debt.CREATE and not self.is_removed(work.row.source_id):
            self._taken.pop(work.row.source_id, None)

    def clear(self) -> None:
        """Drop everything; the outbox still has it."""
        for work in (*self.creates, *self.edits.values(), *self.finals.values()):
            work.drop_translation()
        self.creates.clear()
        self._waiting.clear()
        self._looked_at = 0
        for works in (self.removals, self.edits, self.finals):
            works.clear()

    def _put_create(self, row: Owed, received: float) -> None:
        if row.source_id in self._taken:
            return
        waiting = self._waiting.get(row.source_id)
        if waiting is not None:
            if waiting.row.revision < row.revision:
                waiting.row = row
                waiting.drop_translation()
                self._looked_at = 0
            return
        work = self._waiting[row.source_id] = Work(row, received)
        if self.creates and self.creates[-1].row.sequence > row.sequence:
            insort(self.creates, work, key=lambda other: other.row.sequence)
            self._looked_at = 0
        else:
            self.creates.append(work)

    def _put_change(self, works: dict[MessageId, Work], row: Owed, received: float) -> None:
        known = works.get(row.source_id)
        if known is not None and known.row.revision >= row.revision:
            return
        self._drop(row.source_id, works)
        works[row.source_id] = Work(row, received)

    @staticmethod
    def _drop(source_id: MessageId, *all_works: dict[MessageId, Work]) -> None:
        for works in all_works:
            if (work := works.pop(source_id, None)) is not None:
                work.drop_translation()

    def _never_take(self, source_id: MessageId) -> None:
        self._taken[source_id] = None
        if len(self._taken) > _REMEMBERED:
            del self._taken[next(iter(self._taken))]

    def _drop_create(self, source_id: MessageId) -> None:
        if (work := self._waiting.pop(source_id, None)) is not None:
            work.drop_translation()
            self.creates.remove(work)
            self._looked_at = 0
