"""Who deals with whom: contacts by level and month, commitments by sector; numbers and the lists behind them agree."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made import LORE, made_article, record

from banggiao.dossier.dealings import (
    Asked,
    before,
    by_month,
    by_sector,
    contact_types,
    first_month,
    last_month,
    listed,
    ranks,
    ties,
    undated,
)
from banggiao.model import Reading
from banggiao.model.times import window
from banggiao.store import Ledger, open_ledger, rebuild, refresh
from banggiao.store import schema as t
from banggiao.store.dealings import month_of, rows_of, spaced
from banggiao.store.put import put

LEADERS = "An Văn Bình gặp Ravi Kumar"
SEVEN = ["ID", "IN", "LA", "MY", "SG", "TH", "VN"]


def reading(key: str, text: str, published: str, *records: object) -> tuple[object, object]:
    """An article with its reading."""
    article = made_article(key, text, published=published)
    return article, Reading(id=key, relevant=True, records=records, published=published, published_basis="given")  # type: ignore[arg-type]


def event(
    text: str, quote: str, kind: str, parties: list[str], date: str | None, status: str = "held", people: tuple[str, ...] = ()
) -> object:
    return record(text, quote, type=kind, parties=parties, date=date, status=status, people=list(people), place=None)


def readings() -> Iterator[tuple[object, object]]:
    """A meeting of leaders with a commitment, a call of ministers, a visit ahead, a meeting of three, a gathering, an undated one."""
    text = f"{LEADERS}. Tổng thống Ravi Kumar. Nguyên Bộ trưởng An Văn Bình. Hai bên nhất trí mở trường."
    yield reading(
        "top", text, "2026-01-31",
        event(text, LEADERS, "meeting", ["IN", "VN"], "2026-01-30", people=("An Văn Bình", "Ravi Kumar")),
        record(text, "Tổng thống Ravi Kumar", "post", person="Ravi Kumar", post="head_of_state", country="IN"),
        record(text, "Nguyên Bộ trưởng An Văn Bình", "post", person="An Văn Bình", post="minister", country="VN", former=True),
        record(text, "Hai bên nhất trí mở trường", "commitment", act="agree", by=["IN", "VN"], to=None, sectors=["education"], due=None),
    )  # fmt: skip
    text = "Cao Duy điện đàm Ravi Mehta; Bộ trưởng Cao Duy; sẽ thăm; ba bên họp; đông đủ; hội đàm cũ; ra thông điệp"
    yield reading(
        "mixed", text, "2026-03-02",
        event(text, "Cao Duy điện đàm Ravi Mehta", "call", ["IN", "VN"], "2026-03-01", people=("Cao Duy", "Ravi Mehta")),
        record(text, "Bộ trưởng Cao Duy", "post", person="Cao Duy", post="minister", country="VN"),
        event(text, "sẽ thăm", "visit", ["IN", "VN"], "2026-04", status="planned"),
        event(text, "ba bên họp", "meeting", ["IN", "LA", "VN"], "2026-03-02"),
        event(text, "đông đủ", "session", SEVEN, "2026-02"),
        event(text, "hội đàm cũ", "talks", ["LA", "VN"], "2019"),
        event(text, "ra thông điệp", "message", ["LA", "VN"], "2026-02-03"),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("dealings") / "l.db" if request.param == "sqlite" else request.getfixturevalue("server").new("dealings")
    with open_ledger(place, create=True) as made:
        with made.writing() as connection:
            put(connection, list(readings()), "test")  # type: ignore[arg-type]
        refresh(made, LORE)
        yield made


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), [("IN", "VN", {"top": 1, "minister": 1, "untold": 1}), ("LA", "VN", {"untold": 2}), ("IN", "LA", {"untold": 1})]),
        (Asked(state="LA", since="2026-01", until="2026-12"), [("IN", "LA", {"untold": 1}), ("LA", "VN", {"untold": 1})]),
        (Asked(rank="top"), [("IN", "VN", {"top": 1})]),  # a former minister brings no level
        (Asked(kind="call"), [("IN", "VN", {"minister": 1})]),
        (Asked(kind="visit"), []),  # planned
        (Asked(kind="message"), [("LA", "VN", {"untold": 1})]),  # no contact, but asked for
        (Asked(kind="commitment"), [("IN", "VN", {"untold": 1})]),
        (Asked(sector="education"), [("IN", "VN", {"top": 1})]),  # its article tells of a commitment on education
        (Asked(sector="trade"), []),
        (Asked(as_of="2026-02-01"), [("IN", "VN", {"top": 1})]),
        (Asked(state="VN", other="IN", since="2026-03"), [("IN", "VN", {"minister": 1, "untold": 1})]),
    ],
)
def test_ties(ledger: Ledger, asked: Asked, expected: list[tuple[str, str, dict[str, int]]]) -> None:
    assert [(tie.a, tie.b, dict(tie.ranks)) for tie in ties(ledger, asked, LORE)] == expected


def test_the_highest_rank_of_a_tie(ledger: Ledger) -> None:
    first = ties(ledger, Asked(), LORE)[0]
    assert (first.highest, first.number) == ("top", 3)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # a meeting of three and a gathering of seven count once
        (
            Asked(since="2026-01", until="2026-12"),
            {"2026-01": {"top": 1}, "2026-02": {"untold": 1}, "2026-03": {"minister": 1, "untold": 1}},
        ),
        (Asked(state="LA", since="2026-01"), {"2026-02": {"untold": 1}, "2026-03": {"untold": 1}}),
        (Asked(state="IN", other="LA", since="2026-01"), {"2026-03": {"untold": 1}}),
        (Asked(kind="commitment", since="2026-01"), {"2026-01": {"untold": 1}}),
    ],
)
def test_by_month(ledger: Ledger, asked: Asked, expected: dict[str, dict[str, int]]) -> None:
    assert by_month(ledger, asked, LORE) == expected


def test_by_sector(ledger: Ledger) -> None:
    assert by_sector(ledger, Asked(kind="commitment", since="2025-01"), LORE) == {"education": {"2026-01": 1}}
    assert by_sector(ledger, Asked(since="2025-01", state="VN"), LORE) == {"education": {"2026-01": 1}}


def test_what_tells_no_month_is_counted_apart(ledger: Ledger) -> None:
    assert (undated(ledger, Asked(since="2026-01"), LORE), undated(ledger, Asked(state="IN"), LORE)) == (1, 0)


def test_numbers_and_lists_agree(ledger: Ledger) -> None:
    kinds, states = ("contact", "commitment", "message", "call"), [("", ""), ("LA", ""), ("VN", "IN"), ("SG", "")]
    for kind, (state, other), rank in itertools.product(kinds, states, ("", *LORE.once(ranks))):
        asked = Asked(kind=kind, state=state, other=other, rank=rank, since="2026-01", until="2026-12")
        number = sum(sum(found.values()) for found in by_month(ledger, asked, LORE).values())
        page = listed(ledger, asked, LORE)
        assert (page.total, len(page.items)) == (number, number), asked


def test_a_list_in_parts(ledger: Ledger) -> None:
    whole = [item.id for item in listed(ledger, Asked(), LORE).items]
    found, after = [], None
    while True:
        page = listed(ledger, Asked(), LORE, limit=2, after=after)
        found += [item.id for item in page.items]
        after = page.after
        if after is None:
            break
    assert (found, len(found)) == (whole, 5)
    assert [item.id for item in listed(ledger, Asked(), LORE, start=3, limit=2).items] == whole[3:5]


def test_edges(ledger: Ledger) -> None:
    assert last_month(ledger, "2030-01") == "2026-03"
    assert last_month(ledger, "2026-02") == "2026-02"
    assert first_month(ledger, "2030-01", state="IN", other="VN") == "2026-01"
    assert last_month(ledger, "2030-01", state="JP") == "2030-01"


def test_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", create=True) as made:
        with made.writing() as connection:
            put(connection, list(readings()), "test")  # type: ignore[arg-type]
        refresh(made, LORE)
        rows = [tuple(row) for row in _rows(made)]
        rebuild(made, LORE)
        assert ([tuple(row) for row in _rows(made)], len(rows)) == (rows, 15)


def _rows(ledger: Ledger) -> list[object]:
    with ledger.reading() as connection:
        return list(connection.execute(t.dealings.select().order_by(*t.dealings.primary_key)))


@pytest.mark.parametrize(
    ("parties", "expected"), [(1, (1, 1)), (2, (1, 1, 1)), (3, (3, 2, 1)), (6, (15, 5, 1)), (7, (7, 1)), (30, (30, 1))]
)
def test_rows_of(parties: int, expected: tuple[int, ...]) -> None:
    assert tuple(rows_of(parties, states) for states in range(len(expected))) == expected


@pytest.mark.parametrize(
    ("date", "month"), [("2026-01-30", "2026-01"), ("2026-01", "2026-01"), ("2026", ""), ("2026-01-30/2026-02-02", "2026-01"), (None, "")]
)
def test_month_of(date: str | None, month: str) -> None:
    assert month_of(window(date)) == month


def test_small_things() -> None:
    assert (spaced({"b", "a"}), spaced(())) == (" a b ", "")
    assert (before("2026-01", 1), before("2026-03", 23), before("2025-12", -1)) == ("2025-12", "2024-04", "2026-01")
    assert list(LORE.once(ranks)) == ["top", "minister", "deputy", "working", "untold"]
    assert "visit" in LORE.once(contact_types) and "message" not in LORE.once(contact_types)
    levels = [level for rank in LORE.once(ranks).values() for level in rank.levels]
    assert sorted(levels) == list(range(7))
