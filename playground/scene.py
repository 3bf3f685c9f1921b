"""The scene: six lines that the sample members say at the first start, played live through the real bot."""

import asyncio
from dataclasses import dataclass
from typing import Final

from playground.cast import CHINESE, ENGLISH
from playground.server.events import Event
from playground.server.world import World
from playground.typed import with_mentions

# A copy that takes longer is late, and the conversation goes on without it.
_PATIENCE_SECONDS: Final = 5.0
# Nobody types at once, and a longer line takes longer: roughly what a chat between friends looks like.
_BREATH_SECONDS: Final = 1.0
_SECONDS_A_CHARACTER: Final = 0.02


@dataclass(frozen=True, slots=True)
class Line:
    """What one of the cast says, where."""

    handle: str
    channel_id: int
    words: str


# Every sentence stands in the bot's phrasebook (a test compares the two), so that the scene reads
# well before any translator is turned on.
SCENE: Final = (
    Line("yating", CHINESE.id, "大家早安！我在改作業，我家的貓又睡在鍵盤上了。"),
    Line("dana", ENGLISH.id, "@雅婷 Please tell me there's a photo. You have to pay the cat tax!"),
    Line("yating", CHINESE.id, "好啦，貓稅來了！ https://example.org/cat-on-keyboard.jpg"),
    Line("xiaoman", CHINESE.id, "哈哈哈 这只猫就是 yyds！"),
    Line("graham", ENGLISH.id, "That's a rather good cat. What does GOAT mean?"),
    Line("priya", ENGLISH.id, "It means the greatest of all time."),
)

# Offered to whoever sits at the keyboard; from the phrasebook as well.
TO_TRY: Final = (
    ("dana", "Have you eaten yet?"),
    ("小满", "吃了吗？"),
    ("雅婷", "你那邊天氣如何？"),
    ("graham", "@雅婷 Good question!"),
)


async def play(world: World, *, pace: float = 1.0) -> None:
    """Have the cast play the scene; each line waits until the one before stands in the other channel.

    Args:
        pace: What pauses are multiplied by; 0 for none.
    """
    for line in SCENE:
        await _say(world, line)
        await asyncio.sleep(pace * (_BREATH_SECONDS + _SECONDS_A_CHARACTER * len(line.words)))


async def _say(world: World, line: Line) -> None:
    """Have *line* said, and wait until a copy of it stands in the other channel, but not for ever."""
    elsewhere = ENGLISH.id if line.channel_id == CHINESE.id else CHINESE.id
    crossed = asyncio.Event()

    def heard(event: Event) -> None:
        message = event.message
        if event.name != "MESSAGE_CREATE" or message is None:
            return
        if message.webhook_id is not None and message.channel.id == elsewhere:
            crossed.set()

    unsubscribe = world.events.subscribe(heard)
    try:
        world.say(line.handle, world.channels[line.channel_id], with_mentions(line.words))
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await crossed.wait()
    except TimeoutError:
        return
    finally:
        unsubscribe()
