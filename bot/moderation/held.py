"""Use cases for moderators about messages that wait for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.bridges.model import Actor, Bridge
from bot.bridges.ports import AuditTrail, BridgeStore
from bot.ids import ChannelId, MessageId
from bot.moderation.boards import Boards
from bot.moderation.deciding import left_to
from bot.moderation.errors import HeldChanged, HeldGone, RuledElsewhere
from bot.moderation.model import Deed, Reason, Refusal, Refused
from bot.moderation.moderation import Moderation
from bot.moderation.ports import Copies, HeldStore, MessageReader, Releases, SourceRemover
from bot.moderation.rereading import bridge_at, read_again
from bot.relay.model import Revision, SourceMessage
from bot.relay.ports import Gate


@dataclass(frozen=True, slots=True)
class HeldMessages:
    """Does what moderators decide about what waits, and has the boards follow."""

    bridges: BridgeStore
    store: HeldStore
    boards: Boards
    reader: MessageReader
    gate: Gate
    releases: Releases
    remover: SourceRemover
    copies: Copies
    moderation: Moderation
    trail: AuditTrail

    async def do(self, deed: Deed, source_id: MessageId, seen: Revision, by: Actor, pressed: MessageId) -> None:
        """Do *deed* about a message of which *seen* was shown, by the board *pressed*, as far as the guild of *by* may.

        Raises:
            HeldGone: It waits no more.
            HeldChanged: It is to cross, and reads differently by now; the board shows how.
            RuledElsewhere: Only another guild's moderators decide about it.
            Unavailable: Discord does not answer.
        """
        one, bridge = await self._held(source_id, by)
        match deed:
            case Deed.CROSS:
                await self._let_in(one, bridge, seen, by)
            case Deed.DELETE:
                await self._delete(one, bridge, by)
            case Deed.MUTE:
                await self._mute(one, bridge, by)
            case Deed.STAY:
                await self.store.close(source_id, _places(one.refusals))
        if deed is not Deed.MUTE:  # that is noted already
            await self.trail.record(by.guild_id, by.user_id, f"held-{deed}", bridge.name)
        await self.boards.draw(bridge, by.guild_id, pressed=pressed)

    async def turn(self, source_id: MessageId, by: Actor, *, forward: bool) -> None:
        """Show what waits after (or before) a message; from the last on to the first.

        Raises:
            HeldGone: It waits no more.
            RuledElsewhere: Only another guild's moderators decide about it.
        """
        _, bridge = await self._held(source_id, by)
        ids = [one.source.message_id for one in await self.boards.waiting(bridge, by.guild_id)]
        await self.boards.draw(bridge, by.guild_id, _neighbour(ids if forward else ids[::-1], source_id))

    async def after_raid(self, bridge: Bridge, by: Actor, *, let_cross: bool) -> int:
        """Let cross, in order, what waits for the guild of *by* only because its author is new; or count what waits.

        Raises:
            Unavailable: Discord does not answer.
        """
        waiting = [one for one in await self.boards.waiting(bridge, by.guild_id) if _is_new_alone(one)]
        for one in waiting if let_cross else ():
            message = await read_again(self.reader, one)
            there = await bridge_at(self.bridges, bridge, one)
            open_ones = self._open(there, message, _places(one.refusals)) if message is not None else ()
            if message is None:
                await self.store.close(one.source.message_id)
            elif not open_ones:
                await self.store.close(one.source.message_id, _places(one.refusals))
            else:
                await self.releases.release(message, open_ones)
        if waiting and let_cross:
            await self.trail.record(by.guild_id, by.user_id, "raid-crossed", bridge.name)
            await self.boards.draw(bridge, by.guild_id)
        return len(waiting)

    async def _let_in(self, one: Refused, bridge: Bridge, seen: Revision, by: Actor) -> None:
        message = await read_again(self.reader, one)
        if message is None:
            await self.store.close(one.source.message_id)
            await self.boards.draw(bridge, by.guild_id)
            raise HeldGone
        if message.revision != seen:
            await self.boards.draw(bridge, by.guild_id, one.source.message_id)
            raise HeldChanged
        open_ones = self._open(bridge, message, _places(one.refusals))
        if not open_ones:
            await self.store.close(one.source.message_id, _places(one.refusals))
            await self.boards.draw(bridge, by.guild_id)
            raise HeldGone
        await self.releases.release(message, open_ones)

    def _open(self, bridge: Bridge, message: SourceMessage, destinations: Sequence[ChannelId]) -> tuple[ChannelId, ...]:
        """Return those of *destinations* that moderators may decide about still: its author may not speak by now."""
        ruling = self.gate.judge(message, bridge, is_said=False)
        closed = {refusal.destination_id for refusal in ruling.refusals if refusal.reason is Reason.CLOSED}
        return tuple(each for each in destinations if each not in closed) if ruling.is_admitted else ()

    async def _delete(self, one: Refused, bridge: Bridge, by: Actor) -> None:
        """Delete every copy, of which an edit may have left some, and the source where it is of the guild of *by*."""
        self.copies.remove_copies(one.source)
        if one.guild_id == by.guild_id:
            await self.remover.remove(one.source)
        await self.store.close(one.source.message_id)
        self.boards.outdate_others(bridge, by.guild_id)

    async def _mute(self, one: Refused, bridge: Bridge, by: Actor) -> None:
        """Mute the author, and let nothing of theirs wait that would leave the guild of *by* or enter it."""
        await self.moderation.mute_author(bridge, one.author_id, by)
        for other in await self.store.waiting():
            if (other.bridge_id, other.author_id) == (bridge.id, one.author_id):
                ends = (await bridge_at(self.bridges, bridge, other)).endpoints
                own = [end.channel_id for end in ends if end.guild_id == by.guild_id]
                await self.store.close(other.source.message_id, None if other.guild_id == by.guild_id else own)
        self.boards.outdate_others(bridge, by.guild_id)

    async def _held(self, source_id: MessageId, by: Actor) -> tuple[Refused, Bridge]:
        """Return what waits of a message for the guild of *by* to decide, and its bridge."""
        one = next((each for each in await self.store.waiting() if each.source.message_id == source_id), None)
        bridge = next((each for each in await self.bridges.every() if one and each.id == one.bridge_id), None)
        if one is None or bridge is None or by.guild_id not in bridge.guild_ids:
            raise HeldGone
        there = await bridge_at(self.bridges, bridge, one)
        refusals = left_to(by.guild_id, one.refusals, there)
        if not refusals:
            raise RuledElsewhere
        return replace(one, refusals=refusals), there


def _is_new_alone(one: Refused) -> bool:
    return all(refusal.reason is Reason.NEW for refusal in one.refusals)


def _places(refusals: Iterable[Refusal]) -> tuple[ChannelId, ...]:
    return tuple(one.destination_id for one in refusals)


def _neighbour(ids: Sequence[MessageId], of: MessageId) -> MessageId:
    """Return what comes after *of* in *ids*, which are a ring."""
    return next((after for before, after in pairwise(ids) if before == of), ids[0])
