"""Persons, states and times of the founding reports against the mention gold.

Usage: python eval/mentions.py

A mention is right where both its ends, and its code or value, are those of the gold. Traps are stretches that must not be
taken for a mention of their kind.
"""

import json
import sys
from typing import Any

import msgspec
from corpora import SHARED

from banggiao.lore import Lore
from banggiao.model import Article, Span
from banggiao.reader import scene_of

GOLD = SHARED / "gold" / "mentions.seeds.json"
CLASSES = ("person", "country", "time")
STATES = ("name", "short", "metonym")
"""Forms in which the gold counts a state as named: not as a place of an event or of a news outlet."""


class Found(msgspec.Struct, frozen=True):
    """How many mentions of a class are in the gold, were found, and are right; how many traps were walked into."""

    name: str
    gold: int
    found: int
    right: int
    trapped: int
    traps: int

    @property
    def f1(self) -> float:
        """Exact F1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def _own(row: dict[str, Any], lore: Lore) -> dict[str, set[tuple[int, int, str]]]:
    """What the reader finds in one report: start, end, and code or value."""
    text = (SHARED / "seeds" / row["file"]).read_bytes().decode("utf-8")
    scene = scene_of(Article(id=row["file"], text=text, published=row["published"]), lore)

    def place(start: int, end: int) -> tuple[int, int]:
        span = scene.cleaned.to_source(Span(start, end))
        return span.start, span.end

    return {
        "person": {(*place(one.start, one.end), "") for one in scene.mentions.persons},
        "country": {(*place(one.start, one.end), one.code) for one in scene.mentions.states if one.form in STATES},
        "time": {(*place(one.start, one.end), one.value or "") for one in scene.mentions.dates if one.cls == "date"},
    }


def _gold(row: dict[str, Any]) -> dict[str, set[tuple[int, int, str]]]:
    return {
        "person": {(one["start"], one["end"], "") for one in row["person"]},
        "country": {(one["start"], one["end"], one["iso"]) for one in row["country"]},
        "time": {(one["start"], one["end"], one["value"]) for one in row["time"] if one["cls"] == "date"},
    }


def measured(lore: Lore) -> list[Found] | None:
    """The figures of each class; None where the reports are not on this machine."""
    if not GOLD.is_file():
        return None
    counts = {name: [0, 0, 0, 0, 0] for name in CLASSES}
    for row in json.loads(GOLD.read_text(encoding="utf-8")):
        own, gold = _own(row, lore), _gold(row)
        for name in CLASSES:
            traps = [one for one in row["traps"] if one["kind"] == name and not one["neutral"]]
            walked = sum(any(start < trap["end"] and trap["start"] < end for start, end, _ in own[name]) for trap in traps)
            more = (len(gold[name]), len(own[name]), len(gold[name] & own[name]), walked, len(traps))
            counts[name] = [a + b for a, b in zip(counts[name], more, strict=True)]
    return [Found(name, *values) for name, values in counts.items()]


def table(found: list[Found]) -> list[str]:
    """The figures as a table."""
    lines = ["| class | in the gold | found | right | exact F1 | traps walked into |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    return lines + [
        f"| {one.name} | {one.gold} | {one.found} | {one.right} | {one.f1:.3f} | {one.trapped} of {one.traps} |" for one in found
    ]


def main() -> int:
    """Prints the table."""
    found = measured(Lore())
    print("\n".join(table(found)) if found else "SKIPPED: the founding reports are not on this machine (../shared)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
