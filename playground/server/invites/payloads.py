"""The JSON of invites."""

from __future__ import annotations

from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import guild_payload, role_payload
from playground.server.invites.model import Invite
from playground.server.snowflakes import timestamp
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

_OF_GUILD = (
    "id",
    "name",
    "splash",
    "banner",
    "description",
    "icon",
    "features",
    "verification_level",
    "vanity_url_code",
    "nsfw_level",
    "nsfw",
    "premium_subscription_count",
)
_OF_ROLE = ("id", "name", "position", "color", "colors", "icon", "unicode_emoji")


def invite_payload(one: Invite) -> Json:
    """Return an invite as anyone may see it."""
    channel, guild = one.channel, one.channel.guild
    payload: Json = {
        "type": 0,
        "code": one.code,
        "expires_at": None if one.expires_at is None else timestamp(one.expires_at),
        "guild": _parts(guild_payload(guild), _OF_GUILD),
        "guild_id": str(guild.id),
        "channel": {"id": str(channel.id), "type": channel.type, "name": channel.name},
        "inviter": user_payload(one.inviter),
        "flags": 0,
    }
    roles = [guild.roles[role_id] for role_id in one.role_ids if role_id in guild.roles]
    if roles:
        payload["roles"] = [_parts(role_payload(each), _OF_ROLE) for each in roles]
    return payload


def invite_payload_with_counts(one: Invite) -> Json:
    """Return an invite with how many it leads to."""
    members = len(one.channel.guild.members)
    return invite_payload(one) | {"approximate_member_count": members, "approximate_presence_count": members}


def invite_payload_with_metadata(one: Invite) -> Json:
    """Return an invite as those see it who manage the guild."""
    return invite_payload(one) | invite_metadata(one)


def invite_metadata(one: Invite) -> Json:
    """Return how an invite was made and used."""
    return {
        "uses": one.uses,
        "max_uses": one.max_uses,
        "max_age": one.max_age,
        "temporary": one.temporary,
        "created_at": timestamp(one.created_at),
    }


def created_payload(one: Invite, guild: Guild) -> Json:
    """Return an invite as the gateway tells of a new one."""
    return invite_metadata(one) | {
        "channel_id": str(one.channel.id),
        "guild_id": str(guild.id),
        "code": one.code,
        "inviter": user_payload(one.inviter),
        "expires_at": None if one.expires_at is None else timestamp(one.expires_at),
        "role_ids": [str(each) for each in one.role_ids],
    }


def _parts(payload: Json, keys: tuple[str, ...]) -> Json:
    return {key: payload[key] for key in keys}
