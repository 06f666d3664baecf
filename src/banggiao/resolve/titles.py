"""Comparing the names of documents and mechanisms.

Guarantees: comparison is symmetric, blind to case, accents and words of one meaning; names that tell different years, numbers,
editions or kinds of document are never alike.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_ALIKE = 0.6


class TitleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/titles: phrases that stand for ``means`` in a name ("" for nothing).

    ``plural``: a name that begins so tells of several, not of one.
    """

    words: tuple[str, ...]
    means: str = ""
    plural: bool = False
    note: str = ""


class Titles(msgspec.Struct, frozen=True):
    """The phrases of resolve/titles, compiled."""

    pattern: re.Pattern[str]
    means: dict[str, str]
    plurals: frozenset[str] = frozenset()


def titles(lore: Lore) -> Titles:
    """The table of phrases (use as ``lore.once(titles)``), the longest phrase first."""
    rows = lore.rows("resolve/titles", TitleRow)
    means = {" ".join(_WORD.findall(fold(word))): fold(row.means) for row in rows for word in row.words}
    plurals = frozenset(fold(word) for row in rows if row.plural for word in row.words)
    ordered = sorted(means, key=lambda word: (-len(word), word))
    return Titles(re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])"), means, plurals)


def plural(name: str, lore: Lore) -> bool:
    """Whether a name tells of several things of a kind."""
    return any(word in lore.once(titles).plurals for word in _WORD.findall(fold(name))[:1])


def title_words(name: str, lore: Lore) -> frozenset[str]:
    """The telling words of a name: folded, phrases of one meaning made one, empty words left out."""
    if not name:
        return frozenset()
    table = lore.once(titles)
    plain = " ".join(_WORD.findall(fold(name)))
    kept = table.pattern.sub(lambda found: f" {table.means[found.group()]} ", plain).split()
    # a name of empty words alone is compared by them
    return frozenset(kept or plain.split())


def title_likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of words in common, of the shorter name and of both: 1 where one name holds the other, 0 where numbers differ."""
    if not one or not two or numbers_differ(one, two):
        return 0.0
    common = len(one & two)
    least, all_words = min(len(one), len(two)), len(one | two)
    # a single word within a longer name is too little
    inside = common / least if least > 1 else common / all_words
    return round((inside + common / all_words) / 2, 4) if inside >= _ALIKE else 0.0


def numbers_differ(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether both tell numbers (years, editions) and tell others."""
    a, b = ({word for word in words if _NUMBER.fullmatch(word)} for words in (one, two))
    return bool(a and b and not a & b)
