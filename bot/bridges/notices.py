"""Notices: in every bridged channel stands, pinned, what happens to words there; moderators are told of changes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import Notice, NoticeBoard, NoticeStore, Phrases
from bot.errors import Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, MessageId, UserId

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Notices:
    """Keeps the notices true.

    Attributes:
        translators: Who is asked for translations, as the configuration names them, in order.
    """

    store: NoticeStore
    board: NoticeBoard
    phrases: Phrases
    translators: tuple[str, ...]

    async def settle(self, bridges: Iterable[Bridge], *, looks: bool = False) -> Mapping[ChannelId, MessageId]:
        """Let the notices say how *bridges* stand: post, edit and remove; return those that are new.

        Whatever cannot be done now is logged, and done when this is called again. Where it *looks*, it also finds the
        notices that somebody has removed by hand: a request a channel.
        """
        standing = await self.store.every()
        wanted = {end.channel_id: self.text(end, bridge.endpoints) for bridge in bridges for end in bridge.endpoints}
        posted: dict[ChannelId, MessageId] = {}
        for channel_id, text in wanted.items():
            try:
                notice = standing.get(channel_id)
                if looks and notice is not None and not await self.board.stands(channel_id, notice.message_id):
                    notice = None
                message_id = await self._bring_up_to_date(channel_id, text, notice)
            except (SendFailed, Unavailable) as error:
                _log.warning("notice not posted", channel=channel_id, error=error.key)
            else:
                if message_id is not None:
                    posted[channel_id] = message_id
        for channel_id in standing.keys() - wanted.keys():
            await self._take_down(channel_id, standing[channel_id])
        return posted

    async def tell(self, bridge: Bridge, key: str, member: UserId) -> None:
        """Tell the bridge's moderators what *member* did to it, *key*, in the languages that they may read."""
        channel_id = bridge.settings.notice_channel_id
        if channel_id is None:
            return
        fields = {"bridge": bridge.name, "member": f"<@{member}>"}
        said = dict.fromkeys(self.phrases.say(end.language, key, **fields) for end in bridge.endpoints)
        try:
            await self.board.tell(channel_id, "\n".join(said))
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not told", channel=channel_id, error=error.key)

    def text(self, endpoint: Endpoint, endpoints: Sequence[Endpoint]) -> str:
        """Return what the notice in the channel of *endpoint* says, which is one of *endpoints*."""
        language = endpoint.language
        others = [f"<#{other.channel_id}>" for other in endpoints if other != endpoint]
        channels = self._listed(language, others)
        if not self.translators:
            return self.phrases.say(language, "notice-alone", channels=channels)
        names = [self.phrases.say(language, f"notice-by-{name}") for name in self.translators]
        return self.phrases.say(language, "notice", channels=channels, translator=self._listed(language, names))

    async def _bring_up_to_date(self, channel_id: ChannelId, text: str, standing: Notice | None) -> MessageId | None:
        """Return the message, if it is a new one."""
        fingerprint = hashlib.sha256(text.encode()).hexdigest()
        if standing is not None and standing.fingerprint == fingerprint:
            return None
        if standing is not None:
            try:
                await self.board.edit(channel_id, standing.message_id, text)
            except (Gone, Refused):
                _log.info("notice is posted anew", channel=channel_id)
            else:
                await self.store.keep(channel_id, Notice(standing.message_id, fingerprint))
                return None
        message_id = await self.board.post(channel_id, text)
        await self.store.keep(channel_id, Notice(message_id, fingerprint))
        return message_id

    async def _take_down(self, channel_id: ChannelId, standing: Notice) -> None:
        try:
            await self.board.remove(channel_id, standing.message_id)
        except Unavailable:
            return
        except SendFailed as error:
            _log.info("notice left standing", channel=channel_id, error=error.key)
        await self.store.forget(channel_id)

    def _listed(self, language: str, names: Sequence[str]) -> str:
        return self.phrases.say(language, "list-comma").join(names)
