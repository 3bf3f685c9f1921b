"""Topics of the day: the buttons under them and their recaps."""

from bot.client import QiaoBot
from bot.discord_adapter.topic_buttons import TopicDesk, topic_button


async def setup(bot: QiaoBot) -> None:
    """Have the buttons heard, those too that stand since before this run."""
    services = bot.services
    desk = TopicDesk(bot.say, services.answering, services.listing, services.recaps, services.preferences)
    bot.add_dynamic_items(topic_button(desk))
