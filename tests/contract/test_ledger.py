"""What every `Ledger` does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.joining import Joining
from bot.relay.model import OWED_FOR, Debt, Part, PartState, Revision, SourcePlace
from bot.translation.model import Quality
from tests.owing import (
    ANN,
    FIRST_EDIT,
    HERE,
    SECOND_EDIT,
    SOURCE,
    THERE,
    Stores,
    debts,
    deliver,
    edited,
    owe,
    part_of,
    pass_over,
    remove,
    said,
    states,
)

TEN = MessageId(10)


async def test_a_part_comes_back_as_it_was_recorded(stores: Stores):
    row = await owe(stores, said(10))
    part = Part(MessageId(1 << 62), HERE, TEN, SOURCE, 0, 0, 1999, FIRST_EDIT, Quality.PROVISIONAL)
    await stores.ledger.record(part, row, settles=False)
    assert await stores.ledger.parts(TEN, HERE) == [part]


async def test_a_part_that_does_not_settle_leaves_the_row_as_it_is(stores: Stores):
    row = await owe(stores, said(10))
    assert await stores.ledger.record(part_of(row, 900), row, settles=False) == row
    assert await stores.outbox.waiting() == [row]


async def test_a_final_part_that_settles_ends_the_debt(stores: Stores):
    row = await owe(stores, said(10))
    assert await stores.ledger.record(part_of(row, 900), row, settles=True) is None
    assert await stores.outbox.waiting() == []


async def test_a_provisional_part_that_settles_leaves_its_translation_owed(stores: Stores):
    row = await owe(stores, said(10))
    left = await stores.ledger.record(part_of(row, 900, quality=Quality.PROVISIONAL), row, settles=True)
    assert left == replace(row, debt=Debt.FINAL)
    assert await stores.outbox.waiting() == [left]


async def test_one_destination_paid_leaves_the_other_owed(stores: Stores):
    here, there = await stores.outbox.observe([said(10, to=[HERE, THERE])])
    assert await stores.ledger.record(part_of(here, 900), here, settles=True) is None
    assert await stores.outbox.waiting() == [there]


@pytest.mark.parametrize("quality", Quality)
async def test_a_create_that_was_edited_meanwhile_becomes_an_edit(stores: Stores, quality: Quality):
    row = await owe(stores, said(10))
    newer = await owe(stores, edited(10, "better"))
    left = await stores.ledger.record(part_of(row, 900, quality=quality), row, settles=True)
    assert left == replace(newer, debt=Debt.EDIT)
    assert await stores.outbox.waiting() == [left]


async def test_a_create_of_which_only_a_beginning_is_paid_becomes_an_edit(stores: Stores):
    """The parts that an earlier process posted have still to be brought to one composition with the rest."""
    row = await owe(stores, said(10))
    await stores.ledger.record(part_of(row, 100), row, settles=False)
    owed = await stores.ledger.record(part_of(row, 101, 1), replace(row, revision=Revision(-1)), settles=True)
    assert owed == replace(row, debt=Debt.EDIT)
    assert await stores.outbox.waiting() == [owed]


async def test_an_edited_create_stays_a_create_until_every_part_stands(stores: Stores):
    row = await owe(stores, said(10))
    newer = await owe(stores, edited(10))
    assert await stores.ledger.record(part_of(row, 900), row, settles=False) == newer
    left = await stores.ledger.record(part_of(row, 901, 1), row, settles=True)
    assert left == replace(newer, debt=Debt.EDIT)


async def test_a_create_that_was_removed_meanwhile_stays_a_removal(stores: Stores):
    row = await owe(stores, said(10))
    [removal] = await remove(stores, 10)
    part = part_of(row, 900)
    assert await stores.ledger.record(part, row, settles=True) == removal
    assert await stores.outbox.waiting() == [removal]
    assert await stores.ledger.parts(TEN, HERE) == [part]


async def test_recording_for_a_row_that_was_forgotten_keeps_the_part_and_owes_nothing(stores: Stores):
    row = await owe(stores, said(10))
    await stores.outbox.forget(row)
    assert await stores.ledger.record(part_of(row, 900), row, settles=True) is None
    assert await stores.ledger.record(part_of(row, 901, 1), row, settles=False) is None
    assert len(await stores.ledger.parts(TEN, HERE)) == 2


async def test_recording_twice_changes_nothing(stores: Stores):
    """The answer to a request and the gateway's echo may both tell of one message."""
    row = await owe(stores, said(10))
    part = part_of(row, 900, quality=Quality.PROVISIONAL)
    first = await stores.ledger.record(part, row, settles=True)
    assert await stores.ledger.record(part, row, settles=True) == first
    assert await stores.ledger.parts(TEN, HERE) == [part]
    assert await stores.outbox.waiting() == [first]


async def test_a_second_live_part_in_one_place_sends_the_first_away_and_both_are_known(stores: Stores):
    row = await owe(stores, said(10))
    await stores.ledger.record(part_of(row, 900), row, settles=False)
    await stores.ledger.record(part_of(row, 901), row, settles=True)
    assert states(await stores.ledger.parts(TEN, HERE)) == [(900, PartState.REMOVING), (901, PartState.LIVE)]
    [removal] = await remove(stores, 10)
    await stores.ledger.settle(removal, [])
    assert await stores.ledger.parts(TEN, HERE) == []


async def test_one_ordinal_in_another_destination_or_of_another_message_is_another_place(stores: Stores):
    await deliver(stores, 10, 900, to=HERE)
    await deliver(stores, 10, 901, to=THERE)
    await deliver(stores, 11, 902, to=HERE)
    for source, destination, copy in ((10, HERE, 900), (10, THERE, 901), (11, HERE, 902)):
        assert states(await stores.ledger.parts(MessageId(source), destination)) == [(copy, PartState.LIVE)]


async def test_a_part_may_hold_several_sources(stores: Stores):
    await deliver(stores, 10, 900)
    await deliver(stores, 11, 900)
    assert states(await stores.ledger.parts(TEN, HERE)) == [(900, PartState.LIVE)]
    assert states(await stores.ledger.parts(MessageId(11), HERE)) == [(900, PartState.LIVE)]


async def test_settling_an_edit_records_what_is_shown_now(stores: Stores):
    part = await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    shown = replace(part, revision=FIRST_EDIT, end=77)
    assert await stores.ledger.settle(row, [shown]) is None
    assert await stores.ledger.parts(TEN, HERE) == [shown]
    assert await stores.outbox.waiting() == []


@pytest.mark.parametrize("kept", [[900], [901], [901, 900], [902, 900, 903], []])
async def test_after_settling_only_what_is_shown_stands_in_the_order_shown(stores: Stores, kept: list[int]):
    row = await owe(stores, said(10))
    await stores.ledger.record(part_of(row, 900), row, settles=False)
    await stores.ledger.record(part_of(row, 901, 1), row, settles=True)
    row = await owe(stores, edited(10))
    shown = [part_of(row, message_id, ordinal) for ordinal, message_id in enumerate(kept)]
    assert await stores.ledger.settle(row, shown) is None
    assert await stores.ledger.parts(TEN, HERE) == shown
    assert await stores.ledger.known([MessageId(n) for n in range(890, 910)]) == {900, 901, *kept}


async def test_a_shown_part_is_live_whatever_it_was(stores: Stores):
    part = await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    await stores.ledger.begin_removal([part.message_id])
    await stores.ledger.settle(row, await stores.ledger.parts(TEN, HERE))
    assert await stores.ledger.parts(TEN, HERE) == [part]


async def test_settling_leaves_other_messages_and_destinations_alone(stores: Stores):
    there = await deliver(stores, 10, 900, to=THERE)
    other = await deliver(stores, 11, 901, to=HERE)
    row = await owe(stores, said(10, to=[HERE, THERE]))
    await stores.ledger.settle(row, [])
    assert await stores.ledger.parts(TEN, THERE) == [there]
    assert await stores.ledger.parts(MessageId(11), HERE) == [other]


async def test_a_provisional_edit_leaves_its_translation_owed(stores: Stores):
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    shown = [part_of(row, 900), part_of(row, 901, 1, quality=Quality.PROVISIONAL)]
    assert await stores.ledger.settle(row, shown) == replace(row, debt=Debt.FINAL)


async def test_a_late_translation_ends_the_debt(stores: Stores):
    part = await deliver(stores, 10, 900, quality=Quality.PROVISIONAL)
    [row] = await stores.outbox.waiting()
    final = replace(part, quality=Quality.FINAL)
    assert await stores.ledger.settle(row, [final]) is None
    assert await stores.ledger.parts(TEN, HERE) == [final]


async def test_a_translation_that_is_still_provisional_stays_owed(stores: Stores):
    part = await deliver(stores, 10, 900, quality=Quality.PROVISIONAL)
    [row] = await stores.outbox.waiting()
    assert await stores.ledger.settle(row, [part]) == row


async def test_what_was_edited_again_meanwhile_stays_owed(stores: Stores):
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    newer = await owe(stores, edited(10, revision=SECOND_EDIT))
    assert await stores.ledger.settle(row, [part_of(row, 900)]) == newer
    assert await stores.ledger.settle(newer, [part_of(newer, 900)]) is None


async def test_a_translation_that_an_edit_overtook_leaves_the_edit_owed(stores: Stores):
    part = await deliver(stores, 10, 900, quality=Quality.PROVISIONAL)
    [row] = await stores.outbox.waiting()
    newer = await owe(stores, edited(10))
    assert await stores.ledger.settle(row, [replace(part, quality=Quality.FINAL)]) == newer
    assert newer.debt is Debt.EDIT


async def test_an_edit_that_a_removal_overtook_leaves_the_removal_owed(stores: Stores):
    part = await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    [removal] = await remove(stores, 10)
    assert await stores.ledger.settle(row, [part]) == removal


async def test_a_removal_is_settled_by_showing_nothing(stores: Stores):
    await deliver(stores, 10, 900)
    [removal] = await remove(stores, 10)
    assert await stores.ledger.settle(removal, []) is None
    assert await stores.ledger.parts(TEN, HERE) == []
    assert await stores.outbox.waiting() == []
    assert await stores.ledger.known([MessageId(900)]) == {900}


async def test_a_part_is_marked_before_it_is_deleted_and_still_named(stores: Stores):
    await deliver(stores, 10, 900)
    await deliver(stores, 11, 901)
    await stores.ledger.begin_removal([MessageId(900), MessageId(777)])
    assert states(await stores.ledger.parts(TEN, HERE)) == [(900, PartState.REMOVING)]
    assert states(await stores.ledger.parts(MessageId(11), HERE)) == [(901, PartState.LIVE)]


async def test_a_part_that_is_gone_is_not_marked_again(stores: Stores):
    await deliver(stores, 10, 900)
    [removal] = await remove(stores, 10)
    await stores.ledger.settle(removal, [])
    await stores.ledger.begin_removal([MessageId(900)])
    assert await stores.ledger.parts(TEN, HERE) == []


async def test_marking_nothing_does_nothing(stores: Stores):
    await stores.ledger.begin_removal([])


async def test_parts_are_in_reading_order(stores: Stores):
    row = await owe(stores, said(10))
    for ordinal in (2, 0, 1):
        await stores.ledger.record(part_of(row, 900 - ordinal, ordinal), row, settles=False)
    assert [part.ordinal for part in await stores.ledger.parts(TEN, HERE)] == [0, 1, 2]


async def test_what_was_never_delivered_has_no_parts(stores: Stores):
    await stores.outbox.observe([said(10)])
    assert await stores.ledger.parts(TEN, HERE) == []


async def test_the_last_recorded_message_is_the_newest_of_whatever_state(stores: Stores):
    assert await stores.ledger.last_recorded(HERE) is None
    await deliver(stores, 10, 905)
    await deliver(stores, 11, 903)
    await deliver(stores, 12, 999, to=THERE)
    [removal] = await remove(stores, 10)
    await stores.ledger.settle(removal, [])
    assert await stores.ledger.last_recorded(HERE) == 905
    assert await stores.ledger.last_recorded(ChannelId(5)) is None


async def test_known_messages_are_told_from_strange_ones_however_many(stores: Stores):
    await deliver(stores, 10, 900)
    await deliver(stores, 11, 2500)
    await stores.ledger.begin_removal([MessageId(900)])
    assert await stores.ledger.known([MessageId(n) for n in range(1, 3001)]) == {900, 2500}
    assert await stores.ledger.known([]) == set()


async def test_many_lanes_settle_at_once_each_its_own(stores: Stores):
    rows = await stores.outbox.observe([said(n, to=[ChannelId(5000 + n)]) for n in range(1, 101)])
    final, provisional, edited_again, removed, unsettled = (rows[n::5] for n in range(5))
    for row in edited_again:
        await stores.outbox.observe([edited(row.source_id, to=[row.destination_id])])
    await remove(stores, *(row.source_id for row in removed))
    outcomes = await asyncio.gather(
        *(
            stores.ledger.record(
                part_of(
                    row, 9000 + row.source_id, quality=Quality.PROVISIONAL if row in provisional else Quality.FINAL
                ),
                row,
                settles=row not in unsettled,
            )
            for row in rows
        )
    )
    owed = dict(zip((row.source_id for row in rows), outcomes, strict=True))
    expected = (
        dict.fromkeys(row.source_id for row in final)
        | {row.source_id: Debt.FINAL for row in provisional}
        | {row.source_id: Debt.EDIT for row in edited_again}
        | {row.source_id: Debt.REMOVE for row in removed}
        | {row.source_id: Debt.CREATE for row in unsettled}
    )
    assert {source_id: row and row.debt for source_id, row in owed.items()} == expected
    assert await stores.outbox.waiting() == [row for row in outcomes if row is not None]


async def test_one_debt_that_is_paid_twice_at_once_is_paid_in_turn(stores: Stores):
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    one, other = part_of(row, 901), part_of(row, 902)
    answers = await asyncio.gather(stores.ledger.settle(row, [one]), stores.ledger.settle(row, [other]))
    assert tuple(answers) == (None, None)
    assert await stores.ledger.parts(TEN, HERE) == [other]


async def test_parts_are_forgotten_after_thirty_days(stores: Stores):
    await deliver(stores, 10, 900)
    stores.clock.advance(timedelta(days=15))
    newer = await deliver(stores, 11, 901)
    stores.clock.advance(timedelta(days=15))
    await stores.ledger.expire()
    assert await stores.ledger.known([MessageId(900), MessageId(901)]) == {900, 901}
    stores.clock.advance(timedelta(seconds=1))
    await stores.ledger.expire()
    assert await stores.ledger.parts(TEN, HERE) == []
    assert await stores.ledger.parts(MessageId(11), HERE) == [newer]
    assert await stores.ledger.known([MessageId(900), MessageId(901)]) == {901}


async def test_tombstones_outlive_whatever_catch_up_can_find(stores: Stores):
    await remove(stores, 10)
    stores.clock.advance(OWED_FOR + timedelta(hours=1))
    await stores.ledger.expire()
    assert await stores.outbox.observe([said(10)]) == []
    stores.clock.advance(OWED_FOR)
    await stores.ledger.expire()
    assert len(await stores.outbox.observe([said(10)])) == 1


async def test_a_tombstone_that_is_put_again_holds_from_then_on(stores: Stores):
    await remove(stores, 10)
    stores.clock.advance(OWED_FOR)
    await pass_over(stores, 10, 10)
    stores.clock.advance(OWED_FOR + timedelta(hours=1))
    await stores.ledger.expire()
    assert await stores.outbox.observe([said(10)]) == []


async def test_text_that_was_owed_too_long_is_dropped_and_removals_are_not(stores: Stores):
    await deliver(stores, 10, 900)
    await stores.outbox.observe([edited(10)])
    await deliver(stores, 11, 901, quality=Quality.PROVISIONAL)
    await stores.outbox.observe([said(12), said(13)])
    await remove(stores, 13)
    stores.clock.advance(timedelta(hours=1))
    await stores.outbox.observe([said(14)])
    stores.clock.advance(OWED_FOR - timedelta(hours=1))
    await stores.ledger.expire()
    assert sorted(await debts(stores)) == [(13, HERE, Debt.REMOVE), (14, HERE, Debt.CREATE)]
    assert [row.content for row in await stores.outbox.waiting()] == ["", "hello"]


async def test_what_is_not_yet_past_its_time_stays(stores: Stores):
    row = await owe(stores, said(10))
    stores.clock.advance(OWED_FOR - timedelta(microseconds=1))
    await stores.ledger.expire()
    assert await stores.outbox.waiting() == [row]


async def test_the_source_of_a_copy_is_known_and_of_anything_else_is_not(stores: Stores):
    await deliver(stores, 10, 900)
    assert await stores.ledger.source_of(MessageId(900)) == SourcePlace(SOURCE, MessageId(10))
    assert await stores.ledger.source_of(MessageId(10)) is None
    assert await stores.ledger.author_of(MessageId(10)) == ANN.id
    assert await stores.ledger.author_of(MessageId(900)) is None


async def joined(stores: Stores, *message_ids: int, copy_id: int = 900) -> list[Part]:
    """Have messages stand in one copy, a line each; return their parts."""
    rows = [await owe(stores, said(message_id)) for message_id in message_ids]
    parts = [replace(part_of(row, copy_id), joining=Joining.AUTHOR) for row in rows]
    assert await stores.ledger.record_joined(parts, rows) == [None] * len(rows)
    return parts


async def test_what_shares_a_copy_is_recorded_and_settled_at_once(stores: Stores):
    rows = [await owe(stores, said(message_id)) for message_id in (10, 11, 12)]
    qualities = [Quality.FINAL, Quality.PROVISIONAL, Quality.FINAL]
    parts = [
        replace(part_of(row, 900, quality=quality), joining=Joining.DIGEST)
        for row, quality in zip(rows, qualities, strict=True)
    ]
    newer = await owe(stores, edited(12))
    assert await stores.ledger.record_joined(parts, rows) == [
        None,
        replace(rows[1], debt=Debt.FINAL),
        replace(newer, debt=Debt.EDIT),
    ]
    assert await stores.ledger.together(MessageId(900)) == parts
    assert await stores.ledger.parts(MessageId(11), HERE) == parts[1:2]


async def test_many_copies_are_recorded_at_once_each_with_its_own(stores: Stores):
    pairs = [
        [
            await owe(stores, said(10 * number, to=[ChannelId(number)])),
            await owe(stores, said(10 * number + 1, to=[ChannelId(number)])),
        ]
        for number in range(1, 5)
    ]
    answers = await asyncio.gather(
        *(
            stores.ledger.record_joined(
                [
                    replace(part_of(row, 900 + number, quality=Quality.PROVISIONAL), joining=Joining.AUTHOR)
                    for row in rows
                ],
                rows,
            )
            for number, rows in enumerate(pairs)
        )
    )
    assert [[row.source_id for row in each if row is not None] for each in answers] == [
        [row.source_id for row in rows] for rows in pairs
    ]


async def test_a_line_leaves_and_the_others_stay(stores: Stores):
    one, two, three = await joined(stores, 10, 11, 12)
    await stores.ledger.begin_taking_out(two)
    together = await stores.ledger.together(MessageId(900))
    assert [part.state for part in together] == [PartState.LIVE, PartState.REMOVING, PartState.LIVE]
    await stores.ledger.begin_taking_out(three, [two])
    assert [part.source_id for part in await stores.ledger.together(MessageId(900))] == [10, 12]
    await stores.ledger.begin_taking_out(two)  # it is gone for good
    assert [part.source_id for part in await stores.ledger.together(MessageId(900))] == [10, 12]
    assert [place.message_id for place in await stores.ledger.live_sources(MessageId(900))] == [one.source_id]


async def test_what_shares_a_copy_is_forgotten_at_one_time(stores: Stores):
    """Lines are told apart by how many there are."""
    one, two = await joined(stores, 10, 11)
    stores.clock.advance(timedelta(days=29))
    row = await owe(stores, edited(11))
    await stores.ledger.settle(row, [replace(two, revision=row.revision)])
    stores.clock.advance(timedelta(days=2))
    await stores.ledger.expire()
    assert [part.source_id for part in await stores.ledger.together(MessageId(900))] == [one.source_id, two.source_id]


async def test_the_source_of_a_shared_copy_is_the_last_of_them(stores: Stores):
    await joined(stores, 10, 11, 12)
    assert await stores.ledger.source_of(MessageId(900)) == SourcePlace(SOURCE, MessageId(12))


async def test_the_newest_parts_that_stand_in_a_channel_are_found_and_no_others(stores: Stores):
    parts = {copy_id: await deliver(stores, copy_id - 890, copy_id) for copy_id in (900, 901, 902, 903, 904)}
    await deliver(stores, 20, 910, to=THERE)
    await stores.ledger.begin_removal([MessageId(902)])
    [row] = await remove(stores, 13)
    await stores.ledger.settle(row, ())

    assert await stores.standing.since(HERE, MessageId(900), 500) == [parts[904], parts[901]]
    assert await stores.standing.since(HERE, MessageId(0), 2) == [parts[904], parts[901]]
    assert await stores.standing.since(HERE, MessageId(904), 500) == []


async def test_since_when_a_guild_was_not_heard_stands_until_it_is_ended(stores: Stores):
    one, two, three = GuildId(1), GuildId(2), GuildId(3)
    assert await stores.unheard.begin([one, two], Revision(50)) == {one: 50, two: 50}
    assert await stores.unheard.begin([two, three], Revision(60)) == {two: 50, three: 60}
    await stores.unheard.end([two, three])
    await stores.unheard.end([])
    assert await stores.unheard.begin([one, two], Revision(70)) == {one: 50, two: 70}
    assert await stores.unheard.begin([], Revision(80)) == {}


async def test_an_edit_that_was_refused_was_heard(stores: Stores):
    one, two = GuildId(1), GuildId(2)
    for revision in (60, 40):
        await stores.unheard.refused(one, Revision(revision))
    assert await stores.unheard.begin([one, two], Revision(50)) == {one: 60, two: 50}
    await stores.unheard.refused(one, Revision(90))
    assert await stores.unheard.begin([one], Revision(80)) == {one: 60}, "what was not ended stands"
    await stores.unheard.end([one])
    assert await stores.unheard.begin([one], Revision(95)) == {one: 95}
