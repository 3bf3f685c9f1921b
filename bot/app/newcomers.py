"""Newcomers and greeters, put together."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.app.parts import Parts
from bot.app.speaking import speaking_of
from bot.bridges.model import Bridge
from bot.bridges.names import plain
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.newcomer_cards import DiscordCards, DiscordReactors
from bot.discord_adapter.reactions import DiscordReactions
from bot.errors import SendFailed, Unavailable
from bot.i18n.catalog import DestinationPhrases
from bot.ids import ChannelId, GuildId, said_at
from bot.newcomers.greeting import Greetings
from bot.newcomers.introducing import Introductions
from bot.newcomers.model import FirstPost
from bot.newcomers.newcomers import Newcomers
from bot.newcomers.noticing import Noticing
from bot.participation import standing
from bot.participation.ports import Standings
from bot.relay.model import MessageSaid, MessagesDeleted, SourcePlace
from bot.relay.patience import until_answered

_FIRST_POSTS_FOR: Final = timedelta(days=7)
_ANSWERED_WITHIN: Final = timedelta(hours=1)

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RecordedFirstPosts:
    """The first posts that participation has recorded (the port `bot.newcomers.ports.FirstPosts`)."""

    standings: Standings
    bridge_of: Callable[[ChannelId], Bridge | None]

    async def unanswered(self, guild_ids: Collection[GuildId], now: datetime) -> Sequence[FirstPost]:
        """Return those of the last week that have waited for an hour: nearly all answers come within that."""
        posts = await self.standings.unanswered(guild_ids, now - _FIRST_POSTS_FOR)
        waiting = [post for post in posts if said_at(post.message_id) + _ANSWERED_WITHIN <= now]
        return [post for one in waiting if (post := self._seated(one)) is not None]

    def _seated(self, post: standing.FirstPost) -> FirstPost | None:
        bridge = self.bridge_of(post.channel_id)
        seat = bridge.endpoint(post.channel_id) if bridge is not None else None
        if seat is None:
            return None
        place = SourcePlace(post.channel_id, post.message_id)
        return FirstPost(post.guild_id, place, post.user_id, said_at(post.message_id), seat.language)


def newcomers_of(parts: Parts, moderators: NoticeChannel) -> Newcomers:
    """Return what newcomers and greeters use, and begin to look after them once the relay hears."""
    ports, stores, choices = parts.ports, parts.database.community.newcomers, parts.guard.members
    noticing = Noticing(
        store=stores.introductions,
        bridges=parts.database.bridges,
        ledger=ports.ledger,
        board=DiscordCards(parts.delivery, DestinationPhrases(parts.catalog)),
        reactors=DiscordReactors(DiscordReactions(parts.bot)),
        choices=choices,
        gate=parts.guard.gate,
        clock=ports.clock,
    )
    greetings = Greetings(
        store=stores.greeters,
        bridges=parts.database.bridges,
        first_posts=RecordedFirstPosts(parts.database.community.contributions, parts.relay.bridge_of),
        ledger=ports.ledger,
        choices=choices,
        call=partial(_call, moderators),
        home=partial(_home, parts),
        clock=ports.clock,
    )
    introductions = _introductions(parts, noticing, greetings)
    parts.relay.subscribe(noticing.note, MessageSaid, MessagesDeleted)
    parts.relay.when_ready(partial(_begin, parts, introductions, noticing, greetings))
    return Newcomers(introductions, noticing, greetings)


def _introductions(parts: Parts, noticing: Noticing, greetings: Greetings) -> Introductions:
    def noticed() -> None:
        noticing.wake()
        greetings.wake()

    return Introductions(
        store=parts.database.community.newcomers.introductions,
        bridges=parts.database.bridges,
        speech=speaking_of(parts),
        reader=parts.guard.history,
        choices=parts.guard.members,
        plain=plain,
        noticed=noticed,
        clock=parts.ports.clock,
    )


def _begin(parts: Parts, introductions: Introductions, noticing: Noticing, greetings: Greetings) -> None:
    tasks, clock = parts.ports.tasks, parts.ports.clock
    tasks.start(until_answered(introductions.go_on, clock), name="introductions")
    tasks.start(noticing.run(), name="introductions-noticed")
    tasks.start(greetings.run(), name="greetings")


async def _call(moderators: NoticeChannel, bridge: Bridge, waiting: int) -> None:
    for channel_id in dict.fromkeys(bridge.notice_channels.values()):
        try:
            await moderators.tell(channel_id, "newcomers-nobody-greets", bridge=plain(bridge.name), count=str(waiting))
        except (SendFailed, Unavailable) as error:
            _log.warning("not told", channel=channel_id, error=error.key)


def _home(parts: Parts) -> Collection[GuildId]:
    """Return the guilds with a seat that this process hears."""
    relay = parts.relay
    return {end.guild_id for one in relay.bridges for end in one.endpoints if relay.is_home(end.guild_id)}
