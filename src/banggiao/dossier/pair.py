"""The dossier of two states, and the timeline of their relation.

Guarantees: the order of the two states does not matter to what is found; everything in a dossier names both states, by its own
words or by its article's context; the same ledger gives the same dossier.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.dossier.at import times_of
from banggiao.dossier.load import as_told, items, source_columns, source_of
from banggiao.dossier.values import SECTIONS, Dossier, Item, Source
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

_LAST = "9999"


def pair_dossier(ledger: Ledger, a: str, b: str) -> Dossier:
    """The dossier of two states or bodies, given by code; empty where the ledger holds nothing on them."""
    with ledger.reading() as connection:
        sections = {name: tuple(_sorted(kind, _objects(connection, kind, a, b))) for name, kind in SECTIONS.items()}
        return Dossier(
            a=a,
            b=b,
            people={code: _people(connection, code, a, b) for code in (a, b)},
            sources=_sources(connection, a, b),
            **sections,
        )


def timeline(ledger: Ledger, a: str, b: str, since: str | None = None, until: str | None = None) -> tuple[Item, ...]:
    """The events of two states by date, undated ones last. ``since``, ``until``: ISO days that bound them (undated ones then fall out)."""
    with ledger.reading() as connection:
        return tuple(_sorted("event", _objects(connection, "event", a, b, since, until)))


def _objects(connection: sa.Connection, kind: str, a: str, b: str, since: str | None = None, until: str | None = None) -> list[Item]:
    """The merged objects of a kind that name both states."""
    o, p = t.objects.c, t.object_parties.c
    query = sa.select(o.id).where(o.kind == kind)
    for code in (a, b):
        query = query.where(o.id.in_(sa.select(p.object).where(p.code == code)))
    if since:
        query = query.where(o.last_day >= since)
    if until:
        query = query.where(o.first_day <= until)
    return items(connection, connection.execute(query.order_by(o.id)).scalars().all())


def _sorted(kind: str, found: Iterable[Item]) -> list[Item]:
    """Objects in the order shown: by date, undated ones last; what has no date of its own by its first publication."""
    return sorted(found, key=lambda item: (item.first or _LAST, item.last or _LAST, _published(item), item.id))


def _published(item: Item) -> str:
    """When it was first told."""
    return min((telling.source.published or _LAST for telling in item.tellings), default=_LAST)


def _articles(a: str, b: str) -> sa.Select[Any]:
    """The numbers of the articles with a claim that names both states."""
    p, c = t.parties.c, t.claims.c
    both = sa.intersect(*(sa.select(p.claim).where(p.code == code) for code in (a, b)))
    return sa.select(c.article).where(c.id.in_(both)).distinct()


def _people(connection: sa.Connection, country: str, a: str, b: str) -> tuple[Item, ...]:
    """The persons of a state that articles on the pair tell of, those told of most first; only these tellings are listed."""
    o, m, c, p = t.objects.c, t.members.c, t.claims.c, t.object_parties.c
    query = (
        sa.select(o.id)
        .join(t.members, m.object == o.id)
        .join(t.claims, c.id == m.claim)
        .join(t.object_parties, p.object == o.id)
        .where(o.kind == "person", p.code == country, c.article.in_(_articles(a, b)))
        .distinct()
    )
    ids = sorted(connection.execute(query).scalars())
    found = [as_told(item) for item in items(connection, ids, within=_articles(a, b))]
    return tuple(sorted(found, key=lambda item: (-len(item.articles), str(item.values.get("name")), item.id)))


def _sources(connection: sa.Connection, a: str, b: str) -> tuple[Source, ...]:
    """The articles on the pair, the latest first."""
    rows = connection.execute(sa.select(*source_columns()).where(t.articles.c.number.in_(_articles(a, b)))).all()
    times = times_of(connection)
    found: Sequence[Source] = sorted(
        (one for row in rows if times.knows((one := source_of(row)).published)), key=lambda source: source.article
    )
    return tuple(sorted(found, key=lambda source: source.published or "", reverse=True))
