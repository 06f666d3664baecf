"""Briefings: the file on two states that an office hands over and signs.

brief(ledger, a, b, words, lore, since, purpose, as_of)   -> Document   the neutral form, every statement with its source notes
rendered(document, format)                                -> bytes      "md", "html", "docx" or "pdf"
"""

from banggiao.brief.compose import brief
from banggiao.brief.document import Document
from banggiao.brief.render import FORMATS, rendered

__all__ = ["FORMATS", "Document", "brief", "rendered"]
