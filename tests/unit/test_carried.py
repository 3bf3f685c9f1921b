"""What a message carries: where a forward comes from, and whether its links show where they lead."""

import discord
import pytest

from bot.discord_adapter.carried import carried_by
from bot.discord_adapter.inbound import source_message
from bot.ids import GuildId, MessageId
from bot.relay.carried import NOTHING, Carried, Forwarded, Poll
from tests.unit.test_inbound import DANA, GUILD, INSIDERS, MEI, OPEN, SECRET, Ears, Payload, member, user

SNAPSHOT: Payload = {
    "type": 0,
    "content": "Tea?",
    "embeds": [],
    "attachments": [{"id": "7", "filename": "cat.png", "size": 9, "url": "https://cdn.example/7", "proxy_url": "x"}],
    "components": [],
    "timestamp": "2026-11-20T12:00:00+00:00",
    "edited_timestamp": None,
    "flags": 0,
}
LINKING = "see https://news.example"


@pytest.fixture
def ears() -> Ears:
    return Ears()


def forwarding(ears: Ears, channel_id: int, guild_id: int = GUILD) -> Carried:
    reference = {"type": 1, "message_id": "900", "channel_id": str(channel_id), "guild_id": str(guild_id)}
    return carried_by(ears.hear(content="", message_reference=reference, message_snapshots=[{"message": SNAPSHOT}]))


def test_a_forward_brings_its_files_and_the_way_to_a_place_that_everybody_may_read(ears: Ears):
    carried = forwarding(ears, OPEN)

    assert carried.forwarded == Forwarded(
        GuildId(GUILD), f"https://discord.com/channels/{GUILD}/{OPEN}/900", MessageId(900)
    )
    assert [file.name for file in carried.files] == ["cat.png"]
    assert carried.reply_to is None


@pytest.mark.parametrize(("channel_id", "guild_id"), [(SECRET, GUILD), (404, GUILD), (OPEN, 11)])
def test_nothing_is_told_of_a_hidden_unknown_or_strange_place(ears: Ears, channel_id: int, guild_id: int):
    assert forwarding(ears, channel_id, guild_id).forwarded == Forwarded(message_id=MessageId(900))


def test_nothing_is_told_of_an_age_restricted_place(ears: Ears):
    channel = ears.client.get_channel(OPEN)
    assert isinstance(channel, discord.TextChannel)
    channel.nsfw = True
    assert forwarding(ears, OPEN).forwarded == Forwarded(message_id=MessageId(900))


def speaking(ears: Ears, *, may_embed: bool, **more: object) -> discord.Message:
    """Return a message with a link, whose author is an insider."""
    guild = ears.client.get_guild(GUILD)
    assert guild is not None
    role = guild.get_role(INSIDERS)
    assert role is not None
    role._permissions = discord.Permissions(view_channel=True, send_messages=True, embed_links=may_embed).value  # noqa: SLF001 as a role is told
    insider = {key: value for key, value in member(DANA, INSIDERS).items() if key != "user"}
    return ears.hear(content=LINKING, member=insider, **more)


def test_a_link_shows_nothing_of_where_it_leads_if_its_author_may_not(ears: Ears):
    assert carried_by(speaking(ears, may_embed=True)) is NOTHING
    assert carried_by(speaking(ears, may_embed=False)).hides_previews
    assert carried_by(speaking(ears, may_embed=True, flags=4)).hides_previews  # or does not want to
    assert carried_by(speaking(ears, may_embed=False, webhook_id="5")) is NOTHING
    assert carried_by(ears.hear(content="no link")) is NOTHING


def test_of_an_author_whose_rights_are_unknown_the_previews_tell(ears: Ears):
    page: Payload = {"type": "link", "url": "https://news.example", "title": "News"}
    assert carried_by(ears.hear(content=LINKING, author=user(MEI), member=..., embeds=[page])) is NOTHING
    assert carried_by(ears.hear(content=LINKING, author=user(MEI), member=...)).hides_previews


def test_no_link_on_a_bots_card_shows_where_it_leads(ears: Ears):
    card: Payload = {"type": "rich", "description": f"{LINKING} and {LINKING}"}
    bot: Payload = {"author": user(66, bot=True), "member": ...}
    assert carried_by(ears.hear(content="", embeds=[card], **bot)).hides_previews
    assert carried_by(ears.hear(content="hello", embeds=[card], **bot)) is NOTHING


def test_an_invitation_to_an_activity_is_known(ears: Ears):
    assert carried_by(ears.hear(content="", activity={"type": 1, "party_id": "x"})).is_activity


def poll(**more: object) -> Payload:
    media: list[Payload] = [
        {"text": "Tea", "emoji": {"id": None, "name": "🍵"}},
        {"text": "Kopi", "emoji": {"id": "5", "name": "kopi"}},
    ]
    answers = [{"answer_id": number, "poll_media": each} for number, each in enumerate(media, 1)]
    return {
        "question": {"text": "Tea\nor kopi?"},
        "answers": answers,
        "expiry": "2026-11-20T13:00:00+00:00",
        "allow_multiselect": True,
        "layout_type": 1,
        "results": {"answer_counts": [], "is_finalized": False},
    } | more


def test_a_poll_is_read_line_by_line_with_the_emoji_that_every_guild_has(ears: Ears):
    source = source_message(ears.hear(content="", poll=poll()))

    assert source is not None
    assert source.content == "Tea or kopi?\nTea\nKopi"
    assert source.carried.poll == Poll(("🍵", ""), allows_several=True, ends_at=1795179600)
    over = source_message(ears.hear(content="", poll=poll(results={"answer_counts": [], "is_finalized": True})))
    assert over is not None
    assert over.carried.poll is not None
    assert over.carried.poll.ends_at == 0


def test_the_end_of_a_poll_names_the_poll(ears: Ears):
    reference = {"type": 0, "message_id": "900", "channel_id": str(OPEN), "guild_id": str(GUILD)}
    source = source_message(ears.hear(content="", type=46, message_reference=reference))

    assert source is not None
    assert not source.is_chat
    assert source.carried == Carried(ends_poll=MessageId(900))
