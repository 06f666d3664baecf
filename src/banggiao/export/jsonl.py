"""Readings as JSON Lines, in the form of the published schema.

Guarantees: equal content gives equal bytes: articles sorted by id, records in the order of their reading, no row ids and no times
of ingestion; a file appears whole or not at all.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from banggiao.errors import BanggiaoError
from banggiao.model import Reading
from banggiao.store import Ledger, readings


def line(reading: Reading) -> bytes:
    """One reading as a line."""
    return msgspec.json.encode(reading.as_json()) + b"\n"


def lines(ledger: Ledger) -> Iterator[bytes]:
    """Every reading of the ledger as a line, sorted by the article's id."""
    return map(line, readings(ledger))


def export_jsonl(ledger: Ledger, target: Path | BinaryIO) -> int:
    """Write all readings to a file (through a neighbour that is renamed at the end) or an open stream. Returns their number."""
    if not isinstance(target, Path):
        return _write(ledger, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise BanggiaoError(f"{target}: {(error.strerror or str(error)).lower()}") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = _write(ledger, stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise BanggiaoError(f"{target}: {(error.strerror or str(error)).lower()}") from None
    finally:
        part.unlink(missing_ok=True)
    return count


def _write(ledger: Ledger, stream: BinaryIO) -> int:
    count = 0
    for data in lines(ledger):
        stream.write(data)
        count += 1
    return count


def _umask() -> int:
    """The rights that new files do not get (the temporary file is made for its owner alone)."""
    found = os.umask(0o022)
    os.umask(found)
    return found
