"""What brings members together, put together."""

from bot.app.corrections import build_corrections
from bot.app.hashtags import build_hashtags
from bot.app.insights import build_insights
from bot.app.newcomers import newcomers_of
from bot.app.participation import build_rooms
from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.client import CommunityServices
from bot.discord_adapter.corrections import FixDesk
from bot.i18n.catalog import DestinationPhrases
from bot.participation.recording import Recorder
from bot.partners.joining import Partners
from bot.prompts.poster import Poster


def community_of(
    parts: Parts, moderators: NoticeChannel, partners: Partners, poster: Poster, recorder: Recorder
) -> CommunityServices:
    """Return what cogs may use of it."""
    cards, boards = build_rooms(parts, recorder)
    corrections = build_corrections(parts, recorder.admission)
    return CommunityServices(
        recorder=recorder,
        newcomers=newcomers_of(parts, moderators),
        partners=partners,
        hashtags=build_hashtags(parts),
        cards=cards,
        boards=boards,
        insights=build_insights(parts, moderators, poster, recorder),
        corrections=corrections,
        fixes=FixDesk(parts.bot.say, DestinationPhrases(parts.catalog), corrections),
    )
