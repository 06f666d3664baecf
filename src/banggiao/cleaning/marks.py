"""Steps on marks that came with the delivery: wrongly decoded letters, HTML entities, tags.

Guarantees: each replacement covers just the marks it removes; text without them is left alone.
"""

import html
import re

from banggiao.lore import Lore

Change = tuple[int, int, str]

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>|<!doctype[^<>]{0,300}>|<!--", re.IGNORECASE)
_BLOCK = re.compile(
    r"p|div|br|[uod]l|li|d[td]|tr|table|h[1-6]|hr|fig(?:ure|caption)|section|article|header|footer|blockquote", re.IGNORECASE
)
_UNREAD = {"script": re.compile(r"</script\s*>", re.IGNORECASE), "style": re.compile(r"</style\s*>", re.IGNORECASE)}
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c6\u00cc\u00e1\u00e2][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}"
)
_RESCUED = re.compile("[\u00a0-\u024f\u0300-\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac]+")


def entities(text: str, lore: Lore) -> list[Change]:
    """HTML entities to their characters."""
    if "&" not in text:
        return []
    found = ((*match.span(), html.unescape(match.group())) for match in _ENTITY.finditer(text))
    return [(start, end, new) for start, end, new in found if new != text[start:end] and "\r" not in new]


def tags(text: str, lore: Lore) -> list[Change]:
    """HTML tags to nothing, those that begin or end a block to a line end; comments, scripts and styles go whole."""
    if "<" not in text or ">" not in text:
        return []
    changes: list[Change] = []
    ends: dict[str, int] = {}
    at = 0
    while match := _TAG.search(text, at):
        name = (match.group(1) or "").lower()
        at = match.end()
        if match.group() == "<!--":
            at = _end(text, at, "-->", ends)
        elif name in _UNREAD and match.group()[1] != "/":
            at = _end(text, at, name, ends)
        if at > match.start():
            changes.append((match.start(), at, "\n" if _BLOCK.fullmatch(name) else ""))
    return changes


def _end(text: str, at: int, what: str, ends: dict[str, int]) -> int:
    """Where the comment, script or style opened before ``at`` ends, ``at`` itself where it never does.

    ``ends`` remembers what was found, so that a text full of openings is searched but once.
    """
    if ends.get(what, -1) < at:
        if what in _UNREAD:
            match = _UNREAD[what].search(text, at)
            ends[what] = match.end() if match else len(text) + 1
        else:
            found = text.find(what, at)
            ends[what] = found + len(what) if found >= 0 else len(text) + 1
    return ends[what] if ends[what] <= len(text) else at


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
