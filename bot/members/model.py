"""What a user chooses for their own words, and prefers to read, wherever they are."""

from dataclasses import dataclass

from bot.translation.model import Language, Phonetics


@dataclass(frozen=True, slots=True)
class Choice:
    """One user's choice; who never chose has the default.

    Attributes:
        takes_part: What they say may be relayed, counted and kept.
        allows_outside: An outside translator may see what they say.
    """

    takes_part: bool = True
    allows_outside: bool = True


@dataclass(frozen=True, slots=True)
class Preference:
    """What one user prefers; who never said has the default.

    Attributes:
        reads: The language into which originals are translated for them, if they want that.
        is_pinged: A relayed message may ping them.
        phonetics: How the sounds of Chinese are shown to them, if they are.
        likes_corrections: They are learning, and others may mend their sentences.
        may_be_quoted: Recaps may quote what they wrote.
    """

    reads: Language | None = None
    is_pinged: bool = True
    phonetics: Phonetics | None = None
    likes_corrections: bool = False
    may_be_quoted: bool = True
