"""The log of what was done: decisions, changes of accounts, logins.

Guarantees: entries are added and never changed or removed; each is sealed together with the seal of the one before, so that an entry
that somebody changed or took out by hand is found; an entry is kept in the transaction of what it tells of, or not at all.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.store import schema as t

MOST = 500
"""Most entries given at once."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: when, who did what, to what, and more of it."""

    number: int
    made: str
    who: str
    act: str
    about: str = ""
    detail: Mapping[str, Any] = {}


def now() -> str:
    """This moment in UTC, as all of the ledger writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def note(connection: sa.Connection, who: str, act: str, about: str = "", detail: Mapping[str, Any] | None = None) -> None:
    """Add an entry, in a writing transaction (these come one after the other)."""
    a = t.audit.c
    last = connection.execute(sa.select(a.seal).order_by(a.number.desc()).limit(1)).scalar() or ""
    row = {"made": now(), "who": who, "act": act, "about": about, "detail": dict(detail or {})}
    connection.execute(sa.insert(t.audit).values(seal=_seal(last, row), **row))


def entries(connection: sa.Connection, before: int | None = None, limit: int = MOST, who: str = "") -> list[Entry]:
    """Entries, the latest first. ``before``: only those older than the one of this number; ``who``: only of them."""
    a = t.audit.c
    query = sa.select(a.number, a.made, a.who, a.act, a.about, a.detail).order_by(a.number.desc()).limit(min(limit, MOST))
    if before is not None:
        query = query.where(a.number < before)
    if who:
        query = query.where(a.who == who)
    return [Entry(**row._mapping) for row in connection.execute(query)]


def broken(connection: sa.Connection) -> int | None:
    """The number of the first entry that is not as it was sealed, or does not follow the one before; None where all are sound."""
    last = ""
    for number, row, seal in _rows(connection):
        if seal != _seal(last, row):
            return number
        last = seal
    return None


def _rows(connection: sa.Connection) -> Iterator[tuple[int, dict[str, Any], str]]:
    for part in connection.execution_options(yield_per=MOST).execute(sa.select(t.audit).order_by(t.audit.c.number)).partitions():
        for row in part:
            yield row.number, {name: getattr(row, name) for name in ("made", "who", "act", "about", "detail")}, row.seal


def _seal(last: str, row: Mapping[str, Any]) -> str:
    return hashlib.blake2b(msgspec.json.encode([last, row]), digest_size=32).hexdigest()
