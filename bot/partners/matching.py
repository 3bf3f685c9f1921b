"""Matching: who is brought together this week, by networkx's matching of greatest weight among the largest ones.

What counts, each before all that follows it: as many as possible have a partner; those who were left over longest are
among them; as few as possible meet again; then hours, interests and levels that go together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from bot.ids import UserId
from bot.partners.model import Level
from bot.prompts.model import Theme

if TYPE_CHECKING:
    # It takes 0.7 s and 25 MB: only what makes pairs, once a week, needs it.
    pass

Two = tuple[UserId, UserId]
"""Two members, the smaller id first."""

Edge = tuple[UserId, UserId, int]

_LEVELS: Final = {level: rank for rank, level in enumerate(Level)}
_MOST_WAITING: Final = 8
_MOST_MEETINGS: Final = 15
_MOST_HOURS: Final = 8
_MOST_INTERESTS: Final = 4
_WORTH_OF_HOUR: Final = 3
_WORTH_OF_INTEREST: Final = 4
_WORTH_OF_LEVEL: Final = 2
_MOST_LIKING: Final = 1 + _WORTH_OF_HOUR * _MOST_HOURS + _WORTH_OF_INTEREST * _MOST_INTERESTS + 2 * _WORTH_OF_LEVEL

_WHOLE: Final = 2500
"""So many edges take half a second; of more, the best ones of each member are looked at (`benchmarks/partners.py`)."""

_BEST: Final = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is to have a partner this week.

    Attributes:
        hours: By UTC.
    """

    user_id: UserId
    tongue: str
    level: Level
    interests: frozenset[Theme]
    hours: frozenset[int]
    waiting: int = 0


def two(one: UserId, other: UserId) -> Two:
    """Return two members as a key."""
    return (one, other) if one < other else (other, one)


def matched(
    candidates: Sequence[Candidate], meetings: Mapping[Two, int], apart: Collection[Two]
) -> Sequence[tuple[UserId, UserId]]:
    """Return the pairs of a week. It takes seconds for a thousand members: call `matched_apart`.

    Args:
        meetings: How often two have been a pair.
        apart: Who are never to be one.
    """
    edges = list(_edges(candidates, meetings, apart))
    tongues = {one.user_id: one.tongue for one in candidates}
    if len(edges) <= _WHOLE:
        return _heaviest(edges)
    best, reach = _BEST, _reach(tongues)
    pairs = _heaviest(_best_of_each(edges, best))
    if len(pairs) < reach and len(set(tongues.values())) == 2:
        largest = _largest(edges, tongues)
        if len(pairs) < len(largest):
            pairs = _heaviest([*_best_of_each(edges, best), *(one for one in edges if one[:2] in largest)])
        return pairs
    while len(pairs) < reach and best < len(candidates):
        best *= 4
        pairs = _heaviest(_best_of_each(edges, best))
    return pairs


def _edges(candidates: Sequence[Candidate], meetings: Mapping[Two, int], apart: Collection[Two]) -> Iterator[Edge]:
    """Yield who can be brought together, each with what speaks for it, higher ranks outweighing sums of lower ones."""
    pairs_at_most = len(candidates) // 2 + 1
    worth_of_news = _MOST_LIKING * pairs_at_most
    worth_of_wait = worth_of_news * (_MOST_MEETINGS**2 + 1) * pairs_at_most
    for one, other in combinations(sorted(candidates, key=lambda each: each.user_id), 2):
        key = (one.user_id, other.user_id)
        if one.tongue == other.tongue or key in apart:
            continue
        waiting = min(one.waiting, _MOST_WAITING) + min(other.waiting, _MOST_WAITING)
        # The third time is worse than the second one of two others.
        news = _MOST_MEETINGS**2 - min(meetings.get(key, 0), _MOST_MEETINGS) ** 2
        yield *key, waiting * worth_of_wait + news * worth_of_news + _liking(one, other)


def _liking(one: Candidate, other: Candidate) -> int:
    hours = min(len(one.hours & other.hours), _MOST_HOURS)
    interests = min(len(one.interests & other.interests), _MOST_INTERESTS)
    levels = 2 - abs(_LEVELS[one.level] - _LEVELS[other.level])
    return 1 + _WORTH_OF_HOUR * hours + _WORTH_OF_INTEREST * interests + _WORTH_OF_LEVEL * levels


def _best_of_each(edges: Iterable[Edge], best: int) -> Sequence[Edge]:
    """Return the *best* edges of each member; where many are equal, not the same ones for all."""
    of_each: defaultdict[UserId, list[Edge]] = defaultdict(list)
    for edge in edges:
        of_each[edge[0]].append(edge)
        of_each[edge[1]].append(edge)
    kept = {
        edge: None
        for those in of_each.values()
        for edge in sorted(those, key=lambda edge: (-edge[2], edge[0] * 2_654_435_761 ^ edge[1] * 40_503))[:best]
    }
    return list(kept)


def _reach(tongues: Mapping[UserId, str]) -> int:
    """Return how many pairs there can be at most: nobody is in two, nor with somebody of their own tongue."""
    counts: defaultdict[str, int] = defaultdict(int)
    for tongue in tongues.values():
        counts[tongue] += 1
    everybody = len(tongues)
    return min(everybody // 2, everybody - max(counts.values(), default=0))


def _heaviest(edges: Iterable[Edge]) -> list[Two]:
    """Return the matching of greatest weight among those of most pairs."""
    import networkx as nx

    graph: nx.Graph[UserId] = nx.Graph()
    graph.add_weighted_edges_from(edges)
    return sorted(two(*pair) for pair in nx.max_weight_matching(graph, maxcardinality=True))


def _largest(edges: Iterable[Edge], tongues: Mapping[UserId, str]) -> Collection[Two]:
    """Return one of the largest matchings between two tongues, whatever it weighs."""
    import networkx as nx

    graph: nx.Graph[UserId] = nx.Graph()
    graph.add_edges_from(edge[:2] for edge in edges)
    first = tongues[next(iter(graph))]
    one_side = [node for node in graph if tongues[node] == first]
    found = nx.bipartite.hopcroft_karp_matching(graph, one_side)
    return {two(one, found[one]) for one in one_side if one in found}
