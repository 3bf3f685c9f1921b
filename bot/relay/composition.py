"""Composition: a translated message made ready to be posted, by rules alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.bridges.model import Manner
from bot.ids import UserId
from bot.relay.carried import File, Quote
from bot.relay.glyphs import is_readable, units, well_formed
from bot.relay.markdown import bare
from bot.relay.model import Composition, Owed, Persona, Piece
from bot.relay.notes import is_note, persona
from bot.relay.personas import digits, mark, persona_name
from bot.relay.polling import above, ballot_of, listed
from bot.relay.ports import Phrases
from bot.relay.quoted_block import quoted_block, split_quoted
from bot.relay.rendition import BARE, Rendition
from bot.relay.splitting import CONTENT_LIMIT, Slice, split
from bot.relay.subtext import SUBTEXT, with_original
from bot.translation.model import Language, Quality, Translation

_LONGEST_PREVIEW: Final = 120
_USER_MENTION: Final = re.compile(r"<@!?([0-9]+)>")


class RelayComposer:
    """Composes by Discord's rules (the port `bot.relay.ports.Composer`)."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def compose(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return how *row* looks in its destination, with what *rendition* brings: above it, on it, below it.

        A provisional text carries a line that says so, and word help below it where there is
        some. Where the last piece has no room for these, word help is left out first, then the
        line: no part is made for their sake. For an original that stands below, parts are made.
        """
        if is_note(row):
            return self._note(row, translation)
        text, manner = self._framed(row, translation, rendition), rendition.manner
        lines = self._below(row, text, translation, rendition)
        if text:
            slices = self._slices(row, text, translation, rendition)
        elif rendition.files or rendition.stickers or rendition.poll_hours or lines:
            slices = (Slice("", 0, units(translation.text)),)
        else:
            phrase = self._nothing(row, translation.target)
            return _with(rendition, self._in_one(row, translation, phrase, manner))
        if lines:
            *full, last = slices
            slices = (*full, replace(last, content=_with_lines(last.content, lines)))
        pieces = _with_ballot(_pieces(slices, row.pings), row, translation, rendition)
        if manner.shows_original and _words(row, translation).strip() != row.content.strip():
            pieces = with_original(pieces, text, well_formed(row.content))
        return _with(rendition, Composition(self._persona(row, translation, manner), _shown(row, pieces)))

    def _note(self, row: Owed, translation: Translation) -> Composition:
        """Return the words of *row* as a note: no reply and no copy, so what it is about is linked below it."""
        *full, last = split(_words(row, translation))
        line = self._phrases.say(translation.target, "relay-note", link=_link(row))
        slices = (*full, replace(last, content=_with_lines(last.content, [line])))
        return Composition(persona(row, translation, self._phrases), _shown(row, _pieces(slices, row.pings)))

    def plain(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return the same parts and ranges with nothing that Discord could object to but the words."""
        pieces = [
            replace(piece, content=bare(piece.content), pings=frozenset())
            for piece in self.compose(row, translation, Rendition(manner=rendition.manner)).pieces
        ]
        if row.carried.files:
            left = self._phrases.say(translation.target, "relay-files-left", link=_link(row))
            said = pieces[-1].content if self._framed(row, translation, BARE) else ""
            pieces[-1] = replace(pieces[-1], content=_with_lines(said, [left]))
        nothing = self._nothing(row, translation.target)
        readable = (replace(piece, content=piece.content or nothing) for piece in pieces)
        return Composition(self._member(row, translation, None, rendition.manner), tuple(readable))

    def uncarried(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        """Return one part: a line that says the message could not be carried, with a link to it."""
        phrase = self._phrases.say(translation.target, "relay-uncarried", link=_link(row))
        piece = self._in_one(row, translation, phrase, rendition.manner)
        return replace(piece, persona=self._member(row, translation, None, rendition.manner))

    def several(self, target: Language) -> Persona:
        """Return the persona of a message that joins several authors."""
        return Persona(persona_name(self._phrases.say(target, "relay-several"), ""), None)

    def cut(self, row: Owed, translation: Translation, parts: int, rendition: Rendition = BARE) -> Composition:
        """Return `compose` in at most *parts* parts, the last cut with "…" and a link if need be."""
        whole = self.compose(row, translation, rendition)
        if len(whole.pieces) <= parts:
            return whole
        manner = replace(rendition.manner, shows_original=False)
        without = self.compose(row, translation, replace(rendition, manner=manner))
        if len(without.pieces) <= parts:
            return self._with_link(without, row, translation)  # the words have room, and their original has not
        lines = [self._phrases.say(translation.target, "relay-cut", link=_link(row))]
        if translation.quality is Quality.PROVISIONAL:
            lines.insert(0, self._phrases.say(translation.target, "relay-pending"))
        below = "…" + "".join(f"\n{SUBTEXT}{line}" for line in lines)
        text = self._framed(row, translation, rendition)
        *full, last = self._slices(row, text, translation, rendition, at_most=parts, reserve=units(below))
        slices = (*full, replace(last, content=last.content + below))
        pieces = _with_ballot(_pieces(slices, row.pings), row, translation, rendition)
        return _with(rendition, Composition(whole.persona, _shown(row, pieces)))

    def _framed(self, row: Owed, translation: Translation, rendition: Rendition) -> str:
        """Return the text to show: a forward's as a quoted block below where it comes from, a poll's as it is asked."""
        text = _words(row, translation)
        if row.carried.poll is not None:
            return (above if rendition.poll_hours else listed)(row.carried.poll, row.content, text)
        return text if row.carried.forwarded is None else quoted_block(self._origin(translation, rendition), text)

    def _slices(
        self,
        row: Owed,
        text: str,
        translation: Translation,
        rendition: Rendition,
        *,
        at_most: int | None = None,
        reserve: int = 0,
    ) -> tuple[Slice, ...]:
        """Return *text*, which `_framed` returned, in slices."""
        if row.carried.forwarded is None or row.carried.poll is not None:
            return split(text, at_most=at_most, reserve=reserve)
        origin = self._origin(translation, rendition)
        return split_quoted(origin, _words(row, translation), at_most=at_most, reserve=reserve)

    def _origin(self, translation: Translation, rendition: Rendition) -> str:
        key = "relay-forwarded-from" if rendition.origin else "relay-forwarded"
        return SUBTEXT + self._phrases.say(translation.target, key, link=rendition.origin)

    def _nothing(self, row: Owed, target: Language) -> str:
        """Return what a message was in which there is nothing to read."""
        if row.carried.stickers:
            names = " ".join(_named(one.name) for one in row.carried.stickers)
            return self._phrases.say(target, "relay-sticker", name=names)
        return self._phrases.say(target, "relay-activity" if row.carried.is_activity else "relay-nothing-readable")

    def _below(self, row: Owed, text: str, translation: Translation, rendition: Rendition) -> list[str]:
        """Return the lines that the bot itself adds, the one that matters most first."""
        lines = []
        if translation.quality is Quality.PROVISIONAL:
            key = "relay-poll-untranslated" if rendition.poll_hours else "relay-pending"
            lines.append(self._phrases.say(translation.target, key))
        if rendition is not BARE or row.carried.poll is not None:
            lines += self._beside(row, translation, rendition)
        # Help would spell out what a spoiler hides.
        if translation.word_help and "||" not in text and units(translation.word_help) < CONTENT_LIMIT:
            first, *more = well_formed(translation.word_help).strip().splitlines() or [""]
            if first:
                lines.append(self._phrases.say(translation.target, "relay-word-help", words=first))
            lines += [line for line in more if line.strip()]
        return lines

    def _beside(self, row: Owed, translation: Translation, rendition: Rendition) -> list[str]:
        """Return lines about what is carried: what cannot be shown, and what its looks do not tell."""
        say, target = self._phrases.say, translation.target
        lines = [
            say(target, "relay-file-too-large", name=_named(file.name), megabytes=_megabytes(file), link=_link(row))
            for file in rendition.left_out
        ]
        if row.carried.poll is not None and not rendition.poll_hours:
            lines.append(say(target, "relay-poll", link=_link(row)))
        voices = (round(file.seconds) for file in rendition.files if file.seconds is not None)
        lines += [say(target, "relay-voice", length=f"{seconds // 60}:{seconds % 60:02}") for seconds in voices]
        lines += [
            say(target, "relay-sticker", name=_named(one.name)) for one in rendition.stickers if one.picture_url is None
        ]
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
        if is_note(row):
            return persona(row, translation, self._phrases, is_named=False)
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
        longer = f"{content.rstrip()}\n{SUBTEXT}{line}".lstrip("\n")
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


def _with_ballot(
    pieces: tuple[Piece, ...], row: Owed, translation: Translation, rendition: Rendition
) -> tuple[Piece, ...]:
    """Return *pieces*, the last with the poll that is to be asked below it, if there is one."""
    if row.carried.poll is None or not rendition.poll_hours:
        return pieces
    *first, last = pieces
    asked = ballot_of(row.carried.poll, row.content, _words(row, translation), rendition.poll_hours)
    return (*first, replace(last, ballot=asked))


def _shown(row: Owed, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return *pieces* with previews of their links, unless *row* hides them."""
    return tuple(replace(piece, hides_previews=True) for piece in pieces) if row.carried.hides_previews else pieces


def _with(rendition: Rendition, composition: Composition) -> Composition:
    """Return *composition* with what *rendition* brings; who is to be pinged is, where there is room to."""
    if rendition is BARE:
        return composition
    *pieces, last = composition.pieces
    pieces.append(replace(last, files=rendition.files, stickers=rendition.stickers))
    if rendition.quote is not None:
        pieces[0] = _quoting(pieces[0], rendition.quote)
    return replace(composition, pieces=tuple(pieces))


def _quoting(piece: Piece, quote: Quote) -> Piece:
    if quote.pinged is not None:
        content = f"{SUBTEXT}<@{quote.pinged}>\n{piece.content}"
        if units(content) <= CONTENT_LIMIT:
            piece = replace(piece, content=content, pings=piece.pings | {quote.pinged})
    return replace(piece, quote=quote)


def _named(name: str) -> str:
    """Return the name of a file or sticker as code, lest markdown in it be taken for ours."""
    return "`" + name.replace("`", "'") + "`"


def _megabytes(file: File) -> int:
    return max(round(file.size / 2**20), 1)


def preview_of(content: str, longest: int = _LONGEST_PREVIEW) -> str:
    """Return how *content* begins, in one line of *longest* units without markdown; nothing if it has no words."""
    lines = (line for line in content.splitlines() if not line.startswith(SUBTEXT))
    line = " ".join(bare("\n".join(lines)).split())
    if units(line) <= longest:
        return line
    return split(line, longest, at_most=1)[0].content.rstrip() + "…"


def _link(row: Owed) -> str:
    """Return the address of the source message in Discord's clients."""
    return f"https://discord.com/channels/{row.source_guild_id}/{row.source_channel_id}/{row.source_id}"
