"""When: the date that belongs to words of a sentence.

Guarantees: a date after ``so với`` (a comparison) is never taken; values are those that the recogniser gave.
"""

from bisect import bisect_left
from collections.abc import Mapping

import regex

from banggiao.extract.page import TAGS, Page, View
from banggiao.model.mentions import DateMention
from banggiao.model.spans import Span

_COMPARED = regex.compile(r"(?:so với|so cùng kỳ|cùng kỳ|so)(?: với)?(?: mức| cùng kỳ| của| thời điểm| cùng thời điểm)?(?: của)? {0,2}$")
_CLOSE = regex.compile(
    rf"[ ,]{{0,2}}\(?(?:[^.;()!?\ue000-\uf8ff]{{0,12}} )?(?:từ |vào |trong |hồi |từ năm |kể từ |(?:được )?ký (?:kết )?(?:vào |hồi )?|tính đến |đến |mới )?{TAGS['date']}"
)


_MONTH = len("2024-05")
_FIRST = 2
"""How many of the days told first may be that of what is reported."""


def dated(date: DateMention) -> bool:
    """Whether a mention stands for a time with a value."""
    return date.value is not None and date.cls in ("date", "vague", "duration")


def compared(view: View, at: int) -> bool:
    """Whether the date at a place only says what something is compared with."""
    return _COMPARED.search(view.text, max(0, at - 40), at) is not None


def close_after(view: View, end: int) -> DateMention | None:
    """The date that follows some words at once: ``năm 2016``, ``vào tháng 9/2023``, ``(2016-2026)``."""
    match = _CLOSE.match(view.text, end)
    if match is None or compared(view, match.end() - 1):
        return None
    date = view.mentions.get(match.end() - 1)
    return date if isinstance(date, DateMention) and dated(date) else None


def last_before(view: View, start: int, floor: int = 0) -> DateMention | None:
    """The nearest date before a place, from ``floor`` on."""
    for at, date in reversed(view.dates(floor, start)):
        if dated(date) and not compared(view, at):
            return date
    return None


def first_of(value: str) -> str:
    """The beginning of an interval (other dates as they are)."""
    return value.partition("/")[0]


def last_of(value: str) -> str:
    """The end of an interval (other dates as they are)."""
    return value.rpartition("/")[2]


def fresh(page: Page, value: str) -> bool:
    """Whether a date lies in the days around the report's publication (or, vaguely told, could)."""
    published = page.scene.published
    if not published:
        return False
    value = last_of(value)
    if len(value) < 10 or len(published) < 10:
        return False
    return value[:8] == published[:8] or abs(_days(value) - _days(published)) <= 10


def event_day(page: Page) -> str | None:
    """The day of what is reported: the first day told that lies close before publication, else publication's own.

    Of a report whose month alone is known it is the first day told of that month at its head, else the month.
    """
    published = page.scene.published
    if not published or len(published) < 7:
        return None
    days = [date.value for date in page.scene.mentions.dates if date.value and len(date.value) == 10]
    if len(published) < 10:
        return next((value for value in days[:_FIRST] if value[:7] == published), published)
    return next((value for value in days if value <= published and fresh(page, value)), published)


def times_told(page: Page) -> dict[str, list[DateMention]]:
    """The words of every time that the text tells, in order, by its value; those of a day also by their month."""
    told: dict[str, list[DateMention]] = {}
    for view in page.views:
        for _, date in view.dates():
            if date.cls == "date" and date.value:
                for value in dict.fromkeys((date.value, date.value[:_MONTH])):
                    told.setdefault(value, []).append(date)
    return told


def nearest_time(told: Mapping[str, list[DateMention]], value: str, at: int) -> Span | None:
    """The words nearest to a place that tell a time, or a day of it where it is a month; None where only the publication gives it."""
    fitting = told.get(value, [])
    after = bisect_left(fitting, at, key=lambda date: date.start)
    near = fitting[max(0, after - 1) : after + 1]
    return min(((abs(date.start - at), Span(date.start, date.end)) for date in near), default=(0, None), key=lambda one: one[0])[1]


def _days(value: str) -> int:
    """A day's number, near enough for differences of some days."""
    year, month, day = (int(part) for part in value.split("-"))
    return year * 372 + month * 31 + day
