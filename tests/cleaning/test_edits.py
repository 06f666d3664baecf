"""Edit lists: applying, composing, and the way back from the cleaned text, for any edits."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from banggiao.cleaning.edits import apply, compose
from banggiao.model.cleaned import Cleaned, Edit
from banggiao.model.spans import Span


@st.composite
def edits(draw: st.DrawFn, text: str, step: str) -> list[Edit]:
    """Sorted, disjoint edits of a text; each changes something."""
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found = []
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        new = draw(st.text(alphabet="xyz ", max_size=3))
        if new != text[start:end] and (not found or found[-1].end < start):
            found.append(Edit(start, end, new, step))
    return found


@st.composite
def two(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    """A text, edits of it, and edits of what they make of it."""
    text = draw(st.text(alphabet="abcdef", max_size=24))
    first = draw(edits(text, "first"))
    return text, first, draw(edits(apply(text, first), "second"))


@given(two())
def test_composed_is_one_after_the_other(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, second = case
    whole = compose(text, first, second)
    assert apply(text, whole) == apply(apply(text, first), second)
    assert all(a.end <= b.start for a, b in pairwise(whole))


@given(two())
def test_composed_covers_no_more_than_its_parts(case: tuple[str, list[Edit], list[Edit]]) -> None:
    """Every place that the composed list changes was changed by one of the two."""
    text, first, second = case
    middle = Cleaned(text, apply(text, first), tuple(first))
    touched = {at for e in first for at in range(e.start, e.end)}
    for edit in second:
        back = middle.to_source(Span(edit.start, edit.end))
        touched |= set(range(back.start, back.end))
    assert {at for e in compose(text, first, second) for at in range(e.start, e.end)} <= touched


@given(two(), st.data())
def test_a_span_leads_back_to_the_words_that_made_it(case: tuple[str, list[Edit], list[Edit]], data: st.DataObject) -> None:
    """The edits inside the span found, applied to its words, give the cleaned span back, or more where it cuts an edit."""
    text, first, second = case
    whole = compose(text, first, second)
    cleaned = Cleaned(text, apply(text, whole), tuple(whole))
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(cleaned.text)), st.integers(0, len(cleaned.text)))))
    back = cleaned.to_source(Span(start, end))
    inside = [Edit(e.start - back.start, e.end - back.start, e.new, e.step) for e in whole if back.start <= e.start and e.end <= back.end]
    again = apply(text[back.start : back.end], inside)
    assert cleaned.text[start:end] in again
    assert all(back.start <= e.start or e.end <= back.start for e in whole)  # no edit is cut


def test_text_outside_edits_leads_back_to_itself() -> None:
    cleaned = Cleaned("Vi??t Nam", "Việt Nam", (Edit(0, 5, "Việt", "lost_letters"),))
    assert cleaned.to_source(Span(5, 8)).of("Vi??t Nam") == "Nam"
    assert cleaned.to_source(Span(0, 8)).of("Vi??t Nam") == "Vi??t Nam"
    assert cleaned.to_source(Span(1, 2)).of("Vi??t Nam") == "Vi??t"
