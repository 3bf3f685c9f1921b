"""The database as the application holds it: one thing to open, its stores, one thing to close."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.boards import SqlStandingBoardStore
from bot.storage.bridges import SqlBridgeStore
from bot.storage.cases import SqlCaseStore
from bot.storage.choices import SqlChoiceStore
from bot.storage.engine import Engine
from bot.storage.ledger import SqlLedger
from bot.storage.mirrors import SqlMirrorStore
from bot.storage.mutes import SqlMuteStore
from bot.storage.notices import SqlNoticeStore
from bot.storage.opening import open_engine
from bot.storage.outbox import SqlOutbox
from bot.storage.raids import SqlRaidStore
from bot.storage.refusals import SqlHeldStore
from bot.storage.registrations import SqlRegistrationStore
from bot.storage.schema import Migrated, bring_up_to_date
from bot.storage.trail import SqlAuditTrail
from bot.storage.webhooks import SqlWebhookStore
from bot.storage.words import SqlWordStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Database:
    """An open database of the current schema, and its stores. Make one with `open`."""

    bridges: SqlBridgeStore
    outbox: SqlOutbox
    ledger: SqlLedger
    webhooks: SqlWebhookStore
    notices: SqlNoticeStore
    choices: SqlChoiceStore
    registrations: SqlRegistrationStore
    trail: SqlAuditTrail
    mutes: SqlMuteStore
    cases: SqlCaseStore
    held: SqlHeldStore
    boards: SqlStandingBoardStore
    words: SqlWordStore
    mirrors: SqlMirrorStore
    raids: SqlRaidStore
    migrated: Migrated
    _engine: Engine
    _writer: Writer

    @classmethod
    async def open(cls, url: str, clock: Clock) -> "Database":
        """Open the database at *url* (`sqlite:///FILE`, `postgresql://USER@HOST/NAME`), migrating it if need be.

        Raises:
            DatabaseUnusable: In one of its kinds.
        """
        engine = await open_engine(url)
        try:
            await engine.hold()
            migrated = await bring_up_to_date(engine)
        except BaseException:
            await engine.close()
            raise
        writer = Writer(engine)
        return cls(
            bridges=SqlBridgeStore(engine, writer),
            outbox=SqlOutbox(engine, writer, clock),
            ledger=SqlLedger(engine, writer, clock),
            webhooks=SqlWebhookStore(engine, writer),
            notices=SqlNoticeStore(engine, writer),
            choices=SqlChoiceStore(engine, writer),
            registrations=SqlRegistrationStore(engine, writer),
            trail=SqlAuditTrail(writer, clock),
            mutes=SqlMuteStore(engine, writer),
            cases=SqlCaseStore(engine, writer, clock),
            held=SqlHeldStore(engine, writer, clock),
            boards=SqlStandingBoardStore(engine, writer),
            words=SqlWordStore(engine, writer),
            mirrors=SqlMirrorStore(engine, writer),
            raids=SqlRaidStore(engine, writer),
            migrated=migrated,
            _engine=engine,
            _writer=writer,
        )

    async def close(self) -> None:
        """Write what is waiting, then let go of the database."""
        try:
            await self._writer.close()
        finally:
            await self._engine.close()


async def upgrade(url: str) -> Migrated:
    """Bring the schema of the database at *url* up to date, and return what that took.

    Raises:
        DatabaseUnusable: In one of its kinds.
    """
    engine = await open_engine(url)
    try:
        return await bring_up_to_date(engine)
    finally:
        await engine.close()
