"""Members at their clients: commands, buttons and menus of the bot, and what they are shown."""

import asyncio
from dataclasses import dataclass
from typing import Final

from playground.cast import ADMIN_ROLE_ID
from playground.server.channels.model import Channel
from playground.server.components.reader import every
from playground.server.interactions.gestures import Value
from playground.server.interactions.model import Interaction, State
from playground.server.messages.model import Message
from playground.server.users.model import User
from tests.e2e.harness import PATIENCE_SECONDS, Scene

_BUTTON: Final = 2
_READING_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Client:
    """One member's client, in one channel."""

    scene: Scene
    user: User
    channel: Channel

    async def run(self, name: str, /, **options: Value) -> Message:
        """Use a slash command, and return the answer once it is whole."""
        return await self._answered(self.scene.stage.world.interactions.run(self.user, self.channel, name, **options))

    async def use_on(self, name: str, target: Message) -> Message:
        """Use a command from a message's menu, and return the answer."""
        acts = self.scene.stage.world.interactions
        return await self._answered(acts.use_on(self.user, self.channel, name, target))

    async def press(self, message: Message, label: str) -> Message:
        """Press the button called *label*, and return the message that it led to."""
        await reading()
        before = message.edited
        custom_id = next(one["custom_id"] for one in every(message.components) if one.get("label") == label)
        pressed = self.scene.stage.world.interactions.press(self.user, message, custom_id)
        assert await pressed.settle() is not State.FAILED, "\n".join(self.scene.bot.output[-20:])
        if pressed.response is not None and pressed.response is not message:
            await self.scene.until_true(lambda: not pressed.is_loading)
            return pressed.response
        await self.scene.until_true(lambda: message.edited != before or bool(pressed.followups))
        return next(iter(pressed.followups.values()), message)

    async def open(self, name: str) -> Interaction:
        """Use a slash command that leads to a form, and return what opened it."""
        return await self._opened(self.scene.stage.world.interactions.run(self.user, self.channel, name))

    async def use_open(self, name: str, target: Message) -> Interaction:
        """Use a command from a message's menu that leads to a form, and return what opened it."""
        acts = self.scene.stage.world.interactions
        return await self._opened(acts.use_on(self.user, self.channel, name, target))

    async def press_open(self, message: Message, label: str) -> Interaction:
        """Press a button that leads to a form, and return what opened it."""
        await reading()
        custom_id = next(one["custom_id"] for one in every(message.components) if one.get("label") == label)
        return await self._opened(self.scene.stage.world.interactions.press(self.user, message, custom_id))

    async def send(self, opened: Interaction, **filled: Value | list[Value]) -> Interaction:
        """Fill a form and send it; return that once it is answered."""
        sent = await submitted(self, opened, **filled)
        assert await sent.settle() is not State.FAILED, "\n".join(self.scene.bot.output[-20:])
        await self.scene.until_true(lambda: not sent.is_loading)
        return sent

    async def choose(self, message: Message, *values: Value) -> None:
        """Choose in the message's only menu."""
        await reading()
        menu = next(one["custom_id"] for one in every(message.components) if one["type"] not in (1, _BUTTON))
        chosen = self.scene.stage.world.interactions.choose(self.user, message, menu, *values)
        assert await chosen.settle() is not State.FAILED

    async def complete(self, name: str, focused: str, /, **options: Value) -> list[str]:
        """Type into an option, and return the names of the choices that are offered."""
        one = self.scene.stage.world.interactions.complete(self.user, self.channel, name, focused, **options)
        assert await one.settle() is not State.FAILED
        return [choice["name"] for choice in one.choices or ()]

    async def _opened(self, one: Interaction) -> Interaction:
        assert await one.settle() is not State.FAILED, "\n".join(self.scene.bot.output[-20:])
        assert one.modal is not None, one.response and one.response.content
        return one

    async def _answered(self, one: Interaction) -> Message:
        assert await one.settle() is not State.FAILED, "\n".join(self.scene.bot.output[-20:])
        await self.scene.until_true(lambda: one.response is not None and not one.is_loading)
        assert one.response is not None
        return one.response


async def reading() -> None:
    """Take the moment that people take to read. The bot knows of a button or a form once it hears that it stands."""
    await asyncio.sleep(_READING_SECONDS)


async def submitted(client: Client, form: Interaction, **filled: Value | list[Value]) -> Interaction:
    """Fill a form and send it."""
    await reading()
    return client.scene.stage.world.interactions.submit(client.user, form, **filled)


async def client_of(scene: Scene, handle: str, channel: str = "mods-管理", *, is_admin: bool = False) -> Client:
    """Return the client of one of the cast, once the bot's commands are there."""
    world = scene.stage.world
    user = world.member(handle)
    if is_admin:
        world.seat(scene.stage.guild, user, (ADMIN_ROLE_ID,))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if world.commands.of(scene.stage.application, None):
                break
            await asyncio.sleep(0.02)
    return Client(scene, user, world.channel(channel))


async def direct_client_of(scene: Scene, handle: str) -> Client:
    """Return the client of one of the cast in private with the bot, once the bot's commands are there."""
    client = await client_of(scene, handle)
    return Client(scene, client.user, scene.stage.world.directs.open(client.user, scene.stage.bot))
