"""Every pattern matches its examples and none of its counters, as the reader sees them.

An example is read like a sentence of an article; where it holds slots (``{state}``, ``{date}``), these stand for themselves.
"""

import re
from functools import cache

import pytest

from banggiao.cleaning import clean
from banggiao.extract.page import TAGS, page
from banggiao.extract.patterns import PatternRow, compile_pattern
from banggiao.lore import KNOWLEDGE, Lore
from banggiao.model import Article
from banggiao.reader import stage
from banggiao.recognise.phrases import plain

LORE = Lore()
OWN_SLOTS = {"agreement_status": ("name",), "mechanism_context": ("name",), "partnership_act": ("tier", "years")}
"""Tables whose patterns know slots of their own; their code fills them, so here they stand for words."""


def rows() -> list[tuple[str, PatternRow]]:
    """Every pattern with the name of its table's file."""
    folder = KNOWLEDGE / "vi" / "patterns"
    names = [
        path.relative_to(KNOWLEDGE).as_posix().removesuffix(".yaml") for path in sorted(folder.rglob("*.yaml")) if path.stem != "parts"
    ]
    return [(name.rpartition("/")[2], row) for name in names for row in LORE.rows(name, PatternRow)]


def with_tags(text: str) -> str:
    """The text with each slot replaced by the character that stands for its class."""
    return re.sub(r"\{(\w+)\}", lambda slot: TAGS["state" if slot[1] == "actor" else slot[1]], text)


@cache
def seen(text: str) -> tuple[str, ...]:
    """The forms in which the reader may see a text: its views as an article of one sentence, and as written."""
    written = plain(with_tags(text)).lower()
    if "{" in text:
        return (written,)
    scene = stage(clean(Article(id="example", text=text), LORE), "2024-05-15", LORE)
    return (*(view.text for view in page(scene).views), written)


ROWS = rows()


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[f"{table}:{row.id}" for table, row in ROWS])
def test_examples_and_counters(table: str, row: PatternRow) -> None:
    """The pattern finds each example and no counter."""
    pattern, examples, counters = row.pattern, row.examples, row.counters
    for slot in OWN_SLOTS.get(table, ()):
        mark = f"<{slot}>"
        pattern = pattern.replace(f"{{{slot}}}", mark)
        examples, counters = ([text.replace(f"{{{slot}}}", mark) for text in texts] for texts in (examples, counters))
    found = compile_pattern(pattern, LORE)
    assert [text for text in examples if not any(found.search(form) for form in seen(text))] == []
    assert [text for text in counters if any(found.search(form) for form in seen(text))] == []


def test_every_pattern_has_both() -> None:
    """A pattern without an example proves nothing; one that makes records needs a counter too."""
    assert [row.id for _, row in ROWS if not row.examples] == []


def test_ids_are_unique() -> None:
    """An id names one pattern, in whatever table."""
    ids = [row.id for _, row in ROWS]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_triggers_stand_in_examples() -> None:
    """A pattern with triggers is tried on its own examples."""
    assert [
        (row.id, text)
        for _, row in ROWS
        for text in row.examples
        if row.triggers and not any(plain(trigger).lower() in plain(text).lower() for trigger in row.triggers)
    ] == []
