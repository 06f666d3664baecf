"""Every page: what it shows, in both languages, with hostile articles, without a ledger, and when asked for nonsense."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.web_ledger import FIRST, HOSTILE, HOSTILE_ID, HOSTILE_OUTLET, HOSTILE_TITLE, TODAY, client_of, span

from banggiao import dossier
from banggiao.lore import Lore
from banggiao.settings import Settings, load
from banggiao.store import open_ledger
from banggiao.web import links

FIRST_PATH = links.article_path("vn-la/một")
HOSTILE_PATH = links.article_path(HOSTILE_ID)
PAGES = (
    "/",
    "/?as_of=2024-03-12",
    "/search",
    "/search?q=lao",
    "/search?q=nga+dam&kind=mechanism",
    "/search?q=none+such",
    "/ask",
    "/ask?q=Vi%E1%BB%87t+Nam+v%C3%A0+L%C3%A0o+%C4%91%C3%A3+nh%E1%BA%A5t+tr%C3%AD+g%C3%AC%3F",
    "/ask?q=Nga+L%C3%A0o+s%E1%BB%B1+ki%E1%BB%87n",
    "/commitments",
    "/commitments?state=VN&with=LA&due=later",
    "/calendar?month=2024-03",
    "/calendar?month=2024-02&view=list&state=LA&with=RU",
    "/states/LA",
    "/states/FJ",
    "/review",
    "/review?show=differ",
    "/articles",
    FIRST_PATH,
    HOSTILE_PATH,
    "/pairs",
    "/pairs/VN-LA",
    "/pairs/RU-LA",
    "/nothing",
)
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Tree(HTMLParser):
    """A page's elements: tags with attributes, ids, and the text of the element with class ``text``."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.problems: list[str] = []
        self.text = ""
        self._depth: int | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if dict(attrs).get("class") == "text":
            self._depth = len(self.open)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]}")
        if self._depth == len(self.open):
            self._depth = None
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self._depth is not None:
            self.text += data

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def page(client: TestClient, path: str, **headers: str) -> Tree:
    return Tree(client.get(path, headers=headers).text)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_well_formed(client: TestClient, path: str, language: str) -> None:
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == (404 if path == "/nothing" else 200)
    tree = Tree(response.text)
    assert (tree.problems, tree.open) == ([], [])
    names = tree.values("id")
    assert len(names) == len(set(names))
    inner = [href[1:] for href in tree.values("href") if href.startswith("#")]
    assert [name for name in inner if name not in names] == []
    assert [attrs["lang"] for tag, attrs in tree.tags if tag == "html"] == [language]
    headings = [int(tag[1]) for tag, _ in tree.tags if re.fullmatch("h[1-6]", tag)]
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert {"header", "main", "footer", "nav"} <= {tag for tag, _ in tree.tags}
    labelled = set(tree.values("for"))
    for tag, attrs in tree.tags:
        if tag in ("input", "select") and attrs.get("type") not in ("checkbox", "hidden"):
            assert attrs.get("id") in labelled


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_outside_and_nothing_is_inline(client: TestClient, path: str) -> None:
    response = client.get(path)
    tree = Tree(response.text)
    for name in ("src", "style", "srcset", "onload", "onerror", "onclick"):
        assert [value for value in tree.values(name) if not value.startswith("/static/")] == []
    assert "style" not in {tag for tag, _ in tree.tags}
    assert len([tag for tag, _ in tree.tags if tag == "script"]) == 1
    for href in tree.values("href"):
        assert href.startswith(("/", "#", "?", "https://example.org/"))
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (FIRST_PATH, FIRST),
        (HOSTILE_PATH, HOSTILE),
        (links.article_path(".."), "Hai chấm."),
        (links.article_path("dòng\nmới"), "Xuống dòng."),
    ],
)
def test_the_text_is_exactly_as_delivered(client: TestClient, path: str, text: str) -> None:
    assert page(client, path).text == text


def test_hostile_words_are_words(client: TestClient) -> None:
    for path in ("/", "/search?q=nga", "/calendar?month=2024-02&view=list", "/states/RU", "/articles", HOSTILE_PATH, "/pairs/RU-LA"):
        source = client.get(path).text
        for markup in ("<script>window", "<img", "<svg onload", "<b>Nga", "<i>x", "<u>y", "{{", 'javascript:window.hit=3"'):
            assert markup not in source.replace("{{ 7 * 7 }}", ""), (path, markup)
        assert "49 }}" not in source
    tree = page(client, HOSTILE_PATH)
    assert not [href for href in tree.values("href") if "javascript" in href]
    listed = client.get("/articles").text
    assert "&lt;img src=x onerror=hit()&gt;" in listed
    assert HOSTILE_TITLE not in listed
    assert HOSTILE_OUTLET not in listed


def test_a_turned_direction_ends_with_its_letter(client: TestClient) -> None:
    assert '<bdi class="control" data-code="202E">\u202e</bdi>' in client.get(HOSTILE_PATH).text


def test_every_field_leads_to_its_words_and_every_mark_to_a_card(client: TestClient) -> None:
    source = client.get(FIRST_PATH).text
    date = span(FIRST, "12/3/2024")
    assert f'<a href="#w{date.start}-{date.end}" data-r="1"><bdi>12/3/2024</bdi></a>' in source
    assert re.search(rf'<a class="words k k-event" id="w{date.start}-{date.end}" href="#r1-date"[^>]*>12/3/2024</a>', source)
    quote = span(FIRST, "Hai bên nhất trí nâng kim ngạch thương mại lên 2 tỷ USD vào năm 2025")
    assert re.search(rf'<mark class="quote k k-commitment" id="w{quote.start}-{quote.end}"', source)
    assert 'href="#r4" data-n="4"' in source
    assert 'href="#r5" data-n="5"' in source  # two records share the quote


def test_published_leads_to_its_words(client: TestClient) -> None:
    date = span(FIRST, "12/3/2024")
    assert f'<a href="#w{date.start}-{date.end}">lời văn</a>' in client.get(FIRST_PATH).text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 6),
        ("?q=hoi+dam", 3),  # accents do not matter
        ("?q=hoi+dam&relevant=no", 0),
        ("?relevant=yes", 3),
        ("?outlet=B%C3%A1o+Hai", 1),
        ("?outlet=%3Cscript%3E", 6),  # no such outlet: not asked for
        ("?since=2024-03-01", 2),
        ("?since=2024-03-01&until=2024-03-12", 1),
        ("?since=yesterday&page=x", 6),
        ("?q=%22%29+OR+1%3D1+--", 0),
        ("?page=99999", 0),
    ],
)
def test_articles_are_filtered(client: TestClient, query: str, expected: int) -> None:
    response = client.get("/articles" + query)
    assert response.status_code == 200
    assert response.text.count('<th scope="row">') == expected


def test_what_was_asked_is_shown_escaped(client: TestClient) -> None:
    source = client.get("/articles", params={"q": '"><script>x</script>'}).text
    assert 'value="&#34;&gt;&lt;script&gt;x&lt;/script&gt;"' in source


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            [
                "Hồ sơ quan hệ",
                "Quan hệ đặc biệt",
                "2\u00a0tỷ\u00a0USD",
                "1,5\u00a0tỷ\u00a0USD",
                "75%",
                "Thỏa thuận hợp tác giáo dục",
                "Chưa tới hạn",
            ],
        ),
        (
            "en",
            [
                "Dossier of relations",
                "2\u00a0billion\u00a0USD",
                "1.5\u00a0billion\u00a0USD",
                "75%",
                "Foreign minister",
                "Not yet due",
                "12 Mar 2024",
            ],
        ),
    ],
)
def test_a_dossier_tells_all(client: TestClient, language: str, expected: list[str]) -> None:
    source = client.get("/pairs/VN-LA", headers={"Accept-Language": language}).text
    assert [words for words in expected if words not in source] == []


def test_every_value_of_a_dossier_leads_to_words_that_are_there(client: TestClient) -> None:
    tree = page(client, "/pairs/VN-LA")
    there = [href for href in tree.values("href") if href.startswith("/articles/") and "#" in href]
    assert len(there) > 30
    names = {path: set(page(client, path).values("id")) for path in {href.partition("#")[0] for href in there}}
    for href in there:
        path, _, name = href.partition("#")
        assert name in names[path]


def test_sources_that_differ_are_shown_side_by_side(client: TestClient, settings: Settings) -> None:
    with open_ledger(settings.ledger) as ledger:
        (event,) = (item for item in dossier.newest(ledger, TODAY.isoformat()) if item.parties == ("LA", "VN"))
    assert len(event.tellings) == 2
    source = client.get(links.event_path(event.id), headers={"Accept-Language": "en"}).text
    assert source.count("sources differ") == 2  # below the heading and in the row of the date
    assert ("12 Mar 2024" in source, "13 Mar 2024" in source) == (True, True)
    assert (source.count("Báo Một"), source.count("Báo Hai")) >= (1, 1)
    listed = client.get("/pairs/VN-LA", headers={"Accept-Language": "en"}).text
    assert "sources differ" in listed


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/pairs/vn-la", 307, "/pairs/VN-LA"),
        ("/pairs/Việt Nam-Lào", 307, "/pairs/VN-LA"),
        ("/pairs?a=VN&b=LA", 303, "/pairs/VN-LA"),
        ("/pairs?a=VN&b=VN", 200, None),
        ("/pairs/VN-VN", 404, None),
        ("/pairs/VN", 404, None),
        ("/pairs/VN-Atlantis", 404, None),
        ("/pairs/" + "x" * 5000, 404, None),
        ("/pairs/FJ-TO", 200, None),  # two states that nothing is told of
        ("/articles/none", 404, None),
        ("/events/none", 404, None),
        ("/events/" + "0" * 32, 404, None),
        ("/static/other/base.css", 404, None),
        ("/static/../app.py", 404, None),
        ("/docs", 404, None),
        ("/openapi.json", 404, None),
        ("/articles/a%00b", 400, None),
        ("/" + "y" * 9000, 400, None),
    ],
)
def test_addresses(client: TestClient, path: str, status: int, location: str | None) -> None:
    response = client.get(path, follow_redirects=False)
    assert (response.status_code, response.headers.get("location")) == (status, location)
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading(client: TestClient, method: str) -> None:
    response = client.request(method, "/articles")
    assert (response.status_code, "x-frame-options" in response.headers) == (405, True)


def test_head_is_answered(client: TestClient) -> None:
    assert client.head("/articles").status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("", 400)],
)
def test_a_loopback_server_knows_only_loopback_names(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("query", "cookie", "header", "expected"),
    [
        ("", None, "en", "en"),
        ("", None, "fr", "vi"),
        ("", "en", "vi", "en"),
        ("?lang=vi", "en", "en", "vi"),
        ("?lang=xx", None, "en", "en"),
    ],
)
def test_the_language_of_a_page(settings: Settings, lore: Lore, query: str, cookie: str | None, header: str, expected: str) -> None:
    client = client_of(settings, lore)
    headers = {"Accept-Language": header} | ({"Cookie": f"lang={cookie}"} if cookie else {})
    response = client.get("/articles" + query, headers=headers)
    assert response.headers["content-language"] == expected
    assert ("set-cookie" in response.headers) == (query == "?lang=vi")


def test_the_switch_keeps_what_was_asked(client: TestClient) -> None:
    assert "/articles?q=l%C3%A0o&amp;lang=en" in client.get("/articles?q=l%C3%A0o").text


def test_without_a_ledger_pages_say_how_to_fill_one(empty: TestClient) -> None:
    for path in ("/", "/search", "/commitments", "/calendar", "/articles", "/pairs"):
        assert "banggiao ingest PATH…" in empty.get(path).text
    assert empty.get("/articles/x").status_code == 404
    assert empty.get("/pairs/VN-LA").status_code == 404


def test_a_ledger_that_appears_is_found(tmp_path: Path, lore: Lore, settings: Settings) -> None:
    client = client_of(load({"home": str(tmp_path), "ledger": str(tmp_path / "late.db")}, env={}), lore)
    assert "banggiao ingest" in client.get("/").text
    (tmp_path / "late.db").write_bytes(Path(settings.ledger).read_bytes())
    assert "banggiao ingest" not in client.get("/").text


def test_what_is_no_ledger_is_named(tmp_path: Path, lore: Lore) -> None:
    (tmp_path / "text.db").write_text("no database")
    response = client_of(load({"home": str(tmp_path), "ledger": str(tmp_path / "text.db")}, env={}), lore).get("/")
    assert response.status_code == 503
    assert "text.db: it is not a ledger" in response.text


def test_an_unexpected_error_shows_a_plain_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("<b>inside</b>")

    monkeypatch.setattr(dossier, "top_pairs", broken)
    response = client.get("/pairs?never=asked")
    assert (response.status_code, "content-security-policy" in response.headers) == (500, True)
    assert "inside" not in response.text


def test_static_files_are_kept_under_their_content(client: TestClient) -> None:
    (script,) = page(client, "/").values("src")
    response = client.get(script)
    assert response.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert "immutable" in response.headers["cache-control"]
