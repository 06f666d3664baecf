"""Taking readings out of the ledger again.

Guarantees: a reading comes out as it was put in, field for field and in the order of its records; readings come sorted by the
article's id, and memory holds one chunk of them at a time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.model import Claim, Reading, Record, Span
from banggiao.model.records import reader_of
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

_CHUNK = 200
_C = t.claims.c
CLAIM = (_C.id, _C.kind, _C.fields, _C.quote, _C.start, _C.end, _C.pattern, _C.confidence, _C.extra)
"""The columns that tell what a claim says."""
Spans = Mapping[str, Mapping[str, tuple[tuple[int, int], ...]]]
"""For each claim, for each of its fields, the spans that show it."""


def readings(ledger: Ledger) -> Iterator[Reading]:
    """Every reading of the built-in reader, sorted by the article's id (code point by code point), from one state of the ledger."""
    a = t.articles.c
    with ledger.reading() as connection:
        order = sorted(connection.execute(sa.select(a.id, a.number)).all())
        for at in range(0, len(order), _CHUNK):
            numbers = [number for _, number in order[at : at + _CHUNK]]
            rows = {row.number: row for row in connection.execute(_article_rows(numbers))}
            records = records_of(connection, numbers, own=True)
            yield from (_reading(rows[number], records.get(number, [])) for number in numbers)


def _article_rows(numbers: Sequence[int]) -> sa.Select[Any]:
    a = t.articles.c
    columns = (a.number, a.id, a.relevant, a.published, a.published_basis, a.dates, a.outlets, a.extras)
    return sa.select(*columns).where(a.number.in_(numbers))


def records_of(connection: sa.Connection, numbers: Sequence[int], own: bool = False) -> dict[int, list[Record]]:
    """The records of articles (by number), in the order of their readings; ``own``: only those of the built-in reader."""
    c = t.claims.c
    spans = spans_of(connection, sa.select(c.id).where(c.article.in_(numbers)))
    found: dict[int, list[Record]] = defaultdict(list)
    query = sa.select(c.article, *CLAIM).where(c.article.in_(numbers)).order_by(c.article, c.position, c.id)
    for number, key, kind, fields, quote, start, end, pattern, confidence, extra in connection.execute(query).all():
        if own and reader_of(pattern):
            continue
        evidence = {field: tuple(Span(*pair) for pair in pairs) for field, pairs in spans.get(key, {}).items()}
        found[number].append(
            Record(
                kind=kind, values=fields, quote=quote, start=start, end=end, pattern=pattern, confidence=confidence, evidence=evidence,
                extra=extra,
            )
        )  # fmt: skip
    return found


def spans_of(connection: sa.Connection, claims: sa.Select[tuple[str]]) -> Spans:
    """For each of these claims the spans that show each of its fields, in the order of the reading."""
    e = t.evidence.c
    found: dict[str, dict[str, tuple[tuple[int, int], ...]]] = defaultdict(dict)
    query = sa.select(e.claim, e.field, e.start, e.end).where(e.claim.in_(claims)).order_by(e.claim, e.number)
    for claim, field, start, end in connection.execute(query).all():
        fields = found[claim]
        fields[field] = (*fields[field], (start, end)) if field in fields else ((start, end),)
    return found


def claim_of(value: dict[str, Any]) -> Claim:
    """A claim on an article as stored."""
    return Claim(value["value"], value["basis"], Span(*value["span"]) if value["span"] else None)


def _reading(row: Any, records: Sequence[Record]) -> Reading:
    return Reading(
        id=row.id,
        relevant=row.relevant,
        records=tuple(records),
        published=row.published,
        published_basis=row.published_basis,
        dates=tuple(claim_of(value) for value in row.dates),
        outlets=tuple(claim_of(value) for value in row.outlets),
        extras=tuple(row.extras),
    )
