"""Size: memory over many articles, and questions asked of a ledger with many events, on both stores.

The events are made, two tellings of every tenth: days of thirty years, states and persons by a falling frequency, so that one pair
holds much. They are put and merged by the same functions as in ``ingest``, only more of them in each transaction and without waiting
for the disk (``filled``); a test compares the digest of what comes of it with that of ``ingest``'s way.

Usage: python -m tests.proofs.scale [--events N] [--store sqlite|postgresql] [--place FILE]
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from banggiao.dossier import articles, pair_dossier, timeline
from banggiao.dossier.found import Query, counts, found
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.recognise.gazetteer import State
from banggiao.store import Ledger, open_ledger, pending
from banggiao.store.merged import Merging
from banggiao.store.put import put
from banggiao.store.sift import sift
from tests import postgres
from tests.made import LORE, made_article, plain_read
from tests.proofs.many import memory

_STATES = ("VN", "CN", "US", "IN", "RU", "JP", "KR", "LA", "KH", "TH", "FR", "DE", "GB", "AU", "ID", "MY", "SG", "PH", "BR", "CU")
_TYPES = ("talks", "reception", "call", "visit", "meeting")
_SYLLABLES = tuple(a + b for a in "BDGHKLMNPRSTVX" for b in ("ao", "er", "in", "ol", "um"))
_BATCH, _STOP = 5_000, 50_000
_SIZES = (100_000, 300_000)
_ASKED = 40
_SEED = 11
_FIRST, _DAYS = date(1995, 1, 1), 11_000
MOST_GROWTH = 64
"""Megabytes that memory may grow by after the first tenth."""
SERVER = {
    "shared_buffers": "1GB", "max_wal_size": "16GB", "checkpoint_timeout": "30min", "synchronous_commit": "off", "maintenance_work_mem": "256MB",
}  # fmt: skip
"""A server as a team would set it up for so much."""


class Filled(msgspec.Struct, frozen=True):
    """How long it took to fill a ledger, in seconds of the clock and of this process's processor, and how large it is."""

    events: int
    seconds: float
    processor: float
    megabytes: float


def table(count: int, events: int) -> tuple[str, bool]:
    """Read so many articles; put so many events into ledgers on both stores and ask them. Returns the tables, and whether memory is flat."""
    marks = memory(count)
    growth = marks[-1].held - marks[0].held
    lines = [
        f"{count:,} articles read in one process, {count / marks[-1].seconds:.0f} a second, {marks[-1].failed} of them with a failure.",
        "",
    ]
    lines += ["| articles | MB held | most so far | seconds |", "| ---: | ---: | ---: | ---: |"]
    lines += [f"| {one.articles:,} | {one.held:.0f} | {one.most:.0f} | {one.seconds:,.0f} |" for one in marks]
    lines += ["", f"{events:,} tellings of events in a ledger; milliseconds (half of {_ASKED} questions, 95 of 100, the slowest):", ""]
    lines += [
        "| store | events | filled in | MB | question | 50 % | 95 % | most |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory(prefix="bgscale") as folder:
        lines += asked("SQLite", str(Path(folder) / "l.db"), events)
    try:
        server = postgres.start(durable=True, more=SERVER)
    except postgres.NoServer as reason:
        lines.append(f"| PostgreSQL | not here: {reason} | | | | | | |")
    else:
        try:
            lines += asked("PostgreSQL", server.new("scale"), events)
        finally:
            server.end()
    return "\n".join(lines), growth <= MOST_GROWTH and not marks[-1].failed


def people(lore: Lore) -> tuple[str, ...]:
    """Names of persons that nobody has, no two of them alike."""
    return tuple(f"{one}{two.lower()} {two}{one.lower()}{one.lower()}" for one, two in itertools.permutations(_SYLLABLES, 2))


def states(lore: Lore) -> tuple[str, ...]:
    """The codes of all states, those first that most is told of."""
    return tuple(dict.fromkeys((*_STATES, *(row.code for row in lore.rows("world/states", State)))))


def made(events: int) -> Iterator[Article]:
    """So many articles that each tell of one event."""
    chance = random.Random(_SEED)
    codes, names = states(LORE), people(LORE)
    shares = list(itertools.accumulate(1 / (n + 1) for n in range(len(codes))))
    text = ""
    for number in range(events):
        if number % 10 != 1:
            pair: set[str] = set()
            while len(pair) < 2:
                pair.update(chance.choices(codes, cum_weights=shares))
            day = _FIRST + timedelta(chance.randrange(_DAYS))
            told = ", ".join(names[int(len(names) * chance.random() ** 2)] for _ in range(2))
            text = f"{'+'.join(sorted(pair))} {chance.choice(_TYPES)} {day} {told}"
        published = text.split()[2]
        yield made_article(f"e{number}", f"{text}\n" if number % 10 == 1 else text, published=published, outlet=f"Báo {number % 7}")


def filled(ledger: Ledger, events: int, tell: Callable[[int, float, float], None] = lambda done, seconds, processor: None) -> Filled:
    """Put and merge so many events, thousands in each transaction; ``tell`` hears now and then how many are done, and what it took."""
    began, spent = time.monotonic(), time.process_time()
    _hurry(ledger)
    stream, work, done = made(events), Merging(LORE), 0
    while batch := list(itertools.islice(stream, _BATCH)):
        with ledger.writing() as connection:
            put(connection, [(one, plain_read(one, LORE)) for one in batch], "made")
            while sift(connection):
                pass
            while work.step(connection):
                pass
        done += len(batch)
        if not ledger.on_sqlite and done in (_BATCH, 10 * _BATCH, 50 * _BATCH):
            _analyse(ledger)
        if done % _STOP == 0:
            tell(done, time.monotonic() - began, time.process_time() - spent)
    assert not pending(ledger)
    _analyse(ledger)
    return Filled(events, time.monotonic() - began, time.process_time() - spent, _size(ledger))


def _hurry(ledger: Ledger) -> None:
    """Let connections from here on not wait for the disk, and keep more of a file in memory."""
    if ledger.on_sqlite:
        pragmas = ("synchronous = OFF", "cache_size = -2000000", "wal_autocheckpoint = 100000")
        sa.event.listen(ledger.engine, "connect", lambda connection, _: [connection.execute(f"PRAGMA {one}") for one in pragmas])
    ledger.engine.dispose()


def _analyse(ledger: Ledger) -> None:
    """Let the planner know how much there is."""
    if not ledger.on_sqlite:
        with ledger.writing() as connection:
            connection.exec_driver_sql("ANALYZE")


def _size(ledger: Ledger) -> float:
    with ledger.reading() as connection:
        if ledger.on_sqlite:
            pages, size = (int(connection.exec_driver_sql(f"PRAGMA {one}").scalar_one()) for one in ("page_count", "page_size"))
            return pages * size / 1e6
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()) / 1e6


def asked(store: str, place: str, events: int, aloud: bool = False) -> list[str]:
    """Fill a ledger and ask it. Returns lines of the table; ``aloud`` prints them at several sizes on the way."""

    def tell(done: int, seconds: float, processor: float) -> None:
        print(f"{store}: {done:,} events, {seconds:,.0f} s, {processor:,.0f} s of this process's processor", flush=True)
        if done in _SIZES and done < events:
            print("\n".join(_answers(store, place, Filled(done, seconds, processor, 0))), flush=True)

    with open_ledger(place, create=True) as ledger:
        made_in = filled(ledger, events, tell) if aloud else filled(ledger, events)
    lines = _answers(store, place, made_in)
    if aloud:
        print(made_in, *lines, sep="\n", flush=True)
    return lines


def _answers(store: str, place: str, made_in: Filled) -> list[str]:
    """How long a ledger takes for its answers."""
    lines = []
    with open_ledger(place) as ledger:
        for what, ask in _questions():
            times = sorted(_timed(ledger, ask, number) for number in range(_ASKED))
            figures = f"{statistics.median(times):.0f} | {times[int(_ASKED * 0.95) - 1]:.0f} | {times[-1]:.0f}"
            lines.append(f"| {store} | {made_in.events:,} | {made_in.seconds:,.0f} s | {made_in.megabytes:,.0f} | {what} | {figures} |")
    return lines


def _questions() -> list[tuple[str, Callable[[Ledger, int], Any]]]:
    pairs, names = list(itertools.combinations(_STATES[:8], 2)), people(LORE)
    return [
        ("dossier of a pair", lambda ledger, n: pair_dossier(ledger, *pairs[n % len(pairs)])),
        ("a year of a pair", lambda ledger, n: timeline(ledger, *pairs[n % len(pairs)], since=f"{1995 + n % 29}-01-01", until=f"{1995 + n % 29}-12-31")),
        ("page of events by words", lambda ledger, n: found(ledger, Query(phrases=(names[n * 7],)))),
        ("counts by facets", lambda ledger, n: counts(ledger, Query(states=pairs[n % len(pairs)]))),
        ("list of articles by words", lambda ledger, n: articles(ledger, words=names[n * 7])),
    ]  # fmt: skip


def _timed(ledger: Ledger, ask: Callable[[Ledger, int], Any], number: int) -> float:
    began = time.perf_counter()
    ask(ledger, number)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Fill one ledger, ask it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--place", help="the file to make and to keep")
    given = parser.parse_args()
    if given.store == "postgresql":
        server = postgres.start(durable=True, more=SERVER)
        try:
            asked("PostgreSQL", server.new("scale"), given.events, aloud=True)
        finally:
            server.end()
        return
    with tempfile.TemporaryDirectory(prefix="bgscale") as folder:
        asked("SQLite", given.place or str(Path(folder) / "l.db"), given.events, aloud=True)


if __name__ == "__main__":
    main()
