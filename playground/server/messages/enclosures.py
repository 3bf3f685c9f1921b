"""What a message carries beside its words: files and stickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.attachments.attachments import largest_for
from playground.server.attachments.model import Attachment
from playground.server.attachments.payloads import SCHEME, addresses_in, named
from playground.server.channels.model import Channel
from playground.server.components.forms import emojis_in
from playground.server.guilds import permissions
from playground.server.messages import flags
from playground.server.messages.drafts import Draft
from playground.server.messages.model import Message
from playground.server.messages.refusals import no_voice_messages_here
from playground.server.rest import refusals
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


def demand_enclosing(world: World, author: User, channel: Channel, draft: Draft) -> None:
    """Go on only if *author* may send the embeds, the poll, the files and the stickers of *draft* in *channel*.

    Raises:
        Refusal: 50001, 50013, 50173, 50081.
    """
    if draft.embeds:
        world.demand(author, channel, permissions.EMBED_LINKS)
    if draft.poll is not None:
        world.demand(author, channel, permissions.SEND_POLLS)
    if any(one.upload is not None for one in draft.attachments):
        world.demand(author, channel, permissions.ATTACH_FILES)
    if draft.flags & flags.IS_VOICE_MESSAGE and not world.rights(author, channel) & permissions.SEND_VOICE_MESSAGES:
        raise no_voice_messages_here()
    if draft.sticker_ids:
        world.stickers.sent(author, channel, draft.sticker_ids)


def enclose(world: World, message: Message, draft: Draft) -> None:
    """Put what *draft* brings into a new *message*.

    Raises:
        Refusal: 40005, 50035 for a component whose file did not come along, or whose emoji there is not.
    """
    if draft.attachments:
        largest, is_ephemeral = _largest(world, message), bool(draft.flags & flags.EPHEMERAL)
        message.attachments = world.attachments.take(
            draft.attachments, message.channel.id, largest, is_ephemeral=is_ephemeral
        )
    if message.components:
        _demand_found(world, message.components, message.attachments)
    if draft.sticker_ids:
        message.stickers = [world.stickers.find(one) for one in draft.sticker_ids]
    _refer(world, message)


def enclosed_after(world: World, message: Message, draft: Draft) -> list[Attachment]:
    """Return the files that *message* carries once *draft* has changed it.

    Raises:
        Refusal: 50035, 30015, 40005.
    """
    after, is_all = message.attachments, "attachments" in draft.given
    if draft.attachments or is_all:
        largest, channel_id = _largest(world, message), message.channel.id
        after = world.attachments.retake(after, draft.attachments, largest, channel_id, is_all=is_all)
    components = draft.components if "components" in draft.given else message.components
    if components:
        _demand_found(world, components, after)
    return after


def enclose_again(world: World, message: Message, draft: Draft, attachments: list[Attachment]) -> None:
    """Let an edited *message*, whose words stand already, carry *attachments* from now on."""
    if attachments is not message.attachments:
        world.attachments.settle(message.attachments, attachments, draft.attachments)
        message.attachments = attachments
    _refer(world, message)


def let_go(world: World, message: Message) -> None:
    """Let go of the files of a *message* that is no more."""
    world.attachments.drop(message.attachments)
    if message.snapshot is not None:
        world.attachments.drop(message.snapshot.attachments)


def _largest(world: World, message: Message) -> int:
    return largest_for(message.channel.guild, world.users.get(message.author_id))


def _demand_found(world: World, components: list[Json], attachments: list[Attachment]) -> None:
    if any(world.emojis.find(one) is None for one in emojis_in(components)):
        raise refusals.invalid_field("components", "COMPONENT_INVALID_EMOJI", "Invalid emoji")
    for address in addresses_in(components):
        if address.startswith(SCHEME) and named(address, attachments) is None:
            message = f'The referenced attachment ("{address}") was not found'
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            raise refusals.invalid_field("components", code, message)


def _refer(world: World, message: Message) -> None:
    message.links = None
    if not message.embeds and not message.components:
        return
    for embed in message.embeds:
        _drop_pictures_of_nothing(embed, message.attachments)
    addresses = (*addresses_in(message.embeds), *addresses_in(message.components))
    if any(one.startswith(SCHEME) or world.attachments.links.path_in(one) is not None for one in addresses):
        message.links = world.attachments.links


def _drop_pictures_of_nothing(embed: Json, attachments: list[Attachment]) -> None:
    # Seen on Discord (the documentation's issue 4847): a picture whose file did not come along is left out.
    for key, part in list(embed.items()):
        for address in ("url", "icon_url"):
            if isinstance(part, dict) and str(part.get(address, "")).startswith(SCHEME):
                if named(part[address], attachments) is not None:
                    continue
                if key in ("image", "thumbnail"):
                    del embed[key]
                else:
                    del part[address]
