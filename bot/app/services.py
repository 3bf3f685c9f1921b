"""What cogs may use, made of what the start has built."""

from bot.app.moderation import ModerationServices, build_moderation
from bot.app.parts import Parts
from bot.bridges.bridges import Bridges
from bot.bridges.model import Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.client import Services
from bot.discord_adapter.board import DiscordBoard
from bot.discord_adapter.channels import DiscordChannels
from bot.discord_adapter.originals import DiscordOriginals
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.observability.versions import versions
from bot.relay.originals import Originals
from bot.translation.language import guess_language


def services_of(parts: Parts) -> Services:
    """Return what cogs may use."""
    messages = DiscordOriginals(parts.bot, parts.directory)
    moderators = _moderation(parts, messages)
    return Services(
        relay=parts.relay,
        bridges=_bridges(parts),
        members=parts.guard.members,
        originals=Originals(parts.database.ledger, messages),
        moderation=moderators.moderation,
        held=moderators.held,
        rulebook=moderators.rulebook,
        rules=parts.guard.rules,
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
    )


def _moderation(parts: Parts, messages: DiscordOriginals) -> ModerationServices:
    """Return what moderators use, and begin to look after what waits once the relay hears."""
    made = build_moderation(parts, messages)

    def begin() -> None:
        parts.guard.tasks.start(made.boards.run(), name="boards")
        parts.guard.tasks.start(parts.guard.raids.run(), name="raids")
        parts.guard.tasks.start(parts.guard.due.run(parts.guard.gate, parts.relay), name="due-messages")

    parts.relay.when_ready(begin)
    return made


def _overviews(parts: Parts) -> Overviews:
    process = Process(parts.clock.now(), versions())
    return Overviews(parts.database.bridges, parts.relay, parts.translations, parts.observer.failures, process)
