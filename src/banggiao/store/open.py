"""Opening a ledger, and what may be wrong with one.

Guarantees: every failure of the database that a user can do something about is a LedgerError of one line that names the ledger;
a ledger is made only where that was asked for; a file that is no ledger is never written to.
"""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from banggiao.errors import LedgerError, LedgerMissing
from banggiao.store import migrate
from banggiao.store.failures import explained
from banggiao.store.ledger import Ledger

BUSY_SECONDS = 30.0
_CACHE_KIB = 32_768
_SQLITE_MAGIC = b"SQLite format 3\x00"


def open_ledger(place: str | Path, create: bool = False, write: bool = False) -> Ledger:
    """The ledger at a file or URL. ``create`` makes one where there is none and brings an older one up to date.

    ``write`` refuses a ledger that cannot be written to. Raises LedgerMissing and LedgerError.
    """
    name = str(place)
    url = sa.make_url(name) if "://" in name else sa.URL.create("sqlite", database=name)
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    if file is not None:
        _look(file, create)
    with explained(name):
        engine = _engine(url, file, writes=create or write)
    ledger = Ledger(engine, name)
    try:
        with explained(name):
            _fit(ledger, create)
            if file is not None and (create or write):
                _log_ahead(engine)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _look(file: Path, create: bool) -> None:
    """Refuse what cannot be a ledger before a database driver touches it."""
    try:
        if file.is_dir():
            raise LedgerError(f"{file}: it is a folder, not a ledger")
        if not file.exists():
            if not create:
                raise LedgerMissing(f"{file}: there is no ledger yet; `banggiao ingest PATH...` makes one")
            file.parent.mkdir(parents=True, exist_ok=True)
            return
        with file.open("rb") as stream:
            head = stream.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise LedgerError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    if head and head != _SQLITE_MAGIC:
        raise LedgerError(f"{file}: it is not a ledger (no SQLite file)")


def _engine(url: sa.URL, file: Path | None, writes: bool) -> sa.Engine:
    """An engine that begins transactions as the store needs them."""
    if file is None:
        try:
            return sa.create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
        except ModuleNotFoundError as error:
            raise LedgerError(f"a ledger on PostgreSQL needs the driver {error.name}: pip install psycopg") from None
    if not writes:
        url = sa.URL.create("sqlite", database=f"file:{_quoted(file)}", query={"mode": "ro", "uri": "true", **_still(file)})
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    sa.event.listen(engine, "connect", _settle_writer if writes else _settle_reader)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _still(file: Path) -> dict[str, str]:
    """Where nobody can write beside the file, SQLite must be told that it will not change."""
    beside = [file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm")]
    return {} if os.access(file.parent, os.W_OK) or any(path.exists() for path in beside) else {"immutable": "1"}


def _quoted(file: Path) -> str:
    """A path as SQLite's URI form wants it."""
    from urllib.parse import quote

    return quote(str(file.absolute()))


def _settle_reader(connection: Any, _: Any) -> None:
    """Settings of a SQLite connection; SQLAlchemy, not the driver, begins transactions."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"cache_size = -{_CACHE_KIB}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _settle_writer(connection: Any, record: Any) -> None:
    """As a reader's; every commit reaches the disk."""
    _settle_reader(connection, record)
    connection.execute("PRAGMA synchronous = FULL")


def _log_ahead(engine: sa.Engine) -> None:
    """Let readers read while one writes. It changes the file, so that it must be known to be a ledger by now."""
    connection = engine.raw_connection()
    try:
        # another process at work just now does the same; the ledger works without, too
        with contextlib.suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _begin(connection: sa.Connection) -> None:
    """Begin at once as a writer where writing is meant: two writers then wait for one another instead of failing."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _fit(ledger: Ledger, create: bool) -> None:
    """Make, upgrade or refuse the schema."""
    with ledger.reading() as connection:
        version, empty = migrate.version(connection), migrate.is_empty(connection)
    if version == migrate.HEAD:
        return
    if version is None and not empty:
        raise LedgerError(f"{ledger.name}: it is not a ledger (a database of something else)")
    if version is not None and not migrate.known(version):
        raise LedgerError(f"{ledger.name}: a newer banggiao made it (schema {version}, this one knows {migrate.HEAD}); upgrade banggiao")
    if not create:
        if empty:
            raise LedgerMissing(f"{ledger.name}: the ledger is empty; `banggiao ingest PATH...` fills it")
        raise LedgerError(f"{ledger.name}: an older banggiao made it (schema {version}); `banggiao ingest` brings it up to date")
    with ledger.writing() as connection:
        if migrate.version(connection) != migrate.HEAD:
            migrate.migrate(connection)
