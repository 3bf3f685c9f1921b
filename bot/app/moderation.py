"""Moderation, put together: what the gate asks, and who looks after what waits."""

from dataclasses import dataclass

from bot.app.hashtags import build_aliases
from bot.app.parts import Guard, Parts
from bot.client import QiaoBot
from bot.discord_adapter.automod import DiscordRules, compiled_pattern
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.held_messages import DiscordHeldBoard
from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.reports import DiscordReports
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.members.members import Members
from bot.members.preferences import Preferences
from bot.moderation.alarms import Alarms
from bot.moderation.automod import MirroredRules
from bot.moderation.boards import BoardPorts, Boards
from bot.moderation.due import DueMessages
from bot.moderation.gate import BridgeGate
from bot.moderation.held import HeldMessages
from bot.moderation.moderation import Moderation
from bot.moderation.mutes import Mutes
from bot.moderation.noted import NotedRefusals
from bot.moderation.raids import Raids
from bot.moderation.readings import Readings
from bot.moderation.rulebook import Rulebook
from bot.moderation.slow import SlowTurns
from bot.moderation.words import WordLists
from bot.participation.excluding import Excluded
from bot.partners.threads import PairThreads
from bot.storage.database import Database
from bot.tasks import Tasks
from bot.translation.variants import Variants


@dataclass(frozen=True, slots=True)
class ModerationServices:
    """What moderators may use."""

    moderation: Moderation
    held: HeldMessages
    rulebook: Rulebook
    boards: Boards


async def build_guard(
    database: Database, bot: QiaoBot, directory: DiscordDirectory, variants: Variants, tasks: Tasks
) -> Guard:
    """Return the gate, with all that it asks in memory: read now, and anew when any process changes it."""
    clock, peers = database.held.clock, database.peers
    members, preferences = await Members.load(database.choices), await Preferences.load(database.preferences)
    mutes, words = await Mutes.load(database.mutes), await WordLists.load(database.words)
    excluded = await Excluded.load(database.community.exclusions)
    watch, turns = DiscordChannelWatch(bot), SlowTurns()
    pair_threads = await PairThreads.load(database.community.pairs)
    history = DiscordHistory(bot, directory, watch, pair_threads)
    alarms = Alarms(DiscordBoard(bot, directory), DestinationPhrases(Catalog(only="notices")), tasks)
    due = DueMessages(database.held, history, database.bridges, watch, turns, clock)
    await due.resume()
    refusals = NotedRefusals(database.held)
    refusals.subscribe(due.noticed)
    rules = MirroredRules(database.mirrors, DiscordRules(bot), compiled_pattern, watch)
    await rules.load()
    raids = Raids(database.raids, database.bridges, alarms, clock, tasks)
    await raids.load()
    peers.on("choices", members.reload)
    peers.on("preferences", preferences.reload)
    peers.on("mutes", mutes.reload)
    peers.on("exclusions", excluded.reload)
    peers.on("words", lambda _told: words.reload())
    peers.on("mirrors", lambda _told: rules.load())
    peers.on("raids", lambda _told: raids.load())
    peers.on("partners", pair_threads.reload)
    gate = BridgeGate(members, mutes, words, rules, raids, watch, turns, alarms, clock)
    aliases = await build_aliases(database, variants)
    asked = gate, refusals, words, rules, raids, alarms, mutes, members, preferences
    return Guard(*asked, history, watch, pair_threads, due, excluded, aliases)


def build_moderation(parts: Parts, messages: DiscordOriginals, names: ChannelNames) -> ModerationServices:
    """Return what moderators may use."""
    database, relay, guard = parts.database, parts.relay, parts.guard
    readings = Readings(parts.translations, guard.members)
    moderation = Moderation(
        bridges=database.bridges,
        ledger=database.ledger,
        reader=messages,
        board=DiscordReports(parts.bot, parts.catalog, names),
        cases=database.cases,
        remover=messages,
        copies=relay,
        mutes=guard.mutes,
        trail=database.trail,
        readings=readings,
    )
    boards = _boards(parts, readings, names)
    held = HeldMessages(
        bridges=database.bridges,
        store=database.held,
        boards=boards,
        reader=guard.history,
        gate=guard.gate,
        releases=relay,
        remover=messages,
        copies=relay,
        moderation=moderation,
        trail=database.trail,
    )
    rulebook = Rulebook(
        database.bridges, guard.words, guard.rules, guard.raids, guard.alarms, database.trail, parts.ports.clock
    )
    return ModerationServices(moderation, held, rulebook, boards)


def _boards(parts: Parts, readings: Readings, names: ChannelNames) -> Boards:
    database, guard = parts.database, parts.guard
    ports = BoardPorts(
        store=database.held,
        standing=database.boards,
        board=DiscordHeldBoard(parts.bot, parts.catalog, names),
        reader=guard.history,
        bridges=database.bridges,
        readings=readings,
        words=guard.words,
        clock=parts.ports.clock,
    )
    boards = Boards(ports)
    guard.refusals.subscribe(boards.noticed)
    guard.members.subscribe(boards.look_again)
    return boards
