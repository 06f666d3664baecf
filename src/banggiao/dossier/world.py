"""The world that lifecycles and checks look at, out of the ledger: that of a pair, of a state, or of everything.

Guarantees: every merged object on the states asked for is in it, persons with those tellings alone that articles on them hold;
``known_on`` leaves out whatever was published later (or on no known day); one state of the ledger throughout.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.dossier.load import items
from banggiao.dossier.pair import on_pair
from banggiao.lifecycle.world import Paper, World, restricted, world_of
from banggiao.model.ids import digest
from banggiao.model.items import Item
from banggiao.model.times import Times, window
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.pairs import PEOPLE
from banggiao.store.search import these

_TWO = 2


class Only(msgspec.Struct, frozen=True):
    """A part of a world: objects of these kinds, of events sessions alone; and those of the kind ``beside`` that are told in an article
    that tells one of the first kind. Of articles it knows those that tell its objects."""

    kinds: tuple[str, ...]
    beside: str = ""


YEARS = Only(("anniversary", "partnership"), "commitment")
"""What anniversaries rest on."""
RHYTHM = Only(("event", "mechanism"))
"""What the rhythm of mechanisms rests on."""


def world(
    ledger: Ledger,
    states: Sequence[str] = (),
    as_of: datetime.date | None = None,
    known_on: datetime.date | None = None,
    texts: bool = False,
    only: Only | None = None,
) -> World:
    """The world of all objects that name each of ``states`` (none: of everything). ``as_of``: the day that counts as today.

    ``known_on``: as of what had been published by that day. ``texts``: with the articles' texts, for checks of evidence.
    ``only``: the part of it that a question asks for.
    """
    times = Times(ledger.times.as_of, known_on.isoformat() if known_on else ledger.times.known_on)
    with ledger.at(times).reading() as connection:
        articles = _articles(states)
        if only is not None:
            return world_of(_part(connection, states, only), as_of or known_on or datetime.date.today())
        found = items(connection, _ids(connection, _named(states)))
        if len(states) > 1:
            people = items(connection, _ids(connection, _people(states, articles)), within=articles)
            found += [restricted(item, item.tellings) for item in people]
        papers = [paper for paper in _papers(connection, articles, texts) if times.knows(paper.published)]
    return world_of(found, as_of or known_on or datetime.date.today(), papers)


def _part(connection: sa.Connection, states: Sequence[str], only: Only) -> list[Item]:
    """The objects of a part of a world."""
    o, c, m = t.objects.c, t.claims.c, t.members.c
    # the value shown stands first; what a person decided stands elsewhere
    session = sa.type_coerce(o.fields, sa.Text).contains('"type":[["session",', autoescape=True)
    chosen = sa.or_(o.kind != "event", o.decided != {}, session)
    found = items(connection, _ids(connection, sa.select(o.id).where(o.id.in_(_named(states, only.kinds)), chosen).order_by(o.id)))
    articles = {telling.source.article for item in found if item.kind == only.kinds[0] for telling in item.tellings}
    if only.beside and articles:
        numbers = sa.select(t.articles.c.number).where(t.articles.c.id.in_(these(sorted(articles), connection.dialect.name == "sqlite")))
        told = sa.select(m.object).join(t.claims, c.id == m.claim).where(c.article.in_(numbers), c.kind == only.beside)
        named = _named(states, (only.beside,)).order_by(None)
        found += items(connection, _ids(connection, sa.select(o.id).where(o.id.in_(told), o.id.in_(named)).order_by(o.id)))
    return found


def _ids(connection: sa.Connection, query: sa.Select[Any]) -> Sequence[str]:
    return connection.execute(query).scalars().all()


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


def _articles(states: Sequence[str]) -> sa.Select[Any]:
    """The numbers of the articles with a claim that names all states (of all articles where none is asked for)."""
    if not states:
        return sa.select(t.articles.c.number)
    if len(states) == _TWO:
        return on_pair(*states)
    p = t.parties.c
    both = sa.intersect(*(sa.select(p.claim).where(p.code == code) for code in states))
    return sa.select(t.claims.c.article).where(t.claims.c.id.in_(both)).distinct()


def _named(states: Sequence[str], kinds: Sequence[str] = ()) -> sa.Select[Any]:
    """The ids of the objects (of these kinds, where any are given) that name all states: of all where none is given."""
    o, p, x = t.objects.c, t.object_parties.c, t.pair_objects.c
    if len(states) == _TWO:
        pair = sa.select(x.object).where(x.one == min(states), x.two == max(states)).order_by(x.object)
        return pair.where(x.kind.in_(kinds)) if kinds else pair
    query = sa.select(o.id).order_by(o.id)
    if kinds:
        query = query.where(o.kind.in_(kinds))
    return query.where(*(o.id.in_(sa.select(p.object).where(p.code == code)) for code in states))


def _people(states: Sequence[str], articles: sa.Select[Any]) -> sa.Select[Any]:
    """The ids of the persons and roles of one of the states of which articles on all of them tell, that are not found by all."""
    o, p, m, c, x = t.objects.c, t.object_parties.c, t.members.c, t.claims.c, t.pair_people.c
    if len(states) == _TWO:
        pair = sa.select(x.object).where(x.one == min(states), x.two == max(states), x.kind.in_(PEOPLE)).distinct()
        return pair.where(x.object.not_in(_named(states).order_by(None))).order_by(x.object)
    told = sa.select(m.object).join(t.claims, c.id == m.claim).where(c.article.in_(articles))
    of_one = o.id.in_(sa.select(p.object).where(p.code.in_(states)))
    query = sa.select(o.id).where(o.kind.in_(PEOPLE), of_one, o.id.in_(told)).order_by(o.id)
    return query.where(o.id.not_in(_named(states).order_by(None)))


def _papers(connection: sa.Connection, articles: sa.Select[Any], texts: bool) -> Iterator[Paper]:
    a = t.articles.c
    columns = (a.id, a.published, a.title, a.dates, *((a.text, a.text_digest) if texts else ()))
    for row in connection.execute(sa.select(*columns).where(a.number.in_(articles), a.relevant).order_by(a.id)):
        yield Paper(
            id=row.id, published=row.published, title=row.title,
            dates=tuple((str(claim["value"]), str(claim["basis"])) for claim in row.dates),
            text=row.text if texts else None,
            whole=not texts or digest(row.text.encode()) == row.text_digest,
        )  # fmt: skip
