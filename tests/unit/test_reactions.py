"""Whose reaction is put where, once, and when it goes."""

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.bridges.model import Bridge, BridgeId, BridgeSettings, Endpoint, Owner
from bot.errors import ChannelGone, EmojiUnknown, Forbidden, MessageGone, Refused, SendFailed, ThreadShut, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.relay.joining import Joining
from bot.relay.model import UNEDITED, Part, PartState, SourcePlace
from bot.relay.reacting import Emoji, Reacted, Reaction, Unreacted
from bot.relay.reactions import Reactions
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Quality
from tests.fakes import MemoryJournal, MemoryLedger
from tests.relaying import JumpingClock

HOME, AWAY = GuildId(1), GuildId(2)
ENGLISH, CHINESE, QUAY = ChannelId(10), ChannelId(20), ChannelId(30)
OWN, BOT, DANA, WEIJIE, GRAHAM = UserId(99), UserId(98), UserId(1), UserId(2), UserId(3)
OLD = first_id_at(JumpingClock().now() - timedelta(hours=1))
SOURCE, COPY, SECOND_PART, FAR_COPY = OLD, MessageId(OLD + 1), MessageId(OLD + 2), MessageId(OLD + 3)
HEART, PARTY = Emoji("❤"), Emoji("party", 70)
PARTY_AWAY = Emoji("party", 71)
BRIDGE = Bridge(
    BridgeId(1),
    Owner(HOME),
    "main",
    (Endpoint(HOME, ENGLISH, EN), Endpoint(HOME, CHINESE, ZH_HANS), Endpoint(AWAY, QUAY, EN)),
)


@dataclass
class Board:
    """Messages with reactions under them; *asked* counts the requests by kind."""

    under_them: defaultdict[MessageId, dict[Emoji, set[UserId]]] = field(default_factory=lambda: defaultdict(dict))
    asked: Counter[str] = field(default_factory=Counter)
    refusals: dict[tuple[ChannelId, Emoji | None], SendFailed] = field(default_factory=dict)
    faults: deque[Exception] = field(default_factory=deque)
    emojis: dict[GuildId, Emoji] = field(default_factory=dict)
    at_the_copy: Callable[[], None] | None = None  # once, when what stands under one is asked for

    def _ask(self, kind: str) -> None:
        self.asked[kind] += 1
        if self.faults:
            raise self.faults.popleft()

    async def put(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        self._ask("put")
        for of in (emoji, None):
            if (refusal := self.refusals.get((channel_id, of))) is not None:
                raise refusal
        self.under_them[message_id].setdefault(emoji, set()).add(OWN)

    async def take(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        self._ask("take")
        self.off(message_id, emoji, OWN)

    async def under(self, channel_id: ChannelId, message_id: MessageId) -> Sequence[Reaction]:
        self._ask("under")
        if message_id != SOURCE and (happens := self.at_the_copy) is not None:
            self.at_the_copy = None
            happens()
        return [
            Reaction(emoji, len(users), is_ours=OWN in users) for emoji, users in self.under_them[message_id].items()
        ]

    async def people(self, channel_id: ChannelId, message_id: MessageId, reaction: Reaction) -> Sequence[UserId]:
        self._ask("people")
        return sorted(self.under_them[message_id][reaction.emoji] - {OWN, BOT})

    async def named(self, guild_id: GuildId, name: str) -> Emoji | None:
        self._ask("named")
        emoji = self.emojis.get(guild_id)
        return emoji if emoji is not None and emoji.name == name else None

    def off(self, message_id: MessageId, emoji: Emoji, user_id: UserId) -> None:
        users = self.under_them[message_id][emoji]
        users.discard(user_id)
        if not users:
            del self.under_them[message_id][emoji]


@dataclass
class Gate:
    """Lets nobody of *quiet* out of any guild, and what is in *shut* not into one."""

    quiet: set[UserId] = field(default_factory=set)
    shut: set[tuple[UserId, GuildId]] = field(default_factory=set)

    def admits_reaction(
        self, user_id: UserId, likeness: str, bridge: Bridge, source: Endpoint, destination: Endpoint
    ) -> bool:
        guilds = source.guild_id, destination.guild_id
        return user_id not in self.quiet and not self.shut.intersection((user_id, guild) for guild in guilds)


class CountingLedger(MemoryLedger):
    """A ledger that counts how often it is asked what a message is."""

    asked = 0

    async def source_of(self, message_id: MessageId) -> SourcePlace | None:
        self.asked += 1
        return await super().source_of(message_id)


class Desk:
    """Reactions with everything around them to look at: one message, two parts of it in #中文, one copy in #quay."""

    def __init__(self) -> None:
        self.bridge, self.board, self.gate, self.clock, self.tasks = BRIDGE, Board(), Gate(), JumpingClock(), Tasks()
        self.within: Bridge | None = None  # between threads
        self.journal = MemoryJournal()
        self.ledger = CountingLedger(self.journal)
        self.stand(COPY, CHINESE, 0)
        self.stand(SECOND_PART, CHINESE, 1)
        self.stand(FAR_COPY, QUAY, 0)
        self.reactions = self.started()

    def started(self) -> Reactions:
        def bridge_of(channel_id: ChannelId) -> Bridge | None:
            bridges = (self.bridge, self.within)
            return next((one for one in bridges if one is not None and one.endpoint(channel_id) is not None), None)

        return Reactions(
            bridge_of,
            self.ledger,
            self.board,
            self.gate,
            OWN,
            self.clock,
            self.tasks,
        )

    def stand(
        self,
        copy: MessageId,
        channel_id: ChannelId,
        ordinal: int,
        source: MessageId = SOURCE,
        joining: Joining = Joining.ALONE,
    ) -> None:
        part = Part(copy, channel_id, source, ENGLISH, ordinal, 0, 5, UNEDITED, Quality.FINAL, joining=joining)
        self.journal.keep(part)

    def react(
        self, user: UserId, emoji: Emoji = HEART, message: MessageId = SOURCE, channel: ChannelId = ENGLISH
    ) -> None:
        self.board.under_them[message].setdefault(emoji, set()).add(user)
        self.reactions.note(Reacted(channel, message, emoji, user, user == BOT))

    def unreact(
        self, user: UserId, emoji: Emoji = HEART, message: MessageId = SOURCE, channel: ChannelId = ENGLISH
    ) -> None:
        self.board.off(message, emoji, user)
        self.reactions.note(Unreacted(channel, message, emoji, user))

    async def settled(self) -> None:
        for _ in range(400):
            await asyncio.sleep(0)

    def ours(self) -> dict[MessageId, set[Emoji]]:
        """Return what the bot has under each message."""
        found = {
            message: {emoji for emoji, users in under.items() if OWN in users}
            for message, under in self.board.under_them.items()
        }
        return {message: emojis for message, emojis in found.items() if emojis}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    yield made
    await made.tasks.close()


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0)


EVERYWHERE_ELSE = {SECOND_PART: {HEART}, FAR_COPY: {HEART}}


async def test_a_reaction_is_put_once_on_every_counterpart_and_on_the_last_part(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    assert desk.board.asked == {"put": 2}


async def test_a_reaction_under_any_part_of_a_copy_is_put_on_the_source_and_the_other_copies(desk: Desk):
    desk.react(WEIJIE, message=COPY, channel=CHINESE)
    await desk.settled()
    assert desk.ours() == {SOURCE: {HEART}, FAR_COPY: {HEART}}


async def test_fifty_people_with_one_emoji_cost_one_request_a_destination(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    for number in range(50):
        desk.react(UserId(200 + number))
    await desk.settled()
    assert desk.board.asked == {"put": 2}


async def test_fifty_people_at_once_cost_no_more(desk: Desk):
    for number in range(50):
        desk.react(UserId(200 + number))
    await desk.settled()
    assert desk.board.asked == {"put": 2}


async def test_an_emoji_that_nobody_can_use_there_is_asked_for_once(desk: Desk):
    for channel in (CHINESE, QUAY):
        desk.board.refusals[channel, HEART] = Refused(code=90001)
    for user in (DANA, GRAHAM):
        desk.react(user)
        await desk.settled()
    assert desk.board.asked == {"put": 2}


async def test_a_thread_that_is_shut_for_now_has_the_emoji_with_the_next_who_reacts(desk: Desk):
    desk.board.refusals[QUAY, None] = ThreadShut(code=50083)
    desk.react(DANA)
    await desk.settled()
    assert FAR_COPY not in desk.ours()
    del desk.board.refusals[QUAY, None]
    desk.react(GRAHAM)
    await desk.settled()
    assert desk.ours()[FAR_COPY] == {HEART}


async def test_ours_goes_with_the_last_who_reacted(desk: Desk):
    for user in (DANA, GRAHAM):
        desk.react(user)
    await desk.settled()
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    desk.unreact(GRAHAM)
    await desk.settled()
    assert desk.ours() == {}


async def test_ours_under_a_shared_copy_goes_with_the_last_who_reacted_to_any_that_share_it(desk: Desk):
    one, other, shared, own = (MessageId(OLD + number) for number in (10, 11, 12, 13))
    desk.stand(shared, CHINESE, 0, one, Joining.DIGEST)
    desk.stand(shared, CHINESE, 0, other, Joining.DIGEST)
    desk.stand(own, QUAY, 0, one)
    desk.react(DANA, message=one)
    desk.react(GRAHAM, message=other)
    await desk.settled()
    assert desk.ours() == {shared: {HEART}, own: {HEART}}
    desk.unreact(DANA, message=one)
    await desk.settled()
    assert desk.ours()[shared] == {HEART}
    desk.unreact(GRAHAM, message=other)
    await desk.settled()
    assert desk.ours() == {}


async def test_a_reaction_under_a_shared_copy_means_its_last_source(desk: Desk):
    one, other, shared = (MessageId(OLD + number) for number in (10, 11, 12))
    desk.stand(shared, CHINESE, 0, one, Joining.AUTHOR)
    desk.stand(shared, CHINESE, 0, other, Joining.AUTHOR)
    desk.react(WEIJIE, message=shared, channel=CHINESE)
    await desk.settled()
    assert desk.ours() == {other: {HEART}}


async def test_after_a_restart_too(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    desk.reactions = desk.started()
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {}


async def test_ours_stands_for_people_elsewhere_and_not_for_those_who_see_themselves(desk: Desk):
    desk.react(DANA)
    desk.react(WEIJIE, message=SECOND_PART, channel=CHINESE)
    await desk.settled()
    assert desk.ours() == {**EVERYWHERE_ELSE, SOURCE: {HEART}}
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {SOURCE: {HEART}, FAR_COPY: {HEART}}  # Weijie alone is left, in #中文


async def test_what_was_taken_off_is_put_again_for_the_next_one(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    desk.unreact(DANA)
    desk.react(GRAHAM)  # before that is looked at
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    desk.unreact(GRAHAM)
    await desk.settled()
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE


async def test_who_reacts_in_the_middle_of_a_look_is_shown(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    desk.board.at_the_copy = lambda: desk.react(GRAHAM)
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE


async def test_who_thinks_better_of_it_at_once_leaves_nothing(desk: Desk):
    desk.react(DANA)
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {}


@pytest.mark.parametrize("taken_off", [HEART, None])
async def test_a_reaction_that_is_told_after_it_was_taken_off_leaves_nothing(desk: Desk, taken_off: Emoji | None):
    desk.reactions.note(Unreacted(ENGLISH, SOURCE, taken_off, DANA))
    await desk.settled()
    desk.reactions.note(Reacted(ENGLISH, SOURCE, HEART, DANA))
    await desk.settled()
    assert not desk.ours()
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE


async def test_all_cleared_at_once_takes_ours_off_elsewhere_and_leaves_what_others_have_there(desk: Desk):
    desk.react(DANA)
    desk.react(GRAHAM, Emoji("🎉"))
    desk.react(WEIJIE, Emoji("🎉"), SECOND_PART, CHINESE)
    await desk.settled()
    desk.board.under_them[SOURCE].clear()
    desk.reactions.note(Unreacted(ENGLISH, SOURCE))
    await desk.settled()
    assert desk.ours() == {FAR_COPY: {Emoji("🎉")}}
    assert desk.board.under_them[SOURCE] == {}  # a moderator's will


async def test_one_emoji_cleared_takes_ours_off_elsewhere(desk: Desk):
    desk.react(DANA)
    desk.react(DANA, Emoji("🎉"))
    await desk.settled()
    del desk.board.under_them[SOURCE][HEART]
    desk.reactions.note(Unreacted(ENGLISH, SOURCE, HEART))
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {Emoji("🎉")}, FAR_COPY: {Emoji("🎉")}}


async def test_our_own_and_other_bots_reactions_are_nobody_s(desk: Desk):
    desk.react(OWN)
    desk.react(BOT)
    await desk.settled()
    assert desk.board.asked == {}
    desk.react(DANA)
    await desk.settled()
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {SOURCE: {HEART}}  # what it was told to put there above


async def test_who_does_not_take_part_is_not_shown_and_keeps_nothing_standing(desk: Desk):
    desk.gate.quiet.add(GRAHAM)
    desk.react(GRAHAM)
    await desk.settled()
    assert desk.board.asked == {}
    desk.react(DANA)
    await desk.settled()
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {}


async def test_who_is_muted_in_a_guild_is_not_shown_there(desk: Desk):
    desk.gate.shut.add((DANA, AWAY))
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {HEART}}
    desk.react(GRAHAM)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    desk.unreact(GRAHAM)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {HEART}}


async def test_nothing_is_put_while_a_bridge_is_paused_and_what_is_taken_off_goes(desk: Desk):
    desk.react(DANA)
    desk.react(DANA, Emoji("🎉"))
    await desk.settled()
    desk.bridge = replace(BRIDGE, settings=BridgeSettings(is_paused=True))
    desk.react(GRAHAM, Emoji("👍"))
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {Emoji("🎉")}, FAR_COPY: {Emoji("🎉")}}


async def test_other_channels_and_messages_that_never_crossed_cost_discord_nothing(desk: Desk):
    desk.react(DANA, channel=ChannelId(77))
    desk.react(DANA, message=MessageId(OLD - 5))
    desk.unreact(DANA, message=MessageId(OLD - 5))
    await desk.settled()
    assert desk.board.asked == {}
    looked_up = desk.ledger.asked
    desk.react(GRAHAM, message=MessageId(OLD - 5))
    await desk.settled()
    assert desk.ledger.asked == looked_up


async def test_a_copy_that_is_being_deleted_is_left_alone(desk: Desk):
    for key, part in list(desk.journal.parts.items()):
        if part.message_id == FAR_COPY:
            desk.journal.parts[key] = replace(part, state=PartState.REMOVING)
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {HEART}}


async def test_a_custom_emoji_goes_as_it_is_or_else_by_its_name_or_not_at_all(desk: Desk):
    desk.board.refusals[QUAY, PARTY] = EmojiUnknown(code=10014)
    desk.react(DANA, PARTY)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {PARTY}}
    desk.reactions = desk.started()
    desk.board.emojis[AWAY] = PARTY_AWAY
    desk.react(GRAHAM, PARTY)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {PARTY}, FAR_COPY: {PARTY_AWAY}}
    for user in (DANA, GRAHAM):
        desk.unreact(user, PARTY)
    await desk.settled()
    assert desk.ours() == {}


async def test_who_joins_by_the_emoji_of_the_same_name_keeps_it_standing(desk: Desk):
    desk.board.refusals[QUAY, PARTY] = EmojiUnknown(code=10014)
    desk.board.emojis[AWAY] = PARTY_AWAY
    desk.react(DANA, PARTY)
    await desk.settled()
    desk.react(GRAHAM, PARTY_AWAY, FAR_COPY, QUAY)
    await desk.settled()
    desk.unreact(DANA, PARTY)
    await desk.settled()
    assert FAR_COPY not in desk.ours()  # only Graham, who is there
    assert SECOND_PART in desk.ours()


async def test_a_custom_emoji_that_is_forbidden_there_does_not_silence_the_channel(desk: Desk):
    desk.board.refusals[QUAY, PARTY] = Forbidden(code=50013)
    desk.react(DANA, PARTY)
    desk.react(DANA, HEART)
    await desk.settled()
    assert desk.ours() == {SECOND_PART: {PARTY, HEART}, FAR_COPY: {HEART}}


@pytest.mark.parametrize("refusal", [Forbidden(code=50013), ChannelGone(code=10003)])
async def test_a_channel_without_the_right_is_asked_once_in_five_minutes(desk: Desk, refusal: SendFailed):
    desk.board.refusals[QUAY, None] = refusal
    for emoji in (HEART, Emoji("🎉"), Emoji("👍")):
        desk.react(DANA, emoji)
    await desk.settled()
    assert desk.board.asked == {"put": 4}
    del desk.board.refusals[QUAY, None]
    desk.clock.elapsed += 301
    desk.react(GRAHAM)
    await desk.settled()
    assert desk.ours()[FAR_COPY] == {HEART}


async def test_what_passes_is_tried_again_and_what_does_not_holds_nobody_up(desk: Desk):
    desk.board.faults.extend([Unavailable(status=503)] * 3)
    desk.react(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    desk.board.faults.extend([Unavailable(status=503)] * 6)
    desk.react(DANA, Emoji("🎉"))
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE
    desk.clock.elapsed += 31
    desk.react(DANA, Emoji("👍"))
    await desk.settled()
    assert Emoji("👍") in desk.ours()[FAR_COPY]


async def test_nothing_is_taken_off_on_a_guess(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    desk.board.faults.extend([Unavailable(status=503)] * 3)
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == EVERYWHERE_ELSE


async def test_a_copy_that_is_gone_has_nothing_under_it(desk: Desk):
    desk.react(DANA)
    await desk.settled()
    desk.board.faults.append(MessageGone())
    desk.unreact(DANA)
    await desk.settled()
    assert desk.ours() == {}


async def test_a_reaction_that_is_quicker_than_the_copies_waits_for_them(desk: Desk):
    young = first_id_at(desk.clock.now())
    desk.react(DANA, message=young)
    await asyncio.sleep(0)
    assert desk.board.asked == {}
    desk.stand(MessageId(young + 1), CHINESE, 0, young)
    await until(lambda: bool(desk.ours()))
    assert desk.ours() == {young + 1: {HEART}}
    desk.stand(MessageId(young + 2), QUAY, 0, young)
    await desk.settled()
    assert desk.ours() == {young + 1: {HEART}, young + 2: {HEART}}


async def test_a_reaction_in_a_thread_that_is_quicker_than_its_counterparts_waits_for_them(desk: Desk):
    young, whole = first_id_at(desk.clock.now()), desk.bridge
    seats = [
        replace(end, channel_id=ChannelId(end.channel_id + 1), parent_id=end.channel_id) for end in whole.endpoints
    ]
    thread, there, far = (end.channel_id for end in seats)
    desk.within = replace(whole, endpoints=tuple(seats[:1]))
    desk.react(DANA, message=young, channel=thread)
    await asyncio.sleep(0)
    assert desk.board.asked == {}
    desk.within = replace(whole, endpoints=tuple(seats[:2]))
    desk.journal.keep(Part(MessageId(young + 1), there, young, thread, 0, 0, 5, UNEDITED, Quality.FINAL))
    await until(lambda: bool(desk.ours()))
    assert desk.ours() == {young + 1: {HEART}}
    desk.within = replace(whole, endpoints=tuple(seats))
    desk.journal.keep(Part(MessageId(young + 2), far, young, thread, 0, 0, 5, UNEDITED, Quality.FINAL))
    await desk.settled()
    assert desk.ours() == {young + 1: {HEART}, young + 2: {HEART}}


async def test_a_message_that_does_not_cross_is_waited_for_for_a_minute_and_discord_not_asked(desk: Desk):
    young = first_id_at(desk.clock.now())
    desk.react(DANA, message=young)
    for _ in range(10):
        await desk.settled()
    assert desk.board.asked == {}
    assert 60 <= desk.clock.elapsed < 100
    desk.react(GRAHAM, message=young)
    await desk.settled()
    assert desk.board.asked == {}


async def test_an_emoji_with_and_without_its_variation_selector_is_one(desk: Desk):
    desk.react(DANA, Emoji("❤"))
    await desk.settled()
    desk.react(GRAHAM, Emoji("❤\ufe0f"))
    await desk.settled()
    assert desk.board.asked == {"put": 2}
