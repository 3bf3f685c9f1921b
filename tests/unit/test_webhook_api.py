"""What became of a webhook request, told from what the network and Discord did to it."""

import asyncio
import contextlib
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.discord_adapter.webhook_api import WebhookApi
from bot.errors import (
    ChannelGone,
    FateUnknown,
    Forbidden,
    MessageGone,
    NotApplied,
    QiaoError,
    Refused,
    SendFailed,
    ThreadsFull,
    ThreadShut,
    WebhookGone,
)
from bot.ids import ChannelId, MessageId
from bot.relay.webhook import Webhook
from tests.discord_end import Reaction, ScriptedServer, answer, api_at, hang, reset, scripted, truncated

TOKEN = "s3cret-webhook-token"
HOOK = Webhook(11 << 22, ChannelId(5), TOKEN)
OTHER = Webhook(22 << 22, ChannelId(6), "another-token")
POSTED = answer(200, {"id": "900", "channel_id": "5"})
DONE = answer(204)

Call = Callable[[WebhookApi], Awaitable[object]]


async def post(api: WebhookApi) -> object:
    return await api.post(HOOK, {"content": "hi"})


async def patch(api: WebhookApi) -> None:
    await api.patch(HOOK, MessageId(900), {"content": "hi"})


async def delete(api: WebhookApi) -> None:
    await api.delete(HOOK, MessageId(900))


EVERY_CALL = pytest.mark.parametrize("call", [post, patch, delete])


@contextlib.asynccontextmanager
async def speaking_to(
    *script: Reaction, usual: Reaction | None = None, seconds: float = 5.0
) -> AsyncIterator[tuple[WebhookApi, ScriptedServer]]:
    async with scripted(*script, usual=usual) as server:
        api = api_at(server.url, seconds)
        try:
            yield api, server
        finally:
            await api.close()


def limits(limit: int, left: int, reset_after: float, bucket: str = "b") -> list[str]:
    return [
        f"X-RateLimit-Limit: {limit}",
        f"X-RateLimit-Remaining: {left}",
        f"X-RateLimit-Reset-After: {reset_after}",
        f"X-RateLimit-Bucket: {bucket}",
    ]


def too_many(seconds: float, *, is_global: bool = False, scope: str = "user") -> Reaction:
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": is_global}
    return answer(429, body, headers=[f"X-RateLimit-Scope: {scope}"])


async def test_a_request_names_the_bot_and_never_its_token():
    async with speaking_to(POSTED) as (api, server):
        receipt = await api.post(HOOK, {"content": "你好"})

    assert (receipt.message_id, receipt.channel_id) == (900, 5)
    assert server.heard[0].path == f"/api/v10/webhooks/{HOOK.id}/{TOKEN}?wait=true"
    assert server.heard[0].json == {"content": "你好"}


@EVERY_CALL
async def test_a_refused_connection_had_no_effect(call: Call):
    async with scripted() as server:
        pass
    api = api_at(server.url)
    with pytest.raises(NotApplied):
        await call(api)
    await api.close()


async def test_an_unknown_host_had_no_effect():
    api = api_at("http://nowhere.invalid/api/v10")
    with pytest.raises(NotApplied):
        await post(api)
    await api.close()


async def test_a_connection_that_is_never_accepted_had_no_effect():
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        api = api_at(f"http://127.0.0.1:{full.getsockname()[1]}/api/v10", 0.4)
        with pytest.raises(NotApplied):
            await post(api)
        await api.close()


async def test_a_server_that_does_not_speak_tls_had_no_effect():
    async with speaking_to(POSTED) as (_, server):
        api = api_at(server.url.replace("http://", "https://"), 0.4)
        with pytest.raises(NotApplied):
            await post(api)
        await api.close()


@pytest.mark.parametrize("call", [post, patch])
async def test_a_connection_reset_after_the_request_leaves_its_fate_unknown(call: Call):
    async with speaking_to(reset, usual=POSTED) as (api, server):
        with pytest.raises(FateUnknown):
            await call(api)
        assert len(server.heard) == 1


async def test_a_post_on_a_stale_connection_is_never_repeated_by_the_http_library():
    async with speaking_to(POSTED, reset, usual=POSTED) as (api, server):
        await post(api)
        with pytest.raises(FateUnknown):
            await post(api)
        assert len(server.heard) == 2


async def test_a_delete_on_a_stale_connection_is_repeated_because_that_is_harmless():
    async with speaking_to(DONE, reset, DONE) as (api, server):
        await delete(api)
        await delete(api)
        assert len(server.heard) == 3


@EVERY_CALL
async def test_a_server_that_never_answers_leaves_the_fate_unknown(call: Call):
    async with speaking_to(hang, seconds=0.1) as (api, _):
        with pytest.raises(FateUnknown):
            await call(api)


@EVERY_CALL
@pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
async def test_a_server_error_leaves_the_fate_unknown_and_is_not_repeated(call: Call, status: int):
    async with speaking_to(answer(status, {"message": "oops", "code": 0}), usual=POSTED) as (api, server):
        with pytest.raises(FateUnknown):
            await call(api)
        assert len(server.heard) == 1


@pytest.mark.parametrize(
    "reaction",
    [
        answer(200, b"<html>Welcome to the hotel</html>", content_type="text/html"),
        answer(200, b'{"id": "900", '),
        answer(200, b"\xff\xfe"),
        answer(200, []),
        answer(200, {"id": None, "channel_id": "5"}),
        answer(200, {"channel_id": "5"}),
        answer(204),
        truncated({"id": "900", "channel_id": "5"}),
    ],
)
async def test_a_success_without_a_readable_receipt_leaves_the_fate_unknown(reaction: Reaction):
    async with speaking_to(reaction) as (api, _):
        with pytest.raises(FateUnknown):
            await post(api)


@pytest.mark.parametrize("call", [patch, delete])
async def test_a_proxys_page_is_no_receipt_for_an_edit_or_a_delete(call: Call):
    page = answer(200, b"<html>Welcome to the hotel</html>", content_type="text/html")
    async with speaking_to(page) as (api, _):
        with pytest.raises(FateUnknown):
            await call(api)


@EVERY_CALL
@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (404, 10003, ChannelGone),
        (404, 10008, MessageGone),
        (404, 10015, WebhookGone),
        (401, 50027, WebhookGone),
        (403, 50001, Forbidden),
        (403, 50013, Forbidden),
        (403, 50005, MessageGone),
        (400, 50083, ThreadShut),
        (403, 160005, ThreadShut),
        (400, 160006, ThreadsFull),
        (400, 50006, Refused),
        (400, 50035, Refused),
        (401, 0, NotApplied),
        (404, 0, Refused),
        (400, 999_999, Refused),
        (400, 30046, NotApplied),
        (403, 40004, NotApplied),
        (418, 10008, MessageGone),
    ],
)
async def test_a_refusal_is_told_by_its_json_code(call: Call, status: int, code: int, failure: type[SendFailed]):
    async with speaking_to(answer(status, {"message": "no", "code": code})) as (api, _):
        with pytest.raises(failure) as caught:
            await call(api)

    assert type(caught.value) is failure
    assert caught.value.fields == {"code": code, "status": status}


@pytest.mark.parametrize("status", [302, 400, 403, 404])
async def test_a_page_of_something_before_discord_refuses_nothing_for_good(status: int):
    page = answer(status, b"<html>Access denied</html>", content_type="text/html", headers=["Location: /elsewhere"])
    async with speaking_to(page, usual=POSTED) as (api, server):
        with pytest.raises(NotApplied):
            await post(api)
        assert len(server.heard) == 1


@pytest.mark.parametrize("code", ["10008", None, [], 1.5])
async def test_a_code_that_is_no_number_is_an_ordinary_refusal(code: object):
    async with speaking_to(answer(400, {"code": code})) as (api, _):
        with pytest.raises(Refused):
            await post(api)


async def test_a_webhook_that_was_gone_once_is_not_asked_again():
    async with speaking_to(answer(404, {"code": 10015}), usual=POSTED) as (api, server):
        for call in (post, patch, delete):
            with pytest.raises(WebhookGone):
                await call(api)
        await api.post(OTHER, {"content": "hi"})

    assert len(server.heard) == 2


async def test_a_webhook_with_the_same_id_and_another_token_is_another_webhook():
    async with speaking_to(answer(401, {"code": 50027}), usual=POSTED) as (api, server):
        with pytest.raises(WebhookGone):
            await post(api)
        await api.post(Webhook(HOOK.id, HOOK.channel_id, "renewed"), {"content": "hi"})

    assert len(server.heard) == 2


async def test_a_429_is_waited_out_and_repeated():
    async with speaking_to(too_many(0.01), too_many(0.01, scope="shared"), POSTED) as (api, server):
        await post(api)

    assert len(server.heard) == 3


async def test_a_429_on_and_on_had_no_effect():
    async with speaking_to(usual=too_many(0.001)) as (api, server):
        with pytest.raises(NotApplied):
            await post(api)

    assert len(server.heard) == 5


@pytest.mark.parametrize("retry_after", ["NaN", "-5", '"soon"', "null"])
async def test_a_429_with_nonsense_in_it_is_still_waited_out(retry_after: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discord_adapter.webhook_api._RETRY_AFTER_SECONDS", 0.01)
    nonsense = answer(429, f'{{"retry_after": {retry_after}}}'.encode())
    async with speaking_to(nonsense, POSTED) as (api, server):
        await api.post(Webhook(0, HOOK.channel_id, TOKEN), {"content": "hi"})

    assert len(server.heard) == 2


async def test_a_429_holds_its_own_webhook_only():
    async with speaking_to(too_many(60), usual=POSTED) as (api, server):
        held = asyncio.ensure_future(post(api))
        await server.came.wait()
        await api.post(OTHER, {"content": "hi"})
        held.cancel()

    assert [heard.path.split("/")[4] for heard in server.heard] == [str(HOOK.id), str(OTHER.id)]


@pytest.mark.parametrize(
    "refusal",
    [
        too_many(60, is_global=True, scope="global"),
        answer(429, b"<html>error code: 1015</html>", content_type="text/html", headers=["Retry-After: 60"]),
    ],
)
async def test_a_global_429_and_cloudflares_hold_every_webhook(refusal: Reaction):
    async with speaking_to(refusal, usual=POSTED) as (api, server):
        held = asyncio.ensure_future(post(api))
        await server.came.wait()
        await asyncio.sleep(0.05)  # the answer comes back
        other = asyncio.ensure_future(api.post(OTHER, {"content": "hi"}))
        await asyncio.sleep(0.05)
        assert len(server.heard) == 1
        held.cancel()
        other.cancel()


async def test_a_caller_that_gives_up_waiting_leaves_its_turn_to_the_next():
    async with speaking_to(answer(200, {"id": "1", "channel_id": "5"}, headers=limits(1, 0, 0.05)), usual=POSTED) as (
        api,
        server,
    ):
        await post(api)
        waiting = [asyncio.ensure_future(post(api)) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.gather(*waiting[1:])

    assert len(server.heard) == 3


@dataclass
class Lease:
    """For how long we may speak, where we may."""

    seconds: float

    def seconds_left(self, destination_id: ChannelId) -> float:
        assert destination_id == HOOK.channel_id
        return self.seconds


@pytest.mark.parametrize("call", [post, patch])
async def test_a_request_that_might_outlast_the_lease_is_not_begun(call: Call):
    lease = Lease(5.0)
    async with scripted(usual=POSTED) as server:
        api = api_at(server.url, 5.0, lease)
        with pytest.raises(NotApplied):
            await call(api)
        assert not server.heard
        lease.seconds = 5.1
        with contextlib.suppress(FateUnknown):  # what answers a post is no answer to the others
            await call(api)
        assert len(server.heard) == 1
        await api.close()


async def test_a_deletion_needs_no_lease():
    """What goes may go late: an erasure works beside the lanes, in whatever process it was asked of."""
    async with scripted(usual=POSTED) as server:
        api = api_at(server.url, permit=Lease(0.0))
        with contextlib.suppress(FateUnknown):
            await api.delete(HOOK, MessageId(1))
        assert len(server.heard) == 1
        await api.close()


async def test_a_lease_is_looked_at_after_the_wait_for_a_rate_limit():
    lease = Lease(100.0)
    async with scripted(too_many(0.1), usual=POSTED) as server:
        api = api_at(server.url, permit=lease)
        posting = asyncio.ensure_future(post(api))
        while not server.heard:  # noqa: ASYNC110 - a server of another kind than ours
            await asyncio.sleep(0.005)
        lease.seconds = 1.0
        with pytest.raises(NotApplied):
            await posting
        assert len(server.heard) == 1
        await api.close()


@pytest.mark.parametrize("reaction", [reset, hang, answer(400, {"code": 1}), answer(302), answer(200, b"?")])
async def test_no_failure_tells_the_webhooks_token(reaction: Reaction):
    async with speaking_to(reaction, seconds=0.1) as (api, _):
        with pytest.raises(QiaoError) as caught:
            await post(api)

    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in repr(HOOK)
