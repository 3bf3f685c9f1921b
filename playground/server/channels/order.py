"""The order of a guild's channels: moved up, down, and from one category to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.channels.payloads import channel_payload
from playground.server.channels.refusals import one_parent_at_a_time
from playground.server.channels.settings import category_in
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


@dataclass(frozen=True, slots=True)
class Move:
    """Where a channel is to go; in step with its category means under the category's overwrites."""

    channel: Channel
    position: int | None
    category: Channel | None
    in_step: bool

    @property
    def changes_category(self) -> bool:
        """Whether the channel leaves its category."""
        return self.category is not self.channel.category


class Order:
    """The verb of sorting."""

    def __init__(self, world: World) -> None:
        self._world = world

    def arrange(self, guild: Guild, listed: list[object], by: User | None = None) -> None:
        """Move several channels at once, as a list of bodies asks for.

        Raises:
            Refusal: 50001, 50013, 50035, 10003, 40009 if more than one changes its category.
        """
        form = Form({str(at): entry for at, entry in enumerate(listed)})
        inners = [form.inner(str(at)) for at in range(len(listed))]
        moves = [self._move(guild, inner) for inner in inners if inner is not None]
        form.check()
        if sum(move.changes_category for move in moves) > 1:
            raise one_parent_at_a_time()
        for move in moves:
            self._demand(guild, move, by)
        with self._world.threads.followed(guild):
            for move in moves:
                self._perform(move)

    def _move(self, guild: Guild, form: Form) -> Move:
        channel = guild.channels.get(form.snowflake("id", required=True) or 0)
        position, in_step = form.number("position", 0, 2**31 - 1), form.flag("lock_permissions")
        if channel is None:
            raise refusals.unknown_channel()
        category = channel.category
        if "parent_id" in form:
            category = category_in(form, guild, channel.type, channel.category)
        return Move(channel, position, category, in_step)

    def _demand(self, guild: Guild, move: Move, by: User | None) -> None:
        if not move.changes_category:
            self._world.demand_in_guild(by, guild, permissions.MANAGE_CHANNELS)
        else:
            self._world.demand(by, move.channel, permissions.MANAGE_CHANNELS)
            if move.category is None:
                self._world.demand_in_guild(by, guild, permissions.MANAGE_CHANNELS)
            else:
                self._world.demand(by, move.category, permissions.MANAGE_CHANNELS)
        if move.in_step:
            self._world.demand(by, move.channel, permissions.MANAGE_ROLES)

    def _perform(self, move: Move) -> None:
        channel = move.channel
        before = (channel.position, channel.category, channel.overwrites)
        channel.category = move.category
        channel.position = channel.position if move.position is None else move.position
        if move.in_step and channel.category is not None:
            channel.overwrites = dict(channel.category.overwrites)
        if (channel.position, channel.category, channel.overwrites) != before:
            self._world.events.tell(Event("CHANNEL_UPDATE", channel.guild, channel_payload(channel)))
