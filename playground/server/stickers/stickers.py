"""Stickers: made, renamed, taken away, and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.cdn.formats import picture_of
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.expressions import demand_hold
from playground.server.guilds.model import Guild
from playground.server.rest.forms import Form
from playground.server.rest.multipart import Upload
from playground.server.stickers.model import APNG, GIF, PNG, Sticker
from playground.server.stickers.payloads import sticker_payload
from playground.server.stickers.refusals import (
    file_too_large,
    invalid_file,
    too_many_stickers,
    unknown_sticker,
    unusable_sticker,
)
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.channels.model import Channel
    from playground.server.world import World

MOST_BYTES, MOST_PIXELS = 512 * 1024, 320
# By the guild's boost tier (sticker resource; Discord's help pages on boosts).
MOST_BY_TIER = (5, 15, 30, 60)


class Stickers:
    """The verbs of stickers."""

    def __init__(self, world: World) -> None:
        self._world = world

    def find(self, sticker_id: int) -> Sticker:
        """Return the sticker of any guild.

        Raises:
            Refusal: 10060.
        """
        for guild in self._world.guilds.values():
            if sticker_id in guild.stickers:
                return guild.stickers[sticker_id]
        raise unknown_sticker()

    def get(self, guild: Guild, sticker_id: int) -> Sticker:
        """Return one of the guild's stickers.

        Raises:
            Refusal: 10060.
        """
        found = guild.stickers.get(sticker_id)
        if found is None:
            raise unknown_sticker()
        return found

    def sent(self, by: User, channel: Channel, sticker_ids: Sequence[int]) -> list[Sticker]:
        """Return the stickers that *by* sends: those of the channel's guild, and of others with Nitro and the right.

        Raises:
            Refusal: 50081.
        """
        elsewhere = by.has_nitro and bool(self._world.rights(by, channel) & permissions.USE_EXTERNAL_STICKERS)
        usable = dict(channel.guild.stickers)
        for guild in self._world.guilds.values():
            if elsewhere and by.id in guild.members:
                usable |= guild.stickers
        if any(one not in usable for one in sticker_ids):
            raise unusable_sticker()
        return [usable[one] for one in sticker_ids]

    def create(self, by: User | None, guild: Guild, body: Json, files: Mapping[str, Upload]) -> Sticker:
        """Let the guild have a new sticker.

        Raises:
            Refusal: 50001, 50013, 50035, 50045, 50046, 30039.
        """
        self._world.demand_in_guild(by, guild, permissions.CREATE_GUILD_EXPRESSIONS)
        form = Form(body)
        name, tags, description = _texts_in(form, required=True)
        if "file" not in files:
            form.fault("file", "BASE_TYPE_REQUIRED", "This field is required")
        form.check()
        data = files["file"].data
        if len(data) > MOST_BYTES:
            raise file_too_large()
        kind = _format_of(data)
        most = MOST_BY_TIER[guild.premium_tier]
        if len(guild.stickers) >= most:
            raise too_many_stickers(most)
        sticker = Sticker(self._world.ids.next(), guild.id, name or "", tags or "", description or "", kind, data, by)
        guild.stickers[sticker.id] = sticker
        self._world.audit.note(Action.STICKER_CREATE, guild, by, sticker.id, changes_of_new(sticker_payload(sticker)))
        self._tell(guild)
        return sticker

    def modify(self, by: User | None, guild: Guild, sticker: Sticker, body: Json) -> None:
        """Rename a sticker, or change what is said of it.

        Raises:
            Refusal: 50001, 50013, 50035.
        """
        demand_hold(self._world, by, guild, sticker.creator)
        form = Form(body)
        name, tags, description = _texts_in(form)
        form.check()
        before = sticker_payload(sticker)
        sticker.name, sticker.tags = name or sticker.name, tags or sticker.tags
        if "description" in form:
            sticker.description = description or ""
        changes = changes_between(before, sticker_payload(sticker))
        self._world.audit.note(Action.STICKER_UPDATE, guild, by, sticker.id, changes)
        self._tell(guild)

    def delete(self, by: User | None, guild: Guild, sticker: Sticker) -> None:
        """Take a sticker away.

        Raises:
            Refusal: 50001, 50013.
        """
        demand_hold(self._world, by, guild, sticker.creator)
        del guild.stickers[sticker.id]
        self._world.audit.note(Action.STICKER_DELETE, guild, by, sticker.id, changes_of_gone(sticker_payload(sticker)))
        self._tell(guild)

    def _tell(self, guild: Guild) -> None:
        data = {"guild_id": str(guild.id), "stickers": [sticker_payload(one) for one in guild.stickers.values()]}
        self._world.events.tell(Event("GUILD_STICKERS_UPDATE", guild, data))


def _texts_in(form: Form, required: bool = False) -> tuple[str | None, str | None, str | None]:
    description = form.text("description", 100)
    if description is not None and len(description) == 1:
        form.fault("description", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    return form.text("name", 30, 2, required), form.text("tags", 200, 1, required), description


def _format_of(data: bytes) -> int:
    picture = picture_of(data)
    kinds = {("image/png", False): PNG, ("image/png", True): APNG, ("image/gif", False): GIF, ("image/gif", True): GIF}
    kind = None if picture is None else kinds.get((picture.content_type, picture.is_animated))
    if picture is None or kind is None or max(picture.width, picture.height) > MOST_PIXELS:
        raise invalid_file()
    return kind
