"""Nothing is left of a guild that is forgotten, and nothing of another guild is lost: looked for in every table."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, String, insert, select

from bot.bridges.consent import Invitation
from bot.bridges.model import BridgeId, BridgeSettings, Endpoint, Manner, Owner
from bot.bridges.ports import Notice, PinnedCopy
from bot.corrections.model import Correction, CorrectionId
from bot.hashtags.model import Alias, Tag, Used
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.model import Choice, Preference
from bot.moderation.model import Case, HeldDeletion, RaidMode, Reason, Refusal, Refused, StandingBoard
from bot.newcomers.model import Arrival, Cause, Greeter, Hello, Introduction
from bot.participation.model import tongue_of
from bot.participation.ports import Subject
from bot.participation.reports import Claim, Report
from bot.partners.model import Availability, Level, Part, Partner
from bot.partners.ports import Made
from bot.prompts.answers import Given, Quoted
from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import Choice as Choosing
from bot.prompts.occasions import Reason as Reasons
from bot.prompts.schedule import Schedule, SeatHours
from bot.prompts.suggestions import BoardPlace, NewSuggestion, Texts
from bot.relay.model import UNEDITED, Revision, SourcePlace
from bot.relay.quotations import Quoting
from bot.relay.threads import Joined
from bot.relay.webhook import Webhook
from bot.storage.database import Database
from bot.storage.tables import (
    UtcDateTime,
    act,
    arrival,
    arrival_day,
    badge,
    counted_upto,
    day_sum,
    dirty_day,
    lease,
    meeting_day,
    metadata,
    period_sum,
    revoked_message,
    shown_member,
    talk,
    talk_day,
    tongue_day,
    tongue_week,
)
from bot.translation.model import EN, ZH_HANS
from tests.fakes import StillClock
from tests.owing import Stores, deliver, part_of, said, stores_of

# Numbers that nothing else has, so that they are found wherever they stand.
GONE, STAYS = GuildId(7_100_000), GuildId(8_100_000)
GONE_CHANNELS = [ChannelId(7_200_000 + number) for number in range(3)]
STAYS_CHANNELS = [ChannelId(8_200_000 + number) for number in range(3)]
FORMER = ChannelId(7_300_000)  # it was bridged once
MODERATOR = UserId(9_000_001)

PARTICIPATION = (
    *(act, arrival, arrival_day, counted_upto, day_sum, dirty_day, meeting_day, period_sum, revoked_message),
    *(badge, shown_member, talk, talk_day, tongue_day, tongue_week),
)

# What is a user's own choice, or the application's, is no guild's.
NO_GUILDS = {"choice", "erasure", "partner_block", "preference", "registration"}


async def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    def read(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        return {
            name: [tuple(row) for row in connection.execute(select(table))] for name, table in metadata.tables.items()
        }

    return await database._engine.read(read)  # noqa: SLF001 - what no store tells


def of(guild: int, bridges: set[int], found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows in which an id of the guild's stands, or one of its bridges."""
    prefix = guild // 100_000  # 71 or 81: its channels are 72... and so on
    mine = range(prefix // 10 * 1_000_000, (prefix // 10 + 1) * 1_000_000)
    its = {}
    for name, table in metadata.tables.items():
        keys = [index for index, column in enumerate(table.c) if column.name in ("bridge_id",)]
        if name == "bridge":
            keys = [list(table.c.keys()).index("id")]
        its[name] = [
            row
            for row in found[name]
            if any(isinstance(value, int) and not isinstance(value, bool) and value in mine for value in row)
            or any(row[index] in bridges for index in keys)
        ]
    return its


def _lease_lanes(connection: Connection) -> None:
    for channel_id in (GONE_CHANNELS[0], STAYS_CHANNELS[0]):
        held = {"destination_id": channel_id, "owner": "one", "until": StillClock().now(), "is_wanted": False}
        connection.execute(insert(lease), held)


def _take_part(connection: Connection) -> None:
    """Let somebody of either guild have taken part."""
    day = date(2026, 11, 20)
    for guild, channel_id in ((GONE, GONE_CHANNELS[0]), (STAYS, STAYS_CHANNELS[0])):
        its = {"guild_id": guild, "channel_id": channel_id, "user_id": 1, "day": day, "week": day, "period": "ever"}
        for table in PARTICIPATION:
            filled = {column.name: its.get(column.name, _of(column, guild)) for column in table.c}
            connection.execute(insert(table), filled)


def _of(column: Column[Any], guild: GuildId) -> Any:
    """Return something for a column, an id of the guild's for one."""
    values = {BigInteger: guild + 900_000, LargeBinary: b"", UtcDateTime: StillClock().now()}
    return values.get(type(column.type), "" if isinstance(column.type, String) else 0)


async def lived_in(stores: Stores, guild: GuildId, channels: list[ChannelId], name: str) -> BridgeId:
    """Let a guild have something in every table."""
    base = int(guild) + 500_000
    ends = [Endpoint(guild, channels[0], EN), Endpoint(guild, channels[1], ZH_HANS)]
    bridge_id = await stores.bridges.open(Owner(guild), name, ends, BridgeSettings(ChannelId(base + 1)))
    await stores.invitations.issue(f"code of {name}", Invitation(bridge_id, MODERATOR, stores.clock.now()))
    await stores.mutes.keep(bridge_id, guild, UserId(1), is_muted=True)
    await stores.cases.keep(
        MessageId(base + 2), Case(bridge_id, SourcePlace(channels[0], MessageId(base + 3)), UserId(1))
    )
    for channel_id in channels:
        await stores.notices.keep(channel_id, Notice(MessageId(base + 4), "fingerprint"))
        await stores.webhooks.keep(Webhook(base + 5, channel_id, "token"))
    await stores.outbox.pass_over(channels[0], MessageId(base + 6), [MessageId(base + 7)])
    await stores.outbox.observe([said(base + 8, to=[channels[1]], channel=channels[0])])
    await deliver(stores, base + 9, base + 10, to=channels[1])
    await stores.bridges.set_manner(bridge_id, Manner(carries_pins=True, agreed=frozenset({guild})))
    await stores.pins.keep(MessageId(base + 9), [PinnedCopy(channels[1], MessageId(base + 10))])
    await stores.polls.keep(SourcePlace(channels[0], MessageId(base + 9)), stores.clock.now())
    held = HeldDeletion(bridge_id, guild, SourcePlace(channels[0], MessageId(base + 9)))
    await stores.held_deletions.keep(MessageId(base + 12), held)
    await stores.words.add(bridge_id, guild, ["word"])
    await stores.mirrors.keep(bridge_id, guild, is_on=True)
    await stores.raids.keep(bridge_id, RaidMode())
    place = SourcePlace(channels[0], MessageId(base + 13))
    refusals = (Refusal(channels[1], Reason.WORDS, ruled_by=guild),)
    await stores.held.refuse([Refused(place, guild, UserId(1), UNEDITED, bridge_id, refusals)])
    board = StandingBoard(ChannelId(base + 1), MessageId(base + 15), MessageId(base + 13))
    await stores.boards.keep(bridge_id, guild, board)
    thread_id = ChannelId(base + 17)
    await stores.threads.claim(thread_id, Joined(channels[0], thread_id, False, "", stores.clock.now()))
    await stores.threads.claim(thread_id, Joined(channels[1], None, True, "", stores.clock.now()))
    await stores.outbox.pass_over(thread_id, MessageId(base + 18), [MessageId(base + 19)])
    await stores.unheard.begin([guild], Revision(1))
    await stores.unheard.refused(guild, Revision(1))
    (row,) = await stores.outbox.observe([said(base + 16, to=[channels[1]], channel=channels[0])])
    quoting = Quoting(SourcePlace(channels[0], MessageId(base + 9)), is_linked=True, is_owed=True)
    await stores.ledger.record(part_of(row, base + 17), row, settles=True, quoting=quoting)
    await ask_daily(stores, bridge_id, channels[0], MessageId(base + 21))
    suggested = NewSuggestion(bridge_id, guild, UserId(1), Texts(en="What do you do?"))
    suggestion = await stores.suggestions.add(suggested)
    assert suggestion is not None
    await stores.suggestions.shown(suggestion.id, BoardPlace(ChannelId(base + 1), MessageId(base + 20)))
    return bridge_id


async def welcomed(database: Database, bridge_id: BridgeId, guild: GuildId, channel_id: ChannelId) -> None:
    """Let somebody have introduced themselves and been answered, and somebody else wait for a greeter."""
    now, stores = StillClock().now(), database.community.newcomers
    place = SourcePlace(channel_id, MessageId(int(guild) + 500_022))
    card = Introduction(bridge_id, guild, UserId(1), place, now)
    arrival = Arrival(bridge_id, guild, UserId(1), place, EN, now, Cause.CARD)
    await stores.introductions.introduce(card, arrival, 1)
    said_hi = SourcePlace(channel_id, MessageId(place.message_id + 1))
    await stores.introductions.hello(Hello(bridge_id, guild, UserId(2), place, said_hi))
    waiting = replace(arrival, user_id=UserId(3), place=said_hi, cause=Cause.FIRST_POST)
    await stores.greeters.enqueue([waiting])
    await stores.greeters.volunteer(Greeter(bridge_id, guild, UserId(2), EN))
    await stores.greeters.deal(now)
    assert await stores.greeters.may_call(bridge_id, now)


async def use_hashtags(database: Database, guild: GuildId) -> None:
    """Use a hashtag some days ago and now, and pair two."""
    clock, spelled = StillClock(), {Tag("cattax"): "cattax"}
    uses = replace(database.hashtags.uses, clock=clock)
    for _ in range(2):
        await uses.expire()
        message_id = MessageId(first_id_at(clock.now()) + guild)
        await uses.hear([Used(message_id, guild, UserId(1), tongue_of(EN), UNEDITED, spelled)])
        clock.advance(timedelta(days=4))
    await database.hashtags.aliases.keep(guild, Alias("cat", "猫"))


async def answered(database: Database, bridge_id: BridgeId, channel_id: ChannelId, day: int) -> None:
    """Let a topic have been answered in a channel, by the button and otherwise, and have a recap."""
    base, daily = int(channel_id) + 400_000, database.daily
    chosen = Choosing(PromptId("tea"), None, Reasons.LIBRARY)
    occasion = await daily.occasions.open(bridge_id, date(2027, 1, day), chosen, StillClock().now())
    place = SourcePlace(channel_id, MessageId(base + 1))
    await daily.answers.give(Given(occasion.id, place, UserId(1), 3))
    await daily.quotes.plan(occasion.id, [Quoted(MessageId(base + 2), channel_id, UserId(1), 0)], {})


async def reported(database: Database, guild: GuildId) -> None:
    """Let a guild have a weekly report, one that stands, and something that is not counted."""
    base, community = int(guild) + 500_000, database.community
    await community.exclusions.keep(guild, Subject(base + 31, is_role=True), is_excluded=True)
    await community.reports.save(Report(guild, ChannelId(base + 32)), StillClock().now())
    claim = await community.reports.claim(guild, date(2026, 11, 23))
    assert isinstance(claim, Claim)
    await community.reports.posted(claim, MessageId(base + 33))


async def mended(database: Database, guild: GuildId, channel_id: ChannelId) -> None:
    """Let somebody have mended a sentence."""
    base = int(guild) + 500_034
    one = Correction(CorrectionId(base), guild, channel_id, MessageId(base + 1), UserId(1), UserId(2))
    assert await database.community.corrections.claim(one)


async def paired(database: Database, bridge_id: BridgeId, guild: GuildId, channels: list[ChannelId]) -> None:
    """Let two of a guild be language partners."""
    pairs, now = database.community.pairs, StillClock().now()
    availability = Availability(frozenset({Part.DAWN}), 8)
    two = (
        Partner(bridge_id, UserId(1), guild, channels[0], Level.SOME, frozenset(), availability),
        Partner(bridge_id, UserId(2), guild, channels[1], Level.SOME, frozenset(), availability),
    )
    for one in two:
        await database.community.partners.keep(one, now)
    (due,) = [one for one in await pairs.rounds(now, 10) if one.bridge_id == bridge_id]
    await pairs.made(due, Made(now.date(), [two], (), now))
    (pair,) = await pairs.pairs_of(bridge_id, UserId(1))
    side = replace(pair.sides[0], thread_id=ChannelId(int(channels[0]) + 410_000))
    await pairs.opened(pair, side, "Partners 1", ChannelId(int(channels[0]) + 410_000))


async def ask_daily(stores: Stores, bridge_id: BridgeId, channel_id: ChannelId, message_id: MessageId) -> None:
    """Ask a bridge its topic of the day."""
    now = stores.clock.now()
    await stores.schedules.save(Schedule(bridge_id, seats={channel_id: SeatHours()}, starts_on=now.date()), now)
    choice = Choosing(PromptId("cats"), Theme.PETS, Reasons.LIBRARY)
    occasion = await stores.occasions.open(bridge_id, now.date(), choice, now)
    claim = await stores.occasions.claim(occasion, channel_id)
    assert claim is not None
    await stores.occasions.posted(claim, message_id, None)
    await stores.occasions.put_next(bridge_id, PromptId("dogs"), MODERATOR)


async def test_nothing_of_a_forgotten_guild_is_left_in_any_table_and_nothing_of_another_is_lost(database: Database):
    stores = stores_of(database, StillClock())
    theirs = await lived_in(stores, GONE, GONE_CHANNELS, "theirs")
    ours = await lived_in(stores, STAYS, STAYS_CHANNELS, "ours")
    for bridge_id, guild, channels in ((theirs, GONE, GONE_CHANNELS), (ours, STAYS, STAYS_CHANNELS)):
        await welcomed(database, bridge_id, guild, channels[0])
    for guild in (GONE, STAYS):
        await use_hashtags(database, guild)
    await stores.choices.keep(UserId(1), Choice(takes_part=False))
    await stores.preferences.keep(UserId(1), Preference(is_pinged=False))
    await database.erasures.request(UserId(1), database.erasures.clock.now())
    for number, (bridge_id, channel_id) in enumerate(
        ((theirs, GONE_CHANNELS[0]), (ours, STAYS_CHANNELS[0]), (ours, GONE_CHANNELS[2])), start=1
    ):
        await answered(database, bridge_id, channel_id, number)
    for guild, channels in ((GONE, GONE_CHANNELS), (STAYS, STAYS_CHANNELS)):
        await mended(database, guild, channels[0])
    await paired(database, theirs, GONE, GONE_CHANNELS)
    await paired(database, ours, STAYS, STAYS_CHANNELS)
    await database.registrations.keep(1, "fingerprint")
    # They are guests of ours, and a channel of theirs was one once.
    for code, end in (("first", Endpoint(GONE, GONE_CHANNELS[2], EN)), ("second", Endpoint(GONE, FORMER, EN))):
        await stores.invitations.issue(code, Invitation(ours, MODERATOR, stores.clock.now() + timedelta(minutes=30)))
        await stores.invitations.accept(code, end, ChannelId(int(GONE) + 500_011))
    await stores.bridges.unseat(FORMER)
    await stores.webhooks.keep(Webhook(7_500_012, FORMER, "token"))
    await stores.mutes.keep(ours, GONE, UserId(1), is_muted=True)
    board = StandingBoard(ChannelId(7_500_011), MessageId(7_500_016), MessageId(9_000_013))
    await stores.boards.keep(ours, GONE, board)
    await stores.cases.keep(
        MessageId(9_000_002), Case(ours, SourcePlace(GONE_CHANNELS[2], MessageId(7_500_013)), UserId(1))
    )
    # What is between the two: of theirs to ours, and of ours to theirs.
    there, here = GONE_CHANNELS[2], STAYS_CHANNELS[0]
    for source, target, number in ((there, here, 7_500_014), (here, there, 8_500_014)):
        (row,) = await stores.outbox.observe([said(number, to=[target], channel=source)])
        quoting = Quoting(SourcePlace(source, MessageId(number - 1)), is_linked=True, is_owed=False)
        await stores.ledger.record(part_of(row, number + 1), row, settles=True, quoting=quoting)
        await stores.outbox.observe([said(number + 2, to=[target], channel=source)])
    for guild in (GONE, STAYS):
        await database.trail.record(guild, MODERATOR, "opened", "theirs")
        await reported(database, guild)
    await database._engine.write(_take_part)  # noqa: SLF001 - likewise
    await database._engine.write(_lease_lanes)  # noqa: SLF001 - what no store does for a file
    await stores.departures.note(GONE)

    everything = await rows(database)
    before = of(GONE, {theirs}, everything)
    assert {name for name, found in before.items() if not found} == NO_GUILDS

    await stores.departures.purge(GONE)
    left = await rows(database)
    assert {name: found for name, found in of(GONE, {theirs}, left).items() if found} == {}
    kept, ours_before = of(STAYS, {ours}, left), of(STAYS, {ours}, everything)
    assert {name: set(found) for name, found in kept.items()} == {
        name: set(found) - set(before[name]) for name, found in ours_before.items()
    }
    assert all(kept[name] for name in kept.keys() - NO_GUILDS - {"departure", "guest"})
    assert left["choice"]
    assert left["registration"]
