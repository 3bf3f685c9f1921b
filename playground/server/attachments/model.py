"""A file that hangs on a message."""

from __future__ import annotations

from dataclasses import dataclass

from playground.server.cdn.links import Links

# Message resource, "Attachment Flags".
IS_SPOILER = 1 << 3
IS_ANIMATED = 1 << 5


@dataclass(slots=True, eq=False)
class Attachment:
    """One file of a message; its bytes lie on the shelf of `Attachments`, under its id.

    *messages* counts the messages that show it: a forward shows the files of its source.
    """

    id: int
    channel_id: int
    filename: str
    given_name: str
    size: int
    content_type: str | None
    links: Links
    width: int | None = None
    height: int | None = None
    title: str | None = None
    description: str | None = None
    duration: float | None = None
    waveform: str | None = None
    flags: int = 0
    is_ephemeral: bool = False
    messages: int = 1

    @property
    def path(self) -> str:
        """Where it is at the CDN, without a signature."""
        return f"/attachments/{self.channel_id}/{self.id}/{self.filename}"

    @property
    def url(self) -> str:
        """Its address, signed now."""
        return self.links.signed(self.path)
