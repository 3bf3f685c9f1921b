"""Corrections as they stand below the sentences that they mend: what changed made visible, and buttons."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Protocol

import discord
from discord.http import Route

from bot.corrections.changes import Mark, Piece
from bot.corrections.errors import SentenceTooLong
from bot.corrections.model import LONGEST, Correction, CorrectionId
from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.nonces import nonce_of
from bot.errors import MessageGone, SendFailed
from bot.ids import MessageId, first_id_at, said_at
from bot.relay.glyphs import units
from bot.relay.model import SourcePlace
from bot.translation.model import Language

_PAGE: Final = 100  # the most that Discord gives at once
_MOST_PAGES: Final = 10
_LONGEST: Final = 2000  # UTF-16 units of a message
_SUPPRESS_EMBEDS: Final = discord.MessageFlags(suppress_embeds=True).value
_SKEW: Final = timedelta(minutes=1)

# What Discord draws as one thing reads as nothing with a backslash in it; nobody is pinged by it here.
_DRAWN: Final = re.compile(r"(<(?:a?:\w+:\d+|[@#][!&]?\d+|t:-?\d+(?::\w)?)>)")
_EDGES: Final = re.compile(r"\A(\s*)(.*?)(\s*)\Z", re.DOTALL)
_AROUND: Final[Mapping[Mark, str]] = {Mark.KEPT: "", Mark.STRUCK: "~~", Mark.ADDED: "**"}
_SPOILER: Final = "||"


class Says(Protocol):
    """Says phrases in a language: `bot.i18n.catalog.DestinationPhrases`."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* in *language*."""
        ...


class DiscordCorrections:
    """Implements `bot.corrections.ports.CorrectionBoard`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client, phrases: Says) -> None:
        self._client = client
        self._phrases = phrases

    def worded(self, language: Language, one: Correction, pieces: Sequence[Piece], why: str) -> str:
        """Return a correction as it is read, with room for a thank you.

        Raises:
            SentenceTooLong: It does not fit into a message.
        """
        head = self._phrases.say(language, "correction-by", mender=f"<@{one.user_id}>")
        reason = [f"💬 {escaped(' '.join(why.split()))}"] if why else []
        room = _LONGEST - units(f"\n{thanks(self._phrases, language, one.author_id)}")
        new = [Piece(piece.text, Mark.KEPT) for piece in pieces if piece.mark is not Mark.STRUCK]
        for shown in (pieces, new):
            text = "\n".join([head, _sentence(shown), *reason])
            if units(text) <= room:
                return text
        raise SentenceTooLong(limit=LONGEST)

    async def post(self, language: Language, one: Correction, text: str) -> MessageId:
        """Post a correction; asked a second time within minutes, it posts no second one."""
        message = {
            "content": text,
            "message_reference": {"message_id": str(one.source_id), "channel_id": str(one.channel_id)},
            "allowed_mentions": {"parse": [], "replied_user": True},
            "components": buttons(self._phrases, language, one.id),
            "flags": _SUPPRESS_EMBEDS,
            # Discord answers a second request with the same number with the message that stands.
            "nonce": nonce_of(_custom_id("thank", one.id), one.channel_id),
            "enforce_nonce": True,
        }
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=one.channel_id)
        async with asking_discord():
            sent = an_object(await self._client.http.request(route, json=message))
        return MessageId(int(sent["id"]))

    async def find(self, one: Correction) -> MessageId | None:
        """Return a correction that was posted, if it was."""
        after = first_id_at(said_at(MessageId(one.id)) - _SKEW)
        for _ in range(_MOST_PAGES):
            async with asking_discord():
                page = objects(await self._client.http.logs_from(one.channel_id, _PAGE, after=after))
            if (found := next((each for each in page if self._is(each, one.id)), None)) is not None:
                return MessageId(int(found["id"]))
            if len(page) < _PAGE:
                break
            after = MessageId(max(int(each["id"]) for each in page))
        return None

    async def remove(self, place: SourcePlace) -> None:
        """Delete a correction; one that is gone already will do."""
        try:
            async with asking_discord():
                await self._client.http.delete_message(place.channel_id, place.message_id)
        except MessageGone:
            return

    async def stands(self, place: SourcePlace) -> bool:
        """Tell whether a correction is still there; what cannot be read is taken for that."""
        try:
            async with asking_discord():
                an_object(await self._client.http.get_message(place.channel_id, place.message_id))
        except MessageGone:
            return False
        except SendFailed:
            return True
        return True

    def _is(self, message: Mapping[str, Any], correction_id: CorrectionId) -> bool:
        own = self._client.user
        is_ours = own is not None and message["author"]["id"] == str(own.id)
        rows = message.get("components") or ()
        marks = {button.get("custom_id") for row in rows for button in row.get("components") or ()}
        return is_ours and _custom_id("away", correction_id) in marks


def buttons(
    phrases: Says, language: str, correction_id: CorrectionId, *, is_accepted: bool = False
) -> list[dict[str, Any]]:
    """Return what stands under a correction: a thank you until it is said, and the way to take it away."""
    acts = ("away",) if is_accepted else ("thank", "away")
    made = [
        {
            "type": discord.ComponentType.button.value,
            "style": (discord.ButtonStyle.success if act == "thank" else discord.ButtonStyle.secondary).value,
            "label": phrases.say(language, f"correction-do-{act}"),
            "custom_id": _custom_id(act, correction_id),
        }
        for act in acts
    ]
    return [{"type": discord.ComponentType.action_row.value, "components": made}]


def thanks(phrases: Says, language: str, learner_id: int) -> str:
    """Return what stands below a correction that was accepted."""
    return phrases.say(language, "correction-accepted", learner=f"<@{learner_id}>")


def escaped(text: str) -> str:
    """Return *text* so that Discord shows it as it is, but for emojis, mentions and moments, which it draws."""
    parts = _DRAWN.split(text)
    # `re.split` with one group gives what lies between at even places.
    return "".join(one if at % 2 else discord.utils.escape_markdown(one) for at, one in enumerate(parts))


def _sentence(pieces: Sequence[Piece]) -> str:
    shown = "".join(_marked(piece) for piece in pieces)
    # What its author hid behind a spoiler must not be read here at once.
    is_hidden = sum(piece.text.count(_SPOILER) for piece in pieces) > 1
    return f"{_SPOILER}{shown}{_SPOILER}" if is_hidden else shown


def _marked(piece: Piece) -> str:
    """Return a piece with its marks close to it: blanks at its ends would keep Discord from seeing them."""
    edges = _EDGES.match(piece.text)
    assert edges is not None  # noqa: S101 - it matches all
    before, core, after = edges.groups()
    around = _AROUND[piece.mark] if core else ""
    if piece.mark is Mark.STRUCK and not core:  # blanks that are gone are not seen
        return ""
    return f"{before}{around}{escaped(core)}{around}{after}"


def _custom_id(act: str, correction_id: CorrectionId) -> str:
    return f"fix-{act}-{correction_id}"
