"""Those who ask for what they may not, again and again, are shut out."""

from typing import Any

import pytest

from playground.cast import CHINESE, ENGLISH
from playground.server.rest.limits import CHANNEL_MINUTE, Rule
from tests.playground.support import Playground, Rest, listening


@pytest.fixture
def impatient(playground: Playground) -> Playground:
    """Let three invalid requests be too many."""
    playground.server.invalid_requests.most = 3
    return playground


async def _is_banned(playground: Playground) -> bool:
    reply = await playground.as_bot().get("/users/@me")
    return reply.status == 429


async def test_wrong_tokens_ban_the_address_and_everyone_there(impatient: Playground) -> None:
    stranger = Rest(impatient.session, impatient.server.api_url, "Bot wrong")
    for _ in range(3):
        assert not await _is_banned(impatient)
        assert (await stranger.get("/users/@me")).status == 401
    banned = await impatient.as_bot().get("/users/@me")
    assert banned.status == 429
    # It is not Discord that answers, but the proxy in front of it.
    assert banned.body == "error code: 1015"
    assert "Via" not in banned.headers
    assert 0 < int(banned.headers["Retry-After"]) <= 600
    impatient.server.invalid_requests.pardon()
    assert not await _is_banned(impatient)


async def test_a_ban_ends(impatient: Playground) -> None:
    impatient.server.invalid_requests.ban_seconds = 0.0
    for _ in range(4):
        await impatient.as_anyone().get("/users/@me")
    assert not await _is_banned(impatient)


async def test_what_is_forbidden_counts_and_what_is_wrong_does_not(impatient: Playground) -> None:
    dana, bot = impatient.as_member("dana"), impatient.as_bot()
    for _ in range(4):
        assert (await bot.post(f"/channels/{ENGLISH.id}/messages", {"content": ""})).status == 400
        assert (await bot.get("/channels/1")).status == 404
    assert not await _is_banned(impatient)
    for _ in range(3):
        assert (await dana.get(f"/channels/{ENGLISH.id}/webhooks")).status == 403
    assert await _is_banned(impatient)


async def test_running_into_ones_own_limit_counts(impatient: Playground) -> None:
    impatient.server.limits.enabled = True
    impatient.server.limits.rules["channel-messages"] = Rule(1, 10)
    where = f"/channels/{ENGLISH.id}/messages"
    replies = [await impatient.as_bot().post(where, {"content": "x"}) for _ in range(4)]
    assert [one.status for one in replies] == [200, 429, 429, 429]
    assert await _is_banned(impatient)


async def test_running_into_a_shared_limit_does_not_count(impatient: Playground) -> None:
    limits = impatient.server.limits
    limits.enabled, limits.rules = True, {CHANNEL_MINUTE: Rule(1, 60)}
    webhook = await impatient.webhook(ENGLISH.id)
    door = f"/webhooks/{webhook['id']}/{webhook['token']}"
    replies = [await impatient.as_anyone().post(door, {"content": "x"}) for _ in range(6)]
    assert [one.status for one in replies] == [204] + [429] * 5
    assert replies[-1].headers["X-RateLimit-Scope"] == "shared"
    assert not await _is_banned(impatient)


async def test_knocking_at_a_webhook_that_is_gone_counts(impatient: Playground) -> None:
    webhook = await impatient.webhook(CHINESE.id)
    await impatient.as_bot().delete(f"/webhooks/{webhook['id']}")
    door = f"/webhooks/{webhook['id']}/{webhook['token']}"
    replies = [await impatient.as_anyone().post(door, {"content": "x"}) for _ in range(3)]
    assert [one.refusal for one in replies] == [(404, 10015)] * 3
    assert await _is_banned(impatient)


async def test_discord_py_takes_it_for_the_ban_that_it_is(impatient: Playground, caplog: Any) -> None:
    async with listening(impatient) as client:
        for _ in range(3):
            await impatient.as_anyone().get("/users/@me")
        with pytest.raises(Exception, match="429"):
            await client.fetch_channel(ENGLISH.id)
