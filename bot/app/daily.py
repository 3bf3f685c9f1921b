"""The commands of the topic of the day, put together."""

from bot.app.parts import Parts
from bot.app.topics import texts_of
from bot.bridges.bridges import Bridges
from bot.discord_adapter.daily_seats import DiscordSeats
from bot.prompts.ahead import Ahead
from bot.prompts.daily import Daily
from bot.prompts.plans import Plans
from bot.prompts.poster import Poster
from bot.prompts.suggesting import Suggestions


def daily_of(parts: Parts, bridges: Bridges, poster: Poster, suggestions: Suggestions) -> Daily:
    """Return what the commands use: the shelf and the words are those of *poster*."""
    stores, clock = parts.database.daily, parts.ports.clock
    plans = Plans(
        bridges=bridges,
        schedules=stores.schedules,
        ahead=Ahead(stores.occasions, poster.shelf, clock),
        texts=texts_of(parts, poster.shelf),
        seats=DiscordSeats(parts.bot, parts.directory),
        elsewhere=bridges.notices.elsewhere,
        wording=poster.postings.wording,
        trail=parts.database.trail,
        clock=clock,
    )
    return Daily(plans, stores.occasions, poster, suggestions.bridge_at)
