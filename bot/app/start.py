"""Starting: every part is built, and told of the others."""

from contextlib import AsyncExitStack

from bot.app.moderation import build_guard
from bot.app.parts import Parts
from bot.app.services import services_of
from bot.app.translation import build_pipeline, relay_phrases
from bot.bridges import configuration
from bot.bridges.configuration import Plan, Seat
from bot.client import EXTENSIONS, QiaoBot, Services
from bot.clock import Clock, SystemClock
from bot.config.settings import Settings
from bot.discord_adapter.channel_webhooks import BotWebhooks, ChannelWebhooks
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.login import log_in
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.registration import register
from bot.discord_adapter.webhook_api import WebhookApi
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.i18n.catalog import Catalog
from bot.members.members import Members
from bot.observability.failures import LastFailures
from bot.observability.http import StatusServer
from bot.observability.metrics import Metrics
from bot.observability.observer import Observer
from bot.observability.trace import RecentRelays
from bot.relay.composition import RelayComposer
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.relay import Relay
from bot.scheduling.housekeeping import Housekeeping
from bot.storage.database import Database
from bot.tasks import Tasks


async def start(settings: Settings, stack: AsyncExitStack, database: Database) -> tuple[Relay, QiaoBot]:
    """Build everything, onto *stack*; return the relay, and the bot logged in but not connected."""
    clock = SystemClock()
    observer = Observer(Metrics(), RecentRelays(), LastFailures(clock))
    catalog = Catalog()
    bot = await _log_in(settings, stack, Presenter(catalog))
    tasks, members = Tasks(), await Members.load(database.choices)
    directory = DiscordDirectory(bot)
    guard = await build_guard(database, bot, members, directory, tasks)
    await configuration.apply(_plans(settings), database.bridges, directory)
    bridges = await database.bridges.every()
    languages = {endpoint.language for bridge in bridges for endpoint in bridge.endpoints}
    translations = build_pipeline(settings, stack, clock)
    ports = LanePorts(
        outbox=database.outbox,
        ledger=database.ledger,
        delivery=_delivery(settings, stack, database, bot),
        history=guard.history,
        translations=translations,
        choices=members,
        gate=guard.gate,
        refusals=guard.refusals,
        composer=RelayComposer(await relay_phrases(languages)),
        bridges=database.bridges,
        observer=observer,
        clock=clock,
        tasks=tasks,
    )
    # The lanes end before what they use: a translation that fails for that must not be overtaken.
    stack.push_async_callback(tasks.close)
    relay = Relay(ports, bot.own_application_id)
    await relay.open(bridges)
    parts = Parts(settings, database, bot, relay, translations, guard, catalog, directory, observer, clock)
    await _load_cogs(bot, services_of(parts))
    tasks.start(_introduce(settings, bot, database, clock), name="introduction")
    await _serve_status(settings, stack, observer, relay)
    tasks.start(observer.metrics.watch_event_loop(clock), name="event-loop-lag")
    await _keep_house(stack, database)
    return relay, bot


async def _keep_house(stack: AsyncExitStack, database: Database) -> None:
    housekeeping = Housekeeping(database.ledger.expire)
    await housekeeping.start()
    stack.callback(housekeeping.stop)


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
