"""What may not cross waits for moderators, who see it in both languages and decide."""

import pytest

from bot.i18n.catalog import Locale
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of, reading
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, joined, said

MODERATORS = "mods-管理"
BRIDGE = "english · 中文"


async def guarded(here: Scene, words: str) -> Client:
    """Join the channels with a word list, and return a moderator's client."""
    morgan = await client_of(here, "morgan", MODERATORS)
    await joined(morgan)
    await morgan.run("bridge words add", bridge=BRIDGE, words=words)
    return morgan


async def shown(here: Scene, text: str) -> Message:
    """Return the board once it shows *text* as the original."""

    def boards() -> list[Message]:
        history = here.stage.world.channel(MODERATORS).history
        return [one for one in history if one.embeds and one.embeds[0].get("description") == text]

    await here.until_true(lambda: bool(boards()))
    (board,) = boards()
    return board


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_a_word_list_is_kept_in_ones_own_language(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    await joined(client, locale)
    none = await client.run("bridge words list", bridge=BRIDGE)
    assert none.content == said(locale, "bridge-words-none", bridge=BRIDGE)
    added = await client.run("bridge words add", bridge=BRIDGE, words="scam，加微信")
    assert added.content == said(locale, "bridge-words-added", bridge=BRIDGE, words="`scam` `加微信`")
    listed = await client.run("bridge words list", bridge=BRIDGE)
    assert listed.content == said(locale, "bridge-words", bridge=BRIDGE, words="`scam` `加微信`", count=2)
    refused = await client.run("bridge words add", bridge=BRIDGE, words="520")
    assert refused.content == said(locale, "error-word-is-number", word="520")
    assert await client.complete("bridge words remove", "word", bridge=BRIDGE, word="加") == ["加微信"]
    removed = await client.run("bridge words remove", bridge=BRIDGE, word="加微信")
    assert removed.content == said(locale, "bridge-word-removed", bridge=BRIDGE, words="`加微信`")
    unknown = await client.run("bridge words remove", bridge=BRIDGE, word="加微信")
    assert unknown.content == said(locale, "error-no-such-word", bridge=BRIDGE)
    nowhere = await client.run("bridge words list", bridge="nowhere")
    assert nowhere.content == said(locale, "error-no-such-bridge", bridge="nowhere")


async def test_what_holds_a_word_waits_and_moderators_see_it_in_both_languages(unbridged: Scene):
    await guarded(unbridged, "加微信")
    source = unbridged.say("xiaoman", "中文", "免費，加 微 信")
    unbridged.say("xiaoman", "中文", "xyzzy 520 666")
    await unbridged.until("english", ["xyzzy 520 666"])
    board = await shown(unbridged, "免費，加 微 信")
    assert board.embeds[0]["fields"][0]["value"] == "[en] 免費，加 微 信"
    xiaoman = unbridged.stage.world.member("xiaoman")
    for told in (f"<@{xiaoman.id}>", f"/{source.channel.id}/{source.id}", "(1/1)", "`加微信`"):
        assert told in board.content
    assert not board.mentions
    assert "加" not in "\n".join(unbridged.bot.output)


async def test_a_moderator_lets_it_cross_after_a_restart_too(unbridged: Scene):
    morgan = await guarded(unbridged, "scam")
    unbridged.say("dana", "english", "a scam")
    board = await shown(unbridged, "a scam")
    await unbridged.bot.kill()
    await unbridged.bot.start()
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await morgan.press(board, said("en-US", "held-do-cross"))
    await unbridged.until("中文", ["[zh-CN] a scam"])
    await unbridged.until_true(lambda: board.content == said("en-US", "held-none"))
    assert board.content == said("en-US", "held-none")
    assert await unbridged.bot.stop() == 0
    await unbridged.bot.start()  # and once
    await unbridged.until("中文", ["[zh-CN] a scam"])


async def test_what_was_edited_since_it_was_looked_at_does_not_cross_unseen(unbridged: Scene):
    morgan = await guarded(unbridged, "scam")
    source = unbridged.say("dana", "english", "a scam")
    board = await shown(unbridged, "a scam")
    press = next(one for one in board.components[0]["components"] if one["label"] == said("en-US", "held-do-cross"))
    await unbridged.edit("dana", source, "a worse scam")
    acts = unbridged.stage.world.interactions
    await reading()
    pressed = acts.press(morgan.user, board, press["custom_id"])
    await unbridged.until_true(lambda: bool(pressed.followups))
    (told,) = pressed.followups.values()
    assert told.content == said("en-US", "error-held-changed")
    board = await shown(unbridged, "a worse scam")
    await morgan.press(board, said("en-US", "held-do-cross"))
    await unbridged.until("中文", ["[zh-CN] a worse scam"])


async def test_a_word_that_an_edit_brings_in_does_not_stand_on_the_other_side(unbridged: Scene):
    await guarded(unbridged, "scam")
    source = unbridged.say("dana", "english", "a plum")
    await unbridged.until("中文", ["[zh-CN] a plum"])
    await unbridged.bot.relays(1)
    await unbridged.edit("dana", source, "a scam")
    await shown(unbridged, "a scam")
    await unbridged.until("中文", ["[zh-CN] a plum"])
    await unbridged.edit("dana", source, "a pear")
    await unbridged.until("中文", ["[zh-CN] a pear"])


async def test_many_that_wait_are_one_message_and_moderators_leaf_through_it(unbridged: Scene):
    morgan = await guarded(unbridged, "scam")
    for number in range(4):
        unbridged.say("dana" if number else "graham", "english", f"scam {number}")
    board = await shown(unbridged, "scam 0")
    await unbridged.until_true(lambda: "(1/4)" in board.content)
    await morgan.press(board, said("en-US", "held-next"))
    assert board.embeds[0]["description"] == "scam 1"
    await morgan.press(board, said("en-US", "held-previous"))
    await morgan.press(board, said("en-US", "held-previous"))
    assert board.embeds[0]["description"] == "scam 3"
    await morgan.press(board, said("en-US", "held-do-stay"))
    assert "(1/3)" in board.content
    await morgan.press(board, said("en-US", "held-next"))
    await morgan.press(board, said("en-US", "held-do-mute"))  # Dana, who said all but the first
    assert "(1/1)" in board.content
    assert board.embeds[0]["description"] == "scam 0"
    dana = await client_of(unbridged, "dana", MODERATORS)
    refused = await dana.press(board, said("en-US", "held-do-delete"))
    assert refused.content == said("en-US", "error-moderators-only")
    await morgan.press(board, said("en-US", "held-do-delete"))
    unbridged.say("dana", "english", "xyzzy")
    unbridged.say("graham", "english", "plugh")
    await unbridged.until("中文", ["[zh-CN] plugh"])
    history = unbridged.stage.world.channel(MODERATORS).history
    assert sum(one.content == said("en-US", "held-none") for one in history) == 1


async def test_what_is_deleted_while_it_waits_is_gone_for_moderators_too(unbridged: Scene):
    morgan = await guarded(unbridged, "scam")
    source = unbridged.say("dana", "english", "a scam")
    board = await shown(unbridged, "a scam")
    await unbridged.delete("dana", source)
    told = await morgan.press(board, said("en-US", "held-do-cross"))
    assert told.content in {said("en-US", "error-held-gone"), said("en-US", "held-none")}
    await unbridged.until("中文", [])
