"""A briefing as a Word document that an office can edit, sign and file.

Guarantees: native headings, a table of contents that Word brings up to date, real tables with repeated heads, note numbers that lead to
their sources; page and letters as Decree 30/2020/ND-CP asks of official documents; equal documents give equal bytes.
"""

import datetime
import io
import zipfile
from typing import Any

from banggiao.brief.document import Bar, Block, Chart, Document, Heading, Pieces, Statement, Table
from banggiao.brief.word_parts import bookmark, field, language, linked, paragraph, run, shade, styled, widths
from banggiao.export.files import brought

_TEXT_MM = 160
_NOTES_MM = 18
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_FIXED = datetime.datetime(2000, 1, 1)
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def word(document: Document) -> bytes:
    """The document as the bytes of a .docx file. Raises MissingExtra where python-docx is not installed."""
    docx = brought("docx", "formats", "banggiao brief -o FILE.docx")
    made = docx.Document()
    styled(made, _LANGUAGES.get(document.language, document.language))
    properties = made.core_properties
    properties.title, properties.author, properties.language = document.title, "banggiao", document.language
    properties.created = properties.modified = _FIXED
    _head(made, document)
    for number, section in enumerate(document.sections, len(document.notes) + 1):
        bookmark(made.add_heading(section.title, 1), f"s_{section.name}", number)
        for block in section.blocks:
            _block(made, block, document)
    bookmark(made.add_heading(document.notes_title, 1), "s_notes", 0)
    for note in document.notes:
        line = paragraph(made, "Source note", f"[{note.number}] {note.source}")
        bookmark(line, f"n{note.number}", note.number)
        if note.quote:
            line.add_run(": ")
            language(run(line, f"“{note.quote}”", "Source words"))
        if note.url:
            line.add_run(f" {note.url}")
    stream = io.BytesIO()
    made.save(stream)
    return _timeless(stream.getvalue())


def _head(made: Any, document: Document) -> None:
    """Title, what the document says of itself, and the table of contents."""
    made.add_paragraph(document.title, style="Title")
    table = made.add_table(rows=len(document.facts), cols=2)
    for (name, value), cells in zip(document.facts, widths(table, (45, _TEXT_MM - 45)), strict=True):
        cells[0].paragraphs[0].add_run(f"{name}:").bold = True
        cells[1].paragraphs[0].add_run(value)
    paragraph(made, "Source note", document.hint)
    paragraph(made, "Contents title", document.contents_title)
    entries = [(f"s_{section.name}", section.title) for section in document.sections] + [("s_notes", document.notes_title)]
    field(made, 'TOC \\o "1-2" \\h \\z \\u', entries)
    paragraph(made, "Source note", document.contents_hint)


def _block(made: Any, block: Block, document: Document) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.text, 2)
    elif isinstance(block, Statement):
        line = paragraph(made, "Statement")
        _pieces(line, block.pieces, document)
        _refs(line, block.notes)
    elif isinstance(block, Table):
        _table(made, block, document)
    elif isinstance(block, Chart):
        made.add_heading(block.title, 2)
        for bar in block.bars:
            _bar(made, bar)


def _table(made: Any, block: Table, document: Document) -> None:
    table = made.add_table(rows=len(block.rows) + 1, cols=len(block.heads) + 1, style="Table Grid")
    share = (_TEXT_MM - _NOTES_MM) / sum(block.widths)
    cells = widths(table, (*(width * share for width in block.widths), _NOTES_MM), head=True)
    for cell, head in zip(cells[0], (*block.heads, document.notes_head), strict=True):
        _words(cell).add_run(head).bold = True
        shade(cell, "EDE9DF")
    for row, places in zip(block.rows, cells[1:], strict=True):
        for cell, pieces in zip(places[:-1], row.cells, strict=True):
            _pieces(_words(cell), pieces, document)
        _refs(_words(places[-1]), row.notes)
    paragraph(made, "Table words")


def _words(cell: Any) -> Any:
    """The paragraph of a cell, in the style of tables."""
    line = cell.paragraphs[0]
    line._p.style = "Tablewords"
    return line


def _bar(made: Any, bar: Bar) -> None:
    """A bar: its label, a table of one row whose first cell is filled, and what it says."""
    paragraph(made, "Statement", bar.label).paragraph_format.keep_with_next = True
    if bar.share is not None:
        filled = max(round(bar.share * 100), 1)
        table = made.add_table(rows=1, cols=2)
        (cells,) = widths(table, (filled, max(100 - filled, 1)))
        for cell, colour in zip(cells, ("9B2D1F", "EDE9DF"), strict=True):
            _words(cell)
            shade(cell, colour)
    line = paragraph(made, "Statement", bar.says)
    _refs(line, bar.notes)


def _pieces(line: Any, pieces: Pieces, document: Document) -> None:
    for at, piece in enumerate(pieces):
        if at:
            line.add_run(" ")
        made = run(line, piece.text, "Source words" if piece.foreign else None)
        made.bold = True if piece.strong else None
        if piece.foreign:
            language(made)
            if document.foreign_mark:
                run(line, f" {document.foreign_mark}", "Note number")


def _refs(line: Any, notes: tuple[int, ...]) -> None:
    for number in notes:
        if len(line._p):
            line.add_run(" ")
        linked(line, f"[{number}]", f"n{number}")


def _timeless(data: bytes) -> bytes:
    """The same archive without the time of its making."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ZIP_DAY), source.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
