"""The world that lifecycles and checks look at, out of the ledger: that of a pair, of a state, or of everything.

Guarantees: every merged object on the states asked for is in it, persons with those tellings alone that articles on them hold;
``known_on`` leaves out whatever was published later (or on no known day); one state of the ledger throughout.
"""

import datetime
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from banggiao.dossier.load import items
from banggiao.lifecycle.world import Paper, World, restricted, world_of
from banggiao.model.ids import digest
from banggiao.model.times import Times, window
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger


def world(
    ledger: Ledger,
    states: Sequence[str] = (),
    as_of: datetime.date | None = None,
    known_on: datetime.date | None = None,
    texts: bool = False,
) -> World:
    """The world of all objects that name each of ``states`` (none: of everything). ``as_of``: the day that counts as today.

    ``known_on``: as of what had been published by that day. ``texts``: with the articles' texts, for checks of evidence.
    """
    times = Times(ledger.times.as_of, known_on.isoformat() if known_on else ledger.times.known_on)
    with ledger.at(times).reading() as connection:
        articles = _articles(states)
        found = items(connection, [str(row.id) for row in connection.execute(_objects(states, articles))])
        papers = [paper for paper in _papers(connection, articles, texts) if times.knows(paper.published)]
    return world_of(found, as_of or known_on or datetime.date.today(), papers)


def readout(world: World, which: str) -> World:
    """The part of a world that articles published within a date tell, or one article (by id)."""
    bounds = window(which)
    kept = []
    for kind in world.kinds.values():
        for item in kind:
            if bounds and which not in item.articles:
                tellings = tuple(one for one in item.tellings if (days := window(one.source.published)) and days.near(bounds))
            else:
                tellings = tuple(one for one in item.tellings if one.source.article == which)
            if tellings:
                kept.append(restricted(item, tellings))
    return world_of(kept, world.as_of)


def _articles(states: Sequence[str]) -> sa.Select[tuple[int]]:
    """The numbers of the articles with a claim that names all states (of all articles where none is asked for)."""
    if not states:
        return sa.select(t.articles.c.number)
    p = t.parties.c
    both = sa.intersect(*(sa.select(p.claim).where(p.code == code) for code in states))
    return sa.select(t.claims.c.article).where(t.claims.c.id.in_(both)).distinct()


def _objects(states: Sequence[str], articles: sa.Select[tuple[int]]) -> sa.Select[tuple[str]]:
    """The ids of the objects that name all states, and of the persons and roles of one of them in articles on all."""
    o, p, m, c = t.objects.c, t.object_parties.c, t.members.c, t.claims.c
    if not states:
        return sa.select(o.id).order_by(o.id)
    named = sa.and_(*(o.id.in_(sa.select(p.object).where(p.code == code)) for code in states))
    told = sa.select(m.object).join(t.claims, c.id == m.claim).where(c.article.in_(articles))
    people = sa.and_(
        o.kind.in_(("person", "role")), o.id.in_(told), o.id.in_(sa.select(p.object).where(p.code.in_(states)))
    )  # fmt: skip
    return sa.select(o.id).where(sa.or_(named, people)).order_by(o.id)


def _papers(connection: sa.Connection, articles: sa.Select[tuple[int]], texts: bool) -> Iterator[Paper]:
    a = t.articles.c
    columns = (a.id, a.published, a.title, a.dates, *((a.text, a.text_digest) if texts else ()))
    for row in connection.execute(sa.select(*columns).where(a.number.in_(articles), a.relevant).order_by(a.id)):
        yield Paper(
            id=row.id, published=row.published, title=row.title,
            dates=tuple((str(claim["value"]), str(claim["basis"])) for claim in row.dates),
            text=row.text if texts else None,
            whole=not texts or digest(row.text.encode()) == row.text_digest,
        )  # fmt: skip
