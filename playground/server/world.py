"""The world: everyone and everything that exists, who holds which token, and who may see what."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence

from playground.server.applications.model import Application
from playground.server.attachments.attachments import Attachments
from playground.server.audit_log.audit_log import AuditLog
from playground.server.automod.automod import AutoMod
from playground.server.bans.bans import Bans
from playground.server.cdn.shelf import PictureShelf
from playground.server.channels.kinds import TEXT_CHANNEL
from playground.server.channels.model import Channel
from playground.server.channels.rooms import Rooms
from playground.server.commands.commands import Commands
from playground.server.directs.directs import Directs
from playground.server.directs.refusals import not_in_direct
from playground.server.emojis.emojis import Emojis
from playground.server.events import Event, Observers
from playground.server.guilds import permissions
from playground.server.guilds.guildhall import Guildhall
from playground.server.guilds.model import Guild, Member, Role
from playground.server.interactions.interactions import Interactions
from playground.server.invites.invites import Invites
from playground.server.members.members import Members
from playground.server.members.seats import Seats
from playground.server.messages.drafts import LONGEST, LONGEST_WITH_NITRO, draft_in
from playground.server.messages.messages import Messages
from playground.server.messages.model import Message
from playground.server.pins.pins import Pins
from playground.server.polls.polls import Polls
from playground.server.reactions.reactions import Reactions
from playground.server.rest import refusals
from playground.server.rest.multipart import Upload
from playground.server.roles.roles import Roles
from playground.server.snowflakes import Snowflakes, timestamp_of
from playground.server.stickers.stickers import Stickers
from playground.server.tasks import Tasks
from playground.server.threads.threads import Threads
from playground.server.users.model import User
from playground.server.users.profiles import Profiles
from playground.server.webhooks.webhooks import Webhooks

# Of avatars and icons together; the oldest go first.
MOST_BYTES_OF_PICTURES = 64 * 1024 * 1024


class World:
    """State in memory, and the verbs that change it.

    Each package of a resource has its verbs here under one name: those of channels are `rooms`, of guilds `guildhall`,
    of users `profiles`, of members `seats` (who comes and goes) and `members`. What else a package has hangs on that.
    Where a verb takes *by*, None stands for the hand of the playground itself, which may do everything.
    """

    def __init__(self) -> None:
        self.ids = Snowflakes()
        self.events: Observers[Event] = Observers()
        self.tasks = Tasks()
        self.users: dict[int, User] = {}
        self.applications: dict[int, Application] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.pictures = PictureShelf(MOST_BYTES_OF_PICTURES)
        self._tokens: dict[int, str] = {}
        self._actors: dict[str, User] = {}
        # Who there is, and where.
        self.profiles = Profiles(self)
        self.guildhall = Guildhall(self)
        self.roles = Roles(self)
        self.seats = Seats(self)
        self.members = Members(self)
        self.bans = Bans(self)
        self.invites = Invites(self)
        self.automod = AutoMod(self)
        self.audit = AuditLog(self)
        self.rooms = Rooms(self)
        self.threads = Threads(self)
        self.directs = Directs(self)
        # What they say, and with what.
        self.messages = Messages(self)
        self.attachments = Attachments(self)
        self.emojis = Emojis(self)
        self.stickers = Stickers(self)
        self.reactions = Reactions(self)
        self.pins = Pins(self)
        self.polls = Polls(self)
        self.webhooks = Webhooks(self)
        self.commands = Commands(self)
        self.interactions = Interactions(self)

    # Making

    def add_user(self, user: User) -> User:
        """Let *user* exist, with a token of their own that is new in each run."""
        self.users[user.id] = user
        self._give_token(user)
        return user

    def renew_token(self, user: User) -> None:
        """Give *user* another token; whoever holds the old one is nobody from now on."""
        old = self._tokens[user.id]
        del self._actors[f"Bot {old}" if user.is_bot else old]
        self._give_token(user)

    def _give_token(self, user: User) -> None:
        parts = (base64.urlsafe_b64encode(str(user.id).encode()).decode().rstrip("="), secrets.token_urlsafe(27))
        token = f"{parts[0]}.{parts[1][:6]}.{parts[1]}"
        self._tokens[user.id] = token
        self._actors[f"Bot {token}" if user.is_bot else token] = user

    def add_application(self, application: Application) -> Application:
        """Let a bot application exist, and its user."""
        self.add_user(application.bot)
        self.applications[application.id] = application
        return application

    def add_guild(self, guild_id: int, name: str, owner: User, everyone: int = permissions.EVERYONE) -> Guild:
        """Open a guild whose @everyone has the permissions *everyone*."""
        guild = Guild(guild_id, name, owner.id)
        guild.roles[guild_id] = Role(guild_id, "@everyone", everyone)
        self.guilds[guild_id] = guild
        self.seat(guild, owner)
        return guild

    def add_channel(
        self, guild: Guild, channel_id: int, name: str, topic: str | None = None, kind: int = TEXT_CHANNEL
    ) -> Channel:
        """Open a channel without saying so to anyone."""
        channel = Channel(channel_id, guild, name, kind, position=len(guild.channels), topic=topic)
        guild.channels[channel_id] = self.channels[channel_id] = channel
        return channel

    def seat(self, guild: Guild, user: User, roles: tuple[int, ...] = ()) -> Member:
        """Give *user* a seat in *guild* without saying so to anyone."""
        member = Member(user, timestamp_of(max(guild.id, user.id)), list(roles))
        guild.members[user.id] = member
        return member

    # Asking

    def token_of(self, user: User) -> str:
        """Return the user's token, without any prefix."""
        return self._tokens[user.id]

    def actor(self, authorization: str | None) -> User | None:
        """Return whose Authorization header this is; bots say `Bot ` before the token, people do not."""
        return self._actors.get(authorization or "")

    def bot_by_token(self, token: str) -> Application | None:
        """Return the application whose bot token this is."""
        bot = self._actors.get(f"Bot {token.removeprefix('Bot ')}")
        return None if bot is None else self.application_of(bot)

    def application_of(self, user: User) -> Application | None:
        """Return the application whose bot *user* is, if any."""
        return next((one for one in self.applications.values() if one.bot is user), None)

    def is_told(self, user: User, intent: int) -> bool:
        """Say whether REST tells *user* what a privileged *intent* guards: people always, bots as it is switched on."""
        application = self.application_of(user)
        return application is None or bool(application.privileged_intents & intent)

    def member(self, handle: str) -> User:
        """Return the user whose username or shown name is *handle*, in any case.

        Raises:
            KeyError: There is none.
        """
        wanted = handle.casefold()
        for user in self.users.values():
            if wanted in (user.username.casefold(), user.name.casefold()):
                return user
        raise KeyError(handle)

    def channel(self, name: str, guild: Guild | None = None) -> Channel:
        """Return the channel called *name*, with or without its leading #.

        Raises:
            KeyError: There is none.
        """
        for channel in self.channels.values():
            if channel.name == name.removeprefix("#") and guild in (None, channel.guild):
                return channel
        raise KeyError(name)

    def rights(self, user: User, channel: Channel) -> int:
        """Return what *user* may do in *channel*: nothing where they have no seat or cannot see it."""
        member = channel.guild.members.get(user.id)
        return 0 if member is None else permissions.in_channel(channel, member)

    def rights_in_guild(self, user: User, guild: Guild) -> int:
        """Return what *user* may do in *guild* as a whole."""
        member = guild.members.get(user.id)
        return 0 if member is None else permissions.in_guild(guild, member)

    def channel_seen_by(self, user: User, channel_id: int) -> Channel:
        """Return the channel, if *user* can see it.

        Raises:
            Refusal: 10003, 50001.
        """
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refusals.unknown_channel()
        if not self.rights(user, channel):
            raise refusals.missing_access()
        return channel

    def guild_seen_by(self, user: User, guild_id: int) -> Guild:
        """Return the guild, if *user* has a seat in it.

        Raises:
            Refusal: 10004, 50001.
        """
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise refusals.unknown_guild()
        if user.id not in guild.members:
            raise refusals.missing_access()
        return guild

    def demand(self, user: User | None, channel: Channel, right: int) -> None:
        """Go on only if *user* has *right* in *channel*.

        Raises:
            Refusal: 50001 where they cannot see it, 50013 where they lack the right, 50003 where there is no such one.
        """
        if user is None:
            return
        rights = self.rights(user, channel)
        if not rights:
            raise refusals.missing_access()
        if rights & right != right:
            raise not_in_direct() if channel.is_direct else refusals.missing_permissions()

    def demand_in_guild(self, user: User | None, guild: Guild, right: int) -> None:
        """Go on only if *user* has *right* in the whole guild.

        Raises:
            Refusal: 50001 where they have no seat, 50013 where they lack the right.
        """
        if user is None:
            return
        member = guild.members.get(user.id)
        if member is None:
            raise refusals.missing_access()
        if permissions.in_guild(guild, member) & right != right:
            raise refusals.missing_permissions()

    # Saying

    def say(
        self,
        user: User | str,
        channel: Channel | str,
        content: str,
        reply_to: Message | None = None,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Message:
        """Have someone say something, by the same rules as over REST; users by handle, channels by name too.

        The *files* are names and bytes.

        Raises:
            Refusal: Discord would not have taken it.
        """
        author = self.member(user) if isinstance(user, str) else user
        where = self.channel(channel) if isinstance(channel, str) else channel
        body: dict[str, object] = {"content": content}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        uploads = {f"files[{at}]": Upload(name, "", data) for at, (name, data) in enumerate(files)}
        return self.messages.post(author, where, draft_in(body, longest_for(author), uploads)).message


def longest_for(user: User) -> int:
    """Return how many UTF-16 units *user* may say in one message."""
    return LONGEST_WITH_NITRO if user.has_nitro else LONGEST
