"""What happens in the channels becomes a chronicle: in order, with each copy's time and translator."""

from playground.cast import CHINESE, ENGLISH
from playground.entries import Kind
from tests.playground_terminal.conftest import Hand


async def test_a_copy_is_shown_with_its_time_and_translator(hand: Hand) -> None:
    source = hand.stage.world.say("dana", "english", "Good night!")
    hand.copy(CHINESE.id, "Dana · EN", "晚安！")
    hand.account(source, CHINESE.id)
    await hand.until(2)

    said, copy = hand.shown
    assert (said.kind, said.channel, said.is_chinese, said.name, said.text) == (
        Kind.SAID,
        "english",
        False,
        "Dana",
        "Good night!",
    )
    assert (copy.kind, copy.channel, copy.is_chinese, copy.name, copy.text) == (
        Kind.RELAYED,
        "中文",
        True,
        "Dana · EN",
        "晚安！",
    )
    assert copy.milliseconds is not None
    assert copy.milliseconds >= 0
    assert (copy.translator, copy.is_pending) == ("phrasebook", False)
    assert said.colour == copy.colour
    assert said.colour is not None


async def test_each_part_of_a_split_message_belongs_to_its_source(hand: Hand) -> None:
    """The next message must not get the time of the one before."""
    long = hand.stage.world.say("dana", "english", "a long one")
    short = hand.stage.world.say("dana", "english", "a short one")
    for text in ("长一", "长二", "短"):
        hand.copy(CHINESE.id, "Dana · EN", text)
    hand.account(long, CHINESE.id, parts=2, translator="google")
    hand.account(short, CHINESE.id, translator="libretranslate")
    await hand.until(5)

    assert [entry.translator for entry in hand.shown if entry.kind is Kind.RELAYED] == [
        "google",
        "google",
        "libretranslate",
    ]


async def test_a_copy_without_an_account_is_shown_all_the_same(hand: Hand) -> None:
    hand.stage.world.say("dana", "english", "hello")
    hand.copy(CHINESE.id, "Dana · EN", "你好")
    await hand.until(2)

    assert hand.shown[1].milliseconds is None


async def test_a_channel_keeps_its_order_while_a_copy_waits_for_its_account(hand: Hand) -> None:
    source = hand.stage.world.say("dana", "english", "hello")
    hand.copy(CHINESE.id, "Dana · EN", "你好")
    hand.stage.world.say("xiaoman", "中文", "来了来了")
    hand.account(source, CHINESE.id)
    await hand.until(3)

    assert [entry.text for entry in hand.shown if entry.is_chinese] == ["你好", "来了来了"]


async def test_a_late_translation_is_told_from_an_edit(hand: Hand) -> None:
    source = hand.stage.world.say("dana", "english", "hello")
    copy = hand.copy(CHINESE.id, "Dana · EN", "hello")
    hand.account(source, CHINESE.id, translator="none", provisional=True)
    await hand.until(2)
    hand.edit_copy(CHINESE.id, copy, "你好")
    hand.edit_copy(CHINESE.id, copy, "你好呀")
    await hand.until(4)

    assert hand.shown[1].is_pending
    assert [entry.kind for entry in hand.shown[2:]] == [Kind.TRANSLATED, Kind.EDITED]
    assert hand.shown[2].milliseconds is not None
    assert not hand.shown[2].is_pending


async def test_edits_and_deletions_are_shown_as_such(hand: Hand) -> None:
    world = hand.stage.world
    message = world.say("dana", "english", "helo")
    await hand.until(1)
    copy = hand.copy(CHINESE.id, "Dana · EN", "你好")
    hand.account(message, CHINESE.id)
    await hand.until(2)
    hand.edit_copy(CHINESE.id, copy, "你好！")
    world.messages.delete(message)
    world.messages.delete_many(world.channels[CHINESE.id], [copy.id], hand.stage.members["morgan"])
    await hand.until(5)

    assert [(entry.kind, entry.text) for entry in hand.shown[2:]] == [
        (Kind.EDITED, "你好！"),
        (Kind.DELETED, "helo"),
        (Kind.DELETED, "你好！"),
    ]


async def test_an_update_that_changes_no_word_is_not_shown(hand: Hand) -> None:
    message = hand.stage.world.say("dana", "english", "hello")
    copy = hand.copy(CHINESE.id, "Dana · EN", "你好")
    hand.account(message, CHINESE.id)
    hand.edit_copy(CHINESE.id, copy, "你好")
    hand.stage.world.say("dana", "english", "more")
    await hand.until(3)

    assert [entry.kind for entry in hand.shown].count(Kind.EDITED) == 0


async def test_mentions_read_as_a_client_shows_them(hand: Hand) -> None:
    yating = hand.stage.members["yating"]
    hand.stage.world.say("dana", "english", f"<@{yating.id}> <@!{yating.id}> <@1> <#{ENGLISH.id}> <#1>")
    await hand.until(1)

    assert hand.shown[0].text == "@雅婷 @雅婷 <@1> #english <#1>"
