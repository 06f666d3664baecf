"""What stands around a state: the states that it has events with.

Guarantees: counting happens in the store; those with most events come first.
"""

import msgspec
import sqlalchemy as sa

from banggiao.dossier.found import Query, counts, hits_of
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

_EVENTS = 20_000


class Partner(msgspec.Struct, frozen=True):
    """A state with which another has events, and how many."""

    code: str
    events: int


def partners(ledger: Ledger, code: str, as_of: str = "", limit: int = 50) -> tuple[Partner, ...]:
    """The states with which a state has events, those with most among its latest ``found.MOST`` events first."""
    numbers = counts(ledger, Query(kinds=("event",), states=(code,), as_of=as_of), limit + 1)["state"]
    return tuple(Partner(one.value, one.number) for one in numbers if one.value != code)[:limit]


def states_told(ledger: Ledger) -> tuple[str, ...]:
    """The codes of all states and bodies that merged objects name, sorted."""
    code = t.object_parties.c.code
    with ledger.reading() as connection:
        return tuple(connection.execute(sa.select(code).distinct().order_by(code)).scalars())


def top_pairs(ledger: Ledger, limit: int = 10, as_of: str = "") -> tuple[tuple[str, str, int], ...]:
    """The pairs of states with most events among the latest ``_EVENTS`` (told by a day), and how many."""
    one, other = t.object_parties.alias("one"), t.object_parties.alias("other")
    number = sa.func.count().label("number")
    with ledger.reading() as connection:
        hits = hits_of(connection, Query(kinds=("event",), as_of=as_of), ledger.on_sqlite, _EVENTS).cte("hits")
        query = (
            sa.select(one.c.code, other.c.code, number)
            .select_from(hits.join(one, one.c.object == hits.c.object).join(other, other.c.object == hits.c.object))
            .where(one.c.code < other.c.code)
            .group_by(one.c.code, other.c.code)
            .order_by(number.desc(), one.c.code, other.c.code)
        )
        return tuple((a, b, n) for a, b, n in connection.execute(query.limit(limit)))
