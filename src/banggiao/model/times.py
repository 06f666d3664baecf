"""Dates of any precision as windows of days.

Guarantees: a window is never reversed; what is no date has no window; the text form stays the value, a window only compares.
"""

import calendar
import datetime
import re
from functools import lru_cache

import msgspec

_POINT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")
_QUARTER = 3
_REMEMBERED = 8192
"""The same days are compared again and again while events are merged."""


class Window(msgspec.Struct, frozen=True, order=True):
    """The days ``first`` to ``last``, both included, that a date of some precision covers."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    def near(self, other: "Window", slack: int = 0) -> bool:
        """Whether the two share a day, or miss each other by at most ``slack`` days."""
        return (self.first - other.last).days <= slack and (other.first - self.last).days <= slack


@lru_cache(maxsize=_REMEMBERED)
def window(value: str | None) -> Window | None:
    """The window of an ISO 8601 day, month, quarter, year or closed interval of these; None where it is none."""
    if not value:
        return None
    start, _, end = value.partition("/")
    first, last = _point(start), _point(end or start)
    if first is None or last is None or last.last < first.first:
        return None
    return Window(first.first, last.last)


def _point(value: str) -> Window | None:
    """The window of a single date."""
    match = _POINT.fullmatch(value)
    if match is None:
        return None
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year < datetime.MINYEAR or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and month is not None:
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            return None
        return Window(datetime.date(year, month, day), datetime.date(year, month, day))
    low = month or (_QUARTER * (quarter - 1) + 1 if quarter else 1)
    high = month or (_QUARTER * quarter if quarter else 12)
    return Window(datetime.date(year, low, 1), datetime.date(year, high, calendar.monthrange(year, high)[1]))


class Times(msgspec.Struct, frozen=True):
    """The two times of a question: what was so ``as_of`` a day, and what had been published by the day ``known_on`` (ISO days)."""

    as_of: str | None = None
    known_on: str | None = None

    @property
    def now(self) -> bool:
        """Whether nothing limits the question."""
        return self.as_of is None and self.known_on is None

    def knows(self, published: str | None) -> bool:
        """Whether something published on such a date (of any precision) was surely known; what tells no date was not."""
        return self.known_on is None or _by(published, self.known_on)

    def reached(self, date: str | None) -> bool:
        """Whether a date (of any precision) had surely come by the day asked about."""
        return self.as_of is None or _by(date, self.as_of)


NOW = Times()
"""No limit: all that is known."""


def _by(date: str | None, day: str) -> bool:
    days = window(date)
    return bool(days and days.last.isoformat() <= day)
