"""Two guilds beside the stage's own, each with an admin, with members and with channels, and the bot in them."""

from dataclasses import dataclass
from typing import Final

from playground.cast import BOT_PERMISSIONS, Stage
from playground.server.channels.model import Channel
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Role
from playground.server.users.model import User
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene

# Snowflakes of 2024, as the stage's are.
HARBOUR_ID: Final = 1192047057477697600
TEA_HOUSE_ID: Final = 1192047057477697700


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another guild, and who looks after it."""

    guild: Guild
    admin: User
    bot: User

    def channel(self, name: str) -> Channel:
        """Return one of its channels."""
        return next(one for one in self.guild.channels.values() if one.name == name)

    def client(self, here: Scene, channel: str = "mods", user: User | None = None) -> Client:
        """Return the client of its admin, or of another member, in one of its channels."""
        return Client(here, user or self.admin, self.channel(channel))

    def moderator(self, handle: str) -> User:
        """Let a member moderate, who may not manage the guild; return them."""
        role = self.guild.id + 2
        self.guild.roles[role] = Role(role, "Moderator", permissions.MANAGE_MESSAGES, position=1)
        member = next(one for one in self.guild.members.values() if one.user.username == handle)
        member.roles.append(role)
        return member.user

    def remove_bot(self, here: Scene) -> None:
        """Have its admin kick the bot."""
        here.stage.world.seats.remove(self.guild, self.bot, by=self.admin)

    def invite_bot(self, here: Scene) -> None:
        """Have the bot let in again."""
        here.stage.world.seats.admit(self.guild, self.bot, (role_of_bot(self.guild),))


def role_of_bot(guild: Guild) -> int:
    """Return the id of the bot's role in a guild."""
    return guild.id + 1


def neighbour(stage: Stage, guild_id: int, name: str, handle: str, channels: tuple[str, ...]) -> Neighbour:
    """Let another guild be, with *handle* as its owner and the whole cast in it."""
    world = stage.world
    admin = world.member(handle)
    guild = world.add_guild(guild_id, name, admin)
    role = role_of_bot(guild)
    guild.roles[role] = Role(role, "Qiao", BOT_PERMISSIONS, position=1, managed_by=stage.application.id)
    for user in stage.members.values():
        world.seat(guild, user)
    world.seat(guild, stage.bot, (role,))
    for number, channel in enumerate((*channels, "mods")):
        world.add_channel(guild, guild_id + 10 + number, channel)
    return Neighbour(guild, admin, stage.bot)


def harbour(stage: Stage, handle: str = "graham") -> Neighbour:
    """Return a guild that speaks English and Chinese."""
    return neighbour(stage, HARBOUR_ID, "The *Old* Harbour", handle, ("quay", "码头", "lighthouse"))


def tea_house(stage: Stage, handle: str = "yating") -> Neighbour:
    """Return a guild that speaks Chinese in the traditional script, and English."""
    return neighbour(stage, TEA_HOUSE_ID, "茶館", handle, ("茶館", "english-corner", "點心"))


async def admin_at_home(here: Scene, handle: str = "morgan") -> Client:
    """Return the client of the stage's own admin, once the bot's commands are there."""
    return await client_of(here, handle, is_admin=True)
