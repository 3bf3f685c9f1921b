"""What is typed at the prompt: a member's name and their words, or a command. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from playground.cast import CAST, ROOMS, CastMember, Room
from playground.place import BRIDGES

QUIT: Final = "/quit"
HELP: Final = "/help"
EDIT: Final = "/edit"
DELETE: Final = "/delete"
COMMANDS: Final = (HELP, EDIT, DELETE, QUIT)

# What people put between a name and the words, in either language.
_SEPARATORS: Final = ":：,，"
_ROOM: Final = re.compile(r"#(\S+)\s*")
_MENTION: Final = re.compile(r"@(\S+)")


@dataclass(frozen=True, slots=True)
class Said:
    """A member is to say something."""

    member: CastMember
    channel_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A member's last message is to read otherwise."""

    member: CastMember
    words: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A member's last message is to be taken away."""

    member: CastMember


@dataclass(frozen=True, slots=True)
class Command:
    """`/quit` or `/help`."""

    name: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing can be made of the line: the phrase that says why, and what it quotes."""

    key: str
    quoted: str = ""


Typed = Said | Edited | Deleted | Command | NotUnderstood


def parsed(line: str) -> Typed | None:
    """Return what *line* asks for, None for a blank one.

    `dana good morning`, `小满：哈哈哈`, `#practice graham 你好`, `/edit dana good evening`,
    `/delete dana`, `/quit`. Without a channel a member writes in the main one of their language.
    """
    line = line.strip()
    if not line:
        return None
    if line.startswith("/"):
        return _command(line)
    room = None
    if match := _ROOM.match(line):
        room = room_named(match[1])
        if room is None:
            return NotUnderstood("no-such-channel", match[1])
        line = line[match.end() :]
    member, words = split_name(line)
    if member is None:
        return NotUnderstood("no-such-member", words)
    if not words:
        return NotUnderstood("no-words", member.handle)
    return Said(member, room.id if room else home_of(member), with_mentions(words))


def split_name(line: str) -> tuple[CastMember | None, str]:
    """Return the member that *line* begins with, and the rest; None and the first word where it names nobody.

    Behind a Chinese name no space is needed.
    """
    found = _named(line)
    if found is None:
        return None, re.split(rf"[\s{_SEPARATORS}]", line, maxsplit=1)[0]
    member, length = found
    return member, line[length:].lstrip(_SEPARATORS + " \t\u3000").rstrip()


def room_named(name: str) -> Room | None:
    """Return the room called *name*."""
    return next((room for room in ROOMS if room.name.casefold() == name.casefold()), None)


def home_of(member: CastMember) -> int:
    """Return the id of the channel that *member* writes in."""
    seats = BRIDGES[0]
    return seats.english.channel_id if member.language == "en" else seats.chinese.channel_id


def with_mentions(words: str) -> str:
    """Return *words* with each `@name` of the cast as Discord's own mention."""
    return _MENTION.sub(_mention, words)


def names() -> Sequence[str]:
    """Return the names that a line may begin with, each in one spelling."""
    return tuple({name.casefold(): name for one in CAST for name in (one.name, one.handle)}.values())


def _named(text: str) -> tuple[CastMember, int] | None:
    """Return whose name *text* begins with, and how long the name is."""
    for member in CAST:
        for name in (member.handle, member.name):
            after = text[len(name) : len(name) + 1]
            is_whole = not name.isascii() or not (after.isalnum() or after == "_")
            if is_whole and text[: len(name)].casefold() == name.casefold():
                return member, len(name)
    return None


def _mention(found: re.Match[str]) -> str:
    named = _named(found[1])
    return found[0] if named is None else f"<@{named[0].id}>{found[1][named[1] :]}"


def _command(line: str) -> Typed:
    name, _, rest = line.partition(" ")
    name = name.casefold()
    if name in {QUIT, HELP}:
        return Command(name)
    if name not in {EDIT, DELETE}:
        return NotUnderstood("no-such-command", name)
    member, words = split_name(rest.strip())
    if member is None:
        return NotUnderstood("no-such-member", words)
    if name == DELETE:
        return Deleted(member)
    return Edited(member, with_mentions(words)) if words else NotUnderstood("no-words", member.handle)
