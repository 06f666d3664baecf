"""The two times of a page: what a day shows, that every link and form keeps it, and that it is plain to see."""

import datetime
import json
import re
import time
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import FIRST_PATH, Tree, page
from tests.web.web_ledger import TODAY

from banggiao.model.times import NOW, Times
from banggiao.web.kept import kept
from banggiao.web.when import When, when

DAY = "2024-03-12"
"""The day on which the first article was published, and the second was not yet."""
NAMED = ("/", "/search?q=lao", "/commitments?state=VN&with=LA", "/calendar?month=2024-03", "/articles", "/pairs", "/pairs/VN-LA",
         "/states/LA", "/bodies/ASEAN", "/ask?q=Lao", FIRST_PATH)  # fmt: skip


def every(client: TestClient) -> list[str]:
    """Every kind of page that has an as-of date."""
    made = []
    for start, query in (("/events/", "q=lao&kind=event"), ("/people/", "kind=person"), ("/mechanisms/", "kind=mechanism")):
        made.append(next(href for href in page(client, f"/search?{query}").values("href") if href.startswith(start)))
    return [*NAMED, *made]


# what is asked, the day that counts as today, what must have been published by, the times as the ledger takes them
ASKED = [
    ({}, TODAY, "", NOW),
    ({"as_of": DAY}, datetime.date(2024, 3, 12), DAY, Times(known_on=DAY)),
    ({"known_on": DAY}, datetime.date(2024, 3, 12), DAY, Times(known_on=DAY)),
    ({"as_of": "2024-01-01", "known_on": DAY}, datetime.date(2024, 1, 1), DAY, Times(as_of="2024-01-01", known_on=DAY)),
    ({"as_of": "soon", "known_on": "<b>"}, TODAY, "", NOW),
]


@pytest.mark.parametrize(("asked", "day", "told_by", "times"), ASKED)
def test_times(asked: dict[str, str], day: datetime.date, told_by: str, times: Times) -> None:
    found = when(asked, TODAY)
    assert (found.day, found.told_by, found.times) == (day, told_by, times)


def test_every_page_asks_for_a_day_and_shows_it(client: TestClient) -> None:
    for path in every(client):
        tree = page(client, path)
        assert {"as_of", "known_on"} <= {values.get("name") for tag, values in tree.tags if tag == "input"}, path
        assert 'class="then"' not in client.get(path).text, path
        then = client.get(f"{path}{'&' if '?' in path else '?'}as_of={DAY}", headers={"Accept-Language": "en"}).text
        assert "As it was known on 12 Mar 2024." in then, path
        tree = Tree(then)
        assert (tree.problems, tree.open) == ([], []), path


def test_every_link_and_form_keeps_the_day(client: TestClient) -> None:
    for path in every(client):
        tree = page(client, f"{path}{'&' if '?' in path else '?'}as_of={DAY}")
        for tag, values in tree.tags:
            href = values.get("href") or ""
            if tag == "a" and href.startswith("/") and values.get("rel") != "alternate" and "as_of=" not in href:
                raise AssertionError(f"{path}: {href} forgets the day")
        forms = sum(tag == "form" and values.get("method") != "post" for tag, values in tree.tags)
        days = [values for tag, values in tree.tags if tag == "input" and values.get("name") == "as_of"]
        assert len(days) == forms and all(values.get("value") == DAY for values in days), path


def test_a_link_back_to_today_forgets_the_day(client: TestClient) -> None:
    hrefs = page(client, f"/search?q=lao&as_of={DAY}").values("href")
    assert "/search?q=lao&as_of=" in [unquote(href) for href in hrefs]


@pytest.mark.parametrize(
    ("path", "now", "then"),
    [
        ("/search?kind=event", 2, 2),
        ("/search?kind=event&q=lao+hoi+dam&state=VN", 1, 1),
        ("/commitments", 1, 1),
        ("/articles", 6, 3),
    ],
)
def test_a_day_shows_what_was_known(client: TestClient, path: str, now: int, then: int) -> None:
    def number(day: str) -> int:
        return len(json.loads(client.get(f"{path}{'&' if '?' in path else '?'}format=json{day}").content))

    assert (number(""), number(f"&as_of={DAY}"), number("&as_of=2023-01-01")) == (now, then, 0)


def test_an_event_is_told_as_it_was_known(client: TestClient) -> None:
    event = next(href for href in page(client, "/search?q=lao&kind=event&state=VN").values("href") if href.startswith("/events/"))
    assert "Báo Hai" in client.get(event).text
    then = client.get(f"{event}?as_of={DAY}").text
    assert ("Báo Một" in then, "Báo Hai" in then) == (True, False)
    assert client.get(f"{event}?as_of=2023-01-01").status_code == 404


def test_a_dossier_is_as_it_was_known(client: TestClient) -> None:
    assert 'href="/pairs/LA-RU?' in client.get(f"/pairs?as_of={DAY}").text
    assert "Sổ chưa có gì về hai bên này." in client.get("/pairs/VN-LA?as_of=2024-03-01").text
    assert "Thỏa thuận hợp tác giáo dục" in client.get(f"/pairs/VN-LA?as_of={DAY}").text


def test_what_had_come_about_by_a_day_as_known_later(client: TestClient) -> None:
    """As of a day before the talks, with all that is known today: they had not come about."""
    assert "Hội đàm" in client.get("/pairs/VN-LA?as_of=2024-06-01&known_on=2024-06-01").text
    early = client.get("/pairs/VN-LA?as_of=2024-03-01&known_on=2024-06-01", headers={"Accept-Language": "en"}).text
    assert 'id="timeline"' not in early
    assert "As of 1 Mar 2024, as known on 1 Jun 2024." in early


def test_an_article_of_a_later_day_says_so(client: TestClient) -> None:
    assert "Bài này chưa chắc đã đăng" in client.get(f"{FIRST_PATH}?as_of=2024-01-01").text
    assert "Bài này chưa chắc đã đăng" not in client.get(f"{FIRST_PATH}?as_of={DAY}").text


# a tag, what the day makes of it
TAGS = [
    ('<a class="x" href="/pairs/VN-LA#e">', '<a class="x" href="/pairs/VN-LA?as_of=2024-03-12#e">'),
    ('<a href="/c?a=1&amp;b=2">', '<a href="/c?a=1&amp;b=2&amp;as_of=2024-03-12">'),
    ('<a href="#z">', '<a href="#z">'),
    ('<a href="/?as_of=">', '<a href="/?as_of=">'),
    ('<a href="https://example.org/">', '<a href="https://example.org/">'),
    ('<a href="/f?format=atom" rel="alternate">', '<a href="/f?format=atom" rel="alternate">'),
    ('<form action="/s"></form>', '<form action="/s"><input type="hidden" name="as_of" value="2024-03-12"></form>'),
    ('<form method="post" action="/r"></form>', '<form method="post" action="/r"></form>'),
    ('<form><input name="as_of"></form>', '<form><input name="as_of"></form>'),
    ("&lt;a href=&#34;/x&#34;&gt;", "&lt;a href=&#34;/x&#34;&gt;"),
]


@pytest.mark.parametrize(("tag", "made"), TAGS)
def test_kept(tag: str, made: str) -> None:
    assert kept(tag, When(TODAY, as_of=DAY).given) == made
    assert kept(tag, {}) == tag


@pytest.mark.parametrize("part", ['<a href="/', "<a ", '<a href="/x" ', ' href="/'])
def test_keeping_takes_time_in_proportion(part: str) -> None:
    begin = time.perf_counter()
    kept("<a" + part * 60_000, {"as_of": DAY})
    assert time.perf_counter() - begin < 5


def test_ids_with_anything_in_them_keep_their_address(client: TestClient) -> None:
    hrefs = [href for href in page(client, f"/articles?as_of={DAY}").values("href") if re.match(r"/articles/[^?]", href)]
    assert hrefs
    for href in hrefs:
        source = client.get(href)
        assert source.status_code == 200
        (english,) = {link for link in Tree(source.text).values("href") if link.endswith("lang=en")}
        assert client.get(english).status_code == 200
