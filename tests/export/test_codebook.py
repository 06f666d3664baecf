"""The codebook documents every table and column."""

from tests.made import LORE

from banggiao.export import codebook
from banggiao.export.tables import sheets


def test_every_column_is_documented_in_both_languages() -> None:
    text = codebook(LORE)
    for sheet in sheets(LORE):
        assert f"## {sheet.name}\n" in text
        assert [column.name for column in sheet.columns if not (column.vi and column.en) or f"| `{column.name}` |" not in text] == []


def test_columns_are_named_once() -> None:
    for sheet in sheets(LORE):
        names = [column.name for column in sheet.columns]
        assert len(names) == len(set(names)), sheet.name
