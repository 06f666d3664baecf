"""Merged objects and claims out of the tables.

Guarantees: the tellings of an item are sorted by publication date, then article, then place in the text; a few queries serve any
number of objects.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.dossier.at import judged, seen
from banggiao.dossier.values import Item, Said, Source, Telling
from banggiao.store import schema as t

_CHUNK = 500
_UNDATED = "9999"


def items(connection: sa.Connection, ids: Sequence[str], within: sa.Select[Any] | None = None) -> list[Item]:
    """The merged objects with these ids, in this order; ``within``: only as articles of these numbers tell them.

    Where the ledger is asked about another time, as they were then; what was not then is left out.
    """
    members: dict[str, list[Any]] = defaultdict(list)
    rows: dict[str, Any] = {}
    parties: dict[str, list[str]] = defaultdict(list)
    for part in _chunks(ids):
        for row in connection.execute(sa.select(t.objects).where(t.objects.c.id.in_(part))):
            rows[row.id] = row
        chosen = sa.select(t.members).where(t.members.c.object.in_(part))
        if within is not None:
            chosen = chosen.join(t.claims, t.claims.c.id == t.members.c.claim).where(t.claims.c.article.in_(within))
        for row in connection.execute(chosen):
            members[row.object].append(row)
        query = sa.select(t.object_parties).where(t.object_parties.c.object.in_(part)).order_by(t.object_parties.c.code)
        for row in connection.execute(query):
            parties[row.object].append(row.code)
    found = tellings(connection, [row.claim for group in members.values() for row in group])
    return seen(connection, judged(connection, [_item(rows[key], parties[key], members[key], found) for key in ids if key in rows]))


def _item(row: Any, parties: Sequence[str], members: Iterable[Any], found: dict[str, Telling]) -> Item:
    told = [_joined(found[member.claim], member) for member in members]
    return Item(
        id=row.id,
        kind=row.kind,
        parties=tuple(parties),
        said=_said(row),
        tellings=tuple(sorted(told, key=by_publication)),
        first=row.first_day,
        last=row.last_day,
        decided={field: decision for field, (decision, _) in row.decided.items()},
    )


def _said(row: Any) -> dict[str, tuple[Said, ...]]:
    """The values told of each field, one that a person decided before all others."""
    found = {field: tuple(Said(value, tuple(claims)) for value, claims in said) for field, said in row.fields.items()}
    for field, (_, value) in row.decided.items():
        told = found.get(field, ())
        same = [one for one in told if one.value == value] or [Said(value, ())]
        found[field] = (*same, *(one for one in told if one.value != value))
    return found


def _joined(telling: Telling, member: Any) -> Telling:
    """The telling with its place in the merged object."""
    fields = {name: getattr(telling, name) for name in Telling.__struct_fields__}
    return Telling(**{**fields, "score": member.score, "reason": member.reason})


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


def tellings(connection: sa.Connection, claims: Sequence[str]) -> dict[str, Telling]:
    """The claims with these ids as tellings, by id."""
    return dict(_each(connection, claims, lambda part: t.claims.c.id.in_(part)))


def tellings_of(connection: sa.Connection, number: int) -> list[Telling]:
    """The claims of one article (by its number in the table) in the order of its reading."""
    c = t.claims.c
    ids = connection.execute(sa.select(c.id).where(c.article == number).order_by(c.position, c.id)).scalars().all()
    found = tellings(connection, ids)
    return [found[key] for key in ids]


def _each(
    connection: sa.Connection, keys: Sequence[str], condition: Callable[[Sequence[str]], sa.ColumnElement[bool]]
) -> Iterator[tuple[str, Telling]]:
    a = t.articles.c
    for part in _chunks(keys):
        spans: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        order = sa.select(t.evidence).where(t.evidence.c.claim.in_(part)).order_by(t.evidence.c.claim, t.evidence.c.number)
        for row in connection.execute(order):
            spans[row.claim][row.field].append((row.start, row.end))
        query = sa.select(t.claims, a.origin, *source_columns()).join(t.articles, t.claims.c.article == a.number).where(condition(part))
        for row in connection.execute(query):
            yield row.id, _telling(row, {field: tuple(found) for field, found in spans[row.id].items()})


def _telling(row: Any, spans: dict[str, tuple[tuple[int, int], ...]]) -> Telling:
    return Telling(
        claim=row.id,
        source=source_of(row),
        kind=row.kind,
        values=row.fields,
        quote=row.quote,
        start=row.start,
        end=row.end,
        pattern=row.pattern,
        confidence=row.confidence,
        evidence=spans,
        extra=row.extra,
        origin=row.origin,
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
