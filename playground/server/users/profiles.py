"""Profiles: the name and the picture that a user gives themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.server.cdn.image_data import picture_in
from playground.server.events import Event
from playground.server.guilds.payloads import member_payload
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.users.payloads import own_user_payload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# User resource, "Usernames and Nicknames".
_FORBIDDEN_INSIDE = ("@", "#", ":", "```", "discord")
_FORBIDDEN_WHOLE = ("everyone", "here")
_RUN_OF_SPACE = re.compile(r"\s{2,}")


class Profiles:
    """The verbs of profiles."""

    def __init__(self, world: World) -> None:
        self._world = world

    def edit(self, user: User, body: Json) -> None:
        """Give *user* another name or picture; null takes the picture away.

        Raises:
            Refusal: 50035.
        """
        form = Form(body)
        name, picture = _username_in(form), picture_in(form, "avatar")
        form.check()
        user.username = name or user.username
        if "avatar" in form:
            user.avatar = self._world.pictures.keep(picture)
        self._tell(user)

    def _tell(self, user: User) -> None:
        own = own_user_payload(user)
        for at, guild in enumerate(one for one in self._world.guilds.values() if user.id in one.members):
            if at == 0:
                self._world.events.tell(Event("USER_UPDATE", guild, own, only=user))
            data = member_payload(guild.members[user.id]) | {"guild_id": str(guild.id)}
            self._world.events.tell(Event("GUILD_MEMBER_UPDATE", guild, data))


def _username_in(form: Form) -> str | None:
    text = form.text("username", 32, 2)
    folded = (text or "").casefold()
    for word in _FORBIDDEN_INSIDE:
        if word in folded:
            form.fault("username", "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    if folded in _FORBIDDEN_WHOLE:
        form.fault("username", "USERNAME_INVALID", f'Username cannot be "{folded}"')
    return None if text is None else _RUN_OF_SPACE.sub(" ", text)
