"""Rate limits in Discord's form."""

import asyncio

from playground.cast import APPLICATION_ID, CHINESE, ENGLISH
from playground.server.rest.limits import CHANNEL_MINUTE, GLOBAL, OTHERS, Rule, strict_rules, usual_rules
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


async def test_nobody_asks_more_than_fifty_times_a_second(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules = True, {GLOBAL: Rule(3, 30)}
    replies = [await playground.as_bot().get(path) for path in ("/users/@me", "/gateway", "/gateway/bot", "/gateway")]
    refused = replies[3]

    assert usual_rules()[GLOBAL] == Rule(50, 1.0)
    assert [one.status for one in replies] == [200, 200, 200, 429]
    assert (refused.headers["X-RateLimit-Global"], refused.headers["X-RateLimit-Scope"]) == ("true", "global")
    assert refused.body["global"] is True
    assert 29 < refused.body["retry_after"] <= 30
    assert "X-RateLimit-Bucket" not in refused.headers
    # Others have a budget of their own, and who shows no token shares that of the address.
    assert (await playground.as_member("dana").get("/users/@me")).status == 200
    replies = [await playground.as_anyone().get("/gateway") for _ in range(4)]
    assert [one.status for one in replies] == [200, 200, 200, 429]


async def test_webhooks_are_told_to_wait_by_a_limit_that_no_header_announced(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules = True, {"webhook": Rule(5, 0.01), CHANNEL_MINUTE: Rule(2, 60)}
    first, second = await playground.webhook(ENGLISH.id, "A"), await playground.webhook(ENGLISH.id, "B")
    elsewhere = await playground.webhook(CHINESE.id)
    anyone = playground.as_anyone()
    doors = [f"/webhooks/{one['id']}/{one['token']}" for one in (first, second, first, elsewhere)]
    replies = [await anyone.post(door, {"content": "x"}) for door in doors]
    refused = replies[2]

    assert [one.status for one in replies] == [204, 204, 429, 204]
    assert int(refused.headers["X-RateLimit-Remaining"]) > 0
    assert refused.headers["X-RateLimit-Scope"] == "shared"
    assert refused.body["message"] == "The resource is being rate limited."
    assert refused.body["global"] is False
    assert 59 < refused.body["retry_after"] <= 60
    assert CHANNEL_MINUTE not in usual_rules()
    assert strict_rules()[CHANNEL_MINUTE] == Rule(30, 60.0)


async def test_a_channel_is_renamed_twice_in_ten_minutes(playground: Playground) -> None:
    playground.server.limits.enabled = True
    morgan, here = playground.as_member("morgan"), f"/channels/{ENGLISH.id}"
    bodies = ({"name": "one"}, {"topic": "two"}, {"name": "three"}, {"position": 1})
    replies = [await morgan.patch(here, body) for body in bodies]
    assert [one.status for one in replies] == [200, 200, 429, 200]
    assert 590 < replies[2].body["retry_after"] <= 600
    assert (await morgan.patch(f"/channels/{CHINESE.id}", {"name": "other"})).status == 200


async def test_each_route_has_a_budget_for_each_channel(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules = True, {OTHERS: Rule(1, 30)}
    bot = playground.as_bot()
    paths = [f"/channels/{ENGLISH.id}", f"/channels/{ENGLISH.id}/webhooks", f"/channels/{CHINESE.id}"]
    assert [(await bot.get(path)).status for path in paths] == [200] * 3
    refused = await bot.get(paths[0])
    assert refused.status == 429
    assert (refused.headers["X-RateLimit-Limit"], refused.headers["X-RateLimit-Remaining"]) == ("1", "0")


async def test_headers_of_a_bucket_are_the_same_while_nothing_is_counted(playground: Playground) -> None:
    replies = [await playground.as_bot().get(f"/channels/{ENGLISH.id}") for _ in range(3)]
    assert {one.headers["X-RateLimit-Remaining"] for one in replies} == {"9999"}


async def test_being_strict_keeps_every_limit(playground: Playground) -> None:
    playground.server.be_strict()
    assert playground.server.limits.enabled
    assert playground.server.limits.rules == strict_rules()
    assert playground.server.gateway.identify_seconds == 5.0


async def test_one_reaction_is_taken_in_a_quarter_of_a_second(playground: Playground) -> None:
    playground.server.limits.enabled = True
    said = playground.stage.world.say("dana", "english", "hello")
    reactions = f"/channels/{ENGLISH.id}/messages/{said.id}/reactions"
    replies = [await playground.as_bot().put(f"{reactions}/{emoji}/@me", None) for emoji in ("👍", "🍵")]
    assert [one.status for one in replies] == [204, 429]
    await asyncio.sleep(replies[1].body["retry_after"])
    assert 0 < replies[1].body["retry_after"] <= 0.25
    assert (await playground.as_bot().put(f"{reactions}/🍵/@me", None)).status == 204


async def test_answers_to_interactions_are_left_alone_by_the_global_limit(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules = True, {GLOBAL: Rule(1, 30)}
    anyone = playground.as_anyone()
    assert (await anyone.get("/gateway")).status == 200
    assert (await anyone.get("/gateway")).status == 429
    answers = ("/interactions/1/token/callback", f"/webhooks/{APPLICATION_ID}/token")
    replies = [await anyone.post(path, {"type": 4, "content": "x"}) for path in answers]
    # The one is unknown, the other's token is wrong, and neither was counted.
    assert [one.status for one in replies] == [404, 401]


async def test_each_interaction_has_a_budget_of_its_own(playground: Playground) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules = True, {OTHERS: Rule(1, 30)}
    anyone = playground.as_anyone()
    replies = [await anyone.post(f"/interactions/1/{token}/callback", {"type": 4}) for token in ("a", "b", "a")]
    assert [one.status for one in replies] == [404, 404, 429]


async def test_a_client_that_does_not_say_what_it_is_is_blocked(playground: Playground) -> None:
    bot, path = playground.as_bot(), f"/channels/{ENGLISH.id}"
    assert (await bot.ask("GET", path, **{"User-Agent": ""})).refusal == (403, 40333)
    assert (await bot.ask("GET", path, **{"User-Agent": "curl/8"})).status == 200


async def test_being_strict_wants_bots_and_webhooks_to_name_themselves_as_discord_asks(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    opened, here = f"/webhooks/{webhook['id']}/{webhook['token']}", f"/channels/{ENGLISH.id}"
    playground.server.be_strict()
    named = {"User-Agent": "DiscordBot (https://example.org/, 1.0)"}
    for rest, path in ((playground.as_bot(), here), (playground.as_anyone(), opened)):
        assert (await rest.get(path)).refusal == (403, 40333)
        assert (await rest.ask("GET", path, **named)).status == 200
    assert (await playground.as_member("dana").get(here)).status == 200
