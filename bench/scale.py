"""Two processes against one, and memory over many articles.

Guarantees: what is measured is what ``banggiao read`` and ``banggiao ingest`` run; nothing is kept but the figures.
"""

import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from texts import candidates, repeated, samples

from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.pipeline.ingest import ingest
from banggiao.pipeline.workers import batches, read_all
from banggiao.reader import read
from banggiao.store.open import open_ledger

_MARKS = 5


class Gain(msgspec.Struct, frozen=True):
    """Seconds of the same work on so many articles with one process and with two."""

    what: str
    articles: int
    one: float
    two: float

    @property
    def times(self) -> float:
        """How many times as fast two are."""
        return self.one / self.two


class Memory(msgspec.Struct, frozen=True):
    """The memory of all processes together, in MB, after so many articles."""

    articles: int
    megabytes: float


def _articles(most: int, lore: Lore) -> list[Article]:
    found = list(itertools.islice(candidates(), most))
    return found or [msgspec.structs.replace(one, id=f"{one.id}-{n}") for n in range(100) for one in samples(lore)][:most]


def reading(most: int, lore: Lore) -> Gain:
    """``read`` with one process and with two, the knowledge loaded in each."""
    articles = _articles(most, lore)
    took = []
    for jobs in (1, 2):
        began = time.perf_counter()
        for _ in read_all(batches(articles), read, lore, jobs):
            pass
        took.append(time.perf_counter() - began)
    return Gain("read", len(articles), *took)


def ingesting(most: int, lore: Lore) -> Gain:
    """``ingest`` into a new ledger with one process and with two."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "articles.jsonl"
        with place.open("w", encoding="utf-8") as out:
            for one in _articles(most, lore):
                out.write(json.dumps({"id": one.id, "text": one.text}, ensure_ascii=False) + "\n")
        for jobs in (1, 2):
            ledger = open_ledger(Path(folder) / f"{jobs}.db", create=True)
            began = time.perf_counter()
            ingest(ledger, [place], lore, jobs=jobs)
            took.append(time.perf_counter() - began)
            ledger.close()
    return Gain("ingest", most, *took)


def resident() -> float:
    """The memory of this process and of those it started, in MB; 0 where the system does not tell."""
    total = 0
    for pid in (os.getpid(), *_children(os.getpid())):
        try:
            fields = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("VmRSS:")
        except OSError:
            continue
        total += int(fields[1].split()[0]) if len(fields) > 1 else 0
    return total / 1024


def _children(pid: int) -> Iterator[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return
    for child in map(int, found):
        yield child
        yield from _children(child)


def memory(most: int, lore: Lore) -> list[Memory]:
    """The memory while two processes read so many articles, looked at five times."""
    marks: list[Memory] = []
    done = 0
    for batch, _ in read_all(batches(repeated(most, lore)), read, lore, 2):
        done += len(batch)
        if done >= most * (len(marks) + 1) // _MARKS:
            marks.append(Memory(done, resident()))
    return marks
