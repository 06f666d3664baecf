"""Many articles: the real corpora over and over, each time with other days, figures and names, read with an eye on memory.

Guarantees: the same count gives the same articles, in which no round repeats another; where ../shared is not there the sample reports stand in; what is told is the memory
held at that moment and the most so far, by the operating system.

Usage: python -m tests.proofs.many [--articles N]
"""

import argparse
import gzip
import itertools
import json
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from banggiao.intake import articles
from banggiao.model import Article
from banggiao.reader import read
from tests.made import LORE

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "reports"
CORPUS = ROOT.parent / "shared" / "corpus"
MARKS = 10
_FIGURES = re.compile(r"\d+")
_WORD = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]{1,8}"
_NAME = re.compile(rf"((?:{_WORD} ){{1,3}})({_WORD})(?! ?{_WORD})")
"""A run of words with capitals; its last word is a person's own name, where it is one's name at all."""
_DAY, _MONTH = 28, 12


class Mark(msgspec.Struct, frozen=True):
    """After so many articles: megabytes held, the most so far, seconds gone, and articles on which the reader failed."""

    articles: int
    held: float
    most: float
    seconds: float
    failed: int


def real() -> Iterator[Article]:
    """The articles of the corpora, those on diplomacy among the others."""
    if not CORPUS.is_dir():
        yield from (one for one in articles([SAMPLES], lore=LORE) if isinstance(one, Article))
        return
    streams = [_of(path) for path in sorted(CORPUS.glob("*.jsonl.gz"))]
    for row in itertools.chain.from_iterable(itertools.zip_longest(*streams)):
        if row is not None:
            yield row


def _of(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Article(id=row["id"], text=row["text"], published=row.get("published"))


def varied(count: int) -> Iterator[Article]:
    """So many articles, no two alike: from the second round on with other figures and names."""
    made = 0
    for turn in itertools.count():
        before = made
        for article in real():
            if made == count:
                return
            made += 1
            yield msgspec.structs.replace(article, id=f"{article.id}-{turn}", text=_other(article.text, turn) if turn else article.text)
        if made == before:
            return


def _other(text: str, turn: int) -> str:
    """The text with days, years, amounts and the last words of names shifted by the round."""
    ends = [match.group(2) for match in _NAME.finditer(text)]
    turned = iter(ends[turn % len(ends) :] + ends[: turn % len(ends)] if ends else ())
    return _FIGURES.sub(lambda match: _figure(match.group(), turn), _NAME.sub(lambda match: match.group(1) + next(turned), text))


def _figure(digits: str, turn: int) -> str:
    """Another number of the same sort: a day or month stays one, a year moves by some years."""
    number = int(digits[:9])
    if len(digits) > 4 or digits.startswith("0"):
        return digits[:-1] + str((int(digits[-1]) + turn) % 10)
    if len(digits) == 4:
        return str(number - turn if number > 1000 + turn else number + turn)
    most = _MONTH if number <= _MONTH else _DAY if number <= _DAY else 10 ** len(digits) - 1
    return str((number + turn - 1) % most + 1)


def memory(count: int, tell: bool = False) -> list[Mark]:
    """Read so many articles in this process; the memory after each tenth of them."""
    marks: list[Mark] = []
    began, failed = time.monotonic(), 0
    for number, article in enumerate(varied(count), 1):
        try:
            read(article, LORE)
        except Exception as error:  # noqa: BLE001 - counted, and the rest is read
            failed += 1
            print(article.id, repr(error), flush=True)
        if number % max(1, count // MARKS) == 0:
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            marks.append(Mark(number, _held(), most, time.monotonic() - began, failed))
            if tell:
                print(msgspec.json.encode(marks[-1]).decode(), flush=True)
    return marks


def _held() -> float:
    """The memory that this process holds now, in MB; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * resource.getpagesize() / (1 << 20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    memory(parser.parse_args().articles, tell=True)
