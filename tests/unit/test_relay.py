"""What the relay promises, on hand-written ends and a clock that jumps."""

import asyncio
from dataclasses import replace

import pytest

from bot.bridges.model import Endpoint
from bot.errors import ChannelGone, FateUnknown, Forbidden, NotApplied, Refused
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.model import Choice
from bot.relay.briefing import Briefing
from bot.relay.carried import Carried, File, Forwarded, Poll
from bot.relay.landing import LANDING_SECONDS
from bot.relay.model import MessageEdited, MessageSaid, MessagesDeleted, PartState, SourceEvent, SourcePlace
from bot.translation.model import ZH_HANT
from tests.relaying import BRIDGE, CHINESE, ENGLISH, GUILD, SHARD, Setting, piece, said


async def test_what_is_said_crosses_both_ways():
    setting = Setting()
    async with setting.running():
        setting.say("hello")
        setting.say("你好", channel_id=CHINESE)
        await setting.until("[zh-Hans] hello")
        await setting.until("[en] 你好", channel_id=ENGLISH)


async def test_bots_and_our_own_echo_do_not_cross():
    setting = Setting()
    async with setting.running() as relay:
        relay.put(MessageSaid(said(setting.discord.next_id(), "beep", is_bot=True)))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await setting.until(channel_id=ENGLISH)


async def test_order_holds_when_a_later_translation_is_ready_first():
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        setting.say("slow")
        await asyncio.sleep(0)
        setting.say("fast")
        await setting.until()
        setting.translations.gate.set()
        await setting.until("[zh-Hans] slow", "[zh-Hans] fast")


async def test_a_deletion_that_overtakes_its_message_wins():
    setting = Setting()
    async with setting.running() as relay:
        message = said(setting.discord.next_id(), "oops")
        relay.put(MessagesDeleted(ENGLISH, (message.id,)))
        relay.put(MessageSaid(message))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")


async def test_an_edit_that_overtakes_its_message_is_the_message():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("first")
        await setting.until("[zh-Hans] first")
        old = said(setting.discord.next_id(), "helo")
        relay.put(MessageEdited(setting.edit(old, "hello")))
        relay.put(MessageSaid(old))
        await setting.until("[zh-Hans] first", "[zh-Hans] hello")


async def test_an_edit_of_a_waiting_message_crosses_at_once_in_its_new_form():
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        message = setting.say("helo")
        await asyncio.sleep(0)
        setting.edit(message, "hello")
        for _ in range(50):
            await asyncio.sleep(0)
        setting.translations.gate.set()
        await setting.until("[zh-Hans] hello")
        assert setting.discord.edits == 0


async def test_an_edit_in_flight_is_not_lost():
    setting = Setting()
    async with setting.running():
        message = setting.say("helo")
        await setting.until_sending()
        setting.edit(message, "hello")
        await setting.until("[zh-Hans] hello")


async def test_an_edit_that_lands_late_does_not_undo_the_next_one():
    setting = Setting()
    async with setting.running():
        message = setting.say("helo")
        await setting.until("[zh-Hans] helo")
        setting.discord.edit_faults.append(FateUnknown())
        setting.edit(message, "hello", 1)
        await setting.until("[zh-Hans] hello")
        setting.edit(message, "hello, all", 2)
        await setting.until("[zh-Hans] hello, all")
        assert setting.clock.elapsed == LANDING_SECONDS  # in which others have their turn
        setting.discord.let_land()
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] hello, all"]


async def test_a_link_preview_is_no_edit():
    setting = Setting()
    async with setting.running() as relay:
        message = setting.say("https://example.org")
        await setting.until("[zh-Hans] https://example.org")
        calls = setting.translations.calls
        relay.put(MessageEdited(message))
        setting.say("next")
        await setting.until("[zh-Hans] https://example.org", "[zh-Hans] next")
        assert setting.translations.calls == calls + 1


async def test_an_edit_with_fewer_parts_takes_the_others_away():
    setting = Setting()
    async with setting.running():
        message = setting.say("one\ntwo\nthree")
        await setting.until("[zh-Hans] one", "two", "three")
        setting.edit(message, "only")
        await setting.until("[zh-Hans] only")


async def test_an_edit_with_more_parts_cuts_the_last_one():
    """Another part could only be posted below what was said since."""
    setting = Setting()
    async with setting.running():
        message = setting.say("one")
        setting.say("next")
        await setting.until("[zh-Hans] one", "[zh-Hans] next")
        setting.edit(message, "one\ntwo")
        await setting.until("[zh-Hans] one…cut", "[zh-Hans] next")


async def test_a_deletion_takes_every_part_and_marks_them_before():
    setting = Setting()
    async with setting.running():
        message = setting.say("one\ntwo")
        await setting.until("[zh-Hans] one", "two")
        setting.discord.delete_faults.append(NotApplied())
        setting.delete(message)
        for _ in range(10):
            await asyncio.sleep(0)
        assert {part.state for part in setting.journal.parts.values()} <= {PartState.REMOVING, PartState.GONE}
        await setting.until()
        assert not setting.journal.rows


async def test_a_send_of_unknown_fate_that_landed_is_adopted():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))
        setting.say("hello")
        setting.say("next")
        await setting.until("[zh-Hans] hello", "[zh-Hans] next")
        assert setting.watching.adoptions == 1
        assert setting.discord.sends == 2


@pytest.mark.parametrize(("is_heard", "seconds"), [(True, 0.0), (False, LANDING_SECONDS)])
async def test_a_send_of_unknown_fate_whose_echo_is_heard_is_not_waited_for(is_heard: bool, seconds: float):
    setting = Setting()
    setting.discord.echoes = is_heard
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))
        setting.say("hello")
        await setting.until_adopted()
        assert setting.clock.elapsed == seconds
        assert setting.discord.sends == 1


async def test_what_history_does_not_show_yet_though_it_was_heard_is_looked_for_again():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))
        setting.discord.hidden_looks = 1
        setting.say("hello")
        await setting.until_adopted()
        assert setting.clock.elapsed == LANDING_SECONDS
        assert setting.discord.sends == 1


async def test_the_echo_of_a_double_of_another_is_not_taken_for_that_of_a_send():
    """What is sent lands a second after the double is heard: to send it again would double it, too."""
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), None))
        setting.say("hello")
        await setting.until_sending()
        setting.discord.post(CHINESE, "Somebody", piece("[zh-Hans] a late double"))
        await setting.until("[zh-Hans] hello")
        assert setting.discord.sends == 1


async def test_a_send_of_unknown_fate_that_did_not_land_is_sent_again():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), False))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert setting.discord.sends == 2
        assert setting.clock.elapsed == LANDING_SECONDS  # which is long enough to wait


async def test_a_discord_that_goes_on_failing_is_asked_ever_more_rarely():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.extend([(FateUnknown(), False)] * 4)
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert setting.clock.elapsed == 2 + 2 + 4 + 8


async def test_a_double_that_lands_late_is_deleted():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((None, False))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.late.pop()()
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] hello"] * 2
        await setting.until("[zh-Hans] hello")


async def test_a_restart_adopts_what_was_sent_and_not_recorded():
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        message = setting.say("hello")
        setting.say("next")
        for _ in range(20):
            await asyncio.sleep(0)
    setting.translations.gate = None
    # The killed process had sent it, in the words of an earlier translation.
    setting.discord.post(CHINESE, "Ruth", piece("[zh-Hans] hallo"))
    async with setting.running():
        await setting.until("[zh-Hans] hello", "[zh-Hans] next")
    assert setting.watching.adoptions == 1
    assert {part.source_id for part in setting.journal.parts.values()} >= {message.id}


async def test_a_restart_between_two_parts_posts_only_the_rest():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.extend([(None, True), (Forbidden(code=50013, status=403), False)])
        setting.say("one\ntwo")
        for _ in range(30):
            await asyncio.sleep(0)
            if setting.discord.texts(CHINESE):
                break
    setting.discord.faults.clear()
    async with setting.running():
        await setting.until("[zh-Hans] one", "two")


async def test_what_was_missed_comes_before_what_is_said_now():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        missed = said(setting.discord.next_id(), "missed")
        setting.discord.said[ENGLISH].append(missed)
        setting.say("now")
        await setting.until("[zh-Hans] before")
        relay.connected(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] missed", "[zh-Hans] now")


async def test_a_channel_of_which_the_session_told_nothing_new_is_not_read():
    setting = Setting()
    async with setting.running() as relay:
        known = setting.say("known")
        await setting.until("[zh-Hans] known")
        relay.disconnected(SHARD)
        setting.briefings.given[GUILD] = Briefing({ENGLISH: known.id}, ())
        reads = setting.discord.reads
        setting.discord.history_faults.append(AssertionError("Discord was asked"))
        relay.connected(SHARD)
        setting.say("now")
        await setting.until("[zh-Hans] known", "[zh-Hans] now")
        assert setting.discord.reads == reads
        assert setting.discord.history_faults


async def test_what_was_said_before_a_guild_came_late_comes_before_what_is_said_now():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
        relay.came(GUILD)
        assert not relay.is_ready
        setting.say("now")
        await setting.until("[zh-Hans] before", "[zh-Hans] missed", "[zh-Hans] now")
        assert relay.is_ready


async def test_a_guild_that_comes_late_keeps_no_other_from_being_caught_up_with():
    far = GuildId(7)
    here, there = BRIDGE.endpoints
    setting = Setting(joined=(replace(BRIDGE, endpoints=(here, replace(there, guild_id=far))),))
    setting.briefings.gate = asyncio.Event()
    async with setting.running() as relay:
        setting.say("hi")
        await setting.until()
        relay.came(far)
        await setting.until()
        setting.briefings.gate.set()
        await setting.until("[zh-Hans] hi")
        assert relay.is_ready


async def test_what_was_said_before_a_bridge_was_opened_stays():
    setting = Setting()
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "old"))
    async with setting.running():
        setting.say("new")
        await setting.until("[zh-Hans] new")


async def test_a_resumed_session_goes_on_without_reading_history():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        setting.say("replayed")
        relay.resumed(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] replayed")


async def test_an_untranslated_message_crosses_and_is_translated_later():
    setting = Setting()
    async with setting.running():
        setting.translations.is_down = True
        setting.say("hello")
        await setting.until("hello …")
        setting.translations.is_down = False
        await setting.until("[zh-Hans] hello")
        assert not setting.journal.rows


async def test_an_untranslated_message_is_translated_after_a_restart():
    setting = Setting()
    async with setting.running():
        setting.translations.is_down = True
        setting.say("hello")
        await setting.until("hello …")
    setting.translations.is_down = False
    async with setting.running():
        await setting.until("[zh-Hans] hello")


async def test_a_refused_message_goes_down_the_ladder_and_its_neighbours_go_on():
    setting = Setting()
    async with setting.running():
        refused = (Refused(code=50035, status=400), False)
        setting.discord.faults.extend([refused])
        setting.say("bad")
        setting.say("good")
        await setting.until("plain", "[zh-Hans] good")
        setting.discord.faults.extend([refused, refused])
        setting.say("worse")
        setting.say("good")
        await setting.until("plain", "[zh-Hans] good", "uncarried", "[zh-Hans] good")
        setting.discord.faults.extend([refused, refused, refused])
        setting.say("worst")
        setting.say("good")
        await setting.until("plain", "[zh-Hans] good", "uncarried", "[zh-Hans] good", "[zh-Hans] good")
        assert not setting.journal.rows


async def test_a_forbidden_channel_is_paused_and_goes_on_when_it_is_allowed_again():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((Forbidden(code=50013, status=403), False))
        setting.say("hello")
        setting.say("next")
        await setting.until("[zh-Hans] hello", "[zh-Hans] next")


async def test_a_channel_that_is_gone_closes_its_lane_and_no_other():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((ChannelGone(), False))
        setting.say("hello")
        await setting.until()
        setting.say("你好", channel_id=CHINESE)
        await setting.until("[en] 你好", channel_id=ENGLISH)


async def test_a_bug_with_one_message_does_not_stop_its_neighbours():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((ZeroDivisionError(), False))
        setting.say("bug")
        setting.say("good")
        await setting.until("[zh-Hans] good")
        assert setting.watching.failures == ["Bug"]


async def test_text_that_nobody_could_take_for_a_day_is_forgotten():
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        setting.say("hello")
        for _ in range(20):
            await asyncio.sleep(0)
        setting.clock.elapsed += 24 * 3600 + 1
        setting.translations.gate.set()
        await setting.until()
        assert not setting.journal.rows


async def test_events_are_told_once_they_are_committed():
    setting = Setting()
    heard: list[SourceEvent] = []
    async with setting.running() as relay:
        relay.subscribe(lambda event: heard.append(event) if setting.journal.rows else None)
        setting.translations.gate = asyncio.Event()
        message = setting.say("hello")
        for _ in range(20):
            await asyncio.sleep(0)
    assert heard == [MessageSaid(message)]


async def test_draining_delivers_what_was_heard_and_takes_in_no_more():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("first")
        await setting.until("[zh-Hans] first")
        setting.say("hello")
        draining = asyncio.ensure_future(relay.drain(10.0))
        await asyncio.sleep(0)
        setting.say("too late")
        await draining
        await setting.until("[zh-Hans] first", "[zh-Hans] hello")
    async with setting.running():
        await setting.until("[zh-Hans] first", "[zh-Hans] hello", "[zh-Hans] too late")


@pytest.mark.parametrize(
    "carried",
    [Carried(files=(File("cat.png", "https://cdn.example/1/cat.png", 10),)), Carried(poll=Poll((), False, 0))],
)
async def test_a_shorter_text_keeps_the_part_that_the_files_hang_on_or_the_poll(carried: Carried):
    setting = Setting()
    async with setting.running() as relay:
        message = said(setting.discord.next_id(), "one\ntwo\nthree")
        message = replace(message, carried=carried)
        relay.put(MessageSaid(message))
        await setting.until("[zh-Hans] one", "two", "three")
        first, _, last = [each.id for each in setting.discord.channels[CHINESE]]
        setting.edit(message, "one\nthree")
        await setting.until("[zh-Hans] one", "three")
        assert [each.id for each in setting.discord.channels[CHINESE]] == [first, last]
        setting.edit(message, "three", at=2)
        await setting.until("[zh-Hans] three")
        assert [each.id for each in setting.discord.channels[CHINESE]] == [last]
        setting.edit(message, "three\nfour", at=3)
        await setting.until("[zh-Hans] three…cut")


async def test_the_copies_go_of_a_message_whose_channel_has_left_its_bridge():
    third = Endpoint(GUILD, ChannelId(300), ZH_HANT)
    whole = replace(BRIDGE, endpoints=(*BRIDGE.endpoints, third))
    setting = Setting(joined=(whole,))
    async with setting.running() as relay:
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await relay.follow([replace(whole, endpoints=whole.endpoints[1:])], {})
        relay.remove_copies(SourcePlace(ENGLISH, message.id))
        await setting.until()
        await setting.until(channel_id=third.channel_id)


@pytest.mark.parametrize("of_copy", [False, True])
async def test_a_forward_of_who_takes_no_part_any_more_stays(of_copy: bool):
    setting = Setting()
    async with setting.running() as relay:
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await setting.members.choose(message.author.id, Choice(takes_part=False))
        shown = setting.discord.channels[CHINESE][0].id if of_copy else message.id
        forward = said(setting.discord.next_id(), "hello")
        forward = replace(forward, author=replace(forward.author, id=UserId(66)))
        relay.put(MessageSaid(replace(forward, carried=Carried(forwarded=Forwarded(message_id=shown)))))
        other = replace(forward, id=setting.discord.next_id(), content="plain")
        relay.put(MessageSaid(other))
        await setting.until("[zh-Hans] hello", "[zh-Hans] plain")


@pytest.mark.parametrize(
    ("choice", "crosses"), [(Choice(allows_outside=False), True), (Choice(takes_part=False), False)]
)
async def test_nobody_outside_sees_a_forward_of_who_does_not_want_that(choice: Choice, crosses: bool):
    setting = Setting()
    async with setting.running() as relay:
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await setting.members.choose(message.author.id, choice)
        forward = replace(said(setting.discord.next_id(), "secret"), carried=_forwarding(message.id))
        relay.put(MessageSaid(replace(forward, author=replace(forward.author, id=UserId(66)))))
        await setting.until("[zh-Hans] hello", *(["secret"] if crosses else []))
        assert setting.translations.asked == ["hello"]


def _forwarding(message_id: MessageId) -> Carried:
    picture = File("1.png", "https://cdn.example/1", 1, "secret picture")
    return Carried(forwarded=Forwarded(message_id=message_id), files=(picture,))


async def test_what_pictures_show_is_translated_at_once_and_not_one_after_the_other():
    setting = Setting()
    async with setting.running() as relay:
        files = tuple(File(f"{n}.png", f"https://cdn.example/{n}", 1, f"picture {n}") for n in range(3))
        message = replace(said(setting.discord.next_id(), "look"), carried=Carried(files=files))
        setting.translations.gate = asyncio.Event()
        relay.put(MessageSaid(message))
        await setting.until()
        setting.translations.gate.set()
        setting.translations.gate = asyncio.Event()
        await setting.until()
        assert setting.translations.asked == ["look", "picture 0", "picture 1", "picture 2"]
        setting.translations.gate.set()
        await setting.until("[zh-Hans] look")
