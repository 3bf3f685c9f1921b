"""Guilds: their settings and outages, and several of them with several bots."""

import pytest

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.applications.model import Application
from playground.server.channels.model import Channel
from playground.server.gateway.intents import KNOWN, PRIVILEGED
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.users.model import User
from playground.server.wire import Json
from tests.playground.support import Playground, Rest, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
HOME = f"/guilds/{GUILD_ID}"
GUILDS = 1 << 0


class Neighbours:
    """A second guild with a channel and a bot of its own, which share nobody with the first but Dana."""

    def __init__(self, playground: Playground) -> None:
        world, self.playground = playground.stage.world, playground
        self.owner = world.add_user(User(world.ids.next(), "noor", "Noor"))
        self.guild: Guild = world.add_guild(world.ids.next(), "Harbour", self.owner)
        self.channel: Channel = world.add_channel(self.guild, world.ids.next(), "quay")
        bot = User(world.ids.next(), "gull", "Gull", is_bot=True)
        self.application = world.add_application(Application(bot.id, "Gull", self.owner, bot, PRIVILEGED))
        world.seat(self.guild, bot)
        world.seat(self.guild, playground.stage.members["dana"])

    @property
    def token(self) -> str:
        """The second bot's token."""
        return self.playground.stage.world.token_of(self.application.bot)

    def as_bot(self) -> Rest:
        """Ask as the second bot."""
        return Rest(self.playground.session, self.playground.server.api_url, f"Bot {self.token}")


async def test_a_guilds_settings_are_changed_and_told(playground: Playground) -> None:
    wanted: Json = {
        "name": "  新桥 New Bridge  ",
        "preferred_locale": "zh-CN",
        "system_channel_id": str(ENGLISH.id),
        "verification_level": 2,
        "description": "Two banks, one river",
        "features": ["COMMUNITY", "VANITY_URL"],
    }
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        changed = (await playground.as_member("morgan").patch(HOME, wanted)).body
        assert (changed["name"], changed["features"]) == ("新桥 New Bridge", ["COMMUNITY"])
        kept = ("preferred_locale", "system_channel_id", "verification_level", "description")
        assert {key: changed[key] for key in kept} == {key: wanted[key] for key in kept}
        assert await raw.until("GUILD_UPDATE") == changed
    cleared = (await playground.as_member("morgan").patch(HOME, {"system_channel_id": None})).body
    assert (cleared["system_channel_id"], cleared["preferred_locale"]) == (None, "zh-CN")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x"},
        {"name": None},
        {"name": "n" * 101},
        {"preferred_locale": "tlh"},
        {"system_channel_id": "7"},
        {"verification_level": 5},
        {"afk_timeout": 61},
        {"description": "d" * 301},
    ],
)
async def test_a_malformed_setting_is_refused(playground: Playground, wrong: Json) -> None:
    assert next(iter(wrong)) in (await playground.as_member("morgan").patch(HOME, wrong)).faults


async def test_settings_need_the_right_and_community_an_administrator(playground: Playground) -> None:
    guild, graham = playground.stage.guild, playground.stage.members["graham"]
    as_graham = playground.as_member("graham")
    assert (await as_graham.patch(HOME, {"name": "Mine"})).refusal == (403, 50013)
    role = playground.stage.world.roles.create(guild, {"permissions": str(permissions.MANAGE_GUILD)})
    playground.stage.world.members.set_roles(guild, guild.members[graham.id], [role.id])
    assert (await as_graham.patch(HOME, {"name": "Mine"})).status == 200
    assert (await as_graham.patch(HOME, {"features": ["COMMUNITY"]})).refusal == (403, 50013)
    assert (await as_graham.patch(HOME, {"features": ["INVITES_DISABLED"]})).body["features"] == ["INVITES_DISABLED"]


async def test_a_bot_sees_nothing_of_a_guild_that_it_is_not_in(playground: Playground) -> None:
    harbour = Neighbours(playground)
    ours, theirs = playground.as_bot(), harbour.as_bot()
    for asker, guild_id, channel_id in ((ours, harbour.guild.id, harbour.channel.id), (theirs, GUILD_ID, ENGLISH.id)):
        for path in (
            f"/guilds/{guild_id}",
            f"/guilds/{guild_id}/members",
            f"/guilds/{guild_id}/roles",
            f"/channels/{channel_id}",
            f"/channels/{channel_id}/messages",
        ):
            assert (await asker.get(path)).refusal == (403, 50001), path
        assert (await asker.post(f"/channels/{channel_id}/messages", {"content": "x"})).refusal == (403, 50001)
    assert (await theirs.get("/guilds/7")).refusal == (404, 10004)
    webhook = await playground.webhook(ENGLISH.id)
    assert (await theirs.get(f"/webhooks/{webhook['id']}")).refusal == (403, 50001)
    moved = await theirs.patch(f"/webhooks/{webhook['id']}", {"channel_id": str(harbour.channel.id)})
    assert moved.refusal == (403, 50001)


async def test_each_bot_hears_only_its_own_guilds(playground: Playground) -> None:
    harbour, world = Neighbours(playground), playground.stage.world
    async with raw_gateway(playground) as ours, raw_gateway(playground) as theirs:
        await ours.identify(playground.stage.bot_token, KNOWN)
        assert [one["id"] for one in (await theirs.identify(harbour.token, KNOWN))["guilds"]] == [str(harbour.guild.id)]
        here, there = world.say("dana", "english", "hello"), world.say("dana", harbour.channel, "ahoy")
        assert (await ours.until("MESSAGE_CREATE"))["id"] == str(here.id)
        assert (await theirs.until("MESSAGE_CREATE"))["id"] == str(there.id)
        assert "MESSAGE_CREATE" not in await ours.names_until_quiet(0.05)
        assert "MESSAGE_CREATE" not in await theirs.names_until_quiet(0.05)


async def test_a_bot_joins_a_second_guild_and_leaves_it_again(playground: Playground) -> None:
    harbour, bot = Neighbours(playground), playground.stage.bot
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILDS)
        first = await raw.until("GUILD_CREATE")
        assert (first["id"], first["unavailable"]) == (str(GUILD_ID), False)
        playground.stage.world.seats.admit(harbour.guild, bot)
        joined = await raw.until("GUILD_CREATE")
        assert "unavailable" not in joined  # by which a bot knows a guild that it joined
        assert (joined["id"], joined["channels"][0]["name"]) == (str(harbour.guild.id), "quay")
        left = await playground.as_bot().delete(f"/users/@me/guilds/{harbour.guild.id}")
        assert left.status == 204
        assert await raw.until("GUILD_DELETE") == {"id": str(harbour.guild.id)}
    assert (await playground.as_bot().delete(f"/users/@me/guilds/{harbour.guild.id}")).refusal == (403, 50001)


async def test_who_joins_is_greeted_in_the_system_channel_unless_it_is_unwanted(playground: Playground) -> None:
    world, guild, morgan = playground.stage.world, playground.stage.guild, playground.as_member("morgan")
    first, second = (world.add_user(User(world.ids.next(), name, None)) for name in ("lin", "noor"))
    await morgan.patch(HOME, {"system_channel_id": str(ENGLISH.id)})
    world.seats.admit(guild, first)
    await morgan.patch(HOME, {"system_channel_flags": 1})
    world.seats.admit(guild, second)
    said = (await morgan.get(f"/channels/{ENGLISH.id}/messages")).body
    assert [(one["type"], one["author"]["username"]) for one in said] == [(7, "lin")]


async def test_ones_guilds_come_in_pages(playground: Playground) -> None:
    harbour, dana = Neighbours(playground), playground.as_member("dana")
    both = [str(GUILD_ID), str(harbour.guild.id)]
    for query, wanted in (
        ("", both),
        ("?limit=1", both[:1]),
        (f"?after={both[0]}", both[1:]),
        (f"?before={both[1]}&limit=1", both[:1]),
    ):
        assert [one["id"] for one in (await dana.get(f"/users/@me/guilds{query}")).body] == wanted
    playground.stage.guild.icon = "0" * 32
    counted = (await dana.get("/users/@me/guilds?with_counts=true")).body
    assert counted[0]["icon"] == "0" * 32
    assert counted[1]["approximate_member_count"] == 3
    assert (await dana.get("/users/@me/guilds?limit=201")).faults["limit"]


async def test_an_outage_hides_a_guild_until_it_is_over(playground: Playground) -> None:
    world, guild = playground.stage.world, playground.stage.guild
    async with raw_gateway(playground) as before, raw_gateway(playground) as meanwhile:
        await before.identify(playground.stage.bot_token, KNOWN)
        await before.until("GUILD_CREATE")
        world.guildhall.black_out(guild)
        assert await before.until("GUILD_DELETE") == {"id": str(GUILD_ID), "unavailable": True}
        await meanwhile.identify(playground.stage.bot_token, KNOWN)
        assert await meanwhile.until("GUILD_DELETE") == {"id": str(GUILD_ID), "unavailable": True}
        world.say("dana", "english", "is anybody here?")
        world.guildhall.light_up(guild)
        after = world.say("dana", "english", "there you are")
        for raw in (before, meanwhile):
            back = await raw.until("GUILD_CREATE")
            assert (back["id"], back["unavailable"]) == (str(GUILD_ID), False)
            assert (await raw.until("MESSAGE_CREATE"))["id"] == str(after.id)


async def test_a_guild_says_how_far_it_is_boosted(playground: Playground) -> None:
    playground.stage.guild.premium_tier = 2
    assert (await playground.as_bot().get(HOME)).body["premium_tier"] == 2


async def test_a_deleted_system_channel_is_no_setting_any_more(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    await morgan.patch(HOME, {"system_channel_id": str(CHINESE.id)})
    await morgan.delete(f"/channels/{CHINESE.id}")
    assert (await morgan.get(HOME)).body["system_channel_id"] is None
