"""Insights, put together: what admins see, what they decide, and the weekly report."""

from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.insight_reports import DiscordReportBoard
from bot.discord_adapter.insights import InsightRoom
from bot.participation.desk import InsightDesk
from bot.participation.insights import Insights
from bot.participation.reports import Reports
from bot.prompts.counted import CountedTopics
from bot.prompts.texts import PromptTexts


def build_insights(parts: Parts, moderators: NoticeChannel, texts: PromptTexts) -> InsightRoom:
    """Return what admins use; the texts of prompts are those of the topic of the day."""
    database, relay, clock = parts.database, parts.relay, parts.ports.clock
    community = database.community
    topics = CountedTopics(database.daily.occasions, lambda: relay.bridges)
    insights = Insights(community.contributions, topics, lambda: relay.bridges, clock)
    board = DiscordReportBoard(parts.bot, parts.catalog, parts.directory, parts.painter, lambda: relay.bridges)
    reports = Reports(
        store=community.reports,
        board=board,
        insights=insights,
        moderators=moderators,
        trail=database.trail,
        bridges=lambda: relay.bridges,
        clock=clock,
    )
    desk = InsightDesk(community.contributions, parts.guard.excluded, database.trail)
    return InsightRoom(insights, texts, parts.painter, desk, reports)
