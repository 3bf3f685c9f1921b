"""Invitations: codes by their hashes, each good for one guild."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.bridges.consent import Invitation, InvitationState
from bot.bridges.errors import InvitationUnknown
from bot.bridges.model import BridgeId, Endpoint
from bot.clock import Clock
from bot.ids import ChannelId, UserId
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.seats import take_seat
from bot.storage.statements import upsert
from bot.storage.tables import guest
from bot.storage.tables import invitation as table
from bot.storage.writer import Writer

_KEPT_FOR: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """One call of `accept`."""

    code_hash: str
    endpoint: Endpoint
    notice_channel_id: ChannelId | None
    now: datetime


@dataclass(frozen=True, slots=True)
class SqlInvitationStore:
    """The bridges' `InvitationStore` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def issue(self, code_hash: str, invitation: Invitation) -> None:
        """Remember *invitation*; an older one for its bridge that is open is replaced."""
        await self.writer.write(_issue, (code_hash, invitation))

    async def of(self, code_hash: str) -> Invitation | None:
        """Return the invitation of a code, also one that opens nothing any more; None where there is none."""
        query = select(table).where(table.c.code_hash == code_hash)
        row = await self.engine.read(lambda connection: connection.execute(query).one_or_none())
        return None if row is None else _invitation(row)

    async def accept(self, code_hash: str, endpoint: Endpoint, notice_channel_id: ChannelId | None) -> None:
        """Use up a code: seat *endpoint* and make its guild a guest, all or nothing, in one transaction.

        Raises:
            InvitationUnknown, InvitationExpired, InvitationUsed, InvitationReplaced: The code opens nothing.
            ChannelAlreadyBridged, BridgeFull: The channel cannot be seated; the code is as good as before.
        """
        await self.writer.write(_accept, _Acceptance(code_hash, endpoint, notice_channel_id, self.clock.now()))

    async def expire(self) -> None:
        """Forget invitations whose time was over a day ago: until then it can be said what became of them."""
        await self.writer.write(_expire, self.clock.now())


def _issue(connection: Connection, calls: Sequence[tuple[str, Invitation]]) -> list[None]:
    for code_hash, one in calls:
        is_open = (table.c.bridge_id == one.bridge_id, table.c.state == InvitationState.OPEN.value)
        connection.execute(update(table).where(*is_open).values(state=InvitationState.REPLACED.value))
        row = {
            "code_hash": code_hash,
            "bridge_id": one.bridge_id,
            "user_id": one.by,
            "state": one.state.value,
            "expires_at": one.expires_at,
        }
        connection.execute(insert(table), row)
    return [None] * len(calls)


def _accept(connection: Connection, calls: Sequence[_Acceptance]) -> list[None]:
    for call in calls:
        of_code = table.c.code_hash == call.code_hash
        # Locked until the commit where a database has more than one writer: one code, one guild.
        row = connection.execute(select(table).where(of_code).with_for_update()).one_or_none()
        if row is None:
            raise InvitationUnknown
        invitation = _invitation(row)
        invitation.demand_open(call.now)
        connection.execute(update(table).where(of_code).values(state=InvitationState.USED.value))
        take_seat(connection, invitation.bridge_id, call.endpoint)
        joined = {
            "bridge_id": invitation.bridge_id,
            "guild_id": call.endpoint.guild_id,
            "notice_channel_id": call.notice_channel_id,
        }
        connection.execute(upsert(guest, connection.dialect.name), joined)
    tell(connection, "bridges")
    return [None] * len(calls)


def _expire(connection: Connection, moments: Sequence[datetime]) -> list[None]:
    connection.execute(delete(table).where(table.c.expires_at <= max(moments) - _KEPT_FOR))
    return [None] * len(moments)


def _invitation(row: Row[*tuple[Any, ...]]) -> Invitation:
    return Invitation(BridgeId(row.bridge_id), UserId(row.user_id), row.expires_at, InvitationState(row.state))
