"""Members: asked at every message, so their choices are held in memory."""

from collections.abc import Callable

from bot.ids import UserId
from bot.members.model import Choice
from bot.members.ports import ChoiceStore

_DEFAULT = Choice()


class Members:
    """Knows what users chose (the relay's `MemberChoices`), and changes it. Make one with `load`."""

    def __init__(self, store: ChoiceStore, choices: dict[UserId, Choice]) -> None:
        self._store = store
        self._choices = choices
        self._writing = 0
        self._written = 0
        self._subscribers: list[Callable[[], None]] = []

    @classmethod
    async def load(cls, store: ChoiceStore) -> "Members":
        """Return members with the choices that *store* remembers."""
        return cls(store, dict(await store.every()))

    def subscribe(self, subscriber: Callable[[], None]) -> None:
        """Call *subscriber* when somebody has chosen anew."""
        self._subscribers.append(subscriber)

    def choice(self, user_id: UserId) -> Choice:
        """Return what a user chose."""
        return self._choices.get(user_id, _DEFAULT)

    def takes_part(self, user_id: UserId) -> bool:
        """Tell whether what a user says may be relayed, counted and kept."""
        return self.choice(user_id).takes_part

    def allows_outside(self, user_id: UserId) -> bool:
        """Tell whether an outside translator may see what a user says: not, for moderators either, if it stays."""
        choice = self.choice(user_id)
        return choice.takes_part and choice.allows_outside

    async def choose(self, user_id: UserId, choice: Choice) -> None:
        """Make *choice* that of a user: at once for all that is said from now on, and after a restart."""
        self._choices[user_id] = choice  # first here: what is said while it is written down counts already
        self._writing += 1
        try:
            await self._store.keep(user_id, choice)
        finally:
            self._writing -= 1
            self._written += 1
        for subscriber in self._subscribers:
            subscriber()

    async def reload(self, _told: object = ()) -> None:
        """Read anew what users chose, maybe in another process; what is being written here is told when it stands."""
        before = self._written
        known = dict(await self._store.every())
        if before == self._written and not self._writing:
            self._choices = known
