"""The JSON of interactions, and of what their messages say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.attachments.attachments import largest_for
from playground.server.channels.model import Channel
from playground.server.channels.payloads import channel_payload
from playground.server.commands.model import IN_GUILDS, USER_MENU
from playground.server.guilds.payloads import member_payload
from playground.server.interactions.model import COMMAND, COMPONENT, SUBMISSION, Interaction
from playground.server.messages.payloads import message_payload
from playground.server.threads.model import Thread
from playground.server.threads.payloads import thread_payload
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


def interaction_payload(world: World, one: Interaction) -> Json:
    """Return an interaction as its application gets it."""
    channel, guild = one.channel, one.channel.guild
    rights = str(world.rights(one.user, channel))
    payload: Json = {
        "id": str(one.id),
        "application_id": str(one.application.id),
        "type": one.type,
        "data": one.data,
        "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": guild.features},
        "guild_id": str(guild.id),
        "channel": shown_channel(channel) | {"permissions": rights},
        "channel_id": str(channel.id),
        "member": member_payload(guild.members[one.user.id]) | {"permissions": rights},
        "token": one.token,
        "version": 1,
        "app_permissions": str(world.rights(one.application.bot, channel)),
        "locale": one.user.locale,
        "guild_locale": guild.preferred_locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(one),
        "context": IN_GUILDS,
        "attachment_size_limit": largest_for(guild, one.user),
    }
    if one.message is not None:
        payload["message"] = message_payload(one.message)
    return payload


def shown_channel(one: Channel) -> Json:
    """Return a channel or a thread without its overwrites."""
    payload = thread_payload(one) if isinstance(one, Thread) else channel_payload(one)
    payload.pop("permission_overwrites", None)
    return payload


def owners(one: Interaction) -> Json:
    """Return by whose leave the application is here: every one is installed in the guild."""
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
        "guild_id": str(one.channel.guild.id),
    }
    if one.response is None:
        return {"interaction": told}
    told["response_message_id"] = str(one.response.id)
    told["response_message_loading"] = one.is_loading
    told["response_message_ephemeral"] = one.response.seen_by is not None
    if not with_message:
        return {"interaction": told}
    return {"interaction": told, "resource": {"type": kind, "message": message_payload(one.response)}}
