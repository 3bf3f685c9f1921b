"""Insights, put together: what admins see, what they decide, and the weekly report."""

from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.insight_reports import DiscordReportBoard
from bot.discord_adapter.insights import InsightRoom
from bot.participation.desk import InsightDesk
from bot.participation.insights import Insights
from bot.participation.recording import Recorder
from bot.participation.reports import Reports
from bot.prompts.counted import CountedTopics
from bot.prompts.poster import Poster
from bot.prompts.texts import PromptTexts


def build_insights(parts: Parts, moderators: NoticeChannel, poster: Poster, recorder: Recorder) -> InsightRoom:
    """Return what admins use; the words are those of *poster*."""
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
    words = poster.postings
    texts = PromptTexts(poster.shelf, words.prepare, words.wording.to_traditional)
    desk = InsightDesk(community.contributions, parts.guard.excluded, database.trail, recorder.hasten)
    return InsightRoom(insights, texts, parts.painter, desk, reports)
