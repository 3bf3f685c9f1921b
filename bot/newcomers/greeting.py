"""Greeting: newcomers are shared out among those who offered to say hello, so that everyone has exactly one greeter."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import QiaoError
from bot.ids import GuildId, UserId
from bot.newcomers.errors import ShyOfTakingPart
from bot.newcomers.model import Arrival, Cause, Greeter, Newcomer
from bot.newcomers.ports import FirstPosts, GreeterCall, GreeterStore
from bot.relay.model import PartState, SourcePlace
from bot.relay.ports import Ledger, MemberChoices

_log = structlog.stdlib.get_logger(__name__)

PAGE: Final = 10
"""Newcomers on one page of a greeter's list."""

_BETWEEN_ROUNDS_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Waiter:
    """A newcomer as a greeter's list shows them.

    Attributes:
        link: Where their words stand for the greeter; None where they do not stand there yet.
    """

    newcomer: Newcomer
    link: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a greeter's list, from 1."""

    waiters: Sequence[Waiter]
    count: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Greetings:
    """Shares newcomers out.

    Attributes:
        call: Tells a bridge's moderators that nobody greets there.
        home: Tells the guilds that this process hears.
    """

    store: GreeterStore
    bridges: BridgeStore
    first_posts: FirstPosts
    ledger: Ledger
    choices: MemberChoices
    call: GreeterCall
    home: Callable[[], Collection[GuildId]]
    clock: Clock
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def greeter(self, bridge: Bridge, user_id: UserId) -> Greeter | None:
        """Return what a member is on a bridge, where they greet."""
        return await self.store.greeter(bridge.id, user_id)

    async def volunteer(self, bridge: Bridge, seat: Endpoint, user_id: UserId) -> None:
        """Let a member greet newcomers of a bridge, in the language of *seat*.

        Raises:
            ShyOfTakingPart: They take no part.
            Unavailable: The database does not answer.
        """
        if not self.choices.takes_part(user_id):
            raise ShyOfTakingPart
        await self.store.volunteer(Greeter(bridge.id, seat.guild_id, user_id, seat.language))
        await self.store.deal(self.clock.now())

    async def resign(self, bridge: Bridge, user_id: UserId) -> None:
        """Let a member greet no more; whom they were to greet gets somebody else."""
        await self.store.resign(bridge.id, user_id)
        await self.store.deal(self.clock.now())

    async def page(self, bridge: Bridge, seat: Endpoint, user_id: UserId, number: int) -> Page:
        """Return the newcomers whom a greeter has the turn to greet, as they are found from *seat*."""
        waiting = await self.store.turns(bridge.id, user_id)
        pages = max(-(-len(waiting) // PAGE), 1)
        number = min(max(number, 1), pages)
        shown = waiting[(number - 1) * PAGE : number * PAGE]
        return Page([Waiter(one, await self._link(one, seat)) for one in shown], len(waiting), number, pages)

    def wake(self) -> None:
        """Have newcomers shared out now."""
        self.woken.set()

    async def run(self) -> None:
        """Look after the queue, again and again."""
        while True:
            try:
                await self.look()
            except QiaoError as error:
                _log.warning("newcomers are shared out later", error=error.key)
            await self.clock.wait(self.woken, _BETWEEN_ROUNDS_SECONDS)
            self.woken.clear()

    async def look(self) -> None:
        """Queue the first posts that nobody answered, and give everyone who waits a greeter, or have one looked for.

        Raises:
            Unavailable: The database does not answer.
        """
        now = self.clock.now()
        unanswered = await self.first_posts.unanswered(self.home(), now)
        every = await self.bridges.every()
        bridges = {end.channel_id: one for one in every for end in one.endpoints}
        arrivals = [
            Arrival(bridge.id, post.guild_id, post.user_id, post.place, post.language, post.at, Cause.FIRST_POST)
            for post in unanswered
            if (bridge := bridges.get(post.place.channel_id)) is not None and bridge.manner.welcomes
            if self.choices.takes_part(post.user_id)
        ]
        if arrivals:
            await self.store.enqueue(arrivals)
        await self.store.deal(now)
        await self._call_for_greeters(every, now)

    async def _call_for_greeters(self, bridges: Sequence[Bridge], now: datetime) -> None:
        queues = await self.store.queues(now)
        for bridge in bridges:
            queue = queues.get(bridge.id)
            if queue is None or queue.greeters or not bridge.manner.welcomes:
                continue
            if await self.store.may_call(bridge.id, now):
                await self.call(bridge, queue.waiting)

    async def _link(self, one: Newcomer, seat: Endpoint) -> str | None:
        """Return where a newcomer's words stand in *seat*, or where they wrote them if that is the greeter's guild."""
        place, guild_id = one.arrival.place, one.arrival.guild_id
        if place.channel_id != seat.channel_id:
            parts = await self.ledger.parts(place.message_id, seat.channel_id)
            live = next((part for part in parts if part.state is PartState.LIVE), None)
            if live is not None:
                place, guild_id = SourcePlace(seat.channel_id, live.message_id), seat.guild_id
        return place.link(guild_id) if guild_id == seat.guild_id else None
