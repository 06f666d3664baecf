"""A person's word on where a promise stands: confirmed, refused, undone, carried to another ledger, read anew.

The ledger holds the first chain: the second leg of a dialogue, promised for the end of 2022 and held in March 2023.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banggiao.dossier.promise import promise_of, say
from banggiao.dossier.world import world
from banggiao.errors import UsageError
from banggiao.export.decisions import export_decisions, read_decisions
from banggiao.lifecycle import Promise, promises
from banggiao.lore import Lore
from banggiao.pipeline.decide import decide
from banggiao.pipeline.ingest import ingest
from banggiao.pipeline.reread import reread
from banggiao.store import Ledger, open_ledger, rebuild, refresh
from banggiao.store.decisions import decisions, keep

CHAIN = Path(__file__).parents[1] / "lifecycle" / "chains" / "L1.jsonl"
LORE = Lore()
DAY = datetime.date.fromisoformat


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The chain's ledger."""
    path = tmp_path_factory.mktemp("chain") / "l.db"
    with open_ledger(path, create=True) as made:
        ingest(made, [CHAIN], LORE, jobs=1)
    return path.read_bytes()


@pytest.fixture
def ledger(whole: bytes, tmp_path: Path) -> Iterator[Ledger]:
    (tmp_path / "l.db").write_bytes(whole)
    with open_ledger(tmp_path / "l.db", write=True) as made:
        yield made


def leg(ledger: Ledger, as_of: str = "2026-06-01", known_on: str | None = None) -> Promise:
    """The promise of the second leg."""
    found = promises(world(ledger, ("VN", "GB"), DAY(as_of), DAY(known_on) if known_on else None), LORE)
    (one,) = [one for one in found if "phiên thứ hai" in one.item.tellings[0].quote]
    return one


def word(ledger: Ledger, act: str, made: str = "2026-05-01T08:00:00+00:00", **more: Any) -> str:
    """A word on the second leg."""
    return say(ledger, LORE, act, leg(ledger).item.id, author="An", reason="đã hỏi Vụ", made=made, **more).id


def stands(one: Promise) -> tuple[str, bool, str | None, bool]:
    """The state, whether it awaits a word, who gave one, whether a record shows it."""
    return one.state, one.suggested, one.word.author if one.word else None, bool(one.shown_by)


SUGGESTED = ("done_late", True, None, True)
CONFIRMED = ("done_late", False, "An", True)
REFUSED = ("overdue", False, None, False)


def test_a_suggestion_is_confirmed_with_the_record_that_shows_it(ledger: Ledger) -> None:
    assert stands(leg(ledger)) == SUGGESTED
    word(ledger, "confirm")
    found = leg(ledger)
    assert (stands(found), found.steps[-1].rule, found.late) == (CONFIRMED, "confirmed", 88)
    assert [item.values["type"] for item in found.shown_by] == ["session"]
    assert (found.word and found.word.reason, found.word and found.word.made[:10]) == ("đã hỏi Vụ", "2026-05-01")


def test_what_is_refused_suggests_nothing_until_it_is_undone(ledger: Ledger) -> None:
    made = word(ledger, "refuse")
    assert stands(leg(ledger)) == REFUSED
    decide(ledger, LORE, "undo", undoes=made, author="An", reason="nhầm")
    assert stands(leg(ledger)) == SUGGESTED


def test_of_two_words_the_later_holds(ledger: Ledger) -> None:
    word(ledger, "confirm", "2026-05-01T08:00:00+00:00")
    word(ledger, "refuse", "2026-05-02T08:00:00+00:00")
    assert stands(leg(ledger)) == REFUSED
    shown = leg(ledger, "2026-06-01").steps[0].item
    assert shown is not None
    word(ledger, "confirm", "2026-05-03T08:00:00+00:00", state="dropped")
    assert stands(leg(ledger)) == ("dropped", False, "An", False)


# the day that counts as today, the day by which it must have been published, how the promise stands
TIMES = [
    ("before the outcome", "2023-02-01", None, REFUSED),
    ("after it, before the word: the record was there", "2024-01-01", None, CONFIRMED),
    ("as known before the word", "2026-01-01", "2026-01-01", SUGGESTED),
    ("as known on the day of the word", "2026-05-01", "2026-05-01", CONFIRMED),
]


@pytest.mark.parametrize(("case", "as_of", "known_on", "expected"), TIMES, ids=[case for case, *_ in TIMES])
def test_the_two_times(ledger: Ledger, case: str, as_of: str, known_on: str | None, expected: tuple[Any, ...]) -> None:
    word(ledger, "confirm")
    assert stands(leg(ledger, as_of, known_on)) == expected


def test_a_word_without_a_record_holds_from_its_day(ledger: Ledger) -> None:
    word(ledger, "refuse", "2026-04-30T08:00:00+00:00")
    word(ledger, "confirm", state="dropped")
    assert stands(leg(ledger, "2026-04-30"))[0] == "overdue"
    assert stands(leg(ledger, "2026-05-01"))[0] == "dropped"


def test_a_word_outlives_rebuilding_and_reading_anew(ledger: Ledger) -> None:
    word(ledger, "confirm")
    rebuild(ledger, LORE)
    assert stands(leg(ledger)) == CONFIRMED
    assert reread(ledger, LORE, whole=True, commit=True, jobs=1).adrift == []
    assert stands(leg(ledger)) == CONFIRMED


@pytest.mark.parametrize("first", [True, False], ids=["before the articles", "after them"])
def test_words_travel(ledger: Ledger, tmp_path: Path, first: bool) -> None:
    word(ledger, "confirm")
    export_decisions(ledger, tmp_path / "d.jsonl")
    found = read_decisions((tmp_path / "d.jsonl").read_bytes().splitlines(), "d.jsonl")
    with open_ledger(tmp_path / "other.db", create=True) as other:
        for step in (True, False):
            if step is first:
                with other.writing() as connection:
                    assert keep(connection, found) == 1
                refresh(other, LORE)
            else:
                ingest(other, [CHAIN], LORE, jobs=1)
        assert stands(leg(other)) == CONFIRMED


def test_a_promise_is_found_by_any_of_its_claims(ledger: Ledger) -> None:
    claim = leg(ledger).item.tellings[0].claim
    assert promise_of(ledger, LORE, claim[:12]).item.id == leg(ledger).item.id


def _session(ledger: Ledger) -> str:
    return leg(ledger).shown_by[0].id


# a case, the act, which thing, what else, words of the refusal
WRONG: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("an event", "confirm", "session", {}, "is no commitment"),
    ("a state that is computed", "confirm", "leg", {"state": "overdue"}, "is no state that a person tells"),
    ("a state that there is not", "confirm", "leg", {"state": "eaten"}, "is no state that a person tells"),
    ("another act", "accept", "leg", {}, "is no word on a promise"),
    ("no reason", "confirm", "leg", {"reason": " "}, "needs who"),
]


@pytest.mark.parametrize(("case", "act", "which", "more", "words"), WRONG, ids=[case for case, *_ in WRONG])
def test_refused(ledger: Ledger, case: str, act: str, which: str, more: dict[str, Any], words: str) -> None:
    key = _session(ledger) if which == "session" else leg(ledger).item.id
    with pytest.raises(UsageError, match=words):
        say(ledger, LORE, act, key, **{"author": "An", "reason": "vì", **more})
    with ledger.reading() as connection:
        assert decisions(connection) == []


def test_nothing_suggested_is_nothing_to_confirm(ledger: Ledger) -> None:
    word(ledger, "refuse")
    with pytest.raises(UsageError, match="no record suggests"):
        word(ledger, "confirm")
