"""Bridges: who is joined to whom, and which seats are paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from bot.bridges.model import AS_USUAL, Bridge, BridgeId, BridgeSettings, Endpoint, Manner, Owner
from bot.errors import BridgeNameTaken, ChannelAlreadyBridged
from bot.ids import ChannelId, GuildId
from bot.storage.engine import Engine
from bot.storage.guests import ABSENT, guests_of
from bot.storage.manners import forget_who_left, manners_in, set_manners
from bot.storage.news import tell
from bot.storage.seats import fill, refuse_seated, seat_columns, take_seat, vacate
from bot.storage.statements import found, upsert
from bot.storage.tables import bridge, bridge_setting, endpoint, joined_thread
from bot.storage.writer import Writer
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class _Replacement:
    """One call of `replace`."""

    owner: Owner
    bridges: tuple[tuple[str, tuple[Endpoint, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Opening:
    """One call of `open`."""

    owner: Owner
    name: str
    endpoints: tuple[Endpoint, ...]
    settings: BridgeSettings


@dataclass(frozen=True, slots=True)
class SqlBridgeStore:
    """The `BridgeStore` in tables."""

    engine: Engine
    writer: Writer

    async def every(self) -> tuple[Bridge, ...]:
        """Return all bridges in the order of opening, each with its endpoints in the order of joining.

        The seats of a guild that the bot was removed from are left out.
        """
        return await self.engine.read(_every)

    async def containing(self, channel_id: ChannelId) -> Bridge | None:
        """Return the bridge in which a channel has its seat; of a joined thread, as it is within its strand."""
        return await self.engine.read(lambda connection: _containing(connection, channel_id))

    async def replace(self, owner: Owner, bridges: Sequence[tuple[str, Sequence[Endpoint]]]) -> None:
        """Make *bridges* (name, endpoints) all that *owner* has, in one transaction.

        Raises:
            ChannelAlreadyBridged: A channel has a seat in another owner's bridge, or twice here.
        """
        wanted = tuple((name, tuple(endpoints)) for name, endpoints in bridges)
        await self.writer.write(_replace, _Replacement(owner, wanted))

    async def open(self, owner: Owner, name: str, endpoints: Sequence[Endpoint], settings: BridgeSettings) -> BridgeId:
        """Open a bridge beside those that *owner* has.

        Raises:
            BridgeNameTaken: *owner* has one of that name.
            ChannelAlreadyBridged: A channel has a seat elsewhere.
        """
        return await self.writer.write(_open, _Opening(owner, name, tuple(endpoints), settings))

    async def seat(self, bridge_id: BridgeId, endpoint: Endpoint) -> None:
        """Give *endpoint* the last seat of a bridge; the bridge may be gone by now, and then nothing happens.

        Raises:
            ChannelAlreadyBridged: The channel has a seat already.
            BridgeFull: The bridge has as many channels as it can have.
        """
        await self.writer.write(_take_seats, (bridge_id, endpoint))

    async def unseat(self, channel_id: ChannelId) -> None:
        """Take away the seat of *channel_id*; a bridge of which one channel is left is closed."""
        await self.writer.write(_unseat, channel_id)

    async def close(self, bridge_id: BridgeId) -> None:
        """Close a bridge."""
        await self.writer.write(_close, bridge_id)

    async def set(self, bridge_id: BridgeId, settings: BridgeSettings) -> None:
        """Make *settings* those of a bridge."""
        await self.writer.write(_set, (bridge_id, settings))

    async def set_manner(self, bridge_id: BridgeId, manner: Manner) -> None:
        """Make *manner* that of a bridge; one that is gone has none."""
        await self.writer.write(set_manners, (bridge_id, manner))

    async def pause(self, channel_id: ChannelId, *, is_paused: bool) -> None:
        """Stop or restart delivery to the seat of *channel_id*; no seat, no effect."""
        await self.writer.write(_pause, (channel_id, is_paused))


def _every(connection: Connection) -> tuple[Bridge, ...]:
    guests = guests_of(connection)
    seats: dict[int, list[Endpoint]] = {}
    opened: dict[int, tuple[Owner, str]] = {}
    settings: dict[int, BridgeSettings] = {}
    for row in connection.execute(_EVERY):
        opened[row.id] = (Owner(row.owner_guild_id), row.name)
        settings[row.id] = BridgeSettings(row.notice_channel_id, bool(row.is_bridge_paused))
        seated = seats.setdefault(row.id, [])
        if row.channel_id is not None:
            seated.append(
                Endpoint(GuildId(row.guild_id), ChannelId(row.channel_id), Language(row.language), row.is_paused)
            )
    manners = manners_in(connection)
    return tuple(
        Bridge(
            id=BridgeId(id_),
            owner=opened[id_][0],
            name=opened[id_][1],
            endpoints=tuple(seats[id_]),
            settings=settings[id_],
            manner=manners.get(BridgeId(id_), AS_USUAL),
            guests=tuple(guests.get(id_, ())),
        )
        for id_ in opened
    )


def _containing(connection: Connection, channel_id: ChannelId) -> Bridge | None:
    bridges = _every(connection)
    seated = next((bridge for bridge in bridges if bridge.endpoint(channel_id) is not None), None)
    if seated is not None:
        return seated
    beside = connection.execute(_BESIDE, {"thread": channel_id}).all()
    threads = {ChannelId(row.parent_id): ChannelId(row.thread_id) for row in beside}
    parent_id = next((parent for parent, thread_id in threads.items() if thread_id == channel_id), None)
    if parent_id is None:
        return None
    seated = next((bridge for bridge in bridges if bridge.endpoint(parent_id) is not None), None)
    return seated.within(threads) if seated is not None else None


def _replace(connection: Connection, replacements: Sequence[_Replacement]) -> list[None]:
    if connection.dialect.name == "postgresql":
        # Two processes that start with the same file would both find nothing and both insert.
        connection.exec_driver_sql("LOCK TABLE bridge IN SHARE ROW EXCLUSIVE MODE")
    for replacement in replacements:
        _refuse_taken(connection, replacement)
        paused = _paused(connection, replacement.owner)
        ids = _opened(connection, replacement.owner, [name for name, _ in replacement.bridges])
        seats = [
            seat_columns(ids[name], position, one, is_paused=paused.get(one.channel_id, one.is_paused))
            for name, endpoints in replacement.bridges
            for position, one in enumerate(endpoints)
        ]
        fill(connection, seats)
    tell(connection, "bridges")
    return [None] * len(replacements)


def _open(connection: Connection, openings: Sequence[_Opening]) -> list[BridgeId]:
    tell(connection, "bridges")
    return [_opened_one(connection, opening) for opening in openings]


def _opened_one(connection: Connection, opening: _Opening) -> BridgeId:
    refuse_seated(connection, [one.channel_id for one in opening.endpoints])
    named = (bridge.c.name == opening.name, _is_of(opening.owner))
    if connection.execute(select(bridge.c.id).where(*named)).first() is not None:
        raise BridgeNameTaken(bridge=opening.name)
    connection.execute(insert(bridge), {"owner_guild_id": opening.owner.guild_id, "name": opening.name})
    bridge_id = BridgeId(connection.execute(select(bridge.c.id).where(*named)).scalar_one())
    seats = [seat_columns(bridge_id, position, one, is_paused=False) for position, one in enumerate(opening.endpoints)]
    fill(connection, seats)
    _set(connection, [(bridge_id, opening.settings)])
    return bridge_id


def _take_seats(connection: Connection, calls: Sequence[tuple[BridgeId, Endpoint]]) -> list[None]:
    for bridge_id, one in calls:
        take_seat(connection, bridge_id, one)
    tell(connection, "bridges")
    return [None] * len(calls)


def _unseat(connection: Connection, channel_ids: Sequence[ChannelId]) -> list[None]:
    vacate(connection, channel_ids)
    forget_who_left(connection)
    tell(connection, "bridges")
    return [None] * len(channel_ids)


def _close(connection: Connection, bridge_ids: Sequence[BridgeId]) -> list[None]:
    connection.execute(delete(bridge).where(bridge.c.id.in_(bridge_ids)))
    tell(connection, "bridges")
    return [None] * len(bridge_ids)


def _set(connection: Connection, calls: Sequence[tuple[BridgeId, BridgeSettings]]) -> list[None]:
    standing = set(connection.scalars(select(bridge.c.id).where(bridge.c.id.in_([id_ for id_, _ in calls]))))
    rows = [
        {"bridge_id": id_, "notice_channel_id": one.notice_channel_id, "is_paused": one.is_paused}
        for id_, one in dict(calls).items()
        if id_ in standing
    ]
    if rows:
        connection.execute(upsert(bridge_setting, connection.dialect.name), rows)
    tell(connection, "bridges")
    return [None] * len(calls)


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


def _pause(connection: Connection, calls: Sequence[tuple[ChannelId, bool]]) -> list[None]:
    connection.execute(_PAUSE, [{"seat": channel_id, "paused": is_paused} for channel_id, is_paused in calls])
    return [None] * len(calls)


def _is_of(owner: Owner) -> ColumnElement[bool]:
    # SQLAlchemy says IS NULL for None.
    return bridge.c.owner_guild_id == owner.guild_id


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_EVERY: Final = (
    select(bridge, endpoint, bridge_setting.c.notice_channel_id, bridge_setting.c.is_paused.label("is_bridge_paused"))
    .outerjoin_from(bridge, endpoint, (endpoint.c.bridge_id == bridge.c.id) & endpoint.c.guild_id.not_in(ABSENT))
    .outerjoin(bridge_setting, bridge_setting.c.bridge_id == bridge.c.id)
    .order_by(bridge.c.id, endpoint.c.position)
)
_SEATS_OF: Final = (
    select(endpoint.c.channel_id, bridge.c.owner_guild_id).join(bridge).where(endpoint.c.channel_id.in_(_KEYS))
)
_STRAND: Final = select(joined_thread.c.strand_id).where(joined_thread.c.thread_id == bindparam("thread"))
_BESIDE: Final = select(joined_thread.c.parent_id, joined_thread.c.thread_id).where(
    joined_thread.c.strand_id.in_(_STRAND), joined_thread.c.thread_id.is_not(None), ~joined_thread.c.is_gone
)
_PAUSE: Final = update(endpoint).where(endpoint.c.channel_id == bindparam("seat")).values(is_paused=bindparam("paused"))
