"""Invalid requests: what Discord counts against an address is counted here, by the same rules."""

import contextlib

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.discord_adapter.invalid_requests import MOST_INVALID_REQUESTS, InvalidRequests
from bot.discord_adapter.webhook_api import WebhookApi
from bot.errors import SendFailed
from bot.ids import ChannelId, MessageId
from bot.relay.webhook import Webhook
from tests.discord_end import Reaction, answer, scripted
from tests.relaying import JumpingClock

HOOK = Webhook(11 << 22, ChannelId(5), "token")
SHARED = ["X-RateLimit-Scope: shared"]
LATER = {"message": "You are being rate limited.", "retry_after": 0.0, "global": False}


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        (answer(401, {}), 1),
        (answer(403, {"code": 50013}), 1),
        (answer(404, {"code": 10008}), 0),
        (answer(400, {"code": 50035}), 0),
        (answer(204), 0),
        (answer(500, {}), 0),
        (answer(429, LATER), 1),
        (answer(429, LATER, headers=SHARED), 0),
    ],
)
async def test_what_discord_counts_is_counted_whoever_asked(given: Reaction, counted: int):
    invalid = InvalidRequests(SystemClock())
    async with scripted(given, given, usual=answer(204)) as server:
        async with aiohttp.ClientSession(trace_configs=[invalid.tracing()]) as session:  # as discord.py's
            await session.get(server.url)
        api = WebhookApi(server.url, invalid_requests=invalid)
        with contextlib.suppress(SendFailed):
            await api.delete(HOOK, MessageId(900))
        await api.close()
    assert invalid.recent() == 2 * counted


async def test_they_count_for_ten_minutes_and_are_never_more_than_all():
    clock = JumpingClock()
    invalid = InvalidRequests(clock)
    for _ in range(MOST_INVALID_REQUESTS + 5):
        invalid.answered(403, {})
    assert invalid.recent() == MOST_INVALID_REQUESTS
    await clock.sleep(599)
    invalid.answered(401, {})
    await clock.sleep(2)
    assert invalid.recent() == 1
