"""What stands once the relay does, handed to those who make services of it."""

from dataclasses import dataclass

from bot.client import QiaoBot
from bot.config.settings import Settings
from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.hashtags.aliases import Aliases
from bot.i18n.catalog import Catalog
from bot.ids import GuildId
from bot.members.members import Members
from bot.members.preferences import Preferences
from bot.moderation.alarms import Alarms
from bot.moderation.automod import MirroredRules
from bot.moderation.due import DueMessages
from bot.moderation.gate import BridgeGate
from bot.moderation.mutes import Mutes
from bot.moderation.noted import NotedRefusals
from bot.moderation.raids import Raids
from bot.moderation.words import WordLists
from bot.observability.observer import Observer
from bot.participation.drawing import Painter
from bot.participation.excluding import Excluded
from bot.partners.threads import PairThreads
from bot.relay.ports import LanePorts
from bot.relay.relay import Relay
from bot.storage.database import Database
from bot.translation.pipeline import TranslationPipeline


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands before the relay does: the gate, what it asks, and under which names hashtags are known."""

    gate: BridgeGate
    refusals: NotedRefusals
    words: WordLists
    rules: MirroredRules
    raids: Raids
    alarms: Alarms
    mutes: Mutes
    members: Members
    preferences: Preferences
    history: DiscordHistory
    watch: DiscordChannelWatch
    pair_threads: PairThreads
    due: DueMessages
    excluded: Excluded
    aliases: Aliases

    def forget(self, guild_id: GuildId) -> None:
        """Forget what is held in memory of a guild that is forgotten."""
        self.mutes.forget(guild_id)
        self.words.forget(guild_id)
        self.rules.forget(guild_id)
        self.excluded.forget(guild_id)
        self.aliases.forget(guild_id)


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands once the relay does."""

    settings: Settings
    database: Database
    bot: QiaoBot
    relay: Relay
    ports: LanePorts
    translations: TranslationPipeline
    guard: Guard
    catalog: Catalog
    directory: DiscordDirectory
    observer: Observer
    painter: Painter
    delivery: WebhookDelivery
