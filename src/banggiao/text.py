"""Vietnamese text: folding, tone placement, syllables and word boundaries.

Guarantees: ``tone_fold`` keeps every offset of a text that is in Unicode form NFC; a combining mark is part of the
letter that it follows, so no boundary falls between them; nothing here depends on the locale.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.model.spans import Span

_PLAIN, _TONED = "aeouy", ("àáảãạ", "èéẻẽẹ", "òóỏõọ", "ùúủũụ", "ỳýỷỹỵ")
_TONE_OF = {letter: tone for letters in _TONED for tone, letter in enumerate(letters)}
_BASE_OF = {letter: plain for plain, letters in zip(_PLAIN, _TONED, strict=True) for letter in letters}
_WITH = {(plain, tone): letter for plain, letters in zip(_PLAIN, _TONED, strict=True) for tone, letter in enumerate(letters)}

# hoà -> hòa, khoẻ -> khỏe, thuỷ -> thủy (not quý: there the u belongs to the first consonant)
_MARK = "\u0300-\u036f"
# A vowel that carries a further combining mark is left alone: moving its tone would make the rest compose anew.
_LATE = re.compile(rf"[oO](?:[àáảãạèéẻẽẹ]|[ÀÁẢÃẠÈÉẺẼẸ])(?![^\W_]|[{_MARK}])|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ](?![^\W_]|[{_MARK}])")
# hòan -> hoàn, qúy -> quý: tone marks set on the wrong letter by old keyboards
_EARLY = re.compile(r"[òóỏõọÒÓỎÕỌ][aeAE](?=[^\W_])|(?<=[qQ])[ùúủũụÙÚỦŨỤ][aeyAEY](?![\u0300-\u036f])")
# Every pair of vowels that either of the two could match: one scan for these is much quicker than the expressions are.
_PAIRS = tuple(
    pair
    for first, seconds in (("o", _TONED[0] + _TONED[1]), ("u", _TONED[4]), (_TONED[2], "ae"), (_TONED[3], "aey"))
    for letter in first
    for other in seconds
    for pair in (letter + other, letter.upper() + other, letter + other.upper(), letter.upper() + other.upper())
)
_PAIR_SCAN = AhoCorasick(_PAIRS, matchkind=MatchKind.Standard)
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ"})
_SYLLABLE = re.compile(rf"(?:[^\W_]|[{_MARK}])+")


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, where offsets moved, the offset of each of its code points in the text before."""

    text: str
    offsets: tuple[int, ...] | None = None

    def back(self, offset: int) -> int:
        """The offset in the text before folding."""
        return offset if self.offsets is None else self.offsets[offset]


def _shift(match: re.Match[str]) -> str:
    """The two vowels of the match with the tone on the other one."""
    first, second = match.group()[0], match.group()[1]
    if (tone := _TONE_OF.get(second.lower())) is not None:
        marked = _WITH[first.lower(), tone] + _BASE_OF[second.lower()]
    else:
        tone = _TONE_OF[first.lower()]
        marked = _BASE_OF[first.lower()] + _WITH[second.lower(), tone]
    return (marked[0].upper() if first.isupper() else marked[0]) + (marked[1].upper() if second.isupper() else marked[1])


def tone_fold(text: str) -> str:
    """The text in form NFC with every tone mark in the one place that the older spelling gives it (``hòa``, ``Ủy``).

    Case and accents stay; the eth of old encodings becomes ``đ``. A text in form NFC keeps its length.
    """
    return _toned(text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text))


def _toned(text: str) -> str:
    """``tone_fold`` of a text in form NFC."""
    if "ð" in text or "Ð" in text or "Ɖ" in text:
        text = text.translate(_ETH)
    try:
        pairs = _PAIR_SCAN.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # half a surrogate pair, which the scan cannot take
        return _EARLY.sub(_shift, _LATE.sub(_shift, text))
    parts: list[str] = []
    done = 0
    for _, start, _ in pairs:
        match = _LATE.match(text, start) or _EARLY.match(text, start)
        if match is not None and start >= done:
            parts += (text[done:start], _shift(match))
            done = match.end()
    return "".join((*parts, text[done:])) if parts else text


def folded(text: str) -> Folded:
    """``tone_fold`` of any text with the way back: decomposed letters shorten, so their offsets are remembered."""
    if unicodedata.is_normalized("NFC", text):
        return Folded(_toned(text))
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in _cluster_ends(text):
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        offsets.extend([start] * len(part))
        start = end
    return Folded(tone_fold("".join(parts)), (*offsets, len(text)))


def _cluster_ends(text: str) -> Iterator[int]:
    """The ends of the stretches that compose on their own: a letter with its combining marks."""
    for at in range(1, len(text)):
        if not unicodedata.combining(text[at]) and unicodedata.is_normalized("NFC", text[at - 1] + text[at]):
            yield at
    if text:
        yield len(text)


def fold(text: str) -> str:
    """The text for comparing and indexing: lower case, without accents, ``đ`` as ``d``, white space as single blanks."""
    if "ð" in text or "Ð" in text or "Ɖ" in text:  # a table that lacks nearly every letter is slow
        text = text.translate(_ETH)
    return " ".join(text.lower().translate(_BARE).split())


class _Bare(dict[int, str]):
    """Each letter without its accents, worked out when it is first met; rare letters are not remembered."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", chr(code))
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("đ", "d")
        if len(self) < _LETTERS:
            self[code] = bare
        return bare


_LETTERS = 4000
_BARE = _Bare()


def lower(text: str) -> str:
    """Lower case without a change of length (one letter of Turkish would grow)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


def is_word(letter: str) -> bool:
    """Whether a character is part of a word: a letter, a digit or a combining mark."""
    return letter.isalnum() or "\u0300" <= letter <= "\u036f"


def boundary(text: str, offset: int) -> bool:
    """Whether a word begins or ends at the offset, or none is there (the text's ends are boundaries)."""
    return not (0 < offset < len(text) and is_word(text[offset - 1]) and is_word(text[offset]))


def syllables(text: str) -> Iterator[Span]:
    """The syllables, foreign words and numbers of the text, each with its combining marks."""
    for match in _SYLLABLE.finditer(text):
        yield Span(*match.span())


class Syllables(msgspec.Struct, frozen=True):
    """All syllables of a text, for stepping to and fro. ``starts`` and ``ends`` are sorted offsets."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Syllables":
        """The syllables of a text."""
        spans = [match.span() for match in _SYLLABLE.finditer(text)]
        return cls(text, tuple(start for start, _ in spans), tuple(end for _, end in spans))

    def at(self, offset: int) -> int:
        """The number of the syllable that holds the offset, else of the next one."""
        number = bisect_right(self.ends, offset)
        return number

    def word(self, number: int) -> str:
        """The syllable of that number, empty where there is none."""
        return self.text[self.starts[number] : self.ends[number]] if 0 <= number < len(self.starts) else ""
