"""The step on words that a crawl glued together at a link (``Bình Minhđã``, ``theoTTXVN``).

Guarantees: only a word that no Vietnamese syllable can be is parted, and only into syllables that news often uses, or
an abbreviation and one; foreign names keep their form; time grows linearly with the text.
"""

import re

import msgspec

from banggiao.cleaning.syllables import Syllables
from banggiao.lore import Lore
from banggiao.text import is_word

Change = tuple[int, int, str]

_VOWEL = "aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_CONSONANT = "bcdđghjklmnpqrstvwxz"
_SMALL, _CAPITAL = _VOWEL + _CONSONANT, (_VOWEL + _CONSONANT).upper()
_MARKED = "".join(letter for letter in _VOWEL if not letter.isascii())
_TWO_SYLLABLES = re.compile(
    f"[{_VOWEL}](?=[{_CONSONANT}]{{1,4}}+[{_VOWEL}])(?:(?<=[{_MARKED}])[{_CONSONANT}]{{1,4}}[{_VOWEL}]|[{_CONSONANT}]{{1,4}}[{_MARKED}])"
)
"""Two runs of vowels with consonants between them, one of them no foreign one: no syllable holds that. Each of the expressions
here begins with the letters that it can begin with, which are looked for much faster than anything else."""
_CAPITAL_WITHIN = re.compile(f"[{_CAPITAL}](?:(?<=[{_SMALL}].)|[{_CAPITAL}]{{2}}[{_SMALL}])")
_SECOND_NAME = re.compile(f"[{_CAPITAL}](?<=[{_SMALL}].)[{_SMALL}]{{2}}")
_NAME_WITHIN = re.compile(f"([{_CAPITAL}](?<![^\\W\\d_].)[{_SMALL}]{{1,12}})(?=[{_CAPITAL}][{_SMALL}]{{2}})")
_SHORTEST, _LONGEST = 5, 18
_COMMON = 150
_PARTS = 3


class StateNames(msgspec.Struct, frozen=True):
    """Of a row of world/states what is needed here: the names of a state in use."""

    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


def state_names(lore: Lore) -> dict[str, tuple[str, ...]]:
    """The names of states by their last word (use as ``lore.once(state_names)``); ``Vietnam`` begins names of papers."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lore.rows("world/states", StateNames):
        for name in (*row.names, *row.weak, *row.short):
            last = name.rsplit(" ", 1)[-1]
            if last != "Vietnam":
                found[last] = (*found.get(last, ()), name)
    return found


def glued_names(text: str, lore: Lore) -> list[Change]:
    """A blank between a state's name and the name glued to it (``Tổng thống NgaIvan Petrov``)."""
    if _SECOND_NAME.search(text) is None:
        return []
    known = lore.once(state_names)
    ends = (match.end(1) for match in _NAME_WITHIN.finditer(text) if text.endswith(known.get(match.group(1), ()), 0, match.end(1)))
    return [(at, at, " ") for at in ends]


def glued_words(text: str, lore: Lore) -> list[Change]:
    """A blank between syllables that were glued together."""
    seams = [match.span() for pattern in (_TWO_SYLLABLES, _CAPITAL_WITHIN) for match in pattern.finditer(text)]
    changes: list[Change] = []
    done = 0
    for first, last in sorted(seams):
        if first < done:
            continue
        start, done = _bounds(text, first, last)
        word = text[start:done]
        if word.isascii() or not word.isalpha() or not _SHORTEST <= len(word) <= _LONGEST:
            continue
        for part in _parted(word, lore.once(Syllables), _PARTS)[:-1]:
            start += len(part)
            changes.append((start, start, " "))
    return changes


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The word around a stretch, looked for no farther than words worth parting reach."""
    least, most = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    while start > least and is_word(text[start - 1]):
        start -= 1
    while end < most and is_word(text[end]):
        end += 1
    return start, end


def _parted(word: str, table: Syllables, most: int) -> tuple[str, ...]:
    """The word in parts that are each a common syllable or an abbreviation, of few parts the likeliest; itself where it has none."""
    best: tuple[float, tuple[str, ...]] = (0.0, (word,))
    for at in range(2, len(word) - 1):
        first = word[:at]
        if not _stands(first, table):
            continue
        rest = word[at:]
        if _stands(rest, table):
            parts: tuple[str, ...] = (first, rest)
        elif most > 2 and len(found := _parted(rest, table, most - 1)) > 1:
            parts = (first, *found)
        else:
            continue
        weight = min(_weight(part, table) for part in parts) / 10 ** len(parts)
        if any(not part.isascii() for part in parts) and weight > best[0]:
            best = (weight, parts)
    return best[1]


def _stands(part: str, table: Syllables) -> bool:
    return _weight(part, table) >= _COMMON


def _weight(part: str, table: Syllables) -> int:
    """How common a part is: a syllable in small letters or with one capital, or an abbreviation of capitals."""
    if part.isupper() and len(part) >= 3 and part.isascii():
        return _COMMON * 10
    if part.islower() or (part[0].isupper() and part[1:].islower()):
        return table.count(part.lower())
    return 0
