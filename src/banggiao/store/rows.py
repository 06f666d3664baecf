"""Writing many rows at once, the way that each store takes fastest.

Guarantees: the rows are those that ``sa.insert`` would write, in the same transaction; a failure is a SQLAlchemy error. On PostgreSQL
many rows go through COPY, which is one statement however many they are.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.store import schema as t

_FEW = 12
"""So few rows are not worth a COPY."""


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows that all name the same columns; none is no work."""
    if rows:
        names = list(rows[0])
        take = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
        _write(connection, table, names, list(map(take, _encoded(table, names, rows))))


def insert_kept(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows as a database keeps them (values are JSON text), in the order of the columns named."""
    if rows:
        _write(connection, table, names, [tuple(row) for row in rows])


def _encoded(table: sa.Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The rows with their values as JSON text."""
    values = [name for name in names if isinstance(table.c[name].type, t.JsonText)]
    if not values:
        return rows
    encode = msgspec.json.encode
    return [{**row, **{name: encode(row[name]).decode() for name in values if row[name] is not None}} for row in rows]


def _write(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    quote: Callable[[str], str] = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(names))})", rows)
    elif len(rows) <= _FEW:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join(['%s'] * len(names))})", rows)
    else:
        _copied(connection, f"COPY {table.name} ({columns}) FROM STDIN", rows)


def _copied(connection: sa.Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Write through COPY, beside SQLAlchemy: what fails is told as it would tell it."""
    import psycopg

    driver: Any = connection.connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise sa.exc.DBAPIError(statement, None, error) from error
