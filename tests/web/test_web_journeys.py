"""The desk officer's journey in a real browser, in both languages, wide and narrow: from ``an do`` to words, decisions, files and feeds.

Every kind of page is also tried with axe-core. Skipped where there is no browser.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.test_web_browser import CHROMIUM, WIDTHS, Visit, browser
from tests.web.web_ledger import minister, record, served, span

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.lore import Lore
from banggiao.model import Article, Reading, Record
from banggiao.settings import Settings, load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web import links

sync_api = pytest.importorskip("playwright.sync_api")
uvicorn = pytest.importorskip("uvicorn")
feedparser = pytest.importorskip("feedparser")
icalendar = pytest.importorskip("icalendar")
socket = pytest.importorskip("socket")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
__all__ = ["browser"]

BOTH = ["IN", "VN"]
ONE = (
    "Việt Nam và Ấn Độ hội đàm\nNgày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Ấn Độ Ravi Rao.\n"
    "Hai bên nhất trí mở tham vấn về vũ trụ trong năm 2025. Ủy ban hỗn hợp Việt Nam - Ấn Độ họp kỳ thứ tư ngày 12/3/2024.\n"
    "Hai nước là đối tác chiến lược toàn diện từ năm 2016. Ấn Độ ủng hộ lập trường của ASEAN."
)
TWO = "Sáng 13/3/2024, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Ấn Độ Ravi Rao tại Hà Nội."
PROMISE = "Hai bên nhất trí mở tham vấn về vũ trụ trong năm 2025"


def records(text: str, day: int) -> tuple[Record, ...]:
    """What an article tells of the talks, and who held them."""
    quote = next(line for line in text.splitlines() if "hội đàm với" in line).rstrip(".")
    values = {"type": "talks", "parties": BOTH, "date": f"2024-03-{day}", "status": "held", "people": ["Lê Văn Sông", "Ravi Rao"],
              "place": "Hà Nội"}  # fmt: skip
    return (
        record(text, "event", quote, values, type="hội đàm", date=f"{day}/3/2024", people="Lê Văn Sông", place="Hà Nội"),
        minister(text, "Bộ trưởng Ngoại giao Lê Văn Sông", "Lê Văn Sông", "VN"),
        minister(text, "Bộ trưởng Ngoại giao Ấn Độ Ravi Rao", "Ravi Rao", "IN"),
    )


def articles() -> list[tuple[Article, Reading]]:
    """Two outlets on one event, and what the first one tells besides."""
    session = "Ủy ban hỗn hợp Việt Nam - Ấn Độ họp kỳ thứ tư ngày 12/3/2024"
    tier = "Hai nước là đối tác chiến lược toàn diện từ năm 2016"
    stance = "Ấn Độ ủng hộ lập trường của ASEAN"
    more = (
        record(ONE, "commitment", PROMISE, {"act": "agree", "by": BOTH, "to": None, "sectors": ["science"], "due": "2025"}, due="năm 2025"),
        record(ONE, "event", session, {"type": "session", "parties": BOTH, "date": "2024-03-12", "status": "held", "ordinal": 4,
               "mechanism": "Ủy ban hỗn hợp Việt Nam - Ấn Độ"}, mechanism="Ủy ban hỗn hợp Việt Nam - Ấn Độ"),
        record(ONE, "partnership", tier, {"parties": BOTH, "tier": "comprehensive_strategic", "name": "đối tác chiến lược toàn diện",
               "since": "2016", "status": "current"}, tier="đối tác chiến lược toàn diện", since="2016"),
        record(ONE, "stance", stance, {"by": ["IN"], "topic": "asean", "position": "support"}),
    )  # fmt: skip
    found = []
    for key, text, outlet, day, told in (
        ("mot", ONE, "Báo Một", 12, (*records(ONE, 12), *more)),
        ("hai", TWO, "Báo Hai", 13, records(TWO, 13)),
    ):
        published = f"2024-03-{day}"
        article = Article(id=key, text=text, outlet=outlet, published=published, source=key, raw=text.encode(), url="https://example.org/")
        found.append((article, Reading(id=key, relevant=True, records=told, published=published, published_basis="given")))
    return found


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, lore: Lore) -> Settings:
    """Settings with a ledger of one's own, to be decided on."""
    home = tmp_path_factory.mktemp("journeys")
    found = load({"home": str(home), "ledger": str(home / "ledger.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            assert not put(connection, articles(), "test").refused
        refresh(ledger, lore)
    return found


@pytest.fixture(scope="module")
def site(held: Settings, lore: Lore) -> Iterator[str]:
    """The pages under a real server; gives their address."""
    with served(held, lore) as (address, _):
        yield address


@pytest.fixture
def visit(browser: "sync_api.Browser", site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    made = Visit(browser, site, **getattr(request, "param", {}))
    yield made
    made.close()


EVERYBODY = pytest.mark.parametrize(
    "visit",
    [{"width": width, "language": language} for width in WIDTHS.values() for language in ("vi", "en")],
    ids=[f"{name} {language}" for name in WIDTHS for language in ("vi", "en")],
    indirect=True,
)


def event_of(held: Settings) -> str:
    """The page of the talks."""
    with open_ledger(held.ledger) as ledger:
        items = dossier.found(ledger, Query(kinds=("event",), states=("VN", "IN"))).items
        return links.event_path(next(item.id for item in items if item.values.get("type") == "talks"))


@EVERYBODY
def test_the_morning_of_a_desk_officer(visit: Visit, held: Settings) -> None:
    page = visit.page
    # find Ấn Độ, typed without its accents
    visit.open("/")
    page.keyboard.press("/")
    page.keyboard.type("an do")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=an+do")
    assert page.locator(".hits .events > li").count() >= 4
    # open the dossier of Viet Nam and India
    page.locator(".direct a[href='/pairs/IN-VN']").click()
    assert page.locator("h1").inner_text() in ("Ấn Độ – Việt Nam", "India – Vietnam")
    # follow a commitment to its words
    page.locator("#commitments q a").first.click()
    place = span(ONE, PROMISE)
    words = page.locator(f"#w{place.start}-{place.end}")
    assert words.inner_text().endswith(PROMISE)
    sync_api.expect(words).to_be_in_viewport()
    # see what two outlets said differently
    page.go_back()
    page.locator(f"#timeline a[href='{event_of(held)}']").first.click()
    row = page.locator("tr.disputed")
    assert row.count() == 1
    assert page.locator(".tellings thead th a").all_inner_texts() == ["Báo Một", "Báo Hai"]
    assert row.locator("td.other").count() == 1
    # correct the wrong field, by keys, and take that back: of two the later told is shown
    assert page.locator(".lede time").first.get_attribute("datetime") == "2024-03-13"
    page.locator(".judge a").click()
    page.wait_for_url("**/review?object=*")
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator("details.correcting select").select_option("date")
    page.locator("details.correcting input[name=value]").fill("2024-03-12")
    page.locator("details.correcting input[name=reason]").fill("the first outlet was there")
    page.locator("details.correcting input[name=reason]").press("Enter")
    page.locator(".judged .decided").first.wait_for()
    visit.open(event_of(held))
    assert page.locator(".lede time").first.get_attribute("datetime") == "2024-03-12"
    page.locator(".judge a").click()
    page.wait_for_url("**/review?object=*")
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.locator(".decisions .gone").first.wait_for()
    visit.open(event_of(held))
    assert page.locator(".lede time").first.get_attribute("datetime") == "2024-03-13"


@EVERYBODY
def test_the_calendar_is_taken_along(visit: Visit) -> None:
    page = visit.page
    visit.open("/calendar?month=2024-03&state=VN&with=IN")
    page.locator(".head .hand > summary").click()
    answer = page.request.get(visit.site + str(page.locator(".hand a", has_text="iCalendar").get_attribute("href")))
    calendar = icalendar.Calendar.from_ical(answer.body())
    assert answer.status == 200 and calendar["X-WR-CALNAME"]
    with page.expect_download() as kept:
        page.locator(".hand a", has_text="CSV").click()
    assert Path(kept.value.path()).read_bytes().count(b"\n") >= 2
    assert kept.value.suggested_filename == "banggiao-calendar-2024-03.csv"


@EVERYBODY
def test_the_dossier_is_followed(visit: Visit) -> None:
    page = visit.page
    visit.open("/pairs/VN-IN")
    feed = str(page.locator("link[rel=alternate][type='application/atom+xml']").first.get_attribute("href"))
    page.locator(".head .hand > summary").click()
    link = page.locator(".head .hand a", has_text="Atom")
    assert link.get_attribute("href") == feed
    read = feedparser.parse(page.request.get(visit.site + feed).body())
    assert (read.bozo, len(read.entries) >= 4) == (False, True)
    page.goto(read.entries[0].link)
    assert page.locator("h1").count() == 1
    visit.open("/pairs/VN-IN")
    page.locator("#commitments .hand > summary").click()
    cited = page.locator("#commitments .cited").input_value()
    assert f"{visit.site}/pairs/VN-IN#commitments" in cited


@pytest.mark.parametrize("visit", [{"width": width} for width in WIDTHS.values()], ids=list(WIDTHS), indirect=True)
def test_a_day_is_asked_for_in_the_header(visit: Visit) -> None:
    page = visit.page
    visit.open("/pairs/VN-IN")
    page.locator("details.asof > summary").click()
    page.locator("#as_of").fill("2024-03-12")
    page.locator("details.asof button").click()
    page.wait_for_url("**as_of=2024-03-12**")
    assert page.locator(".then").count() == 1
    page.locator(".contents").scroll_into_view_if_needed()
    page.locator("#timeline .line a").first.click()
    assert "as_of=2024-03-12" in page.url
    assert page.locator(".tellings thead th a").all_inner_texts() == ["Báo Một"]
    page.locator(".then a").click()
    assert page.locator(".then").count() == 0


def test_keys_are_listed(visit: Visit) -> None:
    visit.open("/")
    visit.page.keyboard.press("?")
    sync_api.expect(visit.page.locator("dialog.keys-help")).to_be_visible()
    visit.page.keyboard.press("Escape")
    sync_api.expect(visit.page.locator("dialog.keys-help")).not_to_be_visible()


def test_words_that_nobody_reads_any_more_are_found_by_their_address(visit: Visit) -> None:
    place = span(ONE, "tại Hà Nội, Bộ trưởng")
    visit.open(f"/articles/mot#w{place.start}-{place.end}")
    visit.page.wait_for_url(f"**words={place.start}-{place.end}**")
    sync_api.expect(visit.page.locator(f"#w{place.start}-{place.end}")).to_be_in_viewport()


def every(held: Settings) -> list[str]:
    """One page of each kind."""
    with open_ledger(held.ledger) as ledger:
        person = dossier.found(ledger, Query(kinds=("person",))).items[0]
        session = next(one for one in dossier.found(ledger, Query(kinds=("event",))).items if one.values.get("type") == "session")
    return [
        "/", "/search?q=an+do", "/ask?q=Ấn Độ cam kết", "/pairs", "/pairs/VN-IN", "/pairs/VN-IN?as_of=2024-03-12",
        "/commitments?state=VN&with=IN", "/calendar?month=2024-03&state=VN&with=IN", "/calendar?month=2024-03&view=list", "/articles",
        "/articles/mot", event_of(held), links.person_path(person.id), links.mechanism_path(session.id), "/states/IN", "/bodies/ASEAN",
        "/review", f"/review?object={person.id}", "/api/v1/docs", "/none",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("visit", "scheme"),
    [({"width": 1280}, "light"), ({"width": 1280, "language": "en"}, "dark"), ({"width": 390}, "dark"), ({"width": 390, "language": "en"}, "light")],
    ids=["wide light", "wide dark", "narrow dark", "narrow light"],
    indirect=["visit"],
)  # fmt: skip
def test_no_kind_of_page_keeps_anybody_out(visit: Visit, held: Settings, scheme: str) -> None:
    """axe-core finds nothing serious or critical, with every menu open; no page is wider than its window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit.page.emulate_media(color_scheme=scheme)
    found: dict[str, list[tuple[str, str]]] = {}
    for path in every(held):
        visit.open(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        visit.page.evaluate("document.querySelectorAll('details:not(.asof)').forEach(one => { one.open = true; })")
        for one in axe.run(visit.page).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found.setdefault(one["id"], []).append((path, one["nodes"][0]["html"][:160]))
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == {}
