"""Questions on a small ledger: dossier, timeline, articles, pairs, summary; every value leads to its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made import made_article, made_ledger, record

from banggiao.dossier import article, articles, delivered, pair_dossier, pairs, summary, timeline
from banggiao.model import Article, Reading
from banggiao.store import Ledger

FIRST = made_article(
    "one",
    "Ngày 30/1 tại Hà Nội, Thứ trưởng An Văn Bình tiếp Thứ trưởng Ravi Kumar. Hai bên nhất trí họp trong năm 2026. Ấn Độ sẽ giúp Việt Nam.",
    published="2026-01-30",
    outlet="Báo Một",
    title="Tiếp khách",
)
SECOND = made_article("two", "Thứ trưởng Ravi Kumar hội kiến Thứ trưởng An Văn Bình ngày 30/1/2026.", published="2026-02-01")
OTHER = made_article("three", "Thủ tướng Lào gặp Thủ tướng Thái Lan.", published="2025")
DULL = made_article("four", "Trận bóng hôm qua.")

RECEPTION = {"type": "reception", "parties": ["VN", "IN"], "status": "held", "people": ["An Văn Bình", "Ravi Kumar"]}


def _readings() -> list[tuple[Article, Reading]]:
    one, two, three = FIRST.text, SECOND.text, OTHER.text
    office = {"kind": "post", "post": "deputy_foreign_minister", "organisation": None}
    records = {
        "one": (
            record(one, "An Văn Bình tiếp Thứ trưởng Ravi Kumar", **RECEPTION, date="2026-01-30", place="Hà Nội"),
            record(one, "Thứ trưởng An Văn Bình", **office, person="An Văn Bình", country="VN"),
            record(one, "Thứ trưởng Ravi Kumar", **office, person="Ravi Kumar", country="IN"),
            record(
                one,
                "Hai bên nhất trí họp trong năm 2026",
                kind="commitment",
                act="agree",
                by=["IN", "VN"],
                to=None,
                sectors=["politics"],
                due="2026",
            ),
            record(
                one, "Ấn Độ sẽ giúp Việt Nam", kind="commitment", act="pledge", by=["IN"], to=None, sectors=["development_aid"], due=None
            ),
        ),
        "two": (record(two, "Ravi Kumar hội kiến Thứ trưởng An Văn Bình", **RECEPTION, date="2026-01"),),
        "three": (record(three, OTHER.text, type="meeting", parties=["LA", "TH"], date=None, status="held", people=[]),),
        "four": (),
    }
    return [
        (one, Reading(id=one.id, relevant=bool(records[one.id]), records=records[one.id], published=one.published, published_basis="given"))
        for one in (FIRST, SECOND, OTHER, DULL)
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("ledger") / "l.db"
    with made_ledger(path, *_readings()) as made:
        yield made


def test_the_dossier_of_a_pair(ledger: Ledger) -> None:
    found = pair_dossier(ledger, "VN", "IN")
    (event,) = found.timeline
    assert (event.values["date"], event.values["place"], event.articles) == ("2026-01-30", "Hà Nội", ("one", "two"))
    assert event.disputed == ("date",)
    assert [item.values["act"] for item in found.commitments] == ["agree", "pledge"]  # the dated one first
    assert found.commitments[1].parties == ("IN", "VN")  # by the article's context
    assert {code: [item.values["name"] for item in people] for code, people in found.people.items()} == {
        "VN": ["An Văn Bình"],
        "IN": ["Ravi Kumar"],
    }
    assert found.people["VN"][0].values["office"]["post"] == "deputy_foreign_minister"
    assert [source.article for source in found.sources] == ["two", "one"]
    assert not found.empty


def test_the_order_of_the_pair_changes_nothing_found(ledger: Ledger) -> None:
    one, two = pair_dossier(ledger, "VN", "IN"), pair_dossier(ledger, "IN", "VN")
    assert (one.timeline, one.commitments, one.sources) == (two.timeline, two.commitments, two.sources)


def test_every_value_leads_to_its_words(ledger: Ledger) -> None:
    texts = {one.id: one.text for one, _ in _readings()}
    found = pair_dossier(ledger, "VN", "IN")
    for item in (*found.timeline, *found.commitments, *found.people["VN"], *found.people["IN"]):
        claims = {telling.claim for telling in item.tellings}
        assert all(claims >= set(said.claims) and said.claims for values in item.said.values() for said in values)
        for telling in item.tellings:
            text = texts[telling.source.article]
            assert text[telling.start : telling.end] == telling.quote
            assert set(telling.evidence) >= {field for field, value in telling.values.items() if value}
            assert telling.reason


def test_an_unknown_pair_is_empty(ledger: Ledger) -> None:
    found = pair_dossier(ledger, "VN", "CL")
    assert found.empty and found.people == {"VN": (), "CL": ()} and found.timeline == ()


# bounds, the number of events
BOUNDS = [({}, 1), ({"since": "2026-01-30"}, 1), ({"since": "2026-01-31"}, 0), ({"until": "2026-01-29"}, 0), ({"until": "2026-01-30"}, 1)]


@pytest.mark.parametrize(("bounds", "count"), BOUNDS)
def test_the_timeline_is_bounded_by_days(ledger: Ledger, bounds: dict[str, str], count: int) -> None:
    assert len(timeline(ledger, "VN", "IN", **bounds)) == count


# what is asked, the articles found
LISTS = [
    ({}, ["two", "one", "three", "four"]),
    ({"words": "THU TRUONG"}, ["two", "one"]),
    ({"words": "đã tiếp \"khách' OR -"}, []),
    ({"words": "  "}, ["two", "one", "three", "four"]),
    ({"states": ["IN"]}, ["two", "one"]),
    ({"states": ["VN", "TH"]}, []),
    ({"relevant": False}, ["four"]),
    ({"start": 1, "limit": 2}, ["one", "three"]),
]


@pytest.mark.parametrize(("asked", "expected"), LISTS)
def test_the_list_of_articles(ledger: Ledger, asked: dict[str, object], expected: list[str]) -> None:
    page = articles(ledger, **asked)  # type: ignore[arg-type]
    assert [row.source.article for row in page.rows] == expected
    assert page.total == (4 if "limit" in asked else len(expected))


def test_a_row_tells_what_an_article_holds(ledger: Ledger) -> None:
    (row,) = (row for row in articles(ledger).rows if row.source.article == "one")
    assert (row.head, row.source.outlet, row.counts) == ("Tiếp khách", "Báo Một", {"commitment": 2, "event": 1, "post": 2})
    assert row.states == ("IN", "VN")


def test_one_article_whole(ledger: Ledger) -> None:
    found = article(ledger, "one")
    assert found is not None
    assert (found.text, found.source.title, found.relevant) == (FIRST.text, "Tiếp khách", True)
    assert [telling.kind for telling in found.records] == ["event", "post", "post", "commitment", "commitment"]
    assert set(found.objects) == {telling.claim for telling in found.records}
    assert article(ledger, "none") is None
    assert (delivered(ledger, "one"), delivered(ledger, "none")) == (FIRST.raw, None)


def test_the_ledger_in_numbers(ledger: Ledger) -> None:
    found = summary(ledger)
    assert (found.articles, found.relevant, found.stale, found.skipped) == (4, 3, 0, ())
    assert found.records == {"commitment": 2, "event": 3, "post": 2}
    assert found.objects == {"commitment": 2, "event": 2, "person": 2}
    assert found.states == {"IN": 2, "VN": 2, "LA": 1, "TH": 1}
    assert [(row.a, row.b, row.events, row.articles) for row in pairs(ledger)] == [("IN", "VN", 1, 2), ("LA", "TH", 1, 1)]
