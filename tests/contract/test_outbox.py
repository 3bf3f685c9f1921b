"""What every `Outbox` does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.carried import NOTHING, Carried, File, Forwarded, Poll, Sticker
from bot.relay.entering import writable
from bot.relay.model import OWED_FOR, UNEDITED, Author, Debt, Owed
from bot.translation.model import EN, Language, Quality
from tests.owing import (
    ANN,
    ELSEWHERE,
    FIRST_EDIT,
    GUILD,
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
)


async def test_an_unknown_message_is_owed_to_each_destination_with_all_that_is_known_of_it(stores: Stores):
    rows = await stores.outbox.observe([said(10, "你好\n😂", to=[HERE, THERE])])
    assert rows == [
        Owed(
            source_id=MessageId(10),
            source_channel_id=SOURCE,
            source_guild_id=GUILD,
            destination_id=destination,
            sequence=1,
            debt=Debt.CREATE,
            revision=UNEDITED,
            author=ANN,
            content="你好\n😂",
            source_language=EN,
            pings=frozenset({UserId(1 << 60), UserId(9)}),
            expires_at=stores.clock.now() + OWED_FOR,
        )
        for destination in (HERE, THERE)
    ]
    assert await stores.outbox.waiting() == rows


async def test_an_author_without_a_picture_and_nobody_to_ping_come_back_so(stores: Stores):
    plain = said(10)
    plain = replace(plain, message=replace(plain.message, author=Author(UserId(3), "", None, True), pings=frozenset()))
    row = await owe(stores, plain)
    assert (row.author, row.pings) == (Author(UserId(3), "", None, True), frozenset())
    assert await stores.outbox.waiting() == [row]


async def test_a_lane_numbers_its_creates_in_the_order_of_coming(stores: Stores):
    await stores.outbox.observe([said(10), said(11, to=[HERE, THERE]), said(12)])
    await stores.outbox.observe([said(9, channel=ELSEWHERE)])
    waiting = await stores.outbox.waiting()
    assert [(r.destination_id, r.source_id) for r in waiting] == [
        (HERE, 10),
        (HERE, 11),
        (HERE, 12),
        (HERE, 9),
        (THERE, 11),
    ]
    here = [r.sequence for r in waiting if r.destination_id == HERE]
    assert here == sorted(set(here))
    assert here[0] == 1


async def test_a_number_is_never_given_twice_in_a_lane(stores: Stores):
    first = await owe(stores, said(10))
    await stores.outbox.forget(first)
    assert (await owe(stores, said(11))).sequence > first.sequence


async def test_many_channels_at_once_get_numbers_without_a_clash(stores: Stores):
    calls = [
        stores.outbox.observe(
            [said(1000 * channel + n, to=[HERE, THERE], channel=ChannelId(channel)) for n in range(3)]
        )
        for channel in range(1, 41)
    ]
    answers = await asyncio.gather(*calls)
    for destination in (HERE, THERE):
        numbers = [r.sequence for rows in answers for r in rows if r.destination_id == destination]
        assert sorted(numbers) == list(range(1, 121))
    for rows in answers:
        here = [row.sequence for row in rows if row.destination_id == HERE]
        assert here == sorted(here)
    told = [row for rows in answers for row in rows]
    assert sorted(told, key=lambda r: (r.destination_id, r.sequence)) == await stores.outbox.waiting()


async def test_a_message_seen_again_changes_nothing(stores: Stores):
    row = await owe(stores, said(10))
    assert await stores.outbox.observe([said(10)]) == []
    assert await stores.outbox.observe([edited(10, "hello", UNEDITED)]) == []
    assert await stores.outbox.waiting() == [row]


async def test_a_destination_that_joined_since_is_owed_the_message_when_it_is_seen_again(stores: Stores):
    await stores.outbox.observe([said(10)])
    [row] = await stores.outbox.observe([said(10, to=[HERE, THERE])])
    assert (row.destination_id, row.debt) == (THERE, Debt.CREATE)


async def test_a_waiting_create_takes_a_newer_revision_and_keeps_its_place(stores: Stores):
    row = await owe(stores, said(10))
    stores.clock.advance(timedelta(hours=1))
    newer = edited(10, "better")
    newer = replace(newer, message=replace(newer.message, author=Author(UserId(7), "Anne", None), pings=frozenset()))
    assert await owe(stores, newer) == replace(
        row,
        content="better",
        revision=FIRST_EDIT,
        author=Author(UserId(7), "Anne", None),
        pings=frozenset(),
        expires_at=stores.clock.now() + OWED_FOR,
    )
    assert (await stores.outbox.waiting())[0].content == "better"


async def test_an_older_or_equal_revision_changes_nothing_that_waits(stores: Stores):
    row = await owe(stores, said(10, "newest", SECOND_EDIT))
    assert await stores.outbox.observe([edited(10, "older", FIRST_EDIT), edited(10, "same", SECOND_EDIT)]) == []
    assert await stores.outbox.observe([said(10, "oldest")]) == []
    assert await stores.outbox.waiting() == [row]


async def test_a_waiting_edit_takes_a_newer_revision_and_stays_an_edit(stores: Stores):
    await deliver(stores, 10, 900)
    first = await owe(stores, edited(10, "one"))
    second = await owe(stores, edited(10, "two", SECOND_EDIT))
    assert (second.debt, second.content, second.sequence) == (Debt.EDIT, "two", first.sequence)


async def test_a_waiting_translation_becomes_an_edit_by_a_newer_revision(stores: Stores):
    await deliver(stores, 10, 900, quality=Quality.PROVISIONAL)
    assert await debts(stores) == [(10, HERE, Debt.FINAL)]
    row = await owe(stores, edited(10, "better"))
    assert (row.debt, row.content, row.revision) == (Debt.EDIT, "better", FIRST_EDIT)


async def test_a_delivered_older_revision_becomes_an_edit(stores: Stores):
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10, "better"))
    assert (row.debt, row.content, row.revision, row.author) == (Debt.EDIT, "better", FIRST_EDIT, ANN)
    assert row.sequence > 1
    assert await stores.outbox.waiting() == [row]


async def test_a_delivered_older_revision_becomes_an_edit_when_catch_up_finds_it(stores: Stores):
    await deliver(stores, 10, 900)
    assert (await owe(stores, said(10, "better", FIRST_EDIT))).debt is Debt.EDIT


async def test_a_delivered_revision_is_not_owed_again(stores: Stores):
    await deliver(stores, 10, 900)
    assert await stores.outbox.observe([said(10), edited(10, "hello", UNEDITED)]) == []
    row = await owe(stores, edited(10))
    await stores.ledger.settle(row, [part_of(row, 900)])
    assert await stores.outbox.observe([said(10), edited(10), edited(10, revision=FIRST_EDIT)]) == []
    assert await stores.outbox.waiting() == []


async def test_a_copy_that_was_taken_away_does_not_come_back(stores: Stores):
    """Neither by an edit nor when catch-up sees the message again."""
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    await stores.ledger.settle(row, [])
    assert await stores.outbox.observe([edited(10, revision=SECOND_EDIT), said(10, revision=SECOND_EDIT)]) == []
    assert await stores.outbox.waiting() == []


async def test_the_newest_of_the_parts_decides_what_stands_there(stores: Stores):
    row = await owe(stores, said(10))
    await stores.ledger.record(part_of(row, 900), row, settles=False)
    newer = replace(row, revision=FIRST_EDIT)
    await stores.ledger.record(part_of(newer, 901, 1), row, settles=True)
    assert await stores.outbox.observe([edited(10)]) == []
    assert (await owe(stores, edited(10, revision=SECOND_EDIT))).debt is Debt.EDIT


async def test_an_edit_that_overtook_its_message_makes_it_cross(stores: Stores):
    await stores.outbox.observe([said(10)])
    row = await owe(stores, edited(11, "already better"))
    assert (row.debt, row.content) == (Debt.CREATE, "already better")
    assert await stores.outbox.observe([said(11, "first words")]) == []
    assert [r.content for r in await stores.outbox.waiting()] == ["hello", "already better"]


async def test_an_edit_of_an_unknown_message_that_is_not_newer_than_the_watermark_does_not_cross(stores: Stores):
    await pass_over(stores, 20)
    assert await stores.outbox.observe([edited(19), edited(20)]) == []


async def test_an_edit_in_a_channel_without_a_watermark_does_not_make_its_message_cross(stores: Stores):
    """It may be of any age."""
    await pass_over(stores, 5, channel=ELSEWHERE)
    assert await stores.outbox.observe([edited(10)]) == []
    assert await stores.outbox.waiting() == []


async def test_the_messages_of_a_call_are_taken_in_in_order(stores: Stores):
    await pass_over(stores, 5)
    rows = await stores.outbox.observe([edited(10, "overtook"), said(12), edited(11), said(10), edited(12, "better")])
    assert [(r.source_id, r.debt, r.content) for r in rows] == [
        (10, Debt.CREATE, "overtook"),
        (12, Debt.CREATE, "better"),
    ]
    assert rows == await stores.outbox.waiting()


async def test_the_watermark_rises_to_the_newest_that_was_said(stores: Stores):
    await stores.outbox.observe([said(10), said(12), edited(15)])
    await stores.outbox.observe([said(7, channel=ELSEWHERE)])
    assert await stores.outbox.watermarks() == {SOURCE: 12, ELSEWHERE: 7}


async def test_the_watermark_never_falls(stores: Stores):
    await stores.outbox.observe([said(12)])
    await stores.outbox.observe([said(11)])
    await pass_over(stores, 3)
    assert await stores.outbox.watermarks() == {SOURCE: 12}


async def test_an_edit_does_not_raise_the_watermark(stores: Stores):
    await stores.outbox.observe([said(10)])
    await stores.outbox.observe([edited(11)])
    assert await stores.outbox.watermarks() == {SOURCE: 10}


async def test_a_message_for_no_destination_raises_the_watermark(stores: Stores):
    assert await stores.outbox.observe([said(10, to=[])]) == []
    assert await stores.outbox.watermarks() == {SOURCE: 10}


async def test_observing_nothing_does_nothing(stores: Stores):
    assert await stores.outbox.observe([]) == []
    assert await stores.outbox.watermarks() == {}


async def test_passing_over_raises_the_watermark_and_buries_the_refused(stores: Stores):
    await pass_over(stores, 12, 10, 11)
    assert await stores.outbox.watermarks() == {SOURCE: 12}
    assert await stores.outbox.observe([said(10), said(11), edited(11)]) == []
    assert [row.source_id for row in await stores.outbox.observe([said(12)])] == [12]


async def test_a_buried_message_still_raises_the_watermark_when_it_is_said(stores: Stores):
    await remove(stores, 10)
    assert await stores.outbox.observe([said(10)]) == []
    assert await stores.outbox.watermarks() == {SOURCE: 10}


async def test_a_deletion_that_overtook_its_message_keeps_it_from_crossing(stores: Stores):
    assert await remove(stores, 10) == []
    assert await stores.outbox.observe([said(10, to=[HERE, THERE]), edited(10)]) == []
    assert await stores.outbox.waiting() == []


async def test_a_removal_does_not_move_the_watermark(stores: Stores):
    await remove(stores, 10)
    assert await stores.outbox.watermarks() == {}


@pytest.mark.parametrize("quality", Quality)
async def test_a_removal_is_owed_wherever_the_message_waits_or_stands(stores: Stores, quality: Quality):
    here = await deliver(stores, 10, 900, to=HERE, quality=quality)
    [there] = await stores.outbox.observe([said(10, to=[HERE, THERE])])
    rows = await remove(stores, 10)
    assert {(row.destination_id, row.debt, row.content) for row in rows} == {
        (HERE, Debt.REMOVE, ""),
        (THERE, Debt.REMOVE, ""),
    }
    waiting = await stores.outbox.waiting()
    assert sorted(rows, key=lambda r: r.destination_id) == waiting
    assert waiting[1] == replace(
        there, debt=Debt.REMOVE, author=Author(there.author.id, "", None), content="", pings=frozenset()
    )
    assert await stores.ledger.parts(here.source_id, HERE) == [here]


async def test_a_create_becomes_a_removal_in_its_place_with_its_text_gone(stores: Stores):
    row = await owe(stores, said(10, "a secret"))
    [removal] = await remove(stores, 10)
    assert removal == replace(
        row, debt=Debt.REMOVE, author=Author(row.author.id, "", None), content="", pings=frozenset()
    )
    assert await stores.outbox.waiting() == [removal]


async def test_the_removal_of_a_delivered_message_knows_only_ids(stores: Stores):
    await deliver(stores, 10, 900)
    row = await owe(stores, edited(10))
    await stores.ledger.settle(row, [part_of(row, 900)])
    [removal] = await remove(stores, 10)
    assert removal == Owed(
        source_id=MessageId(10),
        source_channel_id=SOURCE,
        source_guild_id=GuildId(0),
        destination_id=HERE,
        sequence=removal.sequence,
        debt=Debt.REMOVE,
        revision=FIRST_EDIT,
        author=Author(UserId(0), "", None),
        content="",
        source_language=Language("und"),
        pings=frozenset(),
        expires_at=stores.clock.now() + OWED_FOR,
    )
    assert removal.sequence > row.sequence


async def test_an_edit_of_a_message_on_its_way_out_changes_nothing(stores: Stores):
    await stores.outbox.observe([said(10)])
    [removal] = await remove(stores, 10)
    stores.clock.advance(timedelta(days=3))
    await stores.ledger.expire()  # the tombstone is gone, the removal is not
    assert await stores.outbox.observe([edited(10, "a secret", SECOND_EDIT), said(10, "a secret")]) == []
    assert await stores.outbox.waiting() == [removal]


async def test_a_removal_that_is_owed_already_is_not_owed_again(stores: Stores):
    await stores.outbox.observe([said(10)])
    await remove(stores, 10)
    assert await remove(stores, 10, 10) == []


async def test_a_part_on_its_way_out_is_owed_a_removal_and_a_gone_one_is_not(stores: Stores):
    leaving = await deliver(stores, 10, 900)
    await stores.ledger.begin_removal([leaving.message_id])
    await deliver(stores, 11, 901)
    row = await owe(stores, edited(11))
    await stores.ledger.settle(row, [])
    assert [r.source_id for r in await remove(stores, 10, 11)] == [10]


async def test_a_bulk_of_more_messages_than_a_statement_takes_is_removed(stores: Stores):
    ids = range(1, 2001)
    await stores.outbox.observe([said(n) for n in ids])
    rows = await remove(stores, *ids)
    assert [row.source_id for row in rows] == list(ids)
    assert {debt for _, _, debt in await debts(stores)} == {Debt.REMOVE}


async def test_waiting_rows_are_in_the_order_of_destination_and_sequence(stores: Stores):
    await stores.outbox.observe([said(30, to=[THERE, HERE]), said(10, to=[THERE]), said(20, to=[HERE])])
    rows = await stores.outbox.waiting()
    assert [(r.destination_id, r.sequence) for r in rows] == [(HERE, 1), (HERE, 2), (THERE, 1), (THERE, 2)]


@pytest.mark.parametrize("debt", Debt)
async def test_a_row_is_forgotten_whatever_it_owes(stores: Stores, debt: Debt):
    if debt is not Debt.CREATE:
        await deliver(stores, 10, 900, quality=Quality.PROVISIONAL if debt is Debt.FINAL else Quality.FINAL)
    if debt is Debt.REMOVE:
        await remove(stores, 10)
    elif debt is not Debt.FINAL:
        await stores.outbox.observe([said(10, revision=FIRST_EDIT)])
    other = await owe(stores, said(11))
    row, _ = await stores.outbox.waiting()
    assert row.debt is debt
    await stores.outbox.forget(row)
    await stores.outbox.forget(row)
    assert await stores.outbox.waiting() == [other]


async def test_a_row_that_moved_is_forgotten_as_well(stores: Stores):
    row = await owe(stores, said(10))
    await stores.outbox.observe([edited(10)])
    await stores.outbox.forget(row)
    assert await stores.outbox.waiting() == []


CARRIED = Carried(
    reply_to=MessageId(1 << 62),
    files=(File("猫.png", "https://cdn.example/1", 9, "a cat", 1.5),),
    stickers=(Sticker("wave", None),),
    forwarded=Forwarded(GUILD, "https://discord.com/channels/1/2/3", MessageId(1 << 61)),
    is_activity=True,
    hides_previews=True,
    poll=Poll(("🍵", ""), allows_several=True, ends_at=1 << 40),
)


async def test_what_a_message_carries_comes_back_and_goes_with_its_text(stores: Stores):
    admitted = said(10)
    message = replace(admitted.message, carried=CARRIED)
    row = await owe(stores, replace(admitted, message=message))
    assert row.carried == message.carried
    assert await stores.outbox.waiting() == [row]
    (gone,) = await remove(stores, 10)
    assert gone.carried == NOTHING


async def test_the_rows_of_one_lane_can_be_read_from_a_number_on(stores: Stores):
    rows = await stores.outbox.observe([said(number, to=[HERE, THERE]) for number in (10, 11, 12)])
    here = [row for row in rows if row.destination_id == HERE]
    assert await stores.outbox.of(HERE, 0) == here
    assert await stores.outbox.of(HERE, 2) == here[2:]
    assert await stores.outbox.of(HERE, 3) == []
    await remove(stores, 10)
    assert [row.debt for row in await stores.outbox.of(HERE, 0)] == [Debt.REMOVE, Debt.CREATE, Debt.CREATE]


async def test_what_a_file_is_called_or_shows_may_be_half_a_pair_of_surrogates(stores: Stores):
    carried = Carried(
        files=(File("a\ud83d.png", "https://cdn.example/a", 1, "half \ud83d"),), stickers=(Sticker("\udc00", None),)
    )
    admitted = said(10)
    await owe(stores, replace(admitted, message=writable(replace(admitted.message, carried=carried))))
    (row,) = await stores.outbox.waiting()
    assert row.carried.files[0].description == "half \ufffd"
    assert row.carried.files[0].name == "a\ufffd.png"
    assert row.carried.stickers[0].name == "\ufffd"


async def plans(stores: Stores) -> list[tuple[int, int | None]]:
    return [(row.source_id, row.joined_to) for row in await stores.outbox.of(HERE, 0)]


async def test_what_is_about_to_share_a_post_is_known_by_the_first_of_it(stores: Stores):
    rows = [await owe(stores, said(number)) for number in (10, 11, 12)]
    elsewhere = await owe(stores, said(11, to=[THERE]))
    assert await stores.outbox.join(HERE, rows[:2])
    assert await plans(stores) == [(10, 10), (11, 10), (12, None)]
    assert await stores.outbox.of(THERE, 0) == [elsewhere]


async def test_of_two_plans_the_later_one_stands_and_none_is_one(stores: Stores):
    rows = [await owe(stores, said(number)) for number in (10, 11, 12)]
    await stores.outbox.join(HERE, rows[:2])
    assert await stores.outbox.join(HERE, rows[1:])
    assert await plans(stores) == [(10, None), (11, 11), (12, 11)]
    assert await stores.outbox.join(HERE, [])
    assert await plans(stores) == [(10, None), (11, None), (12, None)]


async def test_what_was_edited_removed_or_paid_meanwhile_is_in_no_plan_and_neither_are_the_others(stores: Stores):
    rows = [await owe(stores, said(number)) for number in (10, 11, 12)]
    await owe(stores, edited(11))
    assert not await stores.outbox.join(HERE, rows[:2])
    await remove(stores, 12)
    assert not await stores.outbox.join(HERE, [rows[0], rows[2]])
    await stores.ledger.record(part_of(rows[0], 900), rows[0], settles=True)
    assert not await stores.outbox.join(HERE, rows[:1])
    assert {joined_to for _, joined_to in await plans(stores)} == {None}


async def test_what_is_edited_or_removed_after_it_was_planned_is_in_the_plan_still(stores: Stores):
    rows = [await owe(stores, said(number)) for number in (10, 11, 12)]
    assert await stores.outbox.join(HERE, rows)
    await owe(stores, edited(11))
    await remove(stores, 12)
    assert await plans(stores) == [(10, 10), (11, 10), (12, 10)]


@pytest.mark.parametrize(
    "counts", [NOTHING, Carried(forwarded=Forwarded(message_id=MessageId(8)), hides_previews=True)]
)
async def test_a_note_is_owed_without_what_its_message_shows_and_pings(stores: Stores, counts: Carried):
    carrying = said(10, to=[SOURCE, HERE])
    carrying = replace(carrying, message=replace(carrying.message, carried=replace(counts, reply_to=MessageId(9))))
    note, copy = await stores.outbox.observe([replace(carrying, helps_here=True)])
    assert (note.destination_id, note.pings, note.carried) == (SOURCE, frozenset(), counts)
    assert (copy.pings, copy.carried) == (carrying.message.pings, carrying.message.carried)
    assert await stores.outbox.waiting() == [note, copy]


async def test_an_edit_begins_a_note_where_it_helps_and_follows_one_in_any_case(stores: Stores):
    await stores.outbox.observe([said(10), said(11), said(12, to=[SOURCE, HERE])])
    assert await stores.outbox.observe([edited(10, to=[SOURCE])]) == []
    [note] = await stores.outbox.observe([replace(edited(11, to=[SOURCE]), helps_here=True)])
    assert (note.source_id, note.destination_id, note.debt) == (11, SOURCE, Debt.CREATE)
    await stores.ledger.record(part_of(note, 1011), note, settles=True)
    [again] = await stores.outbox.observe([edited(11, revision=SECOND_EDIT, to=[SOURCE])])
    assert (again.destination_id, again.debt) == (SOURCE, Debt.EDIT)
