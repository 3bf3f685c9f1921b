"""The tables: one schema for SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeDecorator

_CONDITION: Final = "condition"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite forgets zones, so a naive one is refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return *value* in UTC.

        Raises:
            ValueError: *value* is naive.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return *value* aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _snowflake(name: str, *, is_key: bool = False) -> Column[int]:
    """Return a column for one of Discord's ids, which are keys as they come."""
    return Column(name, BigInteger, primary_key=is_key, autoincrement=False, nullable=False)


def _index_where(condition: str, name: str | None, *columns: str, is_unique: bool = False) -> Index:
    """Return an index of those rows alone of which *condition* holds."""
    return Index(name, *columns, unique=is_unique, info={_CONDITION: condition})


@compiles(CreateIndex)
def _created(element: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    """Return the statement that makes an index.

    SQLAlchemy has a condition for each dialect, and loads that for it: 3 MB of PostgreSQL's where SQLite is used.
    """
    said: str = compiler.visit_create_index(element, **options)  # type: ignore[no-untyped-call] # it has no types
    condition = element.element.info.get(_CONDITION)
    return said if condition is None else f"{said} WHERE {condition}"


bridge = Table(
    "bridge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner_guild_id", BigInteger),  # NULL: the configuration file
    Column("name", String(100), nullable=False),
    UniqueConstraint("owner_guild_id", "name"),
    # NULLs differ from each other in a unique constraint, so the configuration file needs one of its own.
    _index_where("owner_guild_id IS NULL", "uq_bridge_configured_name", "name", is_unique=True),
)

endpoint = Table(
    "endpoint",
    metadata,
    _snowflake("channel_id", is_key=True),  # a channel has one seat over all bridges
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    _snowflake("guild_id"),
    Column("language", String(35), nullable=False),
    Column("is_paused", Boolean, nullable=False),
    UniqueConstraint("bridge_id", "position"),
    sqlite_with_rowid=False,
)

bridge_setting = Table(
    "bridge_setting",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("notice_channel_id", BigInteger),
    Column("is_paused", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

bridge_manner = Table(
    "bridge_manner",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("shows_original", Boolean, nullable=False),
    Column("is_marked", Boolean, nullable=False),
    Column("follows_deletions", Boolean, nullable=False),
    Column("pings_answered", Boolean, nullable=False),
    Column("carries_pins", Boolean, nullable=False),
    Column("admits_bots", Boolean, nullable=False),
    Column("adds_notes", Boolean, nullable=False),
    Column("welcomes", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

agreement = Table(
    "agreement",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),
    sqlite_with_rowid=False,
)

pin = Table(
    "pin",
    metadata,
    _snowflake("source_id", is_key=True),
    _snowflake("destination_id", is_key=True),
    _snowflake("message_id"),
    sqlite_with_rowid=False,
)

poll = Table(
    "poll",
    metadata,
    _snowflake("source_id", is_key=True),
    _snowflake("source_channel_id"),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),
    sqlite_with_rowid=False,
)

guest = Table(
    "guest",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),
    Column("notice_channel_id", BigInteger),
    sqlite_with_rowid=False,
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    _snowflake("user_id"),
    Column("state", String(8), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

seated_channel = Table(
    "seated_channel",  # it had a seat once, so that more may be kept of it
    metadata,
    _snowflake("channel_id", is_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

departure = Table(
    "departure",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("left_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

notice = Table(
    "notice",
    metadata,
    _snowflake("channel_id", is_key=True),
    _snowflake("message_id"),
    Column("fingerprint", String(64), nullable=False),
    sqlite_with_rowid=False,
)

trail = Table(
    "trail",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("user_id"),
    Column("action", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
)

mute = Table(
    "guild_mute",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),  # whose moderators it was
    _snowflake("user_id", is_key=True),
    sqlite_with_rowid=False,
)

case = Table(
    "case_reported",  # CASE is a word of SQL's
    metadata,
    _snowflake("message_id", is_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    _snowflake("source_channel_id"),
    _snowflake("source_id"),
    _snowflake("author_id"),
    Column("reported_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

held_deletion = Table(
    "held_deletion",
    metadata,
    _snowflake("question_id", is_key=True),
    _snowflake("source_id", is_key=True),
    _snowflake("source_channel_id"),
    _snowflake("guild_id"),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

blocked_word = Table(
    "blocked_word",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),
    Column("word", String(100), primary_key=True),
    sqlite_with_rowid=False,
)

held_board = Table(
    "held_board",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),
    _snowflake("channel_id"),
    _snowflake("message_id"),
    _snowflake("source_id"),  # of what it shows
    sqlite_with_rowid=False,
)

automod_mirror = Table(
    "automod_mirror",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("guild_id", is_key=True),
    sqlite_with_rowid=False,
)

raid_mode = Table(
    "raid_mode",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("newcomer_days", Integer, nullable=False),
    Column("most_a_minute", Integer, nullable=False),  # 0: it never begins by itself
    Column("on_since", UtcDateTime),
    Column("is_by_hand", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

choice = Table(
    "choice",
    metadata,
    _snowflake("user_id", is_key=True),
    Column("takes_part", Boolean, nullable=False),
    Column("allows_outside", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

erasure = Table(
    "erasure",
    metadata,
    _snowflake("user_id", is_key=True),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("out_of_reach", Integer, nullable=False),
    Column("finished_at", UtcDateTime),
    sqlite_with_rowid=False,
)

preference = Table(
    "preference",
    metadata,
    _snowflake("user_id", is_key=True),
    Column("reads", String(35)),
    Column("is_pinged", Boolean, nullable=False),
    Column("phonetics", String(6)),
    Column("likes_corrections", Boolean, nullable=False),
    Column("may_be_quoted", Boolean, nullable=False),
    Column("zone", String(64)),
    sqlite_with_rowid=False,
)

registration = Table(
    "registration",
    metadata,
    _snowflake("application_id", is_key=True),
    Column("fingerprint", String(64), nullable=False),
    sqlite_with_rowid=False,
)

webhook = Table(
    "webhook",
    metadata,
    _snowflake("channel_id", is_key=True),
    _snowflake("id"),
    Column("token", String(255), nullable=False),
    sqlite_with_rowid=False,
)

joined_thread = Table(
    "joined_thread",
    metadata,
    _snowflake("strand_id", is_key=True),
    Column("parent_id", BigInteger, primary_key=True, autoincrement=False, nullable=False, index=True),
    Column("thread_id", BigInteger, unique=True),  # NULL while it is being opened
    Column("is_ours", Boolean, nullable=False),
    Column("seen", String(40), nullable=False),  # a digest of how it stood; empty while we change it
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

watermark = Table(
    "watermark",
    metadata,
    _snowflake("channel_id", is_key=True),
    _snowflake("message_id"),
    sqlite_with_rowid=False,
)

unheard = Table(
    "unheard",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("since", BigInteger, nullable=False),  # a revision: every edit before it was heard, or compared
    sqlite_with_rowid=False,
)

refused_edit = Table(
    "refused_edit",  # the newest that was heard in a guild
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("revision", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

tombstone = Table(
    "tombstone",
    metadata,
    _snowflake("message_id", is_key=True),
    _snowflake("channel_id"),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

refusal = Table(
    "refusal",
    metadata,
    _snowflake("source_id", is_key=True),
    _snowflake("destination_id", is_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    _snowflake("source_channel_id"),
    _snowflake("source_guild_id"),
    _snowflake("author_id"),
    Column("revision", BigInteger, nullable=False),
    Column("reason", String(6), nullable=False),
    Column("ruled_by", BigInteger),  # a guild
    Column("state", String(8), nullable=False),
    Column("due_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

lane = Table(
    "lane",
    metadata,
    _snowflake("destination_id", is_key=True),
    Column("next_sequence", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

lease = Table(
    "lease",
    metadata,
    _snowflake("destination_id", is_key=True),
    Column("owner", String(32), nullable=False),  # the process that delivers here; a name for each start
    Column("until", UtcDateTime, nullable=False),
    Column("is_wanted", Boolean, nullable=False),  # by the process that is at home there
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    _snowflake("source_id"),
    _snowflake("destination_id"),
    _snowflake("source_channel_id"),
    _snowflake("source_guild_id"),
    Column("sequence", BigInteger, nullable=False),
    Column("debt", String(6), nullable=False),
    Column("revision", BigInteger, nullable=False),
    _snowflake("author_id"),
    Column("author_name", Text, nullable=False),
    Column("author_avatar_url", Text),
    Column("author_is_bot", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Column("source_language", String(35), nullable=False),
    Column("pings", Text, nullable=False),  # user ids, parted by spaces
    Column("carried", Text, nullable=False),  # what it carries beside its text, as JSON; empty for nothing
    Column("joined_to", BigInteger),  # of those that are about to be posted as one message, the first
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    PrimaryKeyConstraint("source_id", "destination_id"),
    UniqueConstraint("destination_id", "sequence"),
)

ledger = Table(
    "ledger",
    metadata,
    _snowflake("message_id"),
    _snowflake("source_id"),
    _snowflake("destination_id"),
    _snowflake("source_channel_id"),
    _snowflake("author_id"),  # 0 for what was relayed before this was kept
    Column("ordinal", Integer, nullable=False),
    Column("start_unit", Integer, nullable=False),
    Column("end_unit", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("quality", String(11), nullable=False),
    Column("state", String(8), nullable=False),
    Column("joining", String(6), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False, index=True),
    # A message that joins several sources stands here once for each.
    PrimaryKeyConstraint("message_id", "source_id"),
    Index(None, "source_id", "destination_id", "ordinal"),
    Index(None, "destination_id", "message_id"),
    # Of two messages for one place only one may be live; the other is on its way out.
    _index_where("state = 'live'", "uq_ledger_live_place", "source_id", "destination_id", "ordinal", is_unique=True),
    sqlite_with_rowid=False,
)

quotation = Table(
    "quotation",
    metadata,
    _snowflake("message_id", is_key=True),  # the relayed message that quotes
    _snowflake("destination_id"),
    _snowflake("quoted_id"),  # the source of what it quotes
    _snowflake("quoted_channel_id"),
    Column("is_linked", Boolean, nullable=False),  # it has shown something of it
    Column("is_withdrawn", Boolean, nullable=False),
    Column("changes", Integer, nullable=False),  # that were not followed yet
    Index(None, "quoted_id", "destination_id"),
    _index_where("changes > 0", "ix_quotation_owed", "destination_id"),
    sqlite_with_rowid=False,
)

daily_schedule = Table(
    "daily_schedule",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("minute", Integer, nullable=False),  # of the day
    Column("zone", String(64), nullable=False),
    Column("weekdays", String(7), nullable=False),  # digits, Monday is 0
    Column("window_hours", Integer, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("opens_threads", Boolean, nullable=False),
    Column("themes_off", Text, nullable=False),  # words, parted by spaces
    Column("calendars", Text, nullable=False),  # likewise
    Column("asks_sensitive", Boolean, nullable=False),
    Column("paused_for", String(8)),
    Column("unanswered", Integer, nullable=False),
    Column("wakes_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

daily_seat = Table(
    "daily_seat",
    metadata,
    _snowflake("channel_id", is_key=True),
    Column("bridge_id", ForeignKey("daily_schedule.bridge_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("zone", String(64)),
    Column("minute", Integer),
    Column("ping_role_id", BigInteger),
    sqlite_with_rowid=False,
)

daily_occasion = Table(
    "daily_occasion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("prompt_id", String(80)),  # NULL: nothing is asked
    Column("theme", String(20)),
    Column("reason", String(8)),
    Column("state", String(8), nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("changes", Integer, nullable=False, default=0),  # of what its recap shows, since it was brought up to date
    Column("tended_until", UtcDateTime),  # until then nobody else looks after it
    UniqueConstraint("bridge_id", "on_date"),
    _index_where("state = 'open'", "ix_daily_occasion_open", "closes_at"),
    _index_where("changes > 0", "ix_daily_occasion_changed", "changes"),
)

daily_posting = Table(
    "daily_posting",
    metadata,
    Column("occasion_id", ForeignKey("daily_occasion.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("channel_id", is_key=True),
    Column("state", String(8), nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("message_id", BigInteger, unique=True),
    Column("thread_id", BigInteger, unique=True),
    Column("recap_id", BigInteger),
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

daily_queue = Table(
    "daily_queue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    Column("prompt_id", String(80), nullable=False),
    _snowflake("user_id"),
    UniqueConstraint("bridge_id", "prompt_id"),
)

daily_suggestion = Table(
    "daily_suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False, index=True),
    _snowflake("guild_id"),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("en", Text, nullable=False),
    Column("zh_hans", Text, nullable=False),
    Column("zh_hant", Text, nullable=False),
    Column("draft", String(35), nullable=False),  # the language that was only translated; empty for neither
    Column("state", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("board_channel_id", BigInteger),
    Column("board_message_id", BigInteger),
    sqlite_autoincrement=True,  # an id is never given again: boards and occasions name what may be gone
)

daily_answer = Table(
    "daily_answer",  # what was answered by the button, which Discord shows as a webhook's
    metadata,
    _snowflake("message_id", is_key=True),
    Column("occasion_id", ForeignKey("daily_occasion.id", ondelete="CASCADE"), nullable=False, index=True),
    _snowflake("channel_id"),
    Column("user_id", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

daily_quote = Table(
    "daily_quote",  # what a recap shows
    metadata,
    Column("occasion_id", ForeignKey("daily_occasion.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _snowflake("source_id", is_key=True),
    Column("is_picture", Boolean, primary_key=True, autoincrement=False),
    _snowflake("channel_id"),  # that has the seat, of the side where it was said
    Column("author_id", BigInteger, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Index(None, "source_id"),
    sqlite_with_rowid=False,
)

introduction = Table(
    "introduction",  # what a newcomer said of themselves, which Discord shows as a webhook's
    metadata,
    _snowflake("message_id", is_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("face", String(80), nullable=False),  # what the buttons under it were last made to tell
    Column("changes", Integer, nullable=False),  # that they do not tell yet
    Column("looks_at", UtcDateTime, nullable=False),
    UniqueConstraint("guild_id", "user_id"),
    _index_where("changes > 0", "ix_introduction_owed", "looks_at"),
    sqlite_with_rowid=False,
)

hello = Table(
    "hello",  # what was answered to a newcomer
    metadata,
    _snowflake("message_id", is_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("to_message_id", BigInteger, nullable=False, index=True),
    _snowflake("to_channel_id"),
    Column("is_spoken", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

newcomer = Table(
    "newcomer",  # the queue, and who has been in it
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("message_id", BigInteger, nullable=False, index=True),
    Column("language", String(35), nullable=False),
    Column("cause", String(8), nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
    Column("is_greeted", Boolean, nullable=False),
    UniqueConstraint("bridge_id", "user_id"),
    _index_where("NOT is_greeted", "ix_newcomer_waiting", "arrived_at"),
)

greeter = Table(
    "greeter",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    _snowflake("guild_id"),
    Column("language", String(35), nullable=False),
    sqlite_with_rowid=False,
)

greeter_call = Table(
    "greeter_call",  # when moderators were last told that nobody greets
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

greeting_turn = Table(
    "greeting_turn",  # a newcomer is the key: nobody has two greeters
    metadata,
    Column("newcomer_id", ForeignKey("newcomer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("bridge_id", Integer, nullable=False),
    Column("user_id", BigInteger, nullable=False, index=True),  # who is to greet them
    Column("ends_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["bridge_id", "user_id"], ["greeter.bridge_id", "greeter.user_id"], ondelete="CASCADE"),
    Index(None, "bridge_id", "user_id"),
    sqlite_with_rowid=False,
)

hashtag_use = Table(
    "hashtag_use",  # for three days at most; then `hashtag_sum` is all that is left
    metadata,
    _snowflake("message_id", is_key=True),
    Column("tag", String(100), primary_key=True),
    _snowflake("guild_id"),
    Column("day", Date, nullable=False),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("tongue", String(8), nullable=False),
    Column("spelling", String(100), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index(None, "guild_id", "day"),
    sqlite_with_rowid=False,
)

hashtag_sum = Table(
    "hashtag_sum",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("day", Date, primary_key=True, index=True),
    Column("tag", String(100), primary_key=True),
    Column("tongue", String(8), primary_key=True),
    Column("people", Integer, nullable=False),
    Column("spelling", String(100), nullable=False),
    Column("is_shared", Boolean, nullable=False),  # more than one member used it
    sqlite_with_rowid=False,
)

hashtag_alias = Table(
    "hashtag_alias",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("english", String(100), primary_key=True),
    Column("chinese", String(100), nullable=False),
    sqlite_with_rowid=False,
)
partner = Table(
    "partner",
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("level", String(8), nullable=False),
    Column("interests", Text, nullable=False),  # words, parted by spaces
    Column("parts", String(6), nullable=False),  # of the day, digits
    Column("ahead", Integer, nullable=False),  # of UTC, hours of 24
    Column("skips", Date),
    Column("waiting", Integer, nullable=False),
    sqlite_with_rowid=False,
)

partner_round = Table(
    "partner_round",  # when the pairs of a bridge are made next
    metadata,
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("claimed_at", UtcDateTime),
    sqlite_with_rowid=False,
)

partner_pair = Table(
    "partner_pair",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bridge_id", ForeignKey("bridge.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("week", Date, nullable=False),
    Column("state", String(7), nullable=False),
    Column("due_at", UtcDateTime, index=True),  # NULL: nothing is to be done any more
    Column("claimed_at", UtcDateTime),
    sqlite_autoincrement=True,  # an id is never given again: buttons and threads' titles name it
)

partner_side = Table(
    "partner_side",
    metadata,
    Column("pair_id", ForeignKey("partner_pair.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, nullable=False, index=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("thread_id", BigInteger, unique=True),
    Column("has_met", Boolean),
    sqlite_with_rowid=False,
)

partner_block = Table(
    "partner_block",
    metadata,
    _snowflake("user_id", is_key=True),  # who wished it, and nobody else is told
    _snowflake("other_id", is_key=True),
    sqlite_with_rowid=False,
)


def _kinds() -> list[Column[int]]:
    """Return a column for each kind of contribution, as it is called."""
    names = ("answer", "across", "first_answer", "help", "correction", "suggestion", "given", "received")
    return [Column(name, Integer, nullable=False) for name in names]


act = Table(
    "act",  # what somebody did, and whether it counts
    metadata,
    _snowflake("message_id", is_key=True),
    Column("kind", String(12), primary_key=True),
    _snowflake("user_id", is_key=True),
    _snowflake("partner_id", is_key=True),  # 0: done to nobody; negative: to somebody who is forgotten
    Column("emoji", String(100), primary_key=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    Column("tongue", String(8), nullable=False),
    Column("partner_tongue", String(8), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("sketch", LargeBinary, nullable=False),  # four bytes for each of its n-grams
    Column("state", String(10), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index(None, "guild_id", "user_id", "day"),
    Index(None, "partner_id"),
    _index_where("partner_id > 0", "ix_act_named", "at"),
    sqlite_with_rowid=False,
)

revoked_message = Table(
    "revoked_message",  # deleted: nothing that it was counts, whatever is heard of it later
    metadata,
    _snowflake("message_id", is_key=True),
    _snowflake("channel_id"),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

dirty_day = Table(
    "dirty_day",  # a member's day that is to be folded anew
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("user_id", is_key=True),
    Column("day", Date, primary_key=True),
    sqlite_with_rowid=False,
)

day_sum = Table(
    "day_sum",  # the contributions of a member's day, by the tongue in which they were made
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("user_id", is_key=True),
    Column("day", Date, primary_key=True),
    Column("tongue", String(8), primary_key=True),
    *_kinds(),
    sqlite_with_rowid=False,
)

tongue_day = Table(
    "tongue_day",  # ... of everybody's
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("day", Date, primary_key=True),
    Column("tongue", String(8), primary_key=True),
    Column("people", Integer, nullable=False),  # who took part on it
    *_kinds(),
    sqlite_with_rowid=False,
)

tongue_week = Table(
    "tongue_week",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("week", Date, primary_key=True),  # its Monday
    Column("tongue", String(8), primary_key=True),
    Column("people", Integer, nullable=False),  # who took part in it
    sqlite_with_rowid=False,
)

period_sum = Table(
    "period_sum",  # what a board goes by
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("period", String(11), primary_key=True),  # "2026-11-23" for its week, "2026-11" for its month, "ever"
    _snowflake("user_id", is_key=True),
    Column("total", Integer, nullable=False),
    Column("is_shown", Boolean, nullable=False),
    Index("ix_period_sum_board", "guild_id", "period", "is_shown", "total"),
    Index(None, "guild_id", "user_id"),
    Index(None, "period"),
    sqlite_with_rowid=False,
)

shown_member = Table(
    "shown_member",  # who stands on boards by name
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("user_id", is_key=True),
    sqlite_with_rowid=False,
)

badge = Table(
    "badge",  # what somebody was given for good
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("user_id", is_key=True),
    Column("badge", String(16), primary_key=True),
    Column("day", Date, nullable=False),
    sqlite_with_rowid=False,
)

talk = Table(
    "talk",  # who answered whom; 72 hours
    metadata,
    _snowflake("message_id", is_key=True),
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    _snowflake("user_id"),
    Column("tongue", String(8), nullable=False),
    Column("answers_id", BigInteger),  # the source message that it replies to, and is somebody else's
    Column("answered_id", BigInteger),  # whose that is; negative: of somebody who is forgotten
    Column("answered_tongue", String(8)),
    Column("is_first", Boolean, nullable=False),  # of a newcomer
    Column("is_answered", Boolean, nullable=False),  # a first one, within a day
    Column("begins", Boolean, nullable=False),  # a conversation across: there was none of these two for 72 hours
    Column("is_returned", Boolean, nullable=False),  # and it was answered within 72
    Column("waited", SmallInteger),  # the first one from across to what it answers: the class of how long that took
    # Nearly no message answers another: an index with all of them would be most of what writing one takes.
    _index_where("answers_id IS NOT NULL", None, "answers_id"),
    _index_where("answered_id IS NOT NULL", None, "user_id", "answered_id"),
    Index(None, "guild_id", "message_id"),
    sqlite_with_rowid=False,
)

talk_day = Table(
    "talk_day",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("day", Date, primary_key=True),
    Column("tongue", String(8), primary_key=True),
    Column("answered", String(8), primary_key=True),  # the tongue that was replied to; empty: all that was written
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

meeting_day = Table(
    "meeting_day",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("day", Date, primary_key=True),
    Column("begun", Integer, nullable=False),
    Column("returned", Integer, nullable=False),
    Column("first_posts", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("waits", Text, nullable=False),  # a number for each class, parted by spaces
    sqlite_with_rowid=False,
)

arrival = Table(
    "arrival",  # a newcomer, until it is known who stays
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("user_id", is_key=True),
    _snowflake("first_id"),  # their first message
    _snowflake("channel_id"),
    Column("answered_by", BigInteger),  # the first reply to anything of theirs: a message
    Column("crossed_by", BigInteger),  # ... from across
    *(Column(f"is_active_{after}", Boolean, nullable=False) for after in (1, 7, 30)),
    Index(None, "first_id"),
    Index(None, "answered_by"),
    Index(None, "crossed_by"),
    _index_where("answered_by IS NULL", "ix_arrival_unanswered", "guild_id", "first_id"),
    sqlite_with_rowid=False,
)

arrival_day = Table(
    "arrival_day",
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("day", Date, primary_key=True),
    Column("is_early", Boolean, primary_key=True),  # answered from across within 48 hours
    Column("arrived", Integer, nullable=False),
    *(Column(f"active_{after}", Integer, nullable=False) for after in (1, 7, 30)),
    sqlite_with_rowid=False,
)

counted_upto = Table(
    "counted_upto",  # how far a channel is counted, which is a little behind what the relay has taken in
    metadata,
    _snowflake("channel_id", is_key=True),
    _snowflake("message_id"),
    sqlite_with_rowid=False,
)

exclusion = Table(
    "exclusion",  # a role or a channel of which nothing is counted
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("subject_id", is_key=True),
    Column("is_role", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

insight_report = Table(
    "insight_report",  # a guild that has a report each Monday, and when the next one is due
    metadata,
    _snowflake("guild_id", is_key=True),
    _snowflake("channel_id"),
    Column("zone", String(64), nullable=False),
    Column("minute", Integer, nullable=False),  # of the day
    Column("is_paused", Boolean, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)

posted_report = Table(
    "posted_report",  # ... one that is being posted, or was; 30 days
    metadata,
    _snowflake("guild_id", is_key=True),
    Column("monday", Date, primary_key=True),
    Column("claimed_at", UtcDateTime, nullable=False, index=True),
    Column("message_id", BigInteger),
    sqlite_with_rowid=False,
)

correction = Table(
    "correction",  # that somebody mended a learner's sentence; 30 days
    metadata,
    _snowflake("id", is_key=True),  # the interaction by which it was sent
    _snowflake("guild_id"),
    _snowflake("channel_id"),
    _snowflake("source_id"),
    _snowflake("user_id"),  # who mended it
    _snowflake("author_id"),  # whose sentence it is
    Column("message_id", BigInteger, index=True),  # NULL: claimed, and maybe posted
    Column("is_accepted", Boolean, nullable=False),
    Column("is_counted", Boolean, nullable=False),  # ... once it is accepted
    UniqueConstraint("source_id", "user_id"),
    Index(None, "user_id"),
    Index(None, "author_id"),
    sqlite_with_rowid=False,
)
