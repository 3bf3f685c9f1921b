"""Where a lane is slow, what waits shares posts; each message stays its own."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.bridges.model import Manner
from bot.errors import FateUnknown, NotApplied, Refused
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Carried
from bot.relay.joining import Joining
from bot.relay.model import MessageSaid, PartState, Piece, SourceMessage
from tests.relaying import BRIDGE, CHINESE, ENGLISH, GUILD, Setting, said

SLOW = 1.1
"""Seconds a post, so that four of one author are joined and their authors keep their personas."""

VERY_SLOW = 30.0


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def settled(setting: Setting) -> None:
    for _ in range(100):
        await turns(50)
        if not setting.journal.rows:
            break
    await turns(100)


async def burst(setting: Setting, *names: str) -> list[SourceMessage]:
    """Let people write at once, one message each, and wait until all of it stands."""
    messages = [setting.say(f"{number}", by=name) for number, name in enumerate(names)]
    await settled(setting)
    return messages


def stands(setting: Setting) -> list[tuple[str, str]]:
    return [(each.name, each.content) for each in setting.discord.channels[CHINESE]]


def lines(*numbers: int) -> str:
    return "\n".join(f"[zh-Hans] {number}" for number in numbers)


def digest(*said: tuple[str, int]) -> str:
    return "\n".join(f"**{name}:** [zh-Hans] {number}" for name, number in said)


async def test_in_a_quick_lane_each_message_stands_alone():
    setting = Setting()
    async with setting.running():
        await burst(setting, "Ruth", "Ruth", "Ruth")
    assert stands(setting) == [("Ruth", lines(number)) for number in range(3)]


async def test_in_a_slow_lane_the_first_waits_for_nobody_and_five_of_one_author_share_a_post():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        setting.say("hello")
        await turns(200)
        await burst(setting, *["Ruth"] * 7, *["Mei"] * 3)
    assert stands(setting) == [
        ("Ruth", "[zh-Hans] hello"),
        ("Ruth", lines(0, 1, 2, 3, 4)),
        ("Ruth", lines(5, 6)),
        ("Mei", lines(7, 8, 9)),
    ]


async def test_in_a_very_slow_lane_a_digest_says_who_says_what():
    setting = Setting()
    setting.discord.seconds_a_post = VERY_SLOW
    async with setting.running():
        await burst(setting, "Ruth", "Mei", "Ruth")
    assert stands(setting) == [("several", digest(("Ruth", 0), ("Mei", 1), ("Ruth", 2)))]


async def test_each_message_of_a_shared_post_counts_as_relayed():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = await burst(setting, "Ruth", "Ruth", "Ruth")
    assert [trace.source_id for trace in setting.watching.traces] == [message.id for message in messages]


async def test_what_is_not_plain_goes_alone():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        for text in ("a", "b", "**c", "d", "e\nf", "g", "h"):
            setting.say(text)
        await settled(setting)
    tag = "[zh-Hans] "
    expected = [f"a\n{tag}b", "**c", "d", "e"]
    assert setting.discord.texts(CHINESE) == [tag + each for each in expected] + ["f", f"{tag}g\n{tag}h"]


@pytest.mark.parametrize("seconds", [SLOW, VERY_SLOW])
async def test_one_message_of_a_shared_post_is_edited_and_the_others_stand_as_they_did(seconds: float):
    setting = Setting()
    setting.discord.seconds_a_post = seconds
    names = ("Ruth", "Ruth", "Ruth") if seconds == SLOW else ("Ruth", "Mei", "Ruth")
    async with setting.running():
        messages = await burst(setting, *names)
        before = setting.discord.texts(CHINESE)[0]
        setting.edit(messages[1], "new\nwords **here**", at=1)
        await settled(setting)
    assert setting.discord.texts(CHINESE)[0] == before.replace("[zh-Hans] 1", "[zh-Hans] new words here")


async def test_a_link_that_comes_into_a_shared_post_by_an_edit_unfolds_only_if_its_author_may_have_that():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = await burst(setting, "Ruth", "Ruth")
        linked = replace(messages[1], carried=Carried(hides_previews=True))
        setting.edit(messages[0], "https://open.example", at=1)
        await settled(setting)
        assert not setting.discord.channels[CHINESE][0].hides_previews
        setting.edit(linked, "https://hidden.example", at=2)
        await settled(setting)
    assert setting.discord.channels[CHINESE][0].hides_previews


async def test_a_line_that_grows_beyond_the_post_is_cut_with_a_way_to_the_message():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = await burst(setting, "Ruth", "Ruth")
        setting.edit(messages[0], "word " * 600, at=1)
        await settled(setting)
    first, second = setting.discord.texts(CHINESE)[0].split("\n")
    assert first.startswith("[zh-Hans] word word")
    assert first.endswith(f"[…](https://discord.com/channels/{messages[0].guild_id}/100/{messages[0].id})")
    assert (second, len(first + second) < 2000) == (lines(1), True)


async def test_messages_of_a_shared_post_are_deleted_one_by_one_and_the_post_with_the_last():
    setting = Setting()
    setting.discord.seconds_a_post = VERY_SLOW
    async with setting.running():
        one, two, three = await burst(setting, "Ruth", "Mei", "Ruth")
        setting.delete(two)
        await settled(setting)
        assert setting.discord.texts(CHINESE) == [digest(("Ruth", 0), ("Ruth", 2))]
        setting.delete(one)
        await settled(setting)
        assert setting.discord.texts(CHINESE) == [digest(("Ruth", 2))]
        setting.delete(three)
        await settled(setting)
    assert setting.discord.texts(CHINESE) == []
    assert setting.discord.done.count("delete") == 1


@pytest.mark.parametrize("fault", [NotApplied(), FateUnknown()])
async def test_a_line_whose_removal_failed_goes_together_with_the_next(fault: Exception):
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        one, two, _ = await burst(setting, "Ruth", "Ruth", "Ruth")
        setting.discord.edit_faults.append(fault)
        setting.delete(one)
        setting.delete(two)
        await settled(setting)
    assert setting.discord.texts(CHINESE) == [lines(2)]


async def test_a_line_of_which_nobody_told_that_it_is_out_is_known_to_be_when_the_next_goes(
    monkeypatch: pytest.MonkeyPatch,
):
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    edit, fates = setting.discord.edit, [FateUnknown(), NotApplied()]

    async def edited(destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        fate = fates.pop(0) if fates else None
        if not isinstance(fate, NotApplied):
            await edit(destination_id, message_id, piece)
        if fate is not None:
            raise fate

    monkeypatch.setattr(setting.discord, "edit", edited)
    async with setting.running():
        one, two, *_ = await burst(setting, "Ruth", "Ruth", "Ruth", "Ruth")
        setting.delete(one)
        setting.delete(two)
        await settled(setting)
    assert setting.discord.texts(CHINESE) == [lines(2, 3)]


async def test_a_found_post_that_cannot_be_brought_up_to_date_is_posted_anew():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    setting.discord.faults.append((FateUnknown(), True))
    async with setting.running():
        await turns(60)
        messages = [setting.say(f"{number}") for number in range(3)]
        await setting.until_sending()
    setting.edit(messages[1], "anew", at=1)
    setting.discord.edit_faults.extend([NotApplied()] * 3)
    async with setting.running():
        await settled(setting)
    assert setting.discord.texts(CHINESE) == ["[zh-Hans] 0\n[zh-Hans] anew\n[zh-Hans] 2"]


async def test_a_late_translation_takes_its_own_line():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = await burst(setting, "Ruth", "Ruth", "Ruth")
        setting.translations.is_down = True
        setting.edit(messages[1], "later", at=1)
        await turns(400)
        assert setting.discord.texts(CHINESE)[0].split("\n")[1] == "later …"
        setting.translations.is_down = False
        await settled(setting)
    assert setting.discord.texts(CHINESE)[0] == "\n".join([lines(0), "[zh-Hans] later", lines(2)])


async def test_what_discord_refuses_joined_goes_one_by_one():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    setting.discord.faults.extend([(Refused(code=50035), False)])
    async with setting.running():
        await burst(setting, "Ruth", "Ruth", "Ruth")
    assert stands(setting) == [("Ruth", lines(number)) for number in range(3)]
    assert setting.journal.rows == {}


async def test_a_word_that_comes_in_by_a_translation_keeps_its_message_alone_out_of_a_shared_post():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    await setting.words.add(BRIDGE.id, GUILD, ["zh-hans 1"])
    async with setting.running():
        await burst(setting, "Ruth", "Ruth", "Ruth")
    assert setting.discord.texts(CHINESE) == [lines(0, 2)]


async def test_what_is_deleted_before_a_shared_post_goes_is_not_in_it():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    setting.discord.faults.extend([(NotApplied(), False), (NotApplied(), False)])
    async with setting.running():
        messages = [setting.say(f"{number}") for number in range(3)]
        await setting.until_sending()
        setting.delete(messages[1])
        await settled(setting)
    assert setting.discord.texts(CHINESE) == [lines(0, 2)]


async def test_what_is_edited_while_a_shared_post_is_on_its_way_stands_in_its_newest_words():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = [setting.say(f"{number}") for number in range(3)]
        await setting.until_sending()
        setting.edit(messages[1], "anew", at=1)
        await settled(setting)
    assert setting.discord.texts(CHINESE) == ["[zh-Hans] 0\n[zh-Hans] anew\n[zh-Hans] 2"]


async def test_of_a_post_that_somebody_wrote_over_an_edit_changes_nothing_and_a_removal_all():
    """Nobody can tell then which words are whose, and those that must go, go."""
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        messages = await burst(setting, "Ruth", "Ruth", "Ruth")
        setting.discord.channels[CHINESE][0].content = "written over"
        setting.edit(messages[0], "anew", at=1)
        await settled(setting)
        assert setting.discord.texts(CHINESE) == ["written over"]
        setting.delete(messages[1])
        await settled(setting)
    assert setting.discord.texts(CHINESE) == []


async def test_what_carries_more_than_words_is_posted_alone():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    async with setting.running():
        asked = setting.say("0")
        answer = replace(said(setting.discord.next_id(), "1"), carried=Carried(reply_to=asked.id))
        setting.discord.said[ENGLISH].append(answer)
        setting.relay.put(MessageSaid(answer))
        setting.say("2")
        await settled(setting)
    assert setting.discord.texts(CHINESE) == [lines(0), lines(1), lines(2)]


async def test_a_note_is_posted_alone():
    setting = Setting(joined=(replace(BRIDGE, manner=Manner(adds_notes=True)),))
    setting.discord.seconds_a_post = VERY_SLOW
    async with setting.running():
        for _ in range(3):
            setting.say("你好")
        await settled(setting)
    assert [each.name for each in setting.discord.channels[ENGLISH]] != []
    assert all("\n" not in text for text in setting.discord.texts(ENGLISH))


FATES = [(None, True), (FateUnknown(), True), (FateUnknown(), False), (FateUnknown(), None)]


@pytest.mark.parametrize("names", [["Ruth"] * 4, ["Ruth", "Mei", "Ruth", "Mei"]])
@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("change", ["nothing", "edit", "delete"])
async def test_a_kill_at_any_instant_leaves_each_line_standing_once_and_in_order(
    names: Sequence[str], fate: tuple[Exception | None, bool | None], change: str
):
    """The plan, the send and the record are each a moment at which all may end; so is whatever lies between."""
    for instant in range(0, 120, 3):
        setting = Setting()
        setting.discord.seconds_a_post = VERY_SLOW
        setting.discord.faults.extend([fate])
        async with setting.running():
            await turns(60)  # what is said before a bridge was opened stays where it is
            messages = [setting.say(f"{number}", by=name) for number, name in enumerate(names)]
            await turns(instant)
        left = [(name, f"[zh-Hans] {number}") for number, name in enumerate(names)]
        if change == "edit":
            left[1] = (left[1][0], "[zh-Hans] anew")
        elif change == "delete":
            del left[1]
        async with setting.running():
            await turns(40)
            if change == "edit":
                setting.edit(messages[1], "anew", at=1)
            elif change == "delete":
                setting.delete(messages[1])
            await settled(setting)
        assert each_line(setting) == left, instant
        live = {part.message_id for part in setting.journal.parts.values() if part.state is PartState.LIVE}
        assert live == {each.id for each in setting.discord.channels[CHINESE]}, instant


def each_line(setting: Setting) -> list[tuple[str, str]]:
    """Return who says what in the Chinese channel, line by line."""
    found = []
    for name, content in stands(setting):
        for line in content.split("\n"):
            who, _, text = line.removeprefix("**").partition(":** ")
            found.append((who, text) if name == "several" else (name, line))
    return found


async def test_a_message_found_after_a_kill_is_adopted_with_all_its_lines():
    setting = Setting()
    setting.discord.seconds_a_post = SLOW
    setting.discord.faults.extend([(FateUnknown(), True)])
    async with setting.running():
        for number in range(3):
            setting.say(f"{number}")
        await setting.until_sending()
    shared = setting.discord.channels[CHINESE][-1].id
    async with setting.running():
        await settled(setting)
    assert [each.id for each in setting.discord.channels[CHINESE]][-1] == shared
    assert setting.watching.adoptions == 1
    parts = [part for part in setting.journal.parts.values() if part.message_id == shared]
    assert [part.joining for part in parts] == [Joining.AUTHOR] * 3
