"""Files on their way: fetched from Discord's CDN to this machine's disk, and sent on from there, never in memory."""

import asyncio
import contextlib
import json
import os
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, Final

import aiohttp
import discord
import structlog

from bot.errors import Refused
from bot.ids import ChannelId
from bot.relay.carried import File

_log = structlog.stdlib.get_logger(__name__)

_CHUNK: Final = 2**18  # bytes at a time
_TRIES: Final = 3
_BETWEEN_TRIES_SECONDS: Final = 1.0
_PATIENCE_SECONDS: Final = 60.0
_AT_ONCE_SECONDS: Final = 3.0
_OK: Final = 200
_SERVER_ERROR: Final = 500
_LONGEST_DESCRIPTION: Final = 1024  # message resource, "Attachment Object"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that lies on this machine's disk: without a name, so that whatever ends the process leaves nothing."""

    file: File
    kept: IO[bytes]

    def opened(self) -> BufferedReader:
        """Return it for one request, from its beginning; whoever sends it may close that."""
        handle = os.fdopen(os.dup(self.kept.fileno()), "rb")
        handle.seek(0)
        return handle


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that hangs on a posted message (message resource, "Attachment Object"); *size* is in bytes."""

    id: str
    name: str
    size: int


class Downloads:
    """Fetches files. Make one inside a running event loop."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=_PATIENCE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )

    @contextlib.asynccontextmanager
    async def fetched(self, files: Sequence[File]) -> AsyncIterator[Sequence[Fetched]]:
        """Give *files*, which lie on the disk until the block ends.

        Raises:
            Refused: One of them cannot be had: it was deleted, the CDN does not give it on and on, the disk is full.
        """
        async with contextlib.AsyncExitStack() as stack:
            there = []
            for file in files:
                one = Fetched(file, await _made())
                stack.push_async_callback(asyncio.to_thread, one.kept.close)
                await self._fetch(one)
                there.append(one)
            yield there

    async def small(self, url: str, most: int) -> bytes | None:
        """Return the file at *url*; None if it cannot be had at once, or has more than *most* bytes."""
        try:
            async with asyncio.timeout(_AT_ONCE_SECONDS), self._session.get(url, allow_redirects=False) as response:
                content = bytearray()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content += chunk
                    if len(content) > most:
                        return None
                return bytes(content) if response.status == _OK else None
        except (aiohttp.ClientError, TimeoutError) as error:
            _log.info("file not fetched", reason=type(error).__name__)
            return None

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def _fetch(self, one: Fetched) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                async with self._session.get(one.file.url) as response:
                    if response.status == _OK:
                        await _write(response, one.kept)
                        return
                    reason = str(response.status)
                    if response.status < _SERVER_ERROR:
                        break
            except (aiohttp.ClientError, TimeoutError) as error:
                reason = type(error).__name__
            except OSError as error:  # of the disk's; the network's are aiohttp's
                _log.warning("no room for files", reason=type(error).__name__)
                break
            _log.info("file not fetched", attempt=attempt, reason=reason)
            await asyncio.sleep(_BETWEEN_TRIES_SECONDS * attempt)
        raise Refused(reason="file")


async def _made() -> IO[bytes]:
    try:
        return await asyncio.to_thread(tempfile.TemporaryFile)
    except OSError as error:
        _log.warning("no room for files", reason=type(error).__name__)
        raise Refused(reason="file") from None


async def _write(response: aiohttp.ClientResponse, kept: IO[bytes]) -> None:
    await asyncio.to_thread(_empty, kept)  # an earlier try may have got some way
    async for chunk in response.content.iter_chunked(_CHUNK):
        await asyncio.to_thread(kept.write, chunk)
    await asyncio.to_thread(kept.flush)


def _empty(kept: IO[bytes]) -> None:
    kept.seek(0)
    kept.truncate()


@contextlib.asynccontextmanager
async def form_of(body: Mapping[str, object], files: Sequence[Fetched]) -> AsyncIterator[aiohttp.FormData]:
    """Give *body* with *files* as Discord takes them (reference, "Uploading Files"), for one request."""
    listed = [
        {"id": number, "filename": one.file.name, "description": one.file.description[:_LONGEST_DESCRIPTION] or None}
        for number, one in enumerate(files)
    ]
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps({**body, "attachments": listed}), content_type="application/json")
    async with contextlib.AsyncExitStack() as stack:
        for number, one in enumerate(files):
            handle = await asyncio.to_thread(one.opened)
            stack.push_async_callback(asyncio.to_thread, handle.close)
            form.add_field(f"files[{number}]", handle, filename=one.file.name)
        yield form


def staying(attached: Sequence[Attached], wanted: Sequence[File]) -> tuple[Attached, ...]:
    """Return those of *attached* that are *wanted*, as people take files off a message, and put none on it.

    The same bytes are as many; names only tell apart what is of one size, since Discord may mend a name.
    """
    if len(attached) <= len(wanted):
        return tuple(attached)
    left, kept = list(attached), []
    for file in wanted:
        alike = sorted((one for one in left if one.size == file.size), key=lambda one: one.name != file.name)
        if alike:
            kept.append(alike[0])
            left.remove(alike[0])
    return tuple(kept)


def largest_file_in(client: discord.Client, channel_id: ChannelId) -> int:
    """Return how many bytes a file may have in a channel: more where members have boosted its guild."""
    channel = client.get_channel(channel_id)
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return channel.guild.filesize_limit
    return discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
