"""What a failure of the database means.

Guarantees: within ``explained`` every failure that a user can do something about becomes a LedgerError of one line that names
the ledger; the database's own error stays its cause.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from banggiao.errors import LedgerError

_REASONS = (
    ("database is locked", "another process is writing to it; try again when it has ended"),
    ("readonly database", "it is read-only"),
    ("file is not a database", "it is not a ledger (no SQLite file)"),
    ("malformed", "it is damaged"),
    ("disk is full", "the disk is full"),
    ("no space left", "the disk is full"),
    ("disk i/o error", "the disk cannot be read or written"),
    ("unable to open database file", "the file cannot be opened"),
    ("no such table", "it is not a ledger"),
    ("could not open file", "it is damaged"),
    ("invalid page", "it is damaged"),
    ("no such module: fts5", "this Python's SQLite lacks the full-text index FTS5"),
    ("connection refused", "the database server does not answer"),
    ("no such file or directory", "the database server does not answer"),
    ("connection timeout", "the database server does not answer"),
    ("lock timeout", "another process is writing to it; try again when it has ended"),
    ("read-only transaction", "it is read-only"),
    ("permission denied", "it may not be read or written by this user"),
    ("authentication failed", "the database server refuses this user or password"),
    ("no password supplied", "the database server asks for a password"),
    ("server closed the connection", "the database server went away; what was committed is kept, run the same command again"),
    ("terminating connection", "the database server went away; what was committed is kept, run the same command again"),
    ("connection is lost", "the database server went away; what was committed is kept, run the same command again"),
    ("connection is closed", "the database server went away; what was committed is kept, run the same command again"),
    ("the database system is", "the database server is starting or shutting down; try again"),
    ("could not translate host name", "there is no such database server"),
)
# what SQLite calls an I/O error by words, and by its code tells to be a want of room (https://www.sqlite.org/rescode.html)
_NO_ROOM = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn the database's failures into LedgerError of one line."""
    try:
        yield
    except sa.exc.ArgumentError:
        raise LedgerError(f"{name}: not the URL of a database") from None
    except sa.exc.DBAPIError as error:
        raise LedgerError(f"{name}: {reason(error.orig or error)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{name}: {reason(error)}") from error


def reason(error: BaseException) -> str:
    """What a failure means, in words that a user can act on."""
    if getattr(error, "sqlite_errorname", None) in _NO_ROOM:
        return "the disk is full"
    words = str(error).replace("\n", " ")
    lower = words.lower()
    return next((meaning for sign, meaning in _REASONS if sign in lower), words)
