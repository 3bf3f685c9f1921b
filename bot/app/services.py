"""What cogs may use, made of what the start has built."""

from dataclasses import dataclass

from bot.bridges.bridges import Bridges
from bot.bridges.model import Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.client import QiaoBot, Services
from bot.clock import Clock
from bot.config.settings import Settings
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channels import DiscordChannels
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.reports import DiscordReports
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.members.members import Members
from bot.moderation.moderation import Moderation
from bot.moderation.mutes import Mutes
from bot.observability.observer import Observer
from bot.observability.versions import versions
from bot.relay.originals import Originals
from bot.relay.relay import Relay
from bot.storage.database import Database
from bot.translation.language import guess_language
from bot.translation.pipeline import TranslationPipeline


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands once the relay does."""

    settings: Settings
    database: Database
    bot: QiaoBot
    relay: Relay
    translations: TranslationPipeline
    members: Members
    mutes: Mutes
    catalog: Catalog
    directory: DiscordDirectory
    observer: Observer
    clock: Clock


def services_of(parts: Parts) -> Services:
    """Return what cogs may use."""
    messages = DiscordOriginals(parts.bot, parts.directory)
    return Services(
        relay=parts.relay,
        bridges=_bridges(parts),
        members=parts.members,
        originals=Originals(parts.database.ledger, messages),
        moderation=_moderation(parts, messages),
        overviews=_overviews(parts),
    )


def _bridges(parts: Parts) -> Bridges:
    database = parts.database
    notices = Notices(
        database.notices,
        DiscordBoard(parts.bot),
        DestinationPhrases(Catalog(only="notices")),
        parts.settings.translation.order,
    )
    return Bridges(
        store=database.bridges,
        inspector=DiscordChannels(parts.bot),
        guess=guess_language,
        notices=notices,
        conversation=parts.relay,
        trail=database.trail,
        translations=parts.translations,
        changing=database.turn,
    )


def _moderation(parts: Parts, messages: DiscordOriginals) -> Moderation:
    database = parts.database
    return Moderation(
        bridges=database.bridges,
        ledger=database.ledger,
        reader=messages,
        board=DiscordReports(parts.bot, parts.catalog),
        cases=database.cases,
        remover=messages,
        copies=parts.relay,
        mutes=parts.mutes,
        trail=database.trail,
    )


def _overviews(parts: Parts) -> Overviews:
    process = Process(parts.clock.now(), versions())
    return Overviews(parts.database.bridges, parts.relay, parts.translations, parts.observer.failures, process)
