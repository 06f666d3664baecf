"""Folding keeps offsets, finds one spelling for many, and never cuts a letter from its marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.text import Syllables, boundary, fold, folded, syllables, tone_fold

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàáảãạòóỏõọùúủũụỳýỷỹỵđĐqQhHtTnN UYỦỶÀÒ-.\u0301\u0323\u0302", max_size=40)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Uỷ ban", "Ủy ban"),  # the tone moves to the first vowel of an open syllable
        ("hoà bình", "hòa bình"),
        ("KHOẺ", "KHỎE"),
        ("hoàn toàn", "hoàn toàn"),  # a closing consonant keeps it on the second
        ("hòan", "hoàn"),  # an old keyboard's slip
        ("quý", "quý"),  # qu is one consonant
        ("qúy qủa", "quý quả"),
        ("khuỷu", "khuỷu"),
        ("Ðại hội", "Đại hội"),  # the eth of old encodings
    ],
)
def test_tone_fold(written: str, expected: str) -> None:
    assert tone_fold(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Đặng Thị  Hoà", "dang thi hoa"), ("ẤN ĐỘ", "an do"), ("Gruzia\n", "gruzia")],
)
def test_fold(written: str, expected: str) -> None:
    assert fold(written) == fold(unicodedata.normalize("NFD", written)) == expected


@given(VIETNAMESE)
def test_composed_text_keeps_its_length(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(tone_fold(composed)) == len(composed)
    assert tone_fold(tone_fold(composed)) == tone_fold(composed)


@given(VIETNAMESE)
def test_the_way_back_is_whole(text: str) -> None:
    made = folded(text)
    assert made.text == tone_fold(text)
    ends = [made.back(at) for at in range(len(made.text) + 1)]
    assert ends == sorted(ends)
    assert (ends[0], ends[-1]) == (0, len(text))


@given(VIETNAMESE)
def test_syllables_end_at_boundaries(text: str) -> None:
    for span in syllables(text):
        assert boundary(text, span.start)
        assert boundary(text, span.end)
        assert span.end - span.start > 0


def test_decomposed_letters_stay_whole() -> None:
    text = unicodedata.normalize("NFD", "hội đàm Ấn Độ")
    assert [unicodedata.normalize("NFC", span.of(text)) for span in syllables(text)] == ["hội", "đàm", "Ấn", "Độ"]


def test_syllables_by_number() -> None:
    words = Syllables.of("Thủ tướng Lào, ông Thongloun")
    assert words.word(words.at(10)) == "Lào"
    assert words.word(words.at(13)) == "ông"
    assert words.word(99) == ""
