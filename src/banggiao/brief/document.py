"""The neutral form of a briefing: what every renderer sets in its own way.

Guarantees: frozen; a statement, row or bar names its source notes by number, and every number is a note of the document; words left
in the original are pieces of their own, marked ``foreign``, so that no renderer can take them for ours.
"""

from collections.abc import Iterator

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """Words in one manner. ``foreign``: words of a source in the original, Vietnamese."""

    text: str
    foreign: bool = False
    strong: bool = False


Pieces = tuple[Piece, ...]


class Statement(msgspec.Struct, frozen=True):
    """A sentence or two with the notes that bear them."""

    pieces: Pieces
    notes: tuple[int, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """A row of a table; its notes stand in a last column of their own."""

    cells: tuple[Pieces, ...]
    notes: tuple[int, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """A table. ``widths``: shares of the width of each column without that of the notes."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart: what it measures, what it says, and its length from 0 to 1 (None: no figure)."""

    label: str
    says: str
    share: float | None
    notes: tuple[int, ...] = ()


class Chart(msgspec.Struct, frozen=True):
    """Bars under a title."""

    title: str
    bars: tuple[Bar, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading within a section."""

    text: str


Block = Statement | Table | Chart | Heading


class Section(msgspec.Struct, frozen=True):
    """A part of the briefing under a heading."""

    name: str
    title: str
    blocks: tuple[Block, ...]


class Note(msgspec.Struct, frozen=True):
    """A source note: where it is told, in which words (None: it is no article), and the address."""

    number: int
    source: str
    quote: str | None = None
    url: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing. ``facts``: what the head says of the document itself; ``say``: the few words that renderers add."""

    title: str
    language: str
    facts: tuple[tuple[str, str], ...]
    hint: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    notes_title: str
    notes_head: str
    contents_title: str
    contents_hint: str
    page: str
    foreign_mark: str

    def stated(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Everything that the sections state, as plain text with its notes."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Statement):
                    yield plain(block.pieces), block.notes
                elif isinstance(block, Table):
                    yield from ((" | ".join(map(plain, row.cells)), row.notes) for row in block.rows)
                elif isinstance(block, Chart):
                    yield from ((f"{bar.label}: {bar.says}", bar.notes) for bar in block.bars)


def filled(heads: tuple[str, ...], rows: tuple[Row, ...], widths: tuple[int, ...]) -> Table:
    """A table without the columns in which no row says anything."""
    kept = [at for at in range(len(heads)) if any(row.cells[at] for row in rows)]
    return Table(
        tuple(heads[at] for at in kept),
        tuple(Row(tuple(row.cells[at] for at in kept), row.notes) for row in rows),
        tuple(widths[at] for at in kept),
    )


def plain(pieces: Pieces) -> str:
    """The words of pieces."""
    return " ".join(piece.text for piece in pieces if piece.text)


def text(words: str) -> Pieces:
    """Our own words as pieces."""
    return (Piece(words),) if words else ()


def quoted(words: str) -> Pieces:
    """A source's words as pieces, in quotation marks."""
    return (Piece(f"“{' '.join(words.split())}”", foreign=True),)


def named(words: str) -> Pieces:
    """A name in the original as pieces."""
    return (Piece(" ".join(words.split()), foreign=True),)
