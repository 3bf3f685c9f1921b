"""Composition: a translated message made ready to be posted, by rules alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.ids import UserId
from bot.relay.carried import BARE, Arrival, File, Quote
from bot.relay.glyphs import UNSEEN, is_readable, units, well_formed
from bot.relay.markdown import Markdown
from bot.relay.model import Composition, Owed, Persona, Piece
from bot.relay.personas import digits, mark, persona_name
from bot.relay.ports import Phrases
from bot.relay.splitting import CONTENT_LIMIT, Slice, split
from bot.translation.model import Quality, Translation

_USER_MENTION: Final = re.compile(r"<@!?([0-9]+)>")
_SUBTEXT: Final = "-# "
_LONGEST_PREVIEW: Final = 120

# What `plain` takes out: marks of markdown, and what makes a link a link.
_LINE_MARKS: Final = re.compile(r"^[^\S\n]*(?:(?:#{1,3}|-#|>{1,3})\s)+", re.MULTILINE)
_SCHEME: Final = re.compile(r"\bhttps?://", re.IGNORECASE)
_CUSTOM_EMOJI: Final = re.compile(r"<a?(:\w+:)\d+>")
_MARKS: Final = re.compile(r"[*_~`|\\]")


class RelayComposer:
    """Composes by Discord's rules (the port `bot.relay.ports.Composer`)."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def compose(self, row: Owed, translation: Translation, arrival: Arrival = BARE) -> Composition:
        """Return how *row* looks in its destination, with what *arrival* brings: above it, on it, below it.

        A provisional text carries a line that says so, and word help below it where there is
        some. Where the last piece has no room for these, word help is left out first, then the
        line: no part is made for their sake.
        """
        text = _words(row, translation)
        lines = self._below(row, text, translation, arrival)
        if text:
            slices = split(text)
        elif arrival.files or arrival.stickers or lines:
            slices = (Slice("", 0, units(translation.text)),)
        else:
            return self._in_one(row, translation, self._phrases.say(translation.target, "relay-nothing-readable"))
        last = slices[-1]
        slices = (*slices[:-1], replace(last, content=_with_lines(last.content, lines)))
        return _with(arrival, Composition(self._persona(row, translation), _pieces(slices, row.pings)))

    def plain(self, row: Owed, translation: Translation) -> Composition:
        """Return the same parts and ranges with nothing that Discord could object to but the words.

        Spoilers are blacked out, since nothing hides them without their marks.
        """
        pieces = [
            replace(piece, content=_bare(piece.content), pings=frozenset())
            for piece in self.compose(row, translation).pieces
        ]
        if row.carried.files:
            left = self._phrases.say(translation.target, "relay-files-left", link=_link(row))
            said = pieces[-1].content if _words(row, translation) else ""
            pieces[-1] = replace(pieces[-1], content=_with_lines(said, [left]))
        nothing = self._phrases.say(translation.target, "relay-nothing-readable")
        readable = (replace(piece, content=piece.content or nothing) for piece in pieces)
        return Composition(self._member(row, translation, None), tuple(readable))

    def uncarried(self, row: Owed, translation: Translation) -> Composition:
        """Return one part: a line that says the message could not be carried, with a link to it."""
        phrase = self._phrases.say(translation.target, "relay-uncarried", link=_link(row))
        return replace(self._in_one(row, translation, phrase), persona=self._member(row, translation, None))

    def cut(self, row: Owed, translation: Translation, parts: int, arrival: Arrival = BARE) -> Composition:
        """Return `compose` in at most *parts* parts, the last cut with "…" and a link if need be."""
        whole = self.compose(row, translation, arrival)
        if len(whole.pieces) <= parts:
            return whole
        lines = [self._phrases.say(translation.target, "relay-cut", link=_link(row))]
        if translation.quality is Quality.PROVISIONAL:
            lines.insert(0, self._phrases.say(translation.target, "relay-pending"))
        below = "…" + "".join(f"\n{_SUBTEXT}{line}" for line in lines)
        *full, last = split(_words(row, translation), at_most=parts, reserve=units(below))
        slices = (*full, replace(last, content=last.content + below))
        return Composition(whole.persona, _pieces(slices, row.pings))

    def _below(self, row: Owed, text: str, translation: Translation, arrival: Arrival) -> list[str]:
        """Return the lines that the bot itself adds, the one that matters most first."""
        lines = []
        if translation.quality is Quality.PROVISIONAL:
            lines.append(self._phrases.say(translation.target, "relay-pending"))
        lines += self._beside(row, translation, arrival)
        # Help would spell out what a spoiler hides.
        if translation.word_help and "||" not in text and units(translation.word_help) < CONTENT_LIMIT:
            first, *more = well_formed(translation.word_help).strip().splitlines() or [""]
            if first:
                lines.append(self._phrases.say(translation.target, "relay-word-help", words=first))
            lines += [line for line in more if line.strip()]
        return lines

    def _beside(self, row: Owed, translation: Translation, arrival: Arrival) -> list[str]:
        """Return lines about what is carried: what cannot be shown, and what its looks do not tell."""
        say, target = self._phrases.say, translation.target
        lines = [
            say(target, "relay-file-too-large", name=_named(file.name), megabytes=_megabytes(file), link=_link(row))
            for file in arrival.left_out
        ]
        voices = (round(file.seconds) for file in arrival.files if file.seconds is not None)
        lines += [say(target, "relay-voice", length=f"{seconds // 60}:{seconds % 60:02}") for seconds in voices]
        lines += [
            say(target, "relay-sticker", name=_named(one.name)) for one in arrival.stickers if one.picture_url is None
        ]
        return lines

    def _in_one(self, row: Owed, translation: Translation, phrase: str) -> Composition:
        piece = Piece(_SUBTEXT + phrase, 0, units(translation.text))
        return Composition(self._persona(row, translation), (piece,))

    def _persona(self, row: Owed, translation: Translation) -> Persona:
        name = persona_name(row.author.name, mark(row.source_language, translation.target))
        return Persona(name, row.author.avatar_url) if name else self._member(row, translation, row.author.avatar_url)

    def _member(self, row: Owed, translation: Translation, avatar_url: str | None) -> Persona:
        """Return a persona for an author whose own name cannot be shown."""
        name = self._phrases.say(translation.target, "relay-member", digits=digits(row.author.id))
        return Persona(persona_name(name, mark(row.source_language, translation.target)), avatar_url)


def _words(row: Owed, translation: Translation) -> str:
    """Return the text to show: the original, should the translation have nothing in it; else nothing."""
    for text in (translation.text, row.content):
        if is_readable(text):
            return well_formed(text)
    return ""


def _with_lines(content: str, lines: Sequence[str]) -> str:
    """Return *content* with as many of *lines* below it, in order, as the message has room for."""
    for line in lines:
        longer = f"{content.rstrip()}\n{_SUBTEXT}{line}".lstrip("\n")
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


def _with(arrival: Arrival, composition: Composition) -> Composition:
    """Return *composition* with what *arrival* brings; who is to be pinged is, where there is room to."""
    if arrival == BARE:
        return composition
    *pieces, last = composition.pieces
    pieces.append(replace(last, files=arrival.files, stickers=arrival.stickers))
    if arrival.quote is not None:
        pieces[0] = _quoting(pieces[0], arrival.quote)
    return replace(composition, pieces=tuple(pieces))


def _quoting(piece: Piece, quote: Quote) -> Piece:
    if quote.pinged is not None:
        content = f"{_SUBTEXT}<@{quote.pinged}>\n{piece.content}"
        if units(content) <= CONTENT_LIMIT:
            piece = replace(piece, content=content, pings=piece.pings | {quote.pinged})
    return replace(piece, quote=quote)


def _named(name: str) -> str:
    """Return the name of a file or sticker as code, lest markdown in it be taken for ours."""
    return "`" + name.replace("`", "'") + "`"


def _megabytes(file: File) -> int:
    return max(round(file.size / 2**20), 1)


def preview_of(content: str) -> str:
    """Return how *content* begins, in one line without markdown; nothing if there are no words in it."""
    lines = (line for line in content.splitlines() if not line.startswith(_SUBTEXT))
    line = " ".join(_bare("\n".join(lines)).split())
    if units(line) <= _LONGEST_PREVIEW:
        return line
    return split(line, _LONGEST_PREVIEW, at_most=1)[0].content.rstrip() + "…"


def _bare(content: str) -> str:
    """Return *content* without markdown and links, never longer; nothing if no words are left."""
    for start, end in Markdown(content, CONTENT_LIMIT).spoilers:
        content = content[:start] + re.sub(r"\S", "█", content[start:end]) + content[end:]
    content = _CUSTOM_EMOJI.sub(r"\1", content)
    content = UNSEEN.sub(lambda found: found[0] if found[0] in "\n\t" else "", content)
    content = _SCHEME.sub("", _LINE_MARKS.sub("", _MARKS.sub("", content))).strip()
    return content if is_readable(content) else ""


def _link(row: Owed) -> str:
    """Return the address of the source message in Discord's clients."""
    return f"https://discord.com/channels/{row.source_guild_id}/{row.source_channel_id}/{row.source_id}"
