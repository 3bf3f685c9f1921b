"""Whatever happens in whatever order, in the end each message stands once, in order, in its newest words."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FateUnknown, Forbidden, NotApplied, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.model import (
    UNEDITED,
    MessageEdited,
    MessageSaid,
    MessagesDeleted,
    Revision,
    SourceEvent,
    SourceMessage,
)
from tests.relaying import CHINESE, ENGLISH, SHARD, Setting, Standing, said

AWAY = Unavailable(service="database")
LANDED = (FateUnknown(), True)
LOST = (FateUnknown(), False)
LATE = (None, False)
SOON = (FateUnknown(), None)
NOT_APPLIED = (NotApplied(), False)
FORBIDDEN = (Forbidden(code=50013, status=403), False)

OTHER = {ENGLISH: CHINESE, CHINESE: ENGLISH}
TAG = {ENGLISH: "[en] ", CHINESE: "[zh-Hans] "}


@dataclass
class Told:
    """What a person did with one message.

    Attributes:
        texts: Every text it had, the newest last; *revisions* are theirs.
        sure_from: The first of *texts* that may stand; the edits after it were told of for sure.
        is_surely_gone: The bot was told of its deletion; else it may stand still.
    """

    message: SourceMessage
    texts: list[str]
    revisions: list[Revision] = field(default_factory=lambda: [UNEDITED])
    sure_from: int = 0
    is_gone: bool = False
    is_surely_gone: bool = False


@dataclass
class World:
    """Two channels, people, a gateway that breaks, and a bot that is killed."""

    setting: Setting = field(default_factory=Setting)
    told: list[Told] = field(default_factory=list)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    is_running: bool = False
    is_connected: bool = False
    missed: list[SourceEvent] = field(default_factory=list)  # replayed by a resume
    edits: int = 0

    async def start(self) -> None:
        self.stack = AsyncExitStack()
        await self.stack.enter_async_context(self.setting.running())
        self.setting.discord.echo = lambda channel_id, message_id: self.hear(
            MessageSaid(next(m for m in self.setting.discord.said[channel_id] if m.id == message_id))
        )
        self.is_running = self.is_connected = True
        self.missed.clear()

    async def kill(self) -> None:
        if self.is_running:
            self.is_running = self.is_connected = False
            await self.stack.aclose()
            self.setting.discord.let_land()  # before a new process speaks
            self.doubt()

    def hear(self, event: SourceEvent) -> None:
        if self.is_connected:
            self.setting.relay.put(event)
        elif self.is_running:
            self.missed.append(event)

    def cut(self) -> None:
        if self.is_connected:
            self.is_connected = False
            self.setting.relay.disconnected(SHARD)

    def resume(self) -> None:
        if self.is_running and not self.is_connected:
            self.is_connected = True
            for event in self.missed:
                self.setting.relay.put(event)
            self.missed.clear()
            self.setting.relay.resumed(SHARD)

    def ready(self) -> None:
        if self.is_running:
            if not self.is_connected:
                self.missed.clear()
                self.doubt()
            self.is_connected = True
            self.setting.relay.connected(SHARD)

    def doubt(self) -> None:
        """Note of which edits and deletions nobody can say whether the bot took them in."""
        journal = self.setting.journal
        for told in self.told:
            key = (told.message.id, OTHER[told.message.channel_id])
            shown = [part.revision for part in journal.at(*key)]
            shown += [journal.rows[key].revision] if key in journal.rows else []
            told.is_surely_gone = told.message.id in journal.tombstones
            told.sure_from = max((at for at, revision in enumerate(told.revisions) if revision in shown), default=0)

    def say(self, channel_id: ChannelId, name: str, text: str) -> None:
        message = said(self.setting.discord.next_id(), text, channel_id=channel_id, by=name)
        self.setting.discord.said[channel_id].append(message)
        self.told.append(Told(message, [text]))
        self.hear(MessageSaid(message))

    def edit(self, which: int, text: str) -> None:
        if (told := self.living(which)) is None:
            return
        self.edits += 1
        told.message = replace(told.message, content=text, revision=Revision(self.edits))
        told.texts.append(text)
        told.revisions.append(told.message.revision)
        there = self.setting.discord.said[told.message.channel_id]
        there[:] = [told.message if each.id == told.message.id else each for each in there]
        self.hear(MessageEdited(told.message))
        if self.is_connected:
            told.sure_from = len(told.texts) - 1

    def delete(self, which: int) -> None:
        if (told := self.living(which)) is None:
            return
        told.is_gone = True
        channel_id = told.message.channel_id
        there = self.setting.discord.said[channel_id]
        there[:] = [each for each in there if each.id != told.message.id]
        self.hear(MessagesDeleted(channel_id, (told.message.id,)))
        told.is_surely_gone = self.is_running

    def living(self, which: int) -> Told | None:
        living = [told for told in self.told if not told.is_gone]
        return living[which % len(living)] if living else None

    def land(self) -> None:
        if self.setting.discord.late:
            self.setting.discord.late.pop(0)()

    async def quiesce(self) -> None:
        """Mend everything, and wait until nothing is owed."""
        setting = self.setting
        for faults in (
            setting.discord.faults,
            setting.discord.edit_faults,
            setting.discord.delete_faults,
            setting.discord.history_faults,
            setting.discord.own_faults,
            setting.outbox_faults,
            setting.ledger_faults,
        ):
            faults.clear()
        setting.translations.is_down = False
        if not self.is_running:
            await self.start()
        elif not self.is_connected:
            self.ready()
        for _ in range(200):
            await turns(40)
            if setting.relay.is_ready and not setting.journal.rows:
                break
        setting.clock.elapsed += 31  # a late double is deleted by then
        for channel_id in OTHER:
            self.say(channel_id, "Last", "last")
        for _ in range(200):
            await turns(40)
            if not setting.journal.rows:
                break
        await turns(200)
        setting.discord.let_land()


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


# What is done, by name and arguments, so that a failure reads as a story.
Step = tuple[object, ...]

channels = st.sampled_from([ENGLISH, CHINESE])
which = st.integers(0, 5)
ANY_TEXT = st.sampled_from(["a", "b", "c\nd", "e\nf\ng"])


def steps_with(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Step]:
    """Return what people and fate may do, where people write *texts*."""
    says = st.tuples(st.just("say"), channels, st.sampled_from(["Ruth", "Mei"]), texts)
    edits = st.tuples(st.just("edit"), which, texts)
    return st.one_of(says, says, edits, FATE)


FATE: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("delete"), which),
    st.tuples(st.just("pass"), st.integers(1, 60)),
    st.tuples(st.just("pass"), st.integers(1, 60)),
    st.tuples(st.sampled_from(["kill", "start", "cut", "resume", "ready", "land", "down", "up"])),
    st.tuples(st.just("send"), st.sampled_from([LANDED, LOST, SOON, LATE, NOT_APPLIED, FORBIDDEN])),
    st.tuples(
        st.just("fail"),
        st.sampled_from(["edit_faults", "delete_faults"]),
        st.sampled_from([NotApplied(), FateUnknown()]),
    ),
    st.tuples(st.just("fail"), st.just("own_faults"), st.sampled_from([Unavailable(), Forbidden(code=50001)])),
    st.tuples(st.just("fail"), st.just("history_faults"), st.sampled_from([Unavailable(), NotApplied()])),
    st.tuples(st.sampled_from(["no outbox", "no ledger"])),
)
# A lane that is slow joins what waits in it.
bursts = st.tuples(st.just("burst"), channels, st.lists(st.sampled_from(["Ruth", "Mei"]), min_size=2, max_size=7))
slow_steps = st.one_of(
    steps_with(ANY_TEXT), steps_with(ANY_TEXT), bursts, st.tuples(st.just("slow"), st.sampled_from([0.0, 0.6, 30.0]))
)


async def play(story: Sequence[Step], world: World) -> World:
    await world.start()
    await turns(30)  # what is said before a bridge was opened stays where it is
    discord = world.setting.discord
    for step in story:
        match step:
            case ("say", int() as channel_id, str() as name, str() as text):
                world.say(ChannelId(channel_id), name, f"{len(world.told)}{text}")
            case ("burst", int() as channel_id, list() as names):
                for name in names:
                    world.say(ChannelId(channel_id), str(name), f"{len(world.told)}a")
            case ("edit", int() as number, str() as text):
                world.edit(number, f"{number}{text}'{world.edits}")
            case ("delete", int() as number):
                world.delete(number)
            case ("pass", int() as count):
                await turns(count)
            case ("kill",):
                await world.kill()
            case ("start",):
                if not world.is_running:
                    await world.start()
            case ("cut",):
                world.cut()
            case ("resume",):
                world.resume()
            case ("ready",):
                world.ready()
            case ("land",):
                world.land()
            case ("down",):
                world.setting.translations.is_down = True
            case ("up",):
                world.setting.translations.is_down = False
            case ("send", tuple() as fault):
                discord.faults.append(fault)
            case ("fail", str() as name, Exception() as error):
                getattr(discord, name).append(error)
            case ("no outbox",):
                world.setting.outbox_faults.append(AWAY)
            case ("slow", float() as seconds):
                discord.seconds_a_post = seconds
            case ("no ledger",):
                world.setting.ledger_faults.append(AWAY)
            case _:
                raise AssertionError(step)
    await world.quiesce()
    return world


def forms(told: Told, destination_id: ChannelId) -> Iterator[list[str]]:
    """Yield every way in which a message may stand."""
    for text in told.texts[told.sure_from :]:
        lines = (TAG[destination_id] + text).split("\n")
        yield lines
        for parts in range(1, len(lines)):
            yield [*lines[: parts - 1], lines[parts - 1] + "…cut"]
        yield [" ".join(lines)]  # as one line of a message that several share
    if told.is_gone and not told.is_surely_gone:
        yield []


def said_by(standing: Standing) -> Iterator[tuple[str, str]]:
    """Yield who says what in a message, line by line."""
    for line in standing.content.split("\n"):
        if standing.name == "several":
            name, _, text = line.removeprefix("**").partition(":** ")
            yield name, text
        else:
            yield standing.name, line


def check(world: World) -> None:
    for source_id, destination_id in OTHER.items():
        standing = world.setting.discord.channels[destination_id]
        rest = [line for each in standing for line in said_by(each)]
        for told in (each for each in world.told if each.message.channel_id == source_id):
            if told.is_surely_gone:
                continue
            name = told.message.author.name
            found = [
                form for form in forms(told, destination_id) if rest[: len(form)] == [(name, line) for line in form]
            ]
            assert found, (told, rest)
            rest = rest[len(max(found, key=len)) :]
        assert not rest
    assert not world.setting.journal.rows
    kept = {MessageId(each.id) for there in world.setting.discord.channels.values() for each in there}
    live = {p.message_id for p in world.setting.journal.parts.values() if p.state == "live"}
    assert live == kept


@settings(max_examples=800)
@given(story=st.lists(steps_with(ANY_TEXT), min_size=5, max_size=40))
def test_in_the_end_each_message_stands_once_in_order_in_its_newest_words(story: list[Step]):
    tell(story)


@settings(max_examples=800)
@given(story=st.lists(slow_steps, min_size=5, max_size=40))
def test_so_it_does_where_lanes_are_slow_and_messages_share_posts(story: list[Step]):
    tell([("slow", 30.0), *story])


def tell(story: list[Step]) -> None:
    """Play *story*, and look at what has become of it."""

    async def run() -> None:
        world = await play(story, World())
        check(world)
        await world.kill()

    asyncio.run(run())
