"""AutoMod: a guild's rules, and what they keep from being said."""

import re
import time

import pytest

from playground.cast import BOT_ROLE_ID, CHINESE, ENGLISH, GUILD_ID, MODERATORS
from playground.server.automod.keywords import Keyword, Pattern
from playground.server.gateway.intents import KNOWN, MESSAGE_CONTENT
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
RULES = f"/guilds/{GUILD_ID}/auto-moderation/rules"
HERE = f"/channels/{ENGLISH.id}/messages"
BLOCK: Json = {"type": 1, "metadata": {"custom_message": "Not here."}}
ALERT: Json = {"type": 2, "metadata": {"channel_id": str(MODERATORS.id)}}
TIMEOUT: Json = {"type": 3, "metadata": {"duration_seconds": 60}}
SHUT_OUT: Json = {"type": 4, "metadata": {}}


def rule(*actions: Json, **metadata: object) -> Json:
    """Return the body of a rule that looks for words."""
    return {
        "name": "No slugs",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": metadata or {"keyword_filter": ["slug*"]},
        "actions": list(actions) or [BLOCK],
        "enabled": True,
    }


async def opened(playground: Playground, body: Json) -> Json:
    """Have the owner make a rule."""
    reply = await playground.as_member("morgan").post(RULES, body)
    assert reply.status == 200, reply
    made: Json = reply.body
    return made


@pytest.mark.parametrize(
    ("keyword", "holds", "lacks"),
    [
        ("cat*", ("catch", "a Catapult", "CAttLE"), ("wildcat", "a scat")),
        ("*cat", ("wildcat", "copyCat now"), ("catch", "cats")),
        ("*cat*", ("location", "eduCation"), ("dog",)),
        ("cat", ("cat", "a CAT here"), ("cats", "cat!", "wildcat")),
        ("the mat", ("on the mat now",), ("the matrix", "breathe mat")),
        ("*骂人*", ("别骂人了",), ("骂 人",)),
        ("a.c", ("a.c",), ("abc",)),
    ],
)
def test_keywords_are_matched_as_discord_describes(
    keyword: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    assert all(any(Keyword(keyword).find(text)) for text in holds)
    assert not any(any(Keyword(keyword).find(text)) for text in lacks)


@pytest.mark.parametrize("pattern", ["(?=a)", "(?<!a)b", r"(a)\1", "[", "(?>a)", "a{1000000}"])
def test_a_pattern_must_be_one_of_rusts(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(pattern)):
        Pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("(b|c)at", "a bat", "bat"),
        (r"^\p{Han}+$", "你好", "你"),
        ("x", "no", None),
        ("(?i)STOP", "please stop!", "stop"),
    ],
)
def test_a_pattern_is_found_where_it_matches(pattern: str, text: str, matched: str | None) -> None:
    found = next(Pattern(pattern).find(text), None)
    assert (None if found is None else text[found.start : found.end]) == matched


async def test_a_blocked_message_never_stands_and_the_bot_is_told(playground: Playground) -> None:
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    made = await opened(playground, rule(BLOCK, ALERT))
    dana = playground.as_member("dana")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        assert (await dana.post(HERE, {"content": "my Sluggish day"})).refusal == (400, 200000)
        blocked = await raw.until("AUTO_MODERATION_ACTION_EXECUTION")
        assert (blocked["action"], blocked["rule_id"], blocked["content"]) == (BLOCK, made["id"], "my Sluggish day")
        assert (blocked["matched_keyword"], blocked["matched_content"]) == ("slug*", "Slug")
        assert "message_id" not in blocked
        alert = await raw.until("MESSAGE_CREATE")
        assert (alert["type"], alert["channel_id"], alert["author"]["username"]) == (24, str(MODERATORS.id), "dana")
        told = await raw.until("AUTO_MODERATION_ACTION_EXECUTION")
        assert told["alert_system_message_id"] == alert["id"]
    assert (await dana.get(HERE)).body == []
    shown = (await dana.get(f"/channels/{MODERATORS.id}/messages")).body[0]
    assert shown["embeds"][0]["description"] == "my Sluggish day"


async def test_an_edit_is_reviewed_like_a_message(playground: Playground) -> None:
    await opened(playground, rule())
    said = playground.stage.world.say("dana", "english", "nice snails")
    edited = await playground.as_member("dana").patch(f"{HERE}/{said.id}", {"content": "nice slugs"})
    assert edited.refusal == (400, 200000)
    assert said.content == "nice snails"


async def test_a_threads_title_is_reviewed_too(playground: Playground) -> None:
    await opened(playground, rule())
    threads = f"/channels/{ENGLISH.id}/threads"
    dana = playground.as_member("dana")
    assert (await dana.post(threads, {"name": "slugs", "type": 11})).refusal == (400, 200001)
    opened_thread = await dana.post(threads, {"name": "snails", "type": 11})
    here = f"/channels/{opened_thread.body['id']}/messages"
    assert (await dana.post(here, {"content": "slugs"})).refusal == (400, 200000)


async def test_what_is_only_flagged_stands_and_is_named(playground: Playground) -> None:
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    await opened(playground, rule(ALERT, regex_patterns=["(?i)sl[ou]gs?"]))
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        said = await playground.as_member("dana").post(HERE, {"content": "slug"})
        assert (await raw.until("MESSAGE_CREATE"))["id"] == said.body["id"]
        told = await raw.until("AUTO_MODERATION_ACTION_EXECUTION")
        assert (told["message_id"], told["matched_content"]) == (said.body["id"], "slug")


async def test_bots_webhooks_and_those_who_manage_the_guild_are_not_reviewed(playground: Playground) -> None:
    await opened(playground, rule())
    webhook = await playground.webhook(ENGLISH.id)
    slug = {"content": "slugs"}
    assert (await playground.as_bot().post(HERE, slug)).status == 200
    assert (await playground.as_member("morgan").post(HERE, slug)).status == 200
    execute = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    assert (await playground.as_anyone().post(execute, slug)).status == 200
    assert (await playground.as_member("dana").post(HERE, slug)).refusal == (400, 200000)


async def test_exempt_channels_and_roles_are_left_alone(playground: Playground) -> None:
    world, guild, dana = playground.stage.world, playground.stage.guild, playground.stage.members["dana"]
    role = world.roles.create(guild, {"name": "gardeners"})
    await opened(playground, rule() | {"exempt_roles": [str(role.id)], "exempt_channels": [str(CHINESE.id)]})
    as_dana, slug = playground.as_member("dana"), {"content": "slugs"}
    assert (await as_dana.post(f"/channels/{CHINESE.id}/messages", slug)).status == 200
    assert (await as_dana.post(HERE, slug)).refusal == (400, 200000)
    world.members.set_roles(guild, guild.members[dana.id], [role.id])
    assert (await as_dana.post(HERE, slug)).status == 200


async def test_a_rule_that_is_off_does_nothing(playground: Playground) -> None:
    made = await opened(playground, rule())
    morgan, one = playground.as_member("morgan"), f"{RULES}/{made['id']}"
    assert (await morgan.patch(one, {"enabled": False})).body["enabled"] is False
    assert (await playground.as_member("dana").post(HERE, {"content": "slugs"})).status == 200
    assert (await morgan.patch(one, {"enabled": True, "name": "Slugs again"})).body["name"] == "Slugs again"
    assert (await playground.as_member("dana").post(HERE, {"content": "slugs"})).refusal == (400, 200000)
    assert (await morgan.delete(one)).status == 204
    assert (await playground.as_member("dana").post(HERE, {"content": "slugs"})).status == 200
    assert (await morgan.get(one)).status == 404


async def test_what_is_allowed_excuses_only_what_it_covers(playground: Playground) -> None:
    await opened(playground, rule(keyword_filter=["*word*"], allow_list=["*goodword*"]))
    dana = playground.as_member("dana")
    assert (await dana.post(HERE, {"content": "a goodword"})).status == 200
    assert (await dana.post(HERE, {"content": "a goodword and a badword"})).refusal == (400, 200000)


async def test_too_many_mentions_are_spam_and_time_the_sender_out(playground: Playground) -> None:
    body = rule(BLOCK, TIMEOUT) | {"trigger_type": 5, "trigger_metadata": {"mention_total_limit": 2}}
    await opened(playground, body)
    ids = [playground.stage.members[one].id for one in ("graham", "priya", "yating")]
    dana = playground.as_member("dana")
    two = " ".join(f"<@{one}>" for one in (*ids[:2], ids[0]))
    assert (await dana.post(HERE, {"content": two})).status == 200
    three = " ".join(f"<@{one}>" for one in ids)
    assert (await dana.post(HERE, {"content": three})).refusal == (400, 200000)
    member = playground.stage.guild.members[playground.stage.members["dana"].id]
    assert member.timed_out_until > time.time()
    assert (await dana.post(HERE, {"content": "sorry"})).refusal == (403, 50013)


@pytest.mark.parametrize(
    ("kind", "metadata", "content"),
    [(3, {}, "buy " * 12), (4, {"presets": [1], "allow_list": []}, "well damn it")],
)
async def test_spam_and_preset_words_are_blocked(
    playground: Playground, kind: int, metadata: Json, content: str
) -> None:
    await opened(playground, rule() | {"trigger_type": kind, "trigger_metadata": metadata})
    assert (await playground.as_member("dana").post(HERE, {"content": content})).refusal == (400, 200000)
    assert (await playground.as_member("dana").post(HERE, {"content": "hello"})).status == 200


async def test_a_bad_name_shuts_its_member_out_until_it_is_changed(playground: Playground) -> None:
    profile = rule(SHUT_OUT) | {"trigger_type": 6, "event_type": 2}
    await opened(playground, profile)
    dana, mine = playground.as_member("dana"), f"/guilds/{GUILD_ID}/members/@me"
    assert (await dana.patch(mine, {"nick": "sluggard"})).body["flags"] == 1 << 7
    assert (await dana.post(HERE, {"content": "hello"})).refusal == (403, 50013)
    morgan = playground.as_member("morgan")
    await morgan.patch(f"/guilds/{GUILD_ID}/members/{playground.stage.members['dana'].id}", {"nick": None})
    assert (await dana.post(HERE, {"content": "hello"})).status == 200


async def test_rules_are_for_those_who_manage_the_guild(playground: Playground) -> None:
    made = await opened(playground, rule())
    bot, one = playground.as_bot(), f"{RULES}/{made['id']}"
    for reply in (
        await bot.get(RULES),
        await bot.get(one),
        await bot.post(RULES, rule()),
        await bot.patch(one, {}),
        await bot.delete(one),
    ):
        assert reply.refusal == (403, 50013)
    playground.empower(permissions.MANAGE_GUILD)
    assert [each["id"] for each in (await bot.get(RULES)).body] == [made["id"]]
    assert (await bot.post(RULES, rule(TIMEOUT))).refusal == (403, 50013)
    assert "AUTO_MODERATION" in (await bot.get(f"/guilds/{GUILD_ID}")).body["features"]


async def test_there_are_six_rules_of_words_and_one_of_every_other_kind(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    for _ in range(6):
        await opened(playground, rule())
    spam = rule() | {"trigger_type": 3, "trigger_metadata": {}}
    await opened(playground, spam)
    for body in (rule(), spam):
        faults = (await morgan.post(RULES, body)).faults
        assert faults["_errors"][0]["code"] == "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (rule() | {"name": ""}, "name"),
        (rule() | {"name": "n" * 101}, "name"),
        (rule() | {"actions": []}, "actions"),
        (rule() | {"actions": None}, "actions"),
        (rule() | {"trigger_type": 2}, "trigger_type"),
        (rule() | {"event_type": 2}, "event_type"),
        (rule() | {"exempt_roles": [str(one) for one in range(1, 22)]}, "exempt_roles"),
        (rule() | {"exempt_channels": [str(one) for one in range(1, 52)]}, "exempt_channels"),
        (rule(keyword_filter=["k"] * 1001), "trigger_metadata"),
        (rule(keyword_filter=["k" * 61]), "trigger_metadata"),
        (rule(keyword_filter=["*"]), "trigger_metadata"),
        (rule(regex_patterns=["r"] * 11), "trigger_metadata"),
        (rule(regex_patterns=["r" * 261]), "trigger_metadata"),
        (rule(regex_patterns=["(?=x)"]), "trigger_metadata"),
        (rule(keyword_filter=["k"], allow_list=["a"] * 101), "trigger_metadata"),
        (rule({"type": 1, "metadata": {"custom_message": "m" * 151}}), "actions"),
        (rule({"type": 2, "metadata": {}}), "actions"),
        (rule({"type": 2, "metadata": {"channel_id": "7"}}), "actions"),
        (rule({"type": 3, "metadata": {"duration_seconds": 2_419_201}}), "actions"),
        (rule(SHUT_OUT), "actions"),
        (rule(TIMEOUT) | {"trigger_type": 3, "trigger_metadata": {}}, "actions"),
        (rule() | {"trigger_type": 5, "trigger_metadata": {"mention_total_limit": 51}}, "trigger_metadata"),
        (rule() | {"trigger_type": 4, "trigger_metadata": {"presets": [4]}}, "trigger_metadata"),
        (rule() | {"trigger_type": 4, "trigger_metadata": None}, "trigger_metadata"),
    ],
)
async def test_a_malformed_rule_is_refused(playground: Playground, body: Json, field: str) -> None:
    assert field in (await playground.as_member("morgan").post(RULES, body)).faults


async def test_presets_take_a_longer_list_of_what_is_allowed(playground: Playground) -> None:
    metadata = {"presets": [2], "allow_list": ["a"] * 1000}
    await opened(playground, rule() | {"trigger_type": 4, "trigger_metadata": metadata})


async def test_rules_are_told_of_and_findings_only_with_the_message_content_intent(playground: Playground) -> None:
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN & ~MESSAGE_CONTENT)
        made = await opened(playground, rule())
        assert await raw.until("AUTO_MODERATION_RULE_CREATE") == made
        one = f"{RULES}/{made['id']}"
        changed = await playground.as_member("morgan").patch(one, {"exempt_channels": [str(CHINESE.id)]})
        assert await raw.until("AUTO_MODERATION_RULE_UPDATE") == changed.body
        await playground.as_member("dana").post(HERE, {"content": "slugs"})
        found = await raw.until("AUTO_MODERATION_ACTION_EXECUTION")
        assert (found["content"], found["matched_content"], found["matched_keyword"]) == ("", "", "slug*")
        await playground.as_member("morgan").delete(one)
        assert (await raw.until("AUTO_MODERATION_RULE_DELETE"))["id"] == made["id"]


async def test_automod_speaks_only_to_those_who_manage_the_guild(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        await opened(playground, rule())
        await playground.as_member("dana").post(HERE, {"content": "slugs"})
        assert not [one for one in await raw.names_until_quiet() if one.startswith("AUTO_MODERATION")]
