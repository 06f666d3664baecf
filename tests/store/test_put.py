"""Putting readings in and taking them out: nothing is lost, doubled or overwritten."""

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from tests.made import LORE, made_article, made_ledger, plain_read, record
from tests.postgres import Place

from banggiao.errors import InputError
from banggiao.model import Article, Claim, Reading, Record, Span
from banggiao.store import open_ledger, pending, readings, rebuild, refresh
from banggiao.store.put import joined, known, put
from banggiao.store.schema import members, objects

TEXT = "Hà Nội, 30/1. Hai bên đã hội đàm và ký 2 văn kiện."


def _rich() -> tuple[Article, Reading]:
    """A reading with something in every corner."""
    talks = record(TEXT, "Hai bên đã hội đàm", type="talks", parties=["VN", "IN"], date=None, people=[], ordinal=3)
    both = {"type": (Span(0, 6), Span(18, 24)), "parties": (Span(14, 21),)}
    talks = msgspec.structs.replace(talks, extra={"leg": 2, "date_text": "30/1"}, evidence=both, confidence=1 / 3)
    number = record(TEXT, "ký 2 văn kiện", kind="statistic", parties=["VN", "IN"], value=15.5, unit="USD", change_percent=-2)
    reading = Reading(
        id="x/ư",
        relevant=True,
        records=(talks, number),
        published="2026-01",
        published_basis="header",
        dates=(Claim("2026-01", "header", Span(8, 12)), Claim("2026", "url")),
        outlets=(Claim("Báo", "header", Span(0, 6)),),
        extras=({"kind": "policy", "words": "…"},),
    )
    return made_article("x/ư", TEXT), reading


def test_a_reading_comes_out_as_it_went_in(place: Place) -> None:
    article, reading = _rich()
    with made_ledger(place("l"), (article, reading)) as ledger:
        (found,) = readings(ledger)
    assert msgspec.json.encode(found.as_json()) == msgspec.json.encode(reading.as_json())
    assert (found.dates, found.outlets) == (reading.dates, reading.outlets)


def test_readings_come_sorted_by_id(place: Place) -> None:
    articles = [made_article(key, "nothing") for key in ("b", "B", "ă", "a")]
    with made_ledger(place("l"), *((one, plain_read(one, LORE)) for one in articles)) as ledger:
        assert [reading.id for reading in readings(ledger)] == ["B", "a", "b", "ă"]


KNOWN = made_article("a", "VN+IN talks 2026-01-30 An", published="2026-01-30", title="T")

# a case, what comes again, what is to be read then (None: nothing), the reader
AGAIN: list[tuple[str, dict[str, Any], dict[str, Any] | None, str]] = [
    ("the same", {}, None, "r1"),
    ("less is given", {"published": None, "title": None}, None, "r1"),
    ("more is given", {"url": "http://x"}, {"url": "http://x", "title": "T"}, "r1"),
    ("another title never overwrites", {"title": "U"}, None, "r1"),
    ("another reader", {}, {"title": "T"}, "r2"),
    ("another reader, less given", {"published": None}, {"published": "2026-01-30"}, "r2"),
]


@pytest.mark.parametrize(("case", "more", "expected", "reader"), AGAIN, ids=[case for case, *_ in AGAIN])
def test_what_comes_again(place: Place, case: str, more: dict[str, Any], expected: dict[str, Any] | None, reader: str) -> None:
    with open_ledger(place("l"), create=True) as ledger, ledger.writing() as connection:
        put(connection, [(KNOWN, plain_read(KNOWN, LORE))], "r1")
        found = joined(msgspec.structs.replace(KNOWN, **more), known(connection, ["a"])["a"], reader)
    assert (found is None) == (expected is None)
    for field, value in (expected or {}).items():
        assert getattr(found, field) == value


# a case, the article that comes, what the refusal says
REFUSED = [
    ("another text", made_article("a", "other"), "another text under the id 'a'"),
    ("another date", made_article("a", KNOWN.text, published="2026-02-01"), "as published 2026-01-30, not 2026-02-01"),
    ("NUL", made_article("b", "x\x00"), "NUL"),
    ("half a pair", Article(id="b", text="x\ud800", source="b"), "surrogate"),
]


@pytest.mark.parametrize(("case", "article", "message"), REFUSED, ids=[case for case, *_ in REFUSED])
def test_what_is_refused(place: Place, case: str, article: Article, message: str) -> None:
    with open_ledger(place("l"), create=True) as ledger, ledger.writing() as connection:
        put(connection, [(KNOWN, plain_read(KNOWN, LORE))], "r1")
        with pytest.raises(InputError, match=message):
            joined(article, known(connection, [article.id]).get(article.id), "r1")


def test_two_writers_of_one_article_keep_it_once(place: Place) -> None:
    """What another process put meanwhile is seen when it is put: the same is not doubled, another text is refused."""
    other = made_article("a", "other")
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.writing() as connection:
            assert put(connection, [(KNOWN, plain_read(KNOWN, LORE))], "r1").new == 1
        with ledger.writing() as connection:
            assert put(connection, [(KNOWN, plain_read(KNOWN, LORE))], "r1").same == 1
        with ledger.writing() as connection:
            kept = put(connection, [(other, plain_read(other, LORE))], "r1")
        assert [error.reason for error in kept.refused] == ["the ledger has another text under the id 'a'"]
        assert sum(1 for _ in readings(ledger)) == 1


def test_a_newer_reading_replaces_the_older_and_its_merged_objects(place: Place) -> None:
    article = made_article("a", "VN+IN talks 2026-01-30 An")
    with made_ledger(place("l"), (article, plain_read(article, LORE))) as ledger:
        with ledger.writing() as connection:
            assert put(connection, [(article, Reading(id="a", relevant=False))], "made-2").anew == 1
        assert pending(ledger) == 1
        assert refresh(ledger, LORE) == 1
        with ledger.reading() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(objects)).scalar() == 0
        assert [reading.records for reading in readings(ledger)] == [()]


def _world(ledger: Any) -> list[Any]:
    with ledger.reading() as connection:
        rows = connection.execute(sa.select(objects).order_by(objects.c.id)).all()
        return [*map(tuple, rows), *map(tuple, connection.execute(sa.select(members).order_by(members.c.object, members.c.claim)))]


def test_the_merged_world_is_the_same_in_any_order_and_after_a_rebuild(place: Place) -> None:
    lines = [
        "VN+IN talks 2026-01-30 An, Ravi",
        "VN+IN talks 2026-01-31 An, Ravi @ Hà Nội",
        "VN+IN call 2026-01-30 An",
        "VN+US talks 2026-01-30 An, Joe",
    ]
    pairs = [(one, plain_read(one, LORE)) for one in (made_article(str(n), line) for n, line in enumerate(lines))]
    with made_ledger(place("one"), *pairs) as one, made_ledger(place("two"), pairs[3], pairs[1]) as two:
        for pair in (pairs[2], pairs[0], pairs[1]):
            with two.writing() as connection:
                put(connection, [pair], "made-1")
            refresh(two, LORE)
        world = _world(one)
        assert world == _world(two)
        assert rebuild(one, LORE) == 4
        assert _world(one) == world


def test_records_with_equal_content_are_kept_once(place: Place) -> None:
    article = made_article("a", "VN+IN talks 2026-01-30 An")
    one: Record = plain_read(article, LORE).records[0]
    with made_ledger(place("l"), (article, Reading(id="a", relevant=True, records=(one, one)))) as ledger:
        assert [len(reading.records) for reading in readings(ledger)] == [1]
