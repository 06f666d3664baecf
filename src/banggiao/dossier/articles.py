"""The list of articles, and one article with its records and their evidence.

Guarantees: lists are sorted by publication date, latest first, then by id; a page never holds more than is asked for.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from banggiao.dossier.load import source_columns, source_of, tellings_of
from banggiao.dossier.values import Arrived, ArticlePage, ArticleRow, ArticleView, DateClaim, Source
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.search import how_many, latest

_HEAD_LETTERS = 160
_LOOK_LETTERS = 2000
COUNTED = 10_000
"""How many articles of a list are counted at most."""
_OUTLET_LETTERS = 100
_OUTLET: sa.ColumnElement[str] = sa.literal_column(f"substr(articles.outlet, 1, {_OUTLET_LETTERS})", sa.Text)
"""What outlets are indexed by, for an index bears no name of any length."""
_ARRIVED = 1000
"""How many new articles are counted at most."""


def articles(
    ledger: Ledger,
    *,
    words: str = "",
    states: Sequence[str] = (),
    relevant: bool | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    known_on: str | None = None,
    start: int = 0,
    limit: int = 50,
) -> ArticlePage:
    """The articles that hold all ``words`` (accents do not matter) and tell of all ``states`` (codes), from ``start`` on.

    ``since``, ``until``: ISO days that bound the first day an article may have been published on (undated ones then fall out);
    ``known_on``: only what had surely been published by that ISO day.
    """
    a = t.articles.c
    conditions: list[sa.ColumnElement[bool]] = []
    if relevant is not None:
        conditions.append(a.relevant == relevant)
    if outlet:
        conditions += [_OUTLET == outlet[:_OUTLET_LETTERS], a.outlet == outlet]
    if since:
        conditions.append(a.first_day >= since)
    if until:
        conditions.append(a.first_day <= until)
    if known_on:
        conditions.append(_surely_by(known_on))
    conditions += [a.number.in_(_told_of(code)) for code in states]
    with ledger.reading() as connection:
        total = how_many(connection, words, conditions, COUNTED)
        numbers = latest(connection, words, conditions, total < COUNTED, slice(start, start + limit + 1))
        head = sa.func.substr(a.text, 1, _LOOK_LETTERS).label("head")
        query = sa.select(a.number, a.relevant, head, *source_columns()).where(a.number.in_(numbers[:limit]))
        found = {row.number: row for row in connection.execute(query)}
        rows = [found[number] for number in numbers[:limit]]
        counts, states_of = _counts(connection, list(found))
    return ArticlePage(
        rows=tuple(_row(row, counts[row.number], states_of[row.number]) for row in rows),
        total=total,
        capped=total >= COUNTED,
        more=len(numbers) > limit,
    )


def article(ledger: Ledger, key: str) -> ArticleView | None:
    """The article with this id, None where the ledger has none."""
    a = t.articles.c
    with ledger.reading() as connection:
        query = sa.select(t.articles, a.id.label("article_id")).where(a.id == key)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        records = tellings_of(connection, row.number)
        pairs = sa.select(t.members.c.claim, t.members.c.object).join(t.claims, t.claims.c.id == t.members.c.claim)
        objects = {claim: found for claim, found in connection.execute(pairs.where(t.claims.c.article == row.number))}
    return ArticleView(
        source=source_of(row),
        text=row.text,
        sha256=row.sha256,
        reader=row.reader,
        relevant=row.relevant,
        records=tuple(records),
        objects=objects,
        dates=tuple(_claim(value) for value in row.dates),
        outlets=tuple(_claim(value) for value in row.outlets),
        extras=tuple(row.extras),
    )


def arrived(ledger: Ledger, after: int, limit: int) -> Arrived:
    """The relevant articles that came into the ledger after the one with that number in its table, the latest first."""
    a = t.articles.c
    new = sa.and_(a.number > after, a.relevant)
    head = sa.func.substr(a.text, 1, _LOOK_LETTERS).label("head")
    with ledger.reading() as connection:
        last = connection.execute(sa.select(sa.func.max(a.number))).scalar_one() or 0
        some = sa.select(a.number).where(new).limit(_ARRIVED).subquery()
        total = connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
        query = sa.select(a.number, a.relevant, head, *source_columns()).where(new)
        rows = connection.execute(query.order_by(a.number.desc()).limit(limit)).all()
        counts, states_of = _counts(connection, [row.number for row in rows])
    return Arrived(tuple(_row(row, counts[row.number], states_of[row.number]) for row in rows), total, last)


def copies(ledger: Ledger, key: str, limit: int = 20) -> tuple[Source, ...]:
    """Other articles that are copies of the text of the one with this id, the earliest first."""
    a = t.articles.c
    origin = sa.select(a.origin).where(a.id == key).scalar_subquery()
    query = sa.select(*source_columns()).where(a.origin == origin, a.id != key).order_by(a.first_day.is_(None), a.first_day, a.id)
    with ledger.reading() as connection:
        return tuple(source_of(row) for row in connection.execute(query.limit(limit)))


def outlets(ledger: Ledger) -> tuple[str, ...]:
    """The outlets of all articles, sorted."""
    outlet = t.articles.c.outlet
    with ledger.reading() as connection:
        # one probe of the index for each, however many articles it has
        first = sa.select(
            sa.select(_OUTLET)
            .select_from(t.articles)
            .where(_OUTLET.is_not(None))
            .order_by(_OUTLET)
            .limit(1)
            .scalar_subquery()
            .label("name")
        )
        told = first.cte("told", recursive=True)
        following = (
            sa.select(_OUTLET)
            .select_from(t.articles)
            .where(_OUTLET > told.c.name)
            .order_by(_OUTLET)
            .limit(1)
            .correlate(told)
            .scalar_subquery()
        )
        told = told.union_all(sa.select(following).where(told.c.name.is_not(None)))
        names = set(connection.execute(sa.select(told.c.name).where(told.c.name.is_not(None))).scalars())
        for long in [name for name in names if len(name) == _OUTLET_LETTERS]:
            names |= set(connection.execute(sa.select(outlet).where(_OUTLET == long).distinct()).scalars())
            names.discard(long)
    return tuple(sorted(names))


def delivered(ledger: Ledger, key: str) -> bytes | None:
    """The bytes of an article as they were delivered, None where the ledger has no such article."""
    import zlib

    with ledger.reading() as connection:
        raw = connection.execute(sa.select(t.articles.c.raw).where(t.articles.c.id == key)).scalar_one_or_none()
    return raw if not raw else zlib.decompress(raw)


def _surely_by(day: str) -> sa.ColumnElement[bool]:
    """Whether an article had surely been published by a day: of one that tells only its month or year, that has passed."""
    a = t.articles.c
    next_day = (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()
    vague = ((len("2024-03"), next_day[:7]), (len("2024"), next_day[:4]))
    passed = (sa.or_(sa.func.length(a.published) != letters, a.published < bound) for letters, bound in vague)
    return sa.and_(a.first_day <= day, *passed)


def _told_of(code: str) -> sa.Select[Any]:
    """The numbers of the articles that tell of a state."""
    return sa.select(t.claims.c.article).join(t.parties, t.parties.c.claim == t.claims.c.id).where(t.parties.c.code == code)


def _counts(connection: sa.Connection, numbers: Sequence[int]) -> tuple[dict[int, dict[str, int]], dict[int, tuple[str, ...]]]:
    """For each article its records by kind, and the states told of, those told of most first."""
    c, p = t.claims.c, t.parties.c
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    query = sa.select(c.article, c.kind, sa.func.count()).where(c.article.in_(numbers)).group_by(c.article, c.kind)
    for number, kind, count in connection.execute(query.order_by(c.article, c.kind)):
        counts[number][kind] = count
    states: dict[int, list[tuple[int, str]]] = defaultdict(list)
    told = sa.select(c.article, p.code, sa.func.count()).join(t.parties, p.claim == c.id).where(c.article.in_(numbers))
    for number, code, count in connection.execute(told.group_by(c.article, p.code)):
        states[number].append((-count, code))
    return counts, defaultdict(tuple, {number: tuple(code for _, code in sorted(found)) for number, found in states.items()})


def _row(row: Any, counts: dict[str, int], states: tuple[str, ...]) -> ArticleRow:
    lines = (line.strip() for line in row.head.splitlines())
    head = row.title or next((line for line in lines if line), row.article_id)
    return ArticleRow(source=source_of(row), head=head[:_HEAD_LETTERS], relevant=row.relevant, counts=counts, states=states)


def _claim(value: dict[str, Any]) -> DateClaim:
    return DateClaim(value["value"], value["basis"], tuple(value["span"]) if value["span"] else None)
