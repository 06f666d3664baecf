"""Connections to SQLite and PostgreSQL that begin transactions as the store needs them.

Guarantees, on both: a reading transaction sees one state from begin to end and cannot write; writing transactions come one after
the other, each waiting for the one before, so that two writers can neither lose nor double anything; a commit reaches the disk.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from banggiao.errors import LedgerError, MissingExtra

BUSY_SECONDS = 30.0
"""How long a writer waits for another one on a SQLite file."""
QUEUE_SECONDS = 300.0
"""How long a writer waits for its turn on a server, where many may stand in line."""
_CACHE_KIB = 32_768
_TURN = 0x62616E67
"""The advisory lock that a writer on PostgreSQL holds; locks of a database are its own."""


def engine_of(url: sa.URL, file: Path | None, writes: bool) -> sa.Engine:
    """An engine for the ledger at a SQLite file or, where ``file`` is None, on a server. Raises MissingExtra and LedgerError."""
    return _sqlite(url, file, writes) if file is not None else _server(url, writes)


def turn(connection: sa.Connection) -> tuple[int, int]:
    """A number of this writing transaction, and the number that the next one has where nobody else writes in between."""
    if connection.dialect.name == "sqlite":
        number = int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
        return number, number
    number = int(connection.exec_driver_sql("SELECT pg_current_xact_id()::text").scalar_one())
    return number, number + 1


def _sqlite(url: sa.URL, file: Path, writes: bool) -> sa.Engine:
    if not writes:
        url = sa.URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query={"mode": "ro", "uri": "true", **_still(file)})
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    sa.event.listen(engine, "connect", _settle_writer if writes else _settle_reader)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _still(file: Path) -> dict[str, str]:
    """Where nobody can write beside the file, SQLite must be told that it will not change."""
    beside = [file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm")]
    return {} if os.access(file.parent, os.W_OK) or any(path.exists() for path in beside) else {"immutable": "1"}


def _settle_reader(connection: Any, _: Any) -> None:
    """Settings of a SQLite connection; SQLAlchemy, not the driver, begins transactions."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"cache_size = -{_CACHE_KIB}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _settle_writer(connection: Any, record: Any) -> None:
    """As a reader's; every commit reaches the disk."""
    _settle_reader(connection, record)
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: sa.Connection) -> None:
    """Begin at once as a writer where writing is meant: two writers then wait for one another instead of failing."""
    patience = connection.get_execution_options().get("patience")
    if patience is not None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _means_to_write(connection) else "BEGIN")
    finally:
        if patience is not None:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _means_to_write(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _server(url: sa.URL, writes: bool) -> sa.Engine:
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"{url.get_backend_name()}: the store must be a SQLite file or PostgreSQL")
    try:
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError:
        raise MissingExtra("postgres", "a ledger on PostgreSQL") from None

    def begin(connection: sa.Connection) -> None:
        if not (writes and _means_to_write(connection)):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return
        # each statement sees what was committed before it; nobody commits while this one has its turn
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        seconds = connection.get_execution_options().get("patience")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int((QUEUE_SECONDS if seconds is None else seconds) * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")

    sa.event.listen(engine, "begin", begin)
    return engine
