"""Backups of a ledger at work, and their return.

Guarantees: a backup is one SQLite file, whatever the ledger lies in; it shows one state of the ledger although others write to it;
it appears whole and verified or not at all, and so does what is restored of it. A backup that an older banggiao made is brought up to
date in a copy first: the backup itself is never written to.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from banggiao.errors import LedgerError
from banggiao.scraps import part_of, remove, sweep
from banggiao.store.copying import copy, file_of
from banggiao.store.failures import explained
from banggiao.store.fingerprint import Fingerprint
from banggiao.store.ledger import Ledger
from banggiao.store.open import is_older, open_ledger, plain
from banggiao.store.verify import Verified, verify


def backup(ledger: Ledger, file: Path, replace: bool = False) -> Verified:
    """Write a backup. Raises LedgerError where the file exists (unless ``replace``), cannot be written, or the ledger is not sound."""
    if file.exists() and not replace:
        raise LedgerError(f"{file}: it exists already; --replace puts the backup in its place")
    sweep(file)
    part = part_of(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(ledger, part)
        with open_ledger(part) as made:
            found = _sound(made, str(file))
        _settle(part, file)
    except OSError as error:
        raise LedgerError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    finally:
        remove(part)
    return found


def restore(file: Path, ledger: Ledger, replace: bool = False) -> Fingerprint:
    """Put a backup's contents into the ledger. Raises LedgerError where the backup is not sound, or the ledger holds something."""
    with _current(file, ledger) as place, open_ledger(place) as kept:
        _sound(kept, str(file))
        return copy(kept, ledger, replace)


@contextlib.contextmanager
def _current(file: Path, ledger: Ledger) -> Iterator[Path]:
    """The backup, or a copy of it brought up to date where an older banggiao made it; the copy lies beside the ledger while it is needed."""
    if not is_older(file):
        yield file
        return
    home = file_of(ledger)
    beside = (home.parent if home else Path(tempfile.gettempdir())) / file.name
    sweep(beside)
    part = part_of(beside)
    try:
        with plain(file) as old, explained(str(file)), contextlib.closing(old.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", (str(part),))
        open_ledger(part, create=True).close()
        yield part
    finally:
        remove(part)


def _write(ledger: Ledger, part: Path) -> None:
    """Write all of the ledger's contents, as of one moment, to a new file."""
    if not ledger.on_sqlite:
        with open_ledger(part, create=True) as made:
            copy(ledger, made)
            made.close()
            with explained(str(part)), contextlib.closing(made.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        return
    with explained(ledger.name), contextlib.closing(ledger.engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(part),))


def _sound(ledger: Ledger, name: str) -> Verified:
    found = verify(ledger)
    if not found.sound:
        count = len(found.problems) + found.more
        raise LedgerError(f"{name}: not sound ({count} problems; the first: {found.problems[0]})")
    return found


def _settle(part: Path, file: Path) -> None:
    """Bring the bytes to the disk, then give the file its name."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
