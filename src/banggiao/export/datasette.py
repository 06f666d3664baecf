"""What Datasette shows of a ledger: titles, descriptions, columns and queries for its views, the tables behind them hidden.

Guarantees: every column that is a field of a record kind is described by the kind's own label; the queries named run on the views;
equal knowledge gives equal bytes. The form is that of Datasette's metadata file (docs.datasette.io).
"""

import json
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from banggiao.export.files import written
from banggiao.export.tables import ColumnRow
from banggiao.kinds import KindRow, kinds
from banggiao.lore import Lore
from banggiao.store.schema import metadata

_SORTED = "first_day"
_FACETS = ("type", "status", "act", "position", "tier")


class ReadableRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of export/readable: a view that is no record kind, or (with ``sql``) a query; its title and what it says."""

    name: str
    vi: str
    en: str
    says_vi: str
    says_en: str
    sql: str | None = None


def export_datasette(target: Path | BinaryIO, lore: Lore, database: str, language: str) -> int:
    """Write the description of the ledger named ``database`` (its file without the ending) in "vi" or "en". Returns the bytes written."""
    text = json.dumps(described(lore, database, language), ensure_ascii=False, indent=1)
    return written(target, lambda stream: stream.write(f"{text}\n".encode()))


def described(lore: Lore, database: str, language: str) -> dict[str, Any]:
    """The description as plain values."""
    rows = lore.rows("export/readable", ReadableRow)
    tables: dict[str, Any] = {f"{kind.kind}_list": _kind(kind, lore, language) for kind in lore.once(kinds)}
    tables.update({row.name: {"title": getattr(row, language), "description": _says(row, language)} for row in rows if row.sql is None})
    hidden = [*metadata.tables, "alembic_version", "view_list"]
    tables.update({name: {"hidden": True} for name in sorted(hidden)})
    queries = {
        row.name: {"title": getattr(row, language), "description": _says(row, language), "sql": row.sql}
        for row in rows
        if row.sql is not None
    }
    return {"title": "banggiao", "databases": {database: {"tables": tables, "queries": queries}}}


def _says(row: ReadableRow, language: str) -> str:
    return row.says_vi if language == "vi" else row.says_en


def _kind(kind: KindRow, lore: Lore, language: str) -> dict[str, Any]:
    """The description of the view of a record kind."""
    fields = {field.name for field in kind.fields}
    columns = {
        row.name: getattr(row, language) for row in lore.rows("export/columns", ColumnRow) if row.table in ("facts", "view", kind.kind)
    }
    columns.update({field.name: getattr(field, language) for field in kind.fields})
    return {
        "title": getattr(kind, language).capitalize(),
        **({"description": kind.says} if language == "en" else {}),
        "columns": columns,
        "sort_desc": _SORTED,
        "facets": [name for name in _FACETS if name in fields],
    }
