"""Dates as inputs give them, to ISO 8601.

Guarantees: a value returned is a real calendar date, month or year; nothing is guessed.
"""

import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")
_LOCAL = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})(?:[\s,T-].*)?")


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A date of the given precision as ISO 8601, None where the calendar has no such date."""
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def iso_date(text: str) -> str:
    """A given date (ISO 8601 of any precision, a time of day allowed, or day/month/year) as ISO 8601 without time.

    Raises ValueError where it is none.
    """
    text = text.strip()
    value = None
    if match := _ISO.fullmatch(text):
        value = iso(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    elif match := _LOCAL.fullmatch(text):
        day, month, year = match.groups()
        value = iso(int(year), int(month), int(day) if day else None)
    if value is None:
        raise ValueError(f"published is no date: {text[:40]!r}")
    return value
