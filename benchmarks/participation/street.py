"""A street: people who write in two joined channels, each message relayed and recorded."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from benchmarks.sentences import numbers, sentence, translation
from bot.bridges.model import Bridge, BridgeSettings, Endpoint, Owner
from bot.clock import SystemClock
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.model import Preference
from bot.participation.recording import FOLD_SECONDS, MUCH, TOGETHER_SECONDS, Admission, Recorder
from bot.relay.carried import Carried, File
from bot.relay.model import Author, Membership, MessageSaid, SourceMessage
from bot.relay.ports import Admitted
from bot.relay.reacting import Emoji, Reacted
from bot.storage.alone import ALONE
from bot.storage.database import Database
from bot.translation.masking import mask
from bot.translation.model import EN, ZH_HANS
from tests.owing import part_of

_GUILD: Final = GuildId(1 << 50)
_ENGLISH: Final = Endpoint(_GUILD, ChannelId(100), EN)
_CHINESE: Final = Endpoint(_GUILD, ChannelId(200), ZH_HANS)
_PEOPLE: Final = 500
_ANSWERED: Final = 60  # people answer one of so many last messages
_REPLIES, _CROSSING, _WITH_FILES, _TAPPED = 0.3, 0.5, 0.1, 0.3  # shares of messages
_FILE: Final = File("lunch.jpg", "https://cdn.example/lunch.jpg", 300_000)
_THUMB: Final = Emoji("👍")


@dataclass
class Spent:
    """CPU milliseconds for each message: what it took to relay it, second by second, to record it, and to fold."""

    recorded: list[float] = field(default_factory=list)
    relayed: list[float] = field(default_factory=list)
    folded: float = 0.0


@dataclass
class Street:
    """People who write in two joined channels, each message relayed and recorded, and what that costs."""

    database: Database
    recorder: Recorder
    chance: random.Random
    clock: SystemClock = field(default_factory=SystemClock)
    _said: deque[Admitted] = field(default_factory=lambda: deque(maxlen=_ANSWERED))
    _last: int = 0

    @classmethod
    async def opened(cls, database: Database, seed: int) -> "Street":
        """Return the street of a database without any bridge, where a fifth of all people told their zone."""
        await database.bridges.open(Owner(_GUILD), "street", [_ENGLISH, _CHINESE], BridgeSettings())
        (bridge,) = await database.bridges.every()
        for number in range(0, _PEOPLE, 5):
            await database.preferences.keep(UserId(1000 + number), Preference(zone="Asia/Taipei"))
        gate: Any = _Everything()  # of the gate this is all that is asked
        admission = Admission(
            lambda _: bridge, gate, _Everybody(), _NothingExcluded(), UserId(1), is_muted=lambda *_: False
        )
        recorder = Recorder(
            records=database.community.contributions,
            admission=admission,
            history=None,  # type: ignore[arg-type] # nothing is missed
            words=lambda text: mask(text).words,
            key=b"of the benchmark",
            clock=SystemClock(),
        )
        return cls(database, recorder, random.Random(seed))  # noqa: S311 - chance that can be repeated

    async def seconds(self, messages: int, seconds: int) -> Spent:
        """Have some *seconds* pass, as fast as can be, with as many *messages* in each."""
        spent = Spent()
        folding = recording = 0.0
        since = noted = 0
        for second in range(1, seconds + 1):
            said = [self._message() for _ in range(messages)]
            began = time.process_time()
            await self._relay(said)
            relayed = time.process_time()
            spent.relayed.append((relayed - began) * 1000 / messages)
            noted += sum(self._note(one) for one in said)
            is_due = second - since >= TOGETHER_SECONDS or noted >= MUCH  # as the recorder has it
            if is_due:
                await self.recorder.flush()
            recording += time.process_time() - relayed
            if is_due:
                spent.recorded.append(recording * 1000 / (messages * (second - since)))
                since, noted, recording = second, 0, 0.0
            if second % FOLD_SECONDS == 0:
                began = time.process_time()
                await self.database.community.contributions.fold()
                folding += time.process_time() - began
        spent.folded = folding * 1000 / (messages * seconds)
        return spent

    def _message(self) -> Admitted:
        """Return what somebody says next: of ten messages three are replies, of which half cross."""
        now, number = self.clock.now(), next(numbers)
        message_id = self._last = MessageId(max(first_id_at(now), self._last + 4))
        is_english = self.chance.random() < 0.5
        here, there = (_ENGLISH, _CHINESE) if is_english else (_CHINESE, _ENGLISH)
        joined = Membership(now - timedelta(days=self.chance.randrange(1, 1000)), None, ())
        files = (_FILE,) if self.chance.random() < _WITH_FILES else ()
        text = sentence(number)
        said = SourceMessage(
            id=message_id,
            channel_id=here.channel_id,
            guild_id=_GUILD,
            author=Author(UserId(1000 + int(_PEOPLE * self.chance.random() ** 3)), "Ann", None),
            content=text if is_english else translation(text),
            carried=Carried(reply_to=self._answered(here), files=files),
            membership=joined,
        )
        admitted = Admitted(said, here.language, (there.channel_id,))
        self._said.append(admitted)
        return admitted

    def _answered(self, here: Endpoint) -> MessageId | None:
        """Return which message somebody answers: one of theirs, or the copy of one from across."""
        if self.chance.random() >= _REPLIES:
            return None
        crosses = self.chance.random() < _CROSSING
        those = [one.message for one in self._said if (one.message.channel_id != here.channel_id) == crosses]
        if not those:
            return None
        answered = self.chance.choice(those)
        return MessageId(answered.id + crosses)

    async def paced(self, messages: int, seconds: int, *, is_recorded: bool) -> list[float]:
        """Have *seconds* pass as they do, with *messages* in each; return how many ms the relay took to write each."""
        loop, began = asyncio.get_running_loop(), asyncio.get_running_loop().time()

        async def one(at: float) -> float:
            await asyncio.sleep(began + at - loop.time())
            said = self._message()
            start = time.perf_counter()
            await self._relay([said])
            took = time.perf_counter() - start
            if is_recorded:
                self._note(said)
            return took * 1000

        moments = [self.chance.uniform(0.0, seconds) for _ in range(messages * seconds)]
        return await asyncio.gather(*map(one, moments))

    async def _relay(self, said: Sequence[Admitted]) -> None:
        """Owe and deliver messages, with as few commits as the relay makes where all come at once."""
        kept = replace(self.database.ledger, leases=ALONE)
        owed = await asyncio.gather(*(self.database.outbox.observe([one]) for one in said))
        await asyncio.gather(*(kept.record(part_of(row, row.source_id + 1), row, settles=True) for (row,) in owed))

    def _note(self, admitted: Admitted) -> int:
        """Note a message, and maybe a reaction to one; return how much that was."""
        self.recorder.note(MessageSaid(admitted.message))
        is_tapped = self.chance.random() < _TAPPED
        if is_tapped:
            on = self.chance.choice(self._said)
            who = UserId(1000 + self.chance.randrange(_PEOPLE))
            here = self.chance.choice((on.message.channel_id, *on.destinations))
            message_id = MessageId(on.message.id + (here != on.message.channel_id))
            self.recorder.note_reaction(Reacted(here, message_id, _THUMB, who))
        return 1 + is_tapped


class _Everything:
    """A gate through which all comes."""

    def admits(self, message: SourceMessage, bridge: Bridge) -> bool:  # noqa: ARG002 - the port's signature
        return True


class _Everybody:
    """All take part, and trust outside translators."""

    def takes_part(self, user_id: UserId) -> bool:  # noqa: ARG002 - the port's signature
        return True

    def allows_outside(self, user_id: UserId) -> bool:  # noqa: ARG002 - the port's signature
        return True


class _NothingExcluded:
    """Admins want all of it counted."""

    def excludes(self, message: SourceMessage) -> bool:  # noqa: ARG002 - the port's signature
        return False

    def excludes_roles(self, role_ids: Collection[int]) -> bool:  # noqa: ARG002 - the port's signature
        return False

    def excludes_channel(self, channel_id: ChannelId) -> bool:  # noqa: ARG002 - the port's signature
        return False
