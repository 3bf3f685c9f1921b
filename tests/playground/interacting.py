"""What the tests of interactions share: an application at the gateway that answers just as a test says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playground.cast import APPLICATION_ID, ENGLISH
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.interactions.interactions import Interactions
from playground.server.interactions.model import Interaction
from playground.server.users.model import User
from playground.server.wire import Json
from tests.playground.support import Playground, RawGateway, Reply, raw_gateway

COMMANDS = f"/applications/{APPLICATION_ID}/commands"
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, MODAL = range(4, 10)
EPHEMERAL, LOADING = 1 << 6, 1 << 7
BUTTON = {"type": 2, "style": 1, "label": "Again", "custom_id": "again"}
WITH_BUTTON = {"content": "Here", "components": [{"type": 1, "components": [BUTTON]}]}


@dataclass(slots=True)
class App:
    """The bot application: it hears through a gateway without any intent, and answers over REST."""

    playground: Playground
    gateway: RawGateway
    told: list[Event]

    @property
    def acts(self) -> Interactions:
        """What members can do."""
        return self.playground.stage.world.interactions

    @property
    def channel(self) -> Channel:
        """Where they do it."""
        return self.playground.stage.rooms[ENGLISH.name]

    def member(self, handle: str = "dana") -> User:
        """Return one of the cast."""
        return self.playground.stage.members[handle]

    async def register(self, *bodies: Json) -> list[Json]:
        """Register commands everywhere."""
        reply = await self.playground.as_bot().put(COMMANDS, list(bodies))
        assert reply.status == 200, reply
        commands: list[Json] = reply.body
        return commands

    async def hear(self) -> Json:
        """Return the next interaction."""
        return await self.gateway.until("INTERACTION_CREATE")

    async def answer(self, told: Json, kind: int, data: object = None, query: str = "") -> Reply:
        """Answer an interaction for the first time; its token is all that is needed."""
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        path = f"/interactions/{told['id']}/{told['token']}/callback{query}"
        return await self.playground.as_anyone().post(path, body)

    def at(self, told: Json, path: str = "") -> str:
        """Return an address that an interaction's token opens."""
        return f"/webhooks/{told['application_id']}/{told['token']}{path}"

    async def original(self, told: Json) -> Json:
        """Return the message that stands for the answer."""
        reply = await self.playground.as_anyone().get(self.at(told, "/messages/@original"))
        assert reply.status == 200, reply
        message: Json = reply.body
        return message

    async def used(self, name: str = "today", handle: str = "dana", /, **options: Any) -> tuple[Interaction, Json]:
        """Have a member use a command; return it as it stands here and as the application got it."""
        one = self.acts.run(self.member(handle), self.channel, name, **options)
        return one, await self.hear()

    async def said(self, data: Json) -> tuple[Interaction, Json]:
        """Have a member use /today and the application answer with a message."""
        one, told = await self.used()
        assert (await self.answer(told, MESSAGE, data)).status == 204
        return one, told

    def heard_by(self, handle: str = "dana") -> list[tuple[str, Json]]:
        """Return what that member alone was told, and forget it."""
        heard = [(one.name, one.data) for one in self.told if one.only is self.member(handle)]
        self.told.clear()
        return heard


@asynccontextmanager
async def application(playground: Playground) -> AsyncIterator[App]:
    """Connect the bot application and let it register /today."""
    told: list[Event] = []
    playground.server.events.subscribe(told.append)
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 0)
        app = App(playground, gateway, told)
        await app.register({"name": "today", "description": "Today's topic"})
        yield app
