"""Lists as files to keep: CSV and JSON.

Guarantees: CSV opens in spreadsheets with its accents, and no cell can act as a formula there; columns stand in one order whatever
kinds a list mixes: what names a row, the fields of its kind, and who says it where.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

import msgspec

from banggiao.web.rows import Row

_LEADING = ("=", "+", "-", "@", "\t", "\r")
_GROUPS = 3


def as_json(rows: Sequence[Row]) -> bytes:
    """The plain values of the rows."""
    return msgspec.json.format(msgspec.json.encode([row.whole for row in rows]), indent=1)


def as_csv(rows: Sequence[Row]) -> bytes:
    """The cells of the rows, in UTF-8 with the mark that spreadsheets look for."""
    heads = [list(dict.fromkeys(name for row in rows for name in row.cells[n])) for n in range(_GROUPS)]
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([name for group in heads for name in group])
    for row in rows:
        writer.writerow([safe(_plain(row.cells[n].get(name))) for n in range(_GROUPS) for name in heads[n]])
    return made.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    """A value as a cell: lists joined, objects as their texts."""
    if isinstance(value, dict):
        return ", ".join(str(inner) for inner in value.values() if inner)
    return "; ".join(str(inner) for inner in value) if isinstance(value, list | tuple) else value


def safe(cell: Any) -> Any:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LEADING) else cell
