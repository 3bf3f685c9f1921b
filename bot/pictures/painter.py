"""The painter: pictures for those who ask, one after the other, and None where there can be none."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

import structlog
from cachetools import TTLCache

from bot.clock import Clock
from bot.participation.drawing import Card, Chart, Table
from bot.pictures.cards import card_sheet
from bot.pictures.charts import chart_sheet
from bot.pictures.errors import NoFont, WorkerLost
from bot.pictures.process import COMMAND, Drawing
from bot.pictures.sheet import Sheet
from bot.pictures.tables import table_sheet
from bot.tasks import Tasks

MOST_WAITING: Final = 32
"""Pictures that wait for their turn; who comes then gets the text."""

_PATIENCE: Final = 10.0  # seconds, for a start and for a picture
_IDLE: Final = 300.0  # seconds without a picture, after which nobody is kept to draw
_KEPT: Final = 32  # pictures of a tenth of a megabyte
_KEPT_FOR: Final = 60.0  # seconds: for who asks again, or shares what they have just seen
REMEDY: Final = "apt install fonts-noto-cjk fonts-noto-color-emoji, then restart"

Subject = TypeVar("Subject", Card, Chart, Table)

_log = structlog.stdlib.get_logger(__name__)


class WorkerPainter:
    """Has pictures drawn by a process that is started for the first one, and ended when nobody asks for long."""

    def __init__(
        self,
        clock: Clock,
        *,
        command: tuple[str, ...] = COMMAND,
        patience: float = _PATIENCE,
        idle_seconds: float = _IDLE,
    ) -> None:
        self._clock = clock
        self._command = command
        self._patience = patience
        self._idle_seconds = idle_seconds
        self._drawing: Drawing | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._has_no_font = False
        self._tasks = Tasks()
        self._rest: asyncio.Task[None] | None = None
        self._kept: TTLCache[Card | Chart | Table, bytes] = TTLCache(_KEPT, _KEPT_FOR)

    async def card(self, card: Card) -> bytes | None:
        """Return a picture of *card*; None where none can be drawn now: the same is to be said as text."""
        return await self._picture(card, card_sheet)

    async def chart(self, chart: Chart | Table) -> bytes | None:
        """Return a picture of *chart*; None where none can be drawn now: the same is to be said as text."""
        if isinstance(chart, Table):
            return await self._picture(chart, table_sheet)
        return await self._picture(chart, chart_sheet)

    async def close(self) -> None:
        """End the process, if there is one; nobody may ask any more."""
        await self._tasks.close()
        async with self._turn:
            await self._end()

    async def _picture(self, subject: Subject, laid_out: Callable[[Subject], Sheet]) -> bytes | None:
        if self._waiting >= MOST_WAITING:
            _log.warning("no picture: too many are waited for", waiting=self._waiting)
            return None
        self._waiting += 1
        try:
            async with self._turn:  # who asks for the same meanwhile finds it kept
                picture = self._kept.get(subject)
                if picture is None and not self._has_no_font:
                    picture = await self._drawn(laid_out(subject))
                if picture is not None:
                    self._kept[subject] = picture
                return picture
        finally:
            self._waiting -= 1

    async def _drawn(self, sheet: Sheet) -> bytes | None:
        """Return the picture; after a failure it is tried once more by a new process, and without the face."""
        for tried in (sheet, replace(sheet, face=None)):
            try:
                async with asyncio.timeout(self._patience):
                    return await (await self._ready()).draw(tried.packed())
            except NoFont:
                self._has_no_font = True
                _log.warning("no pictures: no font can show Chinese", remedy=REMEDY)
                return None
            except (WorkerLost, TimeoutError) as error:
                _log.warning("no picture: the process that draws failed", error=str(error) or "timeout")
                await self._end()
            except BaseException:  # whoever asked has gone: what is drawn for them would be the next one's answer
                await self._end()
                raise
        return None

    async def _ready(self) -> Drawing:
        if self._rest is not None:
            self._rest.cancel()
        if self._drawing is None:
            self._drawing = await Drawing.start(self._command)
        self._rest = self._tasks.start(self._end_later(), name="pictures: end the process that draws")
        return self._drawing

    async def _end_later(self) -> None:
        await self._clock.sleep(self._idle_seconds)
        async with self._turn:
            await self._end()

    async def _end(self) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is not None:
            await drawing.end()
