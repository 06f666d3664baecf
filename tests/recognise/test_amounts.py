"""Amounts in running text: numbers as Vietnamese writes them, units, ranges, and what counts nothing."""

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.lore import Lore
from banggiao.recognise.amounts import find_amounts
from banggiao.recognise.numbers import in_figures, numbers

LORE = Lore()
SHARED = Path(os.environ.get("BANGGIAO_SHARED", Path(__file__).parents[3] / "shared"))


def found(text: str) -> list[tuple[float, str]]:
    """The values and units in a text."""
    return [(m.value, m.unit) for m in find_amounts(text, LORE)]


AMOUNTS = [
    ("đạt 1,71 tỷ USD", [(1.71e9, "USD")]),
    ("3.000 tấn gạo", [(3000, "tonnes")]),
    ("hơn 15 tỷ đô la Mỹ", [(15e9, "USD")]),
    ("gần 100 triệu euro", [(1e8, "EUR")]),
    ("tăng 34,1%", [(34.1, "percent")]),
    ("mười lăm tỷ đồng", [(15e9, "VND")]),
    ("hai triệu lượt khách", [(2e6, "people")]),
    ("450 suất học bổng", [(450, "scholarships")]),
    ("hai dự án và 20 dự án", [(2, "projects"), (20, "projects")]),
    ("100 triệu yen", [(1e8, "JPY")]),
    ("5 nghìn tỷ đồng", [(5e12, "VND")]),
    ("1 tỷ euro (1,2 tỷ USD)", [(1e9, "EUR"), (1.2e9, "USD")]),
    ("182.88 triệu USD", [(182_880_000, "USD")]),  # a point that is no mark of thousands
    ("1,500 USD", [(1500, "USD")]),  # a comma that is one
    ("1.234,5 triệu đồng", [(1_234_500_000, "VND")]),
    ("$500 triệu và US$1,5 tỷ", [(5e8, "USD"), (1.5e9, "USD")]),
    ("10 triệu nhân dân tệ", [(1e7, "CNY")]),
    ("một tỷ USD", [(1e9, "USD")]),
    ("nửa triệu người", [(5e5, "people")]),
    ("hai tỷ rưỡi USD", [(2.5e9, "USD")]),
    ("hai mươi lăm dự án", [(25, "projects")]),
    ("ba trăm nghìn người", [(3e5, "people")]),
    ("tăng gấp đôi", [(2, "times")]),
    ("gấp 3 lần", [(3, "times")]),
    ("5 triệu bảng", [(5e6, "GBP")]),
    ("10 triệu đôla Australia", [(1e7, "AUD")]),
    ("14.000 sinh viên", [(14_000, "students")]),
    ("113 quốc gia", [(113, "countries")]),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts(text: str, expected: list[tuple[float, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("60.000-80.000 người", 60_000, 80_000),
        ("60 - 80 nghìn người", 60_000, 80_000),  # the scale word serves both
        ("10 đến 15 tỷ USD", 10e9, 15e9),
        ("500 triệu đến 1 tỷ USD", 5e8, 1e9),
        ("13% - 16%", 13, 16),
    ],
)
def test_ranges_keep_both_bounds(text: str, value: float, upper: float) -> None:
    (mention,) = find_amounts(text, LORE)
    assert (mention.value, mention.upper, mention.text) == (value, upper, text)


@pytest.mark.parametrize(
    "text",
    ["hai bên", "một đồng minh", "hai nước", "một người", "một lần nữa", "8/116 quốc gia", "năm 2014 đồng chí", "một bảng hiệu", "ba yên tâm",
     "kỳ họp thứ 5", "ngày 5/4", "tỷ lệ", "trường hợp"],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("figures", "scaled", "share", "value"),
    [("1.600", False, False, 1600), ("1,600", True, False, 1600), ("1,625", True, False, 1.625), ("0,125", False, True, 0.125),
     ("1.234.567", False, False, 1_234_567), ("1,234.5", False, False, 1234.5), ("12", False, False, 12), ("1.5", True, False, 1.5)],
)  # fmt: skip
def test_figures(figures: str, scaled: bool, share: bool, value: float) -> None:
    assert in_figures(figures, scaled, share) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("mười hai", 12), ("hai mươi", 20), ("hai mươi mốt", 21), ("một trăm linh năm", 105), ("hai nghìn ba trăm", 2300), ("xanh", None)],
)
def test_number_words(words: str, value: float | None) -> None:
    assert LORE.once(numbers).in_words(words) == value


def test_offsets_of_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "Kim ngạch đạt 3,3 tỷ đồng.")
    (mention,) = find_amounts(text, LORE)
    assert text[mention.start : mention.end] == unicodedata.normalize("NFD", "3,3 tỷ đồng")


PIECES = st.sampled_from(
    ["hai", "mười", "3", "4.000", "1,5", "tỷ", "triệu", "USD", "người", "%", "-", "đến", "$", "gấp đôi", "rưỡi", ",", "1.2.3"]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES, max_size=20).map("".join)))
def test_any_text_gives_sorted_disjoint_mentions(text: str) -> None:
    reached = 0
    for mention in find_amounts(text, LORE):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.upper is None or mention.upper > mention.value
        reached = mention.end


@pytest.mark.parametrize("piece", ["1.", "1 ", "hai ", "hai mươi ", "tỷ ", "$", "1-", "1 tỷ "])
def test_time_grows_with_the_text_only(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    begin = time.process_time()
    find_amounts(text, LORE)
    assert time.process_time() - begin < 5


@pytest.mark.skipif(not (SHARED / "gold/dev.gold.jsonl").is_file(), reason="shared gold is absent")
def test_the_figures_of_the_gold() -> None:
    """The value and unit of at least 97 % of the gold's statistics and targets are found within their quotes."""
    right = total = 0
    for line in (SHARED / "gold/dev.gold.jsonl").read_text().splitlines():
        for record in json.loads(line)["records"]:
            if record["kind"] in ("statistic", "target"):
                total += 1
                right += (record["value"], record["unit"]) in [(round(value), unit) for value, unit in found(record["quote"])] or (
                    record["value"], record["unit"],
                ) in found(record["quote"])  # fmt: skip
    assert right >= 0.97 * total
