"""Merged events: one by its id, the newest, and those ahead of a day.

Guarantees: lists are sorted by date, then by id, and never hold more than is asked for; events without a date are in no list.
"""

from typing import Any

import sqlalchemy as sa

from banggiao.dossier.load import items
from banggiao.dossier.values import Item
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger


def event(ledger: Ledger, key: str) -> Item | None:
    """The merged event with this id, None where the ledger has none."""
    o = t.objects.c
    with ledger.reading() as connection:
        found = connection.execute(sa.select(o.id).where(o.id == key, o.kind == "event")).scalars().all()
        return next(iter(items(connection, found)), None)


def newest(ledger: Ledger, until: str, limit: int = 20) -> tuple[Item, ...]:
    """The events that began on ``until`` (an ISO day) or before, the latest first."""
    o = t.objects.c
    return _listed(ledger, sa.select(o.id).where(o.first_day <= until).order_by(o.first_day.desc(), o.id), limit)


def ahead(ledger: Ledger, after: str, limit: int = 20) -> tuple[Item, ...]:
    """The events that begin after a day, the soonest first."""
    o = t.objects.c
    return _listed(ledger, sa.select(o.id).where(o.first_day > after).order_by(o.first_day, o.id), limit)


def _listed(ledger: Ledger, query: sa.Select[Any], limit: int) -> tuple[Item, ...]:
    with ledger.reading() as connection:
        ids = connection.execute(query.where(t.objects.c.kind == "event").limit(limit)).scalars().all()
        return tuple(items(connection, ids))


def now_called(ledger: Ledger, key: str, kind: str) -> str | None:
    """The id of the merged object of that kind that once had this id, None where there is none.

    Objects are called after their first claim, so that one that gains a telling may be called anew; each claim keeps the name that an
    object has where it comes first.
    """
    o, m = t.objects.c, t.members.c
    query = sa.select(o.id).join(t.members, m.object == o.id).where(m.alias == key, o.kind == kind).order_by(o.id).limit(1)
    with ledger.reading() as connection:
        return connection.execute(query).scalar_one_or_none()
