"""Edits: by authors, by moderators, by webhooks of their own messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.components.forms import demand_version
from playground.server.guilds import permissions
from playground.server.messages import flags
from playground.server.messages.drafts import EVERY_MENTION, AllowedMentions, Draft
from playground.server.messages.enclosures import demand_enclosing, enclose_again, enclosed_after
from playground.server.messages.mentions import call
from playground.server.messages.model import WRITTEN, Message
from playground.server.messages.old_edits import OldEdits
from playground.server.messages.references import References
from playground.server.messages.refusals import empty_message, poll_stays, voice_message_stays
from playground.server.messages.telling import Spoken, tell
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


class Edits:
    """The verbs of editing; *old* keeps the limit on edits of old messages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._references = References(world)
        self.old = OldEdits()

    def edit(self, editor: User, message: Message, draft: Draft) -> Spoken:
        """Have *editor* change *message*; others than its author may only touch its flags.

        Raises:
            Refusal: 50001, 50005, 50006, 50013, 50083, 160005, 200000, 240000, and what `change` raises.
        """
        rights = self._world.rights(editor, message.channel)
        if not message.is_by(editor):
            if not draft.given <= {"flags"}:
                raise refusals.not_the_author()
            self._world.demand(editor, message.channel, permissions.MANAGE_MESSAGES)
        self._world.threads.demand_open(message.channel, rights)
        self._world.messages.harmful_links.demand_none(draft.content)
        if draft.attachments or draft.embeds:
            demand_enclosing(self._world, editor, message.channel, draft)
        if "content" in draft.given:
            self._world.automod.review(editor, message.channel, draft.content)
        spoken = self.change(message, draft, EVERY_MENTION, bool(rights & permissions.MENTION_EVERYONE))
        if "content" in draft.given:
            self._world.automod.watch(message)
        return spoken

    def change(self, message: Message, draft: Draft, default: AllowedMentions, may_mention_everyone: bool) -> Spoken:
        """Apply an edit that was allowed; without `allowed_mentions` the *default* parses again.

        Raises:
            Refusal: 50006 if nothing would be left, 50021, 30046, 520003, 50162, 30015, 40005,
                50035 for what does not go together.
        """
        _demand_changeable(message)
        content = draft.content if "content" in draft.given else message.content
        embeds = draft.embeds if "embeds" in draft.given else message.embeds
        components = draft.components if "components" in draft.given else message.components
        new_flags = flags.edited(message.flags, draft.flags) if "flags" in draft.given else message.flags
        is_v2 = bool(new_flags & flags.IS_COMPONENTS_V2)
        demand_version(is_v2, components, content=content, embeds=embeds)
        attachments = enclosed_after(self._world, message, draft)
        if not (content or embeds or attachments or message.stickers or (is_v2 and components)):
            raise empty_message()
        self.old.count(message)
        message.content, message.embeds, message.components = content, embeds, components
        message.flags = new_flags
        if attachments or embeds or components or message.attachments:
            enclose_again(self._world, message, draft, attachments)
        if ("components" if is_v2 else "content") in draft.given:
            call(self._world, message, draft.allowed or default, may_mention_everyone)
            if (draft.allowed or default).replied_user:
                self._references.mention_answered(message)
        if draft.given & {"content", "embeds", "components", "attachments"} or draft.attachments:
            # What only loaded so far is not edited but there at last.
            message.edited = None if message.flags & flags.LOADING else now_timestamp()
            message.flags &= ~flags.LOADING
        if "content" in draft.given and self._world.messages.previews.pages:
            message.previews = []
            self._world.messages.previews.look_for(message)
        return tell(self._world, "MESSAGE_UPDATE", message)


def _demand_changeable(message: Message) -> None:
    if message.type not in WRITTEN or message.snapshot is not None:
        raise refusals.system_message()
    if message.poll is not None:
        raise poll_stays()
    if message.flags & flags.IS_VOICE_MESSAGE:
        raise voice_message_stays()
