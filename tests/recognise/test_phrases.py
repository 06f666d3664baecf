"""The phrase finder: boundaries, spellings, preference for the longer, offsets of the text as given."""

import re
import unicodedata

import pytest

from banggiao.recognise.phrases import Phrases, longest_of

NAMES = Phrases([("Hàn", "short"), ("Hàn Quốc", "state"), ("Ủy ban", "organ"), ("Ấn Độ", "state"), ("Ấn Độ Dương", "ocean")], case="titles")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hàn Quốc và Hàn", [("Hàn Quốc", "state"), ("Hàn", "short")]),  # the longer wins
        ("Hàn Quốcx", [("Hàn", "short")]),  # a longer one that ends within a word does not hide the shorter
        ("Uỷ ban, UỶ BAN", [("Uỷ ban", "organ"), ("UỶ BAN", "organ")]),  # tone marks in either place, capitals
        ("ở Ấn Độ Dương", [("Ấn Độ Dương", "ocean")]),
        ("xHàn Hànx", []),
        ("Hàn\u00a0Quốc", [("Hàn\u00a0Quốc", "state")]),  # a blank that does not break
        ("", []),
    ],
)
def test_longest(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[hit.start : hit.end], NAMES.value(hit)) for hit in NAMES.longest(text)] == expected


def test_decomposed_text_keeps_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "thăm Ấn Độ hôm qua")
    (hit,) = NAMES.longest(text)
    assert unicodedata.normalize("NFC", text[hit.start : hit.end]) == "Ấn Độ"


def test_case_may_be_ignored() -> None:
    finder = Phrases([("đại sứ quán", 1)], case="any")
    assert [hit[:2] for hit in finder.longest("ĐẠI SỨ QUÁN, Đại sứ quán")] == [(0, 11), (13, 24)]


def test_all_gives_overlapping_hits_the_longer_first() -> None:
    assert [NAMES.value(hit) for hit in NAMES.all("Ấn Độ Dương")] == ["ocean", "state"]


def test_two_entries_spelled_alike_are_both_kept() -> None:
    finder = Phrases([("Anh", "state"), ("Anh", "pronoun")])
    assert [finder.value(hit) for hit in finder.all("Anh")] == ["state", "pronoun"]


def test_no_phrases() -> None:
    assert Phrases[int]([]).all("Hàn Quốc") == []


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["năm", "năm nay", "nay", "nă"], "năm nay", "năm nay"),
        (["năm", "năm nay", "nay", "nă"], "năm sau", "năm"),
        (["năm", "năm nay", "nay", "nă"], "nắng", None),
        (["a.b", "a", "(c)"], "a.b", "a.b"),
        (["a.b", "a", "(c)"], "axb", "a"),
        (["a.b", "a", "(c)"], "(c)", "(c)"),
    ],
)
def test_longest_of(words: list[str], text: str, found: str | None) -> None:
    match = re.match(longest_of(words), text)
    assert (match.group() if match else None) == found
