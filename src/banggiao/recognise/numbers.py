"""Numbers as Vietnamese writes them, in figures and in words.

Guarantees: a value is finite and exact as far as a float carries it; a comma is a decimal mark and a point groups thousands
unless the figures show otherwise.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.recognise.phrases import plain

FIGURES = r"\d{1,15}(?:[.,]\d{1,9}){0,4}"
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")


class NumberWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of a number. ``kind``: unit, tail (only after ``mươi``), zero, ten, scale; ``doubtful``: by itself it may be no number."""

    word: str
    kind: str
    value: float
    doubtful: bool = False


class Numbers:
    """The number words of a lore, and how they add up."""

    def __init__(self, words: tuple[NumberWord, ...]) -> None:
        self._words = {plain(row.word): row for row in words}
        self.scales = tuple(word for word, row in self._words.items() if row.kind == "scale")
        self.heads = tuple(word for word, row in self._words.items() if row.kind == "unit")
        self.all = tuple(self._words)
        self.doubtful = frozenset(word for word, row in self._words.items() if row.doubtful)

    def in_words(self, phrase: str) -> float | None:
        """The value of number words ("hai mươi lăm", "một trăm"), None where they make no number."""
        total = part = 0.0
        for word in phrase.split():
            row = self._words.get(word)
            if row is None:
                return None
            if row.kind == "ten":
                part = part - part % 10 + (part % 10 or 1) * 10
            elif row.kind == "scale":
                total, part = (total + part * row.value, 0.0) if row.value >= 1000 else (total, (part or 1) * row.value)
            else:
                part += row.value
        return total + part

    def last_scale(self, words: str) -> float:
        """What the last word multiplies by, 1 where it is no scale word."""
        row = self._words.get(words.rpartition(" ")[2])
        return row.value if row and row.kind == "scale" else 1.0

    def scale(self, words: str) -> float:
        """What the scale words multiply together ("nghìn tỷ")."""
        product = 1.0
        for word in words.split():
            product *= self._words[word].value
        return product


def in_figures(figures: str, scaled: bool, share: bool) -> float:
    """The value of figures; ``scaled`` where a scale word follows, ``share`` where they tell a percentage."""
    points, commas = figures.count("."), figures.count(",")
    if points and commas:
        decimal = max(figures.rfind("."), figures.rfind(","))
        return float(re.sub(r"\D", "", figures[:decimal]) + "." + figures[decimal + 1 :])
    grouped = _GROUPED.fullmatch(figures)
    if grouped and (points + commas > 1 or _thousands(figures, scaled, share)):
        return float(figures.replace(".", "").replace(",", ""))
    if points + commas > 1:
        figures = re.sub(r"[.,](?=.*[.,])", "", figures)
    return float(figures.replace(",", "."))


def _thousands(figures: str, scaled: bool, share: bool) -> bool:
    """Whether the one mark before three figures groups thousands: a point does, a comma where nothing makes it decimal."""
    if share:
        return False
    return "." in figures or not scaled or figures.endswith("0")


def numbers(lore: Lore) -> Numbers:
    """The number words of this lore."""
    return Numbers(lore.rows("vi/amounts/numerals", NumberWord))
