"""What every `HashtagStore` and `AliasStore` does."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from bot.bridges.model import BridgeId, BridgeSettings, Owner
from bot.hashtags.model import SUMS_KEPT_FOR, USES_KEPT_FOR, WEEK, Alias, Tag, Unused, Used
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.moderation.model import Reason, Refusal, Refused
from bot.participation.model import Tongue
from bot.relay.model import UNEDITED, Revision, SourcePlace
from bot.storage.database import Database
from bot.storage.tables import hashtag_use
from tests.contract.test_bridge_store import GUILD, LOBBY
from tests.fakes import StillClock
from tests.owing import Stores, stores_of

ELSEWHERE = GuildId(1 << 51)
ANN, BEN = UserId(1 << 60), UserId(7)
EN, ZH = Tongue("en"), Tongue("zh")
CATTAX, OOTD = Tag("cattax"), Tag("ootd")


def used(
    at: "StillClock | Stores",
    *spellings: str,
    by: UserId = ANN,
    tongue: Tongue = EN,
    guild: GuildId = GUILD,
    number: int = 0,
    revision: int = UNEDITED,
) -> Used:
    clock = at if isinstance(at, StillClock) else at.clock
    message_id = MessageId(first_id_at(clock.now()) + number)
    return Used(message_id, guild, by, tongue, Revision(revision), {Tag(one.casefold()): one for one in spellings})


def today(stores: Stores) -> date:
    return stores.clock.now().date()


async def counts(stores: Stores, *guilds: GuildId, since: date | None = None) -> dict[tuple[str, str], int]:
    """Return how many members used each tag in each tongue."""
    sums, _ = await stores.hashtags.since(since or today(stores) - WEEK, guilds or (GUILD,))
    found: dict[tuple[str, str], int] = {}
    for one in sums:
        found[one.tag, one.tongue] = found.get((one.tag, one.tongue), 0) + one.members
    return found


async def shared(stores: Stores, *guilds: GuildId) -> set[Tag]:
    """Return the tags of which it is known that more than one member used them."""
    sums, known = await stores.hashtags.since(today(stores) - WEEK, guilds or (GUILD,))
    return {one.tag for one in sums if one.is_shared} | set(known)


async def test_a_member_counts_once_a_day_however_often(stores: Stores):
    await stores.hashtags.hear([used(stores, "cattax", number=number) for number in range(5)])
    assert await counts(stores) == {(CATTAX, EN): 1}
    assert await shared(stores) == set()
    stores.clock.advance(timedelta(days=1))
    await stores.hashtags.hear([used(stores, "cattax")])
    assert await counts(stores) == {(CATTAX, EN): 2}
    assert await counts(stores, since=today(stores)) == {(CATTAX, EN): 1}


async def test_a_member_counts_in_the_tongue_in_which_they_were_first(stores: Stores):
    await stores.hashtags.hear(
        [used(stores, "cattax", number=2, tongue=EN), used(stores, "cattax", number=1, tongue=ZH)]
    )
    await stores.hashtags.hear([used(stores, "cattax", number=3, by=BEN)])
    assert await counts(stores) == {(CATTAX, ZH): 1, (CATTAX, EN): 1}
    assert await shared(stores) == {CATTAX}


async def test_what_is_heard_twice_counts_once(stores: Stores):
    one = used(stores, "cattax", "ootd")
    await stores.hashtags.hear([one, one])
    await stores.hashtags.hear([one])
    assert await counts(stores) == {(CATTAX, EN): 1, (OOTD, EN): 1}


async def test_edits_and_deletions_take_back(stores: Stores):
    first, other = used(stores, "cattax"), used(stores, "cattax", by=BEN, number=1)
    await stores.hashtags.hear([first, other])
    await stores.hashtags.hear([used(stores, "ootd", revision=2), Unused((other.message_id,))])
    assert await counts(stores) == {(OOTD, EN): 1}
    await stores.hashtags.hear([used(stores, "cattax", revision=1)])  # what came late
    assert await counts(stores) == {(OOTD, EN): 1}
    await stores.hashtags.hear([used(stores, revision=3)])
    assert await counts(stores) == {}


async def test_guilds_are_told_apart(stores: Stores):
    await stores.hashtags.hear([used(stores, "cattax"), used(stores, "cattax", guild=ELSEWHERE, by=BEN, number=1)])
    assert await counts(stores) == {(CATTAX, EN): 1}
    assert await shared(stores) == set()
    assert await counts(stores, GUILD, ELSEWHERE) == {(CATTAX, EN): 2}
    assert await shared(stores, GUILD, ELSEWHERE) == {CATTAX}


async def test_a_day_is_folded_into_the_same_sums(stores: Stores):
    await stores.hashtags.hear(
        [
            used(stores, "CatTax"),
            used(stores, "cattax", number=1),
            used(stores, "cattax", by=BEN, number=2, tongue=ZH),
            used(stores, "ootd", by=BEN, number=3),
        ]
    )
    day, before = today(stores), await counts(stores)
    known = await shared(stores)
    await stores.hashtags.expire()
    assert await shared(stores) == known == {CATTAX}
    stores.clock.advance(timedelta(days=3))
    await stores.hashtags.expire()
    await stores.hashtags.expire()
    assert await counts(stores, since=day) == before == {(CATTAX, EN): 1, (CATTAX, ZH): 1, (OOTD, EN): 1}
    assert await shared(stores) == {CATTAX}
    sums, _ = await stores.hashtags.since(day, [GUILD])
    assert {one.spelling for one in sums if one.tag == CATTAX and one.tongue == EN} == {"CatTax"}


async def test_two_members_on_two_days_are_known_to_be_two_once_the_days_are_folded(stores: Stores):
    await stores.hashtags.hear([used(stores, "cattax")])
    stores.clock.advance(timedelta(days=1))
    await stores.hashtags.hear([used(stores, "cattax", by=BEN)])
    stores.clock.advance(timedelta(days=2))
    await stores.hashtags.expire()
    stores.clock.advance(timedelta(days=1))
    await stores.hashtags.expire()
    assert await shared(stores) == {CATTAX}


async def test_what_is_folded_is_neither_added_to_nor_taken_back(stores: Stores):
    one, late = used(stores, "cattax"), used(stores, "cattax", by=BEN, number=1)
    await stores.hashtags.hear([one])
    stores.clock.advance(timedelta(days=3))
    await stores.hashtags.expire()
    await stores.hashtags.hear([replace(one, spellings={}, revision=Revision(1)), late, Unused((one.message_id,))])
    await stores.hashtags.expire()
    assert await counts(stores) == {(CATTAX, EN): 1}


async def test_sums_go_after_eight_days(stores: Stores):
    await stores.hashtags.hear([used(stores, "cattax")])
    day = today(stores)
    stores.clock.advance(timedelta(days=3))
    await stores.hashtags.expire()
    stores.clock.advance(SUMS_KEPT_FOR - timedelta(days=3))
    await stores.hashtags.expire()
    assert await counts(stores, since=day) == {(CATTAX, EN): 1}
    stores.clock.advance(timedelta(days=1))
    await stores.hashtags.expire()
    assert await counts(stores, since=day) == {}


async def test_nobody_is_known_to_have_used_a_hashtag_after_72_hours(database: Database):
    clock = StillClock()
    clock.moment = clock.moment.replace(hour=0, minute=0)
    uses = replace(database.hashtags.uses, clock=clock)
    await uses.hear([used(clock, "cattax")])
    clock.advance(USES_KEPT_FOR - timedelta(hours=1))  # housekeeping comes hourly
    await uses.expire()
    rows = await database._engine.read(lambda it: it.execute(select(hashtag_use)).all())  # noqa: SLF001 - what no store tells
    assert not rows


async def test_pairs_are_remembered_by_guild(stores: Stores):
    await stores.aliases.keep(GUILD, Alias("tea", "茶"))
    await stores.aliases.keep(GUILD, Alias("cat", "猫"))
    await stores.aliases.keep(GUILD, Alias("tea", "喝茶"))
    await stores.aliases.keep(ELSEWHERE, Alias("tea", "奶茶"))
    assert {guild: list(pairs) for guild, pairs in (await stores.aliases.every()).items()} == {
        GUILD: [Alias("cat", "猫"), Alias("tea", "喝茶")],
        ELSEWHERE: [Alias("tea", "奶茶")],
    }
    await stores.aliases.forget(GUILD, "tea")
    await stores.aliases.forget(ELSEWHERE, "tea")
    assert dict(await stores.aliases.every()) == {GUILD: [Alias("cat", "猫")]}


async def refused(stores: Stores, bridge_id: BridgeId, message_id: MessageId, reason: Reason) -> None:
    refusals = (Refusal(ChannelId(1), reason),)
    place = SourcePlace(LOBBY.channel_id, message_id)
    await stores.held.refuse([Refused(place, GUILD, ANN, UNEDITED, bridge_id, refusals)])


async def test_what_may_not_cross_does_not_count_whoever_hears_of_it(database: Database):
    """Also where it was another process, or an erasure, that has said so."""
    stores = stores_of(database, StillClock())
    bridge_id = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    buried, slow, *held = [used(stores, "cattax", by=UserId(number), number=number) for number in range(1, 6)]
    await stores.outbox.pass_over(LOBBY.channel_id, buried.message_id, [buried.message_id])
    await refused(stores, bridge_id, slow.message_id, Reason.SLOW)
    for one, reason in zip(held, (Reason.WORDS, Reason.RULES, Reason.NEW), strict=True):
        await refused(stores, bridge_id, one.message_id, reason)
    await stores.hashtags.hear([buried, slow, *held])
    assert await counts(stores) == {(CATTAX, EN): 1}


async def test_an_erasure_takes_what_somebody_used_and_an_export_tells_it(database: Database):
    stores = stores_of(database, StillClock())
    await stores.hashtags.hear([used(stores, "cattax"), used(stores, "cattax", by=BEN, number=1)])
    kept = await database.personal.of(ANN)
    assert [record["spelling"] for record in kept["hashtag_use"]] == ["cattax"]
    database.erasures.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined] # the test's
    await database.erasures.finish(await database.erasures.request(ANN, database.erasures.clock.now()))
    assert "hashtag_use" not in await database.personal.of(ANN)
    assert await counts(stores) == {(CATTAX, EN): 1}
