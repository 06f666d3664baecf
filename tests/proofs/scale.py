"""Size: memory over many articles, and questions asked of a ledger with many events, on both stores.

The events are made, two tellings of every tenth: days of thirty years, states by a falling frequency, so that one pair holds much.
"""

import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from banggiao.dossier import articles, pair_dossier, timeline
from banggiao.dossier.found import Query, counts, found
from banggiao.intake import articles as taken_in
from banggiao.model import Article
from banggiao.reader import read
from banggiao.store import Ledger, open_ledger, refresh
from banggiao.store.put import put
from tests import postgres
from tests.made import LORE, made_article, plain_read

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
_STATES = ("VN", "CN", "US", "IN", "RU", "JP", "KR", "LA", "KH", "TH", "FR", "DE", "GB", "AU", "ID", "MY", "SG", "PH", "BR", "CU")
_TYPES = ("talks", "reception", "call", "visit", "meeting")
_NAMES = ("An Văn Bình", "Ravi Kumar", "Lê Thị Sông", "Chen Li", "Ivan Orlov", "Kenji Sato", "Marie Blanc", "Souk Vong")
_BATCH = 500
_ASKED = 40
MOST_GROWTH = 64
"""Megabytes that memory may grow by after the first fifth."""


def table(count: int, events: int) -> tuple[str, bool]:
    """Read so many articles; put so many events into ledgers on both stores and ask them. Returns the tables, and whether memory is flat."""
    marks, rate = memory(count)
    growth = marks[-1][1] - marks[0][1]
    lines = [f"{count:,} articles read in one process, {rate:.0f} a second. Most memory, MB, after so many:", ""]
    lines += ["| " + " | ".join(f"{n:,}" for n, _ in marks) + " |", "|" + " ---: |" * len(marks)]
    lines += ["| " + " | ".join(f"{megabytes:.0f}" for _, megabytes in marks) + " |", ""]
    lines += [f"{events:,} tellings of events in a ledger; milliseconds (half of {_ASKED} questions, 95 of 100, the slowest):", ""]
    lines += ["| store | filled in | question | 50 % | 95 % | most |", "| --- | ---: | --- | ---: | ---: | ---: |"]
    with tempfile.TemporaryDirectory(prefix="bgscale") as folder:
        lines += asked("SQLite", str(Path(folder) / "l.db"), events)
    try:
        server = postgres.start(durable=True)
    except postgres.NoServer as reason:
        lines.append(f"| PostgreSQL | not here: {reason} | | | | |")
    else:
        try:
            lines += asked("PostgreSQL", server.new("scale"), events)
        finally:
            server.end()
    return "\n".join(lines), growth <= MOST_GROWTH


def memory(count: int) -> tuple[list[tuple[int, float]], float]:
    """The most memory used after each fifth of the articles, and articles a second."""
    reports = [one for one in taken_in([SAMPLES], lore=LORE) if isinstance(one, Article)]
    marks: list[tuple[int, float]] = []
    began = time.monotonic()
    for number, article in enumerate(itertools.islice(itertools.cycle(reports), count), 1):
        read(article, LORE)
        if number % max(1, count // 5) == 0:
            marks.append((number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return marks, count / (time.monotonic() - began)


def made(events: int) -> Iterator[Article]:
    """So many articles that each tell of one event."""
    chance = random.Random(11)
    weights = [1 / (n + 1) for n in range(len(_STATES))]
    text = ""
    for number in range(events):
        if number % 10 != 1:
            one, two = sorted(set(chance.choices(_STATES, weights, k=8)) | {"VN"})[:2]
            day = date(1995, 1, 1) + timedelta(chance.randrange(11_000))
            people = ", ".join(chance.sample(_NAMES, 2))
            text = f"{one}+{two} {chance.choice(_TYPES)} {day} {people}"
        published = text.split()[2]
        yield made_article(f"e{number}", f"{text}\n" if number % 10 == 1 else text, published=published, outlet=f"Báo {number % 7}")


def asked(store: str, place: str, events: int) -> list[str]:
    """Fill a ledger and ask it. Returns lines of the table."""
    began = time.monotonic()
    with open_ledger(place, create=True) as ledger:
        stream = made(events)
        while batch := list(itertools.islice(stream, _BATCH)):
            with ledger.writing() as connection:
                put(connection, [(one, plain_read(one, LORE)) for one in batch], "made")
        refresh(ledger, LORE)
        if not ledger.on_sqlite:
            with ledger.writing() as connection:
                connection.exec_driver_sql("ANALYZE")
        filled = f"{time.monotonic() - began:.0f} s"
        lines = []
        for what, ask in _questions():
            times = sorted(_timed(ledger, ask, number) for number in range(_ASKED))
            lines.append(
                f"| {store} | {filled} | {what} | {statistics.median(times):.0f} | {times[int(_ASKED * 0.95) - 1]:.0f} | {times[-1]:.0f} |"
            )
        return lines


def _questions() -> list[tuple[str, Callable[[Ledger, int], Any]]]:
    pairs = list(itertools.combinations(_STATES[:8], 2))
    return [
        ("dossier of a pair", lambda ledger, n: pair_dossier(ledger, *pairs[n % len(pairs)])),
        ("a year of a pair", lambda ledger, n: timeline(ledger, *pairs[n % len(pairs)], since=f"{1995 + n % 29}-01-01", until=f"{1995 + n % 29}-12-31")),
        ("page of events by words", lambda ledger, n: found(ledger, Query(phrases=(_NAMES[n % len(_NAMES)],)))),
        ("counts by facets", lambda ledger, n: counts(ledger, Query(states=pairs[n % len(pairs)]))),
        ("list of articles by words", lambda ledger, n: articles(ledger, words=_NAMES[n % len(_NAMES)])),
    ]  # fmt: skip


def _timed(ledger: Ledger, ask: Callable[[Ledger, int], Any], number: int) -> float:
    began = time.perf_counter()
    ask(ledger, number)
    return (time.perf_counter() - began) * 1000
