"""Expressions are found in their examples and not in their counters; word tables are sound."""

import re

import pytest

from banggiao.extract.expressions import ExpressionRow, Expressions
from banggiao.extract.lexicon import InstrumentRow, StatusRow, TreatyRow, instruments, roles, treaties
from banggiao.extract.page import TAGS
from banggiao.lore import Lore
from banggiao.recognise.phrases import plain

LORE = Lore()
SAID = LORE.once(Expressions)
ROWS = LORE.rows("vi/facts/expressions", ExpressionRow)


def seen(text: str) -> str:
    """The text as a view has it: each slot a tag."""
    return re.sub(r"\{(\w+)\}", lambda slot: TAGS["state" if slot[1] == "actor" else slot[1]], plain(text))


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_examples_and_counters(row: ExpressionRow) -> None:
    """Found in each example, in no counter; right behind or before a place counts from the text's ends."""
    assert [text for text in row.examples if not SAID[row.id].search(seen(text))] == []
    assert [text for text in row.counters if SAID[row.id].search(seen(text))] == []


def test_an_unknown_expression_is_an_error() -> None:
    """A misspelled id does not silently find nothing."""
    with pytest.raises(KeyError):
        SAID["figure.nowhere"]


def test_every_verb_has_a_status_in_every_mood() -> None:
    """The table of document statuses has no hole."""
    rows = LORE.rows("vi/facts/document_status", StatusRow)
    verbs, moods = {row.verb for row in rows}, {row.mood for row in rows}
    known = {(row.verb, row.mood) for row in rows}
    assert [(verb, mood) for verb in sorted(verbs) for mood in sorted(moods) if (verb, mood) not in known] == []


def test_instruments_and_treaties() -> None:
    """The longest word for a document wins; treaties are found as written."""
    finder = LORE.once(instruments)
    assert [finder.value(hit).type for hit in finder.longest("ký biên bản ghi nhớ và hiệp định khung")] == ["mou", "agreement"]
    short = LORE.once(treaties)
    assert [short.value(hit).name for hit in short.longest("tận dụng CPTPP, không phải cptpp")] == ["CPTPP"]
    assert all(row.law or row.type for row in LORE.rows("vi/facts/treaties", TreatyRow))
    assert {row.type for row in LORE.rows("vi/facts/instruments", InstrumentRow)} <= {
        "treaty", "agreement", "mou", "action_programme", "joint_statement", "convention", "contract", "other",
    }  # fmt: skip


def test_roles_of_words() -> None:
    """The roles that names are read with are all there."""
    assert {"name_ends", "name_keeps", "name_adds", "plural", "bundle", "comma_pairs"} <= set(LORE.once(roles))
