"""The codebook: every table and column of the CSV and Parquet exports, what it holds and means.

Guarantees: it is written from what the exports are made of, so that it cannot differ from them.
"""

from collections.abc import Iterator

from banggiao.export.tables import Column, Sheet, sheets
from banggiao.lore import Lore

_FORMS = {
    "text": "text",
    "number": "number",
    "integer": "whole number",
    "flag": "true or false",
    "list": 'list (in CSV joined by "; ")',
}
_HEAD = """Tables of `banggiao export csv --table TABLE` and `banggiao export parquet --table TABLE`. A table of a record kind has one row for
each merged fact, however many articles tell it; `telling` has one row for each claim of each article, and its column `fact` leads to
the merged fact. States are ISO 3166-1 alpha-2 codes, bodies short names; dates are ISO 8601, as precise as told: day, month, quarter,
year or closed interval. Where articles differ the shown value is the one that the ledger chose, and `disputed` names the field.

CSV is UTF-8 with a byte order mark. A text that a spreadsheet would take for a formula begins with an apostrophe; Parquet holds it as told.
"""


def codebook(lore: Lore) -> str:
    """The codebook as Markdown."""
    return "\n\n".join([_HEAD.strip(), *(part for table in lore.once(sheets) for part in _table(table))])


def _table(table: Sheet) -> Iterator[str]:
    yield f"## {table.name}\n\n{table.says}"
    rows = [f"| `{column.name}` | {_FORMS[column.form]} | {column.en} | {column.vi} |{_codes(column)}" for column in table.columns]
    yield "\n".join(["| column | holds | English | Vietnamese | codes |", "| --- | --- | --- | --- | --- |", *rows])


def _codes(column: Column) -> str:
    return f" {', '.join(f'`{code}`' for code in column.codes)} |"
