"""Partial dates: ISO 8601 days, months, years, quarters and closed intervals, as ranges of days.

Guarantees: pure; a text that is no such date raises ValueError.
"""

import calendar
import datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def interval(value: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a partial date. Raises ValueError where it is none."""
    first, _, last = value.partition("/")
    return _day(first, end=False), _day(last or first, end=True)


def _day(text: str, *, end: bool) -> datetime.date:
    if "-Q" in text:
        year, quarter = text.split("-Q")
        text = f"{year}-{int(quarter) * 3 if end else int(quarter) * 3 - 2:02d}"
    parts = [int(part) for part in text.split("-")]
    year_, month, day = parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
    if month is None:
        month = 12 if end else 1
    if day is None:
        day = calendar.monthrange(year_, month)[1] if end else 1
    return datetime.date(year_, month, day)


def overlap(a: str, b: str) -> bool:
    """Whether two partial dates share a day."""
    (a1, a2), (b1, b2) = interval(a), interval(b)
    return a1 <= b2 and b1 <= a2


def contains(a: str, b: str) -> bool:
    """Whether ``a`` holds every day of ``b``."""
    (a1, a2), (b1, b2) = interval(a), interval(b)
    return a1 <= b1 and b2 <= a2


def days(value: str) -> int:
    """How many days a partial date spans beyond its first: 0 for a day."""
    first, last = interval(value)
    return (last - first).days
