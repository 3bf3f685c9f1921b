"""Random histories of three channels, with restarts and a gateway that breaks, against what each channel must show."""

import asyncio
import random
from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import FateUnknown, NotApplied, Unavailable
from bot.ids import ChannelId, UserId
from bot.relay.reacting import Emoji
from tests.property.shown import check
from tests.property.world import HEART, PARTY, TAG, TAIWAN, World, turns
from tests.relaying import CHINESE, ENGLISH

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
    st.tuples(st.just("react within"), which, which, which, emojis, st.integers(1, 2)),
    st.tuples(st.just("unreact"), which),
    st.tuples(st.just("burst"), channels, st.integers(2, 7)),
    st.tuples(st.just("slow"), st.sampled_from([0.0, 1.1, 30.0])),
    st.tuples(st.just("open"), channels, st.none() | which),
    st.tuples(st.just("speak"), which, which),
    st.tuples(st.just("speak"), which, which, which),
    st.tuples(st.sampled_from(["rename", "archive", "lock"]), which),
    st.tuples(st.just("delete thread"), which, which),
    passes,
    passes,
    st.tuples(st.sampled_from(["kill", "start", "cut", "resume", "anew", "late", "arrive", "twice", "down", "up"])),
    st.tuples(st.just("send"), st.sampled_from(SENDS)),
    st.tuples(st.just("begin"), st.sampled_from([None, Unavailable()])),
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
        case ("react within", int() as number, int() as side, int() as message, Emoji() as emoji, int() as user):
            world.react_within(number, side, message, emoji, UserId(user))
        case ("unreact", int() as number):
            world.unreact(number)
        case ("burst", int() as channel_id, int() as count):
            for _ in range(count):
                world.say(ChannelId(channel_id))
        case ("slow", float() as seconds):
            world.discord.seconds_a_post = seconds
        case ("open", int() as channel_id, int() | None as number):
            world.open(ChannelId(channel_id), number)
        case ("speak", int() as number, int() as side):
            world.speak(number, side)
        case ("speak", int() as number, int() as side, int() as answered):
            world.speak(number, side, answered)
        case ("rename", int() as number):
            world.rename(number)
        case ("archive", int() as number):
            world.archive(number)
        case ("lock", int() as number):
            world.lock(number)
        case ("delete thread", int() as number, int() as side):
            world.delete_thread(number, side)
        case ("pass", int() as count):
            await turns(count)
        case ("kill",):
            await world.kill()
        case ("start",) if not world.is_running:
            await world.start()
        case ("send", tuple() as fault):
            world.discord.faults.append(fault)
        case ("begin", Unavailable() | None as refusal):
            world.board.faults.append(refusal)
        case (str() as what,):
            happen(world, what)
        case _:
            raise AssertionError(step)


def happen(world: World, what: str) -> None:
    match what:
        case "forum":
            world.board.forums.add(TAIWAN)
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


OPENED: list[Step] = [("open", ENGLISH, None), *[("pass", 60)] * 6]

OPENED_UNHEARD: list[Step] = [("say", ENGLISH), ("pass", 60), ("kill",), ("open", ENGLISH, None), ("say", ENGLISH)]
POSTED: list[Step] = [("forum",), ("open", TAIWAN, None), *[("pass", 60)] * 6]
JOINED: list[Step] = [("slow", 30.0), ("burst", ENGLISH, 5), ("burst", CHINESE, 3), *[("pass", 60)] * 4]
stories = st.builds(
    lambda beginning, rest: [*beginning, *rest],
    st.sampled_from([[], OPENED, OPENED_UNHEARD, JOINED, POSTED, [("forum",), *OPENED]]),
    st.lists(steps, min_size=5, max_size=40),
)


@given(story=stories, seed=st.integers(0, 9))
@example(story=[("say", ENGLISH), ("pass", 60), ("kill",), ("edit", 0), ("start",)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("kill",), ("delete", 0), ("start",)], seed=0)
@example(story=[("late",), ("say", ENGLISH), ("edit", 0), ("pass", 9), ("arrive",)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("answer", CHINESE, 0), ("edit", 0)], seed=0)
@example(story=[("say", ENGLISH), ("pass", 60), ("react", CHINESE, 0, HEART, 1), ("delete", 0)], seed=0)
@example(
    story=[*OPENED_UNHEARD, ("start",), ("pass", 8), ("kill",), ("start",)], seed=0
)  # its channel is caught up with
@example(story=[*OPENED, ("rename", 0), ("speak", 0, 1), ("pass", 60), ("edit", 1), ("delete", 0)], seed=0)
@example(story=[*OPENED, ("delete thread", 0, 0)], seed=0)
@example(story=[*OPENED, ("delete thread", 0, 1), ("speak", 0, 1)], seed=0)
@example(story=[*OPENED, ("archive", 0), ("pass", 60), ("pass", 60), ("kill",), ("speak", 0, 0)], seed=0)
@example(
    story=[
        ("open", ENGLISH, None),
        *[("pass", 60)] * 6,
        *[("say", ENGLISH)] * 2,
        ("archive", 0),
        ("speak", 0, 1, 0),
        ("edit", 0),
    ],
    seed=0,
)
@example(
    story=[
        *[("say", ENGLISH)] * 2,
        ("open", ENGLISH, None),
        ("pass", 2),
        ("react", ENGLISH, 0, HEART, 1),
        ("react", ENGLISH, 0, PARTY, 1),
        ("react", ENGLISH, 1, HEART, 1),
        ("react within", 0, 0, 0, HEART, 1),
    ],
    seed=0,
)  # a thread takes its time to be opened elsewhere
@example(
    story=[*OPENED, ("say", ENGLISH), ("lock", 0), ("pass", 2), ("say", ENGLISH), ("speak", 0, 2)], seed=0
)  # two sides are opened for the same words
@example(
    story=[*OPENED, ("say", ENGLISH), ("archive", 0), ("cut",), ("say", ENGLISH), ("speak", 0, 2)], seed=0
)  # it follows before that is heard
@example(
    story=[*OPENED, ("open", ENGLISH, None), ("speak", 0, 0), ("pass", 3), ("rename", 1), ("lock", 0)], seed=0
)  # a note opens it before anybody has followed that it was locked
@example(
    story=[
        ("open", ENGLISH, None),
        ("pass", 60),
        ("speak", 0, 1, 0),
        ("pass", 53),
        ("kill",),
        ("say", ENGLISH),
        ("edit", 0),
    ],
    seed=0,
)  # it is quoted where it was said
@example(story=[("slow", 30.0), ("burst", CHINESE, 7), *[("pass", 60)] * 4, ("edit", 3), ("delete", 5)], seed=0)
@example(story=[*JOINED, ("open", ENGLISH, 0), ("open", ENGLISH, 1), ("open", CHINESE, 3), ("pass", 60)], seed=0)
@example(story=[*JOINED, ("open", CHINESE, 4), ("open", ENGLISH, 2), ("pass", 60), ("delete", 3)], seed=0)
def test_whatever_happens_each_channel_shows_what_was_said_in_the_others(story: list[Step], seed: int):
    async def run() -> None:
        world = await play(story, seed)
        check(world)
        await world.kill()

    asyncio.run(run())
