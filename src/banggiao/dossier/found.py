"""Finding, narrowing, counting and paging merged objects of every kind.

Guarantees: a page never holds more than is asked for, and only what it holds is loaded; counts never look at more than MOST objects
(the latest); what is asked as known on a day shows only what articles published by that day tell.
"""

import datetime
import heapq
import itertools
import operator
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from banggiao.dossier.load import as_told, items
from banggiao.dossier.values import Item
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.search import Wanted, between, hits, phrases_of
from banggiao.store.tags import ANY, UNDATED, facet_of, place, tag, unpacked, values_of

MOST = 5_000
"""How many objects are counted at most."""
FACETS = ("state", "kind", "person", "sector", "year", "outlet", "confidence")
"""By what found objects are counted, in the order shown."""
_VALUES = 12
_YEAR = datetime.timedelta(days=366)
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

    Of what fits the latest ``most`` are looked at (the first, where the order is "earliest"; those due first or last, where it is by
    due date and bounded by it).
    """
    with ledger.reading() as connection:
        hits = looked_up(connection, query, (_OBJECT, _KEYS[order]), most, order)
        return _page(connection, hits, query.as_of, order, slice(start, start + limit), after, most)


def counts(ledger: Ledger, query: Query, values_most: int = _VALUES) -> dict[str, tuple[Count, ...]]:
    """How many found objects there are for each value of each facet, most first."""
    with ledger.reading() as connection:
        return _counted(connection, looked_up(connection, query, (t.finds.c.tags,)), values_most)


def surveyed(
    ledger: Ledger, query: Query, order: Order = "latest", start: int = 0, limit: int = 50
) -> tuple[Page, dict[str, tuple[Count, ...]]]:
    """``found`` and ``counts`` of the same objects, which are looked for once."""
    with ledger.reading() as connection:
        hits = looked_up(connection, query, (_OBJECT, _KEYS[order], t.finds.c.tags), MOST, order)
        page = _page(connection, hits, query.as_of, order, slice(start, start + limit), None, MOST)
        return page, _counted(connection, hits, _VALUES)


_OBJECT = t.finds.c.object
_KEYS: Mapping[Order, sa.ColumnElement[str]] = {
    "due": t.finds.c.due,
    "overdue": t.finds.c.due,
    "told": t.finds.c.last_told,
    "latest": t.finds.c.day,
    "earliest": t.finds.c.day,
}
_DOWN = frozenset({"latest", "overdue", "told"})
_object, _key, _last = operator.itemgetter(1), operator.itemgetter(2), operator.itemgetter(-1)


def _page(
    connection: sa.Connection,
    hits: Sequence[Any],
    as_of: str,
    order: Order,
    part: slice,
    after: tuple[str, str] | None,
    most: int,
) -> Page:
    """The part of the hits (number, object, key of the order) that is asked for, loaded."""
    down = order in _DOWN
    rows = sorted(sorted(hits, key=_object), key=_key, reverse=down)
    if after:
        rows = [row for row in rows if _beyond((row[2], row[1]), after, down)]
    shown = rows[part]
    items = tuple(_as_known(connection, [row[1] for row in shown], as_of))
    last = shown[-1] if len(rows) > part.stop else None
    return Page(items=items, total=len(hits), capped=len(hits) >= most, after=(last[2], last[1]) if last else None)


def _beyond(place: tuple[str, str], after: tuple[str, str], down: bool) -> bool:
    """Whether a place of the list lies after another one."""
    if place[0] == after[0]:
        return place[1] > after[1]
    return (place[0] < after[0]) == down


def _counted(connection: sa.Connection, hits: Sequence[Any], values_most: int) -> dict[str, tuple[Count, ...]]:
    """How many of the hits (their last column: tags) have each value of each facet. Only values that may be shown are looked up."""
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for one, number in Counter(unpacked(b"".join(map(_last, hits)))).items():
        numbers[facet_of(one)][one] = number
    shown = {one for name in FACETS for one in _foremost(numbers[name], values_most)}
    values = values_of(connection, sorted(shown))
    made = {name: [Count(values[one], number) for one, number in numbers[name].items() if one in shown] for name in FACETS}
    return {name: tuple(heapq.nsmallest(values_most, made[name], key=lambda one: (-one.number, one.value))) for name in FACETS}


def _foremost(numbers: Mapping[int, int], most: int) -> Iterator[int]:
    """The tags that stand for most, and all that stand for as many as the last of these."""
    least = min(heapq.nlargest(most, numbers.values()), default=0)
    return (one for one, number in numbers.items() if number >= least)


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


def looked_up(
    connection: sa.Connection, query: Query, columns: Sequence[sa.ColumnElement[Any]], most: int = MOST, order: Order = "latest"
) -> list[Any]:
    """Number and those columns of ``finds`` of what fits, at most ``most``: the latest, the first where the order is "earliest"; those
    due first or last where the due dates of one kind are bounded."""
    number = t.finds.c.number
    wanted = Wanted(
        phrases=phrases_of(query.phrases),
        tags=tuple(_groups(query)),
        low=max(place(query.since), place(query.near[0]) if query.near else 0),
        high=min((_below(day) for day in (query.until, query.near[1] if query.near else "") if day), default=None),
        told=(told := _told_by(connection, query.as_of)),
        told_at=_below(query.as_of) if told else 0,
        conditions=tuple(_conditions(query)),
    )
    if order in ("due", "overdue") and len(query.kinds) == 1 and (query.due_since or query.due_until) and not wanted.phrases:
        return _by_due(connection, wanted, query.kinds[0], (number, *columns), most, order == "overdue")
    return hits(connection, wanted, (number, *columns), most, order == "earliest")


def _below(day: str) -> int:
    """The number that those of the rows of a day lie below."""
    return place(day) + UNDATED


def _groups(query: Query) -> Iterator[tuple[int, ...]]:
    """What is asked for as tags: of each group one."""
    if query.kinds:
        yield tuple(tag("kind", kind) for kind in query.kinds)
    yield from ((tag("state", code),) for code in query.states)
    yield from (tuple(tag(facet, value) for value in values) for facet, values in query.facets.items())
    if query.differs:
        yield (tag("differs", ANY),)


def _told_by(connection: sa.Connection, as_of: str) -> tuple[int, ...]:
    """The years in which what is known on a day can have been told first, where it is not nearly everything."""
    if not as_of or as_of >= (datetime.date.today() - _YEAR).isoformat():
        return ()
    x = t.tags.c
    years = connection.execute(sa.select(x.id).where(x.facet == "told", x.value <= as_of[:4])).scalars().all()
    return tuple(years) or (tag("told", as_of[:4]),)


def _conditions(query: Query) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions on the rows by which objects are found."""
    f = t.finds.c
    if query.until or query.near:
        yield f.day != ""
    if query.as_of:
        yield sa.and_(f.first_told != "", f.first_told <= query.as_of)
    if query.due_since:
        yield f.due >= query.due_since
    if query.due_until:
        yield sa.and_(f.due != "", f.due <= query.due_until)
    if query.dated is not None:
        yield f.due != "" if query.dated else f.due == ""
    if query.near:
        yield sa.and_(f.due != "", f.due <= query.near[1])


def _by_due(
    connection: sa.Connection, wanted: Wanted, kind: str, columns: Sequence[sa.ColumnElement[Any]], most: int, down: bool
) -> list[Any]:
    """The hits of a kind due first (or last), found by the index of kinds and due dates; other tags are compared one by one."""
    f = t.finds.c
    query = sa.select(*columns, f.tags.label("tagged")).where(
        f.kind == kind, *wanted.conditions, *between(f.number, wanted.low, wanted.high)
    )
    query = query.order_by(f.due.desc() if down else f.due, f.number.desc() if down else f.number)
    needed = [frozenset(group) for group in wanted.tags if tag("kind", kind) not in group]
    if not needed:
        return list(connection.execute(query.limit(most)).all())
    rows = connection.execute(query)
    fitting = (row for row in rows if all(not group.isdisjoint(unpacked(row.tagged)) for group in needed))
    made = list(itertools.islice(fitting, most))
    rows.close()
    return made
