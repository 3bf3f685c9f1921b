"""Three channels and their threads, people in them, a gateway that breaks and a bot that is killed."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint, Manner
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.carried import Carried
from bot.relay.comparing import Comparison
from bot.relay.lively import Lively
from bot.relay.model import MessageEdited, MessageSaid, MessagesDeleted, Part, Revision, SourceEvent, SourceMessage
from bot.relay.reacting import Emoji, Reacted, ReactionEvent, Unreacted
from bot.relay.reactions import Reactions
from bot.relay.threads import SourceThread, ThreadDeleted, ThreadEvent
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.fakes import MemoryLedger, MemoryOutbox, MemoryStandingParts, MemoryUnheardGuilds
from tests.property.reacting import OURS
from tests.property.threaded import HeardThreads, ThreadedDiscord
from tests.relaying import CHINESE, ENGLISH, GUILD, SHARD, Setting, said

TAIWAN = ChannelId(300)
TAG = {ENGLISH: "[en] ", CHINESE: "[zh-Hans] ", TAIWAN: "[zh-Hant] "}
LANGUAGES = {ENGLISH: EN, CHINESE: ZH_HANS, TAIWAN: ZH_HANT}
BRIDGE = Bridge(
    BridgeId(1),
    CONFIGURATION,
    "main",
    tuple(Endpoint(GUILD, channel_id, language) for channel_id, language in LANGUAGES.items()),
    manner=Manner(adds_notes=True),
)
HEART, PARTY = Emoji("❤"), Emoji("🎉")
MICROSECONDS = 1_000_000
CHINESE_WORD = "热"

Event = SourceEvent | ReactionEvent | ThreadEvent


@dataclass
class Told:
    """What a person said, as it reads now.

    Attributes:
        answered: What it answers: several, where that was a post which they share.
        is_unsure: The thread in which it was said is gone: what of it has crossed stands, and the rest does not.
    """

    message: SourceMessage
    is_gone: bool = False
    answered: "tuple[Told, ...]" = ()
    is_unsure: bool = False

    @property
    def is_chinese(self) -> bool:
        """Tell whether it is in Chinese, wherever that is: in English channels it gets a note."""
        return self.message.content.endswith(CHINESE_WORD)

    @property
    def line(self) -> str:
        """Return how it begins, edited or not."""
        return " ".join(self.message.content.split()[:2])


@dataclass
class Talk:
    """A thread that a person opened, as it is called now.

    Attributes:
        on: What it hangs on.
        lacks: Channels in which somebody deleted its counterpart.
    """

    thread_id: ChannelId
    channel_id: ChannelId
    title: str
    on: Told | None = None
    is_gone: bool = False
    lacks: set[ChannelId] = field(default_factory=set)


@dataclass
class World:
    """Three channels, people, a gateway that breaks, and a bot that is killed."""

    chance: random.Random
    setting: Setting = field(default_factory=lambda: Setting(joined=(BRIDGE,)))
    discord: ThreadedDiscord = field(init=False)
    board: HeardThreads = field(init=False)
    unheard: MemoryUnheardGuilds = field(default_factory=MemoryUnheardGuilds)
    told: list[Told] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    is_running: bool = False
    is_connected: bool = False
    is_late: bool = False
    is_double: bool = False
    was_deaf: bool = False
    missed: list[Event] = field(default_factory=list)  # replayed by a resume
    late: list[Event] = field(default_factory=list)  # heard, and overtaken by others
    edits: int = 0
    agreed: list[bool] = field(default_factory=list)  # of each thread, when all was settled but for the last words

    def __post_init__(self) -> None:
        discord = self.discord = self.setting.discord = ThreadedDiscord(self.setting.clock)
        board = HeardThreads(self.setting.clock, GUILD, discord.said, discord.next_id)
        self.board = self.setting.board = discord.board = board
        board.hear_deleted = self.hear
        board.begin, discord.knock = discord.begin_post, board.knock

    async def start(self) -> None:
        """Start a process."""
        self.stack, tasks, setting = AsyncExitStack(), Tasks(), self.setting
        relay = await self.stack.enter_async_context(setting.running())
        self.stack.push_async_callback(tasks.close)
        ledger, clock = MemoryLedger(setting.journal), setting.clock
        self.reactions = Reactions(relay.bridge_of, ledger, self.discord, setting.gate, OURS, clock, tasks)
        outbox = MemoryOutbox(setting.journal)
        comparison = Comparison(
            MemoryStandingParts(setting.journal),
            self.unheard,
            self.discord,
            outbox,
            Lively(lambda: relay.bridges, outbox, setting.threads, clock),
            relay.put,
            self.reactions.note,
            clock,
            tasks,
        )
        relay.follow_up_by(comparison)
        self.discord.echo = lambda channel_id, message_id: self.hear(
            MessageSaid(self.placed(next(m for m in self.discord.said[channel_id] if m.id == message_id)))
        )
        self.board.hear = self.hear
        self.is_running = self.is_connected = True
        self.missed.clear()
        relay.connected(SHARD)

    async def kill(self) -> None:
        """Kill the process at whatever it awaits."""
        if self.is_running:
            self.is_running = self.is_connected = False
            self.was_deaf = True
            self.late.clear()
            await self.stack.aclose()

    def hear(self, event: Event) -> None:
        """Let the gateway tell *event*: at once, twice, later than what follows it, or not at all."""
        if not self.is_connected:
            if self.is_running:
                self.missed.append(event)
            return
        if isinstance(event, SourceThread | ThreadDeleted):
            self.take_in(event)
            return
        if self.is_late or self.would_change_the_order(event):
            self.is_late = False
            self.late.append(event)
            return
        for _ in range(2 if self.is_double else 1):
            self.take_in(event)
        self.is_double = False

    def would_change_the_order(self, event: Event) -> bool:
        """Tell whether *event* is of a message that was said behind a late one, which it must not overtake."""
        if not isinstance(event, MessageSaid | MessageEdited):
            return False
        message = event.message
        behind = [one.message.id for one in self.late if isinstance(one, MessageSaid) and is_beside(one, event)]
        return bool(behind) and min(behind) < message.id

    def take_in(self, event: Event) -> None:
        if isinstance(event, Reacted | Unreacted):
            self.take_in_reaction(event)
        elif isinstance(event, SourceThread | ThreadDeleted):
            self.setting.relay.threads.note(event)
        else:
            self.setting.relay.put(event)

    def take_in_reaction(self, event: ReactionEvent) -> None:
        """Tell of a reaction; of one in a thread of which nothing was heard for long, once that is looked up."""
        thread = self.board.threads.get(event.channel_id)
        if self.setting.relay.bridge_of(event.channel_id) is None and thread is not None:
            note = partial(self.reactions.note, event)
            self.setting.relay.threads.look_up(event.channel_id, thread.parent_id, note)
        else:
            self.reactions.note(event)

    def arrive(self) -> None:
        """Let come what was late: first what was said, in its order, then the rest in any."""
        said_late = [event for event in self.late if isinstance(event, MessageSaid)]
        rest = [event for event in self.late if not isinstance(event, MessageSaid)]
        self.chance.shuffle(rest)
        for event in (*said_late, *rest):
            self.take_in(event)
        self.late.clear()

    def cut(self) -> None:
        if self.is_connected:
            self.is_connected = False
            self.setting.relay.disconnected(SHARD)

    def resume(self) -> None:
        if self.is_running and not self.is_connected:
            self.is_connected = True
            for event in self.missed:
                self.take_in(event)
            self.missed.clear()
            self.setting.relay.resumed(SHARD)

    def begin_anew(self) -> None:
        """Refuse the resume: a session begins that was told of nothing."""
        if self.is_running:
            self.was_deaf = self.was_deaf or not self.is_connected
            self.missed.clear()
            self.is_connected = True
            self.setting.relay.connected(SHARD)

    # What people do

    def say(self, channel_id: ChannelId, answered: "int | None" = None) -> None:
        """Let somebody write, but in no forum nor locked thread; *answered* picks what stands there and is answered."""
        if channel_id in self.board.forums or self.is_locked(channel_id):
            return
        number = len(self.told)
        parent_id = self.board.threads[channel_id].parent_id if channel_id in self.board.threads else None
        is_first = all(one.message.channel_id != channel_id for one in self.told)
        begins_a_post = parent_id in self.board.forums and is_first and not self.board.threads[channel_id].is_ours
        message_id = MessageId(channel_id) if begins_a_post else self.discord.next_id()
        by = "Mei" if number % 4 == 3 else "Ruth"
        words = f"note {number} {CHINESE_WORD}" if number % 5 == 2 else f"note {number}"
        told = Told(self.placed(said(message_id, words, channel_id=channel_id, by=by)))
        if answered is not None and (found := self.standing_in(channel_id)):
            reply_to, _ = found[answered % len(found)]
            told.answered = tuple(one for message_id, one in found if message_id == reply_to)
            told.message = replace(told.message, carried=Carried(reply_to=reply_to))
        self.board.wake(channel_id)
        self.discord.said[channel_id].append(told.message)
        self.told.append(told)
        self.hear(MessageSaid(told.message))

    def placed(self, message: SourceMessage) -> SourceMessage:
        """Return *message* with the channel that its thread is under, if it is in one."""
        thread = self.board.threads.get(message.channel_id)
        return message if thread is None else replace(message, parent_id=thread.parent_id)

    def edit(self, which: int) -> None:
        if (told := self.living(which)) is None:
            return
        self.edits += 1
        moment = Revision(int(self.setting.clock.now().timestamp()) * MICROSECONDS + self.edits)
        content = " ".join([told.line, f"edited {moment}", *[CHINESE_WORD] * told.is_chinese])
        told.message = replace(told.message, content=content, revision=moment)
        there = self.discord.said[told.message.channel_id]
        there[:] = [told.message if each.id == told.message.id else each for each in there]
        self.hear(MessageEdited(told.message))

    def delete(self, which: int) -> None:
        if (told := self.living(which)) is None:
            return
        told.is_gone = True
        channel_id = told.message.channel_id
        there = self.discord.said[channel_id]
        there[:] = [each for each in there if each.id != told.message.id]
        self.discord.reactions.pop(told.message.id, None)
        self.hear(MessagesDeleted(channel_id, (told.message.id,), parent_id=told.message.parent_id))

    def react(self, channel_id: ChannelId, which: int, emoji: Emoji, user_id: UserId) -> None:
        """Let somebody put an emoji under what stands in a channel or thread, a copy or a source."""
        if found := self.standing_in(channel_id):
            message_id, _ = found[which % len(found)]
            self.discord.on(message_id, emoji, user_id)
            self.hear(Reacted(channel_id, message_id, emoji, user_id))

    def unreact(self, which: int) -> None:
        """Let somebody take off what they put somewhere."""
        found = [
            (channel_id, message_id, emoji, user_id)
            for channel_id in (*TAG, *sorted(self.board.threads))
            for message_id, _ in self.standing_in(channel_id)
            for emoji, users in self.discord.reactions.get(message_id, {}).items()
            for user_id in sorted(users - {OURS})
        ]
        if found:
            channel_id, message_id, emoji, user_id = found[which % len(found)]
            self.discord.off(message_id, emoji, user_id)
            self.hear(Unreacted(channel_id, message_id, emoji, user_id))

    def living(self, which: int) -> Told | None:
        living = [one for one in self.told if not one.is_gone and one.message.channel_id not in self.board.gone]
        return living[which % len(living)] if living else None

    # What they do with threads

    def open(self, channel_id: ChannelId, which: int | None) -> None:
        """Let somebody open a thread, on a message or by itself, and speak in it.

        One on a copy is one on what the copy is of: the last, where several share it. Where that has a thread elsewhere
        whose counterpart is still to be opened here, the two would become one, and it is luck whose title stays.
        """
        message_id, on = None, None
        if which is not None:
            taken = self.board.threads.keys() | self.board.gone
            free = [
                (place, one)
                for place, one in dict(self.standing_in(channel_id)).items()
                if ChannelId(place) not in taken and all(self.is_apart(talk, channel_id) for talk in self.on(one))
            ]
            if not free:
                return
            message_id, on = free[which % len(free)]
        title = f"talk {len(self.talks)}"
        thread_id = self.board.open(channel_id, title, message_id)
        self.talks.append(Talk(thread_id, channel_id, title, on))
        self.say(thread_id)

    def on(self, told: Told) -> Sequence[Talk]:
        """Return the threads that people opened on what was said."""
        return [talk for talk in self.talks if talk.on is told]

    def is_apart(self, talk: Talk, channel_id: ChannelId) -> bool:
        """Tell whether what somebody opens in a channel has nothing to do with a thread: its counterpart is there."""
        return not talk.is_gone and (channel_id in self.sides(talk) or channel_id in talk.lacks)

    def react_within(self, which: int, side: int, message: int, emoji: Emoji, user_id: UserId) -> None:
        """Let somebody put an emoji under what stands in a thread, where it was opened or in a counterpart."""
        if (talk := self.living_talk(which)) is not None:
            sides = sorted(self.sides(talk).values())
            self.react(sides[side % len(sides)], message, emoji, user_id)

    def speak(self, which: int, side: int, answered: int | None = None) -> None:
        """Let somebody speak in a thread, where it was opened or in a counterpart."""
        if (talk := self.living_talk(which)) is not None:
            sides = sorted(self.sides(talk).values())
            self.say(sides[side % len(sides)], answered)

    def rename(self, which: int) -> None:
        talk = self.living_talk(which)
        if talk is not None and not self.is_changed_elsewhere(talk):
            self.edits += 1
            talk.title = f"{' '.join(talk.title.split()[:2])} renamed {self.edits}"
            state = self.board.threads[talk.thread_id].state
            self.board.put(talk.thread_id, replace(state, title=talk.title))

    def archive(self, which: int) -> None:
        """Let somebody archive a thread of which the bot knows that it was awake; else it is not noticed."""
        talk = self.living_talk(which)
        if talk is not None and self.is_known_awake(talk.thread_id) and not self.is_changed_elsewhere(talk):
            state = self.board.threads[talk.thread_id].state
            self.board.put(talk.thread_id, replace(state, is_archived=True))

    def lock(self, which: int) -> None:
        """Let somebody lock a thread, or unlock it."""
        talk = self.living_talk(which)
        if talk is not None and not self.is_changed_elsewhere(talk):
            state = self.board.threads[talk.thread_id].state
            if not state.is_archived:
                self.board.put(talk.thread_id, replace(state, is_locked=not state.is_locked))

    def delete_thread(self, which: int, side: int) -> None:
        """Let somebody delete a thread or a counterpart that the bot knows to be awake."""
        if (talk := self.living_talk(which)) is None:
            return
        parent_id, thread_id = sorted(self.sides(talk).items())[side % len(self.sides(talk))]
        if not self.is_known_awake(thread_id):
            return
        if thread_id == talk.thread_id:
            talk.is_gone = True
        else:
            talk.lacks.add(parent_id)
        for told in self.told:
            told.is_unsure |= told.message.channel_id == thread_id
        self.board.remove(thread_id)

    def is_changed_elsewhere(self, talk: Talk) -> bool:
        """Tell whether a counterpart is followed just now: what is done on two sides at once may end on either."""
        seen = {one.thread_id: one.seen for one in self.setting.threads.rows.values()}
        sides = {side: self.board.threads[side].state for side in self.sides(talk).values()}
        others = {side: state for side, state in sides.items() if side != talk.thread_id}
        is_being_changed = seen.get(talk.thread_id) == ""
        return is_being_changed or any(
            state.is_archived or seen.get(side) not in {"", state.token} for side, state in others.items()
        )

    def is_locked(self, thread_id: ChannelId) -> bool:
        return thread_id in self.board.threads and self.board.threads[thread_id].state.is_locked

    def is_known_awake(self, thread_id: ChannelId) -> bool:
        rows = self.setting.threads.rows.values()
        state = self.board.threads[thread_id].state
        return not state.is_archived and any(one.thread_id == thread_id and one.seen == state.token for one in rows)

    def is_agreed(self, talk: Talk) -> bool:
        """Tell whether a thread and its counterparts rest together, or are awake together, and are locked or not."""
        states = [self.board.threads[side].state for side in self.sides(talk).values()]
        return len({(state.is_archived, state.is_locked) for state in states}) == 1

    def living_talk(self, which: int) -> Talk | None:
        living = [talk for talk in self.talks if not talk.is_gone]
        return living[which % len(living)] if living else None

    def sides(self, talk: Talk) -> Mapping[ChannelId, ChannelId]:
        """Return the threads of a talk that people find, by their channels."""
        rows = self.setting.threads.rows
        strands = {strand_id for (strand_id, _), one in rows.items() if one.thread_id == talk.thread_id}
        there = {
            one.parent_id: one.thread_id
            for (strand_id, _), one in rows.items()
            if strand_id in strands and one.thread_id in self.board.threads
        }
        return there | {talk.channel_id: talk.thread_id}

    def sharing(self, told: Told) -> Sequence[Told]:
        """Return *told* and what shares a post with it anywhere."""
        parts = self.setting.journal.parts.values()
        posts = {part.message_id for part in parts if part.source_id == told.message.id}
        ids = {part.source_id for part in parts if part.message_id in posts}
        return [one for one in self.told if one is told or one.message.id in ids]

    def standing_in(self, channel_id: ChannelId) -> Sequence[tuple[MessageId, Told]]:
        """Return what stands in a channel, sources and copies without notes, each with what was said."""
        of = {told.message.id: [told] for told in self.told}
        copies = (part for part in self.setting.journal.parts.values() if not is_of_a_note(part))
        for part in sorted(copies, key=lambda part: part.source_id):
            of.setdefault(part.message_id, []).extend(of[part.source_id])
        there = self.discord.said[channel_id]
        return [(one.id, told) for one in there if one.id in of for told in of[one.id]]

    async def settle(self) -> None:
        """Mend everything, and wait until nothing is owed."""
        for faults in (self.discord.faults, self.board.faults, self.setting.outbox_faults, self.setting.ledger_faults):
            faults.clear()
        self.setting.translations.is_down = False
        self.is_late = self.is_double = False
        if not self.is_running:
            await self.start()
        self.arrive()
        if not self.is_connected or self.was_deaf:
            self.begin_anew()
        await self.until_idle()
        self.agreed = [talk.is_gone or self.is_agreed(talk) for talk in self.talks]
        for number, talk in enumerate([talk for talk in self.talks if not talk.is_gone]):
            if self.is_locked(talk.thread_id):
                self.lock(number)  # so that there can be last words
        await self.until_idle()
        while self.discord.late:
            self.discord.late.pop(0)()
        self.setting.clock.elapsed += 61  # a late double is deleted by then, and nothing is on its way any more
        for channel_id in (
            *TAG,
            *(side for talk in self.talks if not talk.is_gone for side in sorted(self.sides(talk).values())),
        ):
            self.say(channel_id)
        await self.until_idle()
        if self.was_deaf:
            self.begin_anew()
            await self.until_idle()

    async def until_idle(self) -> None:
        for _ in range(300):
            await turns(40)
            if self.setting.relay.is_ready and not self.setting.journal.rows:
                break
        await turns(2_000)


def is_of_a_note(part: Part) -> bool:
    return part.destination_id == part.source_channel_id


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def is_beside(one: MessageSaid, other: MessageSaid | MessageEdited) -> bool:
    return one.message.channel_id == other.message.channel_id
