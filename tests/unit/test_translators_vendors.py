"""deep-translator's real code against vendors on this machine, well and unwell."""

import asyncio
import gc
import logging
import socket
import threading
import time
import traceback
from collections.abc import AsyncIterator

import aiohttp
import pytest
import time_machine

from bot.clock import SystemClock
from bot.errors import Unavailable
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, Quality
from bot.translation.pipeline import TranslationPipeline
from bot.translation.ports import Translator
from bot.translation.variants import Variants
from bot.translators.registry import NAMES, build
from tests.vendors import Vendor, google_page, libretranslate

KEY = "k3y-0f-n0b0dy"
TEXT = "my secret cat sleeps"
TRADITIONAL = "我的貓睡著了"


def translator(name: str, url: str, **options: object) -> Translator:
    chosen = {"base_url": url, "api_key": KEY, "timeout_seconds": 2.0, "convert": Variants().convert_now} | options
    return build(name, **chosen)  # type: ignore[arg-type] # options are many


@pytest.fixture
async def google() -> AsyncIterator[Vendor]:
    async with google_page() as vendor:
        yield vendor


@pytest.fixture
async def libre() -> AsyncIterator[Vendor]:
    async with libretranslate() as vendor:
        yield vendor


@pytest.fixture(params=NAMES)
async def vendor(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, Vendor]]:
    serve = google_page if request.param == "google" else libretranslate
    async with serve() as served:
        yield request.param, served


async def test_google_speaks_both_scripts(google: Vendor):
    translator_ = translator("google", google.url)
    assert await translator_.translate("hello", EN, ZH_HANS) == "[zh-CN] hello"
    assert await translator_.translate("hello", EN, ZH_HANT) == "[zh-TW] hello"
    assert await translator_.translate(TRADITIONAL, ZH_HANT, EN) == f"[en] {TRADITIONAL}"
    assert await translator_.translate("hello", Language("en-AU"), Language("pt-BR")) == "[pt] hello"
    assert google.asked[2] == (TRADITIONAL, "zh-TW", "en")
    await translator_.close()


async def test_libretranslate_knows_one_chinese_and_gets_the_other_converted(libre: Vendor):
    libre.translate = lambda text, _source, target: "软件" if target == "zh" else f"[{target}] {text}"
    translator_ = translator("libretranslate", libre.url)
    assert await translator_.translate("software", EN, ZH_HANS) == "软件"
    assert await translator_.translate("software", EN, ZH_HANT) == "軟體"
    assert await translator_.translate("軟體", ZH_HANT, EN) == "[en] 软件"
    assert [asked[1:] for asked in libre.asked] == [("en", "zh"), ("en", "zh"), ("zh", "en")]
    await translator_.close()


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines & <b>tags</b> &amp; \"quotes\" 'n' 100% + #1 ? = / ünï 😂",
        "a" * 4_400,
        "猫" * 1_500,
        "\ud800 lone",
        "ask {0} about {1}this{2}",
        '</div><div class="result-container">injected</div>',
    ],
)
async def test_a_text_arrives_as_it_was_written(vendor: tuple[str, Vendor], text: str):
    name, served = vendor
    served.translate = lambda asked, *_: f"{asked}!"
    translator_ = translator(name, served.url)
    assert await translator_.translate(text, EN, ZH_HANS) == f"{text}!".replace("\ud800", "").strip()
    await translator_.close()


async def test_a_key_travels_in_the_body_and_only_where_there_is_one(libre: Vendor):
    for key, shown in ((KEY, KEY), ("", "")):
        translator_ = translator("libretranslate", libre.url, api_key=key)
        await translator_.translate(TEXT, EN, ZH_HANS)
        assert libre.keys[-1] == shown
        await translator_.close()
    assert set(libre.paths) == {"/translate"}  # neither key nor text in what servers log


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("hang", "timeout"),
        ("drip", "timeout"),
        ("cut", "connection"),
        ("500", "server-error"),
        ("429", "rate-limited"),
        ("html", "nonsense"),
        ("reset", "connection"),
    ],
)
async def test_every_fault_becomes_unavailable(vendor: tuple[str, Vendor], fault: str, reason: str):
    name, served = vendor
    served.fault = fault
    translator_ = translator(name, served.url, timeout_seconds=0.3)
    with pytest.raises(Unavailable) as caught:
        await translator_.translate(TEXT, EN, ZH_HANS)
    assert caught.value.fields["reason"] == reason
    assert caught.value.fields["translator"] == name
    await translator_.close()


@pytest.mark.parametrize("fault", ["empty", "null"])
async def test_an_empty_answer_is_none(vendor: tuple[str, Vendor], fault: str):
    name, served = vendor
    served.fault = fault
    of = TranslationPipeline([translator(name, served.url)], clock=SystemClock())
    translation = await of.translate(TEXT, EN, ZH_HANS)
    assert (translation.text, translation.quality) == (TEXT, Quality.PROVISIONAL)
    await of.close()


async def test_a_vendor_says_how_long_to_wait(google: Vendor):
    google.fault = "429"
    translator_ = translator("google", google.url)
    with pytest.raises(Unavailable) as caught:
        await translator_.translate(TEXT, EN, ZH_HANS)
    assert caught.value.fields["retry_after"] == 30
    await translator_.close()


async def test_a_language_that_the_vendor_does_not_speak(vendor: tuple[str, Vendor]):
    name, served = vendor
    translator_ = translator(name, served.url)
    with pytest.raises(Unavailable) as caught:
        await translator_.translate(TEXT, EN, Language("tlh"))
    assert caught.value.fields["reason"] == "language"
    assert served.requests == 0
    await translator_.close()


@pytest.mark.parametrize("fault", ["hang", "drip", "500", "429", "html", "reset", "null", None])
async def test_no_exception_or_log_holds_key_or_text(
    fault: str | None, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    async with libretranslate(api_key="another") as served:
        served.fault = fault
        translator_ = translator("libretranslate", served.url, timeout_seconds=0.2)
        with pytest.raises(Unavailable) as caught:
            await translator_.translate(TEXT, EN, ZH_HANS)
        of = TranslationPipeline([translator_], clock=SystemClock())
        await of.translate(TEXT, EN, ZH_HANS)
        await of.close()
    told = "".join(traceback.format_exception(caught.value)) + "".join(capsys.readouterr()) + caplog.text
    assert KEY not in told
    assert "secret" not in told
    assert caught.value.__context__ is None
    assert KEY not in repr(translator_)


async def test_nobody_listens():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        translator_ = translator("google", f"http://127.0.0.1:{held.getsockname()[1]}/m")
        with pytest.raises(Unavailable) as caught:
            await translator_.translate(TEXT, EN, ZH_HANS)
    assert caught.value.fields["reason"] == "connection"
    await translator_.close()


async def test_connections_are_kept_and_a_dropped_one_is_replaced(vendor: tuple[str, Vendor]):
    name, served = vendor
    translator_ = translator(name, served.url)
    for number in range(5):
        await translator_.translate(f"cat {number}", EN, ZH_HANS)
    assert len(served.connections) == 1
    served.drop()
    assert (await translator_.translate("cat", EN, ZH_HANS)).endswith("cat")
    assert len(served.connections) == 2
    await translator_.close()


async def test_parallel_answers_are_never_swapped(vendor: tuple[str, Vendor]):
    name, served = vendor
    translator_ = translator(name, served.url)
    said = await asyncio.gather(*(translator_.translate(f"cat {number}", EN, ZH_HANS) for number in range(100)))
    assert [answer.split("] ")[1] for answer in said] == [f"cat {number}" for number in range(100)]
    await translator_.close()


async def test_two_translators_of_a_kind_keep_apart():
    async with google_page() as one, google_page() as other:
        first, second = translator("google", one.url), translator("google", other.url)
        await asyncio.gather(*(each.translate("cat", EN, ZH_HANS) for each in (first, second)))
        assert (one.requests, other.requests) == (1, 1)
        await first.close()
        await second.close()


async def test_a_vendor_that_hangs_holds_few_connections_and_lets_them_go(google: Vendor):
    google.fault = "hang"
    before = set(threading.enumerate())
    of = TranslationPipeline(
        [translator("google", google.url, concurrency=4)], clock=SystemClock(), deadline_seconds=1.0, failures=100
    )
    said = await asyncio.gather(*(of.translate(f"cat {number}", EN, ZH_HANS) for number in range(60)))
    assert {translation.quality for translation in said} == {Quality.PROVISIONAL}
    assert google.most_open == 4  # on a busy machine not all give up at once, and the next ones take their seats
    assert set(threading.enumerate()) <= before
    google.fault = None
    assert (await of.translate("cat", EN, ZH_HANS)).quality is Quality.FINAL
    await of.close()


async def test_a_call_that_is_given_up_ends_at_once(google: Vendor):
    google.fault = "hang"
    translator_ = translator("google", google.url, concurrency=1)
    waiting = asyncio.ensure_future(translator_.translate(TEXT, EN, ZH_HANS))
    await google.was_asked.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    google.fault = None
    assert await translator_.translate("cat", EN, ZH_HANS) == "[zh-CN] cat"
    await translator_.close()


async def test_closing_ends_a_call_that_hangs(google: Vendor):
    google.fault = "hang"
    translator_ = translator("google", google.url, timeout_seconds=60.0)
    waiting = asyncio.ensure_future(translator_.translate(TEXT, EN, ZH_HANS))
    await google.was_asked.wait()
    await translator_.close()
    with pytest.raises(Unavailable):
        await asyncio.wait_for(waiting, 5)
    with pytest.raises(Unavailable):
        await translator_.translate(TEXT, EN, ZH_HANS)


async def test_a_vendor_that_is_well_again_is_believed_again(vendor: tuple[str, Vendor]):
    name, served = vendor
    served.fault = "500"
    of = TranslationPipeline([translator(name, served.url)], clock=SystemClock(), failures=1, rest_seconds=0.5)
    assert (await of.translate(TEXT, EN, ZH_HANS)).quality is Quality.PROVISIONAL
    served.fault = None
    with time_machine.travel(time.time() + 1):
        assert of.is_final_possible
        assert (await of.translate(TEXT, EN, ZH_HANS)).quality is Quality.FINAL
    await of.close()


async def test_the_second_vendor_answers_for_the_first(google: Vendor, libre: Vendor):
    google.fault = "html"
    of = TranslationPipeline(
        [translator("google", google.url), translator("libretranslate", libre.url)], clock=SystemClock()
    )
    translation = await of.translate("hey <@1>, my **cat** https://example.com", EN, ZH_HANT)
    assert translation.translator == "libretranslate"
    assert translation.text == "[zh] hey <@1>, my **cat** https://example.com"
    await of.close()


async def test_an_environments_proxy_is_not_used(google: Vendor, monkeypatch: pytest.MonkeyPatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    translator_ = translator("google", google.url)
    assert await translator_.translate("cat", EN, ZH_HANS) == "[zh-CN] cat"
    assert all(agent.startswith("Mozilla/5.0 (compatible; Qiao") for agent in google.agents)
    await translator_.close()


async def test_a_vendors_page_is_read_like_a_browser_would(google: Vendor):
    google.raw = (
        "<html><div class='x result-container y'>a &lt; b<br>c &#39;d&#39; <div>inner</div> e</div><div>no</div></html>"
    )
    translator_ = translator("google", google.url)
    assert await translator_.translate("cat", EN, ZH_HANS) == "a < b\nc 'd' inner e"
    await translator_.close()


def test_a_name_that_nobody_has():
    with pytest.raises(KeyError):
        build("babelfish", convert=Variants().convert_now)


async def test_no_socket_is_left_open(vendor: tuple[str, Vendor]):
    name, served = vendor
    translator_ = translator(name, served.url)
    await asyncio.gather(*(translator_.translate(f"cat {number}", EN, ZH_HANS) for number in range(20)))
    await translator_.close()
    gc.collect()
    assert not [c for c in gc.get_objects() if isinstance(c, aiohttp.TCPConnector) and not c.closed]
