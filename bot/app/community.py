"""What brings members together, put together."""

from bot.app.hashtags import build_hashtags
from bot.app.newcomers import newcomers_of
from bot.app.participation import build_rooms
from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.client import CommunityServices
from bot.discord_adapter.insights import InsightRoom
from bot.participation.recording import Recorder
from bot.partners.joining import Partners


def community_of(
    parts: Parts, moderators: NoticeChannel, partners: Partners, insights: InsightRoom, recorder: Recorder
) -> CommunityServices:
    """Return what cogs may use of it."""
    cards, boards = build_rooms(parts, recorder)
    return CommunityServices(
        recorder=recorder,
        newcomers=newcomers_of(parts, moderators),
        partners=partners,
        hashtags=build_hashtags(parts),
        cards=cards,
        boards=boards,
        insights=insights,
    )
