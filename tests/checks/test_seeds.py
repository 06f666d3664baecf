"""The five founding reports give the results that the design notes list for them. Skipped where they are not at hand."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from banggiao.checks import Finding, findings
from banggiao.dossier.world import world
from banggiao.lore import Lore
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger

SEEDS = Path(__file__).parents[3] / "shared" / "gold" / "seeds.articles.jsonl"
LORE = Lore()
pytestmark = pytest.mark.skipif(not SEEDS.is_file(), reason="the founding reports are not at hand")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Finding, ...]]:
    """What all checks say of the founding reports."""
    with open_ledger(tmp_path_factory.mktemp("seeds") / "l.db", create=True) as ledger:
        ingest(ledger, [SEEDS], LORE, jobs=1)
        yield findings(world(ledger, (), datetime.date(2026, 2, 1), texts=True), LORE, holding=True)


# check, the arithmetic of each outcome that must be there
EXPECTED = [
    ("anniversary_year", "holds", ["2016 + 10 = 2026; 2026", "1973 + 50 = 2023; 2023", "1971 + 55 = 2026; 2026"]),
    ("anniversary_year", "notes", ["2022 - 50 = 1972", "2023 - 50 = 1973"]),  # inferred
    ("anniversary_day", "holds", ["03-25; 03-25"]),
    ("inferred_base", "holds", ["2022 - 50 = 1972; 1972-01-07"]),
    ("parts_and_total", "holds", ["3.28 bn–3.3 bn ∩ 3.25 bn–3.35 bn"]),
    ("growth_of_parts", "holds", ["33.87 %–34.40 %; 34.1 %"]),
]


@pytest.mark.parametrize(("name", "outcome", "says"), EXPECTED)
def test_what_is_found(found: tuple[Finding, ...], name: str, outcome: str, says: list[str]) -> None:
    told = [one.says for one in found if (one.check.check, one.outcome) == (name, outcome)]
    assert [words for words in says if words not in told] == []


# two deputy ministers at one time are no contradiction, nor is a late title; nothing rests on teasers or on other words than quoted
def test_nothing_contradicts(found: tuple[Finding, ...]) -> None:
    assert [(one.check.check, one.says) for one in found if one.contradicts] == []


def test_every_record_is_in_scope_and_in_the_text(found: tuple[Finding, ...]) -> None:
    for name in ("scope", "evidence"):
        outcomes = [one.outcome for one in found if one.check.check == name]
        assert len(outcomes) > 50 and set(outcomes) == {"holds"}
