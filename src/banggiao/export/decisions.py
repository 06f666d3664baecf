"""Decisions as JSON Lines, out of one ledger and into another.

Guarantees: equal decisions give equal bytes, in order of time; reading them in again changes nothing; a file with a line that is no
decision is refused whole.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from banggiao.errors import InputError
from banggiao.export.files import written
from banggiao.store import Ledger
from banggiao.store.decisions import ACTS, Decision, decisions


def export_decisions(ledger: Ledger, target: Path | BinaryIO) -> int:
    """Write all decisions, one a line. Returns their number."""
    with ledger.reading() as connection:
        found = decisions(connection)

    def write(stream: BinaryIO) -> int:
        stream.writelines(msgspec.json.encode(decision) + b"\n" for decision in found)
        return len(found)

    return written(target, write)


def read_decisions(lines: Iterable[bytes], source: str) -> list[Decision]:
    """The decisions of a file's lines. Raises InputError at the first line that is none."""
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            raise InputError(source, f"line {number} is no decision ({error})") from None
        if decision.act not in ACTS:
            raise InputError(source, f"line {number}: {decision.act[:40]!r} is no decision")
        found.append(decision)
    return found
