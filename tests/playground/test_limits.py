"""Rate limits in Discord's form."""

import asyncio

from playground.cast import CHINESE, ENGLISH
from playground.server.rest.limits import Rule
from tests.playground.support import Playground


async def test_every_answer_tells_its_bucket(playground: Playground) -> None:
    reply = await playground.as_bot().get(f"/channels/{ENGLISH.id}")
    assert int(reply.headers["X-RateLimit-Remaining"]) > 0
    assert float(reply.headers["X-RateLimit-Reset-After"]) > 0
    assert float(reply.headers["X-RateLimit-Reset"]) > 1_700_000_000
    assert reply.headers["Content-Type"] == "application/json"


async def test_a_webhook_takes_five_and_then_asks_to_wait(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules["webhook"] = True, Rule(5, 0.3)
    webhook, other = await playground.webhook(ENGLISH.id), await playground.webhook(CHINESE.id)
    anyone = playground.as_anyone()
    where = f"/webhooks/{webhook['id']}/{webhook['token']}"
    replies = [await anyone.post(f"{where}?wait=true", {"content": f"{number}"}) for number in range(6)]
    first, refused = replies[0], replies[5]

    assert [one.status for one in replies] == [200] * 5 + [429]
    assert [one.headers["X-RateLimit-Remaining"] for one in replies[:5]] == ["4", "3", "2", "1", "0"]
    assert 0 < refused.body["retry_after"] <= 0.3
    assert refused.body["global"] is False
    assert (refused.headers["Via"], refused.headers["X-RateLimit-Scope"]) == ("1.1 playground", "user")
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["X-RateLimit-Bucket"] == first.headers["X-RateLimit-Bucket"]
    assert limits.refused == 1
    # Editing is one budget with sending, another webhook has its own, and waiting as told is enough.
    assert (await anyone.patch(f"{where}/messages/{first.body['id']}", {"content": "x"})).status == 429
    assert (await anyone.post(f"/webhooks/{other['id']}/{other['token']}", {"content": "x"})).status == 204
    await asyncio.sleep(refused.body["retry_after"])
    assert (await anyone.post(where, {"content": "x"})).status == 204


async def test_a_bot_and_a_person_have_budgets_of_their_own(playground: Playground) -> None:
    playground.server.limits.enabled = True
    playground.server.limits.rules["channel-messages"] = Rule(1, 10)
    where = f"/channels/{ENGLISH.id}/messages"
    assert (await playground.as_bot().post(where, {"content": "x"})).status == 200
    assert (await playground.as_member("dana").post(where, {"content": "x"})).status == 200
    assert (await playground.as_member("dana").post(where, {"content": "x"})).status == 429
    playground.server.limits.enabled = False
    assert (await playground.as_member("dana").post(where, {"content": "x"})).status == 200
