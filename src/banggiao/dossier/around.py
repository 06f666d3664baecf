"""What stands around a state: the states that it has events with.

Guarantees: counting happens in the store; those with most events come first.
"""

import msgspec
import sqlalchemy as sa

from banggiao.store import schema as t
from banggiao.store.ledger import Ledger


class Partner(msgspec.Struct, frozen=True):
    """A state with which another has events: how many, and the day of the last."""

    code: str
    events: int
    last: str


def partners(ledger: Ledger, code: str, as_of: str = "", limit: int = 50) -> tuple[Partner, ...]:
    """The states with which a state has events, those with most events first."""
    one, other, f = t.object_parties.alias("one"), t.object_parties.alias("other"), t.finds.c
    number = sa.func.count().label("number")
    query = (
        sa.select(other.c.code, number, sa.func.max(f.day))
        .select_from(one.join(other, one.c.object == other.c.object).join(t.finds, f.object == one.c.object))
        .where(one.c.code == code, other.c.code != code, f.kind == "event")
    )
    if as_of:
        query = query.where(f.first_told != "", f.first_told <= as_of)
    with ledger.reading() as connection:
        rows = connection.execute(query.group_by(other.c.code).order_by(number.desc(), other.c.code).limit(limit)).all()
    return tuple(Partner(*row) for row in rows)


def states_told(ledger: Ledger) -> tuple[str, ...]:
    """The codes of all states and bodies that merged objects name, sorted."""
    code = t.object_parties.c.code
    with ledger.reading() as connection:
        return tuple(connection.execute(sa.select(code).distinct().order_by(code)).scalars())


def top_pairs(ledger: Ledger, limit: int = 10) -> tuple[tuple[str, str, int], ...]:
    """The pairs of states with most events, and how many."""
    one, other, o = t.object_parties.alias("one"), t.object_parties.alias("other"), t.objects.c
    number = sa.func.count().label("number")
    query = (
        sa.select(one.c.code, other.c.code, number)
        .select_from(
            one.join(other, sa.and_(one.c.object == other.c.object, one.c.code < other.c.code)).join(t.objects, o.id == one.c.object)
        )
        .where(o.kind == "event")
        .group_by(one.c.code, other.c.code)
        .order_by(number.desc(), one.c.code, other.c.code)
    )
    with ledger.reading() as connection:
        return tuple((a, b, n) for a, b, n in connection.execute(query.limit(limit)))
