"""The step that puts back lost letters: question marks inside a word, by the words that fit and the words around it.

Guarantees: a word is repaired only to a syllable of the table that its remaining letters allow; where none fits it is
left as delivered; the choice is by counts alone, so the same text gives the same repair.
"""

import math
import re
from collections import defaultdict

import msgspec

from banggiao.lore import Lore

Change = tuple[int, int, str]

_BROKEN = re.compile(
    r"(?<![\w?\ufffd])[^\W\d_]*(?:[?\ufffd]+[^\W\d_]+)+[?\ufffd]*(?![\w])|(?<![\w?\ufffd])[^\W\d_]+[?\ufffd]{2,}(?=[ ,;]\s?[^\W\d_A-Z])|\ufffd+"
)
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[?\ufffd]+")


class SyllableRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A syllable, how often it stands, and the commonest syllables after it with their counts (``nam 13603 anh 88``)."""

    word: str
    count: int
    after: str = ""


class Syllables:
    """The table of syllables made ready for looking up."""

    def __init__(self, lore: Lore) -> None:
        rows = lore.rows("vi/cleaning/syllables", SyllableRow)
        self.counts = {row.word: row.count for row in rows}
        self.total = sum(self.counts.values())
        self.pairs: dict[tuple[str, str], int] = {}
        for row in rows:
            parts = row.after.split()
            self.pairs.update(((row.word, b), int(n)) for b, n in zip(parts[::2], parts[1::2], strict=True))
        self.by_shape: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            if not row.word.isascii():
                self.by_shape[len(row.word)].append(row.word)
        self._fits: dict[str, tuple[str, ...]] = {}

    def fits(self, broken: str) -> tuple[str, ...]:
        """The syllables that a broken word in lower case can have been, each run of marks one letter beyond ASCII."""
        if broken not in self._fits:
            shape = re.compile(_RUN.sub("[^\\\\x00-\\\\x7f]", broken))
            length = len(_RUN.sub("?", broken))
            self._fits[broken] = tuple(word for word in self.by_shape[length] if shape.fullmatch(word))
        return self._fits[broken]

    def score(self, word: str, left: str, right: str) -> float:
        """How well a syllable stands between its neighbours: a log weight."""
        own = self.counts.get(word, 0) + 1
        return self._step(left, word, own) + self._step(word, right, self.counts.get(right, 0) + 1) + math.log(own) * 0.0

    def _step(self, first: str, second: str, second_count: int) -> float:
        base = second_count / self.total
        whole = self.counts.get(first, 0) + 50
        return math.log((self.pairs.get((first, second), 0) + 20 * base) / whole)


def lost_letters(text: str, lore: Lore) -> list[Change]:
    """Words with lost letters to the syllables they were."""
    if "?" not in text and "\ufffd" not in text:
        return []
    found = list(_BROKEN.finditer(text))
    if not found:
        return []
    table = lore.once(Syllables)
    changes: list[Change] = []
    for match in found:
        new = _repaired(text, match.start(), match.end(), table)
        if new is not None:
            changes.append((match.start(), match.end(), new))
    return changes


def _repaired(text: str, start: int, end: int, table: Syllables) -> str | None:
    broken = text[start:end]
    options = table.fits(broken.lower())
    if not options:
        return None
    left, right = _neighbour(text, start, -1), _neighbour(text, end, 1)
    best = max(options, key=lambda word: (table.score(word, left, right), word))
    return _cased(best, broken)


def _neighbour(text: str, at: int, way: int) -> str:
    """The word right before or after an offset, in lower case ("" where punctuation lies between)."""
    if way > 0:
        match = re.match(r" ?([^\W\d_]+)", text[at : at + 12])
        return match.group(1).lower() if match else ""
    match = re.search(r"([^\W\d_]+) ?$", text[max(0, at - 12) : at])
    return match.group(1).lower() if match else ""


def _cased(word: str, broken: str) -> str:
    """``word`` in the case that the letters left in ``broken`` show."""
    kept = [char for char in broken if char.isalpha()]
    if kept and len(kept) > 1 and all(char.isupper() for char in kept):
        return word.upper()
    if broken[0].isupper():
        return word[0].upper() + word[1:]
    return word
