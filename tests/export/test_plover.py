"""PLOVER rows: codes, sides, days and what is lost, as a table; and the columns of POLECAT."""

import csv
from pathlib import Path
from typing import Any

import pytest
from tests.made import LORE, made_item

from banggiao.dossier.states import state_code
from banggiao.export import export_plover
from banggiao.export.places import host_of
from banggiao.export.plover import ContextRow, PloverRow, coded
from banggiao.kinds import kind_of
from banggiao.store import Ledger


def rows(ledger: Ledger, folder: Path) -> list[dict[str, str]]:
    """The rows, read by Python's reader."""
    export_plover(ledger, folder / "p.tsv", LORE)
    with (folder / "p.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_the_columns_are_those_of_polecat_and_ours_behind(ledger: Ledger, tmp_path: Path) -> None:
    export_plover(ledger, tmp_path / "p.tsv", LORE)
    head = (tmp_path / "p.tsv").read_text("utf-8").splitlines()[0].split("\t")
    assert (len(head), head[:4], head[39], head[40:42]) == (
        49, ["Event ID", "Event Date", "Event Type", "Event Mode"], "Version", ["CAMEO", "Lossy"],
    )  # fmt: skip


def test_a_visit_is_one_row_with_the_visitor_as_actor(ledger: Ledger, tmp_path: Path) -> None:
    (visit,) = (row for row in rows(ledger, tmp_path) if row["Event Type"] == "CONSULT" and row["Event Mode"] == "visit")
    assert (visit["Actor Country"], visit["Recipient Country"], visit["CAMEO"]) == ("VNM", "IND", "042")
    assert (visit["Event Date"], visit["Articles"], visit["Recipient COW"]) == ("2026-03-05", "a/1.txt; a/2.txt", "None")


def test_what_the_codes_lose_is_flagged(ledger: Ledger, tmp_path: Path) -> None:
    found = {(row["Event Type"], row["Event Mode"]): row for row in rows(ledger, tmp_path)}
    assert found["AGREE", "meet"]["Lossy"] == "future; date_is_a_span"  # planned, in a month
    assert found["CONSULT", "phone"]["Date As Told"] == "2026-02"
    asked = found["REQUEST", "assist"]
    assert (asked["Lossy"], asked["Quad Code"], asked["Contexts"]) == ("soft_request; date_is_of_the_report", "VERBAL CONFLICT", "economic")
    assert found["ACCUSE", "disapprove"]["Recipient Name"] == "None"


# values of an event, whether hosted, PLOVER type, mode, CAMEO
CODES = [
    ({"type": "reception", "status": "held"}, True, "CONSULT", "visit", "042"),
    ({"type": "talks", "status": "held"}, False, "CONSULT", "multilateral", "046"),
    ({"type": "talks", "status": "held"}, True, "CONSULT", "visit", "042"),
    ({"type": "meeting", "status": "held"}, False, "CONSULT", "third-party", "044"),
    ({"type": "visit", "status": "proposed"}, True, "AGREE", "meet", "036"),
    ({"type": "signing", "status": "held"}, False, "SUPPORT", "", "057"),
    ({"type": "aid", "status": "planned"}, False, "AGREE", "cooperate", "033"),
    ({"type": "measure", "status": "held"}, False, "SANCTION", "", "160"),
    ({"type": "visit", "status": "cancelled"}, True, "REJECT", "meet", "120"),
]


@pytest.mark.parametrize(("values", "hosted", "event", "mode", "cameo"), CODES)
def test_codes(values: dict[str, Any], hosted: bool, event: str, mode: str, cameo: str) -> None:
    code = coded(made_item("event", "e", **values), hosted, LORE)
    assert code and (code.event, code.mode, code.cameo) == (event, mode, cameo)


# host, place, expected host
HOSTS = [("VN", None, "VN"), (None, "Hà Nội", "VN"), (None, "New Delhi", "IN"), (None, "Paris", None), ("Ravi Kumar", None, None), (None, "Hội trường, Ấn Độ", "IN")]  # fmt: skip


@pytest.mark.parametrize(("host", "place", "expected"), HOSTS)
def test_hosts(host: str | None, place: str | None, expected: str | None) -> None:
    assert host_of({"parties": ["VN", "IN"], "host": host, "place": place}, LORE) == expected


def test_the_table_knows_every_code_of_the_records() -> None:
    """Every event type and status has codes, and every type a quad code."""
    fields = {field.name: [code.code for code in field.codes] for field in kind_of("event", LORE).fields}
    pairs = [(kind, status) for kind in fields["type"] for status in fields["status"]]
    assert [pair for pair in pairs if coded(made_item("event", "e", type=pair[0], status=pair[1]), False, LORE) is None] == []
    quads = {code for row in LORE.rows("export/plover_contexts", ContextRow) if row.of == "quad" for code in row.codes}
    assert {row.event for row in LORE.rows("export/plover", PloverRow)} <= quads
    assert state_code("VNM", LORE) == "VN"
