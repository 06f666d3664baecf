"""The sectors that a commitment touches, by the words of what was agreed, promised or asked for.

Guarantees: sectors come in the order of their first word; a word within a longer listed one does not count; where
no word shows a sector, it is ``politics`` with no evidence.
"""

from collections.abc import Iterable

import msgspec

from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.phrases import Phrases, longest

DEFAULT = "politics"


class SectorRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/sectors: words that show one sector. ``weak``: only where no other word shows any sector."""

    sector: str
    words: list[str]
    weak: bool = False
    note: str = ""


def _finder(lore: Lore) -> Phrases[SectorRow]:
    """The words of all sectors (use as ``lore.once(_finder)``); a word may show several."""
    return Phrases([(word, row) for row in lore.rows("vi/sectors", SectorRow) for word in row.words], case="any")


def sectors(text: str, start: int, end: int, lore: Lore) -> dict[str, tuple[Span, ...]]:
    """The sectors that the stretch of the text touches, each with the words that show it."""
    strong, weak = shown(text, start, end, lore)
    return strong or weak or {DEFAULT: ()}


def shown(text: str, start: int, end: int, lore: Lore) -> tuple[dict[str, tuple[Span, ...]], dict[str, tuple[Span, ...]]]:
    """The sectors that words of the stretch show, and those that weak words do."""
    finder = lore.once(_finder)
    hits = finder.all(text[start:end])
    places = {(hit.start, hit.end) for hit in longest(hits)}
    found = [(finder.value(hit), Span(start + hit.start, start + hit.end)) for hit in hits if (hit.start, hit.end) in places]
    strong = _grouped((row.sector, span) for row, span in found if not row.weak)
    return strong, _grouped((row.sector, span) for row, span in found if row.weak)


def _grouped(pairs: Iterable[tuple[str, Span]]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for sector, span in pairs:
        if span not in found.get(sector, ()):
            found[sector] = (*found.get(sector, ()), span)
    return found
