"""Taking readings out of the ledger again.

Guarantees: a reading comes out as it was put in, field for field and in the order of its records; readings come sorted by the
article's id, and memory holds one chunk of them at a time.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.model import Claim, Reading, Record, Span
from banggiao.model.records import reader_of
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

_CHUNK = 200


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
    c, e = t.claims.c, t.evidence.c
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    query = sa.select(t.evidence).join(t.claims, c.id == e.claim).where(c.article.in_(numbers)).order_by(e.claim, e.number)
    for row in connection.execute(query):
        spans[row.claim][row.field].append(Span(row.start, row.end))
    found: dict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(sa.select(t.claims).where(c.article.in_(numbers)).order_by(c.article, c.position, c.id)):
        if own and reader_of(row.pattern):
            continue
        found[row.article].append(
            Record(
                kind=row.kind,
                values=row.fields,
                quote=row.quote,
                start=row.start,
                end=row.end,
                pattern=row.pattern,
                confidence=row.confidence,
                evidence={field: tuple(items) for field, items in spans[row.id].items()},
                extra=row.extra,
            )
        )
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
