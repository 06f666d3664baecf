"""Dates of any precision as windows of days."""

import pytest

from banggiao.model.times import window

# value, first day, last day
WINDOWS = [
    ("2017-09-25", "2017-09-25", "2017-09-25"),
    ("2017-02", "2017-02-01", "2017-02-28"),
    ("2021-Q1", "2021-01-01", "2021-03-31"),
    ("2021-Q4", "2021-10-01", "2021-12-31"),
    ("2017", "2017-01-01", "2017-12-31"),
    ("2017-09-24/2017-10-01", "2017-09-24", "2017-10-01"),
    ("2021/2023", "2021-01-01", "2023-12-31"),
]


@pytest.mark.parametrize(("value", "first", "last"), WINDOWS)
def test_windows(value: str, first: str, last: str) -> None:
    found = window(value)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["", None, "soon", "2017-13", "2017-02-30", "2017-00", "0000", "2018/2017", "2017-1", "2021-Q5"])
def test_no_dates_have_no_window(value: str | None) -> None:
    assert window(value) is None


def test_nearness() -> None:
    day, next_day, month = window("2017-09-30"), window("2017-10-01"), window("2017-10")
    assert day and next_day and month
    assert not day.near(next_day)
    assert day.near(next_day, 1) and next_day.near(day, 1)
    assert month.near(next_day) and not month.near(day)
