"""Finding articles and merged objects by words and tags.

Guarantees: case and accents do not matter; every word asked for must stand in what is found; the words are words, never a query
language, so nothing that a user types can be an error; of what fits the latest (or the first) are found, however many there are, at a
cost that follows what is asked for and not what the ledger holds.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from banggiao.store import schema as t
from banggiao.store.tags import UNDATED, day_of, place, tag, token
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")
_SIMPLE: sa.ColumnElement[Any] = sa.literal_column("'simple'")
_STEPS = (0, 4, 20)
"""After how many hundredths of the ledger PostgreSQL looks whether it has found enough."""
_MONTHS = 12
_NEAR = 200
"""So many of the latest articles are looked for one by one."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What merged objects are looked for by: ``phrases`` (folded words that stand side by side), ``tags`` (of each group one),
    numbers from ``low`` to below ``high``, and ``conditions`` on the table ``finds``.

    ``told``: tags of which what is wanted has one, because it must have been told before the day whose first number is ``told_at``.
    """

    phrases: tuple[str, ...] = ()
    tags: tuple[tuple[int, ...], ...] = ()
    low: int = 0
    high: int | None = None
    told: tuple[int, ...] = ()
    told_at: int = 0
    conditions: tuple[Any, ...] = ()


def how_many(connection: sa.Connection, words: str, conditions: Sequence[sa.ColumnElement[bool]], most: int) -> int:
    """How many articles hold all words and fulfil the conditions, ``most`` where they are that many or more."""
    some = _articles(connection, words_of(words), True).where(*conditions).limit(most)
    return int(connection.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one())


def latest(connection: sa.Connection, words: str, conditions: Sequence[sa.ColumnElement[bool]], few: bool, part: slice) -> list[int]:
    """The numbers of a part of the articles that hold all words, the latest first, undated ones last.

    ``few``: all that fit are sorted; else articles are looked at by their day, until there are enough, where the part lies near by.
    """
    a = t.articles.c
    chosen = _articles(connection, words_of(words), few or part.start > _NEAR).where(*conditions)
    dated = chosen.where(a.first_day.is_not(None)).order_by(a.first_day.desc(), a.id)
    size = part.stop - part.start
    numbers = list(connection.execute(dated.offset(part.start).limit(size)).scalars())
    if len(numbers) < size:
        before = sa.select(sa.func.count()).select_from(chosen.where(a.first_day.is_not(None)).subquery())
        gone = part.start + len(numbers) if numbers else int(connection.execute(before).scalar_one())
        undated = chosen.where(a.first_day.is_(None)).order_by(a.id).offset(max(0, part.start - gone)).limit(size - len(numbers))
        numbers += connection.execute(undated).scalars()
    return numbers


def _articles(connection: sa.Connection, wanted: Sequence[str], few: bool) -> sa.Select[Any]:
    """The numbers of the articles that hold all the words; ``few``: found by the index of words, else each asked for them."""
    number = t.articles.c.number
    chosen = sa.select(number)
    if not wanted:
        return chosen
    if connection.dialect.name != "sqlite":
        asked = sa.func.plainto_tsquery(_SIMPLE, " ".join(wanted))
        return chosen.where(sa.literal_column("articles.words").op("@@")(asked))
    row = sa.table("article_words", sa.column("rowid", sa.Integer)).c.rowid
    match = sa.text("article_words MATCH :words").bindparams(words=" ".join(f'"{word}"' for word in wanted))
    if few:
        return chosen.where(number.in_(sa.select(row).where(match)))
    return chosen.where(sa.exists(sa.select(row).where(match, row == number).correlate(t.articles)))


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, with their accents."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def phrases_of(phrases: Sequence[str]) -> tuple[str, ...]:
    """Phrases as they are looked for; those without a word fall out."""
    return tuple(" ".join(words) for phrase in phrases if (words := words_of(phrase)))


def hits(connection: sa.Connection, wanted: Wanted, columns: Sequence[sa.ColumnElement[Any]], most: int, first: bool = False) -> list[Any]:
    """Those columns of ``finds`` (its number the first of them) of what fits, at most ``most``: the latest, or the ``first``, in order."""
    f = t.finds.c
    chosen = sa.select(*columns).where(*wanted.conditions, *between(f.number, wanted.low, wanted.high))
    if not (wanted.phrases or wanted.tags or wanted.told):
        return list(connection.execute(chosen.order_by(f.number if first else f.number.desc()).limit(most)).all())
    if connection.dialect.name == "sqlite":
        return list(connection.execute(_of_sqlite(wanted, columns, most, first)).all())
    return _of_server(connection, wanted, columns, most, first)


def between(number: sa.ColumnElement[int], low: int, high: int | None) -> Iterator[sa.ColumnElement[bool]]:
    """The conditions that a number is at least ``low`` (0: any) and below ``high``."""
    if low:
        yield number >= low
    if high is not None:
        yield number < high


def _of_sqlite(wanted: Wanted, columns: Sequence[sa.ColumnElement[Any]], most: int, first: bool) -> sa.Select[Any]:
    """The full-text index gives rows by number, so that it is left as soon as there are enough."""
    groups = [" OR ".join(f'"{token(one)}"' for one in group) for group in (*wanted.tags, wanted.told) if group]
    query = " AND ".join([*(f'"{phrase}"' for phrase in wanted.phrases), *(f"({group})" for group in groups)])
    row = sa.table("find_words", sa.column("rowid", sa.Integer)).c.rowid
    match = sa.text("find_words MATCH :query").bindparams(query=query)
    chosen = sa.select(*columns).where(match, t.finds.c.number == row, *between(row, wanted.low, wanted.high), *wanted.conditions)
    return chosen.order_by(row if first else row.desc()).limit(most)


def _of_server(connection: sa.Connection, wanted: Wanted, columns: Sequence[sa.ColumnElement[Any]], most: int, first: bool) -> list[Any]:
    """GIN gives rows in no order: they are looked for in one stretch of time after another, told by the tags of years and months."""
    if not wanted.phrases and not wanted.tags:
        wanted = msgspec.structs.replace(wanted, tags=(wanted.told,), told_at=0)
    query = _query(wanted)
    found: list[Any] = []
    for times, low, high in _stretches(connection, wanted, first):
        asked = query.op("&&")(_any(times)) if times else query
        found += connection.execute(_in_stretch(asked, wanted, columns, (low, high), most - len(found), first)).all()
        if len(found) >= most:
            break
    return found


def _in_stretch(
    asked: sa.ColumnElement[Any],
    wanted: Wanted,
    columns: Sequence[sa.ColumnElement[Any]],
    bounds: tuple[int, int | None],
    most: int,
    first: bool,
) -> sa.Select[Any]:
    """Of what GIN finds all numbers are taken before they are sorted (materialized), lest the rows be walked through in order of number
    and each asked for its words; only those kept are looked up."""
    number = t.find_texts.c.number
    words: sa.ColumnElement[Any] = sa.literal_column("find_texts.words")
    some = sa.select(number).where(words.op("@@")(asked), *between(number, *bounds)).cte("some").prefix_with("MATERIALIZED")
    order = some.c.number if first else some.c.number.desc()
    kept = some if wanted.conditions else sa.select(some.c.number).order_by(order).limit(most).subquery("kept")
    row = t.finds.c.number
    chosen = sa.select(*columns).join_from(t.finds, kept, row == kept.c.number).where(*wanted.conditions)
    return chosen.order_by(row if first else row.desc()).limit(most)


def _query(wanted: Wanted) -> sa.ColumnElement[Any]:
    """Phrases and tags as PostgreSQL asks for them."""
    parts: list[sa.ColumnElement[Any]] = [sa.func.phraseto_tsquery(_SIMPLE, phrase) for phrase in wanted.phrases]
    parts += [_any(group) for group in wanted.tags]
    return functools.reduce(lambda one, two: one.op("&&")(two), parts)


def _any(group: Sequence[int]) -> sa.ColumnElement[Any]:
    """Any of these tags."""
    return sa.cast(" | ".join(f"'{token(one)}'" for one in group), TSQUERY)


def _stretches(connection: sa.Connection, wanted: Wanted, first: bool) -> Iterator[tuple[tuple[int, ...], int, int | None]]:
    """Stretches of time, each longer than those before together: tags (none: no need of any), and numbers from and below which.

    Where they end follows from what PostgreSQL knows of the distribution of days; where it knows nothing there is one.
    """
    number = t.finds.c.number
    low, high = wanted.low, wanted.high
    if high is None:
        high = int(connection.execute(sa.select(sa.func.max(number))).scalar() or 0) + 1
    if not first and low < wanted.told_at < high:
        # little is told before its day: what may be is not looked for together with days; below, nearly all was told by then
        yield wanted.told, wanted.told_at, high
        high = wanted.told_at
    if first and not low:
        yield (tag("month", ""),), 0, UNDATED
        low = int(connection.execute(sa.select(sa.func.min(number)).where(number >= UNDATED)).scalar() or UNDATED)
    edges = [edge for edge in _edges(connection) if low < edge < high]
    ends = [edges[at if first else -1 - at] for at in _STEPS if at < len(edges)]
    for end in ends:
        yield (_times(low, end), low, end) if first else (_times(end, high), end, high)
        low, high = (end, high) if first else (low, end)
    bounded = wanted.high is not None if first else wanted.low
    yield (_times(low, high) if bounded else (), low, high)


def _edges(connection: sa.Connection) -> list[int]:
    """Numbers at which months begin, between which about as many objects lie."""
    bounds = sa.text(
        "SELECT CAST(CAST(histogram_bounds AS text) AS bigint[]) FROM pg_stats WHERE tablename = 'finds' AND attname = 'number'"
    )
    found = connection.execute(bounds).scalar() or ()
    return sorted({place(f"{day_of(one)[:7]}-01") for one in found if one >= UNDATED})


def _times(low: int, high: int) -> tuple[int, ...]:
    """The tags of years and, where a year is not whole, months that hold the days of these numbers."""
    (year, month), last = _month(low), _month(high - 1)
    found = []
    while (year, month) <= last:
        if month == 1 and (year, _MONTHS) <= last:
            found.append(tag("year", f"{year:04}"))
            year += 1
            continue
        found.append(tag("month", f"{year:04}-{month:02}"))
        year, month = (year + 1, 1) if month == _MONTHS else (year, month + 1)
    return tuple(found)


def _month(number: int) -> tuple[int, int]:
    """Year and month of a row's number."""
    day = day_of(number)
    return int(day[:4]), int(day[5:7])


def these(keys: Sequence[str], sqlite: bool) -> Any:
    """Many keys as rows, for a column to be looked for in: one parameter, however many there are."""
    if sqlite:
        listed = sa.func.json_each(sa.bindparam("keys", msgspec.json.encode(list(keys)).decode(), unique=True))
        return sa.select(listed.table_valued("value").c.value)
    return sa.select(sa.func.unnest(sa.bindparam("keys", list(keys), type_=ARRAY(sa.Text), unique=True)))
