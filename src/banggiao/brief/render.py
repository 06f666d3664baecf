"""The forms that a briefing can be handed over in.

Guarantees: a renderer's libraries are loaded only when it is asked for.
"""

from collections.abc import Callable

from banggiao.brief.document import Document
from banggiao.brief.html import html
from banggiao.brief.markdown import markdown
from banggiao.brief.pdf import pdf
from banggiao.brief.word import word

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "md": lambda document: markdown(document).encode(),
    "html": lambda document: html(document).encode(),
    "docx": word,
    "pdf": pdf,
}
"""The renderer of each format, by the ending of its files."""


def rendered(document: Document, form: str) -> bytes:
    """The document in a format of FORMATS."""
    return FORMATS[form](document)
