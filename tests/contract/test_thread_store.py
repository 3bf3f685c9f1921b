"""What every `ThreadStore` does."""

from dataclasses import replace

from bot.ids import ChannelId, MessageId
from bot.relay.joining import Joining
from bot.relay.thread_ports import Starter
from bot.relay.threads import Joined, Strand, ThreadState
from tests.owing import HERE, SOURCE, THERE, Stores, deliver, part_of, said

THREAD, COPY, ANOTHER = ChannelId(1 << 60), ChannelId(1 << 61), ChannelId(1 << 62)
AWAKE = ThreadState("Cats").token
ASLEEP = ThreadState("Cats", is_archived=True).token


def origin(stores: Stores) -> Joined:
    return Joined(SOURCE, THREAD, False, AWAKE, stores.clock.now())


def wanted(stores: Stores, parent_id: ChannelId = HERE) -> Joined:
    return Joined(parent_id, None, True, AWAKE, stores.clock.now())


async def opened(stores: Stores) -> Strand:
    """Return a strand of a thread and its counterpart."""
    await stores.threads.claim(THREAD, origin(stores))
    await stores.threads.opened(THREAD, replace(wanted(stores), thread_id=COPY))
    (strand,) = await stores.threads.strands([THREAD])
    return strand


async def test_of_two_claims_under_one_channel_the_first_stands(stores: Stores):
    await stores.threads.claim(THREAD, origin(stores))
    first = await stores.threads.claim(THREAD, wanted(stores))
    second = await stores.threads.claim(THREAD, replace(wanted(stores), seen="another"))
    assert first == second
    assert first.under(HERE) == wanted(stores)


async def test_a_thread_is_of_one_strand(stores: Stores):
    await opened(stores)
    assert not (await stores.threads.claim(ANOTHER, origin(stores))).joined
    assert not await stores.threads.strands([ANOTHER])


async def test_a_strand_is_found_by_each_of_its_threads(stores: Stores):
    strand = await opened(stores)
    assert strand.threads == {SOURCE: THREAD, HERE: COPY}
    for thread_id in (THREAD, COPY):
        assert await stores.threads.strands([thread_id]) == [strand]
    assert await stores.threads.strands([THREAD, COPY, ANOTHER]) == [strand]
    assert await stores.threads.parent_of(COPY) == HERE
    assert await stores.threads.parent_of(ANOTHER) is None


async def test_what_is_being_opened_is_no_thread_yet(stores: Stores):
    await stores.threads.claim(THREAD, origin(stores))
    strand = await stores.threads.claim(THREAD, wanted(stores))
    assert strand.threads == {SOURCE: THREAD}


async def test_a_strand_is_under_its_channels_while_one_of_its_threads_there_is_awake(stores: Stores):
    strand = await opened(stores)
    assert await stores.threads.under([HERE]) == [strand]
    assert not await stores.threads.under([THERE])
    await stores.threads.see({COPY: ASLEEP})
    assert not await stores.threads.under([HERE])
    assert await stores.threads.under([SOURCE])
    await stores.threads.see({COPY: ""})  # who knows
    assert await stores.threads.under([HERE])


async def test_a_thread_that_is_gone_is_not_opened_anew(stores: Stores):
    await opened(stores)
    await stores.threads.gone([COPY])
    strand = await stores.threads.claim(THREAD, wanted(stores))
    assert strand.threads == {SOURCE: THREAD}
    assert (there := strand.under(HERE)) is not None
    assert there.is_gone


async def test_a_strand_without_threads_is_forgotten(stores: Stores):
    await opened(stores)
    await stores.threads.gone([COPY])
    await stores.threads.gone([THREAD])
    assert not await stores.threads.strands([THREAD, COPY])


async def test_a_thread_hangs_on_the_copy_of_the_message_that_the_other_hangs_on(stores: Stores):
    await deliver(stores, 50, 60)
    there = Starter(MessageId(50), MessageId(60))
    assert await stores.threads.starter(MessageId(50), HERE) == there
    assert await stores.threads.starter(MessageId(60), SOURCE) == Starter(MessageId(50), MessageId(50))
    assert await stores.threads.starter(MessageId(50), SOURCE) == Starter(MessageId(50), MessageId(50))
    assert await stores.threads.starter(MessageId(50), THERE) == Starter(MessageId(50))
    assert await stores.threads.starter(MessageId(51), HERE) == Starter(MessageId(51))


async def test_of_a_message_in_parts_it_is_the_last_and_not_before_it_stands(stores: Stores):
    (row,) = await stores.outbox.observe([said(50)])
    assert await stores.threads.starter(MessageId(50), HERE) == Starter(MessageId(50), None, is_owed=True)
    await stores.ledger.record(part_of(row, 60), row, settles=False)
    assert await stores.threads.starter(MessageId(50), HERE) == Starter(MessageId(50), None, is_owed=True)
    await stores.ledger.record(part_of(row, 61, 1), row, settles=True)
    assert await stores.threads.starter(MessageId(50), HERE) == Starter(MessageId(50), MessageId(61))


async def test_of_messages_that_share_a_copy_the_last_has_its_thread_on_it(stores: Stores):
    """Discord has one thread for a message: the words of two conversations would stand in it."""
    rows = await stores.outbox.observe([said(50), said(51)])
    parts = [replace(part_of(row, 60), joining=Joining.AUTHOR) for row in rows]
    await stores.ledger.record_joined(parts, rows)
    assert await stores.threads.starter(MessageId(50), HERE) == Starter(MessageId(50))
    assert await stores.threads.starter(MessageId(51), HERE) == Starter(MessageId(51), MessageId(60))
    assert await stores.threads.starter(MessageId(60), SOURCE) == Starter(MessageId(51), MessageId(51))
