"""Claims as resolving sees them.

Guarantees: a claim looks the same whatever it is loaded with; a few queries serve any number of claims.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.model.records import reader_of
from banggiao.resolve import Told
from banggiao.store import schema as t
from banggiao.store.sift import unpacked

_CHUNK = 400
_DAY = 10


def told(connection: sa.Connection, claims: Iterable[str]) -> dict[str, Told]:
    """The claims with these ids."""
    found: dict[str, Told] = {}
    for part in _chunks(sorted(set(claims))):
        found.update(_told(connection, part))
    return found


def of_nodes(connection: sa.Connection, nodes: Iterable[str]) -> dict[str, str]:
    """For each claim of these nodes its node."""
    found: dict[str, str] = {}
    c = t.claims.c
    for part in _chunks(sorted(set(nodes))):
        found.update((claim, node) for claim, node in connection.execute(sa.select(c.id, c.node).where(c.node.in_(part))))
    return found


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]


def _told(connection: sa.Connection, part: Sequence[str]) -> Iterator[tuple[str, Told]]:
    c, a = t.claims.c, t.articles.c
    columns = (c.id, a.id.label("article"), c.article.label("number"), c.kind, c.fields, c.quote, c.confidence, c.extra, c.pattern)
    query = sa.select(*columns, a.published, a.origin, a.sample).join(t.articles, c.article == a.number).where(c.id.in_(part))
    rows = connection.execute(query).all()
    parties: dict[str, list[str]] = defaultdict(list)
    for claim, code in connection.execute(sa.select(t.parties.c.claim, t.parties.c.code).where(t.parties.c.claim.in_(part))):
        parties[claim].append(code)
    context = _Context(connection, sorted({row.number for row in rows if row.kind == "event"}))
    samples: dict[int, frozenset[int]] = {}
    for row in rows:
        reader = reader_of(row.pattern)
        if row.number not in samples:
            samples[row.number] = frozenset(unpacked(row.sample))
        yield (
            row.id,
            Told(
                id=row.id,
                article=row.article,
                kind=row.kind,
                values={**row.extra, **row.fields},
                quote=row.quote,
                parties=tuple(sorted(parties[row.id])),
                confidence=row.confidence,
                published=row.published,
                countries=context.countries.get(row.number, {}),
                origin=row.origin or "",
                story=samples[row.number],
                siblings=context.counts[(row.number, reader, *_sort(row.fields))] or 1,
                beside=context.types[(row.number, reader, _sort(row.fields)[1])] - {row.fields.get("type")},
                news=row.published or context.latest.get(row.number),
                reader=reader,
            ),
        )


class _Context:
    """What the other claims of the articles tell: the countries of persons, and how many events of a sort there are, the latest day."""

    def __init__(self, connection: sa.Connection, numbers: Sequence[int]) -> None:
        self.countries: dict[int, dict[str, str]] = defaultdict(dict)
        self.counts: Counter[tuple[Any, ...]] = Counter()
        self.types: dict[tuple[Any, ...], frozenset[str]] = defaultdict(frozenset)
        self.latest: dict[int, str] = {}
        c = t.claims.c
        for at in range(0, len(numbers), _CHUNK):
            part = c.article.in_(numbers[at : at + _CHUNK])
            query = (
                sa.select(c.article, c.kind, c.fields, c.pattern).where(part, c.kind.in_(("event", "post"))).order_by(c.article, c.position)
            )
            for number, kind, fields, pattern in connection.execute(query):
                if kind == "event":
                    sort, parties = _sort(fields)
                    self.counts[number, reader_of(pattern), sort, parties] += 1
                    self.types[number, reader_of(pattern), parties] |= {sort}
                    day = fields.get("date") or ""
                    if fields.get("status") == "held" and len(day) == _DAY:
                        self.latest[number] = max(day, self.latest.get(number, ""))
                elif fields.get("person") and fields.get("country"):
                    self.countries[number].setdefault(fields["person"], fields["country"])


def _sort(fields: dict[str, Any]) -> tuple[Any, ...]:
    """The type and parties of an event."""
    return fields.get("type"), tuple(sorted(fields.get("parties") or ()))
