"""The database as the application holds it: one thing to open, its stores, one thing to close."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.relay.peers import Leases, Peers
from bot.storage.boards import SqlStandingBoardStore
from bot.storage.bridges import SqlBridgeStore
from bot.storage.cases import SqlCaseStore
from bot.storage.choices import SqlChoiceStore
from bot.storage.community import CommunityStores
from bot.storage.daily import DailyStores
from bot.storage.departures import SqlDepartureStore
from bot.storage.engine import Engine, Turn
from bot.storage.erasures import SqlErasureStore
from bot.storage.hashtags import HashtagStores
from bot.storage.health import Health
from bot.storage.held_deletions import SqlHeldDeletions
from bot.storage.invitations import SqlInvitationStore
from bot.storage.ledger import SqlLedger
from bot.storage.mirrors import SqlMirrorStore
from bot.storage.mutes import SqlMuteStore
from bot.storage.notices import SqlNoticeStore
from bot.storage.opening import open_engine
from bot.storage.outbox import SqlOutbox
from bot.storage.personal import SqlPersonalRecords
from bot.storage.pins import SqlPinStore
from bot.storage.polls import SqlPollStore
from bot.storage.preferences import SqlPreferenceStore
from bot.storage.quotations import SqlQuotations
from bot.storage.raids import SqlRaidStore
from bot.storage.refusals import SqlHeldStore
from bot.storage.registrations import SqlRegistrationStore
from bot.storage.schema import Migrated, bring_up_to_date
from bot.storage.standing_parts import SqlStandingParts
from bot.storage.strands import SqlThreadStore
from bot.storage.trail import SqlAuditTrail
from bot.storage.unheard import SqlUnheardGuilds
from bot.storage.webhooks import SqlWebhookStore
from bot.storage.words import SqlWordStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Database:
    """An open database of the current schema, and its stores. Make one with `open`."""

    bridges: SqlBridgeStore
    outbox: SqlOutbox
    ledger: SqlLedger
    standing: SqlStandingParts
    unheard: SqlUnheardGuilds
    webhooks: SqlWebhookStore
    notices: SqlNoticeStore
    choices: SqlChoiceStore
    registrations: SqlRegistrationStore
    trail: SqlAuditTrail
    mutes: SqlMuteStore
    cases: SqlCaseStore
    erasures: SqlErasureStore
    personal: SqlPersonalRecords
    held_deletions: SqlHeldDeletions
    pins: SqlPinStore
    polls: SqlPollStore
    preferences: SqlPreferenceStore
    invitations: SqlInvitationStore
    departures: SqlDepartureStore
    leases: Leases
    peers: Peers
    turn: Turn
    held: SqlHeldStore
    boards: SqlStandingBoardStore
    words: SqlWordStore
    mirrors: SqlMirrorStore
    raids: SqlRaidStore
    threads: SqlThreadStore
    health: Health
    quotations: SqlQuotations
    daily: DailyStores
    community: CommunityStores
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
        health = Health(clock)
        return cls._over(engine, Writer(engine, health.told), clock, health, migrated)

    @classmethod
    def _over(cls, engine: Engine, writer: Writer, clock: Clock, health: Health, migrated: Migrated) -> "Database":
        """Return the stores over an engine whose schema is current."""
        return cls(
            bridges=SqlBridgeStore(engine, writer),
            outbox=SqlOutbox(engine, writer, clock),
            ledger=SqlLedger(engine, writer, clock, leases := engine.leases(writer, clock)),
            standing=SqlStandingParts(engine),
            unheard=SqlUnheardGuilds(engine, writer),
            webhooks=SqlWebhookStore(engine, writer),
            notices=SqlNoticeStore(engine, writer),
            choices=SqlChoiceStore(engine, writer),
            registrations=SqlRegistrationStore(engine, writer),
            trail=SqlAuditTrail(engine, writer, clock),
            mutes=SqlMuteStore(engine, writer),
            cases=SqlCaseStore(engine, writer, clock),
            erasures=SqlErasureStore(engine, writer, clock),
            personal=SqlPersonalRecords(engine),
            held_deletions=SqlHeldDeletions(engine, writer, clock),
            pins=SqlPinStore(engine, writer),
            polls=SqlPollStore(engine, writer),
            preferences=SqlPreferenceStore(engine, writer),
            invitations=SqlInvitationStore(engine, writer, clock),
            departures=SqlDepartureStore(engine, writer, clock),
            leases=leases,
            peers=engine.peers,
            turn=engine.turn,
            held=SqlHeldStore(engine, writer, clock),
            boards=SqlStandingBoardStore(engine, writer),
            words=SqlWordStore(engine, writer),
            mirrors=SqlMirrorStore(engine, writer),
            raids=SqlRaidStore(engine, writer),
            threads=SqlThreadStore(engine, writer, clock),
            health=health,
            quotations=SqlQuotations(engine, writer, clock),
            daily=DailyStores.over(engine, writer, clock),
            community=CommunityStores.over(engine, writer, clock),
            migrated=migrated,
            _engine=engine,
            _writer=writer,
        )

    @property
    def hashtags(self) -> HashtagStores:
        """Return the stores of hashtags."""
        return HashtagStores.over(self._engine, self._writer, self.held.clock)

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
