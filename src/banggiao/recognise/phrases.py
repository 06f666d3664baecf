"""The phrase finder: thousands of phrases in one scan of a text.

Guarantees: a hit begins and ends at word boundaries; hits come in order of start, the longer first; ``longest``
gives hits that never overlap, the leftmost and then the longest winning; offsets are those of the text as given,
whatever its Unicode form and wherever it puts its tone marks.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.text import Folded, folded, is_word, tone_fold

T = TypeVar("T")

_LONG = 400
"""Texts from this length on are remembered in their plain form, the last few of them."""

_LOW, _HIGH = "\u0300", "\u036f"
"""The combining marks."""

_ODD = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-"}


class Hit(NamedTuple):
    """A phrase found at ``[start, end)``; ``number`` is that of its entry in the finder."""

    start: int
    end: int
    number: int


_hit = tuple.__new__  # the constructor of named tuples takes three times as long


def plain(text: str) -> str:
    """The text with tone marks in one place, ordinary blanks and hyphens: the form in which phrases are compared."""
    return _usual(tone_fold(text)) if len(text) < _LONG else plain_folded(text).text


def plain_folded(text: str) -> Folded:
    """``plain`` of any text with the way back to its offsets."""
    return _folded(text) if len(text) < _LONG else _remembered(text)


def _folded(text: str) -> Folded:
    given = folded(text)
    return Folded(_usual(given.text), given.offsets)


# Every stage of the reader asks for the whole text of the same article.
_remembered = lru_cache(maxsize=4)(_folded)


def _usual(text: str) -> str:
    for odd, usual in _ODD.items():
        if odd in text:
            text = text.replace(odd, usual)
    return text


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase as written, with each word capitalised, and in capitals throughout (as titles are)."""
    words = " ".join(word[:1].upper() + word[1:] for word in phrase.split(" "))
    return tuple(dict.fromkeys((phrase, words, phrase.upper())))


def longest_of(words: Iterable[str]) -> str:
    """An expression for the longest of some words that fits; it tries each letter that words begin with, or go on with, but once."""
    after: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        after.setdefault(word[:1], []).append(word[1:])
    ways = (re.escape(letter) + (longest_of(rest) if len(rest) > 1 else re.escape(rest[0])) for letter, rest in after.items())
    return f"(?:{'|'.join(ways)})"


class Phrases(Generic[T]):
    """Phrases with a value each. ``case``: "exact" compares as written, "titles" also accepts ``spellings``, "any" ignores case.

    Where two entries are spelled alike both are kept, and a hit is given for each.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], case: str = "exact") -> None:
        self._any = case == "any"
        forms: dict[str, list[int]] = {}
        values: list[T] = []
        for phrase, value in entries:
            key = plain(phrase)
            for form in (key.lower(),) if self._any else spellings(key) if case == "titles" else (key,):
                forms.setdefault(form, []).append(len(values))
            values.append(value)
        self.values: tuple[T, ...] = tuple(values)
        self._numbers = tuple(tuple(numbers) for numbers in forms.values())
        self._scan = AhoCorasick(list(forms), matchkind=MatchKind.Standard) if forms else None

    def all(self, text: str) -> list[Hit]:
        """Every phrase in the text, overlapping ones included, by start and then the longer first."""
        given = plain_folded(text)
        hits = self.in_plain(given.text)
        if given.offsets is None:
            return hits
        back = given.offsets
        return [Hit(back[start], back[end], number) for start, end, number in hits]

    def in_plain(self, text: str) -> list[Hit]:
        """The same for a text that ``plain`` has made: spares the second folding where many finders read one text."""
        if self._scan is None:
            return []
        if self._any:
            text = _lower(text)
        found: list[tuple[int, int, int]] = []
        size, numbers = len(text), self._numbers
        for form, start, end in self._scan.find_matches_as_indexes(text, overlapping=True):
            # `is_word` by hand: this is the loop that all finders share
            if start and ((near := text[start - 1]).isalnum() or _LOW <= near <= _HIGH) and is_word(text[start]):
                continue
            if end < size and ((near := text[end]).isalnum() or _LOW <= near <= _HIGH) and is_word(text[end - 1]):
                continue
            for number in numbers[form]:
                found.append((start, -end, number))
        if len(found) > 1:
            found.sort()
        return [_hit(Hit, (start, -end, number)) for start, end, number in found]

    def longest(self, text: str) -> list[Hit]:
        """The hits that remain when the leftmost, then the longest, then the first entered is preferred."""
        return longest(self.all(text))

    def value(self, hit: Hit) -> T:
        """The value of the entry that was hit."""
        return self.values[hit.number]


def _lower(text: str) -> str:
    """Lower case without a change of length (one letter of Turkish would grow)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of sorted hits those that do not overlap an earlier one that was kept."""
    kept: list[Hit] = []
    reached = 0
    for hit in hits:
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return kept
