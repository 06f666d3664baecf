"""CSV: a table is read back as it was written, by the reader of Python; nothing in it is a formula."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.export.conftest import AGREED, ARTICLES
from tests.made import LORE

from banggiao.export import export_csv
from banggiao.export.csvs import cell
from banggiao.export.tables import sheets
from banggiao.store import Ledger


def read(ledger: Ledger, table: str, states: tuple[str, ...] = ()) -> list[dict[str, str]]:
    stream = io.BytesIO()
    count = export_csv(ledger, stream, LORE, table, states)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == count
    return rows


def test_events_are_merged_facts_with_all_who_tell_them(ledger: Ledger) -> None:
    visit = next(row for row in read(ledger, "event") if row["type"] == "visit" and row["status"] == "held")
    assert sorted(visit["parties"].split("; ")) == ["IN", "VN"]
    assert (visit["date"], visit["article_count"], visit["articles"]) == ("2026-03-05/2026-03-07", "2", "a/1.txt; a/2.txt")
    assert (visit["first_day"], visit["last_day"]) == ("2026-03-05", "2026-03-07")


# table, number of rows
COUNTS = [("event", 3), ("post", 3), ("commitment", 2), ("agreement", 1), ("statistic", 1), ("stance", 1), ("target", 0), ("telling", 12)]


@pytest.mark.parametrize(("table", "count"), COUNTS)
def test_every_table_has_its_rows(ledger: Ledger, table: str, count: int) -> None:
    assert len(read(ledger, table)) == count


def test_quotes_stand_where_they_say(ledger: Ledger) -> None:
    texts = {key: ". ".join(quote for quote, _, _ in told) + "." for key, (_, _, told) in ARTICLES.items()}
    rows = read(ledger, "telling")
    assert all(texts[row["article"]][int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'") for row in rows)
    assert {row["fact"] for row in rows if row["kind"] == "event"} == {row["id"] for row in read(ledger, "event")}


def test_text_is_no_formula(ledger: Ledger) -> None:
    agreed = next(row for row in read(ledger, "commitment") if row["act"] == "agree")
    assert agreed["quote"] == f"'{AGREED}"


# value, cell
CELLS = [
    (None, None),
    (True, "true"),
    (["VN", "IN"], "VN; IN"),
    (15_500_000_000.0, 15_500_000_000),
    (-3.5, -3.5),
    ("-3 người", "'-3 người"),
    ("@a", "'@a"),
    ("Hà Nội", "Hà Nội"),
    ([], ""),
]


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_cells(value: Any, expected: Any) -> None:
    assert cell(value) == expected


def test_states_narrow_a_table(ledger: Ledger) -> None:
    assert len(read(ledger, "event", ("VN", "IN"))) == 3
    assert read(ledger, "event", ("VN", "LA")) == []


def test_columns_are_those_of_the_codebook(ledger: Ledger, tmp_path: Path) -> None:
    for sheet in sheets(LORE):
        export_csv(ledger, tmp_path / "t.csv", LORE, sheet.name)
        head = (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[0]
        assert head.split(",") == [column.name for column in sheet.columns]
