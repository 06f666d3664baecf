"""An article's text with its zones and with the words of every record marked in place.

Guarantees: the text of the pieces, joined, is the delivered text code point for code point; each distinct stretch of words is one
mark with one name (``links.words_id``), so that every link to words finds its target; each mark knows the records that it serves.
"""

from collections.abc import Iterator, Sequence

import msgspec

from banggiao.cleaning import clean
from banggiao.dossier.values import ArticleView, Telling
from banggiao.lore import Lore
from banggiao.model import Article, Span
from banggiao.web.links import words_id
from banggiao.web.spans import Mark, Open, Piece, Run, nested

LONGEST_TEXT = 300_000
"""Most characters of a text that a page shows."""

_ZONE, _QUOTE, _WORDS = 0, 1, 2


class Zone(msgspec.Struct, frozen=True):
    """A zone of the text."""

    kind: str


class Use(msgspec.Struct, frozen=True, order=True):
    """What a stretch of words serves: a field of the record with that number, or its quote (no field)."""

    record: int
    field: str = ""


class Words(msgspec.Struct, frozen=True):
    """A marked stretch: its name, what it serves, and the kind of the first record that it serves."""

    name: str
    uses: tuple[Use, ...]
    kind: str

    @property
    def quotes(self) -> tuple[int, ...]:
        """The numbers of the records whose quote this is."""
        return tuple(use.record for use in self.uses if not use.field)

    @property
    def records(self) -> tuple[int, ...]:
        """The numbers of all records served."""
        return tuple(sorted({use.record for use in self.uses}))


class Letters(msgspec.Struct, frozen=True):
    """A stretch of text to show. ``control``: the code of a single control character, which is shown apart and cannot act."""

    text: str
    control: str = ""


class Begin(msgspec.Struct, frozen=True):
    """A mark's piece begins. ``first``: its first piece, which bears the name; ``leaf``: nothing else is marked within."""

    mark: Zone | Words
    first: bool
    leaf: bool


class End(msgspec.Struct, frozen=True):
    """A mark's piece ends. ``leaf`` as at its beginning."""

    mark: Zone | Words
    leaf: bool


Shown = Begin | Letters | End


def marked(view: ArticleView, lore: Lore, asked: Sequence[tuple[int, int]] = ()) -> list[Shown]:
    """The article's text, as far as LONGEST_TEXT, with its marks; words that are ``asked`` for are marked, whoever reads them now."""
    text = view.text[:LONGEST_TEXT]
    marks: list[Mark[Zone | Words]] = [
        *_zones(view, text, lore),
        *_words(view.records, view, [one for one in asked if one[1] <= len(text)]),
    ]
    shown: list[Shown] = []
    leaves: list[bool] = []
    for piece in nested(len(text), marks):
        shown.extend(_shown(piece, text, leaves))
    return shown


def _shown(piece: Piece[Zone | Words], text: str, leaves: list[bool]) -> Iterator[Shown]:
    """A piece as it is shown. ``leaves`` remembers of each open piece whether it is a leaf."""
    if isinstance(piece, Open):
        leaves.append(piece.leaf)
        yield Begin(piece.what, piece.first, piece.leaf)
    elif isinstance(piece, Run):
        yield from letters(text[piece.start : piece.end])
    else:
        yield End(piece.what, leaves.pop())


def letters(text: str) -> Iterator[Letters]:
    """A text in stretches; each control character that could act on what stands around it is a stretch of its own."""
    begin = 0
    for at, letter in enumerate(text):
        if _acts(letter):
            if at > begin:
                yield Letters(text[begin:at])
            yield Letters(letter, f"{ord(letter):04X}")
            begin = at + 1
    if begin < len(text):
        yield Letters(text[begin:])


def _acts(letter: str) -> bool:
    """Whether a character is a control (C0, C1) or one that turns the direction of writing."""
    code = ord(letter)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return letter not in "\n\r\t"
    return code == 0x061C or 0x200E <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def _zones(view: ArticleView, text: str, lore: Lore) -> Iterator[Mark[Zone | Words]]:
    """The zones of the delivered text."""
    cleaned = clean(Article(id=view.source.article, text=text, title=view.source.title), lore)
    for zone in cleaned.zones:
        span = cleaned.to_source(Span(zone.start, zone.end))
        yield Mark(span.start, span.end, _ZONE, Zone(zone.kind))


def _words(records: Sequence[Telling], view: ArticleView, asked: Sequence[tuple[int, int]]) -> Iterator[Mark[Zone | Words]]:
    """Each distinct stretch that serves a record, tells the article's date or outlet, or is asked for."""
    uses: dict[tuple[int, int], set[Use]] = {}
    for number, record in enumerate(records, 1):
        uses.setdefault((record.start, record.end), set()).add(Use(number))
        for field, spans in record.evidence.items():
            for span in spans:
                uses.setdefault(span, set()).add(Use(number, field))
    for claim in (*view.dates, *view.outlets):
        if claim.span:
            uses.setdefault(claim.span, set())
    for place in asked:
        uses.setdefault(place, set())
    for (start, end), found in uses.items():
        ordered = tuple(sorted(found))
        words = Words(words_id(start, end), ordered, records[ordered[0].record - 1].kind if ordered else "")
        yield Mark(start, end, _QUOTE if words.quotes else _WORDS, words)
