"""Ledgers to write briefings on: of the sample reports, and of the founding reports where they are at hand."""

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.made import LORE

from banggiao.brief import Document, brief
from banggiao.dossier.words import Words
from banggiao.pipeline.ingest import ingest
from banggiao.store import Ledger, open_ledger

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "gold" / "seeds.articles.jsonl"
TODAY = datetime.date(2026, 2, 15)

Brief = Callable[..., Document]


def _ledger(folder: Path, paths: list[Path]) -> Ledger:
    os.environ.pop("BANGGIAO_LEDGER", None)
    ledger = open_ledger(folder / "ledger.db", create=True)
    ingest(ledger, paths, LORE, jobs=1)
    return ledger


@pytest.fixture(scope="package")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The sample reports, read."""
    with _ledger(tmp_path_factory.mktemp("samples"), [ROOT / "samples" / "reports"]) as ledger:
        yield ledger


@pytest.fixture(scope="package")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The founding reports, read."""
    if not SEEDS.is_file():
        pytest.skip("the founding reports are not at hand")
    with _ledger(tmp_path_factory.mktemp("seeds"), [SEEDS]) as ledger:
        yield ledger


@pytest.fixture(scope="package")
def write() -> Brief:
    """Writes a briefing as of a fixed day."""

    def run(ledger: Ledger, a: str, b: str, language: str = "vi", **wishes: object) -> Document:
        return brief(ledger, a, b, Words(LORE, language), LORE, as_of=TODAY, **wishes)  # type: ignore[arg-type]

    return run
