"""What each form of date means: one small function per reading, in the table ``READINGS``.

Guarantees: a reading gives a value of SCHEMA.md, None where the words name no certain date, or ``NO_DATE`` where what was
matched is no date at all (30 February, a year range that runs backwards).
"""

import re
from collections.abc import Callable

import msgspec

from banggiao.recognise.almanac import When, month_shifted, nearest, parsed, shifted, span, week, weekday_near, when
from banggiao.recognise.date_patterns import Calendar

NO_DATE = "no date"
_QUARTERS = 4
_LONGEST_YEARS = 160
_WEEK, _NEWS_DAYS = 7, 60
_LONGEST_LIST, _MONTH_DAYS = 3, 31

Groups = dict[str, str]


class Frame(msgspec.Struct):
    """What is known while a text is read: its publication, the last stated day and period, the tense here."""

    calendar: Calendar
    published: When | None
    last_day: When | None = None
    last_days: str | None = None
    last_period: str | None = None
    last_year: int | None = None
    tense: str = ""

    def number(self, word: str) -> int:
        """A number in digits or as a word."""
        return int(word) if word.isdigit() else self.calendar.numbers.get(word, 0)

    def shift(self, word: str) -> int:
        """How far a word like ``trước`` points."""
        return self.calendar.shifts.get(word, 0)


def _year(text: str) -> int:
    """A year of four digits or of two."""
    year = int(text)
    return year if year >= 100 else year + (2000 if year <= 40 else 1900)


def _told_year(groups: Groups, frame: Frame, key: str = "y1") -> int | None:
    """The year that the words tell, in figures or by a word (``năm ngoái``)."""
    if key in groups:
        return _year(groups[key])
    if groups.get("year_rel") == "đó" or "same_year" in groups:
        return frame.last_year
    if "year_rel" in groups:
        return frame.published.year + frame.shift(groups["year_rel"]) if frame.published else None
    return None


def _yearless(month: int, day: int | None, groups: Groups, frame: Frame) -> When | None:
    """A day or month without a year, set near publication."""
    if frame.published is None:
        return None
    tail = groups.get("tail") or groups.get("rel")
    tense = frame.tense
    if tail:
        tense = {1: "next", -1: "last"}.get(frame.shift(tail), tense)
    return nearest(frame.published, month, day, tense)


def _dated(groups: Groups, frame: Frame, d: str, m: str, year: int | None) -> When | None | str:
    month, day = frame.number(groups[m]), int(groups[d])
    if when(year or 2000, month, day) is None:
        return NO_DATE
    return when(year, month, day) if year else _yearless(month, day, groups, frame)


def _iso(value: When | None | str) -> str | None:
    return value.iso if isinstance(value, When) else value


def day(groups: Groups, frame: Frame) -> str | None:
    """A day of a month, with or without a year."""
    return _iso(_dated(groups, frame, "d1", "m1", _told_year(groups, frame)))


def days(groups: Groups, frame: Frame) -> str | None:
    """From one day to another; a month or year told once serves both."""
    last_year = _told_year(groups, frame, "y2") or (_told_year(groups, frame) if "y1" not in groups else None)
    if last_year is None and "y1" in groups:
        last_year = _year(groups["y1"])
    last = _dated(groups, frame, "d2", "m2", last_year)
    if not isinstance(last, When):
        return last
    month = frame.number(groups.get("m1", groups["m2"]))
    year = _year(groups["y1"]) if "y1" in groups else last.year - (month > (last.month or 12))
    first = when(year, month, int(groups["d1"]))
    if first is None:
        return NO_DATE
    return span(first, last) or NO_DATE


def apart(value: str) -> bool:
    """Whether the items of a list of two do not follow each other."""
    first, last = (parsed(part) for part in value.split("/"))
    if first is None or last is None or first.month is None:
        return True
    return (last.first - first.first).days > _LONGEST_LIST * (1 if first.day else _MONTH_DAYS)


def day_alone(groups: Groups, frame: Frame) -> str | None:
    """A day without a month: of the month last told, else of the publication's."""
    base = frame.last_day if frame.last_day and frame.last_day.month else frame.published
    if base is None or base.month is None:
        return None
    return _iso(when(base.year, base.month, int(groups["d1"])))


def day_of_month(groups: Groups, frame: Frame) -> str | None:
    """A day of this, the last or the next month."""
    if groups["month_rel"] == "cùng tháng":
        base = frame.last_day
    else:
        base = month_shifted(frame.published, frame.shift(groups["month_rel"].split()[-1])) if frame.published else None
    if base is None or base.month is None:
        return None
    return _iso(when(base.year, base.month, int(groups["d1"])))


def day_shift(groups: Groups, frame: Frame) -> str | None:
    """Today, yesterday, tomorrow; the month of publication where its day is unknown."""
    published = frame.published
    if published is None or published.day is None:
        return published.iso if published and published.month else None
    return _iso(shifted(published, frame.shift(groups["rel"])))


def same_day(groups: Groups, frame: Frame) -> str | None:
    """The day last stated."""
    return frame.last_day.iso if frame.last_day else frame.last_days


def next_day(groups: Groups, frame: Frame) -> str | None:
    """The day after the one last stated."""
    return _iso(shifted(frame.last_day, 1)) if frame.last_day else None


def weekday(groups: Groups, frame: Frame) -> str | None:
    """A day of the week, in this week or another where told, else the nearest on the side of the tense."""
    published = frame.published
    if published is None or published.day is None:
        return published.iso if published and published.month else None
    if "sunday" in groups:
        number = 6
    else:
        word = groups["w"]
        number = (int(word) if word.isdigit() else frame.number(word)) - 2
    rel = groups.get("rel")
    if rel and "week" in groups:
        return week(published, frame.shift(rel), number, number)
    future = frame.tense == "future" or (rel is not None and frame.shift(rel) > 0)
    base = shifted(published, frame.shift(rel)) if rel else published
    return _iso(weekday_near(base or published, number, future))


def week_of(groups: Groups, frame: Frame) -> str | None:
    """A week, or its beginning, middle or end, near publication."""
    published = frame.published
    if published is None or published.day is None:
        return published.iso if published and published.month else None
    return week(published, frame.shift(groups["rel"]), *frame.calendar.portions.get(groups.get("mod", ""), (0, 6)))


def month(groups: Groups, frame: Frame) -> str | None:
    """A month, with or without a year."""
    number = frame.number(groups["m1"])
    year = _told_year(groups, frame)
    if year is not None:
        return _iso(when(year, number))
    if "year_rel" in groups or "same_year" in groups:
        return None
    if groups.get("rel") in ("này", "nay") and frame.published:
        return _iso(when(frame.published.year, number))
    return _iso(_yearless(number, None, groups, frame))


def months(groups: Groups, frame: Frame) -> str | None:
    """From one month to another."""
    first, last = frame.number(groups["m1"]), frame.number(groups["m2"])
    year = _told_year(groups, frame, "y2") or _told_year(groups, frame)
    if year is None:
        found = _yearless(last, None, groups, frame)
        if found is None:
            return None
        year = found.year
    start = _year(groups["y1"]) if "y1" in groups and "y2" in groups else year - (first > last)
    return span(When(start, first), When(year, last)) or NO_DATE


def month_shift(groups: Groups, frame: Frame) -> str | None:
    """This, the last or the next month."""
    published = frame.published
    return _iso(month_shifted(published, frame.shift(groups["rel"]))) if published else None


def first_months(groups: Groups, frame: Frame) -> str | None:
    """The first or last months of a year."""
    count = frame.number(groups["n"])
    if not 1 <= count <= 12:
        return NO_DATE
    year = _told_year(groups, frame) or (frame.published.year if frame.published and "year_rel" not in groups else None)
    if year is None:
        return None
    first, last = (1, count) if groups.get("end") != "cuối" else (13 - count, 12)
    return span(When(year, first), When(year, last))


def last_months(groups: Groups, frame: Frame) -> str | None:
    """So many months up to the one before publication."""
    count = frame.number(groups["n"])
    if not 2 <= count <= 24 or frame.published is None:
        return None
    first, last = (month_shifted(frame.published, -by) for by in (count, 1))
    return span(first, last) if first and last else None


def quarter(groups: Groups, frame: Frame) -> str | None:
    """A quarter of the year told, else of the publication's."""
    number = frame.number(groups["q"])
    year = _told_year(groups, frame)
    if year is None and "year_rel" not in groups and frame.published:
        now = frame.published
        year = now.year - (1 if now.month and frame.tense != "future" and number > (now.month + 2) // 3 else 0)
    if not 1 <= number <= _QUARTERS:
        return NO_DATE
    return f"{year:04d}-Q{number}" if year else None


def same_quarter(groups: Groups, frame: Frame) -> str | None:
    """The quarter last told."""
    last = frame.last_period
    return last if last and "Q" in last else NO_DATE


def same_period(groups: Groups, frame: Frame) -> str | None:
    """The same quarter, month or stretch of another year as the one last told."""
    year = _told_year(groups, frame)
    last = frame.last_period
    if last and groups.get("year_rel") in ("trước", "ngoái"):
        year = int(last[:4]) - 1
    if year is None:
        return None
    if last is None or len(last) == len("2000"):
        return f"{year:04d}"
    by = year - int(last[:4])
    return re.sub(r"(?<!\d)(?<!\d-)\d{4}(?=-)", lambda match: f"{int(match[0]) + by:04d}", last)


def year(groups: Groups, frame: Frame) -> str | None:
    """A year, told in figures or by a word."""
    found = _told_year(groups, frame)
    return f"{found:04d}" if found else None


def year_last(groups: Groups, frame: Frame) -> str | None:
    """The year last told, or the past one."""
    if groups["lead"].endswith("qua"):
        return f"{frame.published.year - 1:04d}" if frame.published else None
    return f"{frame.last_year:04d}" if frame.last_year else None


def years(groups: Groups, frame: Frame) -> str | None:
    """From one year to another. What the range means its head noun tells."""
    first, second = int(groups["y1"]), groups["y2"]
    last = int(second) if len(second) == len("2000") else first - first % 100 + int(second)
    if not first < last <= first + _LONGEST_YEARS:
        return NO_DATE
    return f"{first:04d}/{last:04d}"


def ago(groups: Groups, frame: Frame) -> str | None:
    """So long before publication (``cách đây 11 năm``), as precise as it is counted."""
    published, number = frame.published, frame.number(groups["n"])
    if published is None or not number:
        return None
    if groups["unit"] == "năm":
        found = when(published.year - number) if published.year > number else None
    elif groups["unit"] == "tháng":
        found = month_shifted(published, -number)
    else:
        found = shifted(published, -number * (_WEEK if groups["unit"] == "tuần" else 1))
    return found.iso if found else None


def decade(groups: Groups, frame: Frame) -> str | None:
    """Ten years, or several decades from the first to the last."""
    first = 1900 + int(groups["yy"]) if "yy" in groups else int(groups["y1"])
    last = int(groups.get("y2", first))
    return f"{first:04d}/{last + 9:04d}" if first <= last else NO_DATE


def none(groups: Groups, frame: Frame) -> str | None:
    """No date: a lapse of time, a vague time, a time of day."""
    return None


READINGS: dict[str, Callable[[Groups, Frame], str | None]] = {
    "day": day, "days": days, "listed": days, "day_alone": day_alone, "day_of_month": day_of_month, "day_shift": day_shift,
    "same_day": same_day, "next_day": next_day, "weekday": weekday, "week": week_of, "month": month, "months": months, "months_listed": months,
    "month_shift": month_shift, "first_months": first_months, "last_months": last_months, "quarter": quarter,
    "same_quarter": same_quarter, "same_period": same_period, "year": year, "year_last": year_last, "years": years, "years_listed": years,
    "decade": decade, "ago": ago, "none": none,
}  # fmt: skip


def _of_the_news(day: When, frame: Frame) -> bool:
    """Whether a day lies near publication."""
    now = frame.published
    return now is not None and bool(now.month) and abs((day.middle - now.middle).days) <= _NEWS_DAYS


def remember(value: str, frame: Frame) -> None:
    """Keeps a value that was read, for what refers back to it."""
    first = parsed(value)
    if first is None:
        return
    frame.last_year = first.year
    if first.day is None:
        frame.last_period = value
    elif frame.last_day and _of_the_news(frame.last_day, frame) and not _of_the_news(first, frame):
        return  # a day of long ago, told in passing: cùng ngày goes on meaning that of the news
    elif "/" in value:
        frame.last_days, frame.last_day = value, None
    else:
        frame.last_day, frame.last_days = first, None
