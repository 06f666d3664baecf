"""The two times of a page: the day that counts as today, and the day by which what it shows had been published.

Guarantees: one reading of ``as_of`` and ``known_on`` serves every page; a day that is none counts as not given; with ``as_of`` alone a
page shows what was known on that day, so that nothing of a later article can slip into it.
"""

import datetime
from collections.abc import Mapping

import msgspec

from banggiao.model.times import Times
from banggiao.web import asking

AS_OF, KNOWN_ON = "as_of", "known_on"


class When(msgspec.Struct, frozen=True):
    """The times asked for, as ISO days (empty: not asked), and the clock's day ``now``."""

    now: datetime.date
    as_of: str = ""
    known_on: str = ""

    @property
    def day(self) -> datetime.date:
        """The day that counts as today: what is due, ahead and in force is judged by it."""
        given = self.as_of or self.known_on
        return datetime.date.fromisoformat(given) if given else self.now

    @property
    def told_by(self) -> str:
        """The day by which articles must have been published; empty where all count."""
        return self.known_on or self.as_of

    @property
    def known(self) -> datetime.date | None:
        """``told_by`` as a day."""
        return datetime.date.fromisoformat(self.told_by) if self.told_by else None

    @property
    def times(self) -> Times:
        """The times as the ledger takes them: what had come about matters only where more is known than on that day."""
        return Times(as_of=self.as_of if self.as_of and self.known_on else None, known_on=self.told_by or None)

    @property
    def given(self) -> dict[str, str]:
        """The times asked for, as parameters of an address."""
        return {name: value for name, value in ((AS_OF, self.as_of), (KNOWN_ON, self.known_on)) if value}


def when(asked: Mapping[str, str], now: datetime.date) -> When:
    """The times that the parameters of an address ask for."""
    return When(now, asking.day(asked, AS_OF), asking.day(asked, KNOWN_ON))
