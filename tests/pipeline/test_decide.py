"""Decisions: what each does, that they outlive a newer reading, travel to another ledger, and can be undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.dossier import timeline
from banggiao.errors import InputError, UsageError
from banggiao.export.decisions import export_decisions, read_decisions
from banggiao.model import Reading
from banggiao.model.items import Item
from banggiao.pipeline.named import decide_on
from banggiao.store import Ledger, open_ledger, refresh
from banggiao.store.decisions import decisions, keep
from banggiao.store.put import put

ONE = "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar"
TWO = "VN+IN talks 2026-01-31 An Văn Bình, Ravi Kumar @ Hà Nội"
OTHER = "VN+IN call 2026-01-30 Lê Thị Cúc, Anil Mehta"
TEXTS = {"a": ONE, "b": TWO, "c": OTHER}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Talks told by two articles, a call by a third."""
    articles = [made_article(key, text, published="2026-02-01") for key, text in TEXTS.items()]
    with made_ledger(tmp_path / "l.db", *((article, plain_read(article, LORE)) for article in articles)) as made:
        yield made


def _told(ledger: Ledger) -> list[tuple[Any, ...]]:
    """The events by date: their articles and days told."""
    return [(item.articles, [one.value for one in item.said["date"]]) for item in timeline(ledger, "VN", "IN")]


def _of(ledger: Ledger, *articles: str) -> Item:
    return next(item for item in timeline(ledger, "VN", "IN") if item.articles == articles)


def _decide(ledger: Ledger, act: str, *ids: str, **more: Any) -> str:
    return decide_on(ledger, LORE, act, ids, author="An", reason="xem lại", **more).id


TALKS = (("a", "b"), ["2026-01-30", "2026-01-31"])
CALL = (("c",), ["2026-01-30"])


def test_without_decisions(ledger: Ledger) -> None:
    assert sorted(_told(ledger)) == sorted([CALL, TALKS])


def test_a_correction_is_shown_first_and_hides_nothing(ledger: Ledger) -> None:
    made = _decide(ledger, "correct", _of(ledger, "a", "b").id, field="date", value="2026-01-29")
    item = _of(ledger, "a", "b")
    assert [(one.value, len(one.claims)) for one in item.said["date"]] == [("2026-01-29", 0), ("2026-01-30", 1), ("2026-01-31", 1)]
    assert (item.first, item.values["date"], item.decided) == ("2026-01-29", "2026-01-29", {"date": made})
    _decide(ledger, "undo", made[:8])
    assert sorted(_told(ledger)) == sorted([CALL, TALKS])


def test_an_accepted_claim_goes_before_others(ledger: Ledger) -> None:
    second = next(one.claim for one in _of(ledger, "a", "b").tellings if one.source.article == "b")
    _decide(ledger, "accept", second)
    assert _of(ledger, "a", "b").values["date"] == "2026-01-31"


def test_a_rejected_claim_is_in_no_object_and_stays_with_its_article(ledger: Ledger) -> None:
    second = next(one.claim for one in _of(ledger, "a", "b").tellings if one.source.article == "b")
    undone = _decide(ledger, "reject", second)
    assert sorted(_told(ledger)) == [(("a",), ["2026-01-30"]), CALL]
    _decide(ledger, "undo", undone)
    assert sorted(_told(ledger)) == sorted([CALL, TALKS])


def test_split_and_merge(ledger: Ledger) -> None:
    talks = _of(ledger, "a", "b")
    second = next(one.claim for one in talks.tellings if one.source.article == "b")
    _decide(ledger, "split", talks.id, second)
    assert sorted(_told(ledger)) == [(("a",), ["2026-01-30"]), (("b",), ["2026-01-31"]), CALL]
    _decide(ledger, "merge", _of(ledger, "a").id, _of(ledger, "b").id)
    assert sorted(_told(ledger)) == sorted([CALL, TALKS])
    _decide(ledger, "merge", _of(ledger, "a", "b").id, _of(ledger, "c").id)
    (all_three,) = _told(ledger)
    assert all_three[0] == ("a", "b", "c")
    assert "joined by a person" in {one.reason[:18] for one in _of(ledger, "a", "b", "c").tellings}


def test_an_undoing_can_be_undone(ledger: Ledger) -> None:
    made = _decide(ledger, "reject", _of(ledger, "c").id)
    back = _decide(ledger, "undo", made)
    assert CALL in _told(ledger)
    _decide(ledger, "undo", back)
    assert CALL not in _told(ledger)


def test_decisions_outlive_a_newer_reading(ledger: Ledger) -> None:
    """A newer reader that sees the place and moves the ends of the quote: the claim has another id, the decision holds."""
    _decide(ledger, "correct", _of(ledger, "a", "b").id, field="place", value="Huế")
    _decide(ledger, "reject", _of(ledger, "c").id)
    before = {one.claim for one in _of(ledger, "a", "b").tellings}
    for key, text in TEXTS.items():
        article = made_article(key, text, published="2026-02-01")
        reading = plain_read(article, LORE)
        records = tuple(
            msgspec.structs.replace(one, start=one.start + 3, quote=one.quote[3:], values={**one.values, "status": "planned"})
            for one in reading.records
        )
        with ledger.writing() as connection:
            put(connection, [(article, Reading(id=key, relevant=True, records=records, published="2026-02-01"))], "made-2")
    refresh(ledger, LORE)
    (item,) = timeline(ledger, "VN", "IN")
    assert (item.values["place"], item.values["status"]) == ("Huế", "planned")
    assert not before & {one.claim for one in item.tellings}


def test_decisions_travel(ledger: Ledger, tmp_path: Path) -> None:
    """Exported, and imported before the articles come, after them, and twice: the same world."""
    _decide(ledger, "reject", _of(ledger, "c").id)
    _decide(ledger, "correct", _of(ledger, "a", "b").id, field="people", value="An Văn Bình, Ravi Kumar, Lê Thị Cúc")
    file = tmp_path / "decisions.jsonl"
    assert export_decisions(ledger, file) == 2
    found = read_decisions(file.read_bytes().splitlines(), "decisions.jsonl")
    with open_ledger(tmp_path / "other.db", create=True) as other:
        with other.writing() as connection:
            assert keep(connection, found) == 2
            articles = [made_article(key, text, published="2026-02-01") for key, text in TEXTS.items()]
            put(connection, [(article, plain_read(article, LORE)) for article in articles], "made-1")
            assert keep(connection, found) == 0
        refresh(other, LORE)
        assert [item.as_json() for item in timeline(other, "VN", "IN")] == [item.as_json() for item in timeline(ledger, "VN", "IN")]
        export_decisions(other, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()


# a case, the act, its ids ("talks" and "call" stand for theirs), what else, words of the refusal
REFUSED: list[tuple[str, str, list[str], dict[str, Any], str]] = [
    ("an unknown id", "accept", ["0123456789"], {}, "has nothing with the id"),
    ("too short an id", "accept", ["abc"], {}, "is no id"),
    ("a field that events have not", "correct", ["talks"], {"field": "tier", "value": "strategic"}, "event has no field 'tier'"),
    ("a code that the field has not", "correct", ["talks"], {"field": "type", "value": "lunch"}, "no value of type; it is one of"),
    ("no date", "correct", ["talks"], {"field": "date", "value": "hôm qua"}, "no value of date"),
    ("one thing alone", "merge", ["talks"], {}, "at least two"),
    ("a claim of another object", "split", ["talks", "call"], {}, "split takes an object and some"),
    ("an unknown decision", "undo", ["0123456789"], {}, "no decision"),
]


@pytest.mark.parametrize(("case", "act", "ids", "more", "words"), REFUSED, ids=[case for case, *_ in REFUSED])
def test_refused(ledger: Ledger, case: str, act: str, ids: list[str], more: dict[str, Any], words: str) -> None:
    names = {"talks": _of(ledger, "a", "b").id, "call": _of(ledger, "c").id}
    with pytest.raises(UsageError, match=words):
        _decide(ledger, act, *(names.get(one, one) for one in ids), **more)
    with ledger.reading() as connection:
        assert decisions(connection) == []


def test_who_and_why_must_be_said(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="needs who"):
        decide_on(ledger, LORE, "reject", [_of(ledger, "c").id], author=" ", reason="vì")


@pytest.mark.parametrize("line", [b"{", b'{"act": "dance", "made": "", "author": "", "reason": ""}', b'{"act": "undo"}'])
def test_lines_that_are_no_decisions(line: bytes) -> None:
    with pytest.raises(InputError, match="line 1"):
        read_decisions([line], "x.jsonl")
