"""The pages in a real browser: follow a value to its words, use the keyboard, switch the language; nothing leaves this machine.

Debian's Chromium is used where there is one (``.ci/run`` installs it); elsewhere these tests are skipped.
"""

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from tests.web.web_ledger import FIRST, HOSTILE, HOSTILE_ID, served, span

from banggiao.lore import Lore
from banggiao.settings import Settings
from banggiao.web import links

sync_api = pytest.importorskip("playwright.sync_api")
uvicorn = pytest.importorskip("uvicorn")

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 10_000
WIDTHS = {"wide": 1280, "narrow": 390}
QUIET = "Failed to load resource: the server responded with a status of 404"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def site(settings: Settings, lore: Lore) -> Iterator[str]:
    """The pages under a real server; gives their address."""
    with served(settings, lore) as (address, _):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as player:
        made = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield made
        made.close()


class Visit:
    """A page in the browser, and everything that it asked for or complained about."""

    def __init__(self, browser: "sync_api.Browser", site: str, width: int = 1280, language: str = "vi", script: bool = True) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 844}, locale=language, java_script_enabled=script)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.site = site
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def close(self) -> None:
        """Check that nothing left this machine and nothing was complained about."""
        self.context.close()
        assert {urlsplit(url).hostname for url in self.asked} <= {"127.0.0.1"}
        assert [text for text in self.complaints if not text.startswith(QUIET)] == []


@pytest.fixture
def visit(browser: "sync_api.Browser", site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    made = Visit(browser, site, **getattr(request, "param", {}))
    yield made
    made.close()


BOTH_WIDTHS = pytest.mark.parametrize("visit", [{"width": width} for width in WIDTHS.values()], ids=list(WIDTHS), indirect=True)
WITH_AND_WITHOUT = pytest.mark.parametrize("visit", [{"script": True}, {"script": False}], ids=["script", "no script"], indirect=True)
FIRST_PATH = links.article_path("vn-la/một")
DATE = span(FIRST, "12/3/2024")
DATE_WORDS = f"#w{DATE.start}-{DATE.end}"


EVERY = (
    "/",
    "/search?q=lao",
    "/search?q=nga+dam",
    "/ask?q=Lao+cam+ket",
    "/commitments?state=VN&with=LA",
    "/calendar?month=2024-03",
    "/calendar?month=2024-02&view=list",
    "/states/LA",
    "/states/RU",
    "/review?show=differ",
    "/articles",
    FIRST_PATH,
    links.article_path(HOSTILE_ID),
    "/pairs",
    "/pairs/VN-LA",
    "/pairs/LA-RU",
    "/api/v1/docs",
)


@WITH_AND_WITHOUT
def test_a_field_leads_to_its_words_and_back(visit: Visit) -> None:
    page = visit.page
    visit.open(FIRST_PATH)
    page.locator("#r1-date a").first.click()
    words = page.locator(DATE_WORDS)
    assert page.url.endswith(DATE_WORDS)
    assert words.inner_text() == "12/3/2024"
    sync_api.expect(words).to_be_in_viewport()
    assert words.evaluate("words => words.matches(':target')")
    words.click()
    assert page.url.endswith("#r1-date")
    sync_api.expect(page.locator("#r1-date")).to_be_in_viewport()


def test_the_text_in_the_browser_is_exactly_as_delivered(visit: Visit) -> None:
    for path, text in ((FIRST_PATH, FIRST), (links.article_path(HOSTILE_ID), HOSTILE)):
        visit.open(path)
        assert visit.page.locator(".text").evaluate("text => text.textContent") == text


@BOTH_WIDTHS
def test_keys_step_through_the_records(visit: Visit) -> None:
    page = visit.page
    visit.open(FIRST_PATH)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "r2"
    assert page.locator(".card.lit").evaluate_all("cards => cards.map(card => card.id)") == ["r2"]
    assert page.locator(".text .lit").count() > 1
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    quote = page.locator("#r1 blockquote a").get_attribute("href") or ""
    assert page.url.endswith(quote)
    sync_api.expect(page.locator(quote)).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.locator("#find").input_value() == "jk"


def test_keys_can_be_switched_off(visit: Visit) -> None:
    page = visit.page
    visit.open(FIRST_PATH)
    page.locator(".keys summary").click()
    page.locator("#keys-on").uncheck()
    visit.open("/articles")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_tab_reaches_the_content_first(visit: Visit) -> None:
    visit.open("/")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.page.url.endswith("#main")
    assert visit.page.evaluate("document.activeElement.id") == "main"


@WITH_AND_WITHOUT
def test_kinds_are_switched_off(visit: Visit) -> None:
    visit.open(FIRST_PATH)
    assert visit.page.locator("#r2").is_visible()
    visit.page.locator("#show-post").uncheck()
    assert not visit.page.locator("#r2").is_visible()
    assert visit.page.locator("#r1").is_visible()


@WITH_AND_WITHOUT
def test_the_language_is_switched_and_kept(visit: Visit) -> None:
    page = visit.page
    visit.open("/pairs/VN-LA")
    assert page.locator("h1").inner_text() == "Việt Nam – Lào"
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "Vietnam – Laos"
    visit.open("/articles")
    assert page.locator("html").get_attribute("lang") == "en"


@BOTH_WIDTHS
def test_a_value_of_a_dossier_leads_to_its_words(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Cặp quan hệ").first.click()
    page.get_by_role("link", name="Lào – Việt Nam").click()
    page.locator("#targets a.said").filter(has_text="2 tỷ").click()
    target = span(FIRST, "2 tỷ USD")
    words = page.locator(f"#w{target.start}-{target.end}")
    assert words.inner_text() == "2 tỷ USD"
    sync_api.expect(words).to_be_in_viewport()


@BOTH_WIDTHS
def test_no_page_is_wider_than_the_window_and_no_hostile_word_acts(visit: Visit) -> None:
    for path in (*EVERY, "/none"):
        visit.open(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert visit.page.evaluate("window.hit") is None, path
        assert visit.page.locator("main :is(script, img, iframe, object, b, i, u)").count() == 0, path


def test_the_address_of_any_id_leads_to_it(visit: Visit) -> None:
    visit.open("/articles")
    hrefs = visit.page.locator("table a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(hrefs) == 6
    for href in hrefs:
        visit.open(href)
        assert visit.page.locator(".text").count() == 1, href


@pytest.mark.parametrize(
    "visit",
    [{"width": width, "language": language} for width in WIDTHS.values() for language in ("vi", "en")],
    ids=[f"{name} {language}" for name in WIDTHS for language in ("vi", "en")],
    indirect=True,
)
def test_from_words_typed_without_accents_to_the_words_of_a_commitment(visit: Visit) -> None:
    page = visit.page
    visit.open("/")
    page.keyboard.press("/")
    page.keyboard.type("nuoc lao")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=nuoc+lao")
    page.locator(".direct a[href='/pairs/LA-VN']").click()
    page.locator("#commitments q a").first.click()
    quote = span(FIRST, "Hai bên nhất trí nâng kim ngạch thương mại lên 2 tỷ USD vào năm 2025")
    assert page.url.endswith(f"#w{quote.start}-{quote.end}")
    sync_api.expect(page.locator(f"#w{quote.start}-{quote.end}")).to_be_in_viewport()


@BOTH_WIDTHS
def test_a_list_is_narrowed_and_kept(visit: Visit) -> None:
    page = visit.page
    visit.open("/search?q=lao")
    page.locator(".facets a[href*='kind=event']").first.click()
    assert page.locator(".hits .events > li").count() == 2
    page.locator(".hand > summary").first.click()
    with page.expect_download() as kept:
        page.locator(".hand a", has_text="CSV").first.click()
    assert kept.value.suggested_filename == "banggiao-search.csv"
    page.locator(".hits .events h3 a").first.click()
    assert "/events/" in page.url


@pytest.mark.parametrize(
    ("visit", "scheme"), [({"width": 1280}, "light"), ({"width": 390}, "dark")], ids=["wide", "narrow"], indirect=["visit"]
)
def test_no_page_keeps_anybody_out(visit: Visit, scheme: str) -> None:
    """axe-core finds nothing serious or critical on any page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit.page.emulate_media(color_scheme=scheme)
    found = {}
    for path in EVERY:
        visit.open(path)
        response = axe.run(visit.page).response
        assert len(response["passes"]) > 10, path
        for one in response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found.setdefault(one["id"], []).append((path, one["nodes"][0]["html"][:160]))
    assert found == {}
