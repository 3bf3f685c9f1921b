"""Forwarding: whose words a forward shows, as far as anybody can know. Discord does not say."""

from dataclasses import replace

from bot.bridges.model import Endpoint
from bot.ids import UserId
from bot.relay.carried import Carried, Forwarded
from bot.relay.model import Owed, SourceMessage
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.translation.model import Language, Translation


async def shows_the_absent(row: Owed, ports: LanePorts) -> bool:
    """Tell whether *row* forwards what somebody said who takes no part: known of what was relayed, and of copies."""
    if row.carried.forwarded is None:
        return False
    author_id = await _said_first_by(row.carried.forwarded, ports)
    return author_id is not None and not ports.choices.takes_part(author_id)


async def translated(said: SourceMessage | Owed, source: Language, seat: Endpoint, ports: LanePorts) -> Translation:
    """Return what was *said* as it is read at *seat*; nobody outside sees what is not to be seen there."""
    is_secret = await stays_inside(said.author.id, said.carried, ports)
    found = await ports.translations.translate(said.content, source, seat.language, stays_inside=is_secret)
    here = said.channel_id if isinstance(said, SourceMessage) else said.source_channel_id
    return found if seat.channel_id == here else tagged(found, seat, ports)  # a note stands below its hashtags


def tagged(translation: Translation, seat: Endpoint, ports: LanePorts) -> Translation:
    """Return *translation* with its hashtags under the names that readers at *seat* have for them."""
    text = ports.tags.shown(translation.text, seat.guild_id, seat.language)
    return translation if text == translation.text else replace(translation, text=text)


async def stays_inside(author_id: UserId, carried: Carried, ports: LanePorts) -> bool:
    """Tell whether no outside translator may see a message: who said it, or what it forwards, does not allow that."""
    if not ports.choices.allows_outside(author_id):
        return True
    if carried.forwarded is None:
        return False
    forwarded_id = await _said_first_by(carried.forwarded, ports)
    return forwarded_id is not None and not ports.choices.allows_outside(forwarded_id)


async def _said_first_by(forwarded: Forwarded, ports: LanePorts) -> UserId | None:
    if forwarded.message_id is None:
        return None
    message_id, ledger = forwarded.message_id, ports.ledger
    source = await until_answered(lambda: ledger.source_of(message_id), ports.clock)
    said_first = message_id if source is None else source.message_id
    return await until_answered(lambda: ledger.author_of(said_first), ports.clock)
