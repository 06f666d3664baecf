"""What checks find stands with the records, with its arithmetic and its words; round years are computed and marked so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import page
from tests.web.web_ledger import client_of, minister, record

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.settings import load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web import links

# The count of years does not fit: 1962 + 50 = 2012. The two ministers hold one seat over the same months.
YEARS = "Hai nước kỷ niệm 50 năm thiết lập quan hệ ngoại giao (1962-2013)."
TIER = "Hai nước là đối tác chiến lược từ năm 2014."
FIRST = f"Ngày 5/2/2013, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông tiếp khách Lào. {YEARS} {TIER}"
SECOND = "Ngày 9/4/2013, tại Hà Nội, Bộ trưởng Ngoại giao Phạm Thị Núi tiếp khách Lào."
THIRD = "Ngày 20/5/2013, tại Hà Nội, Bộ trưởng Ngoại giao Phạm Thị Núi tiếp khách Lào."
FOURTH = "Ngày 8/6/2013, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông tiếp khách Lào."
BOTH = ["LA", "VN"]


def articles() -> list[tuple[Article, Reading]]:
    """Four articles of as many days."""
    made = []
    told = ((FIRST, "2013-02-05", "Lê Văn Sông"), (SECOND, "2013-04-09", "Phạm Thị Núi"), (THIRD, "2013-05-20", "Phạm Thị Núi"),
            (FOURTH, "2013-06-08", "Lê Văn Sông"))  # fmt: skip
    for text, day, name in told:
        quote = text.split(".", maxsplit=1)[0]
        values = {"type": "reception", "parties": BOTH, "date": day, "status": "held", "people": [name], "place": "Hà Nội"}
        records = [
            record(text, "event", quote, values, type="tiếp", people=name),
            minister(text, f"Bộ trưởng Ngoại giao {name}", name, "VN"),
        ]
        if text == FIRST:
            since = {"of": "diplomatic_relations", "parties": BOTH, "years": 50, "since": "1962", "when": "2013"}
            tier = {"parties": BOTH, "tier": "strategic", "name": "đối tác chiến lược", "since": "2014", "status": "current"}
            records.append(record(text, "anniversary", YEARS, since, years="50 năm", since="1962", when="2013"))
            records.append(record(text, "partnership", TIER, tier, tier="đối tác chiến lược", since="2014"))
        article = Article(id=day, text=text, outlet="Báo Một", published=day, source=day, raw=text.encode())
        made.append((article, Reading(id=day, relevant=True, records=tuple(records), published=day, published_basis="given")))
    return made


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose records contradict one another."""
    file = tmp_path_factory.mktemp("findings") / "ledger.db"
    with open_ledger(file, create=True) as ledger:
        with ledger.writing() as connection:
            assert not put(connection, articles(), "test").refused
        refresh(ledger, Lore())
    return file


@pytest.fixture
def client(place: Path, lore: Lore) -> Iterator[TestClient]:
    with client_of(load({"home": str(place.parent), "ledger": str(place)}, env={}), lore) as made:
        yield made


def one(place: Path, kind: str, name: str = "") -> str:
    """The id of an object."""
    with open_ledger(place) as ledger:
        items = dossier.found(ledger, Query(kinds=(kind,)), "earliest").items
        return next(item.id for item in items if name in str(item.values.get("name", "")))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "1962 + 50 = 2012; 2013"),
        ("/pairs/VN-LA", "1962 + 50 = 2012; 2013"),
        ("/pairs/VN-LA", "Lê Văn Sông"),
    ],
)
def test_a_contradiction_is_shown_with_its_arithmetic(client: TestClient, path: str, says: str) -> None:
    source = client.get(path, headers={"Accept-Language": "en"}).text
    assert 'class="note-E"' in source
    assert "Contradiction" in source and says in source


def test_a_finding_leads_to_its_words(client: TestClient) -> None:
    start = FIRST.index(YEARS)
    assert f"{links.article_path('2013-02-05')}#w{start}-{start + len(YEARS)}" in page(client, "/pairs/VN-LA").values("href")


def test_two_holders_of_one_seat_are_shown_with_the_person(client: TestClient, place: Path) -> None:
    path = links.person_path(one(place, "person", "Lê Văn Sông"))
    source = client.get(path, headers={"Accept-Language": "en"}).text
    assert 'class="note-E"' in source and "Phạm Thị Núi" in source


def test_findings_are_a_list(client: TestClient) -> None:
    found = json.loads(client.get("/pairs/VN-LA?list=findings&format=json").content)
    assert {"anniversary_year", "single_seat"} <= {row["check"] for row in found}
    assert all(row["tellings"] for row in found)


def test_a_contradiction_was_not_there_before_it_was_told(client: TestClient) -> None:
    source = client.get("/pairs/VN-LA?as_of=2013-03-01").text
    assert "1962 + 50 = 2012; 2013" in source
    assert "Phạm Thị Núi" not in source


@pytest.mark.parametrize("path", ["/", "/pairs/VN-LA"])
def test_round_years_are_computed_with_their_arithmetic(client: TestClient, path: str) -> None:
    """On the clock's day, 1 June 2024, the tier's tenth year is on; the next round years of it are not ahead yet."""
    source = client.get(path, headers={"Accept-Language": "en"}).text
    assert "2014 + 10 = 2024" in source and "inferred" in source


def test_a_computed_day_stands_in_the_calendar(client: TestClient) -> None:
    found = json.loads(client.get("/pairs/VN-LA?list=years&format=json").content)
    assert ("inferred", 10, "2024") in {(row["basis"], row["years"], row["when"]) for row in found}
    feed = client.get("/pairs/VN-LA?list=years&format=ics").text
    assert "SUMMARY" in feed and "STATUS:TENTATIVE" in feed
