"""A briefing as one HTML page that needs nothing else.

Guarantees: no script, no address but those of sources; everything that comes from a source is escaped; words left in Vietnamese carry
their language for screen readers and dictionaries.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from banggiao.brief.document import Block, Chart, Document, Heading, Pieces, Statement, Table

_STYLE = """
:root { color-scheme: light dark; --line: #b9b4a7; --ink: #1c1b19; --paper: #fffefa; --bar: #9b2d1f; --quiet: #6b675e }
@media (prefers-color-scheme: dark) { :root { --line: #4b4840; --ink: #ece8dd; --paper: #171613; --bar: #e0745f; --quiet: #a29d90 } }
body { font: 1.06rem/1.55 "Times New Roman", "Noto Serif", serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink);
  background: var(--paper) }
h1 { font-size: 1.7rem; text-align: center } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1.06rem } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: var(--quiet) } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: .95rem } th, td { border: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: top } .wide { overflow-x: auto } i[lang] { font-style: italic }
.notes li { overflow-wrap: anywhere } sup a { text-decoration: none } .rail { background: var(--line); height: .6rem; max-width: 24rem }
.fill { background: var(--bar); height: .6rem } @media print { body { max-width: none; margin: 0 } tr { break-inside: avoid } }
"""


def html(document: Document) -> str:
    """The document as a page."""
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(document.title)}</h1>\n<dl>"
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in document.facts)
    yield f'</dl>\n<p class="hint">{escape(document.hint)}</p>\n<nav><h2>{escape(document.contents_title)}</h2>\n<ol>'
    yield from (f'<li><a href="#{escape(section.name)}">{escape(section.title)}</a></li>' for section in document.sections)
    yield f'<li><a href="#notes">{escape(document.notes_title)}</a></li>\n</ol></nav>'
    for section in document.sections:
        yield f'<section>\n<h2 id="{escape(section.name)}">{escape(section.title)}</h2>'
        for block in section.blocks:
            yield from _block(block, document)
        yield "</section>"
    yield f'<section class="notes">\n<h2 id="notes">{escape(document.notes_title)}</h2>\n<ol>'
    for note in document.notes:
        quote = f': <i lang="vi">“{escape(note.quote)}”</i>' if note.quote else ""
        yield f'<li id="n{note.number}">{escape(note.source)}{quote}{_link(note.url)}</li>'
    yield "</ol>\n</section>\n</body>\n</html>"


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h3>{escape(block.text)}</h3>"
    elif isinstance(block, Statement):
        yield f"<p>{_pieces(block.pieces, document)}{_refs(block.notes)}</p>"
    elif isinstance(block, Table):
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (*block.heads, document.notes_head))
        yield f'<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>'
        for row in block.rows:
            cells = "".join(f"<td>{_pieces(cell, document)}</td>" for cell in row.cells)
            yield f"<tr>{cells}<td>{_refs(row.notes)}</td></tr>"
        yield "</tbody>\n</table></div>"
    elif isinstance(block, Chart):
        yield f"<h3>{escape(block.title)}</h3>"
        for bar in block.bars:
            drawn = "" if bar.share is None else f'<div class="rail"><div class="fill" style="width:{bar.share:.0%}"></div></div>'
            yield f"<p>{escape(bar.label)}{drawn}{escape(bar.says)}{_refs(bar.notes)}</p>"


def _pieces(pieces: Pieces, document: Document) -> str:
    words = []
    for piece in pieces:
        safe = escape(piece.text)
        mark = f" <small>{escape(document.foreign_mark)}</small>" if piece.foreign and document.foreign_mark else ""
        words.append(f'<i lang="vi">{safe}</i>{mark}' if piece.foreign else f"<strong>{safe}</strong>" if piece.strong else safe)
    return " ".join(words)


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f' <sup><a href="#n{number}">[{number}]</a></sup>' for number in notes)


def _link(url: str | None) -> str:
    """A link to a source where it is an address of the web."""
    try:
        return f' <a rel="noreferrer" href="{escape(url)}">{escape(url)}</a>' if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
