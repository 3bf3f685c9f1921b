"""Overwrites: what a channel's own rules may say, and who may say it."""

from __future__ import annotations

from playground.server.channels.model import Channel, Overwrite
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.wire import Json

MOST_IN_REQUEST = 100
MOST_IN_CHANNEL = 1000


def overwrite_from(target_id: int, body: Json) -> Overwrite:
    """Read the body of an overwrite for *target_id*.

    Raises:
        Refusal: 50035.
    """
    form = Form(body | {"id": str(target_id)})
    overwrite = _overwrite(form)
    form.check()
    return overwrite


def overwrites_in(form: Form) -> dict[int, Overwrite]:
    """Read a channel's overwrites, by the ids of those whom they concern."""
    read = [_overwrite(inner) for inner in form.items("permission_overwrites", MOST_IN_REQUEST)]
    return {one.id: one for one in read}


def demand_grantable(
    guild: Guild,
    member: Member,
    before: dict[int, Overwrite],
    after: dict[int, Overwrite],
    channel: Channel | None = None,
) -> None:
    """Go on only if *member* may turn the overwrites *before* into those *after*, of *channel* or of a new one.

    They may allow and deny what they may do themselves in the guild or the category. Whether others may change the
    overwrites is for administrators to say (channel resource, "Modify Channel"; guild resource, "Create Guild
    Channel").

    Raises:
        Refusal: 50013.
    """
    own = permissions.in_guild(guild, member)
    if own & permissions.ADMINISTRATOR:
        return
    changed = 0
    for target_id in before.keys() | after.keys():
        was, is_now = before.get(target_id), after.get(target_id)
        changed |= (was.allow if was else 0) ^ (is_now.allow if is_now else 0)
        changed |= (was.deny if was else 0) ^ (is_now.deny if is_now else 0)
    if changed & permissions.MANAGE_ROLES:
        raise refusals.missing_permissions()
    if channel is not None:
        if _is_trusted_in(channel, member):
            return
        if channel.category is not None:
            own |= permissions.in_channel(channel.category, member)
    if changed & ~own:
        raise refusals.missing_permissions()


def _is_trusted_in(channel: Channel, member: Member) -> bool:
    """Say whether an overwrite of *channel* lets *member* change its overwrites freely."""
    own = [channel.overwrites.get(one) for one in (member.user.id, *member.roles)]
    return any(one is not None and one.allow & permissions.MANAGE_ROLES for one in own)


def _overwrite(form: Form) -> Overwrite:
    return Overwrite(
        form.snowflake("id", required=True) or 0,
        form.number("type", 0, 1) or 0,
        form.number("allow", 0, 2**63 - 1) or 0,
        form.number("deny", 0, 2**63 - 1) or 0,
    )
