"""A day that notes what is asked of it: the days around it as of which all was answered the same."""

import datetime
from collections.abc import Callable

import pytest

from banggiao.lifecycle.watch import Watch
from banggiao.model.times import Window

DAY = datetime.date(2026, 3, 10)


def on(month: int, day: int) -> datetime.date:
    return datetime.date(2026, month, day)


ASKED: list[tuple[str, Callable[[datetime.date], object], str, str]] = [
    ("nothing", lambda day: None, "0001-01-01", "9999-12-31"),
    ("a day before", lambda day: on(3, 1) < day, "2026-03-02", "9999-12-31"),
    ("a day behind", lambda day: day <= on(4, 1), "0001-01-01", "2026-03-31"),
    ("both", lambda day: on(3, 1) <= day < on(4, 1), "2026-03-02", "2026-03-31"),
    ("the day itself", lambda day: day >= DAY, "2026-03-10", "2026-03-10"),
    ("equal to another", lambda day: day == on(3, 12), "0001-01-01", "2026-03-11"),
    ("the later of two", lambda day: max(on(3, 1), day) is day, "2026-03-02", "9999-12-31"),
    ("windows in order", lambda day: Window(on(3, 1), on(3, 1)) < Window(day, day), "2026-03-02", "9999-12-31"),
    ("its year", lambda day: day.year, "2026-01-01", "2026-12-31"),
    ("how long since", lambda day: (day - on(3, 1)).days, "2026-03-10", "2026-03-10"),
    ("how long until", lambda day: on(4, 1) - day, "2026-03-10", "2026-03-10"),
    ("its words", lambda day: day.isoformat(), "2026-03-10", "2026-03-10"),
    ("its month", lambda day: day.month, "2026-03-10", "2026-03-10"),
    ("a place among keys", lambda day: day in {on(3, 1)}, "2026-03-10", "2026-03-10"),
]


@pytest.mark.parametrize(("ask", "since", "until"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_a_watch_answers_as_its_day_and_knows_how_long_that_holds(ask: Callable[[datetime.date], object], since: str, until: str) -> None:
    watch = Watch.on(DAY)
    assert ask(watch) == ask(DAY)
    assert (watch.since.isoformat(), watch.until.isoformat()) == (since, until)


@pytest.mark.parametrize("days", range(-40, 41, 4))
def test_as_of_all_days_between_the_answers_are_the_same(days: int) -> None:
    asked = (on(2, 20), on(3, 8), on(3, 10), on(3, 14), on(4, 2))
    watch = Watch.on(DAY + datetime.timedelta(days))
    told = [one < watch for one in asked]
    for other in range(-60, 61):
        day = DAY + datetime.timedelta(other)
        if watch.since <= day <= watch.until:
            assert [one < day for one in asked] == told
