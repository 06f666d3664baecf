"""Two times: what had been published by a day, and what was so by a day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made import LORE, made_article, made_ledger, plain_read, record

from banggiao.dossier import pair_dossier, summary, timeline
from banggiao.model import Reading
from banggiao.model.times import Times
from banggiao.pipeline.named import decide_on
from banggiao.store import Ledger

ARTICLES = [
    ("early", "VN+IN talks 2026-01 An Văn Bình, Ravi Kumar @ Hà Nội", "2026-02-01"),
    ("late", "VN+IN talks 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội", "2026-03-01"),
    ("ahead", "VN+IN visit 2026-05-10 Ravi Kumar", "2026-02-02"),
    ("undated", "VN+IN call 2026-02-10 An Văn Bình", None),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Talks told in February by their month, in March by their day; a visit ahead; a tier; an article without a date."""
    pairs = []
    for key, text, published in ARTICLES:
        article = made_article(key, text + " đối tác", published=published)
        reading = plain_read(article, LORE)
        tier = record(article.text, "đối tác", "partnership", parties=["IN", "VN"], tier="strategic", since="2007", status="current")
        records = (*reading.records, *((tier,) if key == "late" else ()))
        pairs.append((article, Reading(id=key, relevant=True, records=records, published=published, published_basis=None)))
    with made_ledger(tmp_path / "l.db", *pairs) as made:
        yield made


# a case, the times asked about, the events with the day shown and the articles that tell it
CASES = [
    (
        "now",
        Times(),
        [("2026-01-30", ("early", "late")), ("2026-02-10", ("undated",)), ("2026-05-10", ("ahead",))],
    ),
    ("known in February", Times(known_on="2026-02-28"), [("2026-01", ("early",)), ("2026-05-10", ("ahead",))]),
    ("known on its day", Times(known_on="2026-02-01"), [("2026-01", ("early",))]),
    ("known before anything", Times(known_on="2025-12-31"), []),
    ("so in February", Times(as_of="2026-02-28"), [("2026-01-30", ("early", "late")), ("2026-02-10", ("undated",))]),
    ("so in January, known in February", Times(as_of="2026-01-31", known_on="2026-02-28"), [("2026-01", ("early",))]),
]


@pytest.mark.parametrize(("case", "times", "events"), CASES, ids=[case for case, *_ in CASES])
def test_events(ledger: Ledger, case: str, times: Times, events: list[tuple[str, tuple[str, ...]]]) -> None:
    found = timeline(ledger.at(times), "VN", "IN")
    assert [(item.values["date"], item.articles) for item in found] == events


def test_the_dossier_and_its_sources(ledger: Ledger) -> None:
    then = pair_dossier(ledger.at(Times(known_on="2026-02-28")), "VN", "IN")
    assert (then.partnerships, [source.article for source in then.sources]) == ((), ["ahead", "early"])
    assert [item.values["since"] for item in pair_dossier(ledger.at(Times(as_of="2008-01-01")), "VN", "IN").partnerships] == ["2007"]
    assert pair_dossier(ledger.at(Times(as_of="2006-01-01")), "VN", "IN").partnerships == ()


def test_the_summary(ledger: Ledger) -> None:
    then = summary(ledger.at(Times(known_on="2026-02-28")))
    assert (then.articles, dict(then.objects), dict(then.records)) == (2, {"event": 2}, {"event": 2})
    assert dict(summary(ledger.at(Times(as_of="2026-02-28"))).objects) == {"event": 2, "partnership": 1}


def test_a_decision_counts_from_its_day(ledger: Ledger) -> None:
    talks = timeline(ledger, "VN", "IN")[0]
    made = "2026-04-01T10:00:00+00:00"
    decide_on(ledger, LORE, "correct", [talks.id], author="An", reason="vì", field="date", value="2026-01-29", made=made)
    dates = {day: timeline(ledger.at(Times(known_on=day)), "VN", "IN")[0].values["date"] for day in ("2026-03-31", "2026-04-01")}
    assert dates == {"2026-03-31": "2026-01-30", "2026-04-01": "2026-01-29"}
