"""A newcomer's introduction, the hellos it gets, and the greeters among whom newcomers are shared out."""

import enum
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, UserId
from bot.relay.model import Author, Membership, SourcePlace
from bot.translation.model import Language, are_alike

NewcomerId = NewType("NewcomerId", int)

TURN_FOR: Final = timedelta(hours=12)
"""How long a greeter has for a newcomer before another one does: a night's sleep, and some of the next day."""

WAITS_FOR: Final = timedelta(days=14)
"""How long a newcomer who gets no hello is anybody's to greet. After that they are no newcomer."""

CALLED_EVERY: Final = timedelta(days=7)
"""How often at most moderators are told that newcomers wait and nobody greets."""

LONGEST_NAME: Final = 32
LONGEST_ABOUT: Final = 500
LONGEST_LINE: Final = 150
LONGEST_HELLO: Final = 500
"""Characters, so that an introduction or a hello is one message however wide its characters are."""

# Emoji need no translating, and a card with lines of its own shares no post with other people's words.
_SPROUT: Final = "🌱"
_LIKES: Final = "💛"
_ASK_ME: Final = "💬"


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody wrote about themselves. Nobody is asked where they are, or where they come from.

    Attributes:
        name: What to call them; empty for the name that the guild knows.
        likes: Things that they like, and may find in common with others.
        ask_me: What they would like to be asked about.
    """

    about: str
    name: str = ""
    likes: str = ""
    ask_me: str = ""

    def worded(self, known_as: str, plain: Callable[[str], str]) -> str:
        """Return the card as one message in its author's own words; empty where there are none.

        Args:
            plain: Returns a name with no mark of markdown at work.
        """
        lines = [self.about.strip(), _line(_LIKES, self.likes), _line(_ASK_ME, self.ask_me)]
        said = [line for line in lines if line]
        name = plain(" ".join(self.name.split()) or known_as)
        return "\n".join([f"{_SPROUT} **{name}**", *said]) if said else ""


def _line(emoji: str, text: str) -> str:
    words = " ".join(text.split())
    return f"{emoji} {words}" if words else ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who writes in a form, as their guild shows them.

    Attributes:
        may_speak: They may write in the channel.
        may_embed: Their links may show what they lead to.
    """

    author: Author
    membership: Membership | None = None
    may_speak: bool = True
    may_embed: bool = True


@dataclass(frozen=True, slots=True)
class Introduction:
    """A card that stands in a channel, and is relayed as its author's words.

    Attributes:
        looks_at: When what its copies show is looked after next.
        changes: How much happened to it since it was looked after.
        face: What its copies were last made to show.
    """

    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    place: SourcePlace
    looks_at: datetime
    changes: int = 1
    face: str = ""


@dataclass(frozen=True, slots=True)
class Hello:
    """What somebody answered to a newcomer.

    Attributes:
        to: The newcomer's message, as they wrote it.
        place: Where the hello was said.
        guild_id: The guild of that channel.
        is_spoken: A button posted it for its author.
    """

    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    to: SourcePlace
    place: SourcePlace
    is_spoken: bool = False


class Cause(enum.StrEnum):
    """Why somebody is in the queue."""

    CARD = "card"  # they introduced themselves
    FIRST_POST = "first"  # nobody answered the first thing that they said


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is to get a first hello.

    Attributes:
        place: The message that is to be answered.
        language: Of the channel where it stands.
    """

    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    place: SourcePlace
    language: Language
    at: datetime
    cause: Cause


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who waits for a first hello, in the queue of a bridge."""

    id: NewcomerId
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class Greeter:
    """A member who offered to say hello to newcomers of a bridge, and writes in a language."""

    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    language: Language


@dataclass(frozen=True, slots=True)
class FirstPost:
    """The first thing that somebody said in a bridge, which nobody answered."""

    guild_id: GuildId
    place: SourcePlace
    user_id: UserId
    at: datetime
    language: Language


@dataclass(frozen=True, slots=True)
class Waiting:
    """A newcomer without a greeter.

    Attributes:
        after: Whose turn it was, and is over.
    """

    id: NewcomerId
    user_id: UserId
    language: Language
    after: UserId | None = None


def dealt(
    waiting: Iterable[Waiting], greeters: Collection[Greeter], loads: Mapping[UserId, int]
) -> Mapping[NewcomerId, UserId]:
    """Return which greeter each of *waiting* gets: everyone gets one, as long as there is any but themselves.

    Whoever has the fewest is next, and of those the one who writes in another language: people stay for a hello from
    the other side, but a wave must not bury the only greeter who could say it. A turn that is over goes to somebody
    else, if there is anybody else.

    Args:
        loads: How many newcomers each greeter has already.
    """
    load = {one.user_id: loads.get(one.user_id, 0) for one in greeters}
    turns: dict[NewcomerId, UserId] = {}
    for newcomer in waiting:
        others = [one for one in greeters if one.user_id != newcomer.user_id]
        fresh = [one for one in others if one.user_id != newcomer.after]
        chosen = min(fresh or others, key=lambda one: _rank(one, newcomer, load), default=None)
        if chosen is not None:
            turns[newcomer.id] = chosen.user_id
            load[chosen.user_id] += 1
    return turns


def _rank(greeter: Greeter, newcomer: Waiting, load: Mapping[UserId, int]) -> tuple[int, bool, int]:
    return load[greeter.user_id], are_alike(greeter.language, newcomer.language), greeter.user_id


@dataclass(frozen=True, slots=True)
class Face:
    """What the buttons under an introduction tell: how many people took notice of it.

    Attributes:
        language: Of its author's channel.
        hellos: How many people said hi.
        across: How many of those wrote in another language.
        reacted: How many people reacted in channels of another language.
    """

    language: Language
    hellos: int = 0
    across: int = 0
    reacted: int = 0

    @property
    def is_noticed(self) -> bool:
        """Tell whether there is anything to be told."""
        return bool(self.hellos or self.reacted)


def face_of(
    introduction: Introduction,
    hellos: Sequence[Hello],
    languages: Mapping[ChannelId, Language],
    reacted: Collection[UserId],
) -> Face:
    """Return what is told of an introduction, whose author's own hellos and reactions count for nothing.

    Args:
        languages: Of each channel that has a seat in its bridge.
        reacted: Who reacted in channels of another language.
    """
    own = languages[introduction.place.channel_id]
    theirs = [one for one in hellos if one.user_id != introduction.user_id]
    across = {one.user_id for one in theirs if not are_alike(languages.get(one.place.channel_id, own), own)}
    people = {one.user_id for one in theirs}
    return Face(own, len(people), len(across), len(set(reacted) - {introduction.user_id}))
