"""discord.py as a moderator: roles, members, bans, invites, AutoMod and the audit log, as the library sees them."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest

from playground.cast import ADMIN_ROLE_ID, BOT_ROLE_ID, ENGLISH, GUILD_ID, MODERATORS
from playground.server.guilds import permissions
from tests.playground.support import PATIENCE, Listener, Playground, listening

pytestmark = pytest.mark.usefixtures("judged")


@asynccontextmanager
async def moderating(playground: Playground) -> AsyncIterator[tuple[Listener, discord.Guild]]:
    """Connect discord.py as a bot that may do everything below the administrator."""
    playground.stage.guild.roles[BOT_ROLE_ID].permissions = permissions.ALL & ~permissions.ADMINISTRATOR
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        yield client, channel.guild


async def cached(guild: discord.Guild, role_id: int) -> discord.Role:
    """Return a role as soon as the gateway has told of it: only then the library knows where it stands."""
    for _ in range(200):
        role = guild.get_role(role_id)
        if role is not None:
            return role
        await asyncio.sleep(0.01)
    raise AssertionError(role_id)


async def test_it_makes_orders_gives_and_deletes_roles(playground: Playground) -> None:
    dana_id, own = playground.stage.members["dana"].id, playground.stage.guild.roles[BOT_ROLE_ID]
    own.position, playground.stage.guild.roles[ADMIN_ROLE_ID].position = 3, 4
    async with moderating(playground) as (_, guild):
        low = await guild.create_role(name="low", colour=discord.Colour(0x336699), reason="for 读者")
        high = await guild.create_role(name="high", permissions=discord.Permissions(send_messages=True))
        await (await cached(guild, low.id)).edit(name="lower")
        await guild.edit_role_positions({low: 1, await cached(guild, high.id): 2})
        dana = await guild.fetch_member(dana_id)
        await dana.add_roles(low, high)
        assert {role.name for role in (await guild.fetch_member(dana_id)).roles} == {"@everyone", "lower", "high"}
        fetched = await guild.fetch_roles()
        assert [role.name for role in sorted(fetched)] == ["@everyone", "lower", "high", "Qiao 桥", "Admin"]
        await low.delete()
        assert "lower" not in [role.name for role in await guild.fetch_roles()]
        with pytest.raises(discord.Forbidden):
            await guild.me.top_role.edit(name="mine")


async def test_it_silences_bans_and_reads_why_in_the_audit_log(playground: Playground) -> None:
    dana_id = playground.stage.members["dana"].id
    async with moderating(playground) as (_, guild):
        dana = await guild.fetch_member(dana_id)
        silenced = await dana.edit(nick="D", timed_out_until=discord.utils.utcnow() + datetime.timedelta(hours=1))
        assert silenced is not None
        assert silenced.is_timed_out()
        await guild.ban(dana, reason="垃圾 spam", delete_message_seconds=3600)
        assert (await guild.fetch_ban(dana)).reason == "垃圾 spam"
        await guild.unban(dana)
        with pytest.raises(discord.NotFound):
            await guild.fetch_ban(dana)
        entries = [entry async for entry in guild.audit_logs(limit=10, oldest_first=True)]
    assert [entry.action for entry in entries] == [
        discord.AuditLogAction.member_update,
        discord.AuditLogAction.ban,
        discord.AuditLogAction.unban,
    ]
    assert entries[0].after.nick == "D"
    assert entries[1].reason == "垃圾 spam"
    assert isinstance(entries[1].target, discord.Member | discord.User | discord.Object)
    assert entries[1].target.id == dana_id


async def test_its_rule_of_automod_acts_and_tells(playground: Playground) -> None:
    async with moderating(playground) as (client, guild):
        executed: asyncio.Queue[discord.AutoModAction] = asyncio.Queue()

        async def on_automod_action(execution: discord.AutoModAction) -> None:
            executed.put_nowait(execution)

        client.event(on_automod_action)
        rule = await guild.create_automod_rule(
            name="No slugs",
            event_type=discord.AutoModRuleEventType.message_send,
            trigger=discord.AutoModTrigger(keyword_filter=["slug*"], regex_patterns=["(?i)snails?"]),
            actions=[
                discord.AutoModRuleAction(custom_message="Not here."),
                discord.AutoModRuleAction(channel_id=MODERATORS.id),
                discord.AutoModRuleAction(duration=datetime.timedelta(minutes=1)),
            ],
            enabled=True,
        )
        here = f"/channels/{ENGLISH.id}/messages"
        assert (await playground.as_member("dana").post(here, {"content": "SNAIL mail"})).refusal == (400, 200000)
        found = [await asyncio.wait_for(executed.get(), PATIENCE) for _ in range(3)]
        alert = await client.hear()
        assert [one.action.type.name for one in found] == ["block_message", "send_alert_message", "timeout"]
        assert (found[0].matched_keyword, found[0].matched_content) == ("(?i)snails?", "SNAIL")
        assert (alert.type, alert.channel.id) == (discord.MessageType.auto_moderation_action, MODERATORS.id)
        assert found[1].alert_system_message_id == alert.id
        assert [one.name for one in await guild.fetch_automod_rules()] == ["No slugs"]
        edited = await rule.edit(enabled=False)
        assert not edited.enabled
        await rule.delete()
        kinds = [entry.action.name async for entry in guild.audit_logs(oldest_first=True)]
    assert kinds == [
        "automod_rule_create",
        "automod_block_message",
        "automod_flag_message",
        "automod_timeout_member",
        "automod_rule_update",
        "automod_rule_delete",
    ]


async def test_it_invites_edits_its_guild_and_leaves(playground: Playground) -> None:
    async with moderating(playground) as (client, guild):
        channel = await client.wait_for_channel(ENGLISH.id)
        invite = await channel.create_invite(max_age=60, max_uses=2, reason="welcome")
        fetched = await client.fetch_invite(invite.code)
        assert fetched.guild is not None
        assert (fetched.guild.id, fetched.approximate_member_count) == (GUILD_ID, 8)
        assert [one.code for one in await guild.invites()] == [invite.code]
        await invite.delete()
        edited = await guild.edit(name="Two Banks", preferred_locale=discord.Locale.chinese)
        assert (edited.name, edited.preferred_locale) == ("Two Banks", discord.Locale.chinese)
        assert [one.name async for one in client.fetch_guilds()] == ["Two Banks"]
        await guild.leave()
        assert [one.name async for one in client.fetch_guilds()] == []


async def test_it_sees_a_guild_go_dark_and_come_back(playground: Playground) -> None:
    async with moderating(playground) as (client, guild):
        seen: asyncio.Queue[str] = asyncio.Queue()

        async def on_guild_unavailable(_: discord.Guild) -> None:
            seen.put_nowait("unavailable")

        async def on_guild_available(_: discord.Guild) -> None:
            seen.put_nowait("available")

        client.event(on_guild_unavailable)
        client.event(on_guild_available)
        playground.stage.world.guildhall.black_out(playground.stage.guild)
        while await asyncio.wait_for(seen.get(), PATIENCE) != "unavailable":
            pass  # it was told at first that the guild is available
        assert guild.unavailable
        playground.stage.world.guildhall.light_up(playground.stage.guild)
        assert await asyncio.wait_for(seen.get(), PATIENCE) == "available"
