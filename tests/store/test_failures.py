"""What failures of the database are told as."""

import sqlite3

import pytest
import sqlalchemy as sa

from banggiao.errors import LedgerError
from banggiao.store.failures import explained, reason


def _told(words: str, name: str) -> sqlite3.OperationalError:
    """A failure as SQLite tells it, with the name of its code."""
    error = sqlite3.OperationalError(words)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("words", "name", "meaning"),
    [
        ("database or disk is full", "SQLITE_FULL", "the disk is full"),
        ("disk I/O error", "SQLITE_IOERR_SHMSIZE", "the disk is full"),
        ("disk I/O error", "SQLITE_IOERR_READ", "the disk cannot be read or written"),
        ("database disk image is malformed", "SQLITE_CORRUPT", "it is damaged"),
        ("attempt to write a readonly database", "SQLITE_READONLY", "it is read-only"),
        ("something\nnew", "SQLITE_ERROR", "something new"),
    ],
)
def test_a_failure_of_sqlite_says_what_to_do(words: str, name: str, meaning: str) -> None:
    assert reason(_told(words, name)) == meaning


def test_a_failure_names_the_ledger_and_keeps_its_cause() -> None:
    error = sa.exc.OperationalError("insert", {}, _told("disk I/O error", "SQLITE_IOERR_SHMSIZE"))
    with pytest.raises(LedgerError, match="^a.db: the disk is full$") as caught, explained("a.db"):
        raise error
    assert caught.value.__cause__ is error


def test_a_place_that_is_no_database() -> None:
    with pytest.raises(LedgerError, match="not the URL of a database"), explained("x"):
        sa.create_engine("nothing at all")
