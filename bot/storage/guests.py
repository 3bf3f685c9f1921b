"""Guests: the guilds that joined another's bridge, and those that have left."""

from typing import Final

from sqlalchemy import Connection, select

from bot.bridges.model import Guest
from bot.storage.tables import departure, guest

ABSENT: Final = select(departure.c.guild_id).scalar_subquery()
"""The guilds that have left: what is still kept of their seats is out of service."""

_GUESTS: Final = select(guest).where(guest.c.guild_id.not_in(ABSENT)).order_by(guest.c.bridge_id, guest.c.guild_id)


def guests_of(connection: Connection) -> dict[int, list[Guest]]:
    """Return the guests of each bridge that has some."""
    guests: dict[int, list[Guest]] = {}
    for row in connection.execute(_GUESTS):
        guests.setdefault(row.bridge_id, []).append(Guest(row.guild_id, row.notice_channel_id))
    return guests
