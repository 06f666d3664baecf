"""Backups of a ledger at work, and their return.

Guarantees: a backup is one SQLite file, whatever the ledger lies in; it shows one state of the ledger although others write to it;
it appears whole and verified or not at all, and so does what is restored of it.
"""

import contextlib
import os
from pathlib import Path

from banggiao.errors import LedgerError
from banggiao.store.copying import copy
from banggiao.store.failures import explained
from banggiao.store.fingerprint import Fingerprint
from banggiao.store.ledger import Ledger
from banggiao.store.open import open_ledger
from banggiao.store.verify import Verified, verify


def backup(ledger: Ledger, file: Path, replace: bool = False) -> Verified:
    """Write a backup. Raises LedgerError where the file exists (unless ``replace``), cannot be written, or the ledger is not sound."""
    if file.exists() and not replace:
        raise LedgerError(f"{file}: it exists already; --replace puts the backup in its place")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(ledger, part)
        with open_ledger(part) as made:
            found = _sound(made, str(file))
        _settle(part, file)
    except OSError as error:
        raise LedgerError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    finally:
        for path in file.parent.glob(f"{part.name}*"):
            with contextlib.suppress(OSError):
                path.unlink()
    return found


def restore(file: Path, ledger: Ledger, replace: bool = False) -> Fingerprint:
    """Put a backup's contents into the ledger. Raises LedgerError where the backup is not sound, or the ledger holds something."""
    with open_ledger(file) as kept:
        _sound(kept, str(file))
        return copy(kept, ledger, replace)


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
