"""Seats: which channel is in which bridge, inside a transaction of whoever changes it."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.bridges.model import MAX_ENDPOINTS, BridgeId, Endpoint
from bot.errors import BridgeFull, ChannelAlreadyBridged
from bot.ids import ChannelId
from bot.storage.rows import Columns
from bot.storage.statements import found, upsert
from bot.storage.tables import bridge, departure, endpoint, guest, seated_channel


def take_seat(connection: Connection, bridge_id: BridgeId, one: Endpoint) -> None:
    """Give *one* the last seat of a bridge; a bridge that is gone gives none.

    Raises:
        ChannelAlreadyBridged: The channel has a seat already.
        BridgeFull: The bridge has as many channels as it can have.
    """
    refuse_seated(connection, [one.channel_id])
    # Locked where a database has more than one writer: two guilds may join at the same moment.
    named = connection.execute(select(bridge.c.name).where(bridge.c.id == bridge_id).with_for_update()).first()
    if named is None:
        return
    seats = select(func.count(), func.coalesce(func.max(endpoint.c.position), -1)).where(
        endpoint.c.bridge_id == bridge_id
    )
    count, last = connection.execute(seats).one()
    if count >= MAX_ENDPOINTS:
        raise BridgeFull(bridge=named.name, limit=MAX_ENDPOINTS)
    fill(connection, [seat_columns(bridge_id, last + 1, one, is_paused=False)])


def fill(connection: Connection, seats: Sequence[Columns]) -> None:
    """Write *seats* down, and that their channels had one; a guild that takes one has not left."""
    if seats:
        connection.execute(insert(endpoint), seats)
        known = [{"channel_id": seat["channel_id"], "guild_id": seat["guild_id"]} for seat in seats]
        connection.execute(upsert(seated_channel, connection.dialect.name), known)
        connection.execute(delete(departure).where(departure.c.guild_id.in_({seat["guild_id"] for seat in seats})))


def vacate(connection: Connection, channel_ids: Sequence[ChannelId]) -> None:
    """Take away the seats of channels; a guest without a seat is none, a bridge with fewer than two is closed."""
    left = sorted({bridge_id for (bridge_id,) in found(connection, _BRIDGES_OF, channel_ids)})
    connection.execute(delete(endpoint).where(endpoint.c.channel_id.in_(channel_ids)))
    still = select(endpoint.c.guild_id).where(
        endpoint.c.bridge_id == guest.c.bridge_id, endpoint.c.guild_id == guest.c.guild_id
    )
    connection.execute(delete(guest).where(guest.c.bridge_id.in_(left), ~still.exists()))
    seats = select(func.count()).where(endpoint.c.bridge_id == bridge.c.id).scalar_subquery()
    connection.execute(delete(bridge).where(bridge.c.id.in_(left), seats < _FEWEST))


def refuse_seated(connection: Connection, channel_ids: Sequence[ChannelId]) -> None:
    """Raise `ChannelAlreadyBridged` where one of the channels has a seat."""
    for taken in found(connection, _SEATS_OF, channel_ids):
        raise ChannelAlreadyBridged(channel_id=taken.channel_id)


def seat_columns(bridge_id: int, position: int, one: Endpoint, *, is_paused: bool) -> Columns:
    """Return the seat of *one* as the table keeps it."""
    return {
        "channel_id": one.channel_id,
        "bridge_id": bridge_id,
        "position": position,
        "guild_id": one.guild_id,
        "language": one.language,
        "is_paused": is_paused,
    }


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_FEWEST: Final = 2  # channels, without which there is no conversation
_BRIDGES_OF: Final = select(endpoint.c.bridge_id).where(endpoint.c.channel_id.in_(_KEYS))
_SEATS_OF: Final = select(endpoint.c.channel_id).where(endpoint.c.channel_id.in_(_KEYS))
