"""Bridges: who is joined to whom, and which seats are paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner
from bot.errors import ChannelAlreadyBridged
from bot.ids import ChannelId, GuildId
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import found
from bot.storage.tables import bridge, endpoint
from bot.storage.writer import Writer
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class _Replacement:
    """One call of `replace`."""

    owner: Owner
    bridges: tuple[tuple[str, tuple[Endpoint, ...]], ...]


@dataclass(frozen=True, slots=True)
class SqlBridgeStore:
    """The `BridgeStore` in tables."""

    engine: Engine
    writer: Writer

    async def every(self) -> tuple[Bridge, ...]:
        """Return all bridges in the order of opening, each with its endpoints in the order of joining."""
        return await self.engine.read(_every)

    async def replace(self, owner: Owner, bridges: Sequence[tuple[str, Sequence[Endpoint]]]) -> None:
        """Make *bridges* (name, endpoints) all that *owner* has, in one transaction.

        Raises:
            ChannelAlreadyBridged: A channel has a seat in another owner's bridge, or twice here.
        """
        wanted = tuple((name, tuple(endpoints)) for name, endpoints in bridges)
        await self.writer.write(_replace, _Replacement(owner, wanted))

    async def pause(self, channel_id: ChannelId, *, is_paused: bool) -> None:
        """Stop or restart delivery to the seat of *channel_id*; no seat, no effect."""
        await self.writer.write(_pause, (channel_id, is_paused))


def _every(connection: Connection) -> tuple[Bridge, ...]:
    seats: dict[int, list[Endpoint]] = {}
    opened: dict[int, tuple[Owner, str]] = {}
    for row in connection.execute(_EVERY):
        opened[row.id] = (Owner(row.owner_guild_id), row.name)
        seated = seats.setdefault(row.id, [])
        if row.channel_id is not None:
            seated.append(
                Endpoint(GuildId(row.guild_id), ChannelId(row.channel_id), Language(row.language), row.is_paused)
            )
    return tuple(Bridge(BridgeId(id_), *opened[id_], tuple(seats[id_])) for id_ in opened)


def _replace(connection: Connection, replacements: Sequence[_Replacement]) -> list[None]:
    if connection.dialect.name == "postgresql":
        # Two processes that start with the same file would both find nothing and both insert.
        connection.exec_driver_sql("LOCK TABLE bridge IN SHARE ROW EXCLUSIVE MODE")
    for replacement in replacements:
        _refuse_taken(connection, replacement)
        paused = _paused(connection, replacement.owner)
        ids = _opened(connection, replacement.owner, [name for name, _ in replacement.bridges])
        seats = [
            _seat(ids[name], position, one, is_paused=paused.get(one.channel_id, one.is_paused))
            for name, endpoints in replacement.bridges
            for position, one in enumerate(endpoints)
        ]
        if seats:
            connection.execute(insert(endpoint), seats)
    return [None] * len(replacements)


def _refuse_taken(connection: Connection, wanted: _Replacement) -> None:
    channels: set[ChannelId] = set()
    for channel_id in (one.channel_id for _, endpoints in wanted.bridges for one in endpoints):
        if channel_id in channels:
            raise ChannelAlreadyBridged(channel_id=channel_id)
        channels.add(channel_id)
    for taken in found(connection, _SEATS_OF, sorted(channels)):
        if taken.owner_guild_id != wanted.owner.guild_id:
            raise ChannelAlreadyBridged(channel_id=taken.channel_id)


def _paused(connection: Connection, owner: Owner) -> dict[ChannelId, bool]:
    """Return each channel of *owner*, and whether it is paused."""
    query = select(endpoint.c.channel_id, endpoint.c.is_paused).join(bridge).where(_is_of(owner))
    return {ChannelId(channel_id): is_paused for channel_id, is_paused in connection.execute(query)}


def _opened(connection: Connection, owner: Owner, names: Sequence[str]) -> dict[str, int]:
    """Leave *owner* with empty bridges called *names*, and return their ids."""
    owned = select(bridge.c.id).where(_is_of(owner))
    connection.execute(delete(endpoint).where(endpoint.c.bridge_id.in_(owned)))
    connection.execute(delete(bridge).where(_is_of(owner), bridge.c.name.not_in(names)))
    known = set(connection.scalars(select(bridge.c.name).where(_is_of(owner))))
    new = [{"owner_guild_id": owner.guild_id, "name": name} for name in names if name not in known]
    if new:
        connection.execute(insert(bridge), new)
    return {name: id_ for id_, name in connection.execute(select(bridge.c.id, bridge.c.name).where(_is_of(owner)))}


def _seat(bridge_id: int, position: int, one: Endpoint, *, is_paused: bool) -> Columns:
    return {
        "channel_id": one.channel_id,
        "bridge_id": bridge_id,
        "position": position,
        "guild_id": one.guild_id,
        "language": one.language,
        "is_paused": is_paused,
    }


def _pause(connection: Connection, calls: Sequence[tuple[ChannelId, bool]]) -> list[None]:
    connection.execute(_PAUSE, [{"seat": channel_id, "paused": is_paused} for channel_id, is_paused in calls])
    return [None] * len(calls)


def _is_of(owner: Owner) -> ColumnElement[bool]:
    # SQLAlchemy says IS NULL for None.
    return bridge.c.owner_guild_id == owner.guild_id


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_EVERY: Final = select(bridge, endpoint).outerjoin_from(bridge, endpoint).order_by(bridge.c.id, endpoint.c.position)
_SEATS_OF: Final = (
    select(endpoint.c.channel_id, bridge.c.owner_guild_id).join(bridge).where(endpoint.c.channel_id.in_(_KEYS))
)
_PAUSE: Final = update(endpoint).where(endpoint.c.channel_id == bindparam("seat")).values(is_paused=bindparam("paused"))
