"""A large ledger drawn from a real one: its articles and all that they tell over and over, in other years.

Guarantees: pairs, kinds, tellings, persons and words are distributed as in the ledger that is drawn from; persons are told of by all
copies of one generation together, as they would be; nothing is merged anew, so that a million events take minutes.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.store import Ledger, open_ledger
from banggiao.store import schema as t
from banggiao.store.rows import insert_kept

GENERATION = 32
"""So many copies share their persons."""
_YEARS = 25
_PEOPLE = "('person', 'role')"
_KEY = re.compile(r'"[0-9a-f]{4}([0-9a-f]{28})"')
_DATE = re.compile(r'"((?:19|20)\d\d)((?:-\d\d){0,2})(?:/((?:19|20)\d\d)((?:-\d\d){0,2}))?"')
_IDS = frozenset({"claim", "object", "node", "alias"})
_DAYS = frozenset({"published", "given", "first_day", "last_day", "first_told", "last_told", "day", "told", "month"})
_VALUES = frozenset({"fields", "extra", "dates"})
_TABLES = (
    t.articles, t.claims, t.evidence, t.parties, t.objects, t.object_parties, t.members, t.finds, t.facets, t.dealings, t.pair_objects,
    t.pair_people, t.pair_articles,
)  # fmt: skip
_OF_OBJECTS = frozenset({"object_parties", "finds", "facets", "dealings", "pair_objects"})

Change = Callable[[Any], Any]


def draw(source: Path, place: str, events: int, bare: bool = False) -> Ledger:
    """A new ledger of so many events, drawn from a ledger on SQLite. ``bare``: without the texts of articles and the words to find by."""
    ledger = open_ledger(place, create=True)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as here:
        one = here.execute("SELECT count(*) FROM objects WHERE kind = 'event'").fetchone()[0]
        copies = -(-events // one)
        step = here.execute("SELECT max(number) + 1 FROM articles").fetchone()[0]
        _unwatched(ledger)
        for copy in range(copies):
            with ledger.writing() as connection:
                head = copy - copy % GENERATION
                size = min(GENERATION, copies - head)
                for table in _TABLES:
                    _copied(here, connection, table, _Copy(copy, head, size, step, bare))
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return ledger


class _Copy(msgspec.Struct, frozen=True):
    """One copy: its number, the first one of its generation and how many that has, and by how much row numbers grow."""

    number: int
    head: int
    size: int
    step: int
    bare: bool

    def key(self, value: str | None, number: int | None = None) -> str | None:
        """An id as this copy has it."""
        return value and f"{self.number if number is None else number:04x}{value[4:]}"

    def day(self, value: str | None) -> str | None:
        """A date as this copy has it: so many years before."""
        return value and "/".join(_moved(part, self.number) for part in value.split("/"))

    def text(self, value: str) -> str:
        """A JSON text as this copy has it."""
        back = self.number
        moved = _DATE.sub(lambda m: f'"{_moved(m[1] + m[2], back)}' + (f"/{_moved(m[3] + m[4], back)}" if m[3] else "") + '"', value)
        return _KEY.sub(rf'"{back:04x}\1"', moved)


def _moved(date: str, copy: int) -> str:
    made = f"{int(date[:4]) - copy % _YEARS:04}{date[4:]}"
    return f"{made[:4]}-02-28" if made[4:] == "-02-29" else made


def _unwatched(ledger: Ledger) -> None:
    """Words to find by are not listed while rows are copied: no question here looks for any."""
    with ledger.writing() as connection:
        if ledger.on_sqlite:
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")


def _copied(here: sqlite3.Connection, connection: sa.Connection, table: sa.Table, copy: _Copy) -> None:
    """Write a table's rows as a copy has them."""
    names = [column.name for column in table.columns if not (table is t.finds and column.name == "number")]
    rows = _rows(here, table, names, copy)
    while part := [row for _, row in zip(range(5_000), rows, strict=False)]:
        insert_kept(connection, table, names, part)


def _rows(here: sqlite3.Connection, table: sa.Table, names: list[str], copy: _Copy) -> Iterator[tuple[Any, ...]]:
    listed = ", ".join(f'x."{name}"' for name in names)
    query = f"SELECT {listed} FROM {table.name} x"
    if table is t.articles:
        query += " WHERE x.relevant"
    elif table in (t.claims, t.pair_articles):
        query += " JOIN articles a ON a.number = x.article AND a.relevant"
    changes = _changes(table, copy)
    if table is t.members:
        people = {key for (key,) in here.execute(f"SELECT id FROM objects WHERE kind IN {_PEOPLE}")}
        at = names.index("object")
        for row in here.execute(query):
            made = [changes[name](value) if name in changes else value for name, value in zip(names, row, strict=True)]
            made[at] = copy.key(row[at], copy.head if row[at] in people else None)
            yield tuple(made)
        return
    if table is t.pair_people or table is t.objects or table.name in _OF_OBJECTS:
        yield from _of_objects(here, table, names, query, changes, copy)
        return
    for row in here.execute(query):
        yield tuple(changes[name](value) if name in changes else value for name, value in zip(names, row, strict=True))


def _of_objects(
    here: sqlite3.Connection, table: sa.Table, names: list[str], query: str, changes: Mapping[str, Change], copy: _Copy
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """Rows of objects: those of persons once a generation, told of by all of its copies."""
    key = "id" if table is t.objects else "object"
    first = copy.number == copy.head
    people = {one for (one,) in here.execute(f"SELECT id FROM objects WHERE kind IN {_PEOPLE}")}
    at = names.index(key)
    for row in here.execute(query):
        if row[at] in people and not first:
            continue
        made = [changes[name](value) if name in changes else value for name, value in zip(names, row, strict=True)]
        if row[at] in people and table is t.objects:
            made[names.index("fields")] = _together(row[names.index("fields")], copy)
            made[names.index("tellings")] = row[names.index("tellings")] * copy.size
        elif table is t.pair_people:
            made[names.index("articles")] = row[names.index("articles")] * copy.size
            made[names.index("claims")] = copy.text(row[names.index("claims")])
        yield tuple(made)


def _together(fields: str, copy: _Copy) -> str:
    """What all copies of a generation tell of a person."""
    numbers = range(copy.head, copy.head + copy.size)
    told = msgspec.json.decode(fields)
    return msgspec.json.encode(
        {
            name: [[value, [copy.key(one, n) for n in numbers for one in claims]] for value, claims in values]
            for name, values in told.items()
        }
    ).decode()


def _changes(table: sa.Table, copy: _Copy) -> dict[str, Change]:
    """How each column of a table differs in a copy."""
    made: dict[str, Change] = {}
    for column in table.columns:
        name = column.name
        if name in _IDS or (name == "id" and table is not t.articles):
            made[name] = copy.key
        elif name in _DAYS:
            made[name] = copy.day
        elif name in _VALUES:
            made[name] = copy.text
        elif name == "article" or (name == "number" and table is t.articles):
            made[name] = lambda value: value + copy.number * copy.step
        elif table is t.articles and name in ("id", "origin"):
            made[name] = lambda value: value and f"{value}~{copy.number}"
        elif (table is t.articles and name in ("raw", "sample", "signature")) or (copy.bare and name in ("text", "folded")):
            made[name] = lambda value: None if value is None else value[:0]
    return made
