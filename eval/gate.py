"""The quality gate: reads the gold corpora and holds the figures against the floors of eval/floors.yaml.

Usage: python eval/gate.py check | raise | report

check   fails where a figure lies below its floor, or false alarms above their ceiling; a corpus that is not on this
        machine is named as skipped.
raise   sets each floor to what is reached now where that is higher; a floor never falls by this command.
report  prints the figures of every kind and field.
"""

import math
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import yaml
from corpora import Corpus, corpora

from banggiao.evaluate import Figures, as_text, judge
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import read

FLOORS = Path(__file__).parent / "floors.yaml"
ALL = "all"
FEW = 20
"""Kinds with fewer gold records have no floor of their own: one record more or less would move them by much."""


class Floor(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What a corpus must reach for a kind, or for all of them (micro). ``fields``: shares of right values in paired records.

    ``alarms`` is a ceiling, the number of irrelevant articles that may get a record; ``exact`` the least share of exact quotes.
    """

    corpus: str
    kind: str
    f1: float = 0.0
    strict: float = 0.0
    macro: float | None = None
    exact: float | None = None
    alarms: int | None = None
    fields: dict[str, float] = {}


class Floors(msgspec.Struct, forbid_unknown_fields=True):
    """The file of floors."""

    about: str
    source: str
    rows: list[Floor]


_LORE: list[Lore] = []


def _read(article: Article) -> dict[str, Any]:
    """One reading in published form; each process loads the knowledge once."""
    if not _LORE:
        _LORE.append(Lore())
    return read(article, _LORE[0]).as_json()


def figures_of(corpus: Corpus, lore: Lore, pool: ProcessPoolExecutor) -> Figures:
    """The corpus read and judged."""
    found = {reading["id"]: reading for reading in pool.map(_read, corpus.articles, chunksize=4)}
    return judge(corpus.gold, found, corpus.texts, lore)


def reached(corpus: str, figures: Figures) -> list[Floor]:
    """The figures in the form of floors, rounded down to thousandths."""
    whole = Floor(
        corpus, ALL, _down(figures.count.f1), _down(figures.strict.f1), _down(figures.macro_f1), _down(figures.exact or 0.0), figures.alarms
    )
    rows = [whole]
    for name, kind in figures.kinds.items():
        if kind.count.gold >= FEW:
            fields = {field: _down(kind.share(field)) for field in kind.fields}
            rows.append(Floor(corpus, name, _down(kind.count.f1), _down(kind.strict.f1), fields=fields))
    return rows


def _down(value: float) -> float:
    return math.floor(value * 1000 + 1e-9) / 1000


def shortfalls(floor: Floor, now: Floor) -> Iterator[str]:
    """Where a corpus and kind lies below its floor."""
    at = f"{floor.corpus} {floor.kind}"
    for name in ("f1", "strict", "macro", "exact"):
        least, got = getattr(floor, name), getattr(now, name)
        if least is not None and (got or 0.0) < least:
            yield f"{at}: {name} {got or 0.0:.3f} is below {least:.3f}"
    if floor.alarms is not None and now.alarms is not None and now.alarms > floor.alarms:
        yield f"{at}: {now.alarms} false alarms are more than {floor.alarms}"
    for field, least in floor.fields.items():
        if field in now.fields and now.fields[field] < least:
            yield f"{at}: {field} right in {now.fields[field]:.3f}, below {least:.3f}"


def raised(floor: Floor | None, now: Floor) -> Floor:
    """The floor where ``now`` is lower, ``now`` where it is higher, figure by figure. Fields rise only with their kind's F1.

    The share of a field is over the records that pair: with more pairs, harder ones join, so it may fall while all else rises.
    """
    if floor is None:
        return now
    alarms = now.alarms if floor.alarms is None or now.alarms is None else min(floor.alarms, now.alarms)
    best = {name: _best(getattr(floor, name), getattr(now, name)) for name in ("f1", "strict", "macro", "exact")}
    fields = {**floor.fields, **now.fields} if now.f1 > floor.f1 and now.strict > floor.strict else {
        field: max(floor.fields.get(field, 0.0), now.fields.get(field, 0.0)) for field in (floor.fields | now.fields)
    }  # fmt: skip
    return Floor(floor.corpus, floor.kind, best["f1"] or 0.0, best["strict"] or 0.0, best["macro"], best["exact"], alarms, fields)


def _best(a: float | None, b: float | None) -> float | None:
    return max((value for value in (a, b) if value is not None), default=None)


def load_floors() -> Floors:
    """The floors as written."""
    return msgspec.convert(yaml.safe_load(FLOORS.read_text(encoding="utf-8")), Floors)


def save_floors(floors: Floors) -> None:
    """Writes the floors in canonical form, one row a line."""
    lines = [f"about: {floors.about}", f"source: {floors.source}", "rows:"]
    for row in floors.rows:
        shown = ", ".join(f"{key}: {_flow(value)}" for key, value in msgspec.to_builtins(row).items())
        lines.append(f"- {{{shown}}}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _flow(value: Any) -> str:
    return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}" if isinstance(value, dict) else str(value)


def main(arguments: Sequence[str]) -> int:
    """Runs one of the commands named above; returns the exit status."""
    if list(arguments) not in (["check"], ["raise"], ["report"]):
        print(__doc__, file=sys.stderr)
        return 2
    lore, floors = Lore(), load_floors()
    problems: list[str] = []
    now: dict[tuple[str, str], Floor] = {}
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for name, corpus in corpora(lore).items():
            if corpus is None:
                print(f"{name:10} SKIPPED: its articles are not on this machine (../shared)")
                continue
            figures = figures_of(corpus, lore, pool)
            now.update({(row.corpus, row.kind): row for row in reached(name, figures)})
            print(
                f"== {name}\n{as_text(figures)}" if arguments[0] == "report" else f"{name:10} {as_text(figures).splitlines()[-1]}",
                flush=True,
            )
    for floor in floors.rows:
        if any(corpus == floor.corpus for corpus, _ in now):
            problems += shortfalls(floor, now.get((floor.corpus, floor.kind), Floor(floor.corpus, floor.kind)))
    if arguments[0] == "raise":
        old = {(row.corpus, row.kind): row for row in floors.rows}
        rows = [raised(old.get(key), row) for key, row in now.items()] + [row for key, row in old.items() if key not in now]
        save_floors(msgspec.structs.replace(floors, rows=rows))
    for problem in problems:
        print(f"BELOW THE FLOOR {problem}", file=sys.stderr)
    return 1 if problems and arguments[0] == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
