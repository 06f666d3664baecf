"""Every list of every page as a file, a feed and a citation: valid, stable, followed by its autodiscovery link, the same everywhere."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from tests.web import web_ledger
from tests.web.test_web_pages import Tree, page
from tests.web.web_ledger import TODAY, client_of

from banggiao.lore import Lore
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web.handing import FORMS

feedparser = pytest.importorskip("feedparser")
icalendar = pytest.importorskip("icalendar")

ATOM = "{http://www.w3.org/2005/Atom}"
# a page, and the parts of it that are lists ("" is the page's own)
LISTED = [
    ("/", ["", "new", "soon", "overdue", "ahead", "newest", "years", "differ", "findings", "most"]),
    ("/search?q=lao", [""]),
    ("/search?kind=person", [""]),
    ("/search?kind=mechanism", [""]),
    ("/commitments?state=VN&with=LA", [""]),
    ("/calendar?month=2024-03", [""]),
    ("/articles", [""]),
    ("/pairs", [""]),
    ("/pairs/VN-LA", ["", "people", "timeline", "commitments", "agreements", "targets", "statistics", "partnerships", "sources"]),
    ("/states/LA", ["", "event", "person", "commitment", "partners"]),
    ("/bodies/ASEAN", [""]),
]


def one(client: TestClient, start: str, query: str) -> str:
    """The address of the first page of that kind that a search finds."""
    return next(href for href in page(client, query).values("href") if href.startswith(start))


def every(client: TestClient) -> list[tuple[str, list[str]]]:
    """Every page with lists, those of single objects included."""
    return [
        *LISTED,
        (one(client, "/events/", "/search?q=lao&kind=event"), [""]),
        (one(client, "/people/", "/search?kind=person"), ["", "contacts", "spoken"]),
        (one(client, "/mechanisms/", "/search?kind=mechanism"), [""]),
    ]


def asked(path: str, **more: str) -> str:
    """The address of a list in a form."""
    given = "&".join(f"{name}={value}" for name, value in more.items() if value)
    return f"{path}{'&' if '?' in path else '?'}{given}"


def test_every_list_is_a_file_that_opens(client: TestClient) -> None:
    for path, parts in every(client):
        for part in parts:
            table = client.get(asked(path, list=part, format="csv"))
            rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
            values = client.get(asked(path, list=part, format="json"))
            assert (table.status_code, values.status_code) == (200, 200), path
            assert 'attachment; filename="banggiao-' in table.headers["content-disposition"]
            assert len(json.loads(values.content)) == len(rows), (path, part)


def test_every_list_is_a_feed(client: TestClient) -> None:
    seen = 0
    for path, parts in every(client):
        for part in parts:
            answer = client.get(asked(path, list=part, format="atom"))
            assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8", path
            read = feedparser.parse(answer.content)
            assert (read.bozo, read.version) == (False, "atom10"), (path, part)
            ids = [entry.id for entry in read.entries]
            assert len(ids) == len(set(ids)), (path, part)
            for entry in read.entries:
                seen += 1
                assert entry.id.startswith("urn:uuid:") and entry.updated and entry.title and entry.link.startswith("http://127.0.0.1/")
            _follows_rfc_4287(answer.content)
    assert seen > 40


def _follows_rfc_4287(data: bytes) -> None:
    """What section 4 of the standard asks of a feed and its entries."""
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", parent.findtext(f"{ATOM}updated") or "") for _ in (1,))
        kinds = [(link.get("rel"), link.get("type")) for link in parent.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(kinds) == len(set(kinds)) == 1
        assert all(text.get("type") == "text" for text in parent.findall(f"{ATOM}title"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_a_feed_names_itself_and_the_page_names_the_feed(client: TestClient) -> None:
    for path, parts in every(client):
        tree = page(client, path)
        feeds = [values["href"] for tag, values in tree.tags if tag == "link" and values.get("type") == "application/atom+xml"]
        assert len(feeds) >= len(parts), path
        for href in feeds:
            assert href is not None
            itself = feedparser.parse(client.get(href).content).feed
            assert [link.href for link in itself.links if link.rel == "self"] == [f"http://127.0.0.1{href}"]


def test_a_feed_is_not_sent_twice(client: TestClient) -> None:
    answer = client.get("/commitments?format=atom")
    again = client.get("/commitments?format=atom", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_hostile_articles_say_is_text_in_a_feed(client: TestClient) -> None:
    data = client.get("/search?q=nga&format=atom").content
    assert b"<b>" not in data and b"<img" not in data
    assert any("<b>Nga</b>" in (entry.get("summary") or "") + "".join(one.value for one in entry.get("content", ()))
               for entry in feedparser.parse(data, sanitize_html=False).entries)  # fmt: skip


def test_an_entry_keeps_its_id_when_another_article_tells_of_it(tmp_path: object, lore: Lore) -> None:
    first, second, *_ = web_ledger.readings()
    found = load({"home": str(tmp_path), "ledger": f"{tmp_path}/grows.db"}, env={})
    ids = []
    for more in (first, second):
        with open_ledger(found.ledger, create=True) as ledger:
            with ledger.writing() as connection:
                put(connection, [more], "test")
            refresh(ledger, lore)
        with client_of(found, lore) as client:
            entries = feedparser.parse(client.get("/search?kind=event&format=atom").content).entries
            ids.append({entry.id: len(entry.get("authors", ())) for entry in entries})
    assert list(ids[0]) == list(ids[1])
    assert list(ids[1].values()) == [2]


def test_a_feed_follows_what_is_told_now_and_a_file_the_day_asked(client: TestClient) -> None:
    tree = page(client, "/search?kind=event&as_of=2024-02-10")
    feeds = [values["href"] for tag, values in tree.tags if tag == "link" and values.get("type") == "application/atom+xml"]
    assert all("as_of" not in str(href) for href in feeds)
    assert len(feedparser.parse(client.get(str(feeds[0])).content).entries) == 2
    files = [href for href in tree.values("href") if "format=json" in href]
    assert files and all("as_of=2024-02-10" in href for href in files)
    assert len(json.loads(client.get(files[0]).content)) == 1


@pytest.mark.parametrize(("path", "number"), [("/search?kind=event", 2), ("/commitments", 1), ("/pairs/VN-LA?list=timeline", 1)])
def test_what_has_a_date_goes_into_a_calendar(client: TestClient, path: str, number: int) -> None:
    answer = client.get(asked(path, format="ics"))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == number
    assert all(event.decoded("DTEND") > event.decoded("DTSTART") for event in events)
    if path == "/commitments":  # a year is no day: the whole year, tentative
        assert (events[0].decoded("DTSTART"), events[0]["STATUS"]) == (date(2025, 1, 1), "TENTATIVE")


@pytest.mark.parametrize("path", ["/pairs/VN-LA", "/commitments?state=VN&with=LA", "/search?q=lao&kind=event", "/articles"])
def test_a_citation_names_the_list_its_address_and_the_day(client: TestClient, path: str) -> None:
    source = client.get(path, headers={"Accept-Language": "en"}).text
    cited = unescape(re.findall(r'<textarea class="cited"[^>]*>([^<]*)</textarea>', source)[0])
    found = re.search(r"http://127\.0\.0\.1(\S+) \(accessed 1 Jun 2024\)\.$", cited)
    assert found and client.get(found[1]).status_code == 200
    assert TODAY.isoformat() == "2024-06-01"


def test_one_menu_serves_every_list(client: TestClient) -> None:
    labels = [form.label for form in FORMS.values()]
    for path, parts in every(client):
        tree = page(client, path)
        menus = [values for tag, values in tree.tags if tag == "details" and "hand" in (values.get("class") or "").split()]
        assert len(menus) >= min(len(parts), 1), path
    source = client.get("/search?q=lao").text
    assert all(f">{label}</a>" in source for label in labels)


def test_what_is_no_form_is_the_page(client: TestClient) -> None:
    assert "<!doctype html>" in client.get("/search?format=exe").text
    assert client.get("/pairs/VN-LA?list=nonsense&format=csv").status_code == 200


def test_markup_of_the_menu(client: TestClient) -> None:
    tree = Tree(client.get("/pairs/VN-LA").text)
    assert (tree.problems, tree.open) == ([], [])


def test_an_empty_ledger_offers_nothing(empty: TestClient) -> None:
    assert 'class="hand"' not in empty.get("/").text
