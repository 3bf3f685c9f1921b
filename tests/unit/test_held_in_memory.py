"""What is held in memory and read anew when another process changed it, beside what is being changed here."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from bot.bridges.model import BridgeId
from bot.ids import GuildId, UserId
from bot.members.members import Members
from bot.members.model import Choice
from bot.moderation.mutes import Mutes
from tests.fakes import MemoryChoiceStore, MemoryMuteStore

ANN, BEN = UserId(7), UserId(8)
NO = Choice(takes_part=False)
GUILD = GuildId(1)
BRIDGE = BridgeId(1)


@dataclass(slots=True)
class SlowChoices(MemoryChoiceStore):
    """Answers with what stood when it was asked, once *gate* is open."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def every(self) -> Mapping[UserId, Choice]:
        stood = dict(self.choices)
        await self.gate.wait()
        return stood


@dataclass(slots=True)
class SlowMutes(MemoryMuteStore):
    """The same of mutes."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[UserId]]:
        stood = dict(self.muted)
        await self.gate.wait()
        return stood


@pytest.mark.parametrize("is_late", [False, True])
async def test_what_is_chosen_while_choices_are_read_is_not_undone_by_them(is_late: bool):
    store = SlowChoices()
    members = Members(store, {})
    reading = asyncio.ensure_future(members.reload())
    await asyncio.sleep(0)
    if is_late:
        store.gate.set()
    await members.choose(ANN, NO)
    store.gate.set()
    await reading
    assert not members.takes_part(ANN)
    await members.reload()
    assert not members.takes_part(ANN)


async def test_who_is_muted_while_mutes_are_read_stays_muted():
    store = SlowMutes()
    mutes = Mutes(store, {})
    reading = asyncio.ensure_future(mutes.reload())
    await asyncio.sleep(0)
    await mutes.set(BRIDGE, GUILD, ANN, is_muted=True)
    store.gate.set()
    await reading
    assert mutes.is_muted(BRIDGE, GUILD, ANN)


async def test_what_another_process_wrote_is_known_after_a_reload():
    choices, muted = MemoryChoiceStore(), MemoryMuteStore()
    members, mutes = Members(choices, {}), Mutes(muted, {})
    await choices.keep(BEN, NO)
    await muted.keep(BRIDGE, GUILD, BEN, is_muted=True)
    await members.reload()
    await mutes.reload()
    assert not members.takes_part(BEN)
    assert mutes.is_muted(BRIDGE, GUILD, BEN)
    await choices.keep(BEN, Choice())
    await muted.keep(BRIDGE, GUILD, BEN, is_muted=False)
    await members.reload()
    await mutes.reload()
    assert members.takes_part(BEN)
    assert not mutes.is_muted(BRIDGE, GUILD, BEN)
