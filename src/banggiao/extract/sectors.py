"""The sectors that words show.

Guarantees: sectors come in the order of their first word; a word within a longer listed one does not count, and names
that only hold a sector's words show none.
"""

from collections.abc import Iterable

import msgspec

from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.phrases import Phrases, longest

DEFAULT = "politics"
"""The sector of what names none: the sides' relation as such."""
_NO_SECTOR = "none"

Found = dict[str, tuple[Span, ...]]
"""Sectors with the words that show each."""


GRADES = ("strong", "frame", "whole", "weak")
"""How far words show their sector, from those that always do to those that do where nothing else does."""


class SectorRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/sectors: words that show one sector ("none": that hide others). ``grade``: "strong", "frame" (of the relation as
    a whole: not beside a sector of its own), "whole" (of all that sides do: only where no other sector shows), "weak" (only where
    nothing else shows any, the article's title included)."""

    sector: str
    words: list[str]
    grade: str = "strong"
    note: str = ""


class Shown(msgspec.Struct, frozen=True):
    """The sectors of a stretch by the grade of the words that show them."""

    strong: Found
    frame: Found
    whole: Found
    weak: Found


def _finder(lore: Lore) -> Phrases[SectorRow]:
    """The words of all sectors (use as ``lore.once(_finder)``); a word may show several."""
    return Phrases([(word, row) for row in lore.rows("vi/sectors", SectorRow) for word in row.words], case="any")


def shown(text: str, start: int, end: int, lore: Lore) -> Shown:
    """The sectors that words of the stretch show."""
    finder = lore.once(_finder)
    hits = finder.all(text[start:end])
    places = {(hit.start, hit.end) for hit in longest(hits)}
    found = [(finder.value(hit), Span(start + hit.start, start + hit.end)) for hit in hits if (hit.start, hit.end) in places]
    found = [(row, span) for row, span in found if row.sector != _NO_SECTOR]
    grades = (_grouped((row.sector, span) for row, span in found if row.grade == grade) for grade in GRADES)
    return Shown(*grades)


def _grouped(pairs: Iterable[tuple[str, Span]]) -> Found:
    found: Found = {}
    for sector, span in pairs:
        if span not in found.get(sector, ()):
            found[sector] = (*found.get(sector, ()), span)
    return found
