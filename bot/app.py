"""The composition root: the one place that builds adapters and hands them to services."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final, TypeVar

import structlog

from bot import memory
from bot.bridges import configuration
from bot.bridges.bridges import Bridges
from bot.bridges.configuration import Plan, Seat
from bot.bridges.model import Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.client import EXTENSIONS, QiaoBot, Services
from bot.clock import Clock, SystemClock
from bot.config.settings import GoogleSettings, LibreTranslateSettings, Settings, TranslationSettings
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channel_webhooks import BotWebhooks, ChannelWebhooks
from bot.discord_adapter.channels import DiscordChannels
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.login import log_in, stay_connected
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.registration import register
from bot.discord_adapter.reports import DiscordReports
from bot.discord_adapter.webhook_api import WebhookApi
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.members.members import Members
from bot.moderation.gate import BridgeGate
from bot.moderation.moderation import Moderation
from bot.moderation.mutes import Mutes
from bot.observability.failures import LastFailures
from bot.observability.http import StatusServer
from bot.observability.metrics import Metrics
from bot.observability.observer import Observer
from bot.observability.trace import RecentRelays
from bot.observability.versions import versions
from bot.relay.composition import RelayComposer
from bot.relay.originals import Originals
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.relay import Relay
from bot.scheduling.housekeeping import Housekeeping
from bot.signals import set_on_signals
from bot.storage.database import Database
from bot.tasks import Tasks
from bot.translation import phrasebook
from bot.translation.language import guess_language
from bot.translation.model import Language
from bot.translation.pipeline import TranslationPipeline
from bot.translation.ports import Translator, TranslatorRoll
from bot.translation.variants import Variants
from bot.translation.word_help import WordHelp
from bot.translators import registry

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

DRAIN_SECONDS: Final = 10.0


async def run(settings: Settings, *, on_ready: Callable[[], None] | None = None) -> None:
    """Run the bot until SIGTERM, SIGINT or cancellation; deliver what was heard, and return.

    Args:
        on_ready: Called once, when what was missed is taken in and messages are relayed.

    Raises:
        Misconfigured: In one of its kinds.
        Unavailable: Discord cannot be reached.
    """
    async with AsyncExitStack() as stack:
        stop = asyncio.Event()
        # The first to come and the last to go: a second signal must not catch us half closed.
        stack.enter_context(set_on_signals(stop))
        stopping = asyncio.ensure_future(stop.wait())
        stack.callback(stopping.cancel)
        database = await Database.open(settings.database.url.get_secret_value(), SystemClock())
        stack.push_async_callback(database.close)
        started = await _unless(stopping, _start(settings, stack, database))
        if started is None:
            return
        relay, bot = started
        if on_ready is not None:
            relay.when_ready(on_ready)
        memory.settle()
        connection = asyncio.ensure_future(stay_connected(bot))
        try:
            await asyncio.wait({stopping, connection}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            _log.info("stopping")
            await relay.drain(DRAIN_SECONDS)
            connection.cancel()
            await asyncio.wait({connection})
        if not connection.cancelled():
            connection.result()  # raises why Discord ended it


async def _unless(stopping: "asyncio.Future[Any]", work: Coroutine[Any, Any, T]) -> T | None:
    """Return what *work* gives, None if *stopping* was done before it: then it is cancelled."""
    working: asyncio.Future[T] = asyncio.ensure_future(work)
    both: set[asyncio.Future[Any]] = {stopping, working}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
    return None if working.cancelled() else working.result()


async def _start(settings: Settings, stack: AsyncExitStack, database: Database) -> tuple[Relay, QiaoBot]:
    """Build everything, onto *stack*; return the relay, and the bot logged in but not connected."""
    clock = SystemClock()
    observer = Observer(Metrics(), RecentRelays(), LastFailures(clock))
    catalog = Catalog()
    bot = await _log_in(settings, stack, Presenter(catalog))
    tasks = Tasks()
    members = await Members.load(database.choices)
    mutes = await Mutes.load(database.mutes)
    directory = DiscordDirectory(bot)
    await configuration.apply(_plans(settings), database.bridges, directory)
    bridges = await database.bridges.every()
    phrases = await _phrases({endpoint.language for bridge in bridges for endpoint in bridge.endpoints})
    translations = _translations(settings, stack, clock)
    ports = LanePorts(
        outbox=database.outbox,
        ledger=database.ledger,
        delivery=_delivery(settings, stack, database, bot),
        history=DiscordHistory(bot, directory),
        translations=translations,
        choices=members,
        gate=BridgeGate(members, mutes),
        composer=RelayComposer(phrases),
        bridges=database.bridges,
        observer=observer,
        clock=clock,
        tasks=tasks,
    )
    # The lanes end before what they use: a translation that fails for that must not be overtaken.
    stack.push_async_callback(tasks.close)
    relay = Relay(ports, bot.own_application_id)
    await relay.open(bridges)
    seen = (translations, observer)
    await _load_cogs(bot, _services(settings, database, bot, relay, ports, members, mutes, catalog, directory, *seen))
    tasks.start(_introduce(settings, bot, database, clock), name="introduction")
    await _serve_status(settings, stack, observer, relay)
    tasks.start(observer.metrics.watch_event_loop(clock), name="event-loop-lag")
    await _keep_house(stack, database)
    return relay, bot


async def _keep_house(stack: AsyncExitStack, database: Database) -> None:
    housekeeping = Housekeeping(database.ledger.expire)
    await housekeeping.start()
    stack.callback(housekeeping.stop)


def _services(
    settings: Settings,
    database: Database,
    bot: QiaoBot,
    relay: Relay,
    ports: LanePorts,
    members: Members,
    mutes: Mutes,
    catalog: Catalog,
    directory: DiscordDirectory,
    roll: TranslatorRoll,
    observer: Observer,
) -> Services:
    """Return what cogs may use."""
    bridges = Bridges(
        store=database.bridges,
        inspector=DiscordChannels(bot),
        guess=guess_language,
        notices=Notices(
            database.notices, DiscordBoard(bot), DestinationPhrases(Catalog(only="notices")), settings.translation.order
        ),
        conversation=relay,
        trail=database.trail,
        translations=ports.translations,
    )
    messages = DiscordOriginals(bot, directory)
    moderation = Moderation(
        bridges=database.bridges,
        ledger=database.ledger,
        reader=messages,
        board=DiscordReports(bot, catalog),
        cases=database.cases,
        remover=messages,
        copies=relay,
        mutes=mutes,
        trail=database.trail,
    )
    process = Process(ports.clock.now(), versions())
    overviews = Overviews(database.bridges, relay, roll, observer.failures, process)
    return Services(relay, bridges, members, Originals(database.ledger, messages), moderation, overviews)


async def _load_cogs(bot: QiaoBot, services: Services) -> None:
    """Give each cog what it uses; one that fails stops the bot."""
    bot.services = services
    for extension in EXTENSIONS:
        await bot.load_extension(extension)


async def _introduce(settings: Settings, bot: QiaoBot, database: Database, clock: Clock) -> None:
    """Tell Discord our commands, and channels that they are bridged, as far as this has not been done."""
    # Of several processes the one that serves the first shard does it.
    if settings.discord.shards is not None and 0 not in settings.discord.shards.ids:
        return
    await until_answered(lambda: register(bot, database.registrations), clock)
    await bot.services.bridges.introduce()


async def _log_in(settings: Settings, stack: AsyncExitStack, say: Presenter) -> QiaoBot:
    discord = settings.discord
    use_endpoints(discord.api_url, discord.gateway_url, discord.cdn_url)
    if discord.shards is not None:
        bot = QiaoBot(say, list(discord.shards.ids), discord.shards.count)
    else:
        # A gateway of the operator's own is one connection; otherwise Discord says how many.
        bot = QiaoBot(say, shard_count=1 if discord.gateway_url else None)
    stack.push_async_callback(bot.close)
    await log_in(bot, discord.token.get_secret_value())
    return bot


def _delivery(settings: Settings, stack: AsyncExitStack, database: Database, bot: QiaoBot) -> WebhookDelivery:
    api = WebhookApi(settings.discord.api_url)
    stack.push_async_callback(api.close)
    return WebhookDelivery(api, ChannelWebhooks(database.webhooks, BotWebhooks(bot)))


def build_translators(chosen: TranslationSettings, variants: Variants) -> list[Translator]:
    """Return the translators of the configuration, in the order in which they are asked."""
    tables: dict[str, GoogleSettings | LibreTranslateSettings]
    tables = {"google": chosen.google, "libretranslate": chosen.libretranslate}
    keys = {"libretranslate": chosen.libretranslate.api_key.get_secret_value()}
    return [
        registry.build(
            name,
            convert=variants.convert_now,
            base_url=tables[name].base_url,
            api_key=keys.get(name, ""),
            concurrency=tables[name].concurrency,
            timeout_seconds=chosen.deadline_seconds,
        )
        for name in chosen.order
    ]


def _translations(settings: Settings, stack: AsyncExitStack, clock: Clock) -> TranslationPipeline:
    variants = Variants()
    pipeline = TranslationPipeline(
        build_translators(settings.translation, variants),
        clock=clock,
        phrases=phrasebook.load(),
        readings=WordHelp(),
        variants=variants,
        deadline_seconds=settings.translation.deadline_seconds,
    )
    stack.push_async_callback(pipeline.close)
    return pipeline


async def _phrases(languages: Collection[Language]) -> DestinationPhrases:
    """Return the relay's words, those of *languages* read ahead: reading takes 0.1 s."""
    phrases = DestinationPhrases(Catalog(only="relay"))
    for language in languages:
        await asyncio.to_thread(phrases.say, language, "relay-nothing-readable")
    return phrases


async def _serve_status(settings: Settings, stack: AsyncExitStack, observer: Observer, relay: Relay) -> None:
    listen = settings.metrics.listen
    if listen is not None:
        server = StatusServer(listen.host, listen.port, observer, lambda: relay.is_ready)
        await server.start()
        stack.push_async_callback(server.close)


def _plans(settings: Settings) -> tuple[Plan, ...]:
    return tuple(
        Plan(bridge.name, tuple(Seat(endpoint.channel, endpoint.language) for endpoint in bridge.endpoints))
        for bridge in settings.bridges
    )
