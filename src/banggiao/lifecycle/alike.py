"""Finding among many sets of words the first one that has enough in common with another.

Guarantees: the answer is the one that comparing with each in turn would give (``tables.share``), at the cost of those that can be it:
they hold one of the rarest words, of which a set that is alike lacks only so many.
"""

from collections import defaultdict
from math import ceil

from banggiao.lifecycle.tables import share

_SLACK = 1e-9


class Alike:
    """Sets of words in order, each with a number; ``need`` is the share of words in common from which two are alike."""

    def __init__(self, need: float) -> None:
        self.need = need
        self.sets: list[frozenset[str]] = []
        self.holding: dict[str, list[int]] = defaultdict(list)

    def add(self, words: frozenset[str]) -> int:
        """Take a set of words. Returns its number."""
        number = len(self.sets)
        self.sets.append(words)
        for word in words:
            self.holding[word].append(number)
        return number

    def first(self, words: frozenset[str], start: int = 0) -> int | None:
        """The first set from number ``start`` on that is alike."""
        common = max(1, ceil(self.need * len(words) - _SLACK))
        held = sorted((self.holding.get(word, []) for word in words), key=len)
        near = {number for numbers in held[: len(words) - common + 1] for number in numbers if number >= start}
        return next((number for number in sorted(near) if share(self.sets[number], words) >= self.need), None)
