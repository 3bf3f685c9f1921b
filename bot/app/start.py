"""Starting: every part is built, and told of the others."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import Final

from bot.app.moderation import build_guard
from bot.app.parts import Guard, Parts
from bot.app.services import services_of
from bot.app.translation import build_pipeline, relay_phrases
from bot.bridges import configuration
from bot.bridges.configuration import Plan, Seat
from bot.bridges.departures import Departures
from bot.bridges.model import Bridge
from bot.bridges.vigil import DATABASE_SECONDS
from bot.client import EXTENSIONS, QiaoBot, Services
from bot.clock import Clock, SystemClock
from bot.config.settings import Settings
from bot.discord_adapter.channel_webhooks import BotWebhooks, ChannelWebhooks
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.files import Downloads, largest_file_in
from bot.discord_adapter.invalid_requests import InvalidRequests
from bot.discord_adapter.login import log_in
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.quotes import DiscordQuotes
from bot.discord_adapter.registration import register
from bot.discord_adapter.threads import DiscordThreads, Parents
from bot.discord_adapter.webhook_api import WebhookApi
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.observability.failures import LastFailures
from bot.observability.http import StatusServer
from bot.observability.metrics import Metrics
from bot.observability.observer import Observer
from bot.observability.trace import RecentRelays
from bot.pictures.painter import WorkerPainter
from bot.relay.composition import RelayComposer
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import LanePorts
from bot.relay.quotations import QuotePorts
from bot.relay.relay import Relay
from bot.relay.routing import Home, Shard
from bot.relay.thread_ports import ThreadPorts
from bot.scheduling.housekeeping import Housekeeping
from bot.storage.database import Database
from bot.tasks import Tasks
from bot.translation.model import Language

_CATCH_UP_SECONDS: Final = 60.0


async def start(settings: Settings, stack: AsyncExitStack, database: Database) -> tuple[Relay, QiaoBot]:
    """Build everything, onto *stack*; return the relay, and the bot logged in but not connected."""
    clock, tasks, catalog = SystemClock(), Tasks(), Catalog()
    observer, painter = Observer(Metrics(), RecentRelays(), LastFailures(clock)), _painter(stack, clock)
    bot = await a_few_times(lambda: _log_in(settings, stack, Presenter(catalog), InvalidRequests(clock)), clock)
    directory, translations = DiscordDirectory(bot), build_pipeline(settings, stack, clock)
    guard = await build_guard(database, bot, directory, translations.variants, tasks)
    await a_few_times(lambda: configuration.apply(_plans(settings), database.bridges, directory), clock)
    bridges = await database.bridges.every()
    phrases, delivery = await relay_phrases(_languages(bridges)), _delivery(settings, stack, database, bot)
    ports = LanePorts(
        outbox=database.outbox,
        ledger=database.ledger,
        delivery=delivery,
        history=guard.history,
        reader=DiscordOriginals(bot, directory),
        translations=translations,
        tags=guard.aliases,
        choices=guard.members,
        preferences=guard.preferences,
        gate=guard.gate,
        refusals=guard.refusals,
        composer=RelayComposer(phrases),
        quotes=QuotePorts(database.quotations, DiscordQuotes(bot, delivery), _gone(phrases)),
        bridges=database.bridges,
        threads=_threads(database, bot, directory, delivery, guard, phrases),
        observer=observer,
        leases=database.leases,
        peers=database.peers,
        clock=clock,
        tasks=tasks,
    )
    relay = await _opened(Relay(ports, bot.own_application_id, _home(settings)), bridges, stack, tasks)
    made = Parts(
        settings, database, bot, relay, ports, translations, guard, catalog, directory, observer, painter, delivery
    )
    await _go_on(made, stack)
    await _serve_status(settings, stack, observer, partial(_is_ready, relay, database), relay, bot)
    return relay, bot


async def _opened(relay: Relay, bridges: Sequence[Bridge], stack: AsyncExitStack, tasks: Tasks) -> Relay:
    # The lanes end before what they use: a translation that fails for that must not be overtaken.
    stack.push_async_callback(tasks.close)
    await relay.open(bridges)
    return relay


async def _go_on(parts: Parts, stack: AsyncExitStack) -> None:
    """Give the cogs what they use, begin what runs beside the relay, go on with what members were promised."""
    await _load_cogs(parts.bot, await services_of(parts))
    parts.guard.members.subscribe(parts.relay.look_after_quotes)
    tasks, clock, erasures = parts.ports.tasks, parts.ports.clock, parts.bot.services.erasures
    tasks.start(_introduce(parts), name="introduction")
    tasks.start(parts.relay.keep_watermarks(), name="watermarks")
    # In every process: whoever began one may not come back, and two at one do no harm.
    tasks.start(until_answered(erasures.resume, clock), name="erasures")
    parts.database.peers.on("erasures", erasures.heard)
    tasks.start(parts.observer.metrics.watch_event_loop(clock), name="event-loop-lag")
    _keep_house(stack, parts.database, parts.bot.services.departures)


def _keep_house(stack: AsyncExitStack, database: Database, departures: Departures) -> None:
    housekeeping = Housekeeping(
        [
            database.ledger.expire,
            database.invitations.expire,
            database.hashtags.uses.expire,
            database.community.contributions.keep_house,
        ],
        later=[departures.keep_house],
    )
    housekeeping.start()
    stack.callback(housekeeping.stop)


async def _load_cogs(bot: QiaoBot, services: Services) -> None:
    """Give each cog what it uses; one that fails stops the bot."""
    bot.services = services
    for extension in EXTENSIONS:
        await bot.load_extension(extension)


async def _introduce(parts: Parts) -> None:
    """Tell Discord our commands, and channels that they are bridged, as far as this has not been done."""
    # Of several processes the one that serves the first shard does it.
    if parts.settings.discord.shards is not None and 0 not in parts.settings.discord.shards.ids:
        return
    bot, clock, is_ready = parts.bot, parts.ports.clock, asyncio.Event()
    await until_answered(lambda: register(bot, parts.database.registrations), clock)
    await bot.services.departures.keep_house()  # first: a channel that was left has no notice
    # A look at every notice is a request a channel, which what was said meanwhile should not wait for.
    parts.relay.when_ready(is_ready.set)
    await clock.wait(is_ready, _CATCH_UP_SECONDS)
    await until_answered(bot.services.bridges.introduce, clock)


async def _log_in(
    settings: Settings, stack: AsyncExitStack, say: Presenter, invalid_requests: InvalidRequests
) -> QiaoBot:
    """Return a bot that is logged in: a new one, since one that could not log in keeps what it tried it with."""
    discord = settings.discord
    use_endpoints(discord.api_url, discord.gateway_url, discord.cdn_url)
    if discord.shards is not None:
        bot = QiaoBot(say, invalid_requests, list(discord.shards.ids), discord.shards.count)
    else:
        # A gateway of the operator's own is one connection; otherwise Discord says how many.
        bot = QiaoBot(say, invalid_requests, shard_count=1 if discord.gateway_url else None)
    try:
        await log_in(bot, discord.token.get_secret_value())
    except BaseException:
        await bot.close()
        raise
    stack.push_async_callback(bot.close)
    return bot


def _painter(stack: AsyncExitStack, clock: Clock) -> WorkerPainter:
    painter = WorkerPainter(clock)
    stack.push_async_callback(painter.close)
    return painter


def _languages(bridges: Iterable[Bridge]) -> set[Language]:
    return {endpoint.language for bridge in bridges for endpoint in bridge.endpoints}


def _gone(phrases: DestinationPhrases) -> Callable[[Language], str]:
    return lambda language: phrases.say(language, "relay-quote-gone")


def _delivery(settings: Settings, stack: AsyncExitStack, database: Database, bot: QiaoBot) -> WebhookDelivery:
    api = WebhookApi(settings.discord.api_url, invalid_requests=bot.invalid_requests, permit=database.leases)
    stack.push_async_callback(api.close)
    downloads = Downloads()
    stack.push_async_callback(downloads.close)
    return WebhookDelivery(
        api,
        ChannelWebhooks(database.webhooks, BotWebhooks(bot)),
        downloads,
        partial(largest_file_in, bot),
        Parents(database.threads).of,
    )


def _threads(
    database: Database,
    bot: QiaoBot,
    directory: DiscordDirectory,
    delivery: WebhookDelivery,
    guard: Guard,
    phrases: DestinationPhrases,
) -> ThreadPorts:
    bot.briefings.private = guard.pair_threads
    board = DiscordThreads(bot, database.webhooks, directory, guard.pair_threads)
    return ThreadPorts(database.threads, board, delivery, guard.alarms, phrases, bot.briefings, guard.pair_threads)


def _is_ready(relay: Relay, database: Database) -> bool:
    """Tell whether messages cross now: Discord is heard, and what they owe can be written down."""
    return relay.is_ready and database.health.refuses_for < DATABASE_SECONDS


async def _serve_status(
    settings: Settings,
    stack: AsyncExitStack,
    observer: Observer,
    is_ready: Callable[[], bool],
    relay: Relay,
    bot: QiaoBot,
) -> None:
    observer.metrics.watch_lanes(lambda: relay.lanes)
    observer.metrics.watch_invalid_requests(bot.invalid_requests.recent)
    listen = settings.metrics.listen
    if listen is not None:
        server = StatusServer(listen.host, listen.port, observer, is_ready)
        await server.start()
        stack.push_async_callback(server.close)


def _home(settings: Settings) -> Home:
    shards = settings.discord.shards
    return Home(None if shards is None else tuple(Shard(id_, shards.count) for id_ in shards.ids))


def _plans(settings: Settings) -> tuple[Plan, ...]:
    return tuple(
        Plan(
            bridge.name,
            tuple(Seat(endpoint.channel, endpoint.language) for endpoint in bridge.endpoints),
            bridge.notices,
        )
        for bridge in settings.bridges
    )
