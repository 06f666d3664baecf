"""Tables as Parquet, exact and typed.

Guarantees: every column has the type that the codebook names, empty tables included; lists are lists; text is as it was told; each
column carries its meaning in both languages; equal content gives equal bytes with the same library.
"""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from banggiao.export.files import brought, written
from banggiao.export.tables import Sheet, rows, sheet
from banggiao.lore import Lore
from banggiao.store import Ledger

_BATCH = 5_000


def export_parquet(ledger: Ledger, target: Path | BinaryIO, lore: Lore, table: str = "event", states: Sequence[str] = ()) -> int:
    """Write a table to a file or an open stream. Returns the number of its rows."""
    arrow = brought("pyarrow", "formats", "banggiao export parquet")
    parquet = brought("pyarrow.parquet", "formats", "banggiao export parquet")
    chosen = sheet(table, lore)
    schema = _schema(arrow, chosen)

    def write(stream: BinaryIO) -> int:
        found, count = rows(chosen, ledger, states), 0
        with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
            while batch := list(islice(found, _BATCH)):
                writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
                count += len(batch)
        return count

    return written(target, write)


def _schema(arrow: Any, chosen: Sheet) -> Any:
    """The types of a table's columns."""
    types = {
        "text": arrow.string(),
        "number": arrow.float64(),
        "integer": arrow.int64(),
        "flag": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    fields = [arrow.field(column.name, types[column.form], metadata={"vi": column.vi, "en": column.en}) for column in chosen.columns]
    return arrow.schema(fields, metadata={"table": chosen.name, "says": chosen.says})
