"""Names of persons spelt in more than one way: by other letters for one sound, by short forms, without middle names, without accents.

Guarantees: comparison is symmetric; nothing here joins names of single syllables (Vietnamese, Chinese, Korean) that differ in more
than accents left out; a name that stands for a forefather within a longer one is not the person's; words of courtesy alone are
nobody's name.
"""

import re
import unicodedata

import msgspec

from banggiao.intake.plausible import SyllablePart
from banggiao.lore import Lore
from banggiao.resolve.names import HonorificRow, likeness
from banggiao.text import fold

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"(.)\1+")
_MUTE = re.compile(r"(?<=[^\Waeiou])e$|h$")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SHORT, _TELLING, _LONG, _VERY_LONG, _WHOLE = 4, 5, 6, 9, 12
_BY_EAR = {"same": "sound", "joined": "sound", "order": "order", "part": "part", "spelling": "spelling"}


class SoundRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/sounds: letters, the sound that they stand for, and names that show it."""

    letters: str
    sound: str
    example: str


class GivenRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/given: forms of one given name."""

    names: tuple[str, ...]


class FatherRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/fathers: words before the name of a forefather."""

    words: tuple[str, ...]


class SyllabicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/syllabic: states whose names are made of telling syllables."""

    states: tuple[str, ...]


class Spelling(msgspec.Struct, frozen=True):
    """The tables, compiled."""

    sounds: tuple[tuple[str, str], ...]
    given: dict[str, str]
    fathers: frozenset[str]
    courtesy: frozenset[str]
    syllabic: frozenset[str]


def spelling(lore: Lore) -> Spelling:
    """The tables (use as ``lore.once(spelling)``)."""
    return Spelling(
        sounds=tuple((row.letters, row.sound) for row in lore.rows("resolve/sounds", SoundRow)),
        given={name: row.names[0] for row in lore.rows("resolve/given", GivenRow) for name in row.names},
        fathers=frozenset(word for row in lore.rows("resolve/fathers", FatherRow) for word in row.words),
        courtesy=frozenset(part for row in lore.rows("resolve/honorifics", HonorificRow) for word in row.words for part in _parts(word)),
        syllabic=frozenset(code for row in lore.rows("resolve/syllabic", SyllabicRow) for code in row.states),
    )


def _syllable(lore: Lore) -> re.Pattern[str]:
    """A Vietnamese syllable without accents."""
    rows = lore.rows("vi/syllable", SyllablePart)
    ways = {part: sorted({fold(r.text) for r in rows if r.part == part}, key=lambda t: (-len(t), t)) for part in ("onset", "rhyme")}
    return re.compile(f"(?:{'|'.join(ways['onset'])})?(?:{'|'.join(ways['rhyme'])})")


def is_syllable(word: str, lore: Lore) -> bool:
    """Whether a folded word may be a Vietnamese syllable that lost its accents."""
    return lore.once(_syllable).fullmatch(word) is not None


def _parts(words: str) -> list[str]:
    return _WORD.findall(fold(words))


def heard_in(country: object, lore: Lore) -> bool:
    """Whether names of a country may be one by their sound."""
    return country not in lore.once(spelling).syllabic


def nameless(words: Words, lore: Lore) -> bool:
    """Whether words of courtesy are all there is of a name."""
    return all(word in lore.once(spelling).courtesy for word in words)


def sounds(words: Words, lore: Lore) -> Words:
    """The words of a name by their sound: given names in their first form, letters of one sound made one."""
    table = lore.once(spelling)
    return tuple(_sound(table.given.get(word, word), table) for word in words)


def _sound(word: str, table: Spelling) -> str:
    for letters, sound in table.sounds:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", _MUTE.sub("", word)) or word


def accents(name: str) -> Words:
    """The words of a name with their accents, the place of the tone within a word left out."""
    return tuple(_accented(word) for word in _WORD.findall(unicodedata.normalize("NFC", name).lower()))


def _accented(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(letter for letter in apart if ord(letter) in _TONES)
    return unicodedata.normalize("NFC", apart.translate(_TONES)) + tone


def accents_agree(one: Words, two: Words) -> bool:
    """Whether two names that are equal but for accents may be one: each word has the same, or one of the two has none."""
    return len(one) == len(two) and all(a == b or a.isascii() or b.isascii() for a, b in zip(one, two, strict=True))


def alike(one: Words, two: Words, lore: Lore, by_ear: bool = True) -> str | None:
    """How two names are alike, as ``likeness`` or else by their sound; "middle": one leaves out names between.

    ``by_ear``: whether sounds count (``heard_in``).
    """
    found = likeness(one, two)
    if found is None and _middle(one, two, lore):
        found = "middle"
    if found is None and by_ear:
        found = _by_ear(sounds(one, lore), sounds(two, lore), lore)
    short, long = sorted((one, two), key=len)
    return None if found in ("part", "middle") and _forefather(short, long, lore) else found


def _by_ear(one: Words, two: Words, lore: Lore) -> str | None:
    """How the sounds of two names are alike."""
    if _TWICE.sub(r"\1", "".join(one)) == _TWICE.sub(r"\1", "".join(two)):
        return "sound"
    if _middle(one, two, lore):
        return "middle"
    return _BY_EAR.get(likeness(one, two) or "") or ("spelling" if _misheard(one, two, lore) else None)


def _misheard(one: Words, two: Words, lore: Lore) -> bool:
    """Whether names that share a word differ by a letter or two in long words, or long names as a whole."""
    if len(one) == len(two) and set(one) & set(two):
        return all(a == b or _slip(a, b, lore) for a, b in zip(one, two, strict=True))
    whole = ("".join(one), "".join(two))
    return len(one) != len(two) and min(map(len, whole)) >= _WHOLE and edits(*whole) == 1


def _slip(one: str, two: str, lore: Lore) -> bool:
    """Whether a word is another one with a slip of the pen; no two Vietnamese syllables are."""
    least = min(len(one), len(two))
    if least < _LONG or (is_syllable(one, lore) and is_syllable(two, lore)):
        return False
    return edits(one, two) <= (2 if least >= _VERY_LONG else 1)


def near_spelling(one: Words, two: Words) -> bool:
    """Whether two names of equal length differ by a letter a word at most, initials aside: seldom two persons of one post."""
    pairs = zip(one, two, strict=True) if len(one) == len(two) else ()
    return len(one) == len(two) and all(a == b or (min(len(a), len(b)) >= _SHORT and edits(a, b) <= 1) for a, b in pairs)


def edits(one: str, two: str) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour; 3 stands for three or more."""
    if abs(len(one) - len(two)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(3, row[-1])


def _middle(one: Words, two: Words, lore: Lore) -> bool:
    """Whether one name is the other without some after the first; what stays must be telling."""
    short, long = sorted((one, two), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0]:
        return False
    rest = iter(long)
    kept = all(word in rest for word in short)
    return kept and any(len(word) >= _TELLING and not is_syllable(word, lore) for word in short[1:])


def _forefather(short: Words, long: Words, lore: Lore) -> bool:
    """Whether the short name stands in the long one as that of a forefather."""
    fathers = lore.once(spelling).fathers
    at = next((at for at in range(len(long)) if long[at : at + len(short)] == short), 0)
    return at > 0 and long[at - 1] in fathers
