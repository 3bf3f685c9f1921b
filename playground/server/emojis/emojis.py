"""Custom emojis: made, renamed and taken away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.cdn.image_data import picture_in
from playground.server.emojis.model import Emoji
from playground.server.emojis.payloads import emoji_payload
from playground.server.emojis.refusals import too_many_animated_emojis, too_many_emojis, unknown_emoji
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.expressions import demand_hold
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST_BYTES = 256 * 1024
# Still ones and as many animated ones, by the guild's boost tier (Discord's help pages on boosts).
MOST_BY_TIER = (50, 100, 150, 250)

_NAME = re.compile(r"\w{2,32}", re.ASCII)


class Emojis:
    """The verbs of custom emojis."""

    def __init__(self, world: World) -> None:
        self._world = world

    def find(self, emoji_id: int) -> Emoji | None:
        """Return the emoji of any guild, or None."""
        guilds = self._world.guilds.values()
        return next((guild.emojis[emoji_id] for guild in guilds if emoji_id in guild.emojis), None)

    def get(self, guild: Guild, emoji_id: int) -> Emoji:
        """Return one of the guild's emojis.

        Raises:
            Refusal: 10014.
        """
        found = guild.emojis.get(emoji_id)
        if found is None:
            raise unknown_emoji()
        return found

    def create(self, by: User | None, guild: Guild, body: Json) -> Emoji:
        """Let the guild have a new emoji.

        Raises:
            Refusal: 50001, 50013, 50035, 10011, 30008, 30018.
        """
        self._world.demand_in_guild(by, guild, permissions.CREATE_GUILD_EXPRESSIONS)
        form = Form(body)
        name, picture = _name_in(form, required=True), picture_in(form, "image", MOST_BYTES)
        if body.get("image") is None:
            form.fault("image", "BASE_TYPE_REQUIRED", "This field is required")
        roles = form.snowflakes("roles", 250)
        form.check()
        assert picture is not None  # noqa: S101  # without one the form has a fault
        _check_roles(guild, roles)
        most = MOST_BY_TIER[guild.premium_tier]
        if sum(one.picture.is_animated is picture.is_animated for one in guild.emojis.values()) >= most:
            too_many = too_many_animated_emojis if picture.is_animated else too_many_emojis
            raise too_many(most)
        emoji = Emoji(self._world.ids.next(), guild.id, name or "", picture, by, roles)
        guild.emojis[emoji.id] = emoji
        self._world.audit.note(Action.EMOJI_CREATE, guild, by, emoji.id, changes_of_new(emoji_payload(emoji)))
        self._tell(guild)
        return emoji

    def modify(self, by: User | None, guild: Guild, emoji: Emoji, body: Json) -> None:
        """Rename an emoji, or say who may use it.

        Raises:
            Refusal: 50001, 50013, 50035, 10011.
        """
        demand_hold(self._world, by, guild, emoji.creator)
        form = Form(body)
        name, roles = _name_in(form), form.snowflakes("roles", 250)
        form.check()
        _check_roles(guild, roles)
        before = emoji_payload(emoji)
        emoji.name = name or emoji.name
        emoji.roles = roles if "roles" in form else emoji.roles
        changes = changes_between(before, emoji_payload(emoji))
        self._world.audit.note(Action.EMOJI_UPDATE, guild, by, emoji.id, changes)
        self._tell(guild)

    def delete(self, by: User | None, guild: Guild, emoji: Emoji) -> None:
        """Take an emoji away.

        Raises:
            Refusal: 50001, 50013.
        """
        demand_hold(self._world, by, guild, emoji.creator)
        del guild.emojis[emoji.id]
        self._world.audit.note(Action.EMOJI_DELETE, guild, by, emoji.id, changes_of_gone(emoji_payload(emoji)))
        self._tell(guild)

    def _tell(self, guild: Guild) -> None:
        data = {"guild_id": str(guild.id), "emojis": [emoji_payload(one) for one in guild.emojis.values()]}
        self._world.events.tell(Event("GUILD_EMOJIS_UPDATE", guild, data))


def _name_in(form: Form, required: bool = False) -> str | None:
    name = form.text("name", 32, 2, required)
    if name is not None and 2 <= len(name) <= 32 and not _NAME.fullmatch(name):
        form.fault("name", "STRING_TYPE_REGEX", "String value did not match validation regex.")
    return name


def _check_roles(guild: Guild, roles: list[int]) -> None:
    if any(role_id not in guild.roles for role_id in roles):
        raise refusals.unknown_role()
