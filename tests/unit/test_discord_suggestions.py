"""Suggestions as moderators see them in the small Discord: one message a notice channel, however often it is asked."""

from datetime import UTC, datetime

from bot.bridges.model import BridgeId
from bot.discord_adapter.suggestions import DiscordSuggestionBoard
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId, UserId
from bot.prompts.suggestions import Suggestion, SuggestionId, SuggestionView, Texts
from playground.cast import CHINESE, ENGLISH, GUILD_ID
from tests.discord_end import scene

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)


async def test_a_second_try_posts_no_second_message_and_another_notice_channel_has_its_own():
    texts = Texts("Which smell takes you home?", "什么味道会让你想起家？")
    one = Suggestion(SuggestionId(1), BridgeId(1), GuildId(GUILD_ID), UserId(5), texts, NOON)
    async with scene() as room:
        board = DiscordSuggestionBoard(room.client, Catalog())
        shown = [
            await board.show(ChannelId(channel.id), SuggestionView(one, "main"))
            for channel in (ENGLISH, ENGLISH, CHINESE)
        ]
        assert shown[0] == shown[1]
        for channel, place in ((ENGLISH, shown[0]), (CHINESE, shown[2])):
            assert [said.id for said in room.stage.world.channels[channel.id].history] == [place.message_id]
