"""Which reader made a reading.

Guarantees: two versions are equal exactly where the code of the reading stages and the knowledge are equal byte for byte.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from banggiao.lore import KNOWLEDGE

_PACKAGE = Path(__file__).parents[1]
_STAGES = ("model", "intake", "cleaning", "recognise", "discourse", "extract", "reader.py", "lore.py", "text.py")


@cache
def reader_version(knowledge: Path = KNOWLEDGE) -> str:
    """The reader's version: its number and a digest of its code and knowledge."""
    from banggiao.reader import READER

    found = hashlib.blake2b(digest_size=8)
    for name, data in _parts(knowledge):
        found.update(f"{name} {len(data)}\n".encode())
        found.update(data)
    return f"{READER}-{found.hexdigest()}"


def _parts(knowledge: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of all that decides how an article is read."""
    for stage in _STAGES:
        where = _PACKAGE / stage
        for file in [where] if where.is_file() else sorted(where.rglob("*.py")):
            yield file.relative_to(_PACKAGE).as_posix(), file.read_bytes()
    for file in sorted(knowledge.rglob("*.yaml")):
        yield file.relative_to(knowledge).as_posix(), file.read_bytes()
