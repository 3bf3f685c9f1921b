"""Files that hang on messages: taken in, kept, given out again, and let go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from playground.server.attachments.asked import MOST, Asked
from playground.server.attachments.media_types import media_type_of
from playground.server.attachments.model import IS_ANIMATED, IS_SPOILER, Attachment
from playground.server.attachments.names import safe_name, title_of
from playground.server.attachments.refusals import too_many_attachments
from playground.server.cdn.formats import picture_of
from playground.server.cdn.links import Links
from playground.server.cdn.shelf import Shelf
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.multipart import Upload
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World

MIB = 1024 * 1024
# Of all files together; the oldest go first, and their addresses lead nowhere then.
MOST_BYTES_KEPT = 256 * MIB
# Of one file (reference, "Uploading Files"; Discord's help pages on Nitro and on boosts).
LARGEST, LARGEST_BY_TIER, LARGEST_WITH_NITRO = 10 * MIB, {2: 50 * MIB, 3: 100 * MIB}, 500 * MIB


class Attachments:
    """The verbs of attachments; `links` signs their addresses, the `shelf` holds their bytes."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.links = Links()
        self._known: dict[int, Attachment] = {}
        self.shelf: Shelf[int, bytes] = Shelf(MOST_BYTES_KEPT)

    def take(
        self, asked: Sequence[Asked], channel_id: int, most_bytes: int, *, is_ephemeral: bool = False
    ) -> list[Attachment]:
        """Keep the files that came along, each of *most_bytes* at most.

        Raises:
            Refusal: 40005.
        """
        if any(one.upload is not None and len(one.upload.data) > most_bytes for one in asked):
            raise refusals.too_large()
        return [self._kept(one, one.upload, channel_id, is_ephemeral) for one in asked if one.upload is not None]

    def retake(
        self, standing: Sequence[Attachment], asked: Sequence[Asked], most_bytes: int, channel_id: int, *, is_all: bool
    ) -> list[Attachment]:
        """Return what shall hang on an edited message: with *is_all* what was *asked*, else that beside all of before.

        Nothing is let go yet: `settle` does that once the edit holds.

        Raises:
            Refusal: 50035 for one to keep that hangs not there, 30015, 40005.
        """
        by_id = {one.id: one for one in standing}
        unknown = [at for at, one in enumerate(asked) if one.upload is None and one.id not in by_id]
        if unknown:
            fault = {"_errors": [{"code": "ATTACHMENT_NOT_FOUND", "message": "Attachment data not found"}]}
            raise refusals.invalid_form({"attachments": {str(at): fault for at in unknown}})
        kept = [by_id[one.id] for one in asked if one.upload is None] if is_all else list(standing)
        if len(kept) + sum(one.upload is not None for one in asked) > MOST:
            raise too_many_attachments()
        return kept + self.take(asked, channel_id, most_bytes)

    def settle(self, before: Sequence[Attachment], after: Sequence[Attachment], asked: Sequence[Asked]) -> None:
        """Let go of the files that are gone after an edit, and describe those that stay as it asked."""
        self.drop(one for one in before if one not in after)
        by_id = {one.id: one for one in after}
        for one in asked:
            if one.upload is None:
                _describe(by_id[one.id], one)

    def share(self, attachments: Iterable[Attachment]) -> None:
        """Have one more message show these files."""
        for one in attachments:
            one.messages += 1

    def drop(self, attachments: Iterable[Attachment]) -> None:
        """Have one message show these files no more; those that no message shows are gone for good."""
        for one in attachments:
            one.messages -= 1
            if not one.messages:
                self._known.pop(one.id, None)
                self.shelf.drop(one.id)

    def get(self, path: str, attachment_id: int) -> tuple[Attachment, bytes] | None:
        """Return what stands at *path* of the CDN with its bytes, or None where it does not (any more)."""
        one, data = self._known.get(attachment_id), self.shelf.get(attachment_id)
        return None if one is None or data is None or one.path != path else (one, data)

    def _kept(self, asked: Asked, upload: Upload, channel_id: int, is_ephemeral: bool) -> Attachment:
        given = asked.filename or upload.filename
        filename, picture = safe_name(given), picture_of(upload.data)
        one = Attachment(
            self._world.ids.next(),
            channel_id,
            filename,
            given,
            len(upload.data),
            media_type_of(given, upload.content_type, picture),
            self.links,
            None if picture is None else picture.width,
            None if picture is None else picture.height,
            asked.title or title_of(given, filename),
            asked.description or None,
            flags=IS_ANIMATED if picture is not None and picture.is_animated else 0,
            is_ephemeral=is_ephemeral,
        )
        one.flags |= IS_SPOILER if asked.is_spoiler else 0
        if (one.content_type or "").startswith("audio/"):
            one.duration, one.waveform = asked.duration, asked.waveform
        self._known[one.id] = one
        self.shelf.put(one.id, upload.data)
        return one


def largest_for(guild: Guild, user: User | None = None) -> int:
    """Return how many bytes a file may have in *guild*, for *user* or for a webhook."""
    by_guild = LARGEST_BY_TIER.get(guild.premium_tier, LARGEST)
    return max(by_guild, LARGEST_WITH_NITRO) if user is not None and user.has_nitro else by_guild


def _describe(one: Attachment, asked: Asked) -> None:
    if "description" in asked.given:
        one.description = asked.description or None
    if "is_spoiler" in asked.given:
        one.flags = one.flags | IS_SPOILER if asked.is_spoiler else one.flags & ~IS_SPOILER
