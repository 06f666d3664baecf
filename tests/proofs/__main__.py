"""Runs the proofs and writes bench/PROOF.md.

Usage: python -m tests.proofs [--kills N] [--faults N] [--fuzz SECONDS] [--articles N] [--events N] [--orders N] [--only faults|orders|hostile|scale|load]
"""

import argparse
import datetime
import platform
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import postgres
from tests.proofs import faults, kills
from tests.proofs.worlds import Row, World, world

PAGE = Path(__file__).parents[2] / "bench" / "PROOF.md"
PARTS = ("faults", "orders", "hostile", "scale", "load")
HEADS = {"faults": "Faults", "orders": "Orders", "hostile": "Hostile input", "scale": "Scale", "load": "Load"}


def main() -> int:
    """Run what is asked for; the exit status is 1 where anything was lost, doubled or crashed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30, help="for each of eleven kinds of work")
    parser.add_argument("--faults", type=int, default=10, help="of each other kind")
    parser.add_argument("--orders", type=int, default=240, help="ten of each random world")
    parser.add_argument("--fuzz", type=float, default=300, help="seconds of broken input; 0: only what slices of it add up to")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", choices=PARTS)
    asked = parser.parse_args()
    good = True
    for part in PARTS if asked.only is None else (asked.only,):
        text, fine = _PARTS[part](asked)
        _write(part, text)
        good = good and fine
    return 0 if good else 1


def _faults(asked: argparse.Namespace) -> tuple[str, bool]:
    """The table of faults."""
    rows: list[Row] = []
    for row in _rows(asked.kills, asked.faults):
        print(row, flush=True)
        rows.append(row)
    total = Row("all")
    for row in rows:
        total.injected, total.survived = total.injected + row.injected, total.survived + row.survived
        total.lost, total.doubled = total.lost + row.lost, total.doubled + row.doubled
    lines = ["| fault | injected | survived | lost | doubled | what is said |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    lines += [f"| {row.fault} | {row.injected} | {row.survived} | {row.lost} | {row.doubled} | {row.note} |" for row in [*rows, total]]
    said = (
        "After each fault the ledger is verified (hashes, quotes, spans, merged objects), everything acknowledged must be there, and in the end "
        "its digest must be that of a run without faults."
    )
    return "\n".join([said, "", *lines]), (total.lost, total.doubled, total.survived) == (0, 0, total.injected)


def _rows(deaths: int, others: int) -> Iterator[Row]:
    """Every fault in turn; those that cannot be injected here say why."""
    on_file: list[Callable[[World, int], Row]] = [kills.ingesting, kills.rebuilding, kills.migrating, kills.exporting]
    on_file += [kills.backing_up, kills.copying, kills.restoring]
    rest = [faults.full_disk, faults.full_disk_for_files, faults.read_only, faults.damaged_pages, faults.cut_log, faults.writers]
    rest += [faults.clock_steps, faults.reader_killed]
    with world() as made:
        for inject, count in [*((one, deaths) for one in on_file), *((one, others) for one in rest)]:
            try:
                yield inject(made, count)
            except faults.CannotBe as reason:
                yield Row(inject.__name__.replace("_", " "), note=f"not here: {reason}")
    try:
        server = postgres.start(durable=True)
    except postgres.NoServer as reason:
        yield Row("PostgreSQL", note=f"not here: {reason}")
        return
    try:
        with world(server.new) as made:
            for one in (kills.ingesting, kills.rebuilding, kills.copying):
                yield one(made, deaths, server=True)
            yield faults.writers(made, others, server=True)
            yield faults.server_crashes(made, max(1, others // 2), server)
    finally:
        server.end()


def _orders(asked: argparse.Namespace) -> tuple[str, bool]:
    """The table of orders."""
    from tests.proofs.orders import table

    return table(asked.orders, PAGE.with_name("orders.csv"))


def _hostile(asked: argparse.Namespace) -> tuple[str, bool]:
    """The table of hostile input."""
    from tests.proofs.hostile import table

    return table(asked.fuzz)


def _scale(asked: argparse.Namespace) -> tuple[str, bool]:
    """The figures of scale."""
    from tests.proofs.scale import table

    return table(asked.articles, asked.events)


def _load(asked: argparse.Namespace) -> tuple[str, bool]:
    """The times of pages."""
    from tests.proofs.load import table

    return table(asked.events)


_PARTS = {"faults": _faults, "orders": _orders, "hostile": _hostile, "scale": _scale, "load": _load}


def _write(part: str, text: str) -> None:
    """Put a part's text into the page, the others stay."""
    kept = dict.fromkeys(PARTS, "")
    if PAGE.exists():
        for section in PAGE.read_text("utf-8").split("\n## ")[1:]:
            head, _, body = section.partition("\n")
            kept.update({name: body.strip() for name in PARTS if HEADS[name] == head})
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine = f"{platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {day}"
    kept[part] = f"{machine}.\n\n{text}"
    body = "".join(f"\n## {HEADS[name]}\n\n{kept[name]}\n" for name in PARTS if kept[name])
    PAGE.write_text(f"# What was proved\n\n`make proof` writes this page.\n{body}", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
