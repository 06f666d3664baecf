"""Cleaning as a whole: what holds of any text, and linear time on hostile ones."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.cleaning.clean import STEPS, clean, clean_text
from banggiao.cleaning.edits import apply
from banggiao.lore import Lore
from banggiao.model.article import Article
from banggiao.model.cleaned import Cleaned
from banggiao.model.spans import Span

LORE = Lore()
PIECES = [
    "Vi??t", "Nam", " - ", "Ấn Độ", ".", ". ", "\n", "\n\n", "\r\n", "(2020)", "“hòa bình”", "&amp;", "&#224;", "<p>", "</p>",
    "<script>", "Ảnh: AFP", " |", "./.", "Xem thêm: ", "Viá»‡t", "e\u0302\u0323", "\u00a0", "\u200b", "??", "\ufffd", "Moon Jae - in",
    "hôm nay", "Minh Anh", "(Dân trí) - ", "Hàn Quốc", ", ", "12/03/2020", "S.Jaishankar", "TP.", "tr???ng", " ",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=24).map("".join))


def cleaned(text: str) -> Cleaned:
    return clean(Article(id="a", text=text), LORE)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_edits_lead_from_the_delivered_text_to_the_cleaned_one(text: str) -> None:
    found = cleaned(text)
    assert found.delivered == text
    assert apply(text, found.edits) == found.text
    assert all(a.end <= b.start for a, b in pairwise(found.edits))
    assert unicodedata.is_normalized("NFC", found.text)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.data())
def test_every_span_leads_back_to_words_that_made_it(text: str, data: st.DataObject) -> None:
    """Cleaning is local: the delivered words of a span contain all that made it, and no more than its edits touch."""
    found = cleaned(text)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(found.text)), st.integers(0, len(found.text)))))
    back = found.to_source(Span(start, end))
    assert 0 <= back.start <= back.end <= len(text)
    inside = [(e.start, e.end, e.new) for e in found.edits if back.start <= e.start and e.end <= back.end]
    words, at = "", back.start
    for edit_start, edit_end, new in inside:
        words += text[at:edit_start] + new
        at = edit_end
    assert found.text[start:end] in words + text[at : back.end]


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_zones_cover_the_text(text: str) -> None:
    found = cleaned(text)
    assert [z.start for z in found.zones][1:] == [z.end for z in found.zones][:-1]
    assert not found.text or (found.zones[0].start, found.zones[-1].end) == (0, len(found.text))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([p for p in PIECES if p not in ("&amp;", "&#224;", "<script>", "<p>", "</p>")]), max_size=16).map(" ".join))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """But for escaped marks, which a second cleaning would unescape again."""
    once = clean_text(text, LORE).text
    assert clean_text(once, LORE).text == once


@pytest.mark.parametrize(
    "piece",
    ["?", "<", "&", "- ", "a.", "<!--", "<script>", "<a ", "a?", "\n", "Ảnh: ", ". (Ảnh: Ab cd)", "a\u0323", "\ufffd", '"', "A. ",
     "một dòng\n", "Kim Jo - n ", "x |\n", "a\nb\n", "&#65;", "Ã¡", "t??i ", "Abc\nabc\n", "1. ", "Viá»‡t"],
)  # fmt: skip
def test_time_grows_linearly(piece: str) -> None:
    """Four times a hostile text takes about four times as long; eight is allowed for noise, and the better of two tries counts."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = 60.0
        for _ in range(2):
            began = time.process_time()
            cleaned(text)
            best = min(best, time.process_time() - began)
        return best

    cleaned(piece * 10)
    small, large = seconds(10_000), seconds(40_000)
    assert large < 4 * 2 * max(small, 0.005), f"{small:.3f} s grew to {large:.3f} s for four times the text"


def test_steps_are_named_once() -> None:
    assert len({name for name, _ in STEPS}) == len(STEPS)
