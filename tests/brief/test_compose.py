"""Briefings of the samples and the founding reports: everything stated has its sources, in both languages."""

import datetime
import re

import pytest
from tests.brief.conftest import Brief
from tests.made import LORE

from banggiao.brief import Document
from banggiao.brief.compose import SECTIONS
from banggiao.brief.document import Statement, Table
from banggiao.dossier import Labels, article, articles
from banggiao.store import Ledger

PAIRS = [("VN", "IN"), ("VN", "GB")]
FIGURE = re.compile(r"\d")


@pytest.fixture(params=["samples", "seeds"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    found: Ledger = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_sentence_with_a_figure_or_date_has_a_source_note(ledger: Ledger, write: Brief, a: str, b: str, language: str) -> None:
    made = write(ledger, a, b, language)
    stated = list(made.stated())
    with_figures = [text for text, _ in stated if FIGURE.search(text)]
    assert len(with_figures) >= 10
    assert [text for text, notes in stated if FIGURE.search(text) and not notes] == []
    assert [text for text, notes in stated if not notes] == []  # nor does any other sentence lack one


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_notes_are_numbered_as_the_text_comes_to_them_and_all_are_used(ledger: Ledger, write: Brief, a: str, b: str) -> None:
    made = write(ledger, a, b)
    assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))
    assert {number for _, notes in made.stated() for number in notes} == {note.number for note in made.notes}


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_notes_quote_the_articles_exactly(ledger: Ledger, write: Brief, a: str, b: str) -> None:
    texts = [" ".join(view.text.split()) for row in articles(ledger, limit=500).rows if (view := article(ledger, row.source.article))]
    quotes = [note.quote for note in write(ledger, a, b).notes if note.quote]
    assert len(quotes) > 10
    assert [quote for quote in quotes if not any(quote in text for text in texts)] == []


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_both_languages_state_the_same(ledger: Ledger, write: Brief, a: str, b: str) -> None:
    vi, en = (write(ledger, a, b, language) for language in ("vi", "en"))
    assert [(section.name, len(section.blocks)) for section in vi.sections] == [
        (section.name, len(section.blocks)) for section in en.sections
    ]
    assert [notes for _, notes in vi.stated()] == [notes for _, notes in en.stated()]
    assert vi.title != en.title and en.foreign_mark and not vi.foreign_mark


def words(made: Document, name: str) -> str:
    """A section as plain text."""
    kept = [section for section in made.sections if section.name == name]
    return "\n".join(text for text, _ in _only(made, kept).stated())


def _only(made: Document, sections: list[object]) -> Document:
    return Document(**{**{field: getattr(made, field) for field in Document.__struct_fields__}, "sections": tuple(sections)})  # type: ignore[arg-type]


# pair, section, words that it has in English
SAID = [
    ("IN", "relations", "In force: comprehensive strategic partnership, since 3 Sep 2016."),
    ("IN", "relations", "Reference beyond the ledger: Strategic partnership, since Jul 2007."),
    ("IN", "chronology", "1 Aug 2024 | Talks (Phạm Minh Chính, Narendra Modi)"),
    ("IN", "targets", "15\u00a0billion\u00a0USD by 2020"),
    ("IN", "mechanisms", "16 Oct 2023, edition 18"),
    ("GB", "relations", "In force: comprehensive strategic partnership, since 29 Oct 2025"),
    ("GB", "mechanisms", "13 Sep 2024, edition 5"),
    ("GB", "gaps", "no evidence (articles looked at: "),
]


@pytest.mark.parametrize(("partner", "section", "text"), SAID)
def test_what_the_samples_say(samples: Ledger, write: Brief, partner: str, section: str, text: str) -> None:
    assert text in words(write(samples, "VN", partner, "en"), section)


def test_a_person_in_the_purpose_gets_a_section(samples: Ledger, write: Brief) -> None:
    made = write(samples, "VN", "IN", purpose="điện đàm với ông Subrahmanyam Jaishankar")
    assert "Subrahmanyam Jaishankar: bộ trưởng ngoại giao" in words(made, "counterpart")
    assert ("Phục vụ", "điện đàm với ông Subrahmanyam Jaishankar") in made.facts
    assert words(write(samples, "VN", "IN", purpose="điện đàm với ông Nguyễn Không Ai"), "counterpart") == ""


def test_since_leaves_out_what_is_older(samples: Ledger, write: Brief) -> None:
    whole, short = write(samples, "VN", "IN"), write(samples, "VN", "IN", since=datetime.date(2024, 1, 1))
    assert "3/9/2016" in words(whole, "chronology") and "3/9/2016" not in words(short, "chronology")
    assert "1/8/2024" in words(short, "chronology")


def test_two_states_that_nothing_is_known_of(samples: Ledger, write: Brief) -> None:
    """Every section that is missing is a gap, and nothing is made up."""
    made = write(samples, "VN", "PG")
    assert [section.name for section in made.sections] == ["gaps"]
    assert len(list(made.stated())) == len(SECTIONS) - 2
    assert all(notes for _, notes in made.stated())


def test_words_of_sources_are_marked(samples: Ledger, write: Brief) -> None:
    """Promises and positions are in the original, and no label of ours is."""
    made = write(samples, "VN", "IN", "en")
    for section in made.sections:
        for block in section.blocks:
            if section.name == "commitments" and isinstance(block, Table):
                assert all(piece.foreign for row in block.rows for piece in row.cells[0])
            if section.name == "stances" and isinstance(block, Statement):
                assert [piece.foreign for piece in block.pieces] == [False, True]


def test_every_heading_and_sentence_is_in_the_table_of_labels() -> None:
    vi, en = Labels(LORE, "vi"), Labels(LORE, "en")
    for name in (*SECTIONS, "gaps", "sources"):
        assert vi.word(f"brief.{name}") != en.word(f"brief.{name}") != f"brief.{name}"
