"""What Discord's refusals mean, in our errors: by its JSON code, never by the HTTP status.

One table serves the relay's own webhook client and discord.py's REST client alike.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import aiohttp
import discord

from bot.errors import (
    ChannelGone,
    EmojiUnknown,
    FateUnknown,
    Forbidden,
    MessageGone,
    NotApplied,
    Refused,
    SendFailed,
    ThreadsFull,
    ThreadShut,
    ThreadStands,
    Unavailable,
    WebhookGone,
)

# Discord's documentation, "JSON Error Codes".
_MEANINGS: Final[Mapping[int, type[SendFailed]]] = {
    10003: ChannelGone,
    10004: ChannelGone,  # with its whole guild
    10008: MessageGone,
    10014: EmojiUnknown,
    10015: WebhookGone,
    160004: ThreadStands,
    50083: ThreadShut,
    160005: ThreadShut,
    160006: ThreadsFull,
    160007: ThreadsFull,
    50001: Forbidden,
    50013: Forbidden,
    50027: WebhookGone,
    # A message of another author: what an earlier webhook of ours posted is out of reach.
    50005: MessageGone,
    # What Discord asks to try again later: the channel's, the guild's and the old messages'
    # limits, sending switched off for a while, overload.
    20028: NotApplied,
    20029: NotApplied,
    30046: NotApplied,
    40004: NotApplied,
    40006: NotApplied,
    40062: NotApplied,
    110001: NotApplied,
    130000: NotApplied,
}

_UNAUTHORIZED: Final = 401
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERROR: Final = 500

# discord.py itself would wait five minutes for a silent server, for each of its five tries.
_PATIENCE_SECONDS: Final = 60.0


def refusal(status: int, code: int | None) -> SendFailed:
    """Return what an answer outside 2xx means for the request that it answers.

    Args:
        status: The HTTP status, used only where no code can tell.
        code: Discord's JSON code, or None for an answer that is not Discord's JSON.
    """
    if status >= _SERVER_ERROR:
        # A gateway before Discord may answer so after Discord has done its work.
        return FateUnknown(status=status, code=code or 0)
    if code is None:
        # Not Discord speaks here but something before it: a proxy, or Cloudflare's block of an
        # address. It refuses everybody for a while, and says nothing about this message.
        return NotApplied(status=status)
    if status == _UNAUTHORIZED and code not in _MEANINGS:
        # Whoever asks is refused, and not what is asked for.
        return NotApplied(code=code, status=status)
    return _MEANINGS.get(code, Refused)(code=code, status=status)


def code_in(payload: bytes) -> int | None:
    """Return the JSON code in an answer's body, 0 if it names none, None if it is no JSON object."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    if not isinstance(answer, dict):
        return None
    code = answer.get("code", 0)
    return code if isinstance(code, int) else 0


@contextlib.asynccontextmanager
async def asking_discord() -> AsyncIterator[None]:
    """Map what discord.py's REST client raises; only its calls belong into the block.

    For questions, and for requests that may be repeated: an unknown fate is `Unavailable` here.

    Raises:
        Unavailable: Discord cannot be reached, does not answer, or answers nonsense.
        Refused: For good; `Forbidden` where a right is missing.
        Gone: `ChannelGone` and its like.
    """
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            yield
    except discord.HTTPException as error:
        raise _of_library(error) from None
    except (aiohttp.ClientError, OSError, TimeoutError, discord.RateLimited) as error:
        raise Unavailable(reason=type(error).__name__) from None
    except (ValueError, KeyError, TypeError) as error:
        # What discord.py stumbles over in a success that is not Discord's.
        raise Unavailable(reason=type(error).__name__) from None


def objects(answer: object) -> list[Mapping[str, Any]]:
    """Return the list of JSON objects that *answer* is.

    Raises:
        Unavailable: It is something else. discord.py hands on whatever a success holds, and a
            proxy's page must not be taken for an empty list.
    """
    if not isinstance(answer, list) or not all(isinstance(each, dict) for each in answer):
        raise Unavailable(reason="unreadable answer")
    return answer


def an_object(answer: object) -> Mapping[str, Any]:
    """Return the JSON object with an id that *answer* is.

    Raises:
        Unavailable: It is something else.
    """
    if not isinstance(answer, dict) or "id" not in answer:
        raise Unavailable(reason="unreadable answer")
    return answer


def _of_library(error: discord.HTTPException) -> Unavailable | SendFailed:
    # discord.py parses JSON under exactly this content type, and gives all else the code 0.
    is_discords = error.response.headers.get("Content-Type") == "application/json"
    if not is_discords or error.status >= _SERVER_ERROR or error.status == _TOO_MANY_REQUESTS:
        return Unavailable(status=error.status)
    if error.status == _UNAUTHORIZED:
        # The token was changed while we run: the gateway says so too, and that ends the process.
        # Until then nothing that waits may be taken for refused.
        return Unavailable(status=error.status)
    failure = refusal(error.status, error.code)
    return Unavailable(**failure.fields) if isinstance(failure, NotApplied | FateUnknown) else failure
