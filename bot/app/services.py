"""What cogs may use, made of what the start has built."""

from dataclasses import dataclass

from bot.bridges.bridges import Bridges
from bot.bridges.departures import Departures
from bot.bridges.invitations import Invitations
from bot.bridges.manners import Manners
from bot.bridges.model import Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.bridges.pins import Pins
from bot.client import QiaoBot, Services
from bot.config.settings import Settings
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channels import DiscordChannels
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.notice_channel import DiscordNoticeChannel
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.places import DiscordPlaces
from bot.discord_adapter.reports import DiscordReports
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.members.erasures import Erasures
from bot.members.exports import Exports
from bot.members.members import Members
from bot.members.preferences import Preferences
from bot.moderation.deletions import Deletions
from bot.moderation.moderation import Moderation
from bot.moderation.mutes import Mutes
from bot.observability.observer import Observer
from bot.observability.versions import versions
from bot.relay.originals import Originals
from bot.relay.ports import LanePorts
from bot.relay.relay import Relay
from bot.storage.database import Database
from bot.translation.aloud import Aloud
from bot.translation.language import guess_language
from bot.translation.pipeline import TranslationPipeline


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands once the relay does."""

    settings: Settings
    database: Database
    bot: QiaoBot
    relay: Relay
    ports: LanePorts
    translations: TranslationPipeline
    members: Members
    preferences: Preferences
    mutes: Mutes
    catalog: Catalog
    directory: DiscordDirectory
    observer: Observer


async def _listen(parts: Parts) -> None:
    """Have the relay tell what happens to those who have no commands."""
    database = parts.database
    pins = Pins(
        bridges=database.bridges,
        ledger=database.ledger,
        store=database.pins,
        board=DiscordBoard(parts.bot),
        moderators=DiscordNoticeChannel(parts.bot, parts.catalog),
        tasks=parts.ports.tasks,
        carried=await database.pins.every(),
    )
    parts.relay.subscribe(pins.note)


async def services_of(parts: Parts) -> Services:
    """Return what cogs may use."""
    await _listen(parts)
    messages = DiscordOriginals(parts.bot, parts.directory)
    places = DiscordPlaces(parts.bot)
    bridges, database = _bridges(parts, places), parts.database
    clock = parts.ports.clock
    return Services(
        relay=parts.relay,
        bridges=bridges,
        manners=Manners(bridges),
        invitations=Invitations(database.invitations, bridges, places, clock),
        departures=Departures(database.departures, bridges, places, clock, parts.mutes.forget),
        members=parts.members,
        exports=Exports(database.personal, clock),
        erasures=_erasures(parts, messages),
        preferences=parts.preferences,
        originals=_originals(parts, messages),
        moderation=_moderation(parts, messages, places),
        deletions=_deletions(parts, messages),
        overviews=_overviews(parts),
    )


def _bridges(parts: Parts, places: DiscordPlaces) -> Bridges:
    database = parts.database
    notices = Notices(
        database.notices,
        DiscordBoard(parts.bot),
        DestinationPhrases(Catalog(only="notices")),
        places,
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
        followers=(parts.mutes.follow,),
        changing=database.turn,
    )


def _originals(parts: Parts, messages: DiscordOriginals) -> Originals:
    database = parts.database
    return Originals(
        ledger=database.ledger,
        reader=messages,
        bridges=database.bridges,
        translations=parts.translations,
        choices=parts.members,
        preferences=parts.preferences,
        read_aloud=Aloud().read,
    )


def _moderation(parts: Parts, messages: DiscordOriginals, places: DiscordPlaces) -> Moderation:
    database = parts.database
    return Moderation(
        bridges=database.bridges,
        ledger=database.ledger,
        reader=messages,
        board=DiscordReports(parts.bot, parts.catalog, parts.directory, places),
        cases=database.cases,
        remover=messages,
        copies=parts.relay,
        mutes=parts.mutes,
        trail=database.trail,
    )


def _erasures(parts: Parts, messages: DiscordOriginals) -> Erasures:
    return Erasures(
        store=parts.database.erasures,
        copies=parts.relay,
        webhooks=parts.ports.delivery,
        others=messages,
        memory=parts.translations,
        preferences=parts.preferences,
        clock=parts.ports.clock,
        tasks=parts.ports.tasks,
    )


def _deletions(parts: Parts, messages: DiscordOriginals) -> Deletions:
    database = parts.database
    deletions = Deletions(
        bridges=database.bridges,
        ledger=database.ledger,
        remover=messages,
        copies=parts.relay,
        board=DiscordNoticeChannel(parts.bot, parts.catalog),
        held=database.held_deletions,
        trail=database.trail,
        clock=parts.ports.clock,
        tasks=parts.ports.tasks,
    )
    parts.relay.subscribe(deletions.note)
    return deletions


def _overviews(parts: Parts) -> Overviews:
    process = Process(parts.ports.clock.now(), versions())
    return Overviews(parts.database.bridges, parts.relay, parts.translations, parts.observer.failures, process)
