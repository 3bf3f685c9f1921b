"""What cogs may use, made of what the start has built."""

from functools import partial

from bot.app.community import community_of
from bot.app.daily import daily_of
from bot.app.moderation import ModerationServices, build_moderation
from bot.app.participation import build_recorder
from bot.app.partners import partners_of
from bot.app.parts import Parts
from bot.app.recaps import build_recaps
from bot.app.suggestions import suggestions_of
from bot.app.topics import begin_topics, poster_of
from bot.bridges.bridges import Bridges
from bot.bridges.departures import Departures
from bot.bridges.faults import FaultNotices
from bot.bridges.invitations import Invitations
from bot.bridges.manners import Manners
from bot.bridges.model import Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.bridges.pins import Pins
from bot.bridges.vigil import Vigil
from bot.client import CommunityServices, Services
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.channels import DiscordChannels
from bot.discord_adapter.notice_channel import DiscordNoticeChannel
from bot.discord_adapter.originals import DiscordOriginals
from bot.discord_adapter.places import DiscordPlaces
from bot.discord_adapter.polls import DiscordPolls
from bot.discord_adapter.reactions import DiscordReactions
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import UserId
from bot.members.erasures import Erasures
from bot.members.exports import Exports
from bot.moderation.boards import Boards
from bot.moderation.deletions import Deletions
from bot.observability.versions import versions
from bot.prompts.suggesting import Suggestions
from bot.relay.comparing import Comparison
from bot.relay.joint_results import JointResults
from bot.relay.lively import Lively
from bot.relay.model import Hearing, MessageEdited, MessageSaid, MessagesDeleted
from bot.relay.originals import Originals
from bot.relay.reacting import ReactionEvent
from bot.relay.reactions import Reactions
from bot.relay.threads import UNKNOWN
from bot.translation.aloud import Aloud
from bot.translation.language import guess_language


async def _listen(parts: Parts, names: ChannelNames) -> DiscordNoticeChannel:
    """Have the relay tell what happens to those who have no commands, and moderators what goes wrong; return where."""
    moderators = DiscordNoticeChannel(parts.bot, parts.catalog, parts.directory, names)
    database = parts.database
    pins = Pins(
        bridges=database.bridges,
        ledger=database.ledger,
        store=database.pins,
        board=DiscordBoard(parts.bot, parts.directory),
        moderators=moderators,
        choices=parts.guard.members,
        tasks=parts.ports.tasks,
        carried=await database.pins.every(),
    )
    parts.relay.subscribe(pins.note, MessageEdited, MessagesDeleted)
    results = JointResults(
        parts.relay.bridge_of,
        parts.relay.is_home,
        database.ledger,
        database.polls,
        DiscordPolls(parts.bot),
        DestinationPhrases(parts.catalog),
        parts.ports.clock,
    )
    parts.relay.subscribe(results.note, MessageSaid)
    parts.relay.when_ready(lambda: _begin(parts, results))
    _look_after(parts, moderators)
    return moderators


def _begin(parts: Parts, results: JointResults) -> None:
    parts.ports.tasks.start(results.run(), name="joint-results")


def _look_after(parts: Parts, moderators: DiscordNoticeChannel) -> None:
    relay, ports = parts.relay, parts.ports
    faults = FaultNotices(
        moderators,
        lambda: relay.bridges,
        relay.bridge_of,
        lambda guild_id: relay.hearing(guild_id) is not Hearing.SILENT,
        ports.clock,
        ports.tasks,
    )
    parts.observer.subscribe(faults)
    vigil = Vigil(faults, parts.translations, lambda: parts.database.health.refuses_for, ports.clock)
    ports.tasks.start(vigil.run(), name="vigil")


async def services_of(parts: Parts) -> Services:
    """Return what cogs may use."""
    messages, places, guard = DiscordOriginals(parts.bot, parts.directory), DiscordPlaces(parts.bot), parts.guard
    names = ChannelNames(parts.bot, parts.catalog, parts.directory, places)
    notices = await _listen(parts, names)
    recorder, suggested = build_recorder(parts), suggestions_of(parts)
    poster = poster_of(parts, notices, suggested.suggestions)
    answered = build_recaps(parts, notices, poster.shelf)
    paired = partners_of(parts, notices, poster.shelf)
    community = community_of(parts, notices, paired.partners, poster, recorder)
    begin_topics(parts, [poster.look, answered.recaps.look, *paired.looks, community.insights.reports.look])
    bridges, moderators = _bridges(parts, places), _moderation(parts, messages, names)
    database, clock = parts.database, parts.ports.clock
    return Services(
        relay=parts.relay,
        reactions=_compared(parts, _reactions(parts)),
        bridges=bridges,
        manners=Manners(bridges),
        invitations=Invitations(database.invitations, bridges, places, clock),
        departures=Departures(database.departures, bridges, places, clock, guard.forget),
        members=guard.members,
        exports=Exports(database.personal, clock),
        erasures=_erasures(parts, messages, moderators.boards, suggested.suggestions, community),
        preferences=guard.preferences,
        originals=_originals(parts, messages),
        moderation=moderators.moderation,
        held=moderators.held,
        rulebook=moderators.rulebook,
        rules=guard.rules,
        deletions=_deletions(parts, messages, notices),
        overviews=_overviews(parts, bridges.notices),
        daily=daily_of(parts, bridges, poster, suggested.suggestions),
        suggestions=suggested.suggestions,
        suggestion_desk=suggested.desk,
        recaps=answered.recaps,
        listing=answered.listing,
        answering=answered.answering,
        community=community,
    )


def _reactions(parts: Parts) -> Reactions:
    ports = parts.ports
    board = DiscordReactions(parts.bot)
    own_id = parts.bot.own_user_id
    return Reactions(parts.relay.bridge_of, ports.ledger, board, parts.guard.gate, own_id, ports.clock, ports.tasks)


def _compared(parts: Parts, reactions: Reactions) -> Reactions:
    """Have what was missed while nothing was heard found out, *reactions* among it."""
    ports, relay = parts.ports, parts.relay

    def react(event: ReactionEvent) -> None:
        # What stands in a thread of which nothing was heard since the start is in no strand that is known.
        relay.threads.look_up(event.channel_id, UNKNOWN, partial(reactions.note, event))

    comparison = Comparison(
        parts.database.standing,
        parts.database.unheard,
        parts.guard.history,
        ports.outbox,
        Lively(lambda: relay.bridges, ports.outbox, ports.threads.store, ports.clock),
        relay.put,
        react,
        ports.clock,
        ports.tasks,
    )
    relay.follow_up_by(comparison)
    return reactions


def _bridges(parts: Parts, places: DiscordPlaces) -> Bridges:
    database = parts.database
    notices = Notices(
        database.notices,
        DiscordBoard(parts.bot, parts.directory),
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
        followers=(parts.guard.mutes.follow,),
        changing=database.turn,
    )


def _originals(parts: Parts, messages: DiscordOriginals) -> Originals:
    database = parts.database
    return Originals(
        ledger=database.ledger,
        reader=messages,
        bridges=database.bridges,
        translations=parts.translations,
        choices=parts.guard.members,
        preferences=parts.guard.preferences,
        read_aloud=Aloud().read,
    )


def _moderation(parts: Parts, messages: DiscordOriginals, names: ChannelNames) -> ModerationServices:
    """Return what moderators use, and begin to look after what waits once the relay hears."""
    made = build_moderation(parts, messages, names)

    def begin() -> None:
        parts.ports.tasks.start(made.boards.run(), name="boards")
        parts.ports.tasks.start(parts.guard.raids.run(), name="raids")
        parts.ports.tasks.start(parts.guard.due.run(parts.guard.gate, parts.relay), name="due-messages")

    parts.relay.when_ready(begin)
    return made


def _erasures(
    parts: Parts, messages: DiscordOriginals, boards: Boards, suggestions: Suggestions, community: CommunityServices
) -> Erasures:
    keepers = suggestions, community.partners, community.corrections.tending

    async def withdraw(user_id: UserId) -> None:
        for keeper in keepers:
            await keeper.withdraw(user_id)

    def noticed() -> None:
        boards.look_again()
        parts.relay.look_after_quotes()

    return Erasures(
        store=parts.database.erasures,
        copies=parts.relay,
        webhooks=parts.ports.delivery,
        others=messages,
        memory=parts.translations,
        preferences=parts.guard.preferences,
        clock=parts.ports.clock,
        tasks=parts.ports.tasks,
        noticed=noticed,
        withdraw=withdraw,
    )


def _deletions(parts: Parts, messages: DiscordOriginals, notices: DiscordNoticeChannel) -> Deletions:
    database = parts.database
    deletions = Deletions(
        bridges=database.bridges,
        ledger=database.ledger,
        remover=messages,
        copies=parts.relay,
        board=notices,
        held=database.held_deletions,
        trail=database.trail,
        clock=parts.ports.clock,
        tasks=parts.ports.tasks,
    )
    parts.relay.subscribe(deletions.note, MessagesDeleted)
    return deletions


def _overviews(parts: Parts, notices: Notices) -> Overviews:
    return Overviews(
        store=parts.database.bridges,
        notices=notices,
        relay=parts.relay,
        translators=parts.translations,
        failures=parts.observer.failures,
        process=Process(parts.ports.clock.now(), versions()),
        invalid_requests=parts.bot.invalid_requests.recent,
    )
