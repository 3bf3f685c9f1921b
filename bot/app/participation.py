"""Participation, put together: what records who takes part, and what members see of it."""

from collections.abc import Callable
from hashlib import blake2b

from bot.app.parts import Parts
from bot.bridges.model import joined_with
from bot.discord_adapter.card import CardRoom
from bot.discord_adapter.joint_board import BoardRoom
from bot.discord_adapter.member_names import DiscordMemberNames
from bot.ids import GuildId
from bot.participation.boards import Boards
from bot.participation.cards import Cards
from bot.participation.recording import Admission, Recorder
from bot.translation.masking import mask


def build_recorder(parts: Parts) -> Recorder:
    """Return what records who takes part, told of all that is relayed."""
    relay, guard, ports = parts.relay, parts.guard, parts.ports
    recorder = Recorder(
        records=parts.database.community.contributions,
        admission=Admission(
            relay.bridge_of,
            guard.gate,
            guard.members,
            guard.excluded,
            parts.bot.own_user_id,
            guard.gate.mutes.is_muted,
            guard.pair_threads.ever,
        ),
        history=guard.history,
        words=lambda text: mask(text).words,
        key=_sketching_key(parts),
        clock=ports.clock,
    )
    relay.subscribe(recorder.note)
    relay.when_ready(_beginning(parts, recorder))
    return recorder


def build_rooms(parts: Parts, recorder: Recorder) -> tuple[CardRoom, BoardRoom]:
    """Return what shows members their cards, and what everybody did together."""
    store, badges = parts.database.community.contributions, parts.database.community.badges
    choices, preferences, clock = parts.guard.members, parts.guard.preferences, parts.ports.clock

    def joined(guild_id: GuildId) -> tuple[GuildId, ...]:
        return joined_with(parts.relay.bridges, guild_id)

    cards = Cards(recorder.sum_up, store, badges, joined, choices, preferences, clock)
    boards = Boards(recorder.sum_up, store, DiscordMemberNames(parts.bot), joined, choices, preferences, clock)
    say = parts.bot.say
    return CardRoom(say, cards, parts.painter, parts.delivery.downloads), BoardRoom(say, boards)


def _beginning(parts: Parts, recorder: Recorder) -> Callable[[], None]:
    def begin() -> None:
        parts.ports.tasks.start(recorder.run(), name="participation")
        parts.ports.tasks.start(recorder.fold(), name="participation-sums")
        parts.ports.tasks.start(recorder.catch_up(), name="participation-missed")

    return begin


def _sketching_key(parts: Parts) -> bytes:
    """Return the key of sketches: one for all processes, and not in the database beside them."""
    token = parts.settings.discord.token.get_secret_value()
    return blake2b(token.encode(), person=b"qiao-sketches", digest_size=32).digest()
