"""What stands around a state: the states that it has events with.

Guarantees: counting happens in the store; those with most events come first.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import msgspec
import sqlalchemy as sa

from banggiao.dossier.found import Query, counts, looked_up
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger
from banggiao.store.tags import facet_of, unpacked, values_of

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
    # one probe of the index for each state, however many objects name it
    first = sa.select(sa.func.min(code).label("code")).cte("told", recursive=True)
    following = sa.select(sa.select(sa.func.min(code)).where(code > first.c.code).scalar_subquery()).where(first.c.code.is_not(None))
    told = first.union_all(following)
    with ledger.reading() as connection:
        return tuple(connection.execute(sa.select(told.c.code).where(told.c.code.is_not(None)).order_by(told.c.code)).scalars())


def top_pairs(ledger: Ledger, limit: int = 10, as_of: str = "") -> tuple[tuple[str, str, int], ...]:
    """The pairs of states with most events among the latest ``_EVENTS`` (told by a day), and how many."""
    with ledger.reading() as connection:
        hits = looked_up(connection, Query(kinds=("event",), as_of=as_of), (t.finds.c.tags,), _EVENTS)
        numbers = Counter(pair for hit in hits for pair in _pairs(hit.tags))
        most = sorted(numbers.values(), reverse=True)[:limit]
        shown = {pair for pair, number in numbers.items() if number >= min(most, default=0)}
        codes = values_of(connection, sorted({tag for pair in shown for tag in pair}))
    named = [(min(codes[one], codes[other]), max(codes[one], codes[other]), numbers[one, other]) for one, other in shown]
    return tuple(heapq.nsmallest(limit, named, key=lambda row: (-row[2], row[:2])))


def _pairs(tags: bytes) -> Iterator[tuple[int, int]]:
    """The tags of each two states of an object."""
    return combinations([tag for tag in unpacked(tags) if facet_of(tag) == "state"], 2)
