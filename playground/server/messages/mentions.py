"""Which mentions in a text take effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.components.forms import text_of
from playground.server.guilds.model import Guild
from playground.server.messages import flags
from playground.server.messages.drafts import AllowedMentions
from playground.server.messages.model import Message
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World

_CODE = re.compile(r"```.*?```|``.*?``|`[^`]*`", re.DOTALL)
_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)")


def prose(text: str) -> str:
    """Return *text* without what stands in code, which is shown as it is."""
    return _CODE.sub(" ", text) if "`" in text else text


@dataclass(slots=True)
class Mentions:
    """Who is called by a message."""

    users: list[User] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False


def mentions_in(
    text: str,
    allowed: AllowedMentions,
    guild: Guild,
    user_by_id: Callable[[int], User | None],
    may_mention_everyone: bool,
) -> Mentions:
    """Return the mentions in *text* that *allowed* lets take effect.

    *may_mention_everyone* is the author's right; a webhook has it always, so that what a bot forgets to
    forbid is seen.
    """
    found = Mentions()
    if "@" not in text:
        return found
    # What stands in code calls nobody.
    text = prose(text)
    for user_id in dict.fromkeys(map(int, _USER.findall(text))):
        user = user_by_id(user_id)
        if user is not None and ("users" in allowed.parse or user_id in allowed.users):
            found.users.append(user)
    for role_id in dict.fromkeys(map(int, _ROLE.findall(text))):
        role = guild.roles.get(role_id)
        if role is None or role_id == guild.id or not (role.mentionable or may_mention_everyone):
            continue
        if "roles" in allowed.parse or role_id in allowed.roles:
            found.roles.append(role_id)
    found.everyone = may_mention_everyone and "everyone" in allowed.parse and bool(_EVERYONE.search(text))
    return found


def call(world: World, message: Message, allowed: AllowedMentions, may_mention_everyone: bool) -> None:
    """Have *message* call whom its text names, as far as that is allowed."""
    text = text_of(message.components) if message.flags & flags.IS_COMPONENTS_V2 else message.content
    found = mentions_in(text, allowed, message.channel.guild, world.users.get, may_mention_everyone)
    message.mentions, message.mention_roles, message.mention_everyone = found.users, found.roles, found.everyone
