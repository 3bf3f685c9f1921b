"""Members' suggestions for the topic of the day, by bridge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.model import PromptId
from bot.prompts.suggestions import (
    BoardPlace,
    NewSuggestion,
    Suggestion,
    SuggestionId,
    SuggestionState,
    Texts,
)
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import found
from bot.storage.tables import bridge, daily_occasion
from bot.storage.tables import daily_suggestion as table
from bot.storage.writer import Writer
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class SqlSuggestionStore:
    """The prompts' `SuggestionStore` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def add(self, new: NewSuggestion) -> Suggestion | None:
        """Remember what is suggested, under an id that nothing had before; None where its bridge is closed."""
        return await self.writer.write(_add, (new, self.clock.now()))

    async def by_id(self, suggestion_id: SuggestionId) -> Suggestion | None:
        """Return a suggestion."""
        those = await self._those(table.c.id == suggestion_id)
        return those[0] if those else None

    async def of_bridge(self, bridge_id: BridgeId) -> Sequence[Suggestion]:
        """Return all that was suggested on a bridge, the oldest first."""
        return await self._those(table.c.bridge_id == bridge_id)

    async def of_member(self, user_id: UserId) -> Sequence[Suggestion]:
        """Return all that a user suggested anywhere, the oldest first."""
        return await self._those(table.c.user_id == user_id)

    async def accepted(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        """Return what was accepted on a bridge and not asked there yet, the oldest first."""
        return await self.engine.read(lambda connection: _accepted(connection, bridge_id))

    async def shown(self, suggestion_id: SuggestionId, board: BoardPlace) -> None:
        """Remember where moderators see a suggestion."""
        columns = {"board_channel_id": board.channel_id, "board_message_id": board.message_id}
        await self.writer.write(_set, (suggestion_id, columns))

    async def reword(self, suggestion_id: SuggestionId, texts: Texts) -> bool:
        """Make *texts* those of a suggestion that waits; tell whether it does."""
        return await self.writer.write(_settle, (suggestion_id, _text_columns(texts)))

    async def decide(self, suggestion_id: SuggestionId, state: SuggestionState, reason: str) -> bool:
        """Accept or decline a suggestion that waits; tell whether it did."""
        columns = {"state": state.value, "reason": reason, "decided_at": self.clock.now()}
        return await self.writer.write(_settle, (suggestion_id, columns))

    async def remove(self, suggestion_id: SuggestionId) -> None:
        """Forget a suggestion."""
        await self.writer.write(_remove, suggestion_id)

    async def unseen(self, before: datetime) -> Sequence[Suggestion]:
        """Return what was suggested before a moment, waits, and stands before no moderator."""
        state = table.c.state == SuggestionState.WAITING.value
        return await self._those(state, table.c.board_message_id.is_(None), table.c.made_at < before)

    async def declined(self, before: datetime) -> Sequence[Suggestion]:
        """Return what was declined before a moment."""
        return await self._those(table.c.state == SuggestionState.DECLINED.value, table.c.decided_at < before)

    async def _those(self, *its: Any) -> Sequence[Suggestion]:
        return await self.engine.read(lambda connection: _read(connection, *its))


def _read(connection: Connection, *its: Any) -> list[Suggestion]:
    return [_suggestion_of(row) for row in connection.execute(select(table).where(*its).order_by(table.c.id))]


def _accepted(connection: Connection, bridge_id: BridgeId) -> list[PromptId]:
    here = _read(connection, table.c.bridge_id == bridge_id, table.c.state == SuggestionState.ACCEPTED.value)
    ids = [one.prompt_id for one in here]
    query = _ASKED.where(daily_occasion.c.bridge_id == bridge_id)
    asked = {row.prompt_id for row in found(connection, query, ids)}
    return [one for one in ids if one not in asked]


def _add(connection: Connection, calls: Sequence[tuple[NewSuggestion, datetime]]) -> list[Suggestion | None]:
    made: list[Suggestion | None] = []
    for new, now in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == new.bridge_id)).first() is None:
            made.append(None)  # closed meanwhile
            continue
        row = {
            "bridge_id": new.bridge_id,
            "guild_id": new.guild_id,
            "user_id": new.user_id,
            "state": SuggestionState.WAITING.value,
            "reason": "",
            "made_at": now,
            **_text_columns(new.texts),
        }
        added = connection.execute(insert(table).returning(table), row).one()
        made.append(_suggestion_of(added))
    return made


def _set(connection: Connection, calls: Sequence[tuple[SuggestionId, Columns]]) -> list[None]:
    for suggestion_id, columns in calls:
        connection.execute(update(table).where(table.c.id == suggestion_id).values(**columns))
    return [None] * len(calls)


def _settle(connection: Connection, calls: Sequence[tuple[SuggestionId, Columns]]) -> list[bool]:
    """Change what waits, and tell of each whether it did."""
    is_waiting = table.c.state == SuggestionState.WAITING.value
    return [
        connection.execute(update(table).where(table.c.id == suggestion_id, is_waiting).values(**columns)).rowcount > 0
        for suggestion_id, columns in calls
    ]


def _remove(connection: Connection, suggestion_ids: Sequence[SuggestionId]) -> list[None]:
    connection.execute(delete(table).where(table.c.id.in_(suggestion_ids)))
    return [None] * len(suggestion_ids)


def _text_columns(texts: Texts) -> Columns:
    return {"en": texts.en, "zh_hans": texts.zh_hans, "zh_hant": texts.zh_hant, "draft": texts.draft or ""}


def _suggestion_of(row: Row[*tuple[Any, ...]]) -> Suggestion:
    board = None
    if row.board_message_id is not None:
        board = BoardPlace(ChannelId(row.board_channel_id), MessageId(row.board_message_id))
    return Suggestion(
        id=SuggestionId(row.id),
        bridge_id=BridgeId(row.bridge_id),
        guild_id=GuildId(row.guild_id),
        user_id=UserId(row.user_id),
        texts=Texts(row.en, row.zh_hans, row.zh_hant, Language(row.draft) if row.draft else None),
        made_at=row.made_at,
        state=SuggestionState(row.state),
        reason=row.reason,
        board=board,
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_ASKED: Final = select(daily_occasion.c.prompt_id).where(daily_occasion.c.prompt_id.in_(_KEYS))
