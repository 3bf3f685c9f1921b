"""An original as Discord takes it in an answer, however long a bot's cards are, and what helps to read them."""

from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest

from bot.discord_adapter.originals import original_embed
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Original, SourcePlace
from bot.relay.originals import Shown
from bot.translation.model import ZH_HANT, Phonetics


@dataclass
class Asker:
    locale: discord.Locale


@pytest.mark.parametrize("locale", [discord.Locale.american_english, discord.Locale.taiwan_chinese])
@pytest.mark.parametrize("length", [12, 4000, 9000])
def test_an_original_of_any_length_fits_with_what_helps_to_read_it(locale: discord.Locale, length: int):
    original = Original(GuildId(1), SourcePlace(ChannelId(2), MessageId(3)), UserId(4), "字" * length)
    shown = Shown(original, False, "word " * length, ZH_HANT, "zì " * length, Phonetics.ZHUYIN)
    asked = cast("discord.Interaction[Any]", Asker(locale))

    embed = original_embed(asked, Presenter(Catalog()), shown)

    assert len(embed) <= 6000
    assert len(embed.description or "") <= 4096
    assert (embed.description == original.content) is (length == 12)
