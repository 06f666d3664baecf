"""Map, network and trends in a real browser: by mouse and by keys, with and without a script, in both languages and widths."""

import pytest
from tests.web.test_web_browser import BOTH_WIDTHS, CHROMIUM, WIDTHS, WITH_AND_WITHOUT, Visit, browser, site, visit  # noqa: F401

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")

SPAN = "since=2023-01&until=2024-06"
PICTURES = {
    f"/map?{SPAN}": "svg.world a.state",
    f"/map?{SPAN}&state=all": "svg.world a.line",
    f"/network?{SPAN}": "svg.net a.line",
    f"/trends?{SPAN}": "svg.chart a.bar-link",
    "/pairs/VN-LA": "svg.chart a.bar-link",
    "/states/LA": "svg.chart a.bar-link",
}
EVERY = (
    *PICTURES,
    f"/network?{SPAN}&state=VN&kind=commitment",
    f"/contacts?{SPAN}",
    "/map?since=1990-01&until=1991-01",
    "/trends?since=1990-01",
)


@BOTH_WIDTHS
@pytest.mark.parametrize(("path", "mark"), PICTURES.items(), ids=[path.split("?")[0] + path[-4:] for path in PICTURES])
def test_a_mark_of_a_picture_is_reached_by_keys_and_leads_to_its_list(visit: Visit, path: str, mark: str) -> None:  # noqa: F811
    page = visit.page
    visit.open(path)
    link = page.locator(mark).last
    page.keyboard.press("Tab")
    link.focus()
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert len(link.get_attribute("aria-label") or "") > 5
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts?**")
    assert page.locator(".events > li").count() == 1
    page.locator(".events .told a").first.click()
    assert "/articles/" in page.url
    assert "#w" in page.url


def test_the_focus_is_seen(visit: Visit) -> None:  # noqa: F811
    """A focused shape has another outline than one that is not."""
    page = visit.page
    for path, mark in PICTURES.items():
        visit.open(path)
        inner = f"{mark} > :is(path, circle, rect):not(title)"
        style = "found => getComputedStyle(found).stroke + getComputedStyle(found).strokeWidth"
        before = page.locator(inner).first.evaluate(style)
        page.keyboard.press("Tab")
        page.locator(mark).first.focus()
        assert page.locator(inner).first.evaluate(style) != before, path


@WITH_AND_WITHOUT
def test_a_choice_and_its_table(visit: Visit) -> None:  # noqa: F811
    page = visit.page
    visit.open(f"/network?{SPAN}")
    page.locator("#level").select_option("minister")
    page.locator("form.filter button").click()
    assert "level=minister" in page.url
    assert page.locator("table.counts tbody tr").count() == 1
    page.locator("table.counts td a").first.click()
    assert page.locator(".events > li").count() == 1
    page.get_by_role("link", name="Bản đồ").click()
    assert page.locator("svg.world").count() == 1


@BOTH_WIDTHS
def test_a_picture_can_be_kept(visit: Visit) -> None:  # noqa: F811
    page = visit.page
    visit.open(f"/trends?{SPAN}")
    page.locator("details.hand summary").first.click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="CSV").first.click()
    assert kept.value.suggested_filename == "banggiao-trends.csv"


@pytest.mark.parametrize(
    "visit",
    [{"width": width, "language": language} for width in WIDTHS.values() for language in ("vi", "en")],
    ids=[f"{name} {language}" for name in WIDTHS for language in ("vi", "en")],
    indirect=True,
)
def test_no_picture_breaks_the_page_or_keeps_anybody_out(visit: Visit) -> None:  # noqa: F811
    """No page is wider than its window; axe-core finds nothing serious or critical, in light and dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found: dict[str, list[object]] = {}
    for at, path in enumerate(EVERY):
        visit.page.emulate_media(color_scheme="dark" if at % 2 else "light")
        visit.open(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        response = axe.run(visit.page).response
        assert len(response["passes"]) > 10, path
        for one in response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found.setdefault(one["id"], []).append((path, one["nodes"][0]["html"][:200]))
    assert found == {}
