"""Judging persons, mechanisms, agreements and commitments on the page of review, and what waits there first."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.test_web_pages import Tree
from tests.web.web_ledger import client_of, minister, proof, record

from banggiao import dossier
from banggiao.dossier.found import Query
from banggiao.dossier.values import Item
from banggiao.dossier.words import Words
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.settings import Settings, load
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put
from banggiao.web import links
from banggiao.web.judging import alike, disputed, matters, weights
from banggiao.web.told import Teller

BOTH = ["LA", "VN"]
ONE = (
    "Ngày 5/2/2024, Bộ trưởng Ngoại giao Lê Văn Sông tiếp khách Lào. Hai bên ký Thỏa thuận giáo dục. "
    "Ủy ban liên chính phủ họp. Hai bên nhất trí mở đường bay."
)
TWO = (
    "Ngày 6/2/2024, Bộ trưởng Ngoại giao Trần Thị Biển tiếp khách Lào. Hai bên ký Thỏa thuận thương mại tự do. "
    "Ủy ban hợp tác họp. Hai bên nhất trí tăng chuyến bay thẳng."
)


def articles() -> list[tuple[Article, Reading]]:
    """Two articles, each with a person, an agreement, a mechanism and a commitment of its own."""
    made = []
    for text, day, name in ((ONE, "2024-02-05", "Lê Văn Sông"), (TWO, "2024-02-06", "Trần Thị Biển")):
        parts = text.split(". ")
        agreement = parts[1].removeprefix("Hai bên ký ")
        records = (
            minister(text, f"Bộ trưởng Ngoại giao {name}", name, "VN"),
            record(
                text, "agreement", parts[1], {"name": agreement, "parties": BOTH, "type": "agreement", "status": "signed", "date": None}
            ),
            record(text, "mechanism", parts[2], {"name": parts[2].removesuffix(" họp"), "parties": BOTH}),
            record(
                text, "commitment", parts[3].rstrip("."), {"act": "agree", "by": BOTH, "to": None, "sectors": ["transport"], "due": None}
            ),
        )
        article = Article(id=day, text=text, outlet="Báo Một", published=day, source=day, raw=text.encode())
        made.append((article, Reading(id=day, relevant=True, records=records, published=day, published_basis="given")))
    return made


@pytest.fixture
def own(tmp_path: Path, lore: Lore) -> Settings:
    found = load({"home": str(tmp_path), "ledger": str(tmp_path / "own.db")}, env={})
    with open_ledger(found.ledger, create=True) as ledger:
        with ledger.writing() as connection:
            assert not put(connection, articles(), "test").refused
        refresh(ledger, lore)
    return found


@pytest.fixture
def client(own: Settings, lore: Lore) -> Iterator[TestClient]:
    with client_of(own, lore) as made:
        yield made


def of(own: Settings, kind: str) -> list[Item]:
    """The objects of a kind, in order of their first quotes."""
    with open_ledger(own.ledger) as ledger:
        return sorted(dossier.found(ledger, Query(kinds=(kind,))).items, key=lambda item: item.tellings[0].source.article)


def decide(client: TestClient, **form: str) -> str:
    """Send a form; the note that the page then shows."""
    response = client.post("/review", data={"back": "/review", **proof(client), **form}, follow_redirects=False)
    assert response.status_code == 303
    found = re.search(r'<p class="notice" role="status"><bdi>(.*?)</bdi>', client.get(response.headers["location"]).text)
    return found.group(1) if found else ""


def last(client: TestClient) -> str:
    """The id of the latest decision."""
    return re.findall(r'name="decision" value="(\w+)"', client.get("/review").text)[0]


# field of a person, what is typed, what the person's page then shows
RIGHT = [
    ("name", "Lê Văn Sông Hồng", "Lê Văn Sông Hồng"),
    ("post", "deputy_foreign_minister", "Thứ trưởng ngoại giao"),
    ("country", "LA", "Lào"),
]


@pytest.mark.parametrize(("field", "value", "shown"), RIGHT)
def test_a_person_is_corrected_and_that_is_undone(client: TestClient, own: Settings, field: str, value: str, shown: str) -> None:
    person = of(own, "person")[0]
    path = links.person_path(person.id)
    before = client.get(path).text
    assert decide(client, act="correct", object=person.id, field=field, value=value, reason="seen there") == ""
    after = client.get(path).text
    head = after[after.index("<main") : after.index("</main>")]
    assert shown in head and "Lê Văn Sông" in head
    assert decide(client, act="undo", decision=last(client)) == ""
    again = client.get(path).text
    assert again[again.index("<main") :] == before[before.index("<main") :]


@pytest.mark.parametrize(("field", "value"), [("post", "king"), ("country", "XX1"), ("office", "x"), ("evidence", "x")])
def test_what_a_person_cannot_be(client: TestClient, own: Settings, field: str, value: str) -> None:
    assert decide(client, act="correct", object=of(own, "person")[0].id, field=field, value=value) != ""


@pytest.mark.parametrize("kind", ["person", "agreement", "mechanism", "commitment"])
@pytest.mark.parametrize("form", ["id", "address"])
def test_two_are_merged_by_id_or_address_parted_and_merged_again(client: TestClient, own: Settings, kind: str, form: str) -> None:
    one, two = of(own, kind)
    given = two.id if form == "id" else f"http://127.0.0.1/{kind}/{two.id}?lang=en#x"
    assert decide(client, act="merge", object=one.id, **{"with": given}) == ""
    (both,) = of(own, kind)
    assert len(both.tellings) == 2
    assert decide(client, act="undo", decision=last(client)) == ""
    assert len(of(own, kind)) == 2
    assert decide(client, act="merge", object=one.id, **{"with": given}) == ""
    (both,) = of(own, kind)
    assert decide(client, act="split", object=both.id, claim=both.tellings[0].claim) == ""
    assert len(of(own, kind)) == 2


def test_what_is_of_another_kind_is_not_merged(client: TestClient, own: Settings) -> None:
    assert decide(client, act="merge", object=of(own, "person")[0].id, **{"with": of(own, "mechanism")[0].id}) != ""


def test_one_record_is_reviewed_by_its_address(client: TestClient, own: Settings) -> None:
    person = of(own, "person")[0]
    assert f'href="/review?object={person.id}"' in client.get(links.person_path(person.id)).text
    tree = Tree(client.get(f"/review?object={person.id}").text)
    assert (tree.problems, tree.open) == ([], [])
    assert tree.values("class").count("judged") == 1
    assert {"a", "r", "c", "m"} <= set(tree.values("data-key"))
    assert "Trang này luôn theo sổ hôm nay." in client.get(f"/review?object={person.id}&as_of=2024-01-01").text


def test_records_of_like_words_are_offered(own: Settings, lore: Lore) -> None:
    teller = Teller(Words(lore, "vi"), ())
    with open_ledger(own.ledger) as ledger:
        one, two = of(own, "agreement")
        assert [item.id for item in alike(ledger, one, teller)] == [two.id]
        assert alike(ledger, of(own, "person")[0], teller) == ()


def test_what_matters_comes_first(lore: Lore, settings: Settings) -> None:
    table = lore.once(weights)
    assert table["event", "date"] > table["event", "place"]
    assert table["partnership", None] > table["mechanism", None]
    teller = Teller(Words(lore, "vi"), ())
    with open_ledger(settings.ledger) as ledger:
        (event,) = dossier.found(ledger, Query(kinds=("event",), states=("VN", "LA"))).items
    assert disputed(event, teller) == ["date"]
    assert matters(event, "differ", teller, table) > matters(event, "low", teller, table) > 0


def test_nothing_waits(client: TestClient) -> None:
    source = client.get("/review?show=low", headers={"Accept-Language": "en"}).text
    assert "Nothing waits for review." in source and 'href="/review?show=differ"' in source
