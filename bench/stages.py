"""Throughput of each stage of the reader on this machine, in articles and megabytes a second.

Usage: python bench/stages.py [PATH...] [--articles N]

Without a path the diplomatic corpus of ../shared is read where it is on this machine, else the sample reports, many times over.
Stages are timed one after the other over the same articles, in one process; the knowledge is loaded before the clock starts.
"""

import argparse
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.extract import extract
from banggiao.intake import articles
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read
from banggiao.recognise import recognise
from banggiao.recognise.publication import best, claims

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "diplomatic.jsonl.gz"
SAMPLES = ROOT / "samples" / "reports"


def chosen(paths: Sequence[Path], lore: Lore, count: int) -> list[Article]:
    """The first articles of the paths; the sample reports are taken round and round."""
    found = list(itertools.islice(_articles(paths or [CORPUS if CORPUS.is_file() else SAMPLES], lore), count))
    return found if paths or CORPUS.is_file() else list(itertools.islice(itertools.cycle(found), count))


def _articles(paths: Sequence[Path], lore: Lore) -> Iterator[Article]:
    return (item for item in articles(paths, lore=lore) if isinstance(item, Article))


def timed(name: str, work: Callable[[Any], Any], items: Iterable[Any], size: int) -> list[Any]:
    """What ``work`` makes of each item; prints how fast."""
    started = time.perf_counter()
    made = [work(item) for item in items]
    seconds = time.perf_counter() - started
    print(f"{name:12} {len(made) / seconds:9.0f} articles/s {size / seconds / 1e6:8.2f} MB/s {seconds:8.2f} s", flush=True)
    return made


def main() -> None:
    """Times every stage alone, then the reader as a whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    asked = parser.parse_args()
    lore = Lore()
    found = chosen(asked.paths, lore, asked.articles)
    size = sum(len(article.text.encode()) for article in found)
    read(found[0], lore)
    print(f"{len(found)} articles, {size / 1e6:.1f} MB")
    cleaned = timed("clean", lambda article: clean(article, lore), found, size)
    pairs = list(zip(found, cleaned, strict=True))
    dates = timed("publication", lambda pair: best(claims(pair[0], pair[1], lore)[0]), pairs, size)
    published = [claim.value if claim else None for claim in dates]
    named = timed("recognise", lambda item: recognise(item[0], item[1], lore), zip(cleaned, published, strict=True), size)
    scenes = timed("discourse", lambda item: scene(item[0], item[1], item[2], lore), zip(cleaned, named, published, strict=True), size)
    timed("extract", lambda one: extract(one, lore), scenes, size)
    timed("read", lambda article: read(article, lore), found, size)


if __name__ == "__main__":
    main()
