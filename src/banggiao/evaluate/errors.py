"""Where readings err: by field, with what was read for what, and by the pattern that made the record.

Guarantees: counts come most frequent first, ties in alphabetical order.
"""

from collections import Counter

import msgspec

from banggiao.evaluate.compare import right
from banggiao.evaluate.figures import Figures


class FieldErrors(msgspec.Struct, frozen=True):
    """A field of a kind: how often it was wrong in paired records, and what was found for what gold (as text)."""

    kind: str
    field: str
    wrong: int
    confusions: tuple[tuple[str, str, int], ...]


class PatternFigures(msgspec.Struct, frozen=True):
    """A pattern: how many of its records paired, of how many it made."""

    pattern: str
    paired: int
    made: int

    @property
    def precision(self) -> float:
        """The share of its records that is right."""
        return self.paired / self.made


def by_field(figures: Figures) -> tuple[FieldErrors, ...]:
    """The fields that were wrong in paired records."""
    confusions: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for finding in figures.paired:
        for field in finding.differing:
            gold, found = finding.gold.get(field), finding.found.get(field)
            assert not right(field, gold, found)
            confusions.setdefault((finding.kind, field), Counter())[str(gold), str(found)] += 1
    rows = []
    for (kind, field), counter in confusions.items():
        ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        rows.append(FieldErrors(kind, field, counter.total(), tuple((*values, times) for values, times in ordered)))
    return tuple(sorted(rows, key=lambda row: (-row.wrong, row.kind, row.field)))


def by_pattern(figures: Figures) -> tuple[PatternFigures, ...]:
    """The patterns that made records, those with most wrong records first."""
    paired = Counter(str(finding.found.get("pattern", "?")) for finding in figures.paired)
    wrong = Counter(str(missed.record.get("pattern", "?")) for missed in figures.unpaired if missed.verdict == "wrong")
    rows = [PatternFigures(pattern, paired[pattern], paired[pattern] + wrong[pattern]) for pattern in paired.keys() | wrong.keys()]
    return tuple(sorted(rows, key=lambda row: (row.paired - row.made, row.pattern)))
