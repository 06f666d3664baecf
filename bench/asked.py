"""Questions on two states asked of a large ledger: how long each takes, by function and as a page or a call of the API in this process.

Usage: python -m bench.asked SEED EVENTS FOLDER [--postgresql]

SEED          a ledger on SQLite, filled by ``banggiao ingest``, that the large one is drawn from
EVENTS        how many events that is to have
FOLDER        where it lies; what is there already is asked again
--postgresql  on a server of its own

Pairs are asked about as often as they have events, so that what is told of most is asked most.
"""

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from starlette.testclient import TestClient
from tests import postgres
from tests.proofs.multiplied import moved, multiplied
from tests.proofs.scale import SERVER

from banggiao.dossier import pair_dossier, timeline
from banggiao.dossier.kept import findings_on, keep_large, promised_on
from banggiao.dossier.questions.promised import chosen
from banggiao.lore import Lore
from banggiao.settings import load
from banggiao.store import Ledger, open_ledger
from banggiao.store import schema as t
from banggiao.store.pairs import Pair
from banggiao.web.app import create_app

_ASKED = 200
_SEED = 5
Ask = Callable[[str, str], Any]


def pairs(ledger: Ledger) -> list[Pair]:
    """Pairs to ask about, each as often as it has events."""
    x, count = t.pair_objects.c, sa.func.count()
    with ledger.reading() as connection:
        rows = connection.execute(
            sa.select(x.one, x.two, count).where(x.kind == "event").group_by(x.one, x.two).order_by(x.one, x.two)
        ).all()
    return random.Random(_SEED).choices([(one, two) for one, two, _ in rows], [n for _, _, n in rows], k=_ASKED)


def questions(ledger: Ledger, place: str, lore: Lore) -> Iterator[tuple[str, Ask]]:
    """What is asked about two states, by name."""
    today = datetime.date.today()
    yield "dossier", lambda a, b: pair_dossier(ledger, a, b)
    yield "timeline", lambda a, b: timeline(ledger, a, b)
    yield "a year of a timeline", lambda a, b: timeline(ledger, a, b, since="2010-01-01", until="2010-12-31")
    yield "commitments", lambda a, b: chosen(promised_on(ledger, a, b, lore), today)
    yield "findings", lambda a, b: findings_on(ledger, a, b, lore)
    web = TestClient(create_app(load({"ledger": place}), lore), base_url="http://127.0.0.1")
    yield "page of a pair", lambda a, b: _fine(web, f"/pairs/{a}-{b}")
    yield "page of a pair's commitments", lambda a, b: _fine(web, f"/commitments?state={a}&with={b}")
    yield "API: dossier", lambda a, b: _fine(web, f"/api/v1/pairs/{a}/{b}")


def _fine(web: TestClient, path: str) -> None:
    found = web.get(path)
    if found.status_code != 200:
        raise SystemExit(f"{path}: {found.status_code}")


def lines(ledger: Ledger, place: str, lore: Lore) -> Iterator[str]:
    """The times as a table, in milliseconds."""
    asked = pairs(ledger)
    yield f"| question ({_ASKED} asked) | 50 % | 95 % | most |"
    yield "| --- | ---: | ---: | ---: |"
    for name, ask in questions(ledger, place, lore):
        ask(*asked[0])
        times = sorted(_timed(ask, pair) for pair in asked)
        yield f"| {name} | {statistics.median(times):.0f} | {times[int(_ASKED * 0.95) - 1]:.0f} | {times[-1]:.0f} |"


def _timed(ask: Ask, pair: Pair) -> float:
    began = time.perf_counter()
    ask(*pair)
    return (time.perf_counter() - began) * 1000


def asked(place: str, lore: Lore) -> None:
    """Keep what is to be kept of a ledger, and ask it."""
    began = time.perf_counter()
    with open_ledger(place, write=True) as writer:
        kept = keep_large(writer, lore)
    print(f"answers on {kept} pairs computed and kept in {time.perf_counter() - began:.0f} s", flush=True)
    with open_ledger(place) as reader:
        for line in lines(reader, place, lore):
            print(line, flush=True)


def main() -> None:
    """Make the ledger where it is missing, and ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=Path)
    parser.add_argument("events", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    lore, file = Lore(), given.folder / f"{given.events}.db"
    began = time.perf_counter()
    if not file.exists():
        multiplied(given.seed, file, given.events)
        with sa.create_engine(f"sqlite:///{file}").connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        print(f"SQLite filled in {time.perf_counter() - began:.0f} s", flush=True)
    if not given.postgresql:
        asked(str(file), lore)
        return
    server = postgres.start(durable=True, more=SERVER)
    try:
        place, began = server.new("asked"), time.perf_counter()
        open_ledger(place, create=True).close()
        moved(file, place)
        print(f"PostgreSQL filled in {time.perf_counter() - began:.0f} s", flush=True)
        asked(place, lore)
    finally:
        server.end()


if __name__ == "__main__":
    main()
