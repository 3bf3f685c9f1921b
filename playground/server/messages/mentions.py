"""Which mentions in a text take effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.server.guilds.model import Guild
from playground.server.messages.drafts import AllowedMentions
from playground.server.users.model import User

_CODE = re.compile(r"```.*?```|``.*?``|`[^`]*`", re.DOTALL)
_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)")


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
    # What stands in code is shown as it is and calls nobody.
    prose = _CODE.sub(" ", text) if "`" in text else text
    for user_id in dict.fromkeys(map(int, _USER.findall(prose))):
        user = user_by_id(user_id)
        if user is not None and ("users" in allowed.parse or user_id in allowed.users):
            found.users.append(user)
    for role_id in dict.fromkeys(map(int, _ROLE.findall(prose))):
        role = guild.roles.get(role_id)
        if role is None or role_id == guild.id or not (role.mentionable or may_mention_everyone):
            continue
        if "roles" in allowed.parse or role_id in allowed.roles:
            found.roles.append(role_id)
    found.everyone = may_mention_everyone and "everyone" in allowed.parse and bool(_EVERYONE.search(prose))
    return found
