"""Company: which of the messages that wait in a lane share the next post, by rules alone.

A message goes alone while what waits can go one by one without a wait that anybody would notice. Else consecutive plain
messages of one author go together; where that does not help enough, those of several authors do, until nothing waits.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Final

from bot.ids import GuildId, MessageId
from bot.relay.glyphs import units
from bot.relay.joining import Joining, is_plain, under_name
from bot.relay.model import Composition, Owed, Persona, Piece
from bot.relay.splitting import CONTENT_LIMIT

MOST_OF_ONE: Final = 5
"""How many messages of one author share a post."""

MOST_OF_SEVERAL: Final = 10
"""How many messages of several authors do."""

SLOW_SECONDS: Final = 1.0
"""A wait that is noticed: what is beyond it is joined."""

VERY_SLOW_SECONDS: Final = 8.0
"""A wait for which posts may lose their authors' personas."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A message that waits, as it would be posted alone."""

    source_id: MessageId
    source_guild_id: GuildId
    composition: Composition


class Pressure:
    """How hard it is for a lane to keep up; it remembers that it made digests until nothing waits any more."""

    def __init__(self) -> None:
        self._makes_digests = False

    def joining(self, count: int, waiting: Iterable[Owed], wait: Callable[[int], float]) -> Joining:
        """Return whose messages the first of *waiting* may share a post with.

        Args:
            count: How many wait.
            waiting: What is to be posted, in order; looked at only where the lane is slow.
            wait: Tells for how many seconds the last of so many posts would wait.
        """
        if count == 1 or wait(count) <= SLOW_SECONDS:
            self._makes_digests = False
            return Joining.ALONE
        seconds = wait(_posts_by_author(waiting))
        self._makes_digests = seconds > (SLOW_SECONDS if self._makes_digests else VERY_SLOW_SECONDS)
        return Joining.DIGEST if self._makes_digests else Joining.AUTHOR


def _posts_by_author(waiting: Iterable[Owed]) -> int:
    runs = groupby(waiting, key=lambda row: row.author)
    return sum(-(-len(list(run)) // MOST_OF_ONE) for _, run in runs)


def company(candidates: Iterable[Candidate], joining: Joining) -> tuple[Joining, int]:
    """Return how the first of *candidates*, which wait in this order, share a post, and how many do.

    They are plain, of one guild, in the order of their ids, and the post holds them.
    """
    most = {Joining.ALONE: 1, Joining.AUTHOR: MOST_OF_ONE, Joining.DIGEST: MOST_OF_SEVERAL}[joining]
    fitting: list[Candidate] = []
    room = CONTENT_LIMIT
    for one in islice(candidates, most):
        line = _plain_line(one.composition)
        if line is None or (fitting and not _may_follow(fitting[-1], one, joining)):
            break
        if joining is Joining.DIGEST:
            line = under_name(one.composition.persona.name, line)
        room -= units(line) + bool(fitting)
        if room < 0:
            break
        fitting.append(one)
    if joining is Joining.DIGEST and len({one.composition.persona for one in fitting}) == 1:
        joining = Joining.AUTHOR
        del fitting[MOST_OF_ONE:]
    return (joining, len(fitting)) if len(fitting) > 1 else (Joining.ALONE, 1)


def joined(compositions: Sequence[Composition], lines: Sequence[str], persona: Persona) -> Composition:
    """Return *lines*, one for each of *compositions*, as one message of *persona*; whoever any may ping, it may."""
    pings = frozenset(user_id for one in compositions for piece in one.pieces for user_id in piece.pings)
    content = "\n".join(lines)
    return Composition(persona, (Piece(content, 0, units(content), pings),))


def _plain_line(composition: Composition) -> str | None:
    """Return the one plain line that *composition* is, None if it is more."""
    first = composition.pieces[0]
    bare = replace(first, pings=frozenset())
    is_words_alone = len(composition.pieces) == 1 and bare == Piece(first.content, first.start, first.end)
    return first.content if is_words_alone and is_plain(first.content) else None


def _may_follow(before: Candidate, one: Candidate, joining: Joining) -> bool:
    if one.source_id <= before.source_id or one.source_guild_id != before.source_guild_id:
        return False
    return joining is Joining.DIGEST or one.composition.persona == before.composition.persona
