"""Steps on plain characters: line ends, composed letters, spaces.

Guarantees: after ``composed`` the text is in normal form C; ``spacing`` never joins or parts words or lines.
"""

import re
import unicodedata

import regex

from banggiao.lore import Lore

Change = tuple[int, int, str]

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\n?|[{_LINE_ENDS[1:]}]")
_CLUSTER = regex.compile(r"\P{M}\p{M}+|[\u1100-\u115f\u1161-\u1175\u11a8-\u11c2\uac00-\ud7a3]{2,}")
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"(?:[{_SPACES[1:]}{_HIDDEN}]|  )[{_SPACES}{_HIDDEN}]*")
_ODD = re.compile(f"[{_SPACES[1:]}{_HIDDEN}]")
_BLANKS = re.compile(f"[{_SPACES}]")


def line_ends(text: str, lore: Lore) -> list[Change]:
    """Carriage returns and the rarer line ends to plain line feeds."""
    if not any(mark in text for mark in _LINE_ENDS):  # quicker than the expression, and so for nearly every text
        return []
    return [(*match.span(), "\n") for match in _LINE_END.finditer(text)]


def composed(text: str, lore: Lore) -> list[Change]:
    """Letters with combining marks to their composed forms."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    changes = []
    for match in _CLUSTER.finditer(text):
        new = unicodedata.normalize("NFC", match.group())
        if new != match.group():
            changes.append((*match.span(), new))
    return sorted(changes + _singles(text, changes)) if not changes or _left(text, changes) else changes


def _left(text: str, changes: list[Change]) -> bool:
    """Whether letters outside the changes are still not composed."""
    at = 0
    for start, end, _ in (*changes, (len(text), len(text), "")):
        if not unicodedata.is_normalized("NFC", text[at:start]):
            return True
        at = end
    return False


def _singles(text: str, changes: list[Change]) -> list[Change]:
    """Single characters that normal form C spells otherwise (the ångström sign), outside the changes."""
    taken = {at for start, end, _ in changes for at in range(start, end)}
    found = ((at, unicodedata.normalize("NFC", char)) for at, char in enumerate(text) if not char.isascii() and at not in taken)
    return [(at, at + 1, new) for at, new in found if new != text[at]]


def spacing(text: str, lore: Lore) -> list[Change]:
    """No-break and other odd spaces to one plain space, invisible characters to nothing, runs of spaces to one."""
    changes: list[Change] = []
    if "  " not in text and _ODD.search(text) is None:
        return changes
    for match in _ODD_SPACE.finditer(text):
        start, end = match.span()
        blank = _BLANKS.search(match.group()) is not None
        if text[start - 1 : start] == " " and start > 0:  # a plain blank before belongs to the run
            start, blank = start - 1, True
        changes.append((start, end, " " if blank else ""))
    return changes
