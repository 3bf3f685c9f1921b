"""Which words of a message are read: its own, those that it forwards, and those on a bot's card."""

import discord
import pytest

from bot.discord_adapter.embeds import quoted
from bot.discord_adapter.inbound import source_message
from bot.discord_adapter.words import words_in
from bot.relay.carried import Quote
from tests.unit.test_inbound import DANA, Ears, Payload, user

CARD: Payload = {
    "type": "rich",
    "title": "Weather",
    "description": "Rain at *noon*",
    "fields": [{"name": "Wind", "value": "north", "inline": True}],
    "footer": {"text": "never mind"},
}
READ = "**Weather**\nRain at *noon*\n**Wind**\nnorth"
DISPLAYS: list[Payload] = [
    {
        "type": 17,
        "id": 1,
        "components": [
            {"type": 10, "id": 2, "content": "# Weather"},
            {
                "type": 9,
                "id": 3,
                "components": [{"type": 10, "id": 4, "content": "Rain"}],
                "accessory": {"type": 2, "id": 5, "style": 5, "label": "More", "url": "https://weather.example"},
            },
            {"type": 14, "id": 6, "divider": True, "spacing": 1},
        ],
    }
]


@pytest.fixture
def ears() -> Ears:
    return Ears()


def said(ears: Ears, **more: object) -> str:
    """Return what is read of a message, when it is heard and when it is asked for."""
    source = source_message(ears.hear(**more))
    assert source is not None
    asked = {"content": "hello", "author": user(DANA), "attachments": []} | {
        k: v for k, v in more.items() if v is not ...
    }
    assert words_in(asked, 77) == source.content
    return source.content


def test_a_preview_under_a_persons_link_is_none_of_their_words(ears: Ears):
    page: Payload = {"type": "link", "url": "https://news.example/1", "title": "News"}
    assert said(ears, content="look https://news.example/1", embeds=[page]) == "look https://news.example/1"


def test_a_bots_card_is_read_below_its_words_and_a_preview_is_not(ears: Ears):
    bot: Payload = {"author": user(66, bot=True), "member": ...}
    page: Payload = {"type": "rich", "url": "https://x.example/1", "title": "A post"}
    assert said(ears, **bot, content="", embeds=[CARD]) == READ
    assert said(ears, **bot, content="look https://x.example/1", embeds=[page]) == "look https://x.example/1"
    assert said(ears, **bot, content="Today:", embeds=[page, CARD]) == f"Today:\n**A post**\n{READ}"


def test_a_proxys_words_are_read_and_what_it_quotes_above_them_is_not(ears: Ears):
    proxied = {"webhook_id": "5", "application_id": "6", "author": user(5, bot=True), "member": ...}
    assert said(ears, content="hi", embeds=[CARD], **proxied) == "hi"
    assert said(ears, content="", embeds=[CARD], **proxied) == READ


def test_what_we_quote_ourselves_is_not_read_as_words_of_ours():
    ours = {"content": "", "webhook_id": "5", "application_id": "77", "author": user(5, bot=True), "embeds": [CARD]}
    assert words_in(ours, 77) == ""


def test_texts_among_components_are_read_and_buttons_are_not(ears: Ears):
    assert said(ears, author=user(66, bot=True), member=..., content="", components=DISPLAYS) == "# Weather\nRain"


def test_a_forward_is_read_as_what_it_forwards(ears: Ears):
    shown: Payload = {
        "type": 0,
        "content": "Tea?",
        "embeds": [{"type": "gifv", "url": "https://gif.example/1", "title": "A cat"}],
        "attachments": [],
        "components": [],
        "timestamp": "2026-11-20T12:00:00+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
    }
    reference = {"type": 1, "message_id": "900", "channel_id": "21", "guild_id": "10"}
    forwards = {"content": "", "message_reference": reference, "message_snapshots": [{"message": shown}]}
    assert said(ears, **forwards) == "Tea?"
    quote = quoted(Quote("Ben", "what somebody else said", "https://discord.com/channels/1/2/3"))
    answer = {"message": shown | {"embeds": [quote | {"type": "rich"}]}}
    assert said(ears, **(forwards | {"message_snapshots": [answer]})) == "Tea?"
    carded = {"message": shown | {"content": "", "embeds": [CARD]}}
    assert said(ears, **(forwards | {"message_snapshots": [carded]})) == READ


def test_the_bots_own_notices_are_nobodys_words(ears: Ears):
    ears.state.user = discord_user(ears)
    source = source_message(ears.hear(author=user(77, bot=True), member=...))
    assert source is not None
    assert not source.is_chat


def discord_user(ears: Ears) -> discord.ClientUser:
    return discord.ClientUser(state=ears.state, data=user(77, bot=True))  # type: ignore[arg-type]  # a plain dict
