"""Overlapping marks over a text as properly nested pieces.

Guarantees: the texts of the pieces, joined, are the text; every mark that is not empty is opened at its start; a mark that crosses
another's end is continued in a further piece, so that pieces always nest; the result does not depend on the order of the marks.
"""

import heapq
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Mark(msgspec.Struct, Generic[T], frozen=True):
    """Something said of ``[start, end)``. Of marks with equal bounds the one with the lower ``rank`` lies outside."""

    start: int
    end: int
    rank: int
    what: T


class Open(msgspec.Struct, Generic[T], frozen=True):
    """A piece of a mark begins. ``first``: it is the mark's first piece; ``leaf``: no other piece lies within."""

    what: T
    first: bool
    leaf: bool


class Run(msgspec.Struct, frozen=True):
    """A stretch of the text."""

    start: int
    end: int


class Close(msgspec.Struct, Generic[T], frozen=True):
    """The innermost open piece ends."""

    what: T


Piece = Open[T] | Run | Close[T]


def nested(length: int, marks: Iterable[Mark[T]]) -> list[Piece[T]]:
    """The marks over a text of that length as pieces in order of text; what reaches beyond the text is cut."""
    pieces: list[Piece[T]] = list(_walk(length, marks))
    following = ""
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if isinstance(piece, Open):
            pieces[at] = Open(piece.what, piece.first, following == "close")
            following = "open"
        elif isinstance(piece, Close):
            following = "close"
    return pieces


def _walk(length: int, marks: Iterable[Mark[T]]) -> Iterator[Piece[T]]:
    """Opens, runs and closes in order; leaves are not known yet."""
    waiting = [
        (mark.start, -min(mark.end, length), mark.rank, at, True, mark)
        for at, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rank)))
        if 0 <= mark.start < min(mark.end, length)
    ]
    heapq.heapify(waiting)
    opened: list[tuple[int, Mark[T]]] = []
    here = 0
    while waiting or opened:
        start = waiting[0][0] if waiting else length + 1
        closing = bool(opened) and opened[-1][0] <= start
        there = opened[-1][0] if closing else start
        if there > here:
            yield Run(here, there)
            here = there
        if closing:
            yield Close(opened.pop()[1].what)
            continue
        _, negative, rank, at, first, mark = heapq.heappop(waiting)
        end = -negative
        if opened and end > opened[-1][0]:
            heapq.heappush(waiting, (opened[-1][0], negative, rank, at, False, mark))
            end = opened[-1][0]
        opened.append((end, mark))
        yield Open(mark.what, first, leaf=False)
    if here < length:
        yield Run(here, length)
