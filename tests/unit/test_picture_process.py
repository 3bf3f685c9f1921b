"""The process that draws: what becomes of the bot when it is killed, hangs, or finds no font."""

import ast
import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import structlog

from bot.clock import SystemClock
from bot.pictures.errors import NoFont, WorkerLost
from bot.pictures.painter import MOST_WAITING, WorkerPainter
from bot.pictures.process import COMMAND, Drawing
from bot.pictures.protocol import REPLY, Status
from tests.drawing import avatar, card, chart, needs_fonts

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n\x1a\n"

# Says that it is ready, answers as told, and writes down who it was: one line a start.
STAND_IN = """
import os, signal, struct, sys, time
with open(sys.argv[1], "a") as starts:
    print(os.getpid(), file=starts)
asked, told = sys.stdin.buffer, sys.stdout.buffer
def tell(status, body=b""):
    told.write(struct.pack(">BI", status, len(body)) + body)
    told.flush()
def order():
    head = asked.read(8)
    if len(head) < 8:
        sys.exit()
    length, of_picture = struct.unpack(">II", head)
    asked.read(length)
    return of_picture
"""
DRAWS = 'tell(0)\nwhile True: order(); tell(1, b"\\x89PNG\\r\\n\\x1a\\n" + str(os.getpid()).encode())'
DIES = "tell(0)\norder()\nos.kill(os.getpid(), signal.SIGKILL)"
HANGS = "tell(0)\norder()\ntime.sleep(3600)"
NEVER_READY = "time.sleep(3600)"
LIES = 'tell(0)\norder()\ntell(1, b"no picture")'
BOASTS = 'tell(0)\norder()\ntold.write(struct.pack(">BI", 1, 2**32 - 1))\ntold.flush()\ntime.sleep(3600)'
REFUSES = 'tell(0)\nwhile True: order(); tell(3, b"Error")'
FONTLESS = "tell(2)"
DIES_OF_A_FACE = f"""
tell(0)
while True:
    if order():
        os.kill(os.getpid(), signal.SIGABRT)
    tell(1, {PNG!r})
"""
DIES_ONCE = f"""
tell(0)
order()
if len(open(sys.argv[1]).readlines()) == 1:
    os.kill(os.getpid(), signal.SIGKILL)
tell(1, {PNG!r})
order()
"""


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    return tmp_path / "starts"


def process_ids(starts: Path) -> list[int]:
    return [int(line) for line in starts.read_text().split()] if starts.exists() else []


@pytest.fixture
async def painter_of(starts: Path) -> AsyncIterator[Callable[..., WorkerPainter]]:
    """Make painters with a stand-in that follows some code; all of them are closed in the end."""
    made: list[WorkerPainter] = []

    def make(code: str, **limits: float) -> WorkerPainter:
        command = (sys.executable, "-I", "-c", STAND_IN + code, str(starts))
        made.append(WorkerPainter(SystemClock(), command=command, **limits))
        return made[-1]

    yield make
    for each in made:
        await each.close()
    assert not any(is_there(process_id) for process_id in process_ids(starts))


def is_there(process_id: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process_id, 0)
        return True
    return False


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not claim():  # noqa: ASYNC110 - another process sets no event
            await asyncio.sleep(0.01)


async def test_nobody_is_started_before_there_is_something_to_draw(painter_of, starts):
    painter_of(DRAWS)
    await asyncio.sleep(0)

    assert process_ids(starts) == []


async def test_one_process_draws_all_pictures_one_after_the_other(painter_of, starts):
    painter = painter_of(DRAWS)
    pictures = await asyncio.gather(
        *(painter.card(card(str(number))) for number in range(9)), painter.chart(chart((1,)))
    )

    assert len(process_ids(starts)) == 1
    assert set(pictures) == {PNG + str(process_ids(starts)[0]).encode()}


async def test_the_same_picture_asked_for_again_soon_is_not_drawn_again(painter_of, starts):
    painter = painter_of(DIES_ONCE.replace("== 1", "== 0"))  # it draws one picture and no second

    assert {*await asyncio.gather(painter.card(card()), painter.card(card()))} == {PNG}
    assert await painter.card(card()) == PNG
    assert len(process_ids(starts)) == 1


async def test_a_process_that_is_killed_while_it_draws_is_replaced_and_the_picture_comes(painter_of, starts):
    assert await painter_of(DIES_ONCE).card(card()) == PNG
    assert len(process_ids(starts)) == 2


@pytest.mark.parametrize("code", [DIES, LIES, REFUSES, "sys.exit(1)", "1 / 0"])
async def test_who_fails_twice_is_not_tried_a_third_time_and_the_next_picture_is(painter_of, starts, code):
    painter = painter_of(code)

    assert await painter.card(card()) is None
    assert len(process_ids(starts)) == 2
    assert await painter.card(card()) is None
    assert len(process_ids(starts)) == 4


@pytest.mark.parametrize("code", [HANGS, NEVER_READY, BOASTS])
async def test_who_hangs_is_ended(painter_of, starts, code):
    painter = painter_of(code, patience=0.5)

    assert await painter.card(card()) is None
    assert len(process_ids(starts)) == 2
    assert not any(is_there(process_id) for process_id in process_ids(starts))


async def test_a_face_that_ends_the_process_is_left_out_the_second_time(painter_of, starts):
    assert await painter_of(DIES_OF_A_FACE).card(card(avatar=b"deadly")) == PNG
    assert len(process_ids(starts)) == 2


async def test_that_there_is_no_font_is_found_out_once_and_told_once_with_what_helps(painter_of, starts):
    painter = painter_of(FONTLESS)
    with structlog.testing.capture_logs() as logs:
        pictures = await asyncio.gather(*(painter.card(card(str(number))) for number in range(5)))

    assert pictures == [None] * 5
    assert len(process_ids(starts)) == 1
    assert ["fonts-noto-cjk" in entry["remedy"] for entry in logs] == [True]


async def test_a_missing_program_is_no_picture():
    painter = WorkerPainter(SystemClock(), command=("/nonexistent/python",))

    assert await painter.card(card()) is None
    await painter.close()


async def test_who_is_no_longer_waited_for_leaves_no_answer_for_the_next(painter_of, starts):
    painter = painter_of(DRAWS.replace("order()", "order(); time.sleep(0.3)"))
    gone = asyncio.get_running_loop().create_task(painter.card(card("gone")))
    await until(lambda: len(process_ids(starts)) == 1)
    gone.cancel()
    await asyncio.wait([gone])

    assert await painter.card(card("next")) == PNG + str(process_ids(starts)[-1]).encode()
    assert len(process_ids(starts)) == 2


async def test_only_so_many_pictures_are_waited_for(painter_of, starts):
    painter = painter_of(DRAWS)
    pictures = await asyncio.gather(*(painter.card(card(str(number))) for number in range(MOST_WAITING + 3)))

    assert [picture is None for picture in pictures] == [False] * MOST_WAITING + [True] * 3
    assert await painter.card(card("later")) is not None


async def test_who_has_nothing_to_draw_for_long_is_ended_and_started_anew_when_somebody_asks(painter_of, starts):
    painter = painter_of(DRAWS, idle_seconds=0.1)
    assert await painter.card(card("one")) is not None
    await until(lambda: not is_there(process_ids(starts)[0]))

    assert await painter.card(card("two")) is not None
    assert len(process_ids(starts)) == 2


async def test_the_process_sees_neither_the_token_nor_anything_else_of_the_environment(painter_of, starts, monkeypatch):
    monkeypatch.setenv("QIAO_DISCORD__TOKEN", "a-secret")
    painter = painter_of(f"tell(0)\norder()\ntell(1, {PNG!r} + repr([sys.argv, dict(os.environ)]).encode())")
    told = (await painter.card(card()) or b"").removeprefix(PNG).decode()

    assert "a-secret" not in told
    allowed = {"HOME", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "VIPS_CONCURRENCY", "LC_CTYPE"}
    assert {"VIPS_CONCURRENCY"} <= ast.literal_eval(told)[1].keys() <= allowed


@needs_fonts
async def test_the_program_itself_draws_and_is_gone_when_the_painter_is_closed():
    drawing = await Drawing.start()
    painter = WorkerPainter(SystemClock())
    picture = await painter.card(card("王小明", avatar=avatar()))
    await painter.close()
    await drawing.end()

    assert (picture or b"").startswith(PNG)
    assert not is_there(drawing.process_id)


@needs_fonts
async def test_the_program_is_killed_while_it_draws_and_the_next_picture_comes():
    """The real one, stopped by SIGKILL in the middle of twenty pictures."""
    painter = WorkerPainter(SystemClock())
    asked = [asyncio.ensure_future(painter.card(card(str(number)))) for number in range(20)]
    await until(asked[3].done)
    for process_id in children():
        os.kill(process_id, signal.SIGKILL)

    assert all(await asyncio.gather(*asked))
    await painter.close()


def children() -> list[int]:
    listed = Path(f"/proc/{os.getpid()}/task")
    found = [int(each) for task in listed.iterdir() for each in (task / "children").read_text().split()]
    return [each for each in found if b"pictures.worker" in Path(f"/proc/{each}/cmdline").read_bytes()]


ASKS_AND_IS_KILLED = """
import asyncio, os, signal, sys
sys.path.insert(0, sys.argv[1])
from bot.pictures.process import Drawing
async def main():
    drawing = await Drawing.start()
    print(drawing.process_id, flush=True)
    await asyncio.sleep(3600)
asyncio.run(main())
"""


@needs_fonts
def test_the_program_ends_by_itself_when_the_bot_is_killed():
    with subprocess.Popen([sys.executable, "-c", ASKS_AND_IS_KILLED, str(ROOT)], stdout=subprocess.PIPE) as bot:
        assert bot.stdout is not None
        process_id = int(bot.stdout.readline())
        assert is_there(process_id)
        bot.kill()
    deadline = time.monotonic() + 20
    while is_there(process_id) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not is_there(process_id)


@needs_fonts
async def test_the_program_is_ended_by_the_kernel_where_it_hangs_and_nobody_is_left_to_do_so():
    hanging = "import bot.pictures.worker as w, time; w._SECONDS = 1; w.drawn = lambda *_: time.sleep(3600); w.main()"
    command = (*COMMAND[:3], "import sys; sys.path.insert(0, sys.argv[1]); " + hanging, COMMAND[4])
    drawing = await Drawing.start(command)
    with pytest.raises(WorkerLost):
        await drawing.draw(b"\x00\x00\x00\x02\x00\x00\x00\x00{}")
    await drawing.end()


async def test_why_there_is_none_is_told_apart(starts):
    def command(code: str) -> tuple[str, ...]:
        return (sys.executable, "-I", "-c", STAND_IN + code, str(starts))

    with pytest.raises(NoFont):
        await Drawing.start(command(FONTLESS))
    with pytest.raises(WorkerLost):
        await Drawing.start(command("sys.exit()"))
    assert REPLY.size == 5
    assert [status.value for status in Status] == [0, 1, 2, 3]


def test_the_bot_itself_never_loads_the_library_that_draws():
    code = "import sys, bot.pictures.painter; print([name for name in sys.modules if name.startswith('pyvips')])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
