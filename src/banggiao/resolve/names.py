"""Comparing the names of persons.

Guarantees: comparison is symmetric, blind to case, accents, hyphens and honorifics; one word alone never makes two names equal.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")
_MANY_WORDS = 4
_LONG_WORD = 7


class HonorificRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/honorifics: words of one language."""

    language: str
    words: tuple[str, ...]


def honorifics(lore: Lore) -> tuple[tuple[str, ...], ...]:
    """All honorifics as folded words, longest first (use as ``lore.once(honorifics)``)."""
    found = {tuple(_WORD.findall(fold(word))) for row in lore.rows("resolve/honorifics", HonorificRow) for word in row.words}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def name_words(name: str, lore: Lore) -> tuple[str, ...]:
    """The folded words of a name without the honorifics before it."""
    words = tuple(_WORD.findall(fold(name)))
    found = True
    while found:
        found = False
        for title in lore.once(honorifics):
            if len(title) < len(words) and words[: len(title)] == title:
                words, found = words[len(title) :], True
                break
    return words


def likeness(one: tuple[str, ...], two: tuple[str, ...]) -> str | None:
    """How two names (as words) are alike, None where they are not.

    "same"; "joined" (hyphens or spaces apart); "order"; "part" (one within the other); "initials"; "spelling" (long words a letter apart).
    """
    if one == two:
        return "same"
    if not one or not two:
        return None
    if len(one) != len(two) and "".join(one) == "".join(two):
        return "joined"
    if sorted(one) == sorted(two):
        return "order"
    short, long = sorted((one, two), key=lambda words: (len(words), words))
    if _within(short, long):
        return "part"
    if len(short) > 1 and _initialled(one, two):
        return "initials"
    return "spelling" if len(short) > 1 and _misspelt(one, two) else None


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of the short name stand in the long one: together, or in this order where they are many.

    Two persons may well differ by a middle word alone, as names of one syllable a word do.
    """
    if any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
        return True
    rest = iter(long)
    return len(short) >= _MANY_WORDS and all(word in rest for word in short)


def _initialled(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names of equal length differ only where one has an initial, and share a whole word."""
    if len(one) != len(two):
        return False
    pairs = list(zip(one, two, strict=True))
    fits = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)
    return fits and any(a == b and len(a) > 1 for a, b in pairs)


def _misspelt(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names of equal length share a word and differ only by a letter in long words (no Vietnamese syllable is long)."""
    if len(one) != len(two) or not set(one) & set(two):
        return False
    return all(a == b or (min(len(a), len(b)) >= _LONG_WORD and _letter_apart(a, b)) for a, b in zip(one, two, strict=True))


def _letter_apart(one: str, two: str) -> bool:
    """Whether two words become equal by adding, dropping or changing one letter."""
    short, long = sorted((one, two), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return len(long) - len(short) <= 1 and long[at + 1 :] == short[at + (len(long) == len(short)) :]
