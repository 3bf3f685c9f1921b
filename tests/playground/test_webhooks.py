"""Webhooks: Discord's rules for opening, using and losing them."""

import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.applications.model import Application
from playground.server.guilds import permissions
from playground.server.users.model import User
from playground.server.wire import Json
from tests.playground.support import Playground, Rest
from tests.playground.uploads import data_address, png

HERE = f"/channels/{ENGLISH.id}/webhooks"


def _opened(webhook: Json) -> str:
    return f"/webhooks/{webhook['id']}/{webhook['token']}"


async def test_a_webhook_belongs_to_the_application_that_opened_it(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    assert webhook["application_id"] == str(APPLICATION_ID)
    assert webhook["user"]["id"] == str(APPLICATION_ID)
    assert (webhook["channel_id"], webhook["guild_id"]) == (str(ENGLISH.id), str(GUILD_ID))
    by_person = await playground.as_member("morgan").post(HERE, {"name": "Announcements"})
    assert by_person.body["application_id"] is None


async def test_its_message_speaks_under_the_persona_it_brings(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id, "Fallback")
    avatar = f"{playground.server.cdn_url}/avatars/1192669707749163010/abc.png"
    anyone = playground.as_anyone()
    body = {"content": "hi", "username": "  Dana   from Ohio ", "avatar_url": avatar}
    said = await anyone.post(f"{_opened(webhook)}?wait=true", body)
    plain = await anyone.post(f"{_opened(webhook)}?wait=true", {"content": "hi"})

    assert said.body["author"]["username"] == "Dana from Ohio"
    assert said.body["author"]["discriminator"] == "0000"
    assert (said.body["author"]["id"], said.body["webhook_id"]) == (webhook["id"], webhook["id"])
    assert said.body["application_id"] == str(APPLICATION_ID)
    assert said.body["author"]["avatar"]
    assert (plain.body["author"]["username"], plain.body["author"]["avatar"]) == ("Fallback", None)


async def test_without_wait_nothing_comes_back(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    reply = await playground.as_anyone().post(_opened(webhook), {"content": "hi"})
    assert (reply.status, reply.body) == (204, "")
    assert len(playground.stage.world.channels[ENGLISH.id].history) == 1


@pytest.mark.parametrize("name", ["x", "x" * 80, "Disсord", "dis\u200acord", "someone here", "桥", "😀" * 40, "‮abc"])
async def test_a_fair_name_is_taken(playground: Playground, name: str) -> None:
    webhook = await playground.webhook(ENGLISH.id, name)
    reply = await playground.as_anyone().post(f"{_opened(webhook)}?wait=1", {"content": "x", "username": name})
    assert reply.body["author"]["username"] == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x" * 81, "BASE_TYPE_BAD_LENGTH"),
        ("", "BASE_TYPE_BAD_LENGTH"),
        ("   ", "BASE_TYPE_BAD_LENGTH"),
        ("\u200b\u202e", "BASE_TYPE_BAD_LENGTH"),
        ("😀" * 41, "BASE_TYPE_BAD_LENGTH"),
        ("DisCord fan", "USERNAME_INVALID_CONTAINS"),
        ("dis\u200bcord", "USERNAME_INVALID_CONTAINS"),
        ("bicLYDE", "USERNAME_INVALID_CONTAINS"),
        ("everyone", "USERNAME_INVALID"),
        ("Here", "USERNAME_INVALID"),
    ],
)
async def test_an_unfair_name_is_refused_on_both_doors(playground: Playground, name: str, code: str) -> None:
    created = await playground.as_bot().post(HERE, {"name": name})
    assert created.faults["name"]["_errors"][0]["code"] == code
    webhook = await playground.webhook(ENGLISH.id)
    said = await playground.as_anyone().post(_opened(webhook), {"content": "x", "username": name})
    assert said.faults["username"]["_errors"][0]["code"] == code
    renamed = await playground.as_bot().patch(f"/webhooks/{webhook['id']}", {"name": name})
    assert renamed.faults["name"]["_errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({}, (400, 50006)),
        ({"content": "  "}, (400, 50006)),
        ({"content": None, "embeds": []}, (400, 50006)),
        ({"content": "x" * 2001}, (400, 50035)),
        ({"content": "😀" * 1001}, (400, 50035)),
        ({"content": "x", "avatar_url": "cdn/x.png"}, (400, 50035)),
        ({"content": "x", "avatar_url": "https://x/" + "x" * 2048}, (400, 50035)),
        ({"embeds": [{}]}, (400, 50035)),
    ],
)
async def test_what_cannot_be_said_is_refused(playground: Playground, body: Json, refusal: tuple[int, int]) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    assert (await playground.as_anyone().post(_opened(webhook), body)).refusal == refusal
    assert len(playground.stage.world.channels[ENGLISH.id].history) == 0


async def test_a_webhook_calls_users_by_default_and_everyone_if_told_to(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    where, anyone = f"{_opened(webhook)}?wait=true", playground.as_anyone()
    content = f"@everyone <@{playground.stage.members['dana'].id}> <@&{ADMIN_ROLE_ID}>"
    default = (await anyone.post(where, {"content": content})).body
    loud = {"allowed_mentions": {"parse": ["users", "roles", "everyone"]}}
    told = (await anyone.post(where, {"content": content} | loud)).body
    quiet = (await anyone.post(where, {"content": content, "allowed_mentions": {"parse": []}})).body

    assert (len(default["mentions"]), default["mention_roles"], default["mention_everyone"]) == (1, [], False)
    assert (len(told["mentions"]), told["mention_roles"], told["mention_everyone"]) == (1, [str(ADMIN_ROLE_ID)], True)
    assert (quiet["mentions"], quiet["mention_roles"], quiet["mention_everyone"]) == ([], [], False)
    # An edit parses anew, with the default again.
    message = f"{_opened(webhook)}/messages/{quiet['id']}"
    assert len((await anyone.patch(message, {"content": content})).body["mentions"]) == 1
    still = await anyone.patch(message, {"content": content, "allowed_mentions": {"parse": []}})
    assert still.body["mentions"] == []


async def test_it_reads_edits_and_deletes_its_own_messages_only(playground: Playground) -> None:
    webhook, other = await playground.webhook(ENGLISH.id), await playground.webhook(ENGLISH.id)
    anyone = playground.as_anyone()
    said = (await anyone.post(f"{_opened(webhook)}?wait=true", {"content": "one"})).body
    human = playground.stage.world.say("dana", "english", "mine")
    own = f"{_opened(webhook)}/messages/{said['id']}"

    assert (await anyone.get(own)).body == said
    edited = await anyone.patch(own, {"content": "two"})
    assert (edited.body["content"], edited.body["author"]) == ("two", said["author"])
    assert (await anyone.patch(own, {"content": ""})).refusal == (400, 50006)
    for path in (f"{_opened(webhook)}/messages/{human.id}", f"{_opened(other)}/messages/{said['id']}"):
        assert (await anyone.get(path)).refusal == (404, 10008)
        assert (await anyone.patch(path, {"content": "x"})).refusal == (404, 10008)
        assert (await anyone.delete(path)).refusal == (404, 10008)
    assert (await anyone.delete(own)).status == 204
    assert (await anyone.delete(own)).refusal == (404, 10008)


async def test_nobody_edits_it_through_the_channel(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    said = (await playground.as_anyone().post(f"{_opened(webhook)}?wait=true", {"content": "one"})).body
    where = f"/channels/{ENGLISH.id}/messages/{said['id']}"
    assert (await playground.as_bot().patch(where, {"content": "x"})).refusal == (403, 50005)
    assert (await playground.as_bot().delete(where)).refusal == (403, 50013)


async def test_a_lost_webhook_and_a_wrong_token_are_told_apart(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    anyone = playground.as_anyone()
    wrong = f"/webhooks/{webhook['id']}/wrong"
    assert (await anyone.post(wrong, {"content": "x"})).refusal == (401, 50027)
    assert (await anyone.get(wrong)).refusal == (401, 50027)
    assert (await anyone.post("/webhooks/1/wrong", {"content": "x"})).refusal == (404, 10015)
    assert (await anyone.post("/webhooks/x/wrong", {"content": "x"})).refusal == (400, 50035)
    playground.stage.world.webhooks.delete(playground.stage.world.webhooks.by_id[int(webhook["id"])])
    assert (await anyone.post(_opened(webhook), {"content": "x"})).refusal == (404, 10015)
    assert (await playground.as_bot().get(f"/webhooks/{webhook['id']}")).refusal == (404, 10015)


async def test_a_deleted_channel_takes_its_webhooks_along(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    assert (await playground.as_member("morgan").delete(f"/channels/{ENGLISH.id}")).status == 200
    assert (await playground.as_anyone().post(_opened(webhook), {"content": "x"})).refusal == (404, 10015)


async def test_the_sixteenth_in_a_channel_is_refused(playground: Playground) -> None:
    for _ in range(15):
        await playground.webhook(ENGLISH.id)
    assert (await playground.as_bot().post(HERE, {"name": "Qiao"})).refusal == (400, 30007)
    await playground.webhook(CHINESE.id)


async def test_managing_webhooks_is_a_right_of_its_own(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    graham = playground.as_member("graham")
    assert (await graham.post(HERE, {"name": "x"})).refusal == (403, 50013)
    assert (await graham.get(HERE)).refusal == (403, 50013)
    assert (await graham.get(f"/guilds/{GUILD_ID}/webhooks")).refusal == (403, 50013)
    assert (await graham.get(f"/webhooks/{webhook['id']}")).refusal == (403, 50013)
    assert (await graham.delete(f"/webhooks/{webhook['id']}")).refusal == (403, 50013)
    channel = playground.stage.world.channels[ENGLISH.id]
    playground.stage.world.rooms.deny(playground.stage.bot, channel, permissions.MANAGE_WEBHOOKS)
    assert (await playground.as_bot().post(HERE, {"name": "x"})).refusal == (403, 50013)
    playground.stage.world.rooms.deny(playground.stage.bot, channel)
    assert (await playground.as_bot().post(HERE, {"name": "x"})).refusal == (403, 50001)
    # What it opened it may look at still, not change; and the token works on.
    one = f"/webhooks/{webhook['id']}"
    assert (await playground.as_bot().get(one)).status == 200
    assert (await playground.as_bot().patch(one, {"name": "x"})).refusal == (403, 50001)
    assert (await playground.as_bot().delete(one)).refusal == (403, 50001)
    assert (await playground.as_anyone().post(_opened(webhook), {"content": "x"})).status == 204


async def test_they_are_listed_renamed_moved_and_closed(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    bot = playground.as_bot()
    one = f"/webhooks/{webhook['id']}"
    assert [each["id"] for each in (await bot.get(HERE)).body] == [webhook["id"]]
    renamed = await bot.patch(one, {"name": "桥", "avatar": data_address(png())})
    assert renamed.body["name"] == "桥"
    assert renamed.body["avatar"]
    assert (await bot.patch(one, {"channel_id": str(CHINESE.id)})).body["channel_id"] == str(CHINESE.id)
    assert (await bot.get(HERE)).body == []
    assert len((await bot.get(f"/guilds/{GUILD_ID}/webhooks")).body) == 1
    by_token = await playground.as_anyone().patch(_opened(webhook), {"name": "Q", "channel_id": str(ENGLISH.id)})
    assert (by_token.body["name"], by_token.body["channel_id"]) == ("Q", str(CHINESE.id))
    assert "user" not in by_token.body
    assert (await bot.patch(one, {"avatar": "not an image"})).refusal == (400, 50035)
    assert (await bot.delete(one)).status == 204
    again = await playground.webhook(ENGLISH.id)
    assert (await playground.as_anyone().delete(_opened(again))).status == 204


async def test_another_bot_does_not_learn_the_token(playground: Playground) -> None:
    stage = playground.stage
    webhook = await playground.webhook(ENGLISH.id)
    user = User(1255189855059705878, "Echo", None, is_bot=True)
    stage.world.add_application(Application(user.id, "Echo", stage.members["morgan"], user, 0))
    stage.world.seat(stage.guild, user, (ADMIN_ROLE_ID,))
    other = Rest(playground.session, playground.server.api_url, f"Bot {stage.world.token_of(user)}")
    assert "token" not in (await other.get(f"/webhooks/{webhook['id']}")).body
    assert "token" in (await playground.as_bot().get(f"/webhooks/{webhook['id']}")).body
    assert "token" in (await playground.as_member("morgan").get(HERE)).body[0]


async def test_its_name_cannot_be_taken_away(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    for rest, path in ((playground.as_bot(), f"/webhooks/{webhook['id']}"), (playground.as_anyone(), _opened(webhook))):
        faults = (await rest.patch(path, {"name": None})).faults
        assert faults["name"]["_errors"][0]["code"] == "BASE_TYPE_REQUIRED"


async def test_a_wait_that_is_neither_yes_nor_no_posts_nothing(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    refused = await playground.as_anyone().post(f"{_opened(webhook)}?wait=maybe", {"content": "x"})
    assert refused.faults["wait"]["_errors"][0]["code"] == "BOOLEAN_TYPE_CONVERT"
    assert len(playground.stage.world.channels[ENGLISH.id].history) == 0
    assert (await playground.as_anyone().post(f"{_opened(webhook)}?wait=False", {"content": "x"})).status == 204
