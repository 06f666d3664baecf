"""What merged objects are counted and narrowed by: each value of a facet as a number, and as a word of the full-text index.

Guarantees: a tag depends on facet and value alone, so that what finds an object needs no look-up and a rebuild gives the same; the
word of a tag stands in no text and can be typed by nobody (it begins with a character of private use, which texts lose). Rows of
merged objects are numbered by day: those of a later day have greater numbers.
"""

import array
import datetime
import sys
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import sqlalchemy as sa

from banggiao.store import schema as t

FACETS = (
    "state", "kind", "person", "sector", "year", "outlet", "confidence", "mechanism", "speaker", "by", "act", "type", "differs", "month",
    "told",
)  # fmt: skip
"""Every facet; its place here is part of its tags, so that new ones come last."""
PRIVATE = "\ue000"
ANY = ""
"""As value of "differs": some field is told differently."""
DAY_BITS = 24
"""How many bits of the number of a row of ``finds`` tell the rows of one day apart."""
UNDATED = 1 << DAY_BITS
"""Below it lie the numbers of rows without a day."""
_SHIFT = 56
_MASK = (1 << _SHIFT) - 1
_NUMBER = {name: number for number, name in enumerate(FACETS)}
_CHUNK = 400


def tag(facet: str, value: str) -> int:
    """The tag of a value: 63 bits, of which the first tell the facet."""
    return _NUMBER[facet] << _SHIFT | int.from_bytes(blake2b(value.encode(), digest_size=8).digest(), "big") & _MASK


def facet_of(number: int) -> str:
    """The facet of a tag."""
    return FACETS[number >> _SHIFT]


def token(number: int) -> str:
    """The tag as a word of the full-text index."""
    return f"{PRIVATE}{number:x}"


def place(day: str) -> int:
    """The number below those of the rows of a day (ISO; empty: of none)."""
    return datetime.date.fromisoformat(day).toordinal() << DAY_BITS if day else 0


def day_of(number: int) -> str:
    """The day of a row's number, empty where it has none."""
    return datetime.date.fromordinal(number >> DAY_BITS).isoformat() if number >> DAY_BITS else ""


def packed(tags: Iterable[int]) -> bytes:
    """Tags as bytes; those of several objects can be joined."""
    return _ordered(array.array("q", tags)).tobytes()


def unpacked(data: bytes) -> "array.array[int]":
    """The tags again."""
    found = array.array("q")
    found.frombytes(data)
    return _ordered(found)


def _ordered(numbers: "array.array[int]") -> "array.array[int]":
    """The numbers with their bytes in the order in which they are kept, whatever the machine's is."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def name_tags(connection: sa.Connection, values: Iterable[tuple[str, str]]) -> None:
    """Remember which facet and value each tag stands for."""
    named = {tag(facet, value): (facet, value) for facet, value in values}
    known = values_of(connection, list(named))
    if new := [{"id": key, "facet": facet, "value": value} for key, (facet, value) in sorted(named.items()) if key not in known]:
        connection.execute(sa.insert(t.tags), new)


def values_of(connection: sa.Connection, tags: Sequence[int]) -> dict[int, str]:
    """The values that tags stand for."""
    found: dict[int, str] = {}
    for at in range(0, len(tags), _CHUNK):
        query = sa.select(t.tags.c.id, t.tags.c.value).where(t.tags.c.id.in_(tags[at : at + _CHUNK]))
        found.update((key, value) for key, value in connection.execute(query))
    return found
