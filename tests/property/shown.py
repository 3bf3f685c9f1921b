"""What each channel and thread must show, when all is settled: the model that random histories are held against."""

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.ids import ChannelId, MessageId
from bot.relay.model import PartState
from tests.property.reacting import OURS
from tests.property.world import HEART, LANGUAGES, PARTY, TAG, Talk, Told, World, is_of_a_note
from tests.relaying import ENGLISH

_NAME: Final = re.compile(r"\*\*(\w+):\*\* ")  # before a line of a digest


def check(world: World) -> None:
    """Hold what stands against the model: each message once, in order, in its newest words, with what belongs to it."""
    assert not world.setting.journal.rows
    check_words(world, {channel_id: channel_id for channel_id in TAG.keys() - world.board.forums})
    assert all(world.agreed)
    for talk in world.talks:
        if not talk.is_gone:
            check_words(world, check_threads(world, talk))
    check_no_other_threads(world)
    for told in world.told:
        if not (told.is_gone or told.is_unsure or told.message.channel_id in world.board.gone):
            check_quotes(world, told)
            check_reactions(world, told)


def check_words(world: World, sides: Mapping[ChannelId, ChannelId]) -> None:
    """Each of *sides*, by the channels whose languages they speak, shows what was said in the others, and its notes."""
    unsure = {told.line for told in world.told if told.is_unsure}
    for channel_id, side in sides.items():
        tag = TAG[channel_id]
        shown = [line for line in shown_lines(world, side, tag) if " ".join(line.split()[:2]) not in unsure]
        there = [one for one in world.told if not (one.is_gone or one.is_unsure or is_from(one, side))]
        of_source = {
            source: [one.message.content for one in there if is_from(one, source)] for source in sides.values()
        }
        notes = [one.message.content for one in noted_in(world, side) if channel_id == ENGLISH]
        if len(sides) == 1:  # once its counterparts are deleted, a thread is for readers of one language
            shown, notes = [line for line in shown if line not in notes], []
        assert sorted(shown) == sorted(itertools.chain(notes, *of_source.values())), (side, tag)
        for expected in of_source.values():
            assert [line for line in shown if line in set(expected)] == expected, side


def noted_in(world: World, side: ChannelId) -> Sequence[Told]:
    """Return what was said on a side in Chinese, and is not gone."""
    return [one for one in world.told if one.is_chinese and is_from(one, side) and not (one.is_gone or one.is_unsure)]


def shown_lines(world: World, side: ChannelId, tag: str) -> Sequence[str]:
    """Return the lines that stand in a channel, without its *tag*; each in a digest stands under its author's name."""
    by = {told.line: told.message.author.name for told in world.told}
    shown = []
    for standing in world.discord.channels[side]:
        for line in standing.content.split("\n"):
            words = _NAME.sub("", line, count=1)
            assert words.startswith(tag), line
            name = found[1] if (found := _NAME.match(line)) is not None else standing.name
            shown.append(words.removeprefix(tag))
            assert name == by[" ".join(shown[-1].split()[:2])], line
    return shown


def check_threads(world: World, talk: Talk) -> Mapping[ChannelId, ChannelId]:
    """A thread has one counterpart in each other channel, with its title, unless somebody deleted that; return all."""
    sides = {talk.channel_id: talk.thread_id}
    for channel_id in TAG.keys() - {talk.channel_id}:
        found = [one.id for one in world.board.under(channel_id) if is_titled(one.state.title, talk, channel_id)]
        assert len(found) == (channel_id not in talk.lacks), (talk, channel_id, found)
        if found:
            sides[channel_id] = found[0]
            check_hanging(world, talk, channel_id, MessageId(found[0]))
    return sides


def check_hanging(world: World, talk: Talk, channel_id: ChannelId, message_id: MessageId) -> None:
    """A counterpart hangs on what stands there for the message of its thread, and for nothing else, or on nothing.

    The message itself was there all the time; of a copy nobody can say whether it was when the counterpart was opened.
    Of two threads on one message, one on its copy beside the other's counterpart, the first has it.
    """
    hangs_on = dict(world.standing_in(channel_id)).get(message_id)
    is_first = talk.on is not None and is_from(talk.on, channel_id) and world.on(talk.on)[0] is talk
    is_there = is_first and talk.on is not None and not talk.on.is_gone
    assert hangs_on is talk.on or (hangs_on is None and not is_there), (talk, channel_id)


def is_titled(title: str, talk: Talk, channel_id: ChannelId) -> bool:
    """Tell whether a counterpart is titled as a thread is, in its channel's language: in time a translator answers."""
    return title == TAG[channel_id] + talk.title


def check_no_other_threads(world: World) -> None:
    """No thread stands that nobody opened, and that is no counterpart."""
    opened = {talk.thread_id for talk in world.talks}
    for channel_id in TAG:
        living = [talk for talk in world.talks if not talk.is_gone and talk.channel_id != channel_id]
        for one in (one for one in world.board.under(channel_id) if one.id not in opened):
            assert any(is_titled(one.state.title, talk, channel_id) for talk in living), one


def is_from(told: Told, channel_id: ChannelId) -> bool:
    return told.message.channel_id == channel_id


def check_quotes(world: World, told: Told) -> None:
    """A copy of an answer quotes what it answers as that reads there, and nothing of what is gone."""
    for place_id, message_id in places(world, told).items():
        if is_from(told, place_id) or place_id in world.board.gone:
            continue
        channel_id = world.board.threads[place_id].parent_id if place_id in world.board.threads else place_id
        (quote,) = [each.quote for each in world.discord.channels[place_id] if each.id == message_id]
        gone = {None, f"gone in {LANGUAGES[channel_id]}"}
        may_show = {
            one.message.content if is_from(one, place_id) else TAG[channel_id] + one.message.content
            for one in told.answered
            if not one.is_gone
        }
        if any(one.is_unsure for one in told.answered):
            continue
        if not told.answered:
            assert quote is None
        elif all(not one.is_gone for one in told.answered):
            assert quote in may_show, (told, channel_id)
        else:
            assert quote in may_show | gone, (told, channel_id)


def check_reactions(world: World, told: Told) -> None:
    """The bot shows an emoji in each channel for those who have it in another, and for nobody else."""
    if len(world.sharing(told)) > 1:
        return  # what stands under one of a post stands for all
    there = places(world, told)
    if world.board.gone & there.keys():
        return  # what went with a thread nobody tells of
    under = {channel_id: world.discord.reactions.get(message_id, {}) for channel_id, message_id in there.items()}
    for channel_id, emoji in itertools.product(there, (HEART, PARTY)):
        elsewhere = [users.get(emoji, set()) - {OURS} for other, users in under.items() if other != channel_id]
        assert (OURS in under[channel_id].get(emoji, set())) == any(elsewhere), (told, channel_id, emoji)


def places(world: World, told: Told) -> Mapping[ChannelId, MessageId]:
    """Return where a message and its copies stand."""
    parts = world.setting.journal.parts.values()
    of_it = [part for part in parts if part.source_id == told.message.id and part.state is PartState.LIVE]
    copies = {part.destination_id: part.message_id for part in of_it if not is_of_a_note(part)}
    return {told.message.channel_id: told.message.id} | copies
