"""Notices: in every bridged channel stands, pinned, what happens to words there; moderators are told of changes."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.bridges.model import Actor, Bridge, Elsewhere, Endpoint
from bot.bridges.names import plain
from bot.bridges.ports import Notice, NoticeBoard, NoticeStore, Phrases, Places
from bot.errors import Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId

_log = structlog.stdlib.get_logger(__name__)

_FEWEST: Final = 2  # channels, without which there is nothing to say
_NOBODYS: Final = GuildId(0)


@dataclass(frozen=True, slots=True)
class Notices:
    """Keeps the notices true.

    Attributes:
        translators: Who is asked for translations, as the configuration names them, in order.
    """

    store: NoticeStore
    board: NoticeBoard
    phrases: Phrases
    places: Places
    translators: tuple[str, ...]

    async def settle(self, bridges: Iterable[Bridge], *, looks: bool = False) -> Mapping[ChannelId, MessageId]:
        """Let the notices say how *bridges* stand: post, edit and remove; return those that are new.

        Whatever cannot be done now is logged, and done when this is called again. Where it *looks*, it also finds the
        notices that somebody has removed by hand: a request a channel.
        """
        standing = await self.store.every()
        wanted = await self._wanted(bridges)
        posted: dict[ChannelId, MessageId] = {}
        for channel_id, text in wanted.items():
            if text is None:
                continue
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

    async def tell(self, bridge: Bridge, action: str, by: Actor) -> None:
        """Tell the moderators of every guild of *bridge*, in the languages that they may read, what *by* did to it.

        Who it was is said in their own guild only; in the others, of which guild they are.
        """
        for guild_id, channel_id in bridge.notice_channels.items():
            guild = "" if guild_id == by.guild_id else await self._guild(by.guild_id)

            def said(language: str, guild: str = guild) -> str:
                who = (
                    self.phrases.say(language, "moderators-elsewhere", guild=plain(guild))
                    if guild
                    else f"<@{by.user_id}>"
                )
                return self.phrases.say(language, f"moderators-{action}", bridge=plain(bridge.name), member=who)

            await self._post(bridge, channel_id, said)

    async def announce(self, bridge: Bridge, key: str, guild_id: GuildId, guild: str, until: str = "") -> None:
        """Tell the moderators of the other guilds of *bridge* what became of the one called *guild*."""

        def said(language: str) -> str:
            return self.phrases.say(language, key, bridge=plain(bridge.name), guild=plain(guild), until=until)

        for other, channel_id in bridge.notice_channels.items():
            if other != guild_id:
                await self._post(bridge, channel_id, said)

    async def elsewhere(self, endpoints: Iterable[Endpoint], guild_id: GuildId) -> Mapping[ChannelId, Elsewhere]:
        """Return what those of *endpoints* are called that are not of *guild_id*, whose members cannot see them.

        Raises:
            Unavailable: Discord does not answer.
        """
        found = {}
        for end in endpoints:
            if end.guild_id != guild_id:
                guild = await self.places.guild(end.guild_id)
                found[end.channel_id] = Elsewhere(await self.places.channel(end.channel_id), guild)
        return found

    def text(self, endpoint: Endpoint, endpoints: Sequence[Endpoint], elsewhere: Mapping[ChannelId, Elsewhere]) -> str:
        """Return what the notice in the channel of *endpoint* says, which is one of *endpoints*."""
        language = endpoint.language
        others = [
            self._shown(language, other.channel_id, elsewhere if other.guild_id != endpoint.guild_id else {})
            for other in endpoints
            if other.channel_id != endpoint.channel_id
        ]
        channels = self._listed(language, others)
        if not self.translators:
            return self.phrases.say(language, "notice-alone", channels=channels)
        names = [self.phrases.say(language, f"notice-by-{name}") for name in self.translators]
        return self.phrases.say(language, "notice", channels=channels, translator=self._listed(language, names))

    async def _wanted(self, bridges: Iterable[Bridge]) -> Mapping[ChannelId, str | None]:
        """Return what each notice is to say; None where that cannot be found out now, so that it stays as it is."""
        wanted: dict[ChannelId, str | None] = {}
        for bridge in bridges:
            if len(bridge.endpoints) < _FEWEST:
                continue  # the others' guilds have left: this channel is joined with nothing
            try:
                names = await self._names(bridge)
            except Unavailable as error:
                _log.warning("notices not looked after", bridge=bridge.id, error=error.key)
                wanted |= dict.fromkeys(end.channel_id for end in bridge.endpoints)
            else:
                wanted |= {end.channel_id: self.text(end, bridge.endpoints, names) for end in bridge.endpoints}
        return wanted

    async def _names(self, bridge: Bridge) -> Mapping[ChannelId, Elsewhere]:
        if len(bridge.guild_ids) == 1:
            return {}
        return await self.elsewhere(bridge.endpoints, _NOBODYS)

    async def _guild(self, guild_id: GuildId) -> str:
        try:
            return await self.places.guild(guild_id)
        except Unavailable:
            return "…"

    async def _post(self, bridge: Bridge, channel_id: ChannelId, said: Callable[[str], str]) -> None:
        """Post in a notice channel what *said* says in each language of *bridge*."""
        try:
            await self.board.tell(channel_id, "\n".join(dict.fromkeys(said(end.language) for end in bridge.endpoints)))
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not told", channel=channel_id, error=error.key)

    def _shown(self, language: str, channel_id: ChannelId, elsewhere: Mapping[ChannelId, Elsewhere]) -> str:
        named = elsewhere.get(channel_id)
        if named is None:
            return f"<#{channel_id}>"
        return self.phrases.say(language, "channel-elsewhere", channel=plain(named.channel), guild=plain(named.guild))

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
