"""Parts of pages that look at much of the ledger, remembered until anything in it changes.

Guarantees: what is remembered is forgotten with any new article, decision or claim that waits to be merged, and after a minute in any case
(a rereading changes objects and leaves no other trace); memory holds a bounded number of answers; threads may share it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from banggiao.store import Ledger
from banggiao.store import schema as t

MOST = 64
LONGEST = 60.0
"""How many seconds an answer is remembered at most."""
T = TypeVar("T")


class Memo:
    """Answers of one ledger by what was asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[Any, ...] = ()
        self._made: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()

    def once(self, ledger: Ledger, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer to what is asked; ``make`` finds it where it is not remembered."""
        mark = mark_of(ledger)
        with self._lock:
            if mark != self._mark:
                self._made.clear()
                self._mark = mark
            elif asked in self._made and time.monotonic() - self._made[asked][0] < LONGEST:
                self._made.move_to_end(asked)
                return cast("T", self._made[asked][1])
        made = make()
        with self._lock:
            if mark == self._mark:
                self._made[asked] = (time.monotonic(), made)
                while len(self._made) > MOST:
                    self._made.popitem(last=False)
        return made


def mark_of(ledger: Ledger) -> tuple[Any, ...]:
    """What changes with every article that comes, every claim that waits to be merged, and every decision."""
    wanted = (
        sa.select(sa.func.max(t.articles.c.number)).scalar_subquery(),
        sa.select(sa.func.max(t.finds.c.number)).scalar_subquery(),
        sa.select(sa.func.count()).select_from(t.decisions).scalar_subquery(),
        sa.select(sa.func.count()).select_from(t.stale).scalar_subquery(),
        sa.select(sa.func.count()).where(t.claims.c.node.is_(None)).scalar_subquery(),
    )
    with ledger.reading() as connection:
        return (ledger.name, *connection.execute(sa.select(*wanted)).one())
