"""The figures of a judging as values.

Guarantees: rates are computed from counts in one place (``Count``); where there is nothing to find and nothing was found,
precision and recall are 1.
"""

from collections.abc import Mapping
from typing import Any

import msgspec


class Count(msgspec.Struct, frozen=True):
    """How many records the gold has, how many were found, how many of these pair with gold."""

    gold: int
    found: int
    paired: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.paired / self.found if self.found else (1.0 if not self.gold else 0.0)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.paired / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class KindFigures(msgspec.Struct, frozen=True):
    """The figures of one kind. ``fields``: for each further field how many of the paired records have it right, of how many."""

    count: Count
    strict: Count
    fields: Mapping[str, tuple[int, int]]

    def share(self, field: str) -> float:
        """The share of paired records that have the field right."""
        right, pairs = self.fields[field]
        return right / pairs


class Missed(msgspec.Struct, frozen=True):
    """A record that found no partner: "missed" stands in the gold alone, "wrong" in the readings alone."""

    article: str
    verdict: str
    record: Mapping[str, Any]


class Finding(msgspec.Struct, frozen=True):
    """Two records that were paired, and the further fields in which they differ."""

    article: str
    kind: str
    gold: Mapping[str, Any]
    found: Mapping[str, Any]
    differing: tuple[str, ...]


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of readings against gold. ``alarms`` of ``negatives``: irrelevant articles that got any record."""

    articles: int
    count: Count
    strict: Count
    kinds: Mapping[str, KindFigures]
    quotes: int
    quotes_exact: int
    alarms: int
    negatives: int
    unpaired: tuple[Missed, ...] = ()
    paired: tuple[Finding, ...] = ()

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the kinds that the gold has."""
        scored = [kind.count.f1 for kind in self.kinds.values() if kind.count.gold]
        return sum(scored) / len(scored) if scored else 0.0

    @property
    def exact(self) -> float | None:
        """The share of quotes that stand in their article, None where no text was given."""
        return self.quotes_exact / self.quotes if self.quotes else None
