"""Copying a ledger's contents into another one, on SQLite and PostgreSQL in any direction.

Guarantees: the copy is made in one transaction of each, so that both may be at work meanwhile and a stop leaves the target as it
was; it is kept only if the digests of both are equal; a ledger that holds something is replaced only where that is asked for.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from banggiao.errors import LedgerError
from banggiao.store import schema as t
from banggiao.store.fingerprint import ROWS, Fingerprint, as_kept, fingerprint, is_row_number, streamed
from banggiao.store.ledger import Ledger
from banggiao.store.rows import insert_kept


def copy(source: Ledger, target: Ledger, replace: bool = False, tell: Callable[[int], None] = lambda rows: None) -> Fingerprint:
    """Copy all contents; ``tell`` hears how many rows are copied. Returns the digest. Raises LedgerError."""
    if source.engine.url == target.engine.url or file_of(source) == file_of(target) is not None:
        raise LedgerError(f"{target.name}: it cannot be copied into itself")
    with source.reading() as there, target.writing() as here:
        if not replace and (kept := _articles(here)):
            raise LedgerError(f"{target.name}: it holds {kept} articles already; --replace puts the copy in their place")
        tables = t.CONTENT
        for table in reversed(t.metadata.sorted_tables):
            here.execute(sa.delete(table))
        done = 0
        for table in tables:
            names = [column.name for column in table.columns]
            for rows in _parts(streamed(there, sa.select(*(as_kept(column).label(column.name) for column in table.columns)))):
                insert_kept(here, table, names, rows)
                done += len(rows)
                tell(done)
            if not target.on_sqlite:
                _go_on_numbering(here, table)
        found, made = fingerprint(there), fingerprint(here)
        if found != made:
            raise LedgerError(f"{target.name}: the copy is not equal to {source.name} (digest {made.digest[:16]}, not {found.digest[:16]})")
    return made


def file_of(ledger: Ledger) -> Path | None:
    """The file that a SQLite ledger lies in."""
    if not ledger.on_sqlite:
        return None
    with ledger.engine.connect() as connection:
        rows = connection.exec_driver_sql("PRAGMA database_list").all()
    return next((Path(row[2]) for row in rows if row[1] == "main" and row[2]), None)


def _articles(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(t.articles)).scalar_one())


def _parts(rows: Iterator[sa.Row[Any]]) -> Iterator[list[sa.Row[Any]]]:
    while part := list(islice(rows, ROWS)):
        yield part


def _go_on_numbering(connection: sa.Connection, table: sa.Table) -> None:
    """Let PostgreSQL number new rows after those copied; SQLite does so by itself."""
    for column in filter(is_row_number, table.columns):
        last = connection.execute(sa.select(sa.func.max(column))).scalar()
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(sa.select(sa.func.setval(sequence, last or 1, last is not None)))
