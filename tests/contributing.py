"""Acts and talk for tests: who did what, when, by short names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.participation import counting
from bot.participation.counting import Sums, added
from bot.participation.meeting import Answered, Around, Talk, counted, deleted, heard
from bot.participation.model import Act, Credit, Kind, Participant, Sketch, State, Tongue
from bot.participation.retention import AFTER, EARLY, Arrivals, DaysOfArrival, gathered
from bot.participation.sketches import sketch
from bot.participation.tallying import DayCounts

EN, ZH = Tongue("en"), Tongue("zh")
GUILD = GuildId(1)
DAY = date(2027, 3, 3)
MORNING = datetime(2027, 3, 3, 8, tzinfo=UTC)
KEY = b"known to nobody"

# The playground's cast.
NURSE = Participant(UserId(11), EN)
GARDENER = Participant(UserId(12), EN)
TEACHER = Participant(UserId(21), ZH)
STUDENT = Participant(UserId(22), ZH)
BOT = Participant(UserId(99), ZH, is_bot=True)


def worded(words: str | None) -> Callable[[], Sketch | None]:
    """Return what makes the sketch of *words*; None for too few."""
    made = None if words is None else sketched(words)
    return lambda: made


def sketched(words: str) -> Sketch:
    """Return the sketch of *words*, which are long enough."""
    made = sketch(words, KEY)
    assert made is not None
    return made


def fold(acts: Iterable[Act]) -> Sums:
    """Return the contributions of a day, in whichever tongue."""
    return added(counting.fold(acts).values())


def act(
    kind: Kind = Kind.REPLY_ACROSS,
    *,
    who: Participant = NURSE,
    whom: Participant | None = TEACHER,
    message: int = 1,
    minutes: float = 0,
    channel: int = 5,
    emoji: str = "",
    words: str = "",
    state: State = State.COUNTED,
    revision: int = 0,
) -> Act:
    """Return an act, *minutes* after the morning of `DAY`."""
    return Act(
        kind,
        who,
        whom,
        GUILD,
        ChannelId(channel),
        MessageId(message),
        MORNING + timedelta(minutes=minutes),
        DAY,
        emoji,
        sketched(words) if words else frozenset(),
        Credit(state, revision),
    )


@dataclass(frozen=True, slots=True)
class Post:
    """A message that somebody wrote, and what it answers."""

    message_id: MessageId
    author: Participant
    answers: "Post | None" = None
    is_first: bool = False

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return said_at(self.message_id)

    @property
    def talk(self) -> Talk:
        """Return it as it is heard."""
        other, answers = self.answers, None
        if other is not None and not other.author.is_bot and other.author.user_id != self.author.user_id:
            answers = Answered(other.message_id, other.author.user_id, other.author.tongue)
        who = self.author
        return Talk(self.message_id, GUILD, ChannelId(5), who.user_id, who.tongue, answers, self.is_first)


class Conversation:
    """What is known of three days, as a database keeps it."""

    def __init__(self) -> None:
        self.talks: dict[MessageId, Talk] = {}

    def hear(self, post: Post) -> None:
        """Take in a message, once."""
        if not post.author.is_bot and post.message_id not in self.talks:
            self.keep(heard(post.talk, self.around(post.talk)))

    def delete(self, message_id: MessageId) -> None:
        """Take a message away."""
        gone = self.talks.pop(message_id)
        self.keep(deleted(gone, self.around(gone)))

    def keep(self, talks: Iterable[Talk]) -> None:
        """Remember how messages read now."""
        self.talks.update({talk.message_id: talk for talk in talks})

    def around(self, talk: Talk) -> Around:
        """Return what is known around a message."""
        known = [self.talks[message_id] for message_id in sorted(self.talks)]
        replies = [other for other in known if other.answers and other.answers.message_id == talk.message_id]
        if (answers := talk.answers) is None:
            return Around(replies=replies)
        pair = {talk.user_id, answers.user_id}
        return Around(
            [
                other
                for other in known
                if other.crosses and other.answers and pair == {other.user_id, other.answers.user_id}
            ],
            [other for other in known if other.answers and other.answers.message_id == answers.message_id],
            self.talks.get(answers.message_id),
            replies,
        )


def tally(posts: Iterable[Post], now: datetime) -> Mapping[date, DayCounts]:
    """Return the counts of each day on which people posted, heard in any order, and some perhaps twice."""
    conversation = Conversation()
    for post in posts:
        conversation.hear(post)
    return counted(conversation.talks.values(), now)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who arrived, who was answered from across at a moment, and wrote on some days."""

    arrived_at: datetime
    answered_at: datetime | None = None
    active_on: frozenset[date] = field(default=frozenset())


def arrivals(newcomers: Iterable[Newcomer]) -> DaysOfArrival:
    """Return the daily counts of *newcomers*."""
    return gathered(
        (
            (one.arrived_at.date(), one.answered_at is not None and one.answered_at - one.arrived_at <= EARLY),
            Arrivals(1, {after: int(one.arrived_at.date() + timedelta(after) in one.active_on) for after in AFTER}),
        )
        for one in newcomers
    )
