"""Dates in running text: every form with its value, what only looks like a date, and the offsets."""

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.lore import Lore
from banggiao.recognise.date_patterns import DatePattern
from banggiao.recognise.date_readings import READINGS
from banggiao.recognise.dates import find_dates, found_dates

LORE = Lore()
SHARED = Path(os.environ.get("BANGGIAO_SHARED", Path(__file__).parents[3] / "shared"))
PATTERNS = LORE.rows("vi/dates/patterns", DatePattern)
READ_ON = "2020-05-15"


def found(text: str, published: str | None = READ_ON) -> list[tuple[str, str | None]]:
    """The words and values of the dates in a text."""
    return [(m.text, m.value) for m in find_dates(text, published, LORE) if m.cls == "date"]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_pattern_matches_its_examples_and_no_counter(pattern: DatePattern) -> None:
    assert pattern.reads in READINGS
    assert pattern.examples
    for text, value in pattern.examples.items():
        assert (pattern.id, value) in [(one.id, mention.value) for mention, one in found_dates(text, READ_ON, LORE)], text
    for text in pattern.counters:
        assert pattern.id not in [one.id for _, one in found_dates(text, READ_ON, LORE)], text


IN_CONTEXT = [
    # the day told with its year stands beside today's word
    ("Hôm nay (15/5) và hôm qua 14/5", [("Hôm nay (15/5", "2020-05-15"), ("hôm qua 14/5", "2020-05-14")]),
    # the same day is the one last stated, not today
    ("Ngày 3/5 hai bên hội đàm; chiều cùng ngày ký kết", [("Ngày 3/5", "2020-05-03"), ("chiều cùng ngày", "2020-05-03")]),
    # days that follow each other are an interval, days apart are two dates
    ("trong hai ngày 5 và 6/3", [("ngày 5 và 6/3", "2020-03-05/2020-03-06")]),
    ("các ngày 4 và 25-3", [("ngày 4", "2020-03-04"), ("25-3", "2020-03-25")]),
    # a quarter without its number is the one last told; the same period goes back from it
    ("Quý 3/2018 tăng so với cùng kỳ năm trước. Trong quý, hai nước",
     [("Quý 3/2018", "2018-Q3"), ("cùng kỳ năm trước", "2017-Q3"), ("quý", "2018-Q3")]),
    # a capital makes a weekday of an ordinal
    ("hội nghị lần thứ hai vào thứ Hai", [("thứ Hai", "2020-05-11")]),
    ("Tháng Ba năm nay", [("Tháng Ba năm nay", "2020-03")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), IN_CONTEXT)
def test_dates_lean_on_what_was_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


YEARLESS = [
    # text, published, value
    ("ngày 27/12 đã gặp", "2020-01-10", "2019-12-27"),  # past, across the turn of the year
    ("ngày 5/1 sẽ gặp", "2019-12-20", "2020-01-05"),  # future, across the turn of the year
    ("ngày 20/9 sẽ gặp", "2020-05-15", "2020-09-20"),
    ("hôm 17/6", "2020-05-15", "2020-06-17"),
    ("tháng 11 vừa qua", "2020-05-15", "2019-11"),
    ("tháng 2 tới", "2020-05-15", "2021-02"),
    ("ngày 3/4", "2020-04", "2020-04-03"),  # published to the month
    ("ngày 3/4", "2020", "2020-04-03"),  # published to the year
    ("ngày 3/4", None, None),  # unknown: the words are kept without a value
    ("hôm nay", "2020-04", "2020-04"),  # no more precise than what is known
    ("hôm nay", "2020", None),
    ("tuần tới", None, None),
    ("năm ngoái", "2020", "2019"),
    ("ngày 3/4", "no date", None),
]


@pytest.mark.parametrize(("text", "published", "value"), YEARLESS)
def test_a_date_without_a_year_is_set_near_publication(text: str, published: str | None, value: str | None) -> None:
    assert [one for _, one in found(text, published)] == [value]


NO_DATES = [
    "tỷ số 2-1", "trực 24/7", "1/3 dân số", "Quyết định 12/2015", "Nghị quyết 2231", "APEC 2017", "đường dây nóng 0912-345-678",
    "60 - 80 nghìn", "khóa 13", "kỳ họp thứ 5", "sau vụ khủng bố 11/9", "UNCLOS 1982", "báo Ngày Nay", "ngày nay", "lần thứ 4",
    "lớn thứ hai thế giới", "ngày 31/2", "ngày 45/13", "quý vị", "192.168.1.20", "thắng 3-1", "lãi suất 5,8-5,9% / năm", "24/24",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert found(text) == []


def test_classes() -> None:
    mentions = find_dates("Lúc 10h30 ngày 5/4, sau 30 năm, thời gian qua", READ_ON, LORE)
    assert [(m.text, m.cls) for m in mentions] == [
        ("Lúc 10h30", "time"), ("ngày 5/4", "date"), ("30 năm", "duration"), ("thời gian qua", "vague"),
    ]  # fmt: skip


def test_basis_tells_whether_the_year_was_said() -> None:
    assert [m.basis for m in find_dates("ngày 5/4/2019 và hôm qua", READ_ON, LORE)] == ["explicit", "resolved"]


def test_spellings_and_offsets() -> None:
    """Decomposed letters, capitals and hard blanks change neither value nor words."""
    for text in ("Ngày 5 tháng 4 năm 2019", "NGÀY 5 THÁNG 4 NĂM 2019", "Ngày\u00a05 tháng 4 năm\u00a02019"):
        for form in ("NFC", "NFD"):
            given_text = "Vì thế, " + unicodedata.normalize(form, text) + "."
            (mention,) = find_dates(given_text, None, LORE)
            assert (given_text[mention.start : mention.end], mention.value) == (unicodedata.normalize(form, text), "2019-04-05")


WORDS = st.sampled_from(
    ["ngày", "tháng", "năm", "hôm", "qua", "nay", "tới", "từ", "đến", "và", "quý", "tuần", "thứ", "Hai", "cuối", "đầu", "cùng", "kỳ",
     "5", "12", "2019", "31/2", "3/4", "1-2-2020", "6 tháng đầu", ",", ".", "(", ")", "-", "\n", "giai đoạn", "trước", "sau", "hai"]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)),
    st.sampled_from([None, "2020", "2020-05", "2020-05-31", "?"]),
)
def test_any_text_gives_sorted_disjoint_mentions(text: str, published: str | None) -> None:
    reached = 0
    for mention in find_dates(text, published, LORE):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        reached = mention.end


@pytest.mark.parametrize("piece", ["ngày 5, ", "5/", "1-", "tháng 5 và ", "năm ", "ngày 5 đến ", "(", "cuối ", "thứ hai ", "2019-", "5.5."])
def test_time_grows_with_the_text_only(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    begin = time.process_time()
    find_dates(text, READ_ON, LORE)
    assert time.process_time() - begin < 5


@pytest.mark.skipif(not (SHARED / "gold/mentions.seeds.json").is_file(), reason="shared gold is absent")
def test_the_founding_reports() -> None:
    """At least 30 of the 31 calendar expressions with span and value, and nothing else is called a date."""
    right = total = 0
    for report in json.loads((SHARED / "gold/mentions.seeds.json").read_text()):
        text = (SHARED / "seeds" / report["file"]).read_text()
        gold = {(one["start"], one["end"], one["value"]) for one in report["time"] if one["cls"] == "date"}
        mine = {(m.start, m.end, m.value) for m in find_dates(text, report["published"], LORE) if m.cls == "date"}
        assert {one[:2] for one in mine} <= {one[:2] for one in gold}
        right, total = right + len(gold & mine), total + len(gold)
    assert total == 31
    assert right >= 30
