"""The reference: a bridge bot as one writes it in an evening. It stores nothing and keeps no order.

python -m benchmarks.reference_bot PLAN      (see `benchmarks.bots` for what the plan holds)
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click
import discord
import yarl
from deep_translator import GoogleTranslator  # type: ignore[import-untyped] # it ships no types


class Reference(discord.Client):
    """Carries each message of a channel through that channel's webhook into the other one."""

    def __init__(self, plan: dict[str, Any]) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
        super().__init__(intents=intents, chunk_guilds_at_startup=False)
        self.plan = plan
        self.webhooks: dict[int, discord.Webhook] = {}

    async def setup_hook(self) -> None:
        """Take the webhooks that stand already."""
        for seat in self.plan["seats"]:
            webhook = discord.Webhook.partial(seat["webhook_id"], seat["webhook_token"], client=self)
            self.webhooks[seat["channel_id"]] = webhook

    async def on_ready(self) -> None:
        """Say so to the benchmark."""
        click.echo("ready")

    async def on_message(self, message: discord.Message) -> None:
        """Carry it."""
        webhook = self.webhooks.get(message.channel.id)
        if webhook is None or message.webhook_id is not None:
            return
        author = message.author
        said = await self.translated(message.content)
        await webhook.send(said, username=author.display_name, avatar_url=author.display_avatar.url)

    async def translated(self, text: str) -> str:
        """Ask the page."""
        return await asyncio.to_thread(self._ask, text)

    def _ask(self, text: str) -> str:
        translator = GoogleTranslator(source="en", target="zh-CN")
        translator._base_url = self.plan["page_url"]  # noqa: SLF001 - its constructor takes none
        return str(translator.translate(text))


def run(bot: type[Reference]) -> None:
    """Run *bot* with the plan that the command line names."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    discord.http.Route.BASE = plan["api_url"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(plan["gateway_url"])
    bot(plan).run(plan["token"], log_handler=None)


if __name__ == "__main__":
    run(Reference)
