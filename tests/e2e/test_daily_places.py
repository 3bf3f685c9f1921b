"""The topic of the day where something is in its way, and where channels are forums."""

from playground.cast import BOT_ROLE_ID, MODERATORS
from playground.server.channels.model import Overwrite
from playground.server.guilds import permissions
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import said
from tests.e2e.test_daily_commands import chosen, started, topics
from tests.e2e.test_forums import forum, posts
from tests.e2e.test_threads import spoken, texts


def told(here: Scene, key: str) -> int:
    """Return how often moderators were told a phrase, by how it begins."""
    beginning = said("en-US", key, bridge="main", channel="").split("{")[0][:40]
    return sum(beginning in one.content for one in here.stage.world.channel("mods-管理").history)


async def test_a_channel_that_takes_no_topic_is_told_of_once_and_the_other_is_asked(here: Scene):
    here.bot.configuration += f"notices = {MODERATORS.id}\n"
    await here.bot.start()
    admin = await client_of(here, "morgan", is_admin=True)
    await started(admin, "en-US")
    chinese = here.stage.world.channel("中文")
    for whom in (here.stage.guild.id, BOT_ROLE_ID):
        here.stage.world.rooms.set_overwrite(chinese, Overwrite(whom, 0, deny=permissions.SEND_MESSAGES))
    await admin.run("daily post", bridge="main")
    await admin.run("daily post", bridge="main")
    assert len(topics(here, "english")) == 1
    assert topics(here, "中文") == []
    assert told(here, "daily-forbidden") == 1
    shown = await admin.run("daily setup", bridge="main")
    assert said("en-US", "daily-paused-refused") in shown.content
    here.say("dana", "english", "zorp")
    await here.until_true(lambda: any("zorp" in one.content for one in here.stage.world.channel("english").history))


async def test_a_role_that_is_gone_is_told_of_and_pings_nobody(here: Scene):
    here.bot.configuration += f"notices = {MODERATORS.id}\n"
    await here.bot.start()
    admin = await client_of(here, "morgan", is_admin=True)
    guild = here.stage.guild
    made = await here.ask("morgan", "POST", f"/guilds/{guild.id}/roles", {"name": "topics", "mentionable": True})
    role = guild.roles[int(made["id"])]
    shown = await admin.run("daily setup", bridge="main")
    await admin.press(shown, said("en-US", "daily-button-channels"))
    await chosen(admin, shown, said("en-US", "daily-menu-role"), role)
    await admin.press(shown, said("en-US", "daily-button-back"))
    await admin.press(shown, said("en-US", "daily-button-start"))
    await here.ask("morgan", "DELETE", f"/guilds/{guild.id}/roles/{role.id}")
    await admin.run("daily post", bridge="main")
    assert topics(here, "english") == []
    assert len(topics(here, "中文")) == 1
    assert told(here, "daily-role-gone") == 1


async def test_in_forums_a_topic_is_a_post_on_each_side_and_they_are_one_conversation(unbridged: Scene):
    here = unbridged
    questions, answers = await forum(here, "questions"), await forum(here, "问题")
    morgan = await client_of(here, "morgan", is_admin=True)
    shown = await morgan.run("bridge create", first=questions, second=answers, name="main")
    await morgan.press(shown, said("en-US", "proposal-start"))
    await here.until_true(lambda: sum(one.is_pinned for one in here.stage.guild.threads.values()) == 2)
    await started(morgan, "en-US")
    await morgan.run("daily post", bridge="main")
    (english,), (chinese,) = posts(here, questions), posts(here, answers)
    assert "daily-answer" in str(next(iter(english.history)).components)
    await spoken(here, "dana", english, "zorp")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] zorp"])
    assert texts(chinese) == ["[zh-CN] zorp"]
    assert len(posts(here, questions)) == len(posts(here, answers)) == 1
