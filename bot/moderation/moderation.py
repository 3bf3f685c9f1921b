"""Use cases for members who report, and for moderators who act on it."""

from dataclasses import dataclass

from bot.bridges.model import Actor, Bridge, by_name
from bot.bridges.ports import AuditTrail, BridgeStore
from bot.errors import ChannelGone, ChannelNotBridged, Forbidden, Gone, NoNoticeChannel, NoOriginal, NoSuchBridge
from bot.ids import ChannelId, MessageId, UserId
from bot.moderation.errors import ReportGone
from bot.moderation.model import Case, Copy, Outcome, Reading, Report
from bot.moderation.mutes import Mutes
from bot.moderation.ports import CaseStore, Copies, ReportBoard, SourceRemover
from bot.moderation.readings import Readings
from bot.relay.model import Original, SourcePlace
from bot.relay.ports import Ledger, SourceReader


@dataclass(frozen=True, slots=True)
class Moderation:
    """Shows reports to a bridge's moderators, and does what they decide."""

    bridges: BridgeStore
    ledger: Ledger
    reader: SourceReader
    board: ReportBoard
    cases: CaseStore
    remover: SourceRemover
    copies: Copies
    mutes: Mutes
    trail: AuditTrail
    readings: Readings

    async def report(self, message: Original, by: UserId) -> None:
        """Show *message*, which is a source message or a copy, to the moderators who can act where it stands.

        They are those of its guild, or of the one that runs the bridge where it has no notice channel of its own; and
        those of the guild where it was said.

        Raises:
            ChannelNotBridged: It stands in no bridged channel.
            NoNoticeChannel: The bridge has nowhere to tell its moderators.
            NoOriginal: It is neither.
            Unavailable: Discord does not answer.
        """
        bridge = await self._bridge_of(message.place.channel_id)
        source = await self.ledger.source_of(message.place.message_id)
        copy: Copy | None = None
        original = message
        if source is not None:
            here = message.place
            original, copy = await self._read(source), Copy(here.channel_id, here.message_id, message.content)
        report = Report(by, original, copy, await self._readings_of(bridge, original, copy))
        case = Case(bridge.id, report.original.place, report.original.author_id)
        shown = [await self._show(channel_id, report, case) for channel_id in _concerned(bridge, report, message)]
        if not any(shown):
            raise NoNoticeChannel(bridge=bridge.name)

    async def delete(self, shown: MessageId, by: Actor) -> Outcome:
        """Delete what a report is about: every copy, and the source where it stands in the guild of *by*.

        The copies are the bridge's, so that the moderators of each of its guilds have a say; a source is its guild's.

        Raises:
            ReportGone: It was forgotten.
            Unavailable: Discord does not answer.
        """
        case, bridge = await self._case(shown, by)
        # The copies first: they go even where the source is out of the bot's hands.
        self.copies.remove_copies(case.source)
        there = await self.bridges.containing(case.source.channel_id)
        seat = there.endpoint(case.source.channel_id) if there is not None and there.id == bridge.id else None
        if seat is None or seat.guild_id != by.guild_id:
            await self._record(by, "deleted", bridge)
            return Outcome.COPIES_DELETED_ELSEWHERE
        is_gone = await self.remover.remove(case.source)
        await self._record(by, "deleted", bridge)
        return Outcome.DELETED if is_gone else Outcome.COPIES_DELETED

    async def mute_reported(self, shown: MessageId, by: Actor) -> Outcome:
        """Mute whoever wrote what a report is about, for the guild of *by*, on its bridge.

        Raises:
            ReportGone: It was forgotten.
        """
        case, bridge = await self._case(shown, by)
        await self._mute(bridge, case.author_id, by, is_muted=True)
        return Outcome.MUTED

    async def dismiss(self, shown: MessageId, by: Actor) -> Outcome:
        """Note that nothing need be done.

        Raises:
            ReportGone: It was forgotten.
        """
        _, bridge = await self._case(shown, by)
        await self._record(by, "dismissed", bridge)
        return Outcome.DISMISSED

    async def mute(self, name: str, user_id: UserId, by: Actor, *, is_muted: bool) -> Bridge:
        """Let what a user says neither leave nor enter the guild by the bridge that it knows as *name*, or again.

        Raises:
            NoSuchBridge: The guild has no part in a bridge of that name.
        """
        bridge = by_name(await self.bridges.every(), by.guild_id).get(name)
        if bridge is None:
            raise NoSuchBridge(bridge=name)
        await self._mute(bridge, user_id, by, is_muted=is_muted)
        return bridge

    async def mute_author(self, bridge: Bridge, user_id: UserId, by: Actor) -> None:
        """Let what a user says not cross *bridge* any more."""
        await self._mute(bridge, user_id, by, is_muted=True)

    async def _mute(self, bridge: Bridge, user_id: UserId, by: Actor, *, is_muted: bool) -> None:
        await self.mutes.set(bridge.id, by.guild_id, user_id, is_muted=is_muted)
        await self._record(by, "muted" if is_muted else "unmuted", bridge)

    async def _show(self, channel_id: ChannelId, report: Report, case: Case) -> bool:
        """Show *report* in a notice channel; tell whether it stands there."""
        try:
            shown = await self.board.show(channel_id, report)
        except (Forbidden, ChannelGone):
            return False
        await self.cases.keep(shown, case)
        return True

    async def _bridge_of(self, channel_id: ChannelId) -> Bridge:
        bridge = await self.bridges.containing(channel_id)
        if bridge is None:
            raise ChannelNotBridged(channel_id=channel_id)
        return bridge

    async def _case(self, shown: MessageId, by: Actor) -> tuple[Case, Bridge]:
        case = await self.cases.of(shown)
        bridge = next((one for one in await self.bridges.every() if case and one.id == case.bridge_id), None)
        if case is None or bridge is None or all(end.guild_id != by.guild_id for end in bridge.endpoints):
            raise ReportGone
        return case, bridge

    async def _readings_of(self, bridge: Bridge, original: Original, copy: Copy | None) -> tuple[Reading, ...]:
        """Return *original* in the bridge's other languages, but for the one that *copy* is in."""
        place = original.place
        readings = await self.readings.of(bridge, place.channel_id, original.author_id, original.content)
        seat = bridge.endpoint(copy.channel_id) if copy is not None else None
        return tuple(one for one in readings[1:] if seat is None or one.language != seat.language)

    async def _read(self, place: SourcePlace) -> Original:
        try:
            return await self.reader.read(place)
        except (Gone, Forbidden):
            raise NoOriginal from None

    async def _record(self, by: Actor, action: str, bridge: Bridge) -> None:
        await self.trail.record(by.guild_id, by.user_id, action, bridge.name)


def _concerned(bridge: Bridge, report: Report, reported: Original) -> tuple[ChannelId, ...]:
    """Return the notice channels of those who can act on *reported*, which is what *report* shows."""
    concerned = bridge.notice_channel_of(reported.guild_id), bridge.notice_channels.get(report.original.guild_id)
    return tuple(dict.fromkeys(one for one in concerned if one is not None))
