"""The desk's pages: search, board, calendar, today, state, person and mechanism; files to keep; what was known on a day."""

import csv
import io
import json
import re
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import Tree, page
from tests.web.web_ledger import FIRST, span

from banggiao.web.lit import lit
from banggiao.web.tables import safe
from banggiao.web.today import Seen


def items(client: TestClient, path: str) -> list[dict[str, object]]:
    """The list of a page as JSON."""
    found: list[dict[str, object]] = json.loads(client.get(path + ("&" if "?" in path else "?") + "format=json").content)
    return found


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("q=gia+duc", []),
        ("q=giao+duc", ["agreement"]),
        ("q=Đặc+Biệt", ["partnership"]),
        ("q=dac+biet", ["partnership"]),
        ("q=le+van+song&kind=person", ["person"]),
        ("q=lao+thuong+mai&kind=target", ["target"]),
        ("state=LA&with=VN&kind=event", ["event"]),
        ("state=RU&kind=event", ["event"]),
        ("sector=trade", ["commitment"]),
        ("kind=event&outlet=Báo+Hai", ["event"]),
        ("kind=event&since=2024-03-01", ["event"]),
        ("kind=event&as_of=2024-02-10", ["event"]),
        ("kind=nonsense", []),
        ("q=%22+OR+NEAR(", []),
    ],
)
def test_search(client: TestClient, query: str, kinds: list[str]) -> None:
    assert sorted(str(item["kind"]) for item in items(client, f"/search?{query}")) == kinds
    assert client.get(f"/search?{query}").status_code == 200


def test_words_found_are_lit_and_lead_to_their_place(client: TestClient) -> None:
    source = client.get("/search?q=giao+duc").text
    place = span(FIRST, "Hai bên ký Thỏa thuận hợp tác giáo dục")
    assert (
        f'#w{place.start}-{place.end}"><bdi>Hai bên ký Thỏa thuận hợp tác <mark class="hit">giáo</mark> <mark class="hit">dục</mark>'
        in source
    )


@pytest.mark.parametrize(
    ("query", "path"), [("lao", "/states/LA"), ("nước lào", "/pairs/LA-VN"), ("viet nam lao", "/pairs/VN-LA"), ("bounmy", "/people/")]
)
def test_search_leads_straight_to_what_is_named(client: TestClient, query: str, path: str) -> None:
    hrefs = page(client, f"/search?q={quote(query)}").values("href")
    assert [href for href in hrefs if href.startswith(path)] != []


def test_a_facet_narrows_and_is_taken_back(client: TestClient) -> None:
    hrefs = [unquote(href) for href in page(client, "/search?q=lao").values("href")]
    assert "/search?q=lao&kind=event" in hrefs
    narrowed = [unquote(href) for href in page(client, "/search?q=lao&kind=event").values("href")]
    assert "/search?q=lao" in narrowed


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 1),
        ("?state=VN&with=LA", 1),
        ("?state=RU", 0),
        ("?sector=trade", 1),
        ("?sector=energy", 0),
        ("?act=request", 0),
        ("?due=later", 1),  # 2025 ends more than 90 days after the clock's day
        ("?due=soon", 0),
        ("?due=overdue", 0),
        ("?due=overdue&as_of=2026-02-01", 1),
        ("?due=none", 0),
        ("?by=LA", 1),
        ("?as_of=2024-01-01", 0),
        ("?state=<script>&sector=x&due=y&as_of=z", 1),
    ],
)
def test_commitments(client: TestClient, query: str, expected: int) -> None:
    assert len(items(client, f"/commitments{query}")) == expected
    assert client.get(f"/commitments{query}").text.count('<th scope="row">') == expected


def test_a_pair_of_states_shows_what_has_become_of_a_promise(client: TestClient) -> None:
    source = client.get("/commitments?state=VN&with=LA", headers={"Accept-Language": "en"}).text
    assert re.search(r'<span class="tag life-\w+">', source)
    assert "Choose two states" not in source


def test_the_calendar(client: TestClient) -> None:
    source = client.get("/calendar?month=2024-03").text
    assert source.count('class="entry k k-event"') == 1  # told on the 12th and on the 13th: on the day shown
    assert "Hội đàm" in client.get("/calendar?month=2024-03&view=list").text
    assert 'class="entry' not in client.get("/calendar?month=2024-04").text
    assert client.get("/calendar?month=9999-99").status_code == 200


def test_every_value_of_the_new_pages_leads_to_words_that_are_there(client: TestClient) -> None:
    names: dict[str, set[str]] = {}
    seen = 0
    for path in ("/", "/search?q=lao", "/commitments", "/calendar?month=2024-03&view=list", "/states/LA"):
        for href in page(client, path).values("href"):
            article, mark, name = href.partition("#")
            if article.startswith("/articles/") and mark:
                seen += 1
                names.setdefault(article, set(page(client, article).values("id")))
                assert name in names[article], (path, href)
    assert seen > 40


def test_a_person(client: TestClient) -> None:
    (path,) = {href for href in page(client, "/search?q=keola&kind=person").values("href") if href.startswith("/people/")}
    tree = Tree(client.get(path, headers={"Accept-Language": "en"}).text)
    assert (tree.problems, tree.open) == ([], [])
    source = client.get(path, headers={"Accept-Language": "en"}).text
    assert [
        words for words in ("Bounmy Keola", "Foreign minister", "Offices over time", "12 Mar 2024", "Contacts") if words not in source
    ] == []
    assert client.get("/people/none").status_code == 404


def test_a_mechanism(client: TestClient) -> None:
    (path,) = {href for href in page(client, "/search?kind=mechanism").values("href") if href.startswith("/mechanisms/")}
    source = client.get(path).text
    assert ("&lt;u&gt;y&lt;/u&gt;" in source, "<u>" in source) == (True, False)
    assert client.get("/mechanisms/none").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/states/lào", 307), ("/states/la", 307), ("/states/Atlantis", 404), ("/states/" + "x" * 500, 404)]
)
def test_states_by_name(client: TestClient, path: str, status: int) -> None:
    response = client.get(path, follow_redirects=False)
    assert (response.status_code, response.headers.get("location")) == (status, "/states/LA" if status == 307 else None)


def test_a_list_as_csv_opens_in_spreadsheets(client: TestClient) -> None:
    response = client.get("/commitments?format=csv")
    assert response.headers["content-disposition"] == 'attachment; filename="banggiao-commitments.csv"'
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    place = span(FIRST, row["quote"])
    assert (row["parties"], row["act"], row["due"], row["article"]) == ("LA VN", "agree", "2025", "vn-la/một")
    assert (int(row["start"]), int(row["end"])) == (place.start, place.end)


@pytest.mark.parametrize(("cell", "kept"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-2", "'-2"), (-2.5, -2.5), ("Lào", "Lào"), (None, None)])
def test_no_cell_is_a_formula(cell: object, kept: object) -> None:
    assert safe(cell) == kept


def test_the_start_page_remembers_what_was_seen(client: TestClient) -> None:
    client.cookies.clear()
    response = client.get("/")
    assert "Mới vào sổ" in response.text
    cookie = response.headers["set-cookie"]
    assert re.match(r"seen=\d+\.\d+\.2024-06-01; HttpOnly", cookie)
    client.cookies.clear()
    again = client.get("/", headers={"Cookie": "seen=1.6.2024-05-31"}).text
    assert "Chưa có bài mới." in again
    assert client.get("/", headers={"Cookie": "seen=<script>"}).status_code == 200
    client.cookies.clear()


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        (None, Seen(None, 0, "2024-06-01")),
        ("nonsense", Seen(None, 0, "2024-06-01")),
        ("3.5.2024-06-01", Seen(3, 5, "2024-06-01")),  # the same day: what was new stays new
        ("3.5.2024-05-30", Seen(5, 5, "2024-06-01")),
    ],
)
def test_visits(cookie: str | None, expected: Seen) -> None:
    assert Seen.of(cookie, "2024-06-01") == expected


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("Ấn Độ và Ấn", ("an do",), [("Ấn Độ", True), (" và Ấn", False)]),
        ("đá, ĐA", ("da",), [("đá", True), (", ", False), ("ĐA", True)]),
        ("An Do".replace("o", "o\u0323\u0302"), ("an do",), [("An Do\u0323\u0302", True)]),  # decomposed letters
        ("<b>", ("b",), [("<", False), ("b", True), (">", False)]),
        ("", ("a",), []),
        ("a", (), [("a", False)]),
    ],
)
def test_lit(text: str, phrases: tuple[str, ...], expected: list[tuple[str, bool]]) -> None:
    assert lit(text, phrases) == expected
    assert "".join(piece for piece, _ in lit(text, phrases)) == text
