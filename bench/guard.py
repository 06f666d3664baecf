"""The guard: ratios of a run held against limits.yaml.

Guarantees: only what a run measured is judged; a ratio that has no limit, or a limit that no ratio bears the name of, is an error of
the tables and not of the run.
"""

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from banggiao.model import Article

LIMITS = Path(__file__).with_name("limits.yaml")
_WORD = re.compile(r"[^\W\d_]+")
_ROUNDS = 5


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a ratio must be at least, or at most."""

    name: str
    why: str
    least: float | None = None
    most: float | None = None

    def holds(self, ratio: float) -> bool:
        """Whether a ratio keeps to it."""
        return (self.least is None or ratio >= self.least) and (self.most is None or ratio <= self.most)

    def __str__(self) -> str:
        return f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of limits."""

    about: str
    source: str
    rows: tuple[Limit, ...]


def limits() -> dict[str, Limit]:
    """The limits by the name of their ratio."""
    return {row.name: row for row in msgspec.yaml.decode(LIMITS.read_bytes(), type=Limits).rows}


def judged(ratios: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """The ratios as a table, and in words those that break their limit. Raises KeyError where a ratio has none."""
    known = limits()
    lines = ["| ratio | found | must be | |", "| --- | ---: | --- | --- |"]
    broken = []
    for name, ratio in ratios.items():
        limit = known[name]
        kept = limit.holds(ratio)
        lines.append(f"| {name} | {ratio:.3g} | {limit} | {'' if kept else '**broken**'} |")
        if not kept:
            broken.append(f"{name} is {ratio:.3g}, not {limit} ({limit.why})")
    return lines, broken


def yardstick(articles: Sequence[Article]) -> float:
    """How many characters a second a fixed piece of work does: letters apart, words found, pairs of them counted."""
    size, fastest = sum(len(article.text) for article in articles), float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        counted: Counter[tuple[str, str]] = Counter()
        for article in articles:
            found = _WORD.findall(unicodedata.normalize("NFC", unicodedata.normalize("NFD", article.text)).lower())
            counted.update(pairwise(found))
        fastest = min(fastest, time.process_time() - began)
    return size / fastest
