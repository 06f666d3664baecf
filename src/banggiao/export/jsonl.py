"""Readings as JSON Lines, in the form of the published schema.

Guarantees: equal content gives equal bytes: articles sorted by id, records in the order of their reading, no row ids and no times
of ingestion; a file appears whole or not at all.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from banggiao.export.files import written
from banggiao.model import Reading
from banggiao.store import Ledger, readings


def line(reading: Reading) -> bytes:
    """One reading as a line."""
    return msgspec.json.encode(reading.as_json()) + b"\n"


def lines(ledger: Ledger) -> Iterator[bytes]:
    """Every reading of the ledger as a line, sorted by the article's id."""
    return map(line, readings(ledger))


def export_jsonl(ledger: Ledger, target: Path | BinaryIO) -> int:
    """Write all readings to a file or an open stream. Returns their number."""
    return written(target, lambda stream: _write(ledger, stream))


def _write(ledger: Ledger, stream: BinaryIO) -> int:
    count = 0
    for data in lines(ledger):
        stream.write(data)
        count += 1
    return count
