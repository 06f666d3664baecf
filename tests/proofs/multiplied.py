"""A ledger of very many events: a real one, merged of real reports, over and over on other days.

Guarantees: the distribution of words, states, kinds, persons and tellings is that of the ledger multiplied; every row that a page
reads is there, with other ids in each round; what only merging needs (handles, links, marks) is not.

The first rounds repeat all that the ledger holds; beyond ``WHOLE`` rounds only events come again, told by the articles of the first
rounds. The dates of fields and quotes stay as they were told: what is moved is what is sorted, counted and searched by.
"""

import datetime
import functools
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from banggiao.store import schema as t
from banggiao.store.tags import facet_of, packed, place, tag, token, unpacked

WHOLE = 32
"""Rounds in which everything comes again."""
_DAYS, _SPAN = 53, 3_650
_AGAIN = (
    t.articles, t.claims, t.evidence, t.parties, t.objects, t.object_parties, t.members, t.dealings, t.pair_objects, t.pair_people,
    t.pair_articles,
)  # fmt: skip
"""The tables that come again as they are; those that objects are found by are made anew."""
_NODES = frozenset({("claims", "id"), ("claims", "node"), ("objects", "id"), ("members", "alias")})
_NAMES = frozenset({("articles", "id"), ("articles", "origin")})
_HOLD_IDS = frozenset({("objects", "fields"), ("pair_people", "claims")})
_MOVED = frozenset({"first_day", "last_day", "day", "told", "published", "month", "since", "until"})
_OF_DAYS = frozenset({"year", "month", "told"})
_ID = re.compile(r'"[0-9a-f]{4}([0-9a-f]{28})"')
_FTS = (("article_words", "articles", ("folded",)), ("find_words", "find_texts", ("folded", "tags")))


def multiplied(seed: Path, target: Path, events: int) -> Path:
    """A ledger with at least so many events, of the ledger in the file ``seed`` (merged, at rest). Returns the file."""
    target.unlink(missing_ok=True)
    shutil.copyfile(seed, target)
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        _settle(connection, seed)
        (one,) = connection.execute("SELECT count(*) FROM objects WHERE kind = 'event'").fetchone()
        rounds = -(-events // max(1, one))
        triggers = _drop_triggers(connection)
        connection.execute("BEGIN")
        for table in ("finds", "find_texts"):
            connection.execute(f"DELETE FROM {table}")
        _events_alone(connection)
        seen: dict[str, int] = {}
        for number in range(rounds):
            if number:
                _again(connection, number)
            _finds(connection, number, seen)
        connection.execute("COMMIT")
        for index, _, _ in _FTS:
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        for statement in triggers:
            connection.execute(statement)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    return target


def _settle(connection: sqlite3.Connection, seed: Path) -> None:
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -2000000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("moved_ids", 2, lambda text, number: _ID.sub(rf'"{_prefix(number)}\1"', text), deterministic=True)
    connection.execute("ATTACH ? AS seed", (str(seed),))


def _drop_triggers(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER main.{name}")
    return [statement for _, statement in found]


def _events_alone(connection: sqlite3.Connection) -> None:
    """Names what belongs to events: the temporary tables ``wanted_objects`` and ``wanted_claims``."""
    connection.execute("CREATE TEMP TABLE wanted_objects AS SELECT id FROM seed.objects WHERE kind = 'event'")
    connection.execute("CREATE TEMP TABLE wanted_claims AS SELECT claim AS id FROM seed.members WHERE object IN wanted_objects")


def _again(connection: sqlite3.Connection, number: int) -> None:
    """Insert everything, or all events, once more."""
    (articles,) = connection.execute("SELECT max(number) FROM seed.articles").fetchone()
    whole = number < WHOLE
    for table in _AGAIN:
        if not whole and not _of_events(table):
            continue
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        values = ", ".join(_value(column, number, articles) for column in table.columns)
        source = f"INSERT INTO main.{table.name} ({columns}) SELECT {values} FROM seed.{table.name}"
        connection.execute(source if whole else f"{source} WHERE {_of_events(table)}")


def _of_events(table: sa.Table) -> str:
    """The condition that a row belongs to an event, empty where rows do not."""
    if table in (t.objects, t.claims):
        return f"id IN wanted_{table.name}"
    for key in table.foreign_keys:
        if key.column in (t.objects.c.id, t.claims.c.id):
            return f'"{key.parent.name}" IN wanted_{key.column.table.name}'
    return ""


def _value(column: sa.Column[Any], number: int, articles: int) -> str:
    """The expression of a column's value in a round."""
    name, place_of = f'"{column.name}"', (column.table.name, column.name)
    to = {key.column for key in column.foreign_keys}
    if column is t.articles.c.number or t.articles.c.number in to:
        return f"{name} + {(number % WHOLE) * articles}"
    if place_of in _NODES or to & {t.objects.c.id, t.claims.c.id}:
        return f"'{_prefix(number)}' || substr({name}, 5)"
    if place_of in _NAMES:
        return f"{name} || '~{number}'"
    if place_of in _HOLD_IDS:
        return f"moved_ids({name}, {number})"
    if column.name in _MOVED:
        day = f"date({name}, '-{_back(number)} days')"
        month = f"substr(date({name} || '-15', '-{_back(number)} days'), 1, 7)"
        return f"CASE length({name}) WHEN 10 THEN {day} WHEN 7 THEN {month} ELSE {name} END"
    return name


def _prefix(number: int) -> str:
    """What ids of a round begin with; no id of content does."""
    return f"z{number:03x}"


def _back(number: int) -> int:
    """How many days earlier a round is."""
    return number * _DAYS % _SPAN


def _finds(connection: sqlite3.Connection, number: int, seen: dict[str, int]) -> None:
    """Insert what objects are found by; ``seen``: the last number of each day."""
    query = "SELECT f.*, x.folded FROM seed.finds f JOIN seed.find_texts x ON x.number = f.number"
    rows = connection.execute(query if number < WHOLE else f"{query} WHERE f.object IN wanted_objects").fetchall()
    made = [_find(row, number, seen) for row in rows]
    marks = ", ".join("?" * len(t.finds.columns))
    connection.executemany(f"INSERT INTO finds VALUES ({marks})", [row for row, _ in made])
    connection.executemany("INSERT INTO find_texts VALUES (?, ?, ?)", [text for _, text in made])
    named = {(tag(facet, value), facet, value) for row, _ in made for facet, value in _days(row[3], row[4])}
    connection.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", sorted(named))


def _find(row: Sequence[Any], number: int, seen: dict[str, int]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    _, key, kind, *days, confidence, tags, folded = row
    if number:
        key = _prefix(number) + key[4:]
    day, first_told, last_told, due = (_moved(one, _back(number)) for one in days)
    at = seen[day] = seen.get(day, place(day)) + 1
    kept = [one for one in unpacked(tags) if facet_of(one) not in _OF_DAYS]
    found = sorted([*kept, *(tag(*value) for value in _days(day, first_told))])
    return (at, key, kind, day, first_told, last_told, due, confidence, packed(found)), (at, folded, " ".join(map(_token, found)))


@functools.cache
def _token(number: int) -> str:
    return token(number)


@functools.cache
def _moved(day: str, back: int) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(back)).isoformat() if day else ""


@functools.cache
def _days(day: str, first_told: str) -> tuple[tuple[str, str], ...]:
    """The values that follow from days."""
    found = [("month", day[:7]), *([("year", day[:4])] if day else []), *([("told", first_told[:4])] if first_told else [])]
    return tuple(found)


def moved(source: Path, url: str) -> None:
    """Fill an empty ledger on PostgreSQL with what a multiplied one on SQLite holds, as fast as the server takes it."""
    engine = sa.create_engine(url)
    there = sqlite3.connect(source)
    try:
        connection = engine.raw_connection()
        cursor: Any = connection.cursor()
        cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
        indexes = list(_drop_indexes(cursor))
        for table in (*_AGAIN, t.finds, t.find_texts, t.tags):
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            cursor.execute(f"DELETE FROM {table.name}")
            with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for row in there.execute(f"SELECT {columns} FROM {table.name}"):
                    copy.write_row(row)
        for statement in indexes:
            cursor.execute(statement)
        connection.commit()
        cursor.execute("ANALYZE")
        connection.commit()
        connection.close()
    finally:
        there.close()
        engine.dispose()


def _drop_indexes(cursor: Any) -> Iterator[str]:
    """Drop the indexes that are no keys. Yields the statements that make them again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint) AND tablename <> 'alembic_version'"
    )
    for name, statement in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name}")
        yield statement
