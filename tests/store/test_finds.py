"""What merged objects are found by: words without accents, phrases, facets, and what was known on a day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.web_ledger import readings

from banggiao.dossier.found import Query, counts, found
from banggiao.lore import Lore
from banggiao.store import Ledger, open_ledger, rebuild, refresh
from banggiao.store.finds import band
from banggiao.store.put import put


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    lore = Lore()
    place = tmp_path_factory.mktemp("finds") / "l.db" if request.param == "sqlite" else request.getfixturevalue("server").new("finds")
    with open_ledger(place, create=True) as made:
        with made.writing() as connection:
            put(connection, readings(), "test")
        refresh(made, lore)
        yield made


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (Query(phrases=("lao", "hoi dam")), ["event", "event", "mechanism"]),  # the name of the state, without accents
        (Query(phrases=("dam hoi",)), []),  # a phrase keeps its order
        (Query(phrases=("gia duc",)), []),
        (Query(phrases=("Giáo Dục",)), ["agreement"]),
        (Query(phrases=("laos",), kinds=("target",)), ["target"]),  # English names too
        (Query(states=("VN", "LA"), kinds=("event",)), ["event"]),
        (Query(facets={"sector": ("trade",)}), ["commitment"]),
        (Query(facets={"person": ("Lê Văn Sông",)}), ["event", "person"]),
        (Query(kinds=("event",), since="2024-03-01"), ["event"]),
        (Query(kinds=("event",), as_of="2024-02-10"), ["event"]),  # only what was told by then
        (Query(as_of="2020-01-01"), []),
        (Query(kinds=("commitment",), due_until="2024-12-31"), []),
        (Query(kinds=("commitment",), due_since="2025-12-31"), ["commitment"]),
        (Query(kinds=("commitment",), dated=False), []),
        (Query(phrases=('"', "' OR 1=1 --")), []),
    ],
)
def test_objects_are_found(ledger: Ledger, query: Query, kinds: list[str]) -> None:
    page = found(ledger, query)
    assert (sorted(item.kind for item in page.items), page.total) == (kinds, len(kinds))


def test_counts_follow_what_is_found(ledger: Ledger) -> None:
    made = counts(ledger, Query(states=("VN",), kinds=("event",)))
    assert {name: [(one.value, one.number) for one in found] for name, found in made.items()} == {
        "state": [("LA", 1), ("VN", 1)],
        "kind": [("event", 1)],
        "person": [("Bounmy Keola", 1), ("Lê Văn Sông", 1)],
        "sector": [],
        "year": [("2024", 1)],
        "outlet": [("Báo Hai", 1), ("Báo Một", 1)],
        "confidence": [("high", 1)],
    }


def test_as_known_on_a_day_an_object_has_the_tellings_of_that_day(ledger: Ledger) -> None:
    query = Query(states=("VN", "LA"), kinds=("event",), as_of="2024-03-12")
    assert [len(item.tellings) for item in found(ledger, query).items] == [1]


def test_a_page_is_a_part(ledger: Ledger) -> None:
    whole = [item.id for item in found(ledger, Query()).items]
    parts = [item.id for start in range(0, len(whole), 2) for item in found(ledger, Query(), start=start, limit=2).items]
    assert parts == whole


def test_a_rebuild_finds_the_same(ledger: Ledger, tmp_path: Path) -> None:
    before = found(ledger, Query())
    rebuild(ledger, Lore())
    assert found(ledger, Query()) == before


@pytest.mark.parametrize(("confidence", "name"), [(1.0, "high"), (0.8, "high"), (0.79, "middle"), (0.5, "middle"), (0.49, "low")])
def test_bands(confidence: float, name: str) -> None:
    assert band(confidence) == name
