"""The texts that are measured: reports on relations between states, articles that the gate turns away, and a large mixed corpus.

Guarantees: the same machine gives the same texts; where ../shared is not there, the sample reports stand in for all of them.
"""

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from banggiao.cleaning import clean
from banggiao.extract.relevance import may_be_relevant
from banggiao.intake import articles
from banggiao.lore import Lore
from banggiao.model import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
GENERAL = SHARED / "corpus" / "general.jsonl.gz"
DIPLOMATIC = SHARED / "corpus" / "diplomatic.jsonl.gz"


def samples(lore: Lore) -> list[Article]:
    """The sample reports of this project."""
    return [item for item in articles([ROOT / "samples" / "reports"], lore=lore) if isinstance(item, Article)]


def diplomatic(lore: Lore) -> list[Article]:
    """The relevant articles of the development gold, else the sample reports twenty times."""
    named, gold = GOLD / "dev.articles.jsonl", GOLD / "dev.gold.jsonl"
    if not named.is_file():
        return samples(lore) * 20
    right = {row["id"] for row in _lines(gold) if row["relevant"]}
    return [Article(id=r["id"], text=r["text"], published=r.get("published")) for r in _lines(named) if r["id"] in right]


def turned_away(lore: Lore, most: int = 1500) -> list[Article]:
    """Those of the first general articles that the gate turns away; none where they are not on this machine."""
    return [article for article in itertools.islice(general(), most) if not may_be_relevant(clean(article, lore), lore)]


def general() -> Iterator[Article]:
    """The general articles in their order."""
    return _corpus(GENERAL)


def candidates() -> Iterator[Article]:
    """The articles of the diplomatic corpus in their order."""
    return _corpus(DIPLOMATIC)


def repeated(times: int, lore: Lore) -> Iterator[Article]:
    """General articles over and over, each time under another id; the sample reports where there are none."""
    made = 0
    while made < times:
        for article in general() if GENERAL.is_file() else samples(lore):
            if made == times:
                return
            yield Article(id=f"{article.id}-{made}", text=article.text)
            made += 1


def _corpus(path: Path) -> Iterator[Article]:
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield Article(id=row["id"], text=row["text"])


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
