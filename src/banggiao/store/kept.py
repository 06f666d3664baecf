"""Answers on two states that are kept until something changes that they rest on.

Guarantees: an answer is forgotten in the same transaction that changes an object that names both states, an article that tells of
both, or what such articles tell of a person; what is found is what was kept for this question, this version and this day.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence

import msgspec
import sqlalchemy as sa

from banggiao.store import schema as t
from banggiao.store.pairs import Mark, Pair

_CHUNK = 200
_NEVER = ("9999-12-31", "0001-01-01")


class Kept(msgspec.Struct, frozen=True):
    """An answer as JSON, the days as of which it holds, and the version of code and knowledge that computed it."""

    since: datetime.date
    until: datetime.date
    version: str
    body: str


def find_kept(connection: sa.Connection, pair: Pair, question: str, version: str, day: datetime.date) -> str | None:
    """The answer kept to a question as of a day, as JSON; None where none is."""
    k, on = t.kept.c, day.isoformat()
    query = sa.select(k.body).where(k.one == pair[0], k.two == pair[1], k.question == question, k.version == version)
    return connection.execute(query.where(k.since <= on, k.until >= on)).scalar()


def ask_for(connection: sa.Connection, pair: Pair, question: str, ticket: str) -> None:
    """Note that an answer is about to be computed; ``ticket`` is lost where what it rests on changes meanwhile."""
    k = t.kept.c
    connection.execute(sa.delete(t.kept).where(k.one == pair[0], k.two == pair[1], k.question == question))
    row = {"one": pair[0], "two": pair[1], "question": question, "version": ticket, "body": ""}
    connection.execute(sa.insert(t.kept).values(**row, since=_NEVER[0], until=_NEVER[1]))


def keep(connection: sa.Connection, pair: Pair, question: str, ticket: str, answer: Kept) -> bool:
    """Keep an answer that was asked for before it was computed. Returns whether it still holds, and so is kept."""
    k = t.kept.c
    mine = sa.and_(k.one == pair[0], k.two == pair[1], k.question == question, k.version == ticket)
    days = {"since": answer.since.isoformat(), "until": answer.until.isoformat()}
    return connection.execute(sa.update(t.kept).where(mine).values(version=answer.version, body=answer.body, **days)).rowcount > 0


def forget_kept(connection: sa.Connection, pairs: Collection[Pair]) -> None:
    """Forget every answer on these pairs."""
    if not pairs or not any_kept(connection):
        return
    k = t.kept.c
    for part in _chunks(sorted(pairs)):
        connection.execute(sa.delete(t.kept).where(sa.tuple_(k.one, k.two).in_(part)))


def forget_kept_of(connection: sa.Connection, objects: Sequence[str]) -> set[Mark]:
    """Forget every answer on the pairs of which all are parties to one of these objects, which are about to go.

    Returns the marks of the persons among them: what rests on a person is forgotten only where these change.
    """
    if not objects or not any_kept(connection):
        return set()
    o, p = t.pair_objects.c, t.pair_people.c
    pairs = connection.execute(sa.select(o.one, o.two).where(o.object.in_(objects)).distinct())
    forget_kept(connection, {(one, two) for one, two in pairs})
    marks = connection.execute(sa.select(p.one, p.two, p.mark).where(p.object.in_(objects)).distinct())
    return {(one, two, mark) for one, two, mark in marks}


def any_kept(connection: sa.Connection) -> bool:
    """Whether any answer is kept at all."""
    return connection.execute(sa.select(t.kept.c.one).limit(1)).first() is not None


def _chunks(keys: Sequence[Pair]) -> Iterable[Sequence[Pair]]:
    for at in range(0, len(keys), _CHUNK):
        yield keys[at : at + _CHUNK]


def large_pairs(connection: sa.Connection, least: int) -> list[Pair]:
    """The pairs that at least so many objects name, those of most objects first."""
    x, count = t.pair_objects.c, sa.func.count()
    query = sa.select(x.one, x.two).group_by(x.one, x.two).having(count >= least).order_by(count.desc(), x.one, x.two)
    return [(one, two) for one, two in connection.execute(query)]


def is_large(connection: sa.Connection, pair: Pair, least: int) -> bool:
    """Whether at least so many objects name both states."""
    x = t.pair_objects.c
    some = sa.select(sa.literal(1)).where(x.one == pair[0], x.two == pair[1]).offset(least - 1).limit(1)
    return connection.execute(some).first() is not None
