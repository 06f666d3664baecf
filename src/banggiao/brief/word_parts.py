"""The parts of a Word document that python-docx has no words for: fields, bookmarks, links, shades, styles.

Guarantees: each writes well-formed WordprocessingML in the order that its schema asks for; bookmarks have ids of their own.
"""

from collections.abc import Sequence
from typing import Any

from banggiao.export.files import brought

_FONT = "Times New Roman"


def _libraries() -> tuple[Any, Any, Any]:
    """Elements, qualified names and measures."""
    command = "banggiao brief -o FILE.docx"
    element = brought("docx.oxml", "formats", command).OxmlElement
    return element, brought("docx.oxml.ns", "formats", command).qn, brought("docx.shared", "formats", command)


def _made(tag: str, **attributes: str) -> Any:
    """An element of the main namespace."""
    element, qn, _ = _libraries()
    made = element(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def styled(document: Any, lang: str) -> None:
    """The page and the styles: A4, margins and letters of official documents, page numbers from the second page on."""
    _, qn, measure = _libraries()
    section = document.sections[0]
    section.page_width, section.page_height = measure.Mm(210), measure.Mm(297)
    section.top_margin = section.bottom_margin = measure.Mm(20)
    section.left_margin, section.right_margin = measure.Mm(30), measure.Mm(20)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].alignment = 1
    _simple_field(section.header.paragraphs[0], "PAGE")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, measure.Pt(13)
    properties = normal.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), _FONT)
    properties.append(_made("lang", val=lang, eastAsia=lang))
    for name, size, before in (("Title", 18, 0), ("Heading 1", 15, 14), ("Heading 2", 13, 8)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, measure.Pt(size), True
        style.font.color.rgb = measure.RGBColor(0x1C, 0x1B, 0x19)
        fonts = style.element.get_or_add_rPr().rFonts
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for attribute in ("w:eastAsia", "w:hAnsi", "w:cs", "w:ascii"):
            fonts.set(qn(attribute), _FONT)
        style.paragraph_format.space_before = measure.Pt(before)
        style.paragraph_format.keep_with_next = True
    document.styles["Title"].paragraph_format.alignment = 1
    _paragraph_styles(document, measure)


def _paragraph_styles(document: Any, measure: Any) -> None:
    """Styles of our own, so that a house can change them in one place."""
    for name, size, after, bold in (
        ("Statement", 13, 6, False),
        ("Table words", 10.5, 1, False),
        ("Source note", 10.5, 3, False),
        ("Contents title", 15, 6, True),
    ):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.bold = measure.Pt(size), bold
        style.paragraph_format.space_after = measure.Pt(after)
    document.styles.add_style("Source words", 2).font.italic = True
    number = document.styles.add_style("Note number", 2)
    number.font.size = measure.Pt(9)
    number.font.color.rgb = measure.RGBColor(0x5B, 0x57, 0x4E)


def paragraph(container: Any, style: str, words: str = "") -> Any:
    """A new paragraph in a style (python-docx searches all styles for each; their ids are their names without spaces)."""
    made = container.add_paragraph(words)
    made._p.style = style.replace(" ", "")
    return made


def run(paragraph: Any, words: str, style: str | None = None) -> Any:
    """A new run in a style."""
    made = paragraph.add_run(words)
    if style:
        made._r.style = style.replace(" ", "")
    return made


def language(run: Any, lang: str = "vi-VN") -> None:
    """Mark the language of words, for the spelling checker and for readers aloud."""
    run._r.get_or_add_rPr().append(_made("lang", val=lang, eastAsia=lang))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Set a bookmark at a paragraph; ``number`` is its own among all of the document."""
    start, end = _made("bookmarkStart", id=str(number), name=name), _made("bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    at = 0 if properties is None else list(paragraph._p).index(properties) + 1
    paragraph._p.insert(at, start)
    paragraph._p.append(end)


def linked(paragraph: Any, words: str, name: str) -> None:
    """Words that lead to a bookmark."""
    link = _made("hyperlink", anchor=name, history="1")
    made = run(paragraph, words, "Note number")
    paragraph._p.remove(made._r)
    link.append(made._r)
    paragraph._p.append(link)


def field(document: Any, instruction: str, entries: Sequence[tuple[str, str]]) -> None:
    """A field over several paragraphs, shown as links to bookmarks until it is brought up to date."""
    lines = [paragraph(document, "Statement") for _ in entries]
    for line, (name, words) in zip(lines, entries, strict=True):
        linked(line, words, name)
    first, last = lines[0]._p, lines[-1]._p
    properties = first.pPr
    at = 0 if properties is None else list(first).index(properties) + 1
    for piece in reversed((_mark("begin", dirty="true"), _instruction(instruction), _mark("separate"))):
        first.insert(at, piece)
    last.append(_mark("end"))


def _simple_field(paragraph: Any, instruction: str) -> None:
    for piece in (_mark("begin"), _instruction(instruction), _mark("separate"), _run_of("1"), _mark("end")):
        paragraph._p.append(piece)


def _mark(kind: str, **more: str) -> Any:
    made = _made("r")
    made.append(_made("fldChar", fldCharType=kind, **more))
    return made


def _instruction(words: str) -> Any:
    made, text = _made("r"), _made("instrText")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = f" {words} "
    made.append(text)
    return made


def _run_of(words: str) -> Any:
    made, text = _made("r"), _made("t")
    text.text = words
    made.append(text)
    return made


def shade(cell: Any, colour: str) -> None:
    """Fill a cell with a colour (RRGGBB)."""
    cell._tc.get_or_add_tcPr().append(_made("shd", val="clear", color="auto", fill=colour))


def widths(table: Any, millimetres: Sequence[float], head: bool = False) -> list[tuple[Any, ...]]:
    """Fix the widths of the columns and give the cells row by row; ``head``: the first row is repeated on every page.

    No row is torn between pages.
    """
    _, _, measure = _libraries()
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = measure.Mm(width)
    cells = []
    for at, row in enumerate(table.rows):
        cells.append(tuple(row.cells))
        for cell, width in zip(cells[-1], millimetres, strict=True):
            cell.width = measure.Mm(width)
        properties = row._tr.get_or_add_trPr()
        properties.append(_made("cantSplit"))
        if head and at == 0:
            properties.append(_made("tblHeader"))
    return cells
