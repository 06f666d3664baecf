"""The cleaned text of an article, its zones, and the way back to the delivered text.

Guarantees: ``to_source`` maps any span of the cleaned text to the smallest span of the delivered text that
produced it; text outside edits is equal code point by code point.
"""

from bisect import bisect_right

import msgspec

from banggiao.model.spans import Span

ZONES = ("title", "lead", "body", "caption", "teaser", "source_line", "link_tail", "header")
READ_ZONES = frozenset({"title", "lead", "body"})


class Edit(msgspec.Struct, frozen=True, order=True):
    """One replacement: ``delivered[start:end]`` became ``new``; ``step`` names the cleaning step that did it."""

    start: int
    end: int
    new: str
    step: str


class Zone(msgspec.Struct, frozen=True, order=True):
    """A stretch of the cleaned text (half-open code points) and what it is: one of ZONES."""

    start: int
    end: int
    kind: str


class Cleaned(msgspec.Struct, frozen=True, dict=True):
    """Cleaned ``text``, the sorted, disjoint ``edits`` that made it of ``delivered``, and its ``zones``."""

    delivered: str
    text: str
    edits: tuple[Edit, ...] = ()
    zones: tuple[Zone, ...] = ()

    def _anchors(self) -> tuple[list[int], list[tuple[int, int, int, int]]]:
        """Starts (cleaned) and rows (cleaned start, cleaned end, delivered start, delivered end) of the edits."""
        cached: tuple[list[int], list[tuple[int, int, int, int]]] | None = self.__dict__.get("_rows")
        if cached is None:
            rows, shift = [], 0
            for edit in self.edits:
                start = edit.start + shift
                rows.append((start, start + len(edit.new), edit.start, edit.end))
                shift += len(edit.new) - (edit.end - edit.start)
            cached = ([row[0] for row in rows], rows)
            self.__dict__["_rows"] = cached
        return cached

    def _back(self, offset: int, end: bool) -> int:
        """The delivered offset of a cleaned one; inside an edit its far (``end``) or near side."""
        starts, rows = self._anchors()
        at = bisect_right(starts, offset) - 1
        while at >= 0 and end and rows[at][0] == offset:
            at -= 1
        if at < 0:
            return offset
        _, clean_end, source_start, source_end = rows[at]
        if offset < clean_end:
            return source_end if end else source_start
        return source_end + offset - clean_end

    def to_source(self, span: Span) -> Span:
        """The delivered words that a span of the cleaned text came from."""
        start = self._back(span.start, end=False)
        return Span(start, max(start, self._back(span.end, end=True)))

    def zone_at(self, offset: int) -> str:
        """The kind of zone at an offset of the cleaned text ("body" where none is marked)."""
        at = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        return self.zones[at].kind if at >= 0 and offset < self.zones[at].end else "body"
