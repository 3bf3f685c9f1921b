"""Composition: a translated message made ready to be posted, by rules alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.bridges.model import AS_USUAL, Manner
from bot.ids import UserId
from bot.relay.glyphs import is_readable, units, well_formed
from bot.relay.markdown import bare
from bot.relay.model import Composition, Owed, Persona, Piece
from bot.relay.personas import digits, mark, persona_name
from bot.relay.ports import Phrases
from bot.relay.splitting import CONTENT_LIMIT, Slice, split
from bot.relay.subtext import SUBTEXT, with_original
from bot.translation.model import Quality, Translation

_USER_MENTION: Final = re.compile(r"<@!?([0-9]+)>")


class RelayComposer:
    """Composes by Discord's rules (the port `bot.relay.ports.Composer`)."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def compose(self, row: Owed, translation: Translation, manner: Manner = AS_USUAL) -> Composition:
        """Return how *row* looks in its destination.

        A provisional text carries a line that says so, and word help below it where there is
        some. Where the last piece has no room for these, word help is left out first, then the
        line: no part is made for their sake. For an original that stands below, parts are made.
        """
        text = _words(row, translation)
        if not text:
            phrase = self._phrases.say(translation.target, "relay-nothing-readable")
            return self._in_one(row, translation, phrase, manner)
        slices = split(text)
        last = slices[-1]
        slices = (*slices[:-1], replace(last, content=_with_lines(last.content, self._below(text, translation))))
        pieces = _pieces(slices, row.pings)
        if manner.shows_original and text.strip() != row.content.strip():
            pieces = with_original(pieces, text, well_formed(row.content))
        return Composition(self._persona(row, translation, manner), pieces)

    def plain(self, row: Owed, translation: Translation, manner: Manner = AS_USUAL) -> Composition:
        """Return the same parts and ranges with nothing that Discord could object to but the words."""
        nothing = self._phrases.say(translation.target, "relay-nothing-readable")
        pieces = tuple(
            replace(piece, content=bare(piece.content) or nothing, pings=frozenset())
            for piece in self.compose(row, translation, manner).pieces
        )
        return Composition(self._member(row, translation, None, manner), pieces)

    def uncarried(self, row: Owed, translation: Translation, manner: Manner = AS_USUAL) -> Composition:
        """Return one part: a line that says the message could not be carried, with a link to it."""
        phrase = self._phrases.say(translation.target, "relay-uncarried", link=_link(row))
        piece = self._in_one(row, translation, phrase, manner)
        return replace(piece, persona=self._member(row, translation, None, manner))

    def cut(self, row: Owed, translation: Translation, parts: int, manner: Manner = AS_USUAL) -> Composition:
        """Return `compose` in at most *parts* parts, the last cut with "…" and a link if need be."""
        whole = self.compose(row, translation, manner)
        if len(whole.pieces) <= parts:
            return whole
        bare = self.compose(row, translation, replace(manner, shows_original=False))
        if len(bare.pieces) <= parts:
            return self._with_link(bare, row, translation)  # all the words have room, and their original has not
        lines = [self._phrases.say(translation.target, "relay-cut", link=_link(row))]
        if translation.quality is Quality.PROVISIONAL:
            lines.insert(0, self._phrases.say(translation.target, "relay-pending"))
        below = "…" + "".join(f"\n{SUBTEXT}{line}" for line in lines)
        *full, last = split(_words(row, translation), at_most=parts, reserve=units(below))
        slices = (*full, replace(last, content=last.content + below))
        return Composition(whole.persona, _pieces(slices, row.pings))

    def _below(self, text: str, translation: Translation) -> list[str]:
        """Return the lines that the bot itself adds, the one that matters most first."""
        lines = []
        if translation.quality is Quality.PROVISIONAL:
            lines.append(self._phrases.say(translation.target, "relay-pending"))
        # Help would spell out what a spoiler hides.
        if translation.word_help and "||" not in text and units(translation.word_help) < CONTENT_LIMIT:
            first, *more = well_formed(translation.word_help).strip().splitlines() or [""]
            if first:
                lines.append(self._phrases.say(translation.target, "relay-word-help", words=first))
            lines += [line for line in more if line.strip()]
        return lines

    def _with_link(self, composition: Composition, row: Owed, translation: Translation) -> Composition:
        """Return *composition* with the way to the original below it, if there is room for that."""
        line = self._phrases.say(translation.target, "relay-cut", link=_link(row))
        *full, last = composition.pieces
        return replace(composition, pieces=(*full, replace(last, content=_with_lines(last.content, [line]))))

    def _in_one(self, row: Owed, translation: Translation, phrase: str, manner: Manner) -> Composition:
        piece = Piece(SUBTEXT + phrase, 0, units(translation.text))
        return Composition(self._persona(row, translation, manner), (piece,))

    def _persona(self, row: Owed, translation: Translation, manner: Manner) -> Persona:
        avatar_url = row.author.avatar_url
        name = persona_name(row.author.name, _mark(row, translation, manner))
        return Persona(name, avatar_url) if name else self._member(row, translation, avatar_url, manner)

    def _member(self, row: Owed, translation: Translation, avatar_url: str | None, manner: Manner) -> Persona:
        """Return a persona for an author whose own name cannot be shown."""
        name = self._phrases.say(translation.target, "relay-member", digits=digits(row.author.id))
        return Persona(persona_name(name, _mark(row, translation, manner)), avatar_url)


def _mark(row: Owed, translation: Translation, manner: Manner) -> str:
    return mark(row.source_language, translation.target) if manner.is_marked else ""


def _words(row: Owed, translation: Translation) -> str:
    """Return the text to show: the original, should the translation have nothing in it; else nothing."""
    for text in (translation.text, row.content):
        if is_readable(text):
            return well_formed(text)
    return ""


def _with_lines(content: str, lines: Sequence[str]) -> str:
    """Return *content* with as many of *lines* below it, in order, as the message has room for."""
    for line in lines:
        longer = f"{content.rstrip()}\n{SUBTEXT}{line}"
        if units(longer) > CONTENT_LIMIT:
            break
        content = longer
    return content


def _pieces(slices: Iterable[Slice], pings: frozenset[UserId]) -> tuple[Piece, ...]:
    """Return *slices* as pieces; each of *pings* rings where it is first mentioned, and once."""
    pieces = []
    for part in slices:
        mentioned = frozenset(UserId(int(found)) for found in _USER_MENTION.findall(part.content)) if pings else pings
        pieces.append(Piece(part.content, part.start, part.end, mentioned & pings))
        pings -= mentioned
    return tuple(pieces)


def _link(row: Owed) -> str:
    """Return the address of the source message in Discord's clients."""
    return f"https://discord.com/channels/{row.source_guild_id}/{row.source_channel_id}/{row.source_id}"
