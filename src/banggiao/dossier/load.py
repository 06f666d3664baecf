"""Merged objects and claims out of the tables.

Guarantees: the tellings of an item are sorted by publication date, then article, then place in the text; a few queries serve any
number of objects.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.dossier.at import judged, seen
from banggiao.dossier.values import Item, Said, Source, Telling
from banggiao.store import schema as t
from banggiao.store.search import these
from banggiao.store.take import CLAIM, Spans, spans_of

_CHUNK = 500
_UNDATED = "9999"
_A = t.articles.c
_TOLD = (*CLAIM, _A.origin, _A.id.label("article_id"), _A.outlet, _A.title, _A.url, _A.published, _A.published_basis)


def items(
    connection: sa.Connection, ids: Sequence[str], within: sa.Select[Any] | None = None, claims: Sequence[str] | None = None
) -> list[Item]:
    """The merged objects with these ids, in this order. ``within``: only as articles of these numbers tell them; ``claims``: only as
    these claims do.

    Where the ledger is asked about another time, as they were then; what was not then is left out.
    """
    numbers = frozenset(connection.execute(within).scalars()) if within is not None and ids else None
    found = [item for part in _chunks(ids) for item in _items(connection, part, numbers, claims)]
    return seen(connection, judged(connection, found))


def _items(connection: sa.Connection, ids: Sequence[str], within: Collection[int] | None, claims: Sequence[str] | None) -> Iterator[Item]:
    o, p, m, c = t.objects.c, t.object_parties.c, t.members.c, t.claims.c
    these_ids = these(ids, connection.dialect.name == "sqlite")
    parties: dict[str, list[str]] = defaultdict(list)
    for key, code in connection.execute(sa.select(p.object, p.code).where(p.object.in_(these_ids))).all():
        parties[key].append(code)
    if within is not None:
        there = sa.select(m.claim, c.article).join(t.claims, c.id == m.claim).where(m.object.in_(these_ids))
        claims = [claim for claim, number in connection.execute(there).all() if number in within]
    # a claim belongs to one object: asked for by their claims, objects need not be asked for, too
    chosen = m.object.in_(these_ids) if claims is None else m.claim.in_(these(claims, connection.dialect.name == "sqlite"))
    spans = spans_of(connection, sa.select(m.claim).where(chosen))
    query = sa.select(m.object, m.score, m.reason, *_TOLD).join(t.claims, c.id == m.claim).join(t.articles, _A.number == c.article)
    told: dict[str, list[Telling]] = defaultdict(list)
    for key, score, reason, *row in connection.execute(query.where(chosen)).all():
        told[key].append(_telling(row, spans, score, reason))
    columns = (o.id, o.kind, o.first_day, o.last_day, o.fields, o.decided)
    rows = {row[0]: row for row in connection.execute(sa.select(*columns).where(o.id.in_(these_ids))).all()}
    return (_item(rows[key], tuple(sorted(parties[key])), told[key]) for key in ids if key in rows)


def _item(row: Any, parties: tuple[str, ...], told: list[Telling]) -> Item:
    key, kind, first, last, fields, decided = row
    return Item(
        id=key,
        kind=kind,
        parties=parties,
        said=_said(fields, decided),
        tellings=tuple(sorted(told, key=by_publication)),
        first=first,
        last=last,
        decided={field: decision for field, (decision, _) in decided.items()},
    )


def _said(fields: Mapping[str, Any], decided: Mapping[str, Any]) -> dict[str, tuple[Said, ...]]:
    """The values told of each field, one that a person decided before all others."""
    found = {field: tuple(Said(value, tuple(claims)) for value, claims in said) for field, said in fields.items()}
    for field, (_, value) in decided.items():
        told = found.get(field, ())
        same = [one for one in told if one.value == value] or [Said(value, ())]
        found[field] = (*same, *(one for one in told if one.value != value))
    return found


def as_told(item: Item) -> Item:
    """The item with only those values that the tellings at hand tell."""
    claims = {telling.claim for telling in item.tellings}
    said = {field: tuple(one for one in told if claims & set(one.claims)) for field, told in item.said.items()}
    return Item(
        id=item.id,
        kind=item.kind,
        parties=item.parties,
        said={field: told for field, told in said.items() if told},
        tellings=item.tellings,
        first=item.first,
        last=item.last,
    )


def by_publication(telling: Telling) -> tuple[str, str, int, str]:
    """The order in which tellings are shown."""
    return (telling.source.published or _UNDATED, telling.source.article, telling.start, telling.claim)


def tellings_of(connection: sa.Connection, number: int) -> list[Telling]:
    """The claims of one article (by its number in the table) in the order of its reading."""
    c = t.claims.c
    spans = spans_of(connection, sa.select(c.id).where(c.article == number))
    query = sa.select(*_TOLD).join(t.articles, c.article == _A.number).where(c.article == number).order_by(c.position, c.id)
    return [_telling(row, spans) for row in connection.execute(query).all()]


def _telling(row: Sequence[Any], spans: Spans, score: float = 1.0, reason: str = "") -> Telling:
    """A row of ``_TOLD`` as a telling."""
    key, kind, values, quote, start, end, pattern, confidence, extra, origin, article, outlet, title, url, published, basis = row
    return Telling(
        claim=key,
        source=Source(article=article, outlet=outlet, title=title, url=url, published=published, published_basis=basis),
        kind=kind,
        values=values,
        quote=quote,
        start=start,
        end=end,
        pattern=pattern,
        confidence=confidence,
        evidence=spans.get(key, {}),
        extra=extra,
        score=score,
        reason=reason,
        origin=origin,
    )


def source_columns() -> tuple[sa.ColumnElement[Any], ...]:
    """The columns of an article that ``source_of`` reads."""
    a = t.articles.c
    return (a.id.label("article_id"), a.outlet, a.title, a.url, a.published, a.published_basis)


def source_of(row: Any) -> Source:
    """The source that a row with ``source_columns`` tells of."""
    return Source(
        article=row.article_id,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        published=row.published,
        published_basis=row.published_basis,
    )


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]
