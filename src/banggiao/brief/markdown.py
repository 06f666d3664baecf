"""A briefing as Markdown, with footnotes as links.

Guarantees: nothing of a source becomes markup: what Markdown would read as such is escaped.
"""

import re
from collections.abc import Iterator

from banggiao.brief.document import Block, Chart, Document, Heading, Pieces, Statement, Table

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_BAR = 20


def markdown(document: Document) -> str:
    """The document as Markdown."""
    parts = [f"# {_safe(document.title)}", "\n".join(f"- **{_safe(name)}:** {_safe(value)}" for name, value in document.facts)]
    parts.append(_safe(document.hint))
    for section in document.sections:
        parts += [f"## {_safe(section.title)}", *(part for block in section.blocks for part in _block(block, document))]
    parts += [f"## {_safe(document.notes_title)}", "\n".join(_notes(document))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"### {_safe(block.text)}"
    elif isinstance(block, Statement):
        yield f"- {_pieces(block.pieces, document)}{_refs(block.notes)}"
    elif isinstance(block, Table):
        lines = [_line([*map(_safe, block.heads), _safe(document.notes_head)]), _line(["---"] * (len(block.heads) + 1))]
        yield "\n".join([*lines, *(_line([*(_pieces(cell, document) for cell in row.cells), _refs(row.notes)]) for row in block.rows)])
    elif isinstance(block, Chart):
        yield f"**{_safe(block.title)}**"
        for bar in block.bars:
            drawn = "" if bar.share is None else f" `{'█' * round(bar.share * _BAR):░<{_BAR}}`"
            yield f"- {_safe(bar.label)}{drawn} {_safe(bar.says)}{_refs(bar.notes)}"


def _notes(document: Document) -> Iterator[str]:
    for note in document.notes:
        quote = f": “{_safe(note.quote)}”" if note.quote else ""
        url = f" <{note.url}>" if note.url and not re.search(r"[<>\s]", note.url) else ""
        yield f'<a id="n{note.number}"></a>[{note.number}] {_safe(note.source)}{quote}{url}\n'


def _pieces(pieces: Pieces, document: Document) -> str:
    words = []
    for piece in pieces:
        mark = f" {_safe(document.foreign_mark)}" if piece.foreign and document.foreign_mark else ""
        around = "*" if piece.foreign else "**" if piece.strong else ""
        words.append(f"{around}{_safe(piece.text.strip())}{around}{mark}" if piece.text.strip() else "")
    return " ".join(word for word in words if word)


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f" [\\[{number}\\]](#n{number})" for number in notes)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.strip() for cell in cells)} |"


def _safe(words: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))
