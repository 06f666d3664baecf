"""The table of Vietnamese syllables that the repair of lost letters chooses from.

Guarantees: look-ups only; the weight of a syllable between two neighbours is a log probability by the counts of the table
(absolute discounting: what a pair never seen gets depends on how many different neighbours its second half has).
"""

import math
from collections import defaultdict

import msgspec

from banggiao.lore import Lore

_DISCOUNT = 0.75
_FLOOR = 5
_TINY = 1e-7


class SyllableRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A syllable, how often it stands, how often with a capital within a sentence, and its neighbours.

    ``before`` is how many different syllables stand before it, ``after`` lists the commonest after it with their counts.
    """

    word: str
    count: int
    before: int
    capital: int = 0
    after: str = ""


class Syllables:
    """The table made ready for looking up."""

    def __init__(self, lore: Lore) -> None:
        rows = lore.rows("vi/cleaning/syllables", SyllableRow)
        self._counts = {row.word: row.count for row in rows}
        self._before = {row.word: row.before for row in rows}
        self._capital = {row.word: row.capital / max(row.count, 1) for row in rows}
        self._kinds = sum(self._before.values())
        self._pairs: dict[tuple[str, str], int] = {}
        self._spare: dict[str, float] = {}
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            parts = row.after.split()
            follow = {b: int(n) for b, n in zip(parts[::2], parts[1::2], strict=True)}
            self._pairs.update(((row.word, b), n) for b, n in follow.items())
            self._spare[row.word] = row.count - sum(follow.values()) + _DISCOUNT * len(follow)
            if not row.word.isascii():
                self._by_letters[ascii_letters(row.word)].append(row.word)

    def with_letters(self, letters: str) -> list[str]:
        """The syllables beyond ASCII whose plain letters are these, in this order."""
        return self._by_letters.get(letters, [])

    def count(self, word: str) -> int:
        """How often a syllable stands in the texts counted (0 where the table does not know it)."""
        return self._counts.get(word, 0)

    def capital(self, word: str) -> float:
        """How large a share of a syllable's places within sentences has a capital, kept off 0 and 1."""
        return min(max(self._capital.get(word, 0.5), 0.003), 0.997)

    def step(self, first: str, second: str) -> float:
        """How likely ``second`` follows ``first``: a log probability."""
        count = self._counts.get(first, 0)
        base = self._before.get(second, 0) / self._kinds
        spare = max(self._spare.get(first, 0.0), _FLOOR)
        return math.log((max(self._pairs.get((first, second), 0) - _DISCOUNT, 0.0) + spare * base + _TINY) / (count + _FLOOR))

    def alone(self, word: str) -> float:
        """How likely a syllable is where its neighbour is unknown."""
        return math.log((self._before.get(word, 0) + _TINY) / self._kinds)


def ascii_letters(word: str) -> str:
    """The letters of a word that every encoding keeps."""
    return "".join(letter for letter in word if letter.isascii() and letter.isalpha())
