"""The step that puts back lost letters: question marks inside a word, by the words that fit and the words around it.

Guarantees: a word is repaired only to a syllable of the table that its remaining letters and the number of its marks
allow; where none fits it is left as delivered; the choice is by counts alone, so the same text gives the same repair;
real question marks, addresses and glued sentences are left alone; time grows linearly with the text.

Letters are lost where a crawl decoded a page in chunks: a letter of two or three bytes that a chunk's end cut became two
or three marks. Some lose a whole letter to one mark.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from banggiao.cleaning.syllables import Syllables, ascii_letters
from banggiao.lore import Lore

Change = tuple[int, int, str]

_MARKS = "?\ufffd"
_BROKEN = re.compile(
    rf"(?<![\w{_MARKS}/=&%])(?:[^\W\d_]*(?:[{_MARKS}]+[^\W\d_]+)+[{_MARKS}]*(?![\w=/])"  # within: Vi??t, ??ộc
    rf"|[^\W\d_]+[{_MARKS}]+(?![\w{_MARKS}=/]))"  # at the end: v??, t?
)
_TOKEN = re.compile(r"([^\W\d_]+)|(\d+)|[^\w\s]")
_PARTS = re.compile(rf"[{_MARKS}]+|[^{_MARKS}]+")
_GOES_ON = regex.compile(r"[ ,;]\s?\p{Ll}")
_RARE = 40
_REAL_MARK = 6.0
_LONGEST = 24
_SEEN_PAIR, _SEEN_WORD = 2.5, 0.8


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The syllables in lower case, ``0`` for a number and ``.`` for a mark, each with its offsets."""
    for match in _TOKEN.finditer(text):
        word = match.group(1).lower() if match.group(1) else "0" if match.group(2) else "."
        yield word, match.start(), match.end()


def lost_letters(text: str, lore: Lore) -> list[Change]:
    """Words with lost letters to the syllables they were."""
    if "?" not in text and "\ufffd" not in text:
        return []
    found = [match for match in _BROKEN.finditer(text) if _is_loss(text, match)]
    if not found:
        return []
    context = _Context(text, found, lore.once(Syllables))
    changes: list[Change] = []
    for match in found:
        if (word := context.best(match)) is not None:
            changes.append((match.start(), match.end(), word))
    return changes


def _is_loss(text: str, match: re.Match[str]) -> bool:
    """Whether the marks can be lost letters: no sentence ends there, and what is left is no whole word with real marks."""
    word = match.group()
    if len(word) > _LONGEST:
        return False
    parts = _PARTS.findall(word)
    if any(a.islower() and b[0].isupper() for a, b in pairwise(p for p in parts if p[0] not in _MARKS)):
        return False
    if len(parts) == 2 and parts[1] == "?":
        return _GOES_ON.match(text, match.end()) is not None
    return True


def _doubtful(broken: str, table: Syllables) -> bool:
    """Whether the marks can be real ones after a whole word (``gì??``)."""
    letters = broken.rstrip("?").lower()
    return len(letters) < len(broken) and letters.isalpha() and not _stump(letters, table)


def _stump(letters: str, table: Syllables) -> bool:
    """Whether letters are no word by themselves, so that marks after them cannot be real ones."""
    vowels = any(unicodedata.normalize("NFD", letter)[0] in "aeiouy" for letter in letters)
    return not vowels or (letters.isascii() and table.count(letters) < _RARE)


class _Context:
    """What stands around the broken words of one text, and how to choose among the syllables that fit."""

    def __init__(self, text: str, broken: list[re.Match[str]], table: Syllables) -> None:
        self._text = text
        self._table = table
        self._mended: dict[int, str] = {}
        self._begun = {match.start() for match in broken}
        gaps = {at for match in broken for at in range(match.start(), match.end())}
        row = [(word, start, end) for word, start, end in tokens(text) if start not in gaps]
        self._words = Counter(word for word, _, _ in row)
        self._pairs = Counter((a[0], b[0]) for a, b in pairwise(row) if b[1] - a[2] <= 1)
        self._cased = Counter(text[start:end] for _, start, end in row)
        self._cased.update(f"{a[0]} {text[b[1] : b[2]]}" for a, b in pairwise(row))
        self._cased.update(f"{text[a[1] : a[2]]} {b[0]}" for a, b in pairwise(row))

    def best(self, match: re.Match[str]) -> str | None:
        """The likeliest syllable for a broken word, in its case; None where none fits."""
        broken = match.group()
        options = [word for word in self._table.with_letters(ascii_letters(broken.lower())) if allows(broken.lower(), word)]
        if not options:
            return None
        left, right = self._before(match.start()), self._after(match.end())
        shape = self._shape(broken, match.start())
        word = max(options, key=lambda option: (self._weight(option, left, right) + self._case_weight(option, shape), option))
        if _doubtful(broken, self._table):
            whole = broken.rstrip("?").lower()
            margin = _REAL_MARK if len(broken) - len(whole) == 1 else 0.0
            if self._weight(word, left, right) < self._weight(whole, left, ".") + margin:
                return None
        self._mended[match.end()] = word
        return self._in_case(word, broken, shape, left or "?", right or "?")

    def _weight(self, word: str, left: str | None, right: str | None) -> float:
        weight = self._table.alone(word) if left is None else self._table.step(left, word)
        if right is not None:
            weight += self._table.step(word, right)
        weight += _SEEN_PAIR * ((left or "?", word) in self._pairs) + _SEEN_PAIR * ((word, right or "?") in self._pairs)
        return weight + _SEEN_WORD * (word in self._words)

    def _shape(self, broken: str, at: int) -> str:
        """What is certain of the first letter within a sentence: "capital", "small" or "" (lost, or a sentence opens)."""
        opens = self._text[max(0, at - 3) : at].rstrip(" \"“‘'(")[-1:] in ("", ".", "\n", "!", "…")
        if broken[0] in _MARKS or opens:
            return "opens" if opens else ""
        return "capital" if broken[0].isupper() else "small"

    def _case_weight(self, word: str, shape: str) -> float:
        share = self._table.capital(word)
        return math.log(share) if shape == "capital" else math.log(1 - share) if shape == "small" else 0.0

    def _before(self, at: int) -> str | None:
        """The token before an offset, as mended where it was broken; None where it stays broken."""
        stop = at - 1 if self._text[at - 1 : at].isspace() else at
        if stop in self._mended:
            return self._mended[stop]
        row = list(tokens(self._text[max(0, stop - _LONGEST) : stop]))
        if self._text[max(0, stop - 1) : stop] in ("?", "\ufffd"):
            return None
        return row[-1][0] if row else "."

    def _after(self, at: int) -> str | None:
        """The token after an offset; None where it is broken too."""
        start = at + 1 if self._text[at : at + 1].isspace() else at
        if start in self._begun:
            return None
        return next((word for word, _, _ in tokens(self._text[start : start + _LONGEST])), ".")

    def _in_case(self, word: str, broken: str, shape: str, left: str, right: str) -> str:
        """``word`` in the case that the letters left show, else in the one that the text uses elsewhere."""
        kept = [letter for letter in broken if letter.isalpha()]
        if len(kept) > 1 and all(letter.isupper() for letter in kept):
            return word.upper()
        title = word[0].upper() + word[1:]
        if broken[0] not in _MARKS:
            return title if broken[0].isupper() else word
        if shape == "opens":
            return title
        seen = self._cased
        upper, lower = (seen[f"{left} {form}"] + seen[f"{form} {right}"] for form in (title, word))
        if upper == lower:
            share = self._table.capital(word)
            return title if (seen[title] + 1) * share > (seen[word] + 1) * (1 - share) else word
        return title if upper > lower else word


def allows(broken: str, word: str) -> bool:
    """Whether a syllable can have become a broken word: its letters left in place, a letter beyond ASCII for its marks.

    Two marks are one letter cut in two, three are one of three bytes, more are several letters; ``\\ufffd`` can be one each.
    """
    return _fits(_PARTS.findall(broken), 0, word, 0)


def _fits(parts: list[str], number: int, word: str, at: int) -> bool:
    if number == len(parts):
        return at == len(word)
    part = parts[number]
    if part[0] not in _MARKS:
        return word.startswith(part, at) and _fits(parts, number + 1, word, at + len(part))
    most = len(part) if "\ufffd" in part else max(1, len(part) // 2)
    for size in range(max(1, -(-len(part) // 3)), most + 1):
        letters = word[at : at + size]
        if len(letters) < size or any(letter.isascii() for letter in letters):
            return False
        if len(part) <= sum(len(letter.encode()) for letter in letters) and _fits(parts, number + 1, word, at + size):
            return True
    return False
