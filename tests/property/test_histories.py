"""Random histories of three channels, with restarts and a gateway that breaks, against what each channel must show."""

import asyncio
import itertools
import random
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint
from bot.errors import FateUnknown, NotApplied, Unavailable
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.carried import Carried
from bot.relay.comparing import Comparison
from bot.relay.lively import Lively
from bot.relay.model import MessageEdited, MessageSaid, MessagesDeleted, Revision, SourceEvent, SourceMessage
from bot.relay.reacting import Emoji, Reacted, ReactionEvent, Unreacted
from bot.relay.reactions import Reactions
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.fakes import MemoryLedger, MemoryOutbox, MemoryStandingParts, MemoryUnheardGuilds
from tests.property.reacting import OURS, ReactiveDiscord
from tests.relaying import CHINESE, ENGLISH, GUILD, SHARD, Setting, said

TAIWAN = ChannelId(300)
TAG = {ENGLISH: "[en] ", CHINESE: "[zh-Hans] ", TAIWAN: "[zh-Hant] "}
LANGUAGES = {ENGLISH: EN, CHINESE: ZH_HANS, TAIWAN: ZH_HANT}
BRIDGE = Bridge(
    BridgeId(1),
    CONFIGURATION,
    "main",
    tuple(Endpoint(GUILD, channel_id, language) for channel_id, language in LANGUAGES.items()),
)
HEART, PARTY = Emoji("❤"), Emoji("🎉")
MICROSECONDS = 1_000_000

Event = SourceEvent | ReactionEvent


@dataclass
class Told:
    """What a person said, as it reads now; *answered* is what it answers, and where that was read."""

    message: SourceMessage
    is_gone: bool = False
    answered: "Told | None" = None


@dataclass
class World:
    """Three channels, people, a gateway that breaks, and a bot that is killed."""

    chance: random.Random
    setting: Setting = field(default_factory=lambda: Setting(joined=(BRIDGE,)))
    discord: ReactiveDiscord = field(init=False)
    unheard: MemoryUnheardGuilds = field(default_factory=MemoryUnheardGuilds)
    told: list[Told] = field(default_factory=list)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    is_running: bool = False
    is_connected: bool = False
    is_late: bool = False
    is_double: bool = False
    was_deaf: bool = False
    missed: list[Event] = field(default_factory=list)  # replayed by a resume
    late: list[Event] = field(default_factory=list)  # heard, and overtaken by others
    edits: int = 0

    def __post_init__(self) -> None:
        self.discord = self.setting.discord = ReactiveDiscord(self.setting.clock)

    async def start(self) -> None:
        """Start a process."""
        self.stack, tasks, setting = AsyncExitStack(), Tasks(), self.setting
        relay = await self.stack.enter_async_context(setting.running())
        self.stack.push_async_callback(tasks.close)
        ledger, clock = MemoryLedger(setting.journal), setting.clock
        self.reactions = Reactions(relay.bridge_of, ledger, self.discord, setting.gate, OURS, clock, tasks)
        outbox = MemoryOutbox(setting.journal)
        comparison = Comparison(
            MemoryStandingParts(setting.journal),
            self.unheard,
            self.discord,
            outbox,
            Lively(lambda: relay.bridges, outbox, setting.threads, clock),
            relay.put,
            self.reactions.note,
            clock,
            tasks,
        )
        relay.follow_up_by(comparison)
        self.discord.echo = lambda channel_id, message_id: self.hear(
            MessageSaid(next(m for m in self.discord.said[channel_id] if m.id == message_id))
        )
        self.is_running = self.is_connected = True
        self.missed.clear()
        relay.connected(SHARD)

    async def kill(self) -> None:
        """Kill the process at whatever it awaits."""
        if self.is_running:
            self.is_running = self.is_connected = False
            self.was_deaf = True
            self.late.clear()
            await self.stack.aclose()

    def hear(self, event: Event) -> None:
        """Let the gateway tell *event*: at once, twice, later than what follows it, or not at all."""
        if not self.is_connected:
            if self.is_running:
                self.missed.append(event)
            return
        if self.is_late or self.would_change_the_order(event):
            self.is_late = False
            self.late.append(event)
            return
        for _ in range(2 if self.is_double else 1):
            self.take_in(event)
        self.is_double = False

    def would_change_the_order(self, event: Event) -> bool:
        """Tell whether *event* is of a message that was said behind a late one, which it must not overtake."""
        if not isinstance(event, MessageSaid | MessageEdited):
            return False
        message = event.message
        behind = [one.message.id for one in self.late if isinstance(one, MessageSaid) and is_beside(one, event)]
        return bool(behind) and min(behind) < message.id

    def take_in(self, event: Event) -> None:
        if isinstance(event, Reacted | Unreacted):
            self.reactions.note(event)
        else:
            self.setting.relay.put(event)

    def arrive(self) -> None:
        """Let come what was late: first what was said, in its order, then the rest in any."""
        said_late = [event for event in self.late if isinstance(event, MessageSaid)]
        rest = [event for event in self.late if not isinstance(event, MessageSaid)]
        self.chance.shuffle(rest)
        for event in (*said_late, *rest):
            self.take_in(event)
        self.late.clear()

    def cut(self) -> None:
        if self.is_connected:
            self.is_connected = False
            self.setting.relay.disconnected(SHARD)

    def resume(self) -> None:
        if self.is_running and not self.is_connected:
            self.is_connected = True
            for event in self.missed:
                self.take_in(event)
            self.missed.clear()
            self.setting.relay.resumed(SHARD)

    def begin_anew(self) -> None:
        """Refuse the resume: a session begins that was told of nothing."""
        if self.is_running:
            self.was_deaf = self.was_deaf or not self.is_connected
            self.missed.clear()
            self.is_connected = True
            self.setting.relay.connected(SHARD)

    # What people do

    def say(self, channel_id: ChannelId, answered: "int | None" = None) -> None:
        """Let somebody write; *answered* picks a message that stands there and is answered."""
        text = f"note {len(self.told)}"
        told = Told(said(self.discord.next_id(), text, channel_id=channel_id))
        if answered is not None and (found := self.standing_in(channel_id)):
            reply_to, told.answered = found[answered % len(found)]
            told.message = replace(told.message, carried=Carried(reply_to=reply_to))
        self.discord.said[channel_id].append(told.message)
        self.told.append(told)
        self.hear(MessageSaid(told.message))

    def edit(self, which: int) -> None:
        if (told := self.living(which)) is None:
            return
        self.edits += 1
        moment = Revision(int(self.setting.clock.now().timestamp()) * MICROSECONDS + self.edits)
        content = " ".join([*told.message.content.split()[:2], f"edited {moment}"])
        told.message = replace(told.message, content=content, revision=moment)
        there = self.discord.said[told.message.channel_id]
        there[:] = [told.message if each.id == told.message.id else each for each in there]
        self.hear(MessageEdited(told.message))

    def delete(self, which: int) -> None:
        if (told := self.living(which)) is None:
            return
        told.is_gone = True
        channel_id = told.message.channel_id
        there = self.discord.said[channel_id]
        there[:] = [each for each in there if each.id != told.message.id]
        self.discord.reactions.pop(told.message.id, None)
        self.hear(MessagesDeleted(channel_id, (told.message.id,)))

    def react(self, channel_id: ChannelId, which: int, emoji: Emoji, user_id: UserId) -> None:
        """Let somebody put an emoji under what stands in a channel, a copy or a source."""
        if found := self.standing_in(channel_id):
            message_id, _ = found[which % len(found)]
            self.discord.on(message_id, emoji, user_id)
            self.hear(Reacted(channel_id, message_id, emoji, user_id))

    def unreact(self, which: int) -> None:
        """Let somebody take off what they put somewhere."""
        found = [
            (channel_id, message_id, emoji, user_id)
            for channel_id in TAG
            for message_id, _ in self.standing_in(channel_id)
            for emoji, users in self.discord.reactions.get(message_id, {}).items()
            for user_id in sorted(users - {OURS})
        ]
        if found:
            channel_id, message_id, emoji, user_id = found[which % len(found)]
            self.discord.off(message_id, emoji, user_id)
            self.hear(Unreacted(channel_id, message_id, emoji, user_id))

    def living(self, which: int) -> Told | None:
        living = [told for told in self.told if not told.is_gone]
        return living[which % len(living)] if living else None

    def standing_in(self, channel_id: ChannelId) -> Sequence[tuple[MessageId, Told]]:
        """Return what stands in a channel, sources and copies, each with what was said."""
        of = {told.message.id: told for told in self.told}
        sources = {part.message_id: of[part.source_id] for part in self.setting.journal.parts.values()}
        everything = of | sources
        return [(one.id, everything[one.id]) for one in self.discord.said[channel_id] if one.id in everything]

    async def settle(self) -> None:
        """Mend everything, and wait until nothing is owed."""
        for faults in (self.discord.faults, self.setting.outbox_faults, self.setting.ledger_faults):
            faults.clear()
        self.setting.translations.is_down = False
        self.is_late = self.is_double = False
        if not self.is_running:
            await self.start()
        self.arrive()
        if not self.is_connected or self.was_deaf:
            self.begin_anew()
        await self.until_idle()
        while self.discord.late:
            self.discord.late.pop(0)()
        self.setting.clock.elapsed += 61  # a late double is deleted by then, and nothing is on its way any more
        for channel_id in TAG:
            self.say(channel_id)
        await self.until_idle()
        if self.was_deaf:
            self.begin_anew()
            await self.until_idle()

    async def until_idle(self) -> None:
        for _ in range(300):
            await turns(40)
            if self.setting.relay.is_ready and not self.setting.journal.rows:
                break
        await turns(2_000)


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


# What is done, by name and arguments, so that a failure reads as a story.
Step = tuple[object, ...]

which = st.integers(0, 5)
channels = st.sampled_from(list(TAG))
emojis = st.sampled_from([HEART, PARTY])
says = st.tuples(st.just("say"), channels)
passes = st.tuples(st.just("pass"), st.integers(1, 60))
SENDS = [(FateUnknown(), True), (FateUnknown(), False), (FateUnknown(), None), (None, False), (NotApplied(), False)]
steps = st.one_of(
    says,
    says,
    st.tuples(st.just("answer"), channels, which),
    st.tuples(st.just("edit"), which),
    st.tuples(st.just("delete"), which),
    st.tuples(st.just("react"), channels, which, emojis, st.integers(1, 2)),
    st.tuples(st.just("unreact"), which),
    passes,
    passes,
    st.tuples(st.sampled_from(["kill", "start", "cut", "resume", "anew", "late", "arrive", "twice", "down", "up"])),
    st.tuples(st.just("send"), st.sampled_from(SENDS)),
    st.tuples(st.sampled_from(["no outbox", "no ledger"])),
)


async def play(story: Sequence[Step], seed: int) -> World:
    world = World(random.Random(seed))
    await world.start()
    await turns(60)  # what is said before a bridge was opened stays where it is
    for step in story:
        await act(world, step)
    await world.settle()
    return world


async def act(world: World, step: Step) -> None:
    match step:
        case ("say", int() as channel_id):
            world.say(ChannelId(channel_id))
        case ("answer", int() as channel_id, int() as number):
            world.say(ChannelId(channel_id), number)
        case ("edit", int() as number):
            world.edit(number)
        case ("delete", int() as number):
            world.delete(number)
        case ("react", int() as channel_id, int() as number, Emoji() as emoji, int() as user):
            world.react(ChannelId(channel_id), number, emoji, UserId(user))
        case ("unreact", int() as number):
            world.unreact(number)
        case ("pass", int() as count):
            await turns(count)
        case ("kill",):
            await world.kill()
        case ("start",) if not world.is_running:
            await world.start()
        case ("send", tuple() as fault):
            world.discord.faults.append(fault)
        case (str() as what,):
            happen(world, what)
        case _:
            raise AssertionError(step)


def happen(world: World, what: str) -> None:
    match what:
        case "cut":
            world.cut()
        case "resume":
            world.resume()
        case "anew":
            world.begin_anew()
        case "arrive":
            world.arrive()
        case "late":
            world.is_late = True
        case "twice":
            world.is_double = True
        case "down" | "up":
            world.setting.translations.is_down = what == "down"
        case "no outbox":
            world.setting.outbox_faults.append(Unavailable(service="database"))
        case "no ledger":
            world.setting.ledger_faults.append(Unavailable(service="database"))


def check(world: World) -> None:
    """Hold what stands against the model: each message once, in order, in its newest words, with what belongs to it."""
    assert not world.setting.journal.rows
    for channel_id, tag in TAG.items():
        shown = [each.content for each in world.discord.channels[channel_id]]
        expected = {tag + told.message.content for told in world.told if is_copied(told, channel_id)}
        assert set(shown) == expected
        assert len(shown) == len(expected)
        for source_id in TAG.keys() - {channel_id}:
            of_source = [tag + t.message.content for t in world.told if is_from(t, source_id) and not t.is_gone]
            assert [text for text in shown if text in set(of_source)] == of_source
    for told in world.told:
        if not told.is_gone:
            check_quotes(world, told)
            check_reactions(world, told)


def is_beside(one: MessageSaid, other: MessageSaid | MessageEdited) -> bool:
    return one.message.channel_id == other.message.channel_id


def is_from(told: Told, channel_id: ChannelId) -> bool:
    return told.message.channel_id == channel_id


def is_copied(told: Told, channel_id: ChannelId) -> bool:
    return not told.is_gone and not is_from(told, channel_id)


def check_quotes(world: World, told: Told) -> None:
    """A copy of an answer quotes what it answers as that reads there, if it quotes anything."""
    for channel_id, message_id in places(world, told).items():
        if is_from(told, channel_id):
            continue
        (quote,) = [each.quote for each in world.discord.channels[channel_id] if each.id == message_id]
        if told.answered is None:
            assert quote is None
        elif not told.answered.is_gone:
            tag = "" if is_from(told.answered, channel_id) else TAG[channel_id]
            assert quote in {None, tag + told.answered.message.content}
        else:
            assert quote is None or told.answered.message.content not in quote


def check_reactions(world: World, told: Told) -> None:
    """The bot shows an emoji in each channel for those who have it in another, and for nobody else."""
    there = places(world, told)
    under = {channel_id: world.discord.reactions.get(message_id, {}) for channel_id, message_id in there.items()}
    for channel_id, emoji in itertools.product(there, (HEART, PARTY)):
        elsewhere = [users.get(emoji, set()) - {OURS} for other, users in under.items() if other != channel_id]
        assert (OURS in under[channel_id].get(emoji, set())) == any(elsewhere), (told, channel_id, emoji)


def places(world: World, told: Told) -> Mapping[ChannelId, MessageId]:
    """Return where a message and its copies stand."""
    parts = world.setting.journal.parts.values()
    copies = {p.destination_id: p.message_id for p in parts if p.source_id == told.message.id and p.state == "live"}
    return {told.message.channel_id: told.message.id} | copies


@settings(max_examples=150)
@given(story=st.lists(steps, min_size=5, max_size=40), seed=st.integers(0, 9))
@example(story=[("say", ENGLISH), ("pass", 60), ("kill",), ("edit", 0), ("start",)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("kill",), ("delete", 0), ("start",)], seed=0)
@example(story=[("late",), ("say", ENGLISH), ("edit", 0), ("pass", 9), ("arrive",)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("answer", CHINESE, 0), ("edit", 0)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("react", CHINESE, 0, HEART, 1), ("delete", 0)], seed=0)
def test_whatever_happens_each_channel_shows_what_was_said_in_the_others(story: list[Step], seed: int):
    async def run() -> None:
        world = await play(story, seed)
        check(world)
        await world.kill()

    asyncio.run(run())
