"""Insights, put together: what admins see, what they decide, and the weekly report."""

from dataclasses import dataclass

from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.insight_reports import DiscordReportBoard
from bot.discord_adapter.insights import InsightRoom
from bot.participation.desk import InsightDesk
from bot.participation.drawing import Painter
from bot.participation.excluding import Excluded
from bot.participation.insights import Insights
from bot.participation.reports import Reports
from bot.prompts.counted import CountedTopics
from bot.prompts.texts import PromptTexts


@dataclass(frozen=True, slots=True)
class InsightServices:
    """What admins use, and what is asked whether something is counted."""

    room: InsightRoom
    desk: InsightDesk
    reports: Reports
    excluded: Excluded


async def build_insights(
    parts: Parts, moderators: NoticeChannel, texts: PromptTexts, painter: Painter
) -> InsightServices:
    """Return what insights need, with what is excluded in memory."""
    database, relay, clock = parts.database, parts.relay, parts.ports.clock
    community = database.community
    excluded = await Excluded.load(community.exclusions)
    database.peers.on("exclusions", excluded.reload)
    topics = CountedTopics(database.daily.occasions, lambda: relay.bridges)
    insights = Insights(community.contributions, topics, lambda: relay.bridges, clock)
    board = DiscordReportBoard(parts.bot, parts.catalog, parts.directory, painter, lambda: relay.bridges)
    return InsightServices(
        room=InsightRoom(insights, texts, painter),
        desk=InsightDesk(community.contributions, excluded, database.trail),
        reports=Reports(
            store=community.reports,
            board=board,
            insights=insights,
            moderators=moderators,
            trail=database.trail,
            bridges=lambda: relay.bridges,
            clock=clock,
        ),
        excluded=excluded,
    )
