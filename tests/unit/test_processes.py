"""Relays that share a database: whose lanes are whose, on fake leases and a clock that all go by."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from bot.bridges.model import Endpoint
from bot.discord_adapter.webhook_api import REQUEST_SECONDS
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Quote
from bot.relay.landing import LANDING_SECONDS
from bot.relay.leaseholder import RENEW_SECONDS
from bot.relay.model import Hearing, MessageSaid, Persona, Piece, Posted, SourcePlace
from bot.relay.quotations import Quotation
from bot.storage.leases import GRACE_SECONDS, LEASE_SECONDS
from bot.translation.model import Language
from tests.fakes import MemoryQuotations
from tests.relaying import CHINESE, ENGLISH, GUILD, Setting, said
from tests.sharing import BRIDGE, FAR_GUILD, FAR_SHARD, NEAR_SHARD, Company, MemoryLeases, MemoryPeers, company

FRENCH = ChannelId(300)


@pytest.fixture
async def together() -> AsyncIterator[Company]:
    async with company() as it:
        yield it


def leases_of(setting: Setting) -> MemoryLeases:
    assert isinstance(setting.leases, MemoryLeases)
    return setting.leases


async def while_time_passes(together: Company, seconds: float) -> None:
    until = together.clock.elapsed + seconds
    while together.clock.elapsed < until:
        await together.clock.sleep(1.0)


def test_the_times_add_up():
    """A renewal may be late and a request still ends in time; and who is dead is stood in for soon enough."""
    assert LEASE_SECONDS - RENEW_SECONDS - REQUEST_SECONDS >= 4
    assert LEASE_SECONDS + GRACE_SECONDS + RENEW_SECONDS + LANDING_SECONDS <= 24


async def test_each_process_relays_to_the_others_guild_and_sends_in_its_own(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        near.say("hello")
        far.say("你好", channel_id=CHINESE)
        await near.until("[zh-Hans] hello", channel_id=CHINESE)
        await near.until("[en] 你好", channel_id=ENGLISH)
        assert {c: lease.owner for c, lease in together.table.leases.items()} == {ENGLISH: "near", CHINESE: "far"}
        assert [len(each.watching.traces) for each in (near, far)] == [1, 1]


async def test_a_process_is_ready_and_hears_by_its_own_guilds_alone(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        await while_time_passes(together, 1)
        assert near.relay.is_ready
        assert near.relay.hearing(GUILD) is Hearing.HEARD
        assert near.relay.hearing(FAR_GUILD) is Hearing.SILENT


async def test_a_dead_process_is_stood_in_for_within_30_seconds_and_gets_its_lanes_back(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        async with together.process(FAR_SHARD, "far"):
            near.say("one")
            await near.until("[zh-Hans] one", channel_id=CHINESE)
        killed_at = together.clock.elapsed
        near.say("two")
        near.say("three")
        await while_time_passes(together, 30)
        assert together.clock.elapsed < killed_at + 31
        assert len(together.discord.texts(CHINESE)) == 3
        assert near.relay.lanes == 2
        async with together.process(FAR_SHARD, "far again") as far:
            await while_time_passes(together, 5)
            assert together.table.leases[CHINESE].owner == "far again"
            near.say("four")
            await near.until(*(f"[zh-Hans] {word}" for word in ("one", "two", "three", "four")), channel_id=CHINESE)
            assert (near.relay.lanes, far.relay.lanes) == (1, 1)


async def test_a_lane_whose_process_never_ran_is_served(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        near.say("hello")
        await near.until("[zh-Hans] hello", channel_id=CHINESE)


async def test_a_process_that_the_database_does_not_reach_falls_silent_before_its_lease_ends(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        await while_time_passes(together, 1)
        leases_of(far).is_cut_off = True
        await while_time_passes(together, 7)
        sends = together.discord.sends
        near.say("one")  # which it still hears of
        await while_time_passes(together, 5)
        assert together.discord.sends == sends
        await near.until("[zh-Hans] one", channel_id=CHINESE)  # by the other
        assert len(near.watching.traces) == 1


async def test_a_message_that_stands_and_whose_lease_ran_out_before_its_record_is_not_posted_again(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        await while_time_passes(together, 1)
        send = together.discord.send

        async def slowly(destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
            together.discord.send = send  # type: ignore[method-assign] # this once
            leases_of(far).is_cut_off = True
            message_id = await send(destination_id, persona, piece)
            await while_time_passes(together, 20)
            return message_id

        together.discord.send = slowly  # type: ignore[method-assign] # a process stands still after a send
        near.say("one")
        await while_time_passes(together, 30)
        leases_of(far).is_cut_off = False
        near.say("two")
        await near.until("[zh-Hans] one", "[zh-Hans] two", channel_id=CHINESE)
        assert near.watching.adoptions + far.watching.adoptions == 1


async def test_what_is_recorded_late_while_another_process_looks_is_not_posted_again(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        async with together.process(FAR_SHARD, "far") as far:
            far.translations.gate = asyncio.Event()
            near.say("one")
            await while_time_passes(together, 3)
        [row] = together.journal.rows.values()
        own_since = together.discord.own_since

        async def recorded_meanwhile(channel_id: ChannelId, after: MessageId) -> Sequence[Posted]:
            together.discord.own_since = own_since  # type: ignore[method-assign] # this once
            found = await own_since(channel_id, after)
            together.journal.rows.clear()
            return found

        together.discord.own_since = recorded_meanwhile  # type: ignore[method-assign] # by a process that stood still
        assert row.destination_id == CHINESE
        await while_time_passes(together, 30)
        assert together.discord.texts(CHINESE) == []
        near.say("two")
        await near.until("[zh-Hans] two", channel_id=CHINESE)


async def test_of_two_processes_at_home_one_sends_until_it_stops_and_then_the_other(together: Company):
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(together.process(NEAR_SHARD, "old"))
        far = await stack.enter_async_context(together.process(FAR_SHARD, "far"))
        new = await stack.enter_async_context(together.process(NEAR_SHARD, "new"))
        far.say("一", channel_id=CHINESE)
        await far.until("[en] 一", channel_id=ENGLISH)
        await while_time_passes(together, 30)
        assert (old.relay.lanes, new.relay.lanes) == (1, 0)
        await old.relay.drain(10)
        far.say("二", channel_id=CHINESE)
        await far.until("[en] 一", "[en] 二", channel_id=ENGLISH)
        assert (old.relay.lanes, new.relay.lanes) == (0, 1)
        assert len(new.watching.traces) == 1


async def test_what_two_processes_hear_crosses_once(together: Company):
    async with together.process(NEAR_SHARD, "old") as old, together.process(NEAR_SHARD, "new") as new:
        await while_time_passes(together, 5)
        for word in ("one", "two", "three"):
            message = old.say(word)
            new.relay.put(MessageSaid(message))
        await old.until("[zh-Hans] one", "[zh-Hans] two", "[zh-Hans] three", channel_id=CHINESE)


async def test_a_word_that_nobody_heard_delays_a_message_and_loses_none(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        await while_time_passes(together, 1)
        assert isinstance(far.peers, MemoryPeers)
        far.peers.is_deaf = True
        near.say("one")
        await near.until("[zh-Hans] one", channel_id=CHINESE)
        late = near.say("two")
        await near.until("[zh-Hans] one", "[zh-Hans] two", channel_id=CHINESE)
        near.edit(late, "two, edited")
        await near.until("[zh-Hans] one", "[zh-Hans] two, edited", channel_id=CHINESE)


async def test_edits_and_deletions_reach_the_lane_of_another_process(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far"):
        one, two = near.say("one"), near.say("two")
        await near.until("[zh-Hans] one", "[zh-Hans] two", channel_id=CHINESE)
        near.edit(one, "one, edited")
        near.delete(two)
        await near.until("[zh-Hans] one, edited", channel_id=CHINESE)


async def test_copies_are_removed_of_what_another_process_hears(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        message = near.say("one")
        await near.until("[zh-Hans] one", channel_id=CHINESE)
        far.relay.remove_copies(SourcePlace(ENGLISH, message.id))
        await near.until(channel_id=CHINESE)


async def test_quotes_are_looked_after_by_the_process_that_has_their_lane(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far"):
        question = near.say("hot?")
        await near.until("[zh-Hans] hot?", channel_id=CHINESE)
        near.say("yes", answering=question.id)
        await near.until("[zh-Hans] hot?", "[zh-Hans] yes", channel_id=CHINESE)
        MemoryQuotations(together.journal).withdraw(question.author.id)  # by a command to the near one
        near.peers.tell("quotes")
        await while_time_passes(together, 1)
        assert together.discord.quotes(CHINESE) == [None, "gone in zh-Hans"]


async def test_quotes_at_home_follow_in_a_lane_that_another_process_stands_in_for(together: Company):
    async with together.process(FAR_SHARD, "far") as far:
        together.discord.said[ENGLISH].append(question := said(together.discord.next_id(), "hot?"))
        await while_time_passes(together, LEASE_SECONDS)
        far.say("烫", channel_id=CHINESE)
        await far.until("[en] 烫", channel_id=ENGLISH)
        await far.discord.show(ENGLISH, far.discord.channels[ENGLISH][0].id, Quote("Ruth", "hot?", ""))
        (copy,) = (part for part in together.journal.parts.values())
        quoting = Quotation(copy.message_id, ENGLISH, SourcePlace(ENGLISH, question.id), is_withdrawn=False, changes=0)
        together.journal.quotations[copy.message_id] = (quoting, True)
        async with together.process(NEAR_SHARD, "near") as near:
            assert together.table.leases[ENGLISH].owner == "far"
            near.edit(question, "cold?")
            await while_time_passes(together, 1)
            assert together.discord.quotes(ENGLISH) == ["cold?"]


async def test_a_channel_that_one_process_bridges_is_begun_by_the_one_that_hears_it(together: Company):
    """With what was said since, and nothing of before."""
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        far.say("avant", channel_id=FRENCH)
        since = together.discord.next_id()
        wider = replace(BRIDGE, endpoints=(*BRIDGE.endpoints, Endpoint(FAR_GUILD, FRENCH, Language("fr"))))
        together.bridges.bridges = [wider]
        together.peers[1].tell("bridges")  # as the store does when it is committed, and before the notice stands
        await while_time_passes(together, 2)
        far.say("pendant", channel_id=FRENCH)
        await near.relay.follow([wider], {ENGLISH: since, CHINESE: since, FRENCH: together.discord.next_id()})
        far.say("après", channel_id=FRENCH)
        await near.until("[en] après", channel_id=ENGLISH)
        await near.until("[zh-Hans] après", channel_id=CHINESE)


async def test_a_channel_is_begun_though_the_process_that_bridged_it_was_killed(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        wider = replace(BRIDGE, endpoints=(*BRIDGE.endpoints, Endpoint(FAR_GUILD, FRENCH, Language("fr"))))
        together.bridges.bridges = [wider]
        for _ in range(3):  # as the line does now and then
            for peers in together.peers:
                peers.miss()
            await while_time_passes(together, 15)
        far.say("après", channel_id=FRENCH)
        await near.until("[en] après", channel_id=ENGLISH)


async def test_a_bridge_that_one_process_closes_is_closed_for_the_other(together: Company):
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        near.say("one")
        await near.until("[zh-Hans] one", channel_id=CHINESE)
        together.bridges.bridges = []
        together.peers[0].tell("bridges")
        await while_time_passes(together, 3)
        near.say("two")
        far.say("二", channel_id=CHINESE)
        await while_time_passes(together, 30)
        await near.until("[zh-Hans] one", channel_id=CHINESE)
        assert (near.relay.lanes, far.relay.lanes) == (0, 0)
        assert not together.journal.rows


async def test_what_is_owed_along_a_bridge_that_a_process_does_not_know_yet_is_not_forgotten(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        assert isinstance(near.peers, MemoryPeers)
        near.peers.is_deaf = True
        async with together.process(FAR_SHARD, "far") as far:
            await while_time_passes(together, 3)
            wider = replace(BRIDGE, endpoints=(*BRIDGE.endpoints, Endpoint(FAR_GUILD, FRENCH, Language("fr"))))
            together.bridges.bridges = [wider]
            await far.relay.follow([wider], {FRENCH: together.discord.next_id()})
            far.translations.gate = asyncio.Event()
            far.say("un", channel_id=FRENCH)
            await while_time_passes(together, 3)
        await near.until("[zh-Hans] un", channel_id=CHINESE)  # by the one that is left, which knows no such bridge


async def test_text_for_a_channel_that_left_is_forgotten_also_where_nobody_has_its_lane(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        near.translations.gate = asyncio.Event()
        near.say("one")
        await while_time_passes(together, 1)
        [row] = together.journal.rows.values()
        together.journal.put(replace(row, destination_id=FRENCH, sequence=0))  # by one that had not heard that it left
        await while_time_passes(together, 30)
        assert [row.destination_id for row in together.journal.rows.values()] == [CHINESE]


async def test_a_lane_is_not_taken_over_before_what_its_process_had_sent_has_landed(together: Company):
    async with together.process(NEAR_SHARD, "near") as near:
        async with together.process(FAR_SHARD, "far"):
            await while_time_passes(together, 1)
            sent: asyncio.Future[tuple[str, Piece]] = asyncio.get_running_loop().create_future()
            send = together.discord.send

            async def lost(destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
                together.discord.send = send  # type: ignore[method-assign] # this once

                sent.set_result((persona.name, piece))
                await asyncio.Event().wait()
                raise AssertionError

            together.discord.send = lost  # type: ignore[method-assign] # it is killed in the middle of a send
            near.say("one")
            name, one = await sent
        while together.table.leases[CHINESE].owner != "near":
            await together.clock.sleep(0.1)
        await together.clock.sleep(1.5)
        together.discord.post(CHINESE, name, one)
        near.say("two")
        await near.until("[zh-Hans] one", "[zh-Hans] two", channel_id=CHINESE)


async def test_rows_that_another_process_wrote_come_before_those_that_follow_them(together: Company):
    """Of a lane's numbers one that is missing may be on its way."""
    async with together.process(NEAR_SHARD, "near") as near, together.process(FAR_SHARD, "far") as far:
        third = Endpoint(FAR_GUILD, FRENCH, Language("fr"))
        together.bridges.bridges = [replace(BRIDGE, endpoints=(*BRIDGE.endpoints, third))]
        together.peers[0].tell("bridges")
        together.peers[0].tell("seats", str(FRENCH))
        await while_time_passes(together, 3)
        assert isinstance(far.peers, MemoryPeers)
        far.peers.is_deaf = True
        near.say("one")
        for _ in range(30):
            await asyncio.sleep(0)
        assert any(row.destination_id == CHINESE for row in together.journal.rows.values())
        far.say("deux", channel_id=FRENCH)
        await near.until("[zh-Hans] one", "[zh-Hans] deux", channel_id=CHINESE)
