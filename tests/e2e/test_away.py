"""What happens while the bot is away, to messages that had crossed before, is followed once it is back."""

from tests.e2e.harness import Scene
from tests.e2e.test_reactions import HEART, PARTY, crossed, names, react, stands, trio, unreact

__all__ = ["trio"]


async def test_edits_deletions_and_reactions_made_while_the_bot_is_away_are_followed_without_a_new_message(trio: Scene):
    bot = trio.stage.bot.username
    edited, copy_of_edited, _ = await crossed(trio, "xyzzy")
    deleted, _, _ = await crossed(trio, "plugh")
    liked, copy_of_liked, far_copy = await crossed(trio, "plover")
    react(trio, "dana", liked, PARTY)
    react(trio, "weijie", copy_of_edited, PARTY)
    await stands(trio, far_copy, {PARTY: [bot]})
    await stands(trio, edited, {PARTY: [bot]})
    await trio.bot.kill()
    await trio.edit("dana", edited, "xyzzy, edited")
    await trio.delete("dana", deleted)
    react(trio, "graham", liked)
    unreact(trio, "dana", liked, PARTY)
    unreact(trio, "weijie", copy_of_edited, PARTY)
    await trio.bot.start()
    for channel, tag in (("中文", "zh-CN"), ("练习", "zh-TW")):
        await trio.until(channel, [f"[{tag}] xyzzy, edited", f"[{tag}] plover"])
    for copy in (copy_of_liked, far_copy):
        await stands(trio, copy, {HEART: [bot]})
    await stands(trio, edited, {})
    assert names(liked) == {HEART: ["graham"]}
