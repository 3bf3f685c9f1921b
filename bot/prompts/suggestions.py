"""Suggestions: what members would like their community to be asked, and what moderators decided about it."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType, Protocol

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.model import Mode, Prompt, PromptId, Question
from bot.prompts.seasons import Season
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

SuggestionId = NewType("SuggestionId", int)

MOST_WAITING: Final = 3
"""So many suggestions of one member may wait at once on a bridge."""

MOST_IN_A_WEEK: Final = 5
"""So many suggestions a member may make on a bridge in seven days."""

KEPT_DECLINED_FOR: Final = timedelta(days=30)
"""So long its member can see why a suggestion was declined."""

LONGEST: Final = {EN: 180, ZH_HANS: 66, ZH_HANT: 70}
"""Characters of a question, as in the library."""

SHORTEST: Final = {EN: 16, ZH_HANS: 10, ZH_HANT: 10}
"""Characters without which nothing is asked, as in the library."""

LONGEST_REASON: Final = 300
"""Characters of why a suggestion was declined."""

_OWN: Final = "own-"


class SuggestionState(enum.StrEnum):
    """How a suggestion stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Texts:
    """What is suggested, in each language; what is empty is still to be written.

    Attributes:
        zh_hant: As somebody wrote it; empty where it is derived from Simplified Chinese.
        draft: The language in which only a machine has said it so far; None for neither.
    """

    en: str = ""
    zh_hans: str = ""
    zh_hant: str = ""
    draft: Language | None = None

    @property
    def chinese(self) -> str:
        """Return it in Chinese, in the script in which it was written."""
        return self.zh_hant or self.zh_hans

    @property
    def is_whole(self) -> bool:
        """Tell whether readers of both languages can be asked."""
        return bool(self.en and self.zh_hans)


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """The message that shows a suggestion to moderators."""

    channel_id: ChannelId
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What a member suggests.

    Attributes:
        guild_id: Where they did.
    """

    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    texts: Texts


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a member suggested.

    Attributes:
        guild_id: Where they did.
        reason: Why it was declined.
        board: Where moderators see it; None until it stands there.
    """

    id: SuggestionId
    bridge_id: BridgeId
    guild_id: GuildId
    user_id: UserId
    texts: Texts
    made_at: datetime
    state: SuggestionState = SuggestionState.WAITING
    reason: str = ""
    board: BoardPlace | None = None

    @property
    def prompt_id(self) -> PromptId:
        """Return under which id it is asked."""
        return PromptId(f"{_OWN}{self.id}")

    def as_prompt(self) -> Prompt:
        """Return what is asked once it is accepted."""
        texts = self.texts
        questions = Question(texts.en), Question(texts.zh_hans), Question(texts.zh_hant)
        return Prompt(self.prompt_id, None, 1, Mode.TALK, Season(), *questions)


def suggestion_of(prompt_id: PromptId) -> SuggestionId | None:
    """Return the suggestion that is asked as *prompt_id*; None for what ships with the bot."""
    number = prompt_id.removeprefix(_OWN)
    return SuggestionId(int(number)) if prompt_id.startswith(_OWN) and number.isdecimal() else None


class SuggestionStore(Protocol):
    """Remembers suggestions. Raises `Unavailable`."""

    async def add(self, new: NewSuggestion) -> Suggestion | None:
        """Remember what is suggested, under an id that nothing had before; None where its bridge is closed."""
        ...

    async def by_id(self, suggestion_id: SuggestionId) -> Suggestion | None:
        """Return a suggestion."""
        ...

    async def of_bridge(self, bridge_id: BridgeId) -> Sequence[Suggestion]:
        """Return all that was suggested on a bridge, the oldest first."""
        ...

    async def of_member(self, user_id: UserId) -> Sequence[Suggestion]:
        """Return all that a user suggested anywhere, the oldest first."""
        ...

    async def accepted(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        """Return what was accepted on a bridge and not asked there yet, the oldest first."""
        ...

    async def shown(self, suggestion_id: SuggestionId, board: BoardPlace) -> None:
        """Remember where moderators see a suggestion."""
        ...

    async def reword(self, suggestion_id: SuggestionId, texts: Texts) -> bool:
        """Make *texts* those of a suggestion that waits; tell whether it does."""
        ...

    async def decide(self, suggestion_id: SuggestionId, state: SuggestionState, reason: str) -> bool:
        """Accept or decline a suggestion that waits; tell whether it did."""
        ...

    async def remove(self, suggestion_id: SuggestionId) -> None:
        """Forget a suggestion."""
        ...

    async def unseen(self, before: datetime) -> Sequence[Suggestion]:
        """Return what was suggested before a moment, waits, and stands before no moderator."""
        ...

    async def declined(self, before: datetime) -> Sequence[Suggestion]:
        """Return what was declined before a moment."""
        ...


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that a suggestion resembles.

    Attributes:
        text: In the language in which they are most alike.
        percent: How much of both they share.
        state: Of another suggestion; None for what ships with the bot.
    """

    text: str
    percent: int
    state: SuggestionState | None = None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion as moderators see it.

    Attributes:
        bridge: The bridge's name.
        alike: What it resembles, the most alike first.
        by: Who decided; None where nobody did, or nobody knows any more.
    """

    suggestion: Suggestion
    bridge: str
    alike: Sequence[Likeness] = ()
    by: UserId | None = None


class SuggestionBoard(Protocol):
    """Shows suggestions to moderators, with what can be done about each.

    Each method raises `ChannelGone` or `Forbidden` where that cannot be, and `Unavailable`.
    """

    async def show(self, channel_id: ChannelId, view: SuggestionView) -> BoardPlace:
        """Post a suggestion in a notice channel; asked a second time within minutes, it posts no second one."""
        ...

    async def edit(self, place: BoardPlace, view: SuggestionView) -> None:
        """Make a posted message show *view*. Raises `MessageGone` too."""
        ...

    async def clear(self, place: BoardPlace) -> None:
        """Make a posted message say that the suggestion is forgotten. Raises `MessageGone` too."""
        ...
