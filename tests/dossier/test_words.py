"""Dates, numbers and amounts in words, in both languages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made import LORE

from banggiao.dossier.words import Words


@pytest.fixture(scope="module")
def words() -> Callable[[str], Words]:
    made = {language: Words(LORE, language) for language in ("vi", "en")}
    return made.__getitem__


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("2024-03-12", "12/3/2024", "12 Mar 2024"),
        ("2024-03", "3/2024", "Mar 2024"),
        ("2024", "2024", "2024"),
        ("2021-Q1", "quý 1/2021", "Q1 2021"),
        ("2017-09-24/2017-09-26", "24–26/9/2017", "24–26 Sep 2017"),
        ("2021/2023", "2021 – 2023", "2021 – 2023"),
        ("2017-09-30/2017-10-02", "30/9/2017 – 2/10/2017", "30 Sep 2017 – 2 Oct 2017"),
        ("2024-13", "2024-13", "2024-13"),  # no month: shown as it stands
        ("<b>2024</b>", "<b>2024</b>", "<b>2024</b>"),
    ],
)
def test_dates(words: Callable[[str], Words], value: str, vi: str, en: str) -> None:
    assert (words("vi").date(value), words("en").date(value)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (15_000_000_000, "USD", "15\u00a0tỷ\u00a0USD", "15\u00a0billion\u00a0USD"),
        (1_710_000_000, "USD", "1,71\u00a0tỷ\u00a0USD", "1.71\u00a0billion\u00a0USD"),
        (34.1, "percent", "34,1%", "34.1%"),
        (-2.5, "percent", "−2,5%", "−2.5%"),
        (60_000, "people", "60.000\u00a0người", "60,000\u00a0people"),
        (2024, None, "2024", "2024"),
        (1_234_567, "xe", "1.234.567\u00a0xe", "1,234,567\u00a0xe"),  # not round: every digit; an open unit
    ],
)
def test_amounts(words: Callable[[str], Words], value: float, unit: str | None, vi: str, en: str) -> None:
    assert (words("vi").amount(value, unit), words("en").amount(value, unit)) == (vi, en)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_every_number_has_words(value: float) -> None:
    assert Words(LORE, "vi").number(value)


@pytest.mark.parametrize(
    ("says", "vi", "en"),
    [
        ("450 m : 88 bn = 0.00511", "450 triệu : 88 tỷ = 0.00511", "450 million : 88 billion = 0.00511"),
        ("15 bn ≥ 15 bn", "15 tỷ ≥ 15 tỷ", "15 billion ≥ 15 billion"),
        ("planned 2013-05-07/2013-05-08", "dự kiến 7–8/5/2013", "planned 7–8 May 2013"),
        ("2016-09-03, lần đầu tiên: 2007-07", "3/9/2016, lần đầu tiên: 7/2007", "3 Sep 2016, lần đầu tiên: Jul 2007"),
        ("1972 + 50 = 2022; 2023", "1972 + 50 = 2022; 2023", "1972 + 50 = 2022; 2023"),
        (
            "GB foreign_minister: An Ba 2024-01-02",
            "Anh bộ trưởng ngoại giao: An Ba 2/1/2024",
            "United Kingdom foreign minister: An Ba 2 Jan 2024",
        ),
        ("2025; comprehensive_strategic 2016", "2025; đối tác chiến lược toàn diện 2016", "2025; comprehensive strategic partnership 2016"),
        ("2.5 %–3.1 %; Gloria de la Fuente <b>", "2.5 %–3.1 %; Gloria de la Fuente <b>", "2.5 %–3.1 %; Gloria de la Fuente <b>"),
    ],
)
def test_what_a_finding_shows(words: Callable[[str], Words], says: str, vi: str, en: str) -> None:
    assert (words("vi").arithmetic(says), words("en").arithmetic(says)) == (vi, en)


@pytest.mark.parametrize(
    ("reason", "vi"),
    [("same day, same place", "cùng ngày, cùng nơi"), ("first telling", "lời kể đầu tiên"), ("something new", "something new")],
)
def test_why_tellings_are_one(words: Callable[[str], Words], reason: str, vi: str) -> None:
    assert (words("vi").reason(reason), words("en").reason(reason)) == (vi, reason)
