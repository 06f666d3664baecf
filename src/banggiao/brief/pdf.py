"""A briefing as PDF, set with typst in Be Vietnam Pro.

Guarantees: the font comes with the extra, so that every machine sets the same letters with all their marks; words of sources reach the
typesetter as quoted strings alone and can never be commands; headings are bookmarks, tables repeat their heads, the file is tagged.
"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from banggiao.brief.document import Block, Chart, Document, Heading, Pieces, Statement, Table
from banggiao.export.files import brought

_COMMAND = "banggiao brief -o FILE.pdf"
_SETTINGS = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm), numbering: "1", number-align: center)
#set text(font: "Be Vietnam Pro", size: 10.5pt)
#set par(justify: false, leading: 0.7em, spacing: 0.9em)
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 1): set block(above: 1.6em, below: 0.8em)
#show heading.where(level: 2): set text(size: 11pt)
#show heading.where(level: 2): set block(above: 1.2em, below: 0.7em)
#set table(stroke: 0.4pt + rgb("#b9b4a7"), inset: 4.5pt)
#show table: set text(size: 9pt)
#show table: set par(leading: 0.55em)
#show link: set text(fill: rgb("#7a2418"))
#let source(body) = text(lang: "vi", style: "italic", body)
#let mark(body) = text(size: 0.8em, fill: rgb("#5b574e"), body)
#let ref_(n) = text(size: 0.85em, link(label("n" + str(n)), "[" + str(n) + "]"))
#let bar(share) = box(width: 100%, height: 7pt, fill: rgb("#ede9df"), place(left, rect(width: share, height: 7pt, fill: rgb("#9b2d1f"))))
"""
_NOTES_SHARE = 2.4


def pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF file. Raises MissingExtra where typst or the font is not installed."""
    typst = brought("typst", "formats", _COMMAND)
    fonts = Path(str(brought("fontpkg_be_vietnam_pro", "formats", _COMMAND).__file__)).parent / "files"
    day = int(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).timestamp())
    source = "\n".join(_source(document)).encode()
    made: bytes = typst.compile(source, font_paths=[str(fonts)], ignore_system_fonts=True, format="pdf", timestamp=day)
    return made


def _source(document: Document) -> Iterator[str]:
    """The document in typst's markup."""
    yield _SETTINGS
    yield f'#set document(title: {_string(document.title)}, author: "banggiao", date: none)\n#set text(lang: {_string(document.language)})'
    yield f'#align(center, text(size: 18pt, weight: "bold", {_string(document.title)}))\n#v(0.6em)'
    rows = "".join(f'text(fill: rgb("#5b574e"), {_string(name)}), {_string(value)}, ' for name, value in document.facts)
    yield f"#grid(columns: (auto, 1fr), column-gutter: 1em, row-gutter: 0.7em, {rows})"
    yield f'#text(size: 9pt, fill: rgb("#5b574e"), {_string(document.hint)})'
    yield f"#outline(title: {_string(document.contents_title)}, depth: 1)"
    for section in document.sections:
        yield f"#heading(level: 1, {_string(section.title)})"
        for block in section.blocks:
            yield from _block(block, document)
    yield f"#heading(level: 1, {_string(document.notes_title)})\n#set text(size: 8.5pt)\n#set par(spacing: 0.7em)"
    for note in document.notes:
        quote = f" + [: ] + source({_string(f'“{note.quote}”')})" if note.quote else ""
        url = f" + [ ] + {_string(note.url)}" if note.url else ""
        yield f'#block({_string(f"[{note.number}] {note.source}")}{quote}{url}) #label("n{note.number}")'.replace(
            "#block(", "#block([] + ", 1
        )


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"#heading(level: 2, {_string(block.text)})"
    elif isinstance(block, Statement):
        yield f"#par({_pieces(block.pieces, document)}{_refs(block.notes)})"
    elif isinstance(block, Table):
        shares = ", ".join(f"{width}fr" for width in (*block.widths, sum(block.widths) / 16 * _NOTES_SHARE))
        heads = ", ".join(f"strong({_string(head)})" for head in (*block.heads, document.notes_head))
        yield f'#table(columns: ({shares}), fill: (x, y) => if y == 0 {{ rgb("#ede9df") }}, table.header({heads}),'
        for row in block.rows:
            cells = ", ".join(_pieces(cell, document) for cell in row.cells)
            yield f"  {cells}, [] {_refs(row.notes)},"
        yield ")"
    elif isinstance(block, Chart):
        yield f"#heading(level: 2, {_string(block.title)})"
        for one in block.bars:
            drawn = "" if one.share is None else f"#bar({one.share * 100:.0f}%)\n"
            yield f"#par({_string(one.label)})\n{drawn}#par({_string(one.says)}{_refs(one.notes)})"


def _pieces(pieces: Pieces, document: Document) -> str:
    """Pieces as an expression."""
    found = []
    for piece in pieces:
        words = _string(piece.text)
        mark = f" + [ ] + mark({_string(document.foreign_mark)})" if piece.foreign and document.foreign_mark else ""
        found.append(f"source({words}){mark}" if piece.foreign else f"strong({words})" if piece.strong else words)
    return "[] + " + " + [ ] + ".join(found) if found else "[]"


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f" + [ ] + ref_({number})" for number in notes)


def _string(words: str) -> str:
    """Words as a string of typst: nothing in it can end the string."""
    return json.dumps(words, ensure_ascii=False)
