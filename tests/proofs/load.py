"""Load: the real server on a ledger of many events, every kind of page asked by many clients at once.

Guarantees: no answer counted is one that the server had made before (each address is asked once); times are the server's own, told by
its ``Server-Timing`` header: how long a request waited for its turn, and how long its answer took to make from then on. Clients and
server share the machine.

Usage: python -m tests.proofs.load [--events N] [--seed FILE] [--place FILE] [--clients N] [--rounds N]
"""

import argparse
import http.client
import itertools
import json
import os
import queue
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from tests.proofs.many import real
from tests.proofs.multiplied import multiplied

_ROUNDS, _CLIENTS, _SEED_ARTICLES = 12, 16, 600
_TIMING = re.compile(r"wait;dur=([\d.]+), page;dur=([\d.]+)")
_WORDS = (
    "hợp tác",
    "hoi dam",
    "Ấn Độ",
    "ngoại giao",
    "thủ tướng",
    "quốc phòng",
    "gạo",
    "chien luoc",
    "nang luong",
    "Nguyễn",
    "trung quoc",
    "a",
)
_PAINTED = ("/", "/search?q=an+do", "/pairs/VN-IN", "/commitments", "/calendar", "/map", "/network", "/trends", "/articles")
_TARGET = 150.0
"""Milliseconds that 95 of 100 answers of each page shall take at most."""


class Asked(msgspec.Struct, frozen=True):
    """One answer: which page, its status, milliseconds of waiting and of making, and its bytes."""

    page: str
    status: int
    waited: float
    took: float
    weight: int


def table(
    events: int, seed: Path | None = None, place: Path | None = None, clients: int = _CLIENTS, rounds: int = _ROUNDS
) -> tuple[str, bool]:
    """Make the ledger where it is not there, serve and ask it. Returns the table, and whether every page is as fast as it shall be."""
    with tempfile.TemporaryDirectory(prefix="bgload") as folder:
        ledger = place or Path(folder) / "ledger.db"
        if not ledger.exists():
            multiplied(seed or _ingested(Path(folder)), ledger, events)
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
            (events,) = connection.execute("SELECT count(*) FROM objects WHERE kind = 'event'").fetchone()
        with _served(ledger) as (address, process):
            addresses = list(_addresses(ledger, rounds))
            _warm(address, addresses)
            before = _processor(process)
            answers = _ask(address, addresses, clients)
            spent = (_processor(process) - before) / max(1, len(answers))
            painted = _painted(address)
    lines, fine = _lines(answers, clients, events, spent)
    return "\n".join([*lines, *_paint_lines(painted)]), fine


def _ingested(folder: Path) -> Path:
    """A ledger of real articles, merged."""
    place, ledger = folder / "articles.jsonl", folder / "seed.db"
    with place.open("w", encoding="utf-8") as out:
        for one in itertools.islice(real(), _SEED_ARTICLES):
            row = {"id": one.id, "text": one.text, "published": one.published, "outlet": one.outlet, "title": one.title}
            out.write(json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n")
    subprocess.run([sys.executable, "-m", "banggiao", "ingest", "--ledger", str(ledger), str(place)], check=True, capture_output=True)
    with sqlite3.connect(ledger) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return ledger


@contextmanager
def _served(ledger: Path) -> Iterator[tuple[str, int]]:
    """The address of a server on the ledger, and its process."""
    command = [sys.executable, "-m", "banggiao", "serve", "--ledger", str(ledger), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.terminate()
        process.wait()


def _addresses(ledger: Path, rounds: int) -> Iterator[tuple[str, str]]:
    """Kinds of pages and addresses, each other than all others, in any order."""
    chance = random.Random(1)
    ids = _ids(ledger, rounds)
    found = []
    for number in range(rounds):
        a, b = chance.choice(ids["pair"])
        word, other = (quote(word) for word in chance.sample(_WORDS, 2))
        pages = {
            "today": "/?",
            "search, words": f"/search?q={word}&kind={chance.choice(('', 'event', 'commitment'))}",
            "search, two words": f"/search?q={word}+{other}",
            "search, state": f"/search?state={a}&page={number + 1}",
            "search, pair": f"/search?q={word}&state={a}&with={b}",
            "search as of a day": f"/search?q={word}&as_of=20{chance.randrange(18, 26)}-05-01",
            "commitments": f"/commitments?state={a}&due={chance.choice(('', 'overdue', 'soon'))}",
            "calendar": f"/calendar?month=20{chance.randrange(18, 26)}-{chance.randrange(1, 13):02}",
            "map": "/map?",
            "network": "/network?",
            "trends": "/trends?",
            "state": f"/states/{a}?",
            "person": f"/people/{ids['person'][number % len(ids['person'])][0]}?",
            "event": f"/events/{ids['event'][number % len(ids['event'])][0]}?",
            "pairs": "/pairs?",
            "pair": f"/pairs/{a}-{b}?",
            "articles": f"/articles?page={number + 1}",
            "articles, words": f"/articles?q={word}",
            "article": f"/articles/{quote(ids['article'][number % len(ids['article'])][0], safe='')}?",
            "review": "/review?",
            "API, events": f"/api/v1/events?q={word}",
            "API, counts": f"/api/v1/counts?state={a}",
        }
        found += [(page, f"{address}&once={number}") for page, address in pages.items()]
    chance.shuffle(found)
    yield from found


def _ids(ledger: Path, most: int) -> dict[str, list[tuple[str, ...]]]:
    """What there are pages of; pairs as often as they are told of."""
    queries = {
        "event": f"SELECT id FROM objects WHERE kind = 'event' LIMIT {most}",
        "person": f"SELECT id FROM objects WHERE kind = 'person' LIMIT {most}",
        "article": f"SELECT id FROM articles WHERE relevant LIMIT {most}",
        "pair": f"SELECT x.code, y.code FROM object_parties x JOIN object_parties y ON y.object = x.object AND x.code < y.code LIMIT {most * 10}",
    }
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def _warm(address: str, addresses: Sequence[tuple[str, str]]) -> None:
    """Ask every kind of page once, so that templates and knowledge are loaded."""
    for path in dict(addresses).values():
        _one(http.client.HTTPConnection(urlsplit(address).netloc, timeout=600), "", f"{path}&warm=1")


def _ask(address: str, addresses: Sequence[tuple[str, str]], clients: int) -> list[Asked]:
    """Ask everything, so many at once."""
    waiting: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    for one in addresses:
        waiting.put(one)
    answers: list[Asked] = []

    def client() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=600)
        while True:
            try:
                page, path = waiting.get_nowait()
            except queue.Empty:
                return
            answers.append(_one(connection, page, path))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _one(connection: http.client.HTTPConnection, page: str, path: str) -> Asked:
    connection.request("GET", path)
    answer = connection.getresponse()
    weight = len(answer.read())
    timing = _TIMING.search(answer.headers.get("server-timing", ""))
    waited, took = map(float, timing.groups()) if timing else (0.0, 0.0)
    return Asked(page, answer.status, waited, took, weight)


def _processor(process: int) -> float:
    """Milliseconds of processor that a process has spent."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _painted(address: str) -> dict[str, float]:
    """Milliseconds until Chromium first shows something of each page; none where there is no Chromium."""
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if chromium is None:
        return {}
    from playwright.sync_api import sync_playwright

    times: dict[str, float] = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in _PAINTED:
            page = browser.new_context(bypass_csp=True).new_page()  # the wait below evaluates a text, which the policy forbids
            page.goto(f"{address.rstrip('/')}{path}", timeout=120_000)
            entries = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"
            page.wait_for_function(f"{entries}.length > 0", timeout=60_000)
            times[path] = float(page.evaluate(entries)[0])
        browser.close()
    return times


def _lines(answers: Sequence[Asked], clients: int, events: int, spent: float) -> tuple[list[str], bool]:
    """The table of pages, and whether each is as fast as it shall be."""
    by_page: dict[str, list[Asked]] = defaultdict(list)
    for one in answers:
        by_page[one.page].append(one)
    lines = [
        f"{events:,} events, {clients} clients at once, {len(answers)} answers, none of them asked before; milliseconds as the server",
        "itself tells them (`Server-Timing`): from a request's turn to its answer, and with the wait for the turn. Clients and server",
        f"share {os.cpu_count()} processors with whatever else ran; the server spent {spent:.0f} ms of processor an answer.",
        "",
        "| page | answers | 50 % | 95 % | 95 % with the wait | kB at most |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    fine = True
    for page, found in sorted(by_page.items()):
        took, whole = _part([one.took for one in found]), _part([one.waited + one.took for one in found])
        fine = fine and took <= _TARGET and all(one.status == 200 for one in found)
        wrong = sum(one.status != 200 for one in found)
        named = f"{page} ({wrong} failed)" if wrong else page
        half = statistics.median(one.took for one in found)
        lines.append(f"| {named} | {len(found)} | {half:.0f} | {took:.0f} | {whole:.0f} | {max(one.weight for one in found) / 1000:.0f} |")
    return lines, fine


def _part(times: Sequence[float]) -> float:
    """What 95 of 100 are at most."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def _paint_lines(painted: dict[str, float]) -> list[str]:
    if not painted:
        return ["", "First contentful paint: no Chromium here."]
    rows = [f"| `{path}` | {time:.0f} |" for path, time in painted.items()]
    return ["", "First contentful paint in headless Chromium, without anything kept:", "", "| page | ms |", "| --- | ---: |", *rows]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=Path, help="a merged ledger to multiply (default: one is made of real articles)")
    parser.add_argument("--place", type=Path, help="the ledger to serve; made there where there is none")
    parser.add_argument("--clients", type=int, default=_CLIENTS)
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="how many addresses of each kind of page")
    given = parser.parse_args()
    print(table(given.events, given.seed, given.place, given.clients, given.rounds)[0])


if __name__ == "__main__":
    main()
