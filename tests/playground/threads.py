"""What the tests of threads share: the thread that someone begins."""

from playground.cast import ENGLISH
from playground.server.guilds.permissions import MANAGE_THREADS
from playground.server.threads.model import Thread
from playground.server.wire import Json
from tests.playground.support import Playground

HERE = f"/channels/{ENGLISH.id}"
PUBLIC, PRIVATE = 11, 12


async def begun(playground: Playground, handle: str = "dana", kind: int = PUBLIC, **body: object) -> Json:
    """Begin a thread without a message, and return it."""
    reply = await playground.as_member(handle).post(f"{HERE}/threads", {"name": "talk", "type": kind} | body)
    assert reply.status == 201, reply
    made: Json = reply.body
    return made


def thread_of(playground: Playground, payload: Json) -> Thread:
    """Return the thread that a payload shows."""
    return playground.stage.world.threads.get(playground.stage.world.channels[int(payload["id"])])


def keep_private(playground: Playground) -> None:
    """Take from the bot what opens every private thread to it."""
    stage = playground.stage
    stage.world.rooms.deny(stage.bot, stage.world.channels[ENGLISH.id], MANAGE_THREADS)
