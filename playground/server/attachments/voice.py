"""Voice messages: one recording, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.attachments.media_types import media_type_of
from playground.server.attachments.refusals import (
    voice_message_with_more,
    voice_message_without_metadata,
    voice_message_without_sound,
)

if TYPE_CHECKING:
    from playground.server.messages.drafts import Draft

# The only fields of a body that may hold anything.
_MAY_STAND = frozenset(("attachments", "flags", "nonce", "enforce_nonce", "message_reference", "allowed_mentions"))


def demand_voice_message(draft: Draft, body: dict[str, object]) -> None:
    """Go on only if *draft*, which says that it is a voice message, is one (message resource, "Voice Messages").

    Raises:
        Refusal: 50159, 50160, 50161.
    """
    if any(value for key, value in body.items() if key not in _MAY_STAND):
        raise voice_message_with_more()
    only = draft.attachments[0] if len(draft.attachments) == 1 else None
    if only is None or only.upload is None:
        raise voice_message_without_sound()
    media_type = media_type_of(only.filename or only.upload.filename, only.upload.content_type, None)
    if not (media_type or "").startswith("audio/"):
        raise voice_message_without_sound()
    if not only.waveform or only.duration is None:
        raise voice_message_without_metadata()
