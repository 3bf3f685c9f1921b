"""Link previews: embeds that come a moment after the message, without anyone's edit."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from playground.server.guilds import permissions
from playground.server.messages.flags import SUPPRESS_EMBEDS
from playground.server.messages.mentions import prose
from playground.server.messages.model import WRITTEN, Message
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# An address in angle brackets asks for no preview.
_ADDRESS = re.compile(r"(?<!<)https?://[^\s<>]*[^\s<>.,;:!?)\"']")
MOST = 5


class Previews:
    """Knows the pages that have a preview, by their addresses; while it knows none, there are no previews at all."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.pages: dict[str, Json] = {}
        self.delay_seconds = 0.02

    def add(self, address: str, title: str, description: str = "") -> None:
        """Let the page at *address* have a preview."""
        page: Json = {"type": "link", "url": address, "title": title}
        self.pages[address] = page | ({"description": description} if description else {})

    def look_for(self, message: Message) -> None:
        """Have the previews of the links in *message* come in a moment, if there are any and it may have them."""
        if "http" not in message.content or message.type not in WRITTEN or message.flags & SUPPRESS_EMBEDS:
            return
        if message.member is not None and message.webhook_id is None:
            author = message.member.user
            if not self._world.rights(author, message.channel) & permissions.EMBED_LINKS:
                return
        addresses = dict.fromkeys(_ADDRESS.findall(prose(message.content)))
        found = [self.pages[one] for one in addresses if one in self.pages][:MOST]
        if found:
            self._world.tasks.spawn(self._show_later(message, message.content, found))

    async def _show_later(self, message: Message, content: str, found: list[Json]) -> None:
        await asyncio.sleep(self.delay_seconds)
        # By then it may have been edited or deleted.
        if message.content == content and message.channel.history.get(message.id) is message:
            message.previews = found
            self._world.messages.tell_changed(message)
