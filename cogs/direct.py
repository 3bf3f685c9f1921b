"""Direct: whoever writes to the bot in private is shown the way to what is theirs."""

import discord
from discord.ext import commands

from bot.client import QiaoBot
from bot.clock import SystemClock
from bot.discord_adapter.direct import DirectAnswers, DirectView
from bot.discord_adapter.guide import GuideView
from bot.discord_adapter.preferences import PreferenceView
from bot.discord_adapter.privacy import PrivacyView


class DirectListener(commands.Cog):
    """Listens to private messages; what stands in them is not read."""

    def __init__(self, answers: DirectAnswers) -> None:
        self.answers = answers

    @commands.Cog.listener()
    async def on_private_message(self, message: discord.Message) -> None:
        """Answer what is written in private."""
        await self.answers.answer(message)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons under every answer heard."""
    services, say = bot.services, bot.say

    async def privacy(asked: discord.Interaction[QiaoBot]) -> tuple[str, discord.ui.View]:
        return await bot.privacy.text(asked), PrivacyView(asked, bot.privacy)

    async def settings(asked: discord.Interaction[QiaoBot]) -> tuple[str, discord.ui.View]:
        view = PreferenceView(asked, say, services.preferences)
        return view.text(asked), view

    async def guide(asked: discord.Interaction[QiaoBot]) -> tuple[str, discord.ui.View]:
        view = GuideView(asked, say, "about")
        return view.text(asked), view

    view = DirectView(say, {"privacy": privacy, "settings": settings, "guide": guide})
    bot.add_view(view)
    await bot.add_cog(DirectListener(DirectAnswers(say, view, SystemClock())))
