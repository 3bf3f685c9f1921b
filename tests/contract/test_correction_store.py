"""What is remembered of corrections, and what an accepted one counts, in a database of either kind."""

import asyncio
from datetime import timedelta

import pytest

from bot.corrections.model import Correction, CorrectionId
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.model import Choice, Preference
from bot.participation.badges import Badge, earned
from bot.participation.heard import Batch, Deleted
from bot.participation.model import Kind
from bot.participation.standing import ALWAYS
from bot.relay.model import SourcePlace
from bot.storage.corrections import SqlCorrectionStore
from bot.storage.database import Database
from bot.storage.expiry import KEPT_FOR
from bot.storage.recording import Recorded, record
from tests.contributing import KEY, ZH
from tests.fakes import StillClock
from tests.postgres import PostgresServer

GUILD, CHANNEL, SOURCE = GuildId(10), ChannelId(12), MessageId(500)
LEARNER, MENDER, OTHER = UserId(5), UserId(6), UserId(7)


class Desk:
    """A store, and corrections that are made at its moment."""

    def __init__(self, database: Database) -> None:
        clock = database.community.corrections.clock
        assert isinstance(clock, StillClock)
        self.database, self.clock = database, clock
        self.store: SqlCorrectionStore = database.community.corrections
        self.records = database.community.contributions
        self._number = 0

    def correction(self, source: MessageId = SOURCE, who: UserId = MENDER, *, is_counted: bool = True) -> Correction:
        """Return a correction that is about to be posted."""
        self._number += 1
        made = CorrectionId(first_id_at(self.clock.now()) + self._number)
        return Correction(made, GUILD, CHANNEL, source, who, LEARNER, is_counted=is_counted)

    async def standing(
        self, source: MessageId = SOURCE, who: UserId = MENDER, *, is_counted: bool = True
    ) -> tuple[Correction, MessageId]:
        """Have a correction stand."""
        one = self.correction(source, who, is_counted=is_counted)
        message_id = MessageId(one.id + 1_000)
        assert await self.store.claim(one)
        assert await self.store.posted(one.id, message_id)
        return one, message_id

    async def counted(self, who: UserId = MENDER) -> int:
        """Return how many corrections of a member's count."""
        await self.records.fold()
        days = await self.records.of_member([GUILD], who, ALWAYS)
        return sum(sums.get(Kind.CORRECTION, 0) for sums in days.values())


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def test_a_member_mends_a_sentence_once_and_another_one_does_too(desk: Desk):
    one = desk.correction()
    assert await desk.store.claim(one)
    assert not await desk.store.claim(desk.correction())
    assert await desk.store.claim(desk.correction(who=OTHER))
    assert await desk.store.by_mender(SOURCE, MENDER) == await desk.store.by_id(one.id) == one
    assert await desk.store.by_mender(MessageId(1), MENDER) is None
    await desk.store.forget(one.id)
    assert await desk.store.by_id(one.id) is None
    assert not await desk.store.posted(one.id, MessageId(9))
    assert await desk.store.claim(desk.correction())


async def test_what_stands_is_found_by_itself_its_sentence_and_the_two(desk: Desk):
    one, message_id = await desk.standing()
    known = await desk.store.by_id(one.id)
    assert known is not None
    assert known.place == SourcePlace(CHANNEL, message_id)
    for message_ids in ([message_id], [SOURCE], [SOURCE, message_id, MessageId(3)]):
        assert await desk.store.about(message_ids) == [known]
    assert await desk.store.about([MessageId(3)]) == []
    for user_id in (LEARNER, MENDER):
        assert await desk.store.of_user(user_id) == [known]
    assert await desk.store.of_user(OTHER) == []


async def test_what_was_claimed_and_not_recorded_is_found_after_a_while(desk: Desk):
    claimed = desk.correction()
    await desk.store.claim(claimed)
    standing, _ = await desk.standing(MessageId(501))
    now = desk.clock.now()
    assert await desk.store.unsettled(now) == []
    assert await desk.store.unsettled(now + timedelta(seconds=1)) == [claimed]
    found = await desk.store.standing([GUILD], now - timedelta(hours=1))
    assert [one.id for one in found] == [standing.id]
    assert await desk.store.standing([GUILD], now + timedelta(seconds=1)) == []
    assert await desk.store.standing([GuildId(11)], now - timedelta(hours=1)) == []


async def test_an_accepted_correction_counts_once_on_the_day_on_which_it_was_written(desk: Desk):
    await desk.database.preferences.keep(MENDER, Preference(zone="Asia/Taipei"))
    one, _ = await desk.standing()
    assert await desk.counted() == 0
    desk.clock.advance(timedelta(days=2))
    for _ in range(2):
        await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 1
    days = await desk.records.of_member([GUILD], MENDER, ALWAYS)
    (day,) = days
    assert day < desk.clock.now().date()
    assert Badge.MENDED in earned(days)
    assert await desk.counted(LEARNER) == 0
    known = await desk.store.by_id(one.id)
    assert known is not None
    assert known.is_accepted


async def test_once_it_is_forgotten_with_whom_it_was_it_counts_once_still(desk: Desk):
    one, _ = await desk.standing()
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 1
    desk.clock.advance(timedelta(days=4))
    await desk.records.keep_house(KEY)
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 1


async def test_three_with_one_learner_count_on_a_day(desk: Desk):
    for number in range(5):
        one, _ = await desk.standing(MessageId(600 + number))
        await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 3


async def test_nothing_counts_of_what_is_excluded(desk: Desk):
    excluded, _ = await desk.standing(is_counted=False)
    await desk.store.accept(excluded.id, ZH)
    aside, _ = await desk.standing(MessageId(501))
    await desk.store.accept(aside.id, None)
    assert await desk.counted() == 0


async def test_what_did_not_count_as_it_was_accepted_does_not_by_a_second_press(desk: Desk):
    one, _ = await desk.standing()
    await desk.store.accept(one.id, None)
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 0


@pytest.mark.parametrize("absent", [LEARNER, MENDER])
async def test_nothing_counts_between_two_of_whom_one_takes_no_part(desk: Desk, absent: UserId):
    one, _ = await desk.standing()
    await desk.database.choices.keep(absent, Choice(takes_part=False))
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 0


async def test_nothing_counts_of_who_has_had_their_data_erased_since(desk: Desk):
    one, _ = await desk.standing()
    desk.clock.advance(timedelta(minutes=1))
    await desk.database.erasures.request(MENDER, desk.database.erasures.clock.now())
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 0


@pytest.mark.parametrize("by_hearing", [False, True])
async def test_a_correction_that_is_gone_counts_no_more(desk: Desk, by_hearing: bool):
    one, message_id = await desk.standing()
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 1
    if by_hearing:
        await desk.records.record(Batch([Deleted(message_id, CHANNEL)]))
    else:
        await desk.store.forget(one.id)
    assert await desk.counted() == 0
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 0


async def test_what_is_deleted_before_it_is_accepted_never_counts(desk: Desk):
    one, message_id = await desk.standing()
    await desk.records.record(Batch([Deleted(message_id, CHANNEL)]))
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 0


@pytest.mark.parametrize("is_before", [False, True])
async def test_what_an_admin_voids_does_not_count(desk: Desk, is_before: bool):
    one, message_id = await desk.standing()
    if is_before:
        await desk.records.void(SourcePlace(CHANNEL, message_id))
        await desk.store.accept(one.id, ZH)
    else:
        await desk.store.accept(one.id, ZH)
        assert await desk.records.home_of(message_id) == GUILD
        assert await desk.records.void(SourcePlace(CHANNEL, message_id)) == 1
    assert await desk.counted() == 0


@pytest.mark.parametrize("who", [LEARNER, MENDER])
async def test_a_correction_is_told_both_and_goes_with_either(desk: Desk, who: UserId):
    await desk.standing(MessageId(1))
    for user_id in (LEARNER, MENDER):
        (kept,) = (await desk.database.personal.of(user_id))["correction"]
        assert (kept["user_id"], kept["author_id"]) == (str(MENDER), str(LEARNER))
    erasure = await desk.database.erasures.request(who, desk.database.erasures.clock.now())
    await desk.database.erasures.finish(erasure)
    assert (await desk.database.personal.of(who)).keys() == {"erasure"}
    assert await desk.store.of_user(who) == []


async def test_after_thirty_days_nothing_is_known_of_it_and_it_goes_on_counting(desk: Desk):
    one, _ = await desk.standing()
    await desk.store.accept(one.id, ZH)
    assert await desk.counted() == 1
    desk.clock.advance(KEPT_FOR - timedelta(seconds=1))
    await desk.database.ledger.expire()
    assert await desk.store.by_id(one.id) is not None
    desk.clock.advance(timedelta(seconds=2))
    await desk.database.ledger.expire()
    assert await desk.store.by_id(one.id) is None
    assert await desk.counted() == 1


async def test_what_one_process_accepts_waits_for_the_deletion_that_another_records(postgres: PostgresServer):
    async with postgres.database() as url:
        one, other = await Database.open(url, StillClock()), await Database.open(url, StillClock())
        try:
            desk = Desk(one)
            made, message_id = await desk.standing()
            deletion = Recorded(Batch([Deleted(message_id, CHANNEL)]), desk.clock.now())
            held_open = one._engine._engine.begin()  # type: ignore[attr-defined] # noqa: SLF001 - the other's transaction
            async with asyncio.TaskGroup() as tasks, held_open as connection:
                await connection.run_sync(lambda sync: record(sync, [deletion]))
                accepting = tasks.create_task(other.community.corrections.accept(made.id, ZH))
                await asyncio.sleep(0.2)
                assert not accepting.done()
            assert await desk.counted() == 0
        finally:
            await one.close()
            await other.close()
