"""A digest of all that a ledger holds.

Guarantees: equal contents give equal digests on SQLite and PostgreSQL, in whatever order they were put in (the numbers of rows do
not count); any other letter, byte, span or number gives another one; memory holds a few rows at a time.
"""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.errors import LedgerError
from banggiao.store import schema as t

ROWS = 500
"""How many rows are held at a time."""
_MODULUS = 1 << 256


class Fingerprint(msgspec.Struct, frozen=True):
    """The digest of a ledger and how many rows each table holds."""

    digest: str
    rows: dict[str, int]


def fingerprint(connection: sa.Connection) -> Fingerprint:
    """The digest of the ledger as this transaction sees it. Raises LedgerError where delivered bytes cannot be unpacked."""
    whole = hashlib.blake2b(digest_size=32)
    rows: dict[str, int] = {}
    for table in sorted(t.CONTENT, key=lambda table: table.name):
        count = total = 0
        for row in streamed(connection, _content(table)):
            count += 1
            total += int.from_bytes(_hash(table, row), "big")  # a sum does not depend on the order
        rows[table.name] = count
        whole.update(f"{table.name} {count} {total % _MODULUS:064x}\n".encode())
    return Fingerprint(whole.hexdigest(), rows)


def streamed(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    """The rows of a query, a few at a time, so that memory stays flat."""
    for part in connection.execution_options(yield_per=ROWS).execute(query).partitions():
        yield from part


def as_kept(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column as the database keeps it: values stay JSON text."""
    return sa.type_coerce(column, sa.Text) if isinstance(column.type, t.JsonText) else column


def is_row_number(column: sa.Column[Any]) -> bool:
    """Whether a column only numbers rows in the order in which they came."""
    table = column.table
    return isinstance(column.type, sa.Integer) and [key.name for key in table.primary_key] == [column.name]


def _content(table: sa.Table) -> sa.Select[Any]:
    """All that a table holds but row numbers: an article is named by its id."""
    source: sa.FromClause = table
    columns: list[sa.ColumnElement[Any]] = []
    for column in table.columns:
        if is_row_number(column):
            continue
        if any(key.column is t.articles.c.number for key in column.foreign_keys):
            named = t.articles.alias()
            source = source.join(named, column == named.c.number)
            columns.append(named.c.id.label(column.name))
        else:
            columns.append(as_kept(column).label(column.name))
    return sa.select(*columns).select_from(source)


def _hash(table: sa.Table, row: sa.Row[Any]) -> bytes:
    values = list(row)
    if table is t.articles:
        at = row._fields.index("raw")
        try:
            values[at] = hashlib.blake2b(zlib.decompress(values[at]) if values[at] else b"").digest()
        except zlib.error as error:
            raise LedgerError(f"the bytes delivered for the article {row.id!r} are damaged ({error})") from None
    return hashlib.blake2b(msgspec.json.encode(values), digest_size=32).digest()
