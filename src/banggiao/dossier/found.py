"""Finding, narrowing, counting and paging merged objects of every kind.

Guarantees: a page never holds more than is asked for, and counts never look at more than MOST objects (the latest kept); what is
asked as known on a day shows only what articles published by that day tell.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from banggiao.dossier.load import as_told, items
from banggiao.dossier.values import Item
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.search import finds_with

MOST = 20_000
"""How many objects are counted at most."""
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
    ledger: Ledger, query: Query, order: Order = "latest", start: int = 0, limit: int = 50, after: tuple[str, str] | None = None
) -> Page:
    """The merged objects that fit, in order, from ``start`` on, or after the place that an earlier page ended at."""
    f, o = t.finds.c, t.objects.c
    hits = _hits(query, ledger.on_sqlite).cte("hits")
    key = {"due": o.last_day, "overdue": o.last_day, "told": f.last_told}.get(order, f.day)
    down = order in ("latest", "overdue", "told")
    known = sa.func.coalesce(key, "")
    listed = sa.select(f.object, known.label("key")).join(hits, hits.c.number == f.number)
    if order in ("due", "overdue"):
        listed = listed.join(t.objects, o.id == f.object)
    if after:
        beyond = known < after[0] if down else known > after[0]
        listed = listed.where(sa.or_(beyond, sa.and_(known == after[0], f.object > after[1])))
    with ledger.reading() as connection:
        total = connection.execute(sa.select(sa.func.count()).select_from(hits)).scalar_one()
        rows = connection.execute(listed.order_by(known.desc() if down else known, f.object).offset(start).limit(limit + 1)).all()
        shown = _as_known(connection, [row.object for row in rows[:limit]], query.as_of)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items=tuple(shown), total=total, capped=total >= MOST, after=(last.key, last.object) if last else None)


def counts(ledger: Ledger, query: Query) -> dict[str, tuple[Count, ...]]:
    """How many found objects there are for each value of each facet, most first."""
    hits = _hits(query, ledger.on_sqlite).cte("hits")
    number = sa.func.count()
    x, p = t.facets.c, t.object_parties.c
    chosen = [name for name in FACETS if name not in ("state", "kind")]
    with ledger.reading() as connection:
        values: dict[str, list[Count]] = defaultdict(list)
        rows = sa.select(x.facet, x.value, number).join(hits, hits.c.object == x.object).where(x.facet.in_(chosen))
        for facet, value, n in connection.execute(rows.group_by(x.facet, x.value)):
            values[facet].append(Count(value, n))
        states = sa.select(p.code, number).join(hits, hits.c.object == p.object).group_by(p.code)
        values["state"] = [Count(*row) for row in connection.execute(states)]
        values["kind"] = [Count(*row) for row in connection.execute(sa.select(hits.c.kind, number).group_by(hits.c.kind))]
    return {name: tuple(heapq.nsmallest(_VALUES, values[name], key=lambda one: (-one.number, one.value))) for name in FACETS}


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


def _hits(query: Query, sqlite: bool) -> sa.Select[Any]:
    """Number, object and kind of what fits, at most MOST."""
    f = t.finds.c
    chosen = sa.select(f.number, f.object, f.kind).where(finds_with(query.phrases, sqlite, MOST))
    for condition in (*_of_finds(query), *_of_others(query)):
        chosen = chosen.where(condition)
    return (chosen if query.phrases else chosen.order_by(f.day.desc())).limit(MOST)


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


def _of_others(query: Query) -> list[sa.ColumnElement[bool]]:
    """Conditions on parties, facets, and the days that bound an object."""
    f, o, p, x = t.finds.c, t.objects.c, t.object_parties.c, t.facets.c
    made: list[sa.ColumnElement[bool]] = [f.object.in_(sa.select(p.object).where(p.code == code)) for code in query.states]
    for facet, values in query.facets.items():
        made.append(f.object.in_(sa.select(x.object).where(x.facet == facet, x.value.in_(values))))
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
        bounds += [o.first_day >= query.near[0], o.last_day <= query.near[1]]
    if bounds:
        bound = sa.select(o.id).where(*bounds)
        made.append(f.object.in_(bound.where(o.kind.in_(query.kinds)) if query.kinds else bound))
    return made
