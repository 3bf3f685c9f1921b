"""The playground's fictional cast, its rooms and its bot: who they are, and a world with them in it."""

from dataclasses import dataclass
from hashlib import md5

from playground.server.applications.model import Application
from playground.server.channels.model import Channel
from playground.server.gateway.intents import PRIVILEGED
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Role
from playground.server.users.model import User
from playground.server.world import World

# Ids stay the same from run to run, since a bot's database outlives the process. Each holds a moment of 2024, so
# that whatever is said later has a larger one.
GUILD_ID = 1192047057477697536
BOT_ROLE_ID = 1241831122439110672
ADMIN_ROLE_ID = 1242166908455878673
APPLICATION_ID = 1242486556963504146

GUILD_NAME = "桥 Bridge Street"
BOT_NAME = "Qiao 桥"

# What a relay needs, and to pin its notice, to react, to carry threads, and to open those of partners.
BOT_PERMISSIONS = (
    permissions.VIEW_CHANNEL
    | permissions.SEND_MESSAGES
    | permissions.READ_MESSAGE_HISTORY
    | permissions.MANAGE_WEBHOOKS
    | permissions.PIN_MESSAGES
    | permissions.ADD_REACTIONS
    | permissions.CREATE_PUBLIC_THREADS
    | permissions.CREATE_PRIVATE_THREADS
    | permissions.SEND_MESSAGES_IN_THREADS
    | permissions.MANAGE_THREADS
)


@dataclass(frozen=True, slots=True)
class CastMember:
    """A sample member: nobody real."""

    id: int
    handle: str
    name: str
    language: str
    about: str
    colour: int
    is_admin: bool = False
    has_nitro: bool = False

    @property
    def avatar(self) -> str:
        """The hash of their picture, always the same."""
        return md5(f"{self.id}".encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Room:
    """A sample channel."""

    id: int
    name: str
    topic: str


CAST = (
    CastMember(
        1192669707749163010,
        "dana",
        "Dana",
        "en",
        "Night-shift nurse in Ohio; grills on her days off; has a dog called Biscuit.",
        0xE67E22,
    ),
    CastMember(
        1193225725780557827,
        "graham",
        "Graham",
        "en",
        "Keeps an allotment in Leeds, is fond of understatement, and is learning Chinese slowly.",
        0x2ECC71,
    ),
    CastMember(
        1204780119604985860,
        "priya",
        "Priya",
        "en",
        "From Toronto; reads some Chinese and reviews translations.",
        0x9B59B6,
        has_nitro=True,
    ),
    CastMember(
        1204978773645197317,
        "yating",
        "雅婷",
        "zh-Hant",
        "Teaches at a primary school in Taichung and lives with a cat.",
        0xE91E63,
    ),
    CastMember(
        1205575654918193158,
        "weijie",
        "伟杰",
        "zh-Hans",
        "From Ipoh; loves the morning market and his kopi.",
        0xF1C40F,
    ),
    CastMember(
        1205975745151762439,
        "xiaoman",
        "小满",
        "zh-Hans",
        "A student from Chengdu in Melbourne, full of memes.",
        0x1ABC9C,
    ),
    CastMember(
        1216814163947552776,
        "morgan",
        "Morgan",
        "en",
        "Looks after this guild.",
        0x3498DB,
        is_admin=True,
    ),
)

WELCOME = Room(1217004802949644297, "welcome-欢迎", "How this place works, and notices · 这里怎么玩，还有公告")
ENGLISH = Room(1217325878044917770, "english", "English")
CHINESE = Room(1217881833744760843, "中文", "中文")
MODERATORS = Room(1229489598879629324, "mods-管理", "Notices for moderators · 管理员通知")
PRACTICE_ENGLISH = Room(1229636791557029901, "practice", "Practise Chinese; originals stand below")
PRACTICE_CHINESE = Room(1230040828467085326, "练习", "练英语；译文下面附原文")
ROOMS = (WELCOME, ENGLISH, CHINESE, MODERATORS, PRACTICE_ENGLISH, PRACTICE_CHINESE)


@dataclass(frozen=True, slots=True)
class Stage:
    """A world with the cast in it, and the handles to its parts."""

    world: World
    guild: Guild
    application: Application
    members: dict[str, User]
    rooms: dict[str, Channel]

    @property
    def bot(self) -> User:
        """The bot's user."""
        return self.application.bot

    @property
    def bot_token(self) -> str:
        """The bot's token, new in each run."""
        return self.world.token_of(self.bot)


def set_stage(privileged_intents: int = PRIVILEGED) -> Stage:
    """Return a fresh world with the guild, its rooms, the cast and the bot in it."""
    world = World()
    members = {one.handle: world.add_user(_user(one)) for one in CAST}
    owner = next(members[one.handle] for one in CAST if one.is_admin)
    guild = world.add_guild(GUILD_ID, GUILD_NAME, owner)
    guild.roles[ADMIN_ROLE_ID] = Role(ADMIN_ROLE_ID, "Admin", permissions.ADMINISTRATOR, position=2, color=0x3498DB)
    guild.roles[BOT_ROLE_ID] = Role(BOT_ROLE_ID, BOT_NAME, BOT_PERMISSIONS, position=1, managed_by=APPLICATION_ID)
    for one in CAST:
        world.seat(guild, members[one.handle], (ADMIN_ROLE_ID,) if one.is_admin else ())
    rooms = {one.name: world.add_channel(guild, one.id, one.name, one.topic) for one in ROOMS}
    bot = User(APPLICATION_ID, "Qiao", BOT_NAME, is_bot=True, colour=0x5865F2)
    application = world.add_application(
        Application(APPLICATION_ID, BOT_NAME, owner, bot, privileged_intents, "Joins channels across languages.")
    )
    world.seat(guild, bot, (BOT_ROLE_ID,))
    return Stage(world, guild, application, members, rooms)


def _user(one: CastMember) -> User:
    return User(
        one.id,
        one.handle,
        one.name,
        one.avatar,
        has_nitro=one.has_nitro,
        language=one.language,
        colour=one.colour,
    )
