"""Opening a ledger, and what may be wrong with one.

Guarantees: every failure of the database that a user can do something about is a LedgerError of one line that names the ledger;
a ledger is made only where that was asked for; a file that is no ledger is never written to.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from banggiao.errors import LedgerError, LedgerMissing
from banggiao.store import migrate
from banggiao.store.engines import engine_of
from banggiao.store.failures import explained
from banggiao.store.ledger import Ledger

_SQLITE_MAGIC = b"SQLite format 3\x00"


def open_ledger(place: str | Path, create: bool = False, write: bool = False) -> Ledger:
    """The ledger at a file or URL. ``create`` makes one where there is none and brings an older one up to date.

    ``write`` refuses a ledger that cannot be written to. Raises LedgerMissing and LedgerError.
    """
    url, file, name = _where(str(place))
    if file is not None:
        _look(file, create)
    engine = engine_of(url, file, writes=create or write)
    ledger = Ledger(engine, name, place=str(place))
    try:
        with explained(name):
            _fit(ledger, create)
            if file is not None and (create or write):
                _log_ahead(engine)
    except BaseException:
        ledger.close()
        raise
    return ledger


@contextlib.contextmanager
def plain(file: Path) -> Iterator[sa.Engine]:
    """A connection to a SQLite file for reading, whatever schema it has. Raises LedgerMissing and LedgerError."""
    _look(file, create=False)
    engine = engine_of(sa.URL.create("sqlite", database=str(file)), file, writes=False)
    try:
        yield engine
    finally:
        engine.dispose()


def is_older(file: Path) -> bool:
    """Whether a SQLite file is a ledger that an older banggiao made. Raises LedgerMissing and LedgerError."""
    with plain(file) as engine, explained(str(file)), engine.connect() as connection:
        version = migrate.version(connection)
    return version is not None and version != migrate.HEAD and migrate.known(version)


def _where(place: str) -> tuple[sa.URL, Path | None, str]:
    """The place as a URL, as a file where it is one, and its name without a password. Raises LedgerError."""
    if "://" not in place:
        return sa.URL.create("sqlite", database=place), Path(place), place
    try:
        url = sa.make_url(place)
    except (sa.exc.ArgumentError, ValueError):
        raise LedgerError(f"{place.partition('://')[0]}://...: not the URL of a database") from None
    if url.get_backend_name() == "sqlite" and url.database:
        return url, Path(url.database), url.database
    return url, None, url.render_as_string(hide_password=True)


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


def _log_ahead(engine: sa.Engine) -> None:
    """Let readers read while one writes. It changes the file, so that it must be known to be a ledger by now."""
    connection = engine.raw_connection()
    try:
        # another process at work just now does the same; the ledger works without, too
        with contextlib.suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


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
