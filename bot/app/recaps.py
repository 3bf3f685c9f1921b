"""Recaps and answers to the topic of the day, put together."""

from dataclasses import dataclass
from functools import partial

import structlog

from bot.app.parts import Parts
from bot.app.speaking import speaking_of
from bot.app.topics import texts_of
from bot.bridges.model import Bridge
from bot.bridges.names import plain
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.answers import DiscordAnswers
from bot.discord_adapter.files import largest_file_in
from bot.discord_adapter.polls import DiscordPolls
from bot.discord_adapter.recap import DiscordRecaps
from bot.errors import SendFailed, Unavailable
from bot.i18n.catalog import DestinationPhrases
from bot.prompts.answering import Answering
from bot.prompts.closing import Closing
from bot.prompts.listing import Listing
from bot.prompts.reading import Answers
from bot.prompts.recap import RecapWording
from bot.prompts.recaps import Recaps
from bot.prompts.rendering import Rendering
from bot.prompts.shelf import Shelf
from bot.relay.composition import preview_of
from bot.relay.model import MessageEdited, MessagesDeleted
from bot.relay.passing import as_owed
from bot.relay.patience import until_answered

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecapServices:
    """What becomes of answers."""

    recaps: Recaps
    listing: Listing
    answering: Answering


def build_recaps(parts: Parts, moderators: NoticeChannel, shelf: Shelf) -> RecapServices:
    """Return what looks after answers, told of what happens to them."""
    daily, ports, bridges = parts.database.daily, parts.ports, parts.database.bridges
    answers = _answers(parts)
    rendering = Rendering(
        answers,
        RecapWording(DestinationPhrases(parts.catalog), _shortened),
        texts_of(parts, shelf).question,
        partial(largest_file_in, parts.bot),
    )
    closing = Closing(
        bridges=bridges,
        occasions=daily.occasions,
        schedules=daily.schedules,
        quotes=daily.quotes,
        board=DiscordRecaps(parts.bot, parts.guard.history),
        answers=answers,
        rendering=rendering,
        tell_paused=partial(_tell_paused, moderators),
        clock=ports.clock,
    )
    recaps = Recaps(closing, daily.occasions, daily.quotes, ports.ledger, ports.clock, ports.tasks)
    parts.relay.subscribe(recaps.note, MessageEdited, MessagesDeleted)
    parts.guard.members.subscribe(recaps.look_again)
    parts.guard.preferences.subscribe(recaps.look_again)
    answering = _answering(parts, answers)
    parts.relay.when_ready(partial(_go_on, parts, answering))
    return RecapServices(recaps, Listing(bridges, daily.occasions, answers), answering)


def _go_on(parts: Parts, answering: Answering) -> None:
    parts.ports.tasks.start(until_answered(answering.go_on, parts.ports.clock), name="answers")


def _answers(parts: Parts) -> Answers:
    return Answers(
        reader=DiscordAnswers(parts.guard.history, DiscordPolls(parts.bot)),
        store=parts.database.daily.answers,
        ledger=parts.ports.ledger,
        gate=parts.guard.gate,
        choices=parts.guard.members,
        preferences=parts.guard.preferences,
        translations=parts.translations,
        shorten=_shortened,
        owed=partial(as_owed, clock=parts.ports.clock),
    )


def _answering(parts: Parts, answers: Answers) -> Answering:
    return Answering(
        bridges=parts.database.bridges,
        occasions=parts.database.daily.occasions,
        store=answers.store,
        reader=answers.reader,
        choices=parts.guard.members,
        ledger=parts.ports.ledger,
        speech=speaking_of(parts),
        clock=parts.ports.clock,
    )


def _shortened(text: str, longest: int) -> str:
    return preview_of(text, longest - 1)  # what is left out is shown by one character more


async def _tell_paused(moderators: NoticeChannel, bridge: Bridge, count: int) -> None:
    for channel_id in dict.fromkeys(bridge.notice_channels.values()):
        try:
            await moderators.tell(channel_id, "recap-paused", bridge=plain(bridge.name), count=str(count))
        except (SendFailed, Unavailable) as error:
            _log.warning("not told", channel=channel_id, error=error.key)
