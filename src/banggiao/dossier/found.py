"""Finding, narrowing, counting and paging merged objects of every kind.

Guarantees: a page never holds more than is asked for, and counts never look at more than MOST objects (the latest kept); what is
asked as known on a day shows only what articles published by that day tell.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from banggiao.dossier.load import as_told, items
from banggiao.dossier.values import Item
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.search import finds_with, these

MOST = 5_000
"""How many objects are counted at most."""
_WORDS_MOST = 200_000
FACETS = ("state", "kind", "person", "sector", "year", "outlet", "confidence")
"""By what found objects are counted, in the order shown."""
_VALUES = 12
Order = Literal["latest", "earliest", "due", "overdue", "told"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; what is empty is not asked.

    ``phrases``: folded words that must stand side by side; ``states``: all must be parties; ``facets``: for each facet one of the
    values; ``since``, ``until``: bounds of an object's day; ``due_since``, ``due_until``: of its last day; ``dated``: whether it
    has one; ``near``: days within which it must begin and end; ``differs``: only what sources tell differently; ``as_of``: only what
    was told by that day.
    """

    phrases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = {}
    since: str = ""
    until: str = ""
    due_since: str = ""
    due_until: str = ""
    dated: bool | None = None
    near: tuple[str, str] | None = None
    differs: bool = False
    as_of: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what was found; ``total`` counts all, ``capped`` says that there may be more than that.

    ``after``: where the next part begins, None at the end.
    """

    items: tuple[Item, ...]
    total: int
    capped: bool = False
    after: tuple[str, str] | None = None


class Count(msgspec.Struct, frozen=True):
    """How many found objects have a value of a facet."""

    value: str
    number: int


def found(
    ledger: Ledger,
    query: Query,
    order: Order = "latest",
    start: int = 0,
    limit: int = 50,
    after: tuple[str, str] | None = None,
    most: int = MOST,
) -> Page:
    """The merged objects that fit, in order, from ``start`` on, or after the place that an earlier page ended at.

    Of what fits the latest ``most`` are looked at (the first, where the order is "earliest").
    """
    f, o = t.finds.c, t.objects.c
    key = {"due": o.last_day, "overdue": o.last_day, "told": f.last_told}.get(order, f.day)
    down = order in ("latest", "overdue", "told")
    known = sa.func.coalesce(key, "")
    with ledger.reading() as connection:
        hits = connection.execute(hits_of(connection, query, ledger.on_sqlite, most, order == "earliest")).all()
        total = len(hits)
        listed = sa.select(f.object, known.label("key")).where(f.object.in_(these([row.object for row in hits], ledger.on_sqlite)))
        if order in ("due", "overdue"):
            listed = listed.join(t.objects, o.id == f.object)
        if after:
            beyond = known < after[0] if down else known > after[0]
            listed = listed.where(sa.or_(beyond, sa.and_(known == after[0], f.object > after[1])))
        rows = connection.execute(listed.order_by(known.desc() if down else known, f.object).offset(start).limit(limit + 1)).all()
        shown = _as_known(connection, [row.object for row in rows[:limit]], query.as_of)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=tuple(shown), total=total, capped=total >= most, after=(last.key, last.object) if last else None)


def counts(ledger: Ledger, query: Query, values_most: int = _VALUES) -> dict[str, tuple[Count, ...]]:
    """How many found objects there are for each value of each facet, most first."""
    number = sa.func.count()
    x, p = t.facets.c, t.object_parties.c
    chosen = [name for name in FACETS if name not in ("state", "kind")]
    with ledger.reading() as connection:
        hits = connection.execute(hits_of(connection, query, ledger.on_sqlite)).all()
        found_ones = these([row.object for row in hits], ledger.on_sqlite)
        values: dict[str, list[Count]] = defaultdict(list)
        rows = sa.select(x.facet, x.value, number).where(x.object.in_(found_ones), x.facet.in_(chosen))
        for facet, value, n in connection.execute(rows.group_by(x.facet, x.value)):
            values[facet].append(Count(value, n))
        states = sa.select(p.code, number).where(p.object.in_(found_ones)).group_by(p.code)
        values["state"] = [Count(*row) for row in connection.execute(states)]
        values["kind"] = [Count(kind, n) for kind, n in Counter(row.kind for row in hits).items()]
    return {name: tuple(heapq.nsmallest(values_most, values[name], key=lambda one: (-one.number, one.value))) for name in FACETS}


def item(ledger: Ledger, key: str, kind: str = "", as_of: str = "") -> Item | None:
    """The merged object with this id (and of this kind, where one is given), None where the ledger has none."""
    o = t.objects.c
    query = sa.select(o.id).where(o.id == key)
    if kind:
        query = query.where(o.kind == kind)
    with ledger.reading() as connection:
        return next(iter(_as_known(connection, connection.execute(query).scalars().all(), as_of)), None)


def _as_known(connection: sa.Connection, ids: Sequence[str], as_of: str) -> list[Item]:
    """The objects as the articles published by that day tell them (no day: all articles)."""
    if not as_of:
        return items(connection, ids)
    known = sa.select(t.articles.c.number).where(t.articles.c.first_day <= as_of)
    return [as_told(one) for one in items(connection, ids, within=known) if one.tellings]


def hits_of(connection: sa.Connection, query: Query, sqlite: bool, most: int = MOST, first: bool = False) -> sa.Select[Any]:
    """Number, object and kind of what fits, at most ``most``: the latest (or ``first``), with words those that were kept last."""
    f = t.finds.c
    conditions = [*_of_finds(query), *_of_others(connection, query)]
    chosen = sa.select(f.number, f.object, f.kind).where(
        finds_with(query.phrases, sqlite, _WORDS_MOST if conditions else most), *conditions
    )
    return (chosen if query.phrases else chosen.order_by(f.day if first else f.day.desc())).limit(most)


def _of_finds(query: Query) -> list[sa.ColumnElement[bool]]:
    """Conditions on what an object is found by."""
    f = t.finds.c
    made: list[sa.ColumnElement[bool]] = []
    if query.kinds:
        made.append(f.kind.in_(query.kinds))
    if query.since:
        made.append(f.day >= query.since)
    if query.until:
        made.append(sa.and_(f.day != "", f.day <= query.until))
    if query.as_of:
        made.append(sa.and_(f.first_told != "", f.first_told <= query.as_of))
    return made


def _among(connection: sa.Connection, column: sa.ColumnElement[str], condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """The condition that a row of another table names the object. Few rows are looked up first; many are asked for one by one, so that
    a page of the latest objects is found without reading them all."""
    object_ = t.finds.c.object
    few = sa.select(sa.literal(1)).where(condition).limit(MOST + 1).subquery()
    if connection.execute(sa.select(sa.func.count()).select_from(few)).scalar_one() <= MOST:
        return object_.in_(sa.select(column).where(condition))
    return sa.exists().where(column == object_, condition)


def _of_others(connection: sa.Connection, query: Query) -> list[sa.ColumnElement[bool]]:
    """Conditions on parties, facets, and the days that bound an object."""
    f, o, p, x = t.finds.c, t.objects.c, t.object_parties.c, t.facets.c
    made = [_among(connection, p.object, p.code == code) for code in query.states]
    for facet, values in query.facets.items():
        made.append(_among(connection, x.object, sa.and_(x.facet == facet, x.value.in_(values))))
    if query.differs:
        made.append(f.object.in_(sa.select(x.object).where(x.facet == "differs")))
    bounds: list[sa.ColumnElement[bool]] = []
    if query.due_since:
        bounds.append(o.last_day >= query.due_since)
    if query.due_until:
        bounds.append(o.last_day <= query.due_until)
    if query.dated is not None:
        bounds.append(o.last_day.is_not(None) if query.dated else o.last_day.is_(None))
    if query.near:
        bounds += [o.first_day >= query.near[0], o.first_day <= query.near[1], o.last_day <= query.near[1]]
    if bounds:
        bound = sa.select(o.id).where(*bounds)
        made.append(f.object.in_(bound.where(o.kind.in_(query.kinds)) if query.kinds else bound))
    return made
