"""Which articles are copies of one text.

Guarantees: the outcome depends on the texts alone, not on the order in which they came; articles of one origin are linked by pairs
that share most of their words, and the origin is the least id among them; a change of origin marks what rests on it stale.
"""

import array
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.resolve.story import are_copies, bands, sample, signature
from banggiao.store import schema as t
from banggiao.store.put import mark_stale

_STEP = 200
_CHUNK = 500


def unsifted(connection: sa.Connection) -> int:
    """How many articles have not been looked at."""
    return int(connection.execute(sa.select(sa.func.count()).where(t.articles.c.origin.is_(None))).scalar_one())


def sift(connection: sa.Connection) -> int:
    """Look at some articles not looked at before. Returns how many there were."""
    a = t.articles.c
    rows = connection.execute(sa.select(a.number, a.id, a.folded).where(a.origin.is_(None)).order_by(a.number).limit(_STEP)).all()
    for row in rows:
        signed = signature(row.folded)
        values = {"origin": row.id, "sample": packed(sorted(sample(row.folded))), "signature": packed(signed)}
        connection.execute(sa.update(t.articles).where(a.number == row.number).values(values))
        if signed and _link_copies(connection, row.number, signed):
            _settle_origin(connection, row.number)
    return len(rows)


def packed(numbers: Iterable[int]) -> bytes:
    """32-bit numbers as bytes."""
    return array.array("I", numbers).tobytes()


def unpacked(data: bytes | None) -> tuple[int, ...]:
    """The numbers again."""
    found = array.array("I")
    found.frombytes(data or b"")
    return tuple(found)


def _link_copies(connection: sa.Connection, number: int, signed: tuple[int, ...]) -> bool:
    """Mark the article and link it with its copies. Returns whether it has any."""
    keys = sorted(set(bands(signed)))
    a, m = t.articles.c, t.marks.c
    near = sa.select(m.article).where(m.mark.in_(keys)).distinct()
    query = sa.select(a.number, a.signature).where(a.number.in_(near), a.number != number)
    found = [row.number for row in connection.execute(query) if are_copies(signed, unpacked(row.signature))]
    connection.execute(sa.delete(t.marks).where(m.article == number))
    connection.execute(sa.insert(t.marks), [{"mark": key, "article": number} for key in keys])
    pairs = [{"one": min(number, other), "two": max(number, other)} for other in found]
    if pairs:
        connection.execute(sa.insert(t.copies), pairs)
    return bool(found)


def _settle_origin(connection: sa.Connection, number: int) -> None:
    """Give all copies of an article one origin."""
    a, c = t.articles.c, t.claims.c
    group = _linked(connection, number)
    rows: Sequence[Any] = connection.execute(sa.select(a.number, a.id, a.origin).where(a.number.in_(group))).all()
    origin = min(row.id for row in rows)
    # the new one may be no other's origin and yet change how many tellings there are
    changed = [row.number for row in rows if row.origin != origin or row.number == number]
    connection.execute(sa.update(t.articles).where(a.number.in_(changed)).values(origin=origin))
    nodes = connection.execute(sa.select(c.node).where(c.article.in_(changed), c.node.is_not(None)).distinct()).scalars()
    mark_stale(connection, [node for node in nodes if node])


def _linked(connection: sa.Connection, number: int) -> list[int]:
    """The article and all that are linked with it, however far."""
    found, edge = {number}, [number]
    while edge:
        part, edge = edge[:_CHUNK], edge[_CHUNK:]
        for one, two in connection.execute(sa.select(t.copies).where(t.copies.c.one.in_(part) | t.copies.c.two.in_(part))):
            new = {one, two} - found
            found |= new
            edge.extend(sorted(new))
    return sorted(found)
