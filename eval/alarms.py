"""Alarms: which of the 5,000 general articles yield records, and how many of them wrongly.

Usage: python eval/alarms.py [--articles N]

Reads ../shared/corpus/general.jsonl.gz and compares what yields records with eval/alarms.jsonl, where articles are labelled by
eye (id, SHA-1 of the text, verdict, reason in our own words; no texts): ``relevant`` where the article reports something about
relations between states as SCHEMA.md defines it, ``wrong`` where it does not. Prints the share of wrong alarms and every alarm
that has no label yet. Exit status 1 where wrong and unlabelled alarms together are more than the share allowed.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
from corpora import SHARED

from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read

LABELS = Path(__file__).parent / "alarms.jsonl"
GENERAL = SHARED / "corpus" / "general.jsonl.gz"
ALLOWED = 0.005
"""The share of all articles that may yield records wrongly."""


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one article is about, judged by eye. ``verdict``: "relevant" or "wrong"."""

    id: str
    sha1: str
    verdict: str
    reason: str


class Alarms(msgspec.Struct, frozen=True):
    """The alarms among so many articles, by verdict; ``unlabelled`` are those that nobody has looked at."""

    articles: int
    relevant: tuple[str, ...]
    wrong: tuple[str, ...]
    unlabelled: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of articles that yield records wrongly, unlabelled ones counted as wrong."""
        return (len(self.wrong) + len(self.unlabelled)) / self.articles if self.articles else 0.0


def load_labels(path: Path = LABELS) -> dict[str, Label]:
    """The labels by article id."""
    lines = path.read_bytes().splitlines() if path.is_file() else []
    return {label.id: label for label in (msgspec.json.decode(line, type=Label) for line in lines if line.strip())}


def sha1(text: str) -> str:
    """The fingerprint of a text by which a label knows its article."""
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()


def general(most: int | None = None) -> Iterator[Article]:
    """The general articles in their order, the first ``most`` of them."""
    with gzip.open(GENERAL, "rt", encoding="utf-8") as lines:
        for row in itertools.islice(map(json.loads, lines), most):
            yield Article(id=row["id"], text=row["text"])


_LORE: list[Lore] = []


def alarmed(article: Article) -> bool:
    """Whether an article yields records; each process loads the knowledge once."""
    if not _LORE:
        _LORE.append(Lore())
    return bool(read(article, _LORE[0]).records)


def sorted_out(articles: Sequence[Article], yields: Sequence[bool], labels: Mapping[str, Label]) -> Alarms:
    """The alarms by verdict; a label for another text of the same id counts for nothing."""
    found: dict[str, list[str]] = {"relevant": [], "wrong": [], "unlabelled": []}
    for article, alarm in zip(articles, yields, strict=True):
        if alarm:
            label = labels.get(article.id)
            fits = label is not None and label.sha1 == sha1(article.text)
            found[label.verdict if label is not None and fits else "unlabelled"].append(article.id)
    return Alarms(len(articles), *(tuple(found[name]) for name in ("relevant", "wrong", "unlabelled")))


def measured(most: int | None = None) -> Alarms | None:
    """The alarms of the general articles; None where they are not on this machine."""
    if not GENERAL.is_file():
        return None
    articles = list(general(most))
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        yields = list(pool.map(alarmed, articles, chunksize=32))
    return sorted_out(articles, yields, load_labels())


def main() -> int:
    """Prints the alarms; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int)
    found = measured(parser.parse_args().articles)
    if found is None:
        print("SKIPPED: the general articles are not on this machine (../shared)")
        return 0
    for name in found.unlabelled:
        print(f"unlabelled {name}")
    for name in found.wrong:
        print(f"wrong {name}")
    alarms = len(found.relevant) + len(found.wrong) + len(found.unlabelled)
    print(
        f"{found.articles} articles, {alarms} alarms: {len(found.relevant)} relevant, {len(found.wrong)} wrong, "
        f"{len(found.unlabelled)} unlabelled; wrong or unlabelled {found.share:.2%} (allowed {ALLOWED:.2%})"
    )
    return 1 if found.share > ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
