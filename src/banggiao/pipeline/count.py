"""How many articles inputs are likely to hold, for the progress bar.

Guarantees: it is quick and only an estimate; it never fails, and says None where it cannot know (standard input).
"""

import gzip
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

_LINES = (".jsonl", ".ndjson")
_STEP = 1 << 20
_DEPTH = 32


def estimate(paths: Iterable[str | Path]) -> int | None:
    """The likely number of articles, None where it cannot be known beforehand."""
    total = 0
    for path in paths:
        if str(path) == "-":
            return None
        total += _count(Path(path), 0)
    return total


def _count(path: Path, depth: int) -> int:
    try:
        if path.is_dir():
            entries = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
            return sum(_count(entry, depth + 1) for entry in entries) if depth < _DEPTH else 0
        return _in_file(path)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        return 1


def _in_file(path: Path) -> int:
    """One article a file, one a line of JSON Lines, one a member of an archive."""
    name = path.name.lower()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            return len(archive.namelist())
    inner = name.removesuffix(".gz")
    if not inner.endswith(_LINES):
        return 1
    with gzip.open(path) if inner != name else path.open("rb") as stream:
        count, last = 0, b"\n"
        while data := stream.read(_STEP):
            count, last = count + data.count(b"\n"), data[-1:]
    return count + (last != b"\n")
