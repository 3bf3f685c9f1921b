"""Acts for tests: who did what, when, by short names."""

from datetime import UTC, date, datetime, timedelta

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.model import Act, Credit, Kind, Participant, Sketch, State, Tongue
from bot.participation.sketches import sketch

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


def sketched(words: str) -> Sketch:
    """Return the sketch of *words*, which are long enough."""
    made = sketch(words, KEY)
    assert made is not None
    return made


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
