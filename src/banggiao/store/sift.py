"""Which articles are copies of one text.

Guarantees: the outcome depends on the texts alone, not on the order in which they came; articles of one origin are linked by pairs
that share most of their words, and the origin is the least id among them; a change of origin marks what rests on it stale.
"""

import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.resolve.story import are_copies, bands, sample, signature, story_words
from banggiao.store import schema as t
from banggiao.store.put import mark_stale
from banggiao.store.rows import insert

_STEP = 200
_CHUNK = 500


def unsifted(connection: sa.Connection) -> int:
    """How many articles have not been looked at."""
    return int(connection.execute(sa.select(sa.func.count()).where(t.articles.c.origin.is_(None))).scalar_one())


def sift(connection: sa.Connection) -> int:
    """Look at some articles not looked at before. Returns how many there were."""
    a = t.articles.c
    rows = connection.execute(sa.select(a.number, a.id, a.folded).where(a.origin.is_(None)).order_by(a.number).limit(_STEP)).all()
    if not rows:
        return 0
    signed: dict[int, tuple[int, ...]] = {}
    values = []
    for row in rows:
        words = story_words(row.folded)
        signed[row.number] = signature(words)
        marks = {"samples": packed(sorted(sample(words))), "signed": packed(signed[row.number])}
        values.append({"which": row.number, "first": row.id, **marks})
    found: dict[str, Any] = {name: sa.bindparam(key) for name, key in (("origin", "first"), ("sample", "samples"), ("signature", "signed"))}
    connection.execute(sa.update(t.articles).where(a.number == sa.bindparam("which")).values(found), values)
    copied = _link_copies(connection, {number: marks for number, marks in signed.items() if marks})
    _settle_origins(connection, copied, signed.keys())
    return len(rows)


def packed(numbers: Iterable[int]) -> bytes:
    """32-bit numbers as bytes."""
    return array.array("I", numbers).tobytes()


def unpacked(data: bytes | None) -> tuple[int, ...]:
    """The numbers again."""
    found = array.array("I")
    found.frombytes(data or b"")
    return tuple(found)


def _link_copies(connection: sa.Connection, signed: Mapping[int, tuple[int, ...]]) -> list[int]:
    """Mark articles (with their signatures) and link them with their copies. Returns those that have any."""
    m = t.marks.c
    keys = {number: sorted(set(bands(marks))) for number, marks in signed.items()}
    for part in _chunks(sorted(signed)):
        connection.execute(sa.delete(t.marks).where(m.article.in_(part)))
    rows = [{"mark": key, "article": number} for number, marks in keys.items() for key in marks]
    insert(connection, t.marks, rows)
    near = _near(connection, keys)
    known = {**_signatures(connection, {other for _, other in near} - signed.keys()), **signed}
    pairs = sorted({(min(pair), max(pair)) for pair in near if are_copies(known.get(pair[0], ()), known.get(pair[1], ()))})
    insert(connection, t.copies, [{"one": one, "two": two} for one, two in pairs])
    return sorted({number for pair in pairs for number in pair if number in signed})


def _near(connection: sa.Connection, keys: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
    """Each article with every other that shares one of its keys."""
    m = t.marks.c
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, marks in keys.items():
        for key in marks:
            by_key[key].append(number)
    found: set[tuple[int, int]] = set()
    for part in _chunks(sorted(by_key)):
        for key, other in connection.execute(sa.select(m.mark, m.article).where(m.mark.in_(part))):
            found.update((number, other) for number in by_key[key] if number != other)
    return found


def _signatures(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The signatures of articles looked at before."""
    a = t.articles.c
    found: dict[int, tuple[int, ...]] = {}
    for part in _chunks(sorted(numbers)):
        for number, marks in connection.execute(sa.select(a.number, a.signature).where(a.number.in_(part))):
            found[number] = unpacked(marks)
    return found


def _settle_origins(connection: sa.Connection, copied: Iterable[int], fresh: Collection[int]) -> None:
    """Give all copies of these articles one origin. ``fresh``: the articles looked at just now."""
    a, c = t.articles.c, t.claims.c
    done: set[int] = set()
    for number in copied:
        if number in done:
            continue
        group = _linked(connection, number)
        done.update(group)
        rows = [row for part in _chunks(group) for row in connection.execute(sa.select(a.number, a.id, a.origin).where(a.number.in_(part)))]
        origin = min(row.id for row in rows)
        # the new one may be no other's origin and yet change how many tellings there are
        for part in _chunks([row.number for row in rows if row.origin != origin or row.number in fresh]):
            connection.execute(sa.update(t.articles).where(a.number.in_(part)).values(origin=origin))
            nodes = connection.execute(sa.select(c.node).where(c.article.in_(part), c.node.is_not(None)).distinct()).scalars()
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


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]
