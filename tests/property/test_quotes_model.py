"""Whatever happens, in the end each answer quotes what it answers as that stands there, and nothing that is gone."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FateUnknown, Forbidden, NotApplied, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.model import SourceMessage
from tests.relaying import CHINESE, ENGLISH, Setting

OTHER = {ENGLISH: CHINESE, CHINESE: ENGLISH}
FAULTS = [NotApplied(), FateUnknown(), Unavailable(), Forbidden(code=50013, status=403)]

Step = tuple[object, ...]

channels = st.sampled_from([ENGLISH, CHINESE])
which = st.integers(0, 4)
steps = st.one_of(
    st.tuples(st.just("say"), channels),
    st.tuples(st.just("answer"), channels, which),
    st.tuples(st.just("answer"), channels, which),
    st.tuples(st.just("edit"), which),
    st.tuples(st.just("delete"), which),
    st.tuples(st.just("pass"), st.integers(1, 60)),
    st.tuples(st.sampled_from(["kill"])),
    st.tuples(
        st.just("fail"), st.sampled_from(["quote_faults", "read_faults", "edit_faults"]), st.sampled_from(FAULTS)
    ),
    st.tuples(st.sampled_from(["down", "up"])),
)


@dataclass
class World:
    """Two channels in which people answer each other, and a bot that is killed."""

    setting: Setting = field(default_factory=Setting)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    told: list[SourceMessage] = field(default_factory=list)
    quoted: dict[MessageId, MessageId] = field(default_factory=dict)  # sources, by answer
    edits: int = 0

    async def start(self) -> None:
        self.stack = AsyncExitStack()
        await self.stack.enter_async_context(self.setting.running())
        await turns(60)

    async def kill(self) -> None:
        await turns(30)  # what the gateway told before is taken in; that it may be lost is another story
        await self.stack.aclose()
        self.setting.discord.let_land()  # before a new process speaks

    def say(self, channel_id: ChannelId, answered: SourceMessage | None = None) -> None:
        seen = None if answered is None else self.seen(answered, channel_id)
        message = self.setting.say(f"{len(self.told)}", channel_id=channel_id, answering=seen)
        self.told.append(message)
        if answered is not None and seen is not None:
            self.quoted[message.id] = answered.id

    def seen(self, message: SourceMessage, channel_id: ChannelId) -> MessageId | None:
        """Return the id of *message* as it stands in a channel; one that is still on its way is answered there, too."""
        if message.channel_id == channel_id:
            return message.id
        return next((part.message_id for part in self.setting.journal.at(message.id, channel_id)), None)

    def edit(self, message: SourceMessage) -> None:
        self.edits += 1
        self.told[self.told.index(message)] = self.setting.edit(message, f"{message.content}'", self.edits)

    def delete(self, message: SourceMessage) -> None:
        self.told.remove(message)
        self.setting.delete(message)

    async def quiesce(self) -> None:
        discord = self.setting.discord
        for faults in (discord.quote_faults, discord.read_faults, discord.edit_faults):
            faults.clear()
        self.setting.translations.is_down = False
        for _ in range(100):
            await turns(50)
            if not self.setting.journal.rows:
                break
        await turns(1500)
        discord.let_land()


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def play(story: Sequence[Step]) -> World:
    world = World()
    await world.start()
    for step in story:
        chosen = world.told[int(str(step[-1])) % len(world.told)] if step[0] in CHOOSING and world.told else None
        match step:
            case ("say", int() as channel_id):
                world.say(ChannelId(channel_id))
            case ("answer", int() as channel_id, _):
                world.say(ChannelId(channel_id), chosen)
            case ("edit", _) if chosen is not None:
                world.edit(chosen)
            case ("delete", _) if chosen is not None:
                world.delete(chosen)
            case ("pass", int() as count):
                await turns(count)
            case ("kill",):
                await world.kill()
                await world.start()
            case ("fail", str() as name, Exception() as error):
                getattr(world.setting.discord, name).append(error)
            case ("down",) | ("up",):
                world.setting.translations.is_down = step == ("down",)
    await world.quiesce()
    return world


CHOOSING = {"answer", "edit", "delete"}


def check(world: World) -> None:
    setting = world.setting
    standing = {
        channel_id: {each.id: each.content for each in there} for channel_id, there in setting.discord.channels.items()
    }
    said = {message.id: message for message in world.told}
    for part in setting.journal.parts.values():
        here, quoted = part.destination_id, world.quoted.get(part.source_id)
        shown = next((each.quote for each in setting.discord.channels[here] if each.id == part.message_id), None)
        if part.message_id not in standing.get(here, {}) or quoted is None:
            continue
        if quoted not in said:
            assert shown is None or shown.startswith("gone"), (part, shown)
        elif said[quoted].channel_id == here:
            assert shown == said[quoted].content, (part, shown)
        else:
            copies = [one.message_id for one in setting.journal.at(quoted, here) if one.message_id in standing[here]]
            assert shown == standing[here][copies[0]], (part, shown)
    assert not [one for one, is_linked in setting.journal.quotations.values() if one.changes and is_linked]


@settings(max_examples=200)
@given(story=st.lists(steps, min_size=5, max_size=30))
def test_in_the_end_each_answer_quotes_what_stands(story: list[Step]):
    async def run() -> None:
        world = await play(story)
        check(world)
        await world.stack.aclose()

    asyncio.run(run())
