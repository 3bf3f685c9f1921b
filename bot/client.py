"""The bot's connection to Discord: intents, the list of cogs, the services they are given."""

import asyncio
from dataclasses import dataclass
from typing import Final

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.bridges import Bridges
from bot.bridges.departures import Departures
from bot.bridges.invitations import Invitations
from bot.bridges.manners import Manners
from bot.bridges.overviews import Overviews
from bot.clock import SystemClock
from bot.corrections.corrections import Corrections
from bot.discord_adapter.briefings import DiscordBriefings
from bot.discord_adapter.card import CardRoom
from bot.discord_adapter.corrections import FixDesk
from bot.discord_adapter.insights import InsightRoom
from bot.discord_adapter.invalid_requests import InvalidRequests
from bot.discord_adapter.joint_board import BoardRoom
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.privacy import Privacy
from bot.errors import Unavailable
from bot.hashtags.hashtags import Hashtags
from bot.ids import UserId
from bot.members.erasures import Erasures
from bot.members.exports import Exports
from bot.members.members import Members
from bot.members.preferences import Preferences
from bot.moderation.automod import MirroredRules
from bot.moderation.deletions import Deletions
from bot.moderation.held import HeldMessages
from bot.moderation.moderation import Moderation
from bot.moderation.rulebook import Rulebook
from bot.newcomers.newcomers import Newcomers
from bot.participation.recording import Recorder
from bot.partners.joining import Partners
from bot.prompts.answering import Answering
from bot.prompts.daily import Daily
from bot.prompts.listing import Listing
from bot.prompts.recaps import Recaps
from bot.prompts.suggesting import Suggestions
from bot.prompts.suggestion_desk import SuggestionDesk
from bot.relay.originals import Originals
from bot.relay.patience import a_few_times
from bot.relay.reactions import Reactions
from bot.relay.relay import Relay

EXTENSIONS: Final = (
    "cogs.relay",
    "cogs.bridges",
    "cogs.guilds",
    "cogs.privacy",
    "cogs.settings",
    "cogs.original",
    "cogs.fix",
    "cogs.moderation",
    "cogs.guide",
    "cogs.direct",
    "cogs.status",
    "cogs.topics",
    "cogs.daily",
    "cogs.today",
    "cogs.suggest",
    "cogs.partner",
    "cogs.newcomers",
    "cogs.hashtags",
    "cogs.participation",
    "cogs.insights",
)

INTENTS: Final = discord.Intents(
    guilds=True,
    guild_messages=True,
    guild_reactions=True,
    dm_messages=True,
    message_content=True,
    auto_moderation_configuration=True,
)
"""Least rights: who is in a guild, and who is online, is none of the relay's business.

Changes of AutoMod rules come only from guilds that the bot may manage, and the intent is not a privileged one.
"""


# Discord takes one IDENTIFY every five seconds (gateway, "Rate Limiting"; larger bots have their own rule).
_BETWEEN_IDENTIFIES_SECONDS: Final = 5.0

# The bot has no voice, so that nobody needs to be told what it lacks for one.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


@dataclass(frozen=True, slots=True)
class CommunityServices:
    """What cogs may use of that which brings members together."""

    recorder: Recorder
    newcomers: Newcomers
    partners: Partners
    hashtags: Hashtags
    cards: CardRoom
    boards: BoardRoom
    insights: InsightRoom
    corrections: Corrections
    fixes: FixDesk


@dataclass(frozen=True, slots=True)
class Services:
    """What cogs may use."""

    relay: Relay
    reactions: Reactions
    bridges: Bridges
    manners: Manners
    invitations: Invitations
    departures: Departures
    members: Members
    exports: Exports
    erasures: Erasures
    preferences: Preferences
    originals: Originals
    moderation: Moderation
    deletions: Deletions
    held: HeldMessages
    rulebook: Rulebook
    rules: MirroredRules
    overviews: Overviews
    recaps: Recaps
    listing: Listing
    answering: Answering
    daily: Daily
    suggestions: Suggestions
    suggestion_desk: SuggestionDesk
    community: CommunityServices


class _Tree(app_commands.CommandTree["QiaoBot"]):
    """The commands; what one of them cannot do is said by the presenter."""

    async def on_error(
        self, interaction: discord.Interaction["QiaoBot"], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell whoever asked."""
        await interaction.client.say.failed(interaction, error)


class QiaoBot(commands.AutoShardedBot):
    """A client that holds the services until each cog has taken its own in `setup`."""

    services: Services

    def __init__(
        self,
        say: Presenter,
        invalid_requests: InvalidRequests,
        shard_ids: list[int] | None = None,
        shard_count: int | None = None,
    ) -> None:
        self.say = say
        self.invalid_requests = invalid_requests
        self.briefings = DiscordBriefings(self)
        self._identified_at = -_BETWEEN_IDENTIFIES_SECONDS
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=_Tree,
            intents=INTENTS,
            shard_ids=shard_ids,  # type: ignore[arg-type] # None is its default and means all
            shard_count=shard_count,
            http_trace=invalid_requests.tracing(),
            chunk_guilds_at_startup=False,  # 150 guilds would take a minute
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,  # raw events tell all that we need; no text is kept
            allowed_mentions=discord.AllowedMentions.none(),
        )

    @property
    def own_application_id(self) -> int:
        """Return the bot's application, by which its webhooks are known; known once it is logged in."""
        if self.application_id is None:
            raise RuntimeError("not logged in")
        return self.application_id

    @property
    def own_user_id(self) -> UserId:
        """Return the bot's own user; known once it is logged in."""
        if self.user is None:
            raise RuntimeError("not logged in")
        return UserId(self.user.id)

    @property
    def privacy(self) -> Privacy:
        """Return what shows people how their words are treated, in a guild and in private."""
        services = self.services
        translators = services.bridges.notices.translators
        return Privacy(self.say, services.members, services.exports, services.erasures, translators)

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 - discord.py's signature
        """Wait only as long as Discord demands, so that a refused resume is not five more seconds of silence."""
        loop = asyncio.get_running_loop()
        wait = self._identified_at + _BETWEEN_IDENTIFIES_SECONDS - loop.time()
        self._identified_at = loop.time() + max(wait, 0.0)
        await asyncio.sleep(max(wait, 0.0))

    async def launch_shards(self) -> None:
        """Ask a few times how many connections Discord wants: discord.py asks once, and tries all else again by itself.

        Raises:
            Unavailable: Discord does not answer.
        """
        await a_few_times(self._launch_shards, SystemClock())

    async def _launch_shards(self) -> None:
        try:
            await super().launch_shards()
        except (discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
            raise Unavailable(reason=type(error).__name__) from None
