"""The host: starts the small Discord, the bot and the view, and ends them together."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playground.cast import set_stage
from playground.conversation import Conversation
from playground.doors.briefing import Briefing, Phrase
from playground.doors.translator import Vendor
from playground.front import FrontedServer, open_in_browser
from playground.opening import Situation, opening
from playground.place import BotPlace, RunBot, bridges_for
from playground.relays import RelayReader
from playground.scene import play
from playground.server.app import HOST
from playground.server.faults.model import Fault, GatewayFault
from playground.terminal.screen import Screen
from playground.watching import Watcher
from playground.words import Words

# Its presence in the folder says that this was not the first start.
_PLAYED: Final = "scene-played"
_PATIENCE_SECONDS: Final = 0.7


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who starts the playground decides.

    Attributes:
        home: Below it each port has a folder for the bot's files, so that two playgrounds at a
            time do not share a database.
        folder: The folder to use instead.
        port: 0 for any.
        locale: What the playground speaks: `en-US`, `zh-CN`, `zh-TW`.
        translator: The name of a translator to turn on, or empty.
        vendor_url: Where that translator is asked.
        phrases: Sentences that can be clicked on the page.
        in_terminal: Show both channels in the terminal and take lines there, as well as on the page.
        is_opened: Show the address in a browser.
        has_scene: Play the scene at the first start.
        is_strict: Keep Discord's rate limits.
        faults: What goes wrong from the start.
    """

    home: Path
    folder: Path | None = None
    port: int = 8808
    locale: str = "en-US"
    translator: str = ""
    vendor_url: str = ""
    phrases: tuple[Phrase, ...] = ()
    in_terminal: bool = False
    is_opened: bool = False
    has_scene: bool = True
    is_strict: bool = False
    faults: tuple[Fault | GatewayFault, ...] = ()


async def host(options: Options, run_bot: RunBot) -> None:
    """Run the playground until SIGTERM, SIGINT, the end of its bot, or (in the terminal) `/quit` or Ctrl-D.

    Raises:
        ExceptionGroup: With what *run_bot* raised.
    """
    words = Words(options.locale)
    stopped = asyncio.Event()
    stage = set_stage()
    status_address = f"{HOST}:{_free_port()}"
    bridges = bridges_for(options.locale)
    vendor = Vendor(options.translator, options.vendor_url) if options.translator else None
    front = FrontedServer(stage.world, options.port, Briefing(bridges, options.phrases), status_address, vendor)
    async with front as server, RelayReader(status_address) as reader:
        if options.is_strict:
            server.be_strict()
        for fault in options.faults:
            server.put_in_force(fault)
        folder = options.folder or options.home / str(server.port if options.port else 0)
        place = BotPlace(
            token=stage.bot_token,
            api_url=server.api_url,
            gateway_url=server.gateway_url,
            cdn_url=server.cdn_url,
            status_address=status_address,
            folder=folder.resolve(),
            bridges=bridges,
            translator=options.translator,
            translator_url=server.vendor_url,
        )
        screen = _screen(words, stopped.set, options.in_terminal)
        watcher = Watcher(stage.world, stage.application.id, reader.read, screen.show)
        running = _Playground(options, words, server, screen, watcher, place)
        with _set_on_signals(stopped):
            try:
                await running.run(run_bot, stopped)
            finally:
                await screen.close()


class _Playground:
    """One run, from the opening to the stop."""

    def __init__(
        self,
        options: Options,
        words: Words,
        server: FrontedServer,
        screen: Screen,
        watcher: Watcher,
        place: BotPlace,
    ) -> None:
        self._options = options
        self._words = words
        self._server = server
        self._screen = screen
        self._watcher = watcher
        self._place = place
        self._ready = asyncio.Event()

    async def run(self, run_bot: RunBot, stopped: asyncio.Event) -> None:
        """Run everything until something that ends it has ended."""
        self._tell_opening()
        async with asyncio.TaskGroup() as group:
            conversation = group.create_task(self._converse())
            bot = group.create_task(run_bot(self._place, self._relays))
            stopping = group.create_task(stopped.wait())
            watching = group.create_task(self._watch())
            scene = group.create_task(self._play())
            await asyncio.wait({conversation, bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
            self._server.ready = False
            for task in (conversation, scene, bot, stopping):
                task.cancel()
            await self._wait_for(bot)
            watching.cancel()

    async def _wait_for(self, bot: asyncio.Task[None]) -> None:
        """Wait until the bot has delivered what was under way; where that takes long, say so."""
        done, _ = await asyncio.wait({bot}, timeout=_PATIENCE_SECONDS)
        if not done:
            self._screen.tell(self._words.say("stopping"))
            await asyncio.wait({bot})

    def _tell_opening(self) -> None:
        server, options = self._server, self._options
        situation = Situation(
            url=server.url,
            wanted_port=options.port,
            port=server.port,
            folder=self._place.folder,
            translator=options.translator,
            in_terminal=options.in_terminal,
            is_interactive=self._screen.is_interactive,
        )
        self._screen.tell(opening(self._words, situation, self._screen.width))
        if options.is_opened and not open_in_browser(server.url, os.environ):
            self._screen.tell(self._words.say("no-browser", url=server.url))

    def _relays(self) -> None:
        """Note that the bot relays from now on."""
        self._server.ready = True
        ready = "ready" if self._options.in_terminal else "ready-page"
        self._screen.tell("\n" + self._words.say(ready, url=self._server.url))
        self._screen.open()
        self._ready.set()

    async def _watch(self) -> None:
        if self._options.in_terminal:
            await self._watcher.run()

    async def _converse(self) -> None:
        """Take lines until whoever types wants to leave; where nobody types, never end."""
        await self._ready.wait()
        if self._options.in_terminal:
            await Conversation(self._server.world, self._screen, self._words).run()
        else:
            await asyncio.Event().wait()

    async def _play(self) -> None:
        """Play the scene, if this is the first start, and once somebody looks."""
        await self._ready.wait()
        if not self._options.in_terminal:
            await self._server.opened.wait()
        played = self._place.folder / _PLAYED
        if self._options.has_scene and not played.exists():
            played.touch()
            await play(self._server.world)


def _screen(words: Words, gone: Callable[[], None], in_terminal: bool) -> Screen:
    if in_terminal and sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        # prompt_toolkit takes 0.1 s to import, and a pipe needs none of it.
        from playground.terminal.prompt import PromptScreen

        return PromptScreen(words)
    from playground.terminal.plain import PlainScreen

    return PlainScreen(words, gone)


def _free_port() -> int:
    """Return a port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _set_on_signals(stopped: asyncio.Event) -> Iterator[None]:
    """Set *stopped* when the process is asked to end; afterwards signals mean what they meant before."""
    loop = asyncio.get_running_loop()
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    for each in before:
        # Not by the loop's own handlers, which Windows has not got. asyncio wakes for these as well.
        signal.signal(each, lambda *_: loop.call_soon_threadsafe(stopped.set))
    try:
        yield
    finally:
        for each, meaning in before.items():
            signal.signal(each, meaning)
