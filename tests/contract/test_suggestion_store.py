"""What every `SuggestionStore` does."""

from datetime import date, timedelta

from bot.bridges.model import BridgeId, BridgeSettings, Owner
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.model import PromptId
from bot.prompts.occasions import Choice, Reason
from bot.prompts.suggestions import BoardPlace, NewSuggestion, Suggestion, SuggestionId, SuggestionState, Texts
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.fakes import StillClock
from tests.owing import Stores, stores_of

ANN, BEN = UserId(1 << 60), UserId(7)
BREAKFAST = Texts("What did you have for breakfast?", "今天早饭吃了什么好东西？", draft=ZH_HANS)
PLACE = BoardPlace(ChannelId(1 << 60), MessageId(1 << 61))


async def opened(stores: Stores) -> BridgeId:
    return await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())


async def suggested(stores: Stores, bridge_id: BridgeId, user_id: UserId = ANN, texts: Texts = BREAKFAST) -> Suggestion:
    made = await stores.suggestions.add(NewSuggestion(bridge_id, GUILD, user_id, texts))
    assert made is not None
    return made


async def test_a_suggestion_is_found_by_its_id_its_bridge_and_its_member(stores: Stores):
    bridge_id = await opened(stores)
    other = await stores.bridges.open(Owner(GUILD), "two", [HALL], BridgeSettings())
    hant = Texts("", "写一个词", "寫一個詞", EN)
    first, second = await suggested(stores, bridge_id), await suggested(stores, bridge_id, BEN)
    third = await suggested(stores, other, texts=hant)
    assert await stores.suggestions.by_id(first.id) == first
    assert (first.user_id, first.guild_id, first.texts, first.state) == (ANN, GUILD, BREAKFAST, SuggestionState.WAITING)
    assert (first.made_at, first.reason, first.board) == (stores.clock.now(), "", None)
    assert list(await stores.suggestions.of_bridge(bridge_id)) == [first, second]
    assert list(await stores.suggestions.of_member(ANN)) == [first, third]
    assert third.texts == hant
    assert await stores.suggestions.by_id(SuggestionId(99)) is None


async def test_nothing_is_suggested_on_a_bridge_that_is_closed(stores: Stores):
    bridge_id = await opened(stores)
    await stores.bridges.close(bridge_id)
    assert await stores.suggestions.add(NewSuggestion(bridge_id, GUILD, ANN, BREAKFAST)) is None


async def test_where_it_is_shown_is_remembered(stores: Stores):
    one = await suggested(stores, await opened(stores))
    await stores.suggestions.shown(one.id, PLACE)
    seen = await stores.suggestions.by_id(one.id)
    assert seen is not None
    assert seen.board == PLACE


async def test_what_waits_is_reworded_and_decided_once(stores: Stores):
    one = await suggested(stores, await opened(stores))
    better = Texts("What was your breakfast today?", "你今天的早饭是什么？")
    assert await stores.suggestions.reword(one.id, better)
    assert await stores.suggestions.decide(one.id, SuggestionState.DECLINED, "asked last week")
    assert not await stores.suggestions.decide(one.id, SuggestionState.ACCEPTED, "")
    assert not await stores.suggestions.reword(one.id, BREAKFAST)
    now = await stores.suggestions.by_id(one.id)
    assert now is not None
    assert (now.texts, now.state, now.reason) == (better, SuggestionState.DECLINED, "asked last week")


async def test_an_id_is_never_given_again(stores: Stores):
    bridge_id = await opened(stores)
    await suggested(stores, bridge_id)
    last = await suggested(stores, bridge_id)
    await stores.suggestions.remove(last.id)
    assert await stores.suggestions.by_id(last.id) is None
    assert (await suggested(stores, bridge_id)).id > last.id


async def test_what_nobody_sees_and_what_was_declined_long_ago_is_found(stores: Stores):
    bridge_id = await opened(stores)
    unseen, seen, declined = [await suggested(stores, bridge_id) for _ in range(3)]
    await stores.suggestions.shown(seen.id, PLACE)
    await stores.suggestions.decide(declined.id, SuggestionState.DECLINED, "no")
    now = stores.clock.now()
    assert not await stores.suggestions.unseen(now)
    assert not await stores.suggestions.declined(now)
    later = now + timedelta(seconds=1)
    assert [one.id for one in await stores.suggestions.unseen(later)] == [unseen.id]
    assert [one.id for one in await stores.suggestions.declined(later)] == [declined.id]


async def test_what_was_accepted_waits_until_it_was_asked(database: Database):
    stores = stores_of(database, StillClock())
    bridge_id = await opened(stores)
    first, second, waiting = [await suggested(stores, bridge_id) for _ in range(3)]
    for one in (second, first):
        await stores.suggestions.decide(one.id, SuggestionState.ACCEPTED, "")
    assert list(await stores.suggestions.accepted(bridge_id)) == [first.prompt_id, second.prompt_id]
    choice = Choice(PromptId(f"own-{first.id}"), None, Reason.SUGGESTION)
    await database.daily.occasions.open(bridge_id, date(2027, 1, 1), choice, stores.clock.now())
    assert list(await stores.suggestions.accepted(bridge_id)) == [second.prompt_id]
    assert waiting.prompt_id not in await stores.suggestions.accepted(bridge_id)
    await stores.bridges.close(bridge_id)
    assert await stores.suggestions.by_id(second.id) is None
