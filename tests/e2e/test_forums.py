"""Forums: their posts are threads that begin with a message, under its author's name, with tags of the same names."""

from playground.server.channels import kinds
from playground.server.channels.model import Channel
from playground.server.threads.model import Thread
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import said
from tests.e2e.test_threads import spoken, texts


async def forum(here: Scene, name: str) -> Channel:
    """Have the admin make a forum."""
    body = {"name": name, "type": kinds.FORUM, "available_tags": [{"name": "Other"}, {"name": "Cats"}]}
    told = await here.ask("morgan", "POST", f"/guilds/{here.stage.guild.id}/channels", body)
    return here.stage.guild.channels[int(told["id"])]


def posts(here: Scene, parent: Channel) -> list[Thread]:
    """Return what members see there, without the notice."""
    every = [one for one in here.stage.guild.threads.values() if one.parent is parent]
    return [one for one in every if not one.is_pinned]


async def test_a_post_is_one_in_the_other_forum_with_its_starter_and_tags(unbridged: Scene):
    here = unbridged
    questions, answers = await forum(here, "questions"), await forum(here, "问题")
    morgan = await client_of(here, "morgan")
    shown = await morgan.run("bridge create", first=questions, second=answers)
    await morgan.press(shown, said("en-US", "proposal-start"))
    every = here.stage.guild.threads.values()
    await here.until_true(lambda: sum(one.is_pinned for one in every) == 2)
    assert {one.parent.name for one in every if one.is_pinned} == {"questions", "问题"}
    body = {"name": "My cat", "applied_tags": [str(questions.tags[1].id)], "message": {"content": "He is grey"}}
    told = await here.ask("dana", "POST", f"/channels/{questions.id}/threads", body)
    post = here.stage.guild.threads[int(told["id"])]
    await here.until_true(lambda: bool(posts(here, answers)))
    (copy,) = posts(here, answers)
    await spoken(here, "graham", post, "zyx")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] He is grey", "[zh-CN] zyx"])
    assert texts(copy) == ["[zh-CN] He is grey", "[zh-CN] zyx"]
    starter = copy.history.get(copy.id)
    assert starter is not None
    assert starter.author["username"] == "Dana · EN"
    assert (copy.name, copy.applied_tags) == ("[zh-CN] My cat", [answers.tags[1].id])
    await here.bot.relays(1)
    await here.bot.kill()
    await here.bot.start()
    await spoken(here, "weijie", copy, "三岁")
    await here.until_true(lambda: texts(post) == ["[en] 三岁"])
    await here.ask("dana", "PATCH", f"/channels/{post.id}/messages/{post.id}", {"content": "He is black"})
    await here.until_true(lambda: texts(copy) == ["[zh-CN] He is black", "[zh-CN] zyx"])
    assert texts(copy) == ["[zh-CN] He is black", "[zh-CN] zyx"]
    assert len(posts(here, answers)) == 1


async def test_tags_that_are_changed_later_follow_by_name_in_both_forums(unbridged: Scene):
    here = unbridged
    questions, answers = await forum(here, "questions"), await forum(here, "问题")
    mine = [{"id": str(tag.id), "name": tag.name} for tag in answers.tags]
    await here.ask("morgan", "PATCH", f"/channels/{answers.id}", {"available_tags": [*mine, {"name": "只有这里"}]})
    morgan = await client_of(here, "morgan")
    shown = await morgan.run("bridge create", first=questions, second=answers)
    await morgan.press(shown, said("en-US", "proposal-start"))
    await here.until_true(lambda: sum(one.is_pinned for one in here.stage.guild.threads.values()) == 2)
    body = {"name": "My cat", "message": {"content": "He is grey"}}
    told = await here.ask("dana", "POST", f"/channels/{questions.id}/threads", body)
    post = here.stage.guild.threads[int(told["id"])]
    await here.until_true(lambda: bool(posts(here, answers)))
    (copy,) = posts(here, answers)
    other, cats, only_here = (tag.id for tag in answers.tags)
    await spoken(here, "graham", post, "zyx")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] He is grey", "[zh-CN] zyx"])
    await here.ask("dana", "PATCH", f"/channels/{post.id}", {"applied_tags": [str(questions.tags[1].id)]})
    await here.until_true(lambda: copy.applied_tags == [cats])
    assert copy.applied_tags == [cats]
    await here.ask("morgan", "PATCH", f"/channels/{copy.id}", {"applied_tags": [str(other), str(only_here)]})
    await here.until_true(lambda: post.applied_tags == [questions.tags[0].id])
    assert post.applied_tags == [questions.tags[0].id]
    await here.ask("dana", "PATCH", f"/channels/{post.id}", {"applied_tags": []})
    await here.until_true(lambda: copy.applied_tags == [only_here])
    assert copy.applied_tags == [only_here]
