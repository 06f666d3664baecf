"""Steps on marks that came with the delivery: wrongly decoded letters, HTML entities, tags, Markdown.

Guarantees: each replacement covers just the marks it removes; text without them is left alone.
"""

import html
import re

from banggiao.lore import Lore

Change = tuple[int, int, str]

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(
    r"<(?:!--.*?--|!doctype[^>]{0,300}|/?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,2000})?/?)>", re.DOTALL | re.IGNORECASE
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
    ]
)
_VOID = re.compile(r"<(script|style)\b.{0,20000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c6\u00e1\u00e2][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}"
)
_RESCUED = re.compile("[\u00a0-\u024f\u0300-\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac]+")


def entities(text: str, lore: Lore) -> list[Change]:
    """HTML entities to their characters."""
    if "&" not in text:
        return []
    found = ((*match.span(), html.unescape(match.group())) for match in _ENTITY.finditer(text))
    return [(start, end, new) for start, end, new in found if new != text[start:end] and "\r" not in new]


def tags(text: str, lore: Lore) -> list[Change]:
    """HTML tags to nothing, those that begin or end a block to a line end; scripts and styles go whole."""
    if "<" not in text or ">" not in text:
        return []
    changes = [(*match.span(), "") for match in _VOID.finditer(text)]
    at = 0
    for match in _TAG.finditer(text):
        inside = any(start <= match.start() < end for start, end, _ in changes[:at] or changes if end - start > 17)
        if not inside:
            changes.append((*match.span(), "\n" if (match.group("name") or "").lower() in _BLOCK else ""))
    return sorted(changes)


def mojibake(text: str, lore: Lore) -> list[Change]:
    """Letters whose UTF-8 bytes were read as Windows-1252 (``Viá»‡t``) back to the letters."""
    if not _MOJIBAKE.search(text):
        return []
    import ftfy.bad_codecs  # noqa: F401  (registers sloppy-windows-1252)

    changes = []
    for match in _MOJIBAKE.finditer(text):
        for end in (match.end(), match.end() - 1):
            if (new := _rescued(text[match.start() : end])) is not None:
                changes.append((match.start(), end, new))
                break
    return changes


def _rescued(wrong: str) -> str | None:
    """The letter that wrongly decoded characters stand for, None where they stand for none of Vietnamese text."""
    try:
        new = wrong.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return None
    return new if len(new) < len(wrong) and _RESCUED.fullmatch(new) else None
