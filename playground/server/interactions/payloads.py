"""The JSON of interactions, and of what their messages say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.attachments.attachments import largest_for
from playground.server.channels.model import Channel
from playground.server.channels.payloads import channel_payload
from playground.server.commands.model import IN_BOT_DMS, IN_GUILDS, USER_MENU
from playground.server.directs.model import APPLICATION_RIGHTS, Direct
from playground.server.directs.payloads import direct_payload
from playground.server.guilds.payloads import member_payload
from playground.server.interactions.model import COMMAND, COMPONENT, SUBMISSION, Interaction
from playground.server.messages.payloads import message_payload
from playground.server.threads.model import Thread
from playground.server.threads.payloads import thread_payload
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


def interaction_payload(world: World, one: Interaction) -> Json:
    """Return an interaction as its application gets it."""
    channel = one.channel
    payload: Json = {
        "id": str(one.id),
        "application_id": str(one.application.id),
        "type": one.type,
        "data": one.data,
        "channel": shown_channel(channel, one.application.bot) | {"permissions": str(world.rights(one.user, channel))},
        "channel_id": str(channel.id),
        "token": one.token,
        "version": 1,
        "locale": one.user.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(one),
        "attachment_size_limit": largest_for(channel.guild, one.user),
    }
    payload |= _private_part(one) if channel.is_direct else _guild_part(world, one)
    if one.message is not None:
        payload["message"] = message_payload(one.message)
    return payload


def _guild_part(world: World, one: Interaction) -> Json:
    guild, rights = one.channel.guild, str(world.rights(one.user, one.channel))
    return {
        "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": guild.features},
        "guild_id": str(guild.id),
        "guild_locale": guild.preferred_locale,
        "member": member_payload(guild.members[one.user.id]) | {"permissions": rights},
        "app_permissions": str(world.rights(one.application.bot, one.channel)),
        "context": IN_GUILDS,
    }


def _private_part(one: Interaction) -> Json:
    return {
        "user": user_payload(one.user),
        "app_permissions": str(APPLICATION_RIGHTS),
        "context": IN_BOT_DMS,
    }


def shown_channel(one: Channel, viewer: User) -> Json:
    """Return a channel or a thread without its overwrites, or a private conversation as *viewer* sees it."""
    if isinstance(one, Direct):
        return direct_payload(one, viewer)
    payload = thread_payload(one) if isinstance(one, Thread) else channel_payload(one)
    payload.pop("permission_overwrites", None)
    return payload


def owners(one: Interaction) -> Json:
    """Return by whose leave the application is here: every one is installed in the guild; in private that is 0."""
    return {"0": str(one.channel.guild.id)}


def metadata(one: Interaction, original: int | None = None) -> Json:
    """Return what a message says of the interaction that led to it; a follow-up names the *original* answer."""
    said: Json = {
        "id": str(one.id),
        "type": one.type,
        "user": user_payload(one.user),
        "authorizing_integration_owners": owners(one),
    }
    if original is not None:
        said["original_response_message_id"] = str(original)
    if one.type == COMMAND and "target_id" in one.data:
        target = one.data["target_id"]
        if one.data["type"] == USER_MENU:
            said["target_user"] = one.data["resolved"]["users"][target]
        else:
            said["target_message_id"] = target
    elif one.type == COMPONENT and one.message is not None:
        said["interacted_message_id"] = str(one.message.id)
    elif one.type == SUBMISSION and one.opened_by is not None:
        said["triggering_interaction_metadata"] = metadata(one.opened_by)
    return said


def traces(one: Interaction, original: int | None = None) -> Json:
    """Return the keys of a message that tell of its interaction."""
    keys: Json = {"interaction_metadata": metadata(one, original)}
    if one.type == COMMAND and original is None:
        # The older key, which Discord still sends beside the newer.
        user = user_payload(one.user)
        keys["interaction"] = {"id": str(one.id), "type": one.type, "name": one.full_name, "user": user}
    return keys


def callback_payload(one: Interaction, kind: int, with_message: bool) -> Json:
    """Return what an application that asked for it is told of its answer of the *kind*."""
    told: Json = {
        "id": str(one.id),
        "type": one.type,
        "channel_id": str(one.channel.id),
    } | one.channel.in_guild
    if one.response is None:
        return {"interaction": told}
    told["response_message_id"] = str(one.response.id)
    told["response_message_loading"] = one.is_loading
    told["response_message_ephemeral"] = one.response.seen_by is not None
    if not with_message:
        return {"interaction": told}
    return {"interaction": told, "resource": {"type": kind, "message": message_payload(one.response)}}
