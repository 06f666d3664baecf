"""Steps on names: the spaced hyphen inside one name, against the spaced hyphen between two.

Guarantees: only a name whose form the table knows loses the spaces around its hyphens; hyphens between states, peoples
and clauses keep theirs; bounded work per hyphen.
"""

import msgspec
import regex

from banggiao.lore import Lore

Change = tuple[int, int, str]

_SPACED = " - "
_BEFORE, _AFTER = 26, 40


class HyphenRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of name: see the head of the table."""

    id: str
    pattern: str
    examples: list[str]
    counters: list[str]


def compiled(lore: Lore) -> tuple[regex.Pattern[str], ...]:
    """The patterns of the table in its order."""
    return tuple(regex.compile(row.pattern) for row in lore.rows("vi/cleaning/hyphens", HyphenRow))


def spaced_hyphens(text: str, lore: Lore) -> list[Change]:
    """The spaces around the hyphens of one name to nothing (``Moon Jae - in``)."""
    if _SPACED not in text:
        return []
    patterns = lore.once(compiled)
    found: set[int] = set()
    at = text.find(_SPACED)
    while at >= 0:
        start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
        if at not in found and text[at - 1].isascii() | text[at - 1].isalpha():
            for pattern in patterns:
                for match in pattern.finditer(text, start, end):
                    found.update(_hyphens(text, match.start(), match.end()))
        at = text.find(_SPACED, at + 2)
    return [(start, start + len(_SPACED), "-") for start in sorted(found)]


def _hyphens(text: str, start: int, end: int) -> list[int]:
    """The offsets of the spaced hyphens that lie in a stretch."""
    offsets, at = [], text.find(_SPACED, start, end)
    while at >= 0:
        offsets.append(at)
        at = text.find(_SPACED, at + 2, end)
    return offsets
