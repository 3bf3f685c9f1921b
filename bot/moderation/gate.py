"""The gate: which words may leave their channel, and which other channels they may enter."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, UserId
from bot.moderation.automod import MirroredRules
from bot.moderation.model import EVERYWHERE, NO_RULES, NOWHERE, Reason, Refusal, Refused, Ruling, words_of
from bot.moderation.mutes import Mutes
from bot.moderation.ports import Alarm, ChannelWatch
from bot.moderation.raids import Raids
from bot.moderation.slow import SlowTurns
from bot.moderation.words import WordLists
from bot.relay.model import Owed, SourceMessage, SourcePlace
from bot.relay.ports import MemberChoices


@dataclass(frozen=True, slots=True)
class BridgeGate:
    """The relay's `Gate`. Everything that it asks is in memory.

    It is shut for whoever does not take part, is muted or timed out, and while a bridge is paused; then a destination
    may be shut by itself, since a guild's own rules hold on what enters it.
    """

    choices: MemberChoices
    mutes: Mutes
    words: WordLists
    rules: MirroredRules
    raids: Raids
    channels: ChannelWatch
    turns: SlowTurns
    alarm: Alarm
    clock: Clock
    _bridges: dict[ChannelId, Bridge] = field(default_factory=dict)

    def follow(self, bridges: Iterable[Bridge]) -> None:
        """Know *bridges* as they stand from now on, those too whose seats are all hidden for a while."""
        bridges = tuple(bridges)
        self._bridges.clear()
        self._bridges.update({end.channel_id: bridge for bridge in bridges for end in bridge.endpoints})
        known = {bridge.id for bridge in bridges}
        self.words.keep_only(known)
        self.rules.keep_only(known)
        self.raids.keep_only(known)

    def judge(self, message: SourceMessage, bridge: Bridge, *, is_said: bool) -> Ruling:
        """Tell where on *bridge* what was said (or else edited) may go."""
        seat = bridge.endpoint(message.channel_id)
        if seat is None or not self.admits(message, bridge):
            return NOWHERE
        here = self.channels.rules(seat)
        flagging = self.words.flagging(bridge.id, words_of(message))
        is_new = self.raids.holds(bridge, message, is_said=is_said)
        is_plain = here is NO_RULES and not flagging and not is_new and not self.mutes.know(message.author.id)
        if is_plain and not self.rules.are_on(bridge.id):
            # Nearly every message: only the destinations' slow modes are left to ask for.
            refusals = self._too_soon(message, seat, bridge) if is_said else ()
        else:
            refusals = tuple(self._refusals(message, seat, bridge, flagging, is_new=is_new, is_said=is_said))
        if not refusals:
            return EVERYWHERE
        is_final = all(one.reason is Reason.CLOSED for one in refusals) and len(refusals) == len(bridge.endpoints) - 1
        is_final = is_final and not bridge.manner.adds_notes  # which its own channel may have even so
        return NOWHERE if is_final else Ruling(is_admitted=True, refusals=refusals)

    def refuses(self, row: Owed, seat: Endpoint, translated: str) -> Refused | None:
        """Tell whether *row* may not enter its destination *seat* in the words in which it would be read there."""
        bridge, end = self._bridges.get(seat.home), seat
        if bridge is None:
            return None
        refusal = _flagged(end, row.source_guild_id, self.words.flagging(bridge.id, translated))
        if refusal is None and self.rules.flags_translation(bridge.id, end, row.source_id, translated):
            refusal = Refusal(end.channel_id, Reason.RULES, ruled_by=end.guild_id)
        if refusal is None:
            return None
        place = SourcePlace(row.source_channel_id, row.source_id)
        return Refused(place, row.source_guild_id, row.author.id, row.revision, bridge.id, (refusal,))

    def admits(self, message: SourceMessage, bridge: Bridge) -> bool:
        """Tell whether *message* may leave its channel at all."""
        author_id = message.author.id
        if bridge.settings.is_paused or not self.choices.takes_part(author_id):
            return False
        if self.mutes.is_muted(bridge.id, message.guild_id, author_id):
            return False
        until = message.membership.timed_out_until if message.membership is not None else None
        return until is None or until <= self.clock.now()

    def admits_reaction(
        self, user_id: UserId, likeness: str, bridge: Bridge, source: Endpoint, destination: Endpoint
    ) -> bool:
        """Tell whether an emoji that a user shows in *source* may be shown in *destination*: its name is a word."""
        if not self.choices.takes_part(user_id):
            return False
        if any(self.mutes.is_muted(bridge.id, end.guild_id, user_id) for end in (source, destination)):
            return False
        if self.channels.rules(source).is_age_restricted and not self.channels.rules(destination).is_age_restricted:
            return False
        return _flagged(destination, source.guild_id, self.words.flagging(bridge.id, likeness)) is None

    def _too_soon(self, message: SourceMessage, seat: Endpoint, bridge: Bridge) -> tuple[Refusal, ...]:
        """Return where it is too soon for *message*, on whose way nothing else can stand."""
        is_slow = False
        for end in bridge.endpoints:
            if end is not seat and self.channels.rules(end) is not NO_RULES:
                is_slow = True
        if not is_slow and self.turns.is_empty:
            return ()
        others = bridge.others(seat.channel_id)
        return tuple(refusal for end in others if (refusal := self._for_now(message, end)) is not None)

    def _refusals(
        self,
        message: SourceMessage,
        seat: Endpoint,
        bridge: Bridge,
        flagging: Collection[GuildId],
        *,
        is_new: bool,
        is_said: bool,
    ) -> Iterator[Refusal]:
        """Yield each refusal of *message*: what is for good before what moderators decide, and that before time."""
        here = self.channels.rules(seat)
        if here.slow_seconds and is_said:
            self.turns.note(seat.channel_id, message.author.id, message.id)
        for end in bridge.others(seat.channel_id):
            refusal = self._for_good(seat, end, bridge, is_age_restricted=here.is_age_restricted)
            if refusal is None and self.mutes.is_muted(bridge.id, end.guild_id, message.author.id):
                refusal = Refusal(end.channel_id, Reason.CLOSED)
            refusal = refusal or _flagged(end, seat.guild_id, flagging)
            if refusal is None and self.rules.flags(bridge.id, end, message):
                refusal = Refusal(end.channel_id, Reason.RULES, ruled_by=end.guild_id)
            if refusal is None and is_new:
                refusal = Refusal(end.channel_id, Reason.NEW)
            if refusal is None and is_said:
                refusal = self._for_now(message, end)
            if refusal is not None:
                yield refusal
        if bridge.manner.adds_notes and (note := _note_held(seat, flagging, is_new=is_new)) is not None:
            yield note

    def _for_good(self, seat: Endpoint, end: Endpoint, bridge: Bridge, *, is_age_restricted: bool) -> Refusal | None:
        """Return that *end* is not open to what is said in *seat*, if that is so: never out of an age restriction."""
        if not is_age_restricted or self.channels.rules(end).is_age_restricted:
            return None
        self.alarm.age_restricted(bridge, seat.home, end.home)
        return Refusal(end.channel_id, Reason.CLOSED)

    def _for_now(self, message: SourceMessage, end: Endpoint) -> Refusal | None:
        """Return that *message* has to wait until its author may speak in *end* again, if that is so."""
        seconds = self.channels.rules(end).slow_seconds
        if seconds and self.channels.is_exempt_from_slow(end, message):
            return None
        due_at = self.turns.take(end.channel_id, message.author.id, message.id, seconds)
        if due_at is None or due_at <= self.clock.now():
            return None
        return Refusal(end.channel_id, Reason.SLOW, due_at=due_at)


def _flagged(end: Endpoint, source_guild_id: GuildId, flagging: Collection[GuildId]) -> Refusal | None:
    """Return that a word list keeps a message out of *end*: that of its guild, or of the guild where it was said."""
    for guild_id in (end.guild_id, source_guild_id) if flagging else ():
        if guild_id in flagging:
            return Refusal(end.channel_id, Reason.WORDS, ruled_by=guild_id)
    return None


def _note_held(seat: Endpoint, flagging: Collection[GuildId], *, is_new: bool) -> Refusal | None:
    """Return what holds a note in *seat*; slow mode and age restrictions do not: its message stands there already."""
    refusal = _flagged(seat, seat.guild_id, flagging)
    if refusal is None and is_new:  # in a raid a note would make two of each message
        refusal = Refusal(seat.channel_id, Reason.NEW)
    return refusal
