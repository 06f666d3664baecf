"""The calendar behind dates: partial dates as ISO 8601, and steps between days, weeks, months and years.

Guarantees: every value made here is a real date, month, year, quarter or closed interval of the Gregorian calendar; what is
none of these is None.
"""

import datetime
import re

import msgspec

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DAY = datetime.timedelta(days=1)


class When(msgspec.Struct, frozen=True):
    """A year, month or day, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The value in ISO 8601."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    @property
    def first(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def middle(self) -> datetime.date:
        """The day in its midst, to measure distances from."""
        return datetime.date(self.year, self.month or 7, self.day or (15 if self.month else 1))


def when(year: int, month: int | None = None, day: int | None = None) -> When | None:
    """The date, None where the calendar has none such."""
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return When(year, month, day)


def parsed(iso: str | None) -> When | None:
    """A day, month or year in ISO 8601 (the first part of an interval), None for anything else."""
    match = _ISO.match(iso) if iso else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return when(year, month, day) if year else None


def of_day(day: datetime.date) -> When:
    """A calendar day."""
    return When(day.year, day.month, day.day)


def shifted(start: When, days: int) -> When | None:
    """The day so many days later (negative: earlier); None where the start is no day or the calendar ends."""
    if start.day is None:
        return None
    try:
        return of_day(start.first + days * _DAY)
    except OverflowError:
        return None


def month_shifted(start: When, months: int) -> When | None:
    """The month so many months later; None where the start names no month."""
    if start.month is None:
        return None
    number = start.year * 12 + start.month - 1 + months
    return when(number // 12, number % 12 + 1) if 1 <= number // 12 <= 9999 else None


def span(first: When, last: When) -> str | None:
    """The closed interval, its one value where both are equal, None where it runs backwards."""
    if first == last:
        return first.iso
    return f"{first.iso}/{last.iso}" if first.first <= last.first else None


def week(day: When, weeks: int, first: int = 0, last: int = 6) -> str | None:
    """The days ``first`` to ``last`` (Monday is 0) of the week so many weeks after the one that holds the day."""
    if day.day is None:
        return None
    monday = day.first.toordinal() - day.first.weekday() + 7 * weeks
    if not 1 <= monday <= datetime.date.max.toordinal() - 6:
        return None
    return span(*(of_day(datetime.date.fromordinal(monday + at)) for at in (first, last)))


def weekday_near(day: When, number: int, future: bool) -> When | None:
    """The last day of that weekday (Monday is 0) up to the given one, or the next from it on."""
    if day.day is None:
        return None
    ahead = (number - day.first.weekday()) % 7
    return shifted(day, ahead if future or not ahead else ahead - 7)


def nearest(published: When, month: int, day: int | None, tense: str) -> When | None:
    """The year for a day or month told without one: near publication, on the side that the tense points to.

    ``tense``: past, future, next (the first one after publication), last (the last one before it), or empty. The publication
    year is preferred where two are almost as near.
    """
    found = [one for year in _NEAR_YEARS if (one := when(published.year + year, month, day))]
    return min(found, key=lambda one: _cost(published, one, tense), default=None)


_NEAR_YEARS = (0, -1, 1)
_OTHER_YEAR, _WRONG_SIDE, _NEVER = 60, 200, 10_000


def _cost(published: When, one: When, tense: str) -> int:
    """How unlikely a date is: its distance in days, more where it lies in another year or on the wrong side of publication."""
    away = (one.middle - published.middle).days if published.month else 0
    same_month = one.day is None and (one.year, one.month) == (published.year, published.month)
    side = 0
    if not same_month:
        side = _WRONG_SIDE * (tense == "past" and away > 1 or tense == "future" and away < -1)
    if published.month and (tense == "next" and (away < 0 or same_month) or tense == "last" and away > 0):
        side = _NEVER
    return abs(away) + (_OTHER_YEAR if one.year != published.year else 0) + side
