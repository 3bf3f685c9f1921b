"""Under which name a file is kept: Discord makes it safe for an address and keeps the given one as a title."""

import re
import secrets
import unicodedata

_SEPARATORS = re.compile(r"[\\/]")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_.-]")


def safe_name(given: str) -> str:
    """Return *given* made of ASCII letters, digits, `_`, `-` and `.` only.

    What can be spelled in ASCII is, space becomes `_`, anything else goes, as do `_` and `.` at both ends (observed:
    the documentation's issues 4847 and 7754). Where nothing is left before the ending, chance fills in.
    """
    stem, ending = _split(given)
    if ending and not _plain(stem):
        return f"{secrets.token_hex(4)}.{_plain(ending)}".rstrip(".")
    return _plain(given) or secrets.token_hex(4)


def title_of(given: str, kept: str) -> str | None:
    """Return the title that keeps what the safe name lost: the given name without its ending."""
    return None if given == kept else _split(given)[0]


def _split(name: str) -> tuple[str, str]:
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if stem and ending.isalnum() else (name, "")


def _plain(text: str) -> str:
    spaced = _SEPARATORS.sub(" ", unicodedata.normalize("NFKD", text))
    ascii_only = spaced.encode("ascii", "ignore").decode()
    return _FORBIDDEN.sub("", "_".join(ascii_only.split())).strip("._")
