"""Partial dates and steps between them."""

import pytest

from banggiao.recognise.almanac import When, month_shifted, nearest, parsed, shifted, span, week, weekday_near, when

FRIDAY = When(2020, 5, 15)


@pytest.mark.parametrize(
    ("iso", "expected"),
    [("2020-05-15", FRIDAY), ("2020-05", When(2020, 5)), ("2020", When(2020)), ("2020-05-15/2020-05-17", FRIDAY),
     ("2020-02-30", None), ("", None), (None, None), ("0000", None), ("soon", None)],
)  # fmt: skip
def test_parsed(iso: str | None, expected: When | None) -> None:
    assert parsed(iso) == expected


def test_precision_is_kept() -> None:
    assert [one.iso for one in (When(2020), When(2020, 5), FRIDAY)] == ["2020", "2020-05", "2020-05-15"]
    assert when(2019, 2, 29) is None


def test_steps_end_where_the_calendar_ends() -> None:
    assert shifted(FRIDAY, 20) == When(2020, 6, 4)
    assert shifted(When(9999, 12, 31), 1) is None
    assert shifted(When(2020, 5), 1) is None
    assert month_shifted(FRIDAY, -5) == When(2019, 12)
    assert month_shifted(When(2020), 1) is None
    assert month_shifted(When(1, 1), -1) is None


def test_intervals() -> None:
    assert span(FRIDAY, FRIDAY) == "2020-05-15"
    assert span(FRIDAY, When(2020, 5, 14)) is None
    assert week(FRIDAY, 1) == "2020-05-18/2020-05-24"
    assert week(FRIDAY, -1, 5, 6) == "2020-05-09/2020-05-10"
    assert week(When(2020, 5), 0) is None
    assert week(When(9999, 12, 31), 1) is None


def test_weekdays() -> None:
    assert weekday_near(FRIDAY, 4, future=False) == FRIDAY
    assert weekday_near(FRIDAY, 0, future=False) == When(2020, 5, 11)
    assert weekday_near(FRIDAY, 0, future=True) == When(2020, 5, 18)


@pytest.mark.parametrize(
    ("month", "day", "tense", "expected"),
    [(5, 20, "", When(2020, 5, 20)), (12, 20, "past", When(2019, 12, 20)), (1, 5, "future", When(2021, 1, 5)),
     (5, None, "next", When(2021, 5)), (2, 29, "", When(2020, 2, 29)), (4, None, "last", When(2020, 4))],
)  # fmt: skip
def test_nearest(month: int, day: int | None, tense: str, expected: When) -> None:
    assert nearest(FRIDAY, month, day, tense) == expected
