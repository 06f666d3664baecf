"""Parquet: read back by pyarrow with types, meanings and exact text."""

from pathlib import Path

import pytest
from tests.export.conftest import AGREED
from tests.made import LORE

from banggiao.errors import MissingExtra
from banggiao.export import export_parquet
from banggiao.export.files import brought
from banggiao.export.tables import sheets
from banggiao.store import Ledger

parquet = pytest.importorskip("pyarrow.parquet")


def test_values_keep_their_types(ledger: Ledger, tmp_path: Path) -> None:
    assert export_parquet(ledger, tmp_path / "s.parquet", LORE, "statistic") == 1
    table = parquet.read_table(tmp_path / "s.parquet")
    (row,) = table.to_pylist()
    assert (sorted(row["parties"]), row["value"], row["change_percent"], row["period"]) == (["IN", "VN"], 15_500_000_000.0, 3.5, "2025")
    assert table.schema.field("value").metadata[b"en"] == b"value"


def test_text_is_as_told(ledger: Ledger, tmp_path: Path) -> None:
    export_parquet(ledger, tmp_path / "c.parquet", LORE, "commitment")
    assert AGREED in parquet.read_table(tmp_path / "c.parquet").column("quote").to_pylist()


@pytest.mark.parametrize("name", [sheet.name for sheet in sheets(LORE)])
def test_every_table_has_the_columns_of_the_codebook(ledger: Ledger, tmp_path: Path, name: str) -> None:
    """Empty ones too."""
    export_parquet(ledger, tmp_path / "t.parquet", LORE, name, ("LA",))
    found = parquet.read_schema(tmp_path / "t.parquet")
    (sheet,) = (sheet for sheet in sheets(LORE) if sheet.name == name)
    kinds = {"text": "string", "number": "double", "integer": "int64", "flag": "bool", "list": "list<element: string>"}
    assert {field.name: str(field.type) for field in found} == {column.name: kinds[column.form] for column in sheet.columns}


def test_a_missing_library_names_its_extra() -> None:
    with pytest.raises(MissingExtra, match=r"x needs the extra 'formats': pip install 'banggiao\[formats\]'"):
        brought("nosuchlibrary.part", "formats", "x")
