"""How channels are said to those in other guilds, also when the bot itself may not see them any more."""

import pytest

from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.places import DiscordPlaces
from bot.errors import Forbidden
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId
from tests.unit.test_inbound import OPEN, SECRET, Ears, Payload, channel, guild_payload

AWAY, QUAY = GuildId(11), ChannelId(31)


class Shut:
    """Discord, which tells nothing of channels that the bot may not see."""

    async def guild_of(self, channel_id: ChannelId) -> GuildId:
        raise Forbidden(code=50001, status=403)

    async def is_forum(self, channel_id: ChannelId) -> bool:
        raise Forbidden(code=50001, status=403)


@pytest.fixture
def names() -> ChannelNames:
    client = Ears().client
    away: Payload = guild_payload() | {"id": str(AWAY), "name": "Harbour", "channels": [channel(QUAY)], "roles": []}
    client._connection._add_guild_from_data(away)  # type: ignore[arg-type]  # noqa: SLF001 as the gateway does
    return ChannelNames(client, Catalog(), Shut(), DiscordPlaces(client))


async def test_a_channel_of_the_same_guild_is_mentioned(names: ChannelNames):
    assert await names.shown(ChannelId(SECRET), ChannelId(OPEN)) == f"<#{SECRET}>"


async def test_a_channel_of_another_guild_is_named_though_the_bot_may_not_see_it(names: ChannelNames):
    """That it may not is what there is to be told."""
    shown = await names.shown(QUAY, ChannelId(OPEN))
    assert "Harbour" in shown
    assert "<#" not in shown
