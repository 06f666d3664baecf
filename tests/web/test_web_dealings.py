"""Map, network, trends and the list behind their numbers: what they count, where every number leads, nothing hostile acts."""

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from tests.made import LORE, made_article, record
from tests.web.test_web_pages import Tree, page
from tests.web.web_ledger import client_of

from banggiao.api.counting import Rank
from banggiao.dossier.dealings import ranks
from banggiao.dossier.shapes import HEIGHT, WIDTH, shapes
from banggiao.model import Reading
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web.dealings import Bin, binned, bins

SPAN = "since=2023-01&until=2024-06"
PAGES = (
    f"/map?{SPAN}",
    f"/map?{SPAN}&view=lines",
    f"/map?{SPAN}&state=all",
    f"/map?{SPAN}&kind=commitment",
    f"/network?{SPAN}",
    f"/network?{SPAN}&state=LA&around=12",
    f"/network?{SPAN}&kind=commitment",
    f"/trends?{SPAN}",
    f"/trends?{SPAN}&state=VN&with=LA",
    "/trends?since=1990-01&until=2024-06",
    f"/contacts?{SPAN}",
)
NUMBER = re.compile(r'<a class="said" href="(/contacts[^"]+)"[^>]*>([0-9.,]+)</a>')
HOSTILE = ("</title><script>", "'\"><i>x", "[email]")


def told(client: TestClient, path: str, language: str = "en") -> str:
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200, path
    return response.text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_well_formed(client: TestClient, path: str, language: str) -> None:
    source = told(client, path, language)
    tree = Tree(source)
    assert (tree.problems, tree.open) == ([], [])
    assert re.search(r'style="|<script(?! src)', source) is None
    assert not re.search(r">(counted|map|network|trends)\.[a-z_.]+<", source)  # every label has words


@pytest.mark.parametrize("path", PAGES)
def test_every_number_leads_to_as_many(client: TestClient, path: str) -> None:
    found = NUMBER.findall(told(client, path))
    assert found or "contacts?" in path or "LA" in path
    for href, number in {(unescape(href), number) for href, number in found}:
        items = json.loads(client.get(f"{href}&format=json").content)
        assert len(items) == int(number), href


def test_the_map_of_a_state(client: TestClient) -> None:
    source = told(client, f"/map?{SPAN}")
    assert "Contacts: Vietnam, Jan 2023 – Jun 2024" in source
    (partner,) = re.findall(r'<a class="state" href="([^"]+)" aria-label="([^"]+)"', source)
    assert partner[1] == "Laos: 1. Ministers: 1"
    asked = parse_qs(urlsplit(unescape(partner[0])).query)
    assert (asked["state"], asked["with"], asked["since"], asked["pairs"]) == (["LA"], ["VN"], ["2023-01"], ["1"])
    assert 'class="fill-5"' in source
    assert source.count('class="chosen"') == 2  # its shape, and the legend
    assert ("Hoàng Sa Is. (Vietnam)" in source, "Trường Sa Is. (Vietnam)" in source) == (True, True)
    assert "assert no border" in source


def test_the_map_of_all_states_draws_lines(client: TestClient) -> None:
    source = told(client, f"/map?{SPAN}&state=all")
    labels = re.findall(r'<a class="line" href="[^"]+" aria-label="([^"]+)"', source)
    assert sorted(labels) == ["Laos – Russia: 1. No office told: 1", "Laos – Vietnam: 1. Ministers: 1"]
    assert 'class="state"' not in source


def test_the_network(client: TestClient) -> None:
    source = told(client, f"/network?{SPAN}")
    nodes = re.findall(r'<a class="node( middle)?" href="([^"]+)" aria-label="([^"]+)"', source)
    assert [(bool(middle), label) for middle, _, label in nodes] == [
        (True, "Put in the middle: Laos: 2"),
        (False, "Put in the middle: Russia: 1"),
        (False, "Put in the middle: Vietnam: 1"),
    ]
    assert len(re.findall('<a class="line"', source)) == 2
    other = told(client, f"/network?{SPAN}&state=VN")
    assert re.findall(r'<a class="node middle" href="[^"]+" aria-label="([^"]+)"', other) == ["Put in the middle: Vietnam: 1"]
    assert told(client, f"/network?{SPAN}") == source  # the same picture again


def test_the_trends(client: TestClient) -> None:
    source = told(client, f"/trends?{SPAN}")
    bars = re.findall(r'<a class="bar-link" href="[^"]+" aria-label="([^"]+)"', source)
    assert bars == ["Feb 2024: 1. No office told: 1", "Mar 2024: 1. Ministers: 1", "Mar 2024: 1. Commitments: 1"]
    assert "Trade: 1 in all, at most 1 at a time" in source
    years = told(client, "/trends?since=1990-01&until=2024-06")
    assert re.findall(r'<a class="bar-link" href="[^"]+" aria-label="([^"]+)"', years) == [
        "2024: 2. Ministers: 1; No office told: 1",
        "2024: 1. Commitments: 1",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 2),  # the last 24 months that the ledger knows
        ("?state=VN", 1),
        ("?level=minister", 1),
        ("?level=top", 0),
        ("?kind=commitment", 1),
        ("?kind=commitment&sector=trade", 1),
        ("?sector=trade", 1),
        ("?kind=visit", 0),
        ("?since=2024-03", 1),
        ("?until=2024-02", 1),
        ("?since=2024-03&until=2024-02", 2),  # turned round
        ("?as_of=2024-02-10", 1),
        ("?state=<script>&kind=x&level=y&sector=z&since=9999-99&until=q", 2),
    ],
)
def test_the_list(client: TestClient, query: str, expected: int) -> None:
    source = told(client, f"/contacts{query}")
    assert source.count("<h3 ") == expected
    assert len(json.loads(client.get(f"/contacts{query}{'&' if query else '?'}format=json").content)) == expected


def test_files(client: TestClient) -> None:
    rows = json.loads(client.get(f"/network?{SPAN}&format=json").content)
    assert [(row["a"], row["b"], row["number"], row["ranks"]) for row in rows] == [
        ("LA", "RU", 1, {"untold": 1}),
        ("LA", "VN", 1, {"minister": 1}),
    ]
    csv = client.get(f"/map?{SPAN}&format=csv")
    assert csv.content.decode("utf-8-sig").splitlines()[0] == "a,b,number,top,minister,deputy,working,untold,page"
    months = json.loads(client.get(f"/trends?{SPAN}&format=json").content)
    assert [(row["month"], row["rank"], row["number"]) for row in months] == [("2024-02", "untold", 1), ("2024-03", "minister", 1)]
    sectors = json.loads(client.get(f"/trends?{SPAN}&format=json&list=sectors").content)
    assert [(row["month"], row["sector"], row["number"]) for row in sectors] == [("2024-03", "trade", 1)]


def test_the_api(client: TestClient) -> None:
    network = client.get(f"/api/v1/network?{SPAN}").json()
    assert network["items"][1] == {"a": "LA", "b": "VN", "number": 1, "ranks": {"minister": 1}}
    assert (network["total"], network["since"], network["until"]) == (2, "2023-01", "2024-06")
    first = client.get(f"/api/v1/network?{SPAN}&limit=1").json()
    second = client.get(f"/api/v1/network?{SPAN}&limit=1&cursor={first['next']}").json()
    assert [*first["items"], *second["items"]] == network["items"]
    assert second["next"] is None
    trends = client.get(f"/api/v1/trends?{SPAN}&state=vn").json()
    assert (trends["contacts"], trends["commitment_sectors"]) == (
        [{"month": "2024-03", "rank": "minister", "number": 1}],
        [{"month": "2024-03", "sector": "trade", "number": 1}],
    )
    contacts = client.get(f"/api/v1/contacts?{SPAN}&state=VN&with=LA&level=minister").json()
    assert (contacts["total"], contacts["items"][0]["values"]["type"]) == (1, "talks")
    assert client.get("/api/v1/network?level=highest").status_code == 422
    assert client.get("/api/v1/trends?since=2024-13").status_code == 422
    assert client.get("/api/v1/network?cursor=x").status_code == 400
    assert tuple(Rank.__args__) == tuple(LORE.once(ranks))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-11", "2025-01", [("2024-11", "2024-11", "2024-11"), ("2024-12", "2024-12", "2024-12"), ("2025-01", "2025-01", "2025-01")]),
        ("2021-02", "2024-06", [("2021-02", "2021-03", "2021-Q1"), ("2024-04", "2024-06", "2024-Q2")]),
        ("2001-05", "2024-06", [("2001-05", "2001-12", "2001"), ("2024-01", "2024-06", "2024")]),
    ],
)
def test_stretches_of_a_chart(since: str, until: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(one.since, one.until, one.date) for one in bins(since, until)]
    assert (found if len(found) == len(expected) else [found[0], found[-1]]) == expected


def test_binned() -> None:
    months = {"2024-01": {"top": 1}, "2024-03": {"top": 2, "minister": 1}, "2025-01": {"top": 9}}
    assert binned(months, [Bin("2024-01", "2024-03", "2024-Q1"), Bin("2024-04", "2024-06", "2024-Q2")]) == [{"top": 3, "minister": 1}, {}]


def test_shapes() -> None:
    known = LORE.once(shapes)
    assert all(0 <= shape.x <= WIDTH and 0 <= shape.y <= HEIGHT for code, shape in known.items() if shape.path)
    assert all(re.fullmatch(r"(M-?\d+ ?-?\d+l[-\d ]+z)+", shape.path) for shape in known.values() if shape.path)
    assert {shape.code: shape.of for shape in known.values() if shape.of} == {"hoang_sa": "VN", "truong_sa": "VN"}
    assert known["VN"].path and not known["SG"].path  # too small for an outline
    assert known["VN"].x < known["JP"].x < known["US"].x and known["GB"].x < known["VN"].x


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A ledger whose parties, people and sectors are markup."""
    home = tmp_path_factory.mktemp("hostile")
    text = "<b>An</b> gặp <i>Bình</i>; họ hứa"
    found = load({"home": str(home), "ledger": str(home / "l.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            for n, name in enumerate(HOSTILE):
                article = made_article(f"a{n}", f"{text} {n}", published="2024-05-02")
                records = (
                    record(article.text, "<b>An</b> gặp <i>Bình</i>", type="meeting", parties=["VN", name], date="2024-05-01", status="held",
                           people=["<b>An</b>"], place="<u>x</u>"),
                    record(article.text, "họ hứa", "commitment", act="agree", by=["VN", name], to=None, sectors=["<s>bad"], due=None),
                )  # fmt: skip
                reading = Reading(id=article.id, relevant=True, records=records, published="2024-05-02", published_basis="given")
                assert not put(connection, [(article, reading)], "test").refused
        refresh(ledger, LORE)
    with client_of(found, LORE) as made:
        yield made


@pytest.mark.parametrize(
    "path", ["/map?state=all", "/map", "/network", "/trends", "/contacts", "/network?kind=commitment", "/map?kind=commitment"]
)
def test_nothing_hostile_is_markup(hostile: TestClient, path: str) -> None:
    source = told(hostile, path)
    tree = Tree(source)
    assert (tree.problems, tree.open) == ([], [])
    assert [tag for tag in ("<script>", "<i>x", "<b>An", "<u>x", "<s>bad") if tag in source] == []
    assert "&lt;" in source or path.startswith("/map?")


def test_without_a_ledger(empty: TestClient) -> None:
    for path in ("/map", "/network", "/trends", "/contacts"):
        assert empty.get(path).status_code == 200
    assert empty.get("/api/v1/network").status_code == 503
    assert page(empty, "/map").problems == []
