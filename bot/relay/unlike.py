"""Reactions that are amiss: seen under one message, and not under its counterparts, or only there and by the bot."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.ids import ChannelId, MessageId
from bot.relay.model import Part
from bot.relay.past import Stretch
from bot.relay.reacting import Reaction, Unreacted

_Found = tuple[ChannelId, MessageId, Reaction]


def reactions_amiss(standing: Iterable[Part], stretches: Mapping[ChannelId, Stretch]) -> Iterator[Unreacted]:
    """Yield for each emoji that is amiss under a message what has its counterparts looked at.

    Where a counterpart stands further back than was read, nothing is said; channels that cannot be read are left out.
    Who reacted is not known here: that only bots did, say, is found out by the look, which changes nothing then.
    """
    for places in _counterparts(standing):
        read = {channel_id: ids for channel_id, ids in places.items() if channel_id in stretches}
        if all(message_id >= stretches[channel_id].since for channel_id, ids in read.items() for message_id in ids):
            there = {at: [one for one in ids if one in stretches[at].seen] for at, ids in read.items()}
            places = {channel_id: ids for channel_id, ids in there.items() if ids}
            for found in _by_likeness(places, stretches).values():
                yield from _amiss(places, found)


def _counterparts(standing: Iterable[Part]) -> Iterable[Mapping[ChannelId, Sequence[MessageId]]]:
    """Return each source with its copies, by channel."""
    of: dict[MessageId, defaultdict[ChannelId, list[MessageId]]] = {}
    for part in standing:
        if part.destination_id == part.source_channel_id:
            continue  # a note is none
        places = of.setdefault(part.source_id, defaultdict(list))
        if part.source_channel_id not in places:
            places[part.source_channel_id].append(part.source_id)
        places[part.destination_id].append(part.message_id)
    return of.values()


def _by_likeness(
    places: Mapping[ChannelId, Sequence[MessageId]], stretches: Mapping[ChannelId, Stretch]
) -> Mapping[str, Sequence[_Found]]:
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    for channel_id, message_ids in places.items():
        for message_id in message_ids:
            for reaction in stretches[channel_id].seen[message_id].reactions:
                found[reaction.emoji.likeness].append((channel_id, message_id, reaction))
    return found


def _amiss(places: Mapping[ChannelId, Sequence[MessageId]], found: Sequence[_Found]) -> Iterator[Unreacted]:
    """Yield from where one emoji is to be looked at: where others have it, or beside what stands for nobody."""
    by_others = {channel_id: (message_id, one) for channel_id, message_id, one in found if one.is_by_others}
    ours = {channel_id for channel_id, _, one in found if one.is_ours}
    for channel_id, (message_id, reaction) in by_others.items():
        if places.keys() - ours - {channel_id}:
            yield Unreacted(channel_id, message_id, reaction.emoji)
    for_nobody = [channel_id for channel_id in ours if not by_others.keys() - {channel_id}]
    beside = {next((other for other in places if other != channel_id), channel_id) for channel_id in for_nobody}
    for channel_id in sorted(beside):
        yield Unreacted(channel_id, places[channel_id][-1], found[0][2].emoji)
