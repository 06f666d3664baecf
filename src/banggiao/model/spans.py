"""Spans of text: half-open ranges of code points.

Guarantees: a span is never negative and never reversed; ordering is by start, then end.
"""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range ``[start, end)`` of code points in a text that the holder names.

    Raises ValueError where ``start`` is negative or ``end`` lies before ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end
