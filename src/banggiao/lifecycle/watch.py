"""A day that notes what it is compared with, so that an answer computed as of it is known to hold for the days around it, too.

Guarantees: as of every day from ``since`` to ``until`` all that was asked of the day gives what it gave; whatever is asked beyond
comparisons and the year ties the answer to the very day.
"""

import datetime
from typing import Any, Self, SupportsIndex

_DAY = datetime.timedelta(days=1)


class Watch(datetime.date):
    """A day with the bounds of what was asked of it so far."""

    since: datetime.date
    until: datetime.date

    @classmethod
    def on(cls, day: datetime.date) -> Self:
        """A watch on a day, of which nothing is asked yet."""
        found = cls(day.year, day.month, day.day)
        found.since, found.until = datetime.date.min, datetime.date.max
        return found

    @property
    def plain(self) -> datetime.date:
        """The day itself, of which anything may be asked."""
        return datetime.date.fromordinal(super().toordinal())

    def _note(self, other: object) -> None:
        """A comparison with a day holds on this side of it."""
        if not isinstance(other, datetime.date):
            return
        day, bound = super().toordinal(), datetime.date.toordinal(other)
        if bound < day:
            self.since = max(self.since, datetime.date.fromordinal(bound + 1))
        elif bound > day:
            self.until = min(self.until, datetime.date.fromordinal(bound - 1))
        else:
            self._tie()

    def _tie(self) -> None:
        """What is asked holds for this day alone."""
        self.since = self.until = self.plain

    def __lt__(self, other: Any) -> Any:
        self._note(other)
        return super().__lt__(other)

    def __le__(self, other: Any) -> Any:
        self._note(other)
        return super().__le__(other)

    def __gt__(self, other: Any) -> Any:
        self._note(other)
        return super().__gt__(other)

    def __ge__(self, other: Any) -> Any:
        self._note(other)
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        self._note(other)
        return super().__eq__(other)

    def __hash__(self) -> int:
        self._tie()
        return super().__hash__()

    def __sub__(self, other: Any) -> Any:
        self._tie()
        return self.plain - other

    def __rsub__(self, other: Any) -> Any:
        self._tie()
        return other - self.plain

    def __add__(self, other: Any) -> Any:
        self._tie()
        return self.plain + other

    __radd__ = __add__

    @property
    def year(self) -> int:
        """The year, which is the same all year."""
        day = self.plain
        self.since = max(self.since, datetime.date(day.year, 1, 1))
        self.until = min(self.until, datetime.date(day.year, 12, 31))
        return day.year

    @property
    def month(self) -> int:
        """The month; ties the answer to the day."""
        self._tie()
        return self.plain.month

    @property
    def day(self) -> int:
        """The day of the month; ties the answer to the day."""
        self._tie()
        return self.plain.day

    def toordinal(self) -> int:
        """The number of the day; ties the answer to it."""
        self._tie()
        return super().toordinal()

    def isoformat(self) -> str:
        """The day in ISO 8601; ties the answer to it."""
        self._tie()
        return self.plain.isoformat()

    def __str__(self) -> str:
        return self.isoformat()

    def __format__(self, form: str) -> str:
        self._tie()
        return format(self.plain, form)

    def strftime(self, form: str) -> str:
        """The day in some form; ties the answer to it."""
        self._tie()
        return self.plain.strftime(form)

    def weekday(self) -> int:
        """The day of the week; ties the answer to the day."""
        self._tie()
        return self.plain.weekday()

    def isoweekday(self) -> int:
        """The day of the week; ties the answer to the day."""
        self._tie()
        return self.plain.isoweekday()

    def timetuple(self) -> Any:
        """The day as a tuple; ties the answer to it."""
        self._tie()
        return self.plain.timetuple()

    def replace(self, year: SupportsIndex | None = None, month: SupportsIndex | None = None, day: SupportsIndex | None = None) -> Any:
        """Another day made of this one; ties the answer to it."""
        self._tie()
        now = self.plain
        return datetime.date(
            now.year if year is None else int(year), now.month if month is None else int(month), now.day if day is None else int(day)
        )
