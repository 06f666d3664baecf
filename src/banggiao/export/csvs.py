"""Tables as CSV, for spreadsheets and statistics alike.

Guarantees: UTF-8 with the mark that spreadsheets need, comma and CRLF as in RFC 4180; a list is one cell, its parts joined by "; ";
nothing is a formula: text that a spreadsheet would run begins with an apostrophe; equal content gives equal bytes.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from banggiao.export.files import written
from banggiao.export.tables import rows, sheet
from banggiao.lore import Lore
from banggiao.store import Ledger

JOIN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_csv(ledger: Ledger, target: Path | BinaryIO, lore: Lore, table: str = "event", states: Sequence[str] = ()) -> int:
    """Write a table to a file or an open stream. Returns the number of its rows."""
    chosen = sheet(table, lore)

    def write(stream: BinaryIO) -> int:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        writer = csv.DictWriter(text, [column.name for column in chosen.columns], dialect="excel")
        writer.writeheader()
        count = 0
        for row in rows(chosen, ledger, states):
            writer.writerow({name: cell(value) for name, value in row.items()})
            count += 1
        text.flush()
        text.detach()
        return count

    return written(target, write)


def cell(value: Any) -> Any:
    """A value as a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        value = JOIN.join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
