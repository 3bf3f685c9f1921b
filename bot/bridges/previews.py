"""Previews: how a bridge that is not open yet would look in each of its channels."""

from typing import Final

from bot.bridges.model import Endpoint
from bot.bridges.notices import Notices
from bot.bridges.proposals import Preview, Proposal
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from bot.translation.ports import Translations

_GREETINGS: Final = {EN: "Good morning!", ZH_HANS: "早上好！", ZH_HANT: "早安！"}  # all in the phrasebook
_NAMES: Final = {EN: "Dana · EN", ZH_HANS: "小满 · 中", ZH_HANT: "雅婷 · 中"}  # fictional, as in the playground


async def previews_of(proposal: Proposal, notices: Notices, translations: Translations) -> tuple[Preview, ...]:
    """Return a preview for each new channel of *proposal*, with a greeting from a channel of another language.

    No translator is asked: the greeting is one of the phrasebook, or stays as it is.
    """
    return tuple([await _preview(end, proposal, notices, translations) for end in proposal.fresh])


async def _preview(end: Endpoint, proposal: Proposal, notices: Notices, translations: Translations) -> Preview:
    notice = notices.text(end, proposal.endpoints, proposal.elsewhere)
    source = _other_language(end, proposal)
    if source is None:
        return Preview(end, notice)
    said = await translations.translate(_GREETINGS[source], source, end.language, stays_inside=True)
    return Preview(end, notice, _NAMES[source], said.text)


def _other_language(end: Endpoint, proposal: Proposal) -> Language | None:
    others = (other.language for other in proposal.endpoints if other.language != end.language)
    return next((language for language in others if language in _GREETINGS), None)
