"""The date patterns, read from knowledge and compiled into one expression.

Guarantees: a pattern is tried only where an expression can begin; the first pattern of the files that matches wins; no
repetition in them is unbounded, so the time of a match does not grow with the text.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from banggiao.errors import KnowledgeError
from banggiao.lore import Lore
from banggiao.recognise.phrases import longest_of, plain

_PART = re.compile(r"\{([a-z_]\w*)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_LEFT_REACH = 24
_MARKS = re.compile(r"[\n\t.,;:(\"“‘]")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named part of patterns: a pattern, or words."""

    name: str
    pattern: str = ""
    words: tuple[str, ...] = ()


class DatePattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A form of time expression. ``reads`` names the reading that gives its value.

    ``guard``: what an expression without a lead word needs (bare, year, month, weekday); ``before``, ``not_before``: parts whose
    words must or must not stand before; ``examples`` as of Friday, 15 May 2020; ``counters`` in which it must not match.
    """

    id: str
    reads: str
    pattern: str
    cls: str = "date"
    guard: str = ""
    before: str = ""
    not_before: str = ""
    examples: dict[str, str | None] = {}
    counters: tuple[str, ...] = ()


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell the tense."""

    tense: str
    words: tuple[str, ...]


class Shift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that point so many units away."""

    words: tuple[str, ...]
    by: int


class Numeral(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a small number."""

    value: int
    words: tuple[str, ...]


class Portion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a part of a week, and its first and last day (Monday is 0)."""

    words: tuple[str, ...]
    first: int
    last: int


class Left:
    """Tells whether one of some words ends the text before an offset."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._ends = tuple(" " + plain(word) for word in words)

    def __call__(self, before: str) -> bool:
        """Whether the text before (lower case, blanks trimmed) ends with one of the words."""
        return before.endswith(self._ends)


class Found(msgspec.Struct):
    """A match: where, of which pattern, with its groups; ``gap`` lies between the two items of a list."""

    start: int
    end: int
    pattern: DatePattern
    groups: dict[str, str]
    gap: tuple[int, int] | None = None


class DateGrammar:
    """All patterns, compiled."""

    def __init__(self, patterns: tuple[DatePattern, ...], parts: dict[str, Part]) -> None:
        self.patterns = patterns
        self._parts = parts
        self._groups: list[tuple[tuple[str, str], ...]] = []
        whole = "|".join(self._alternative(number, pattern) for number, pattern in enumerate(patterns))
        self._all = re.compile(rf"(?:{whole})(?![^\W_]|[./:-]\d|[.,]\d{{2,}}|[.,]?\d? ?%)")
        opener, figure = (plain(self._expanded(part)) for part in ("{opener}", "{opener_figure}"))
        self._anchor = re.compile(rf"(?<![^\W_])(?:(?<![\d][.,:/-])(?={figure})\d|{opener})")
        self.words = {name: frozenset(map(plain, part.words)) for name, part in parts.items() if part.words}
        self.left = {name: Left(part.words) for name, part in parts.items() if part.words}

    def _expanded(self, text: str, depth: int = 0) -> str:
        if depth > 8:
            raise KnowledgeError([f"vi/dates/parts: parts stand within themselves near {text[:40]}"])

        def fill(match: re.Match[str]) -> str:
            part = self._parts.get(match[1])
            if part is None:
                raise KnowledgeError([f"vi/dates: no part {match[1]}"])
            return longest_of(map(plain, part.words)) if part.words else self._expanded(part.pattern, depth + 1)

        return _PART.sub(fill, text)

    def _alternative(self, number: int, pattern: DatePattern) -> str:
        text = _GROUP.sub(rf"(?P<p{number}_\1>", plain(self._expanded(pattern.pattern)))
        names = dict.fromkeys(re.findall(rf"\(\?P<p{number}_(\w+)>", text))
        self._groups.append(tuple((name, f"p{number}_{name}") for name in names))
        return rf"(?P<p{number}>{text})"

    def scan(self, low: str, allowed: Callable[[Found], bool]) -> Iterator[Found]:
        """The matches in a plain text in lower case that are ``allowed``, from left to right, none within another."""
        at = 0
        for anchor in self._anchor.finditer(low):
            start = anchor.start()
            if start < at:
                continue
            match = self._all.match(low, start)
            if match is None or match.lastgroup is None:
                continue
            number = int(match.lastgroup[1:])
            groups = {name: words for name, full in self._groups[number] if (words := match[full]) is not None}
            hit = Found(start, match.end(), self.patterns[number], groups, self._gap(match, number))
            if allowed(hit):
                yield hit
                at = hit.end

    def _gap(self, match: re.Match[str], number: int) -> tuple[int, int] | None:
        """Where the first item of a list ends and the last begins."""
        if not self.patterns[number].reads.endswith("listed"):
            return None
        full = dict(self._groups[number])
        ends = [match.end(full[name]) for name in ("d1", "m1", "y1") if name in full]
        return max(ends), next(match.start(full[name]) for name in ("d2", "m2", "y2") if name in full)

    def before(self, low: str, start: int) -> str:
        """The words before an offset, trimmed, with a blank in front."""
        return " " + _MARKS.sub(" ", low[max(0, start - _LEFT_REACH) : start].rstrip(' ("“‘\u00ab'))


class Calendar(msgspec.Struct, frozen=True):
    """What date readings look up: numbers, shifts, parts of a week and tense cues by word."""

    numbers: dict[str, int]
    shifts: dict[str, int]
    portions: dict[str, tuple[int, int]]
    tenses: dict[str, re.Pattern[str]]


def grammar(lore: Lore) -> DateGrammar:
    """The compiled patterns of this lore."""
    parts = {part.name: part for part in lore.rows("vi/dates/parts", Part)}
    return DateGrammar(lore.rows("vi/dates/patterns", DatePattern), parts)


def calendar(lore: Lore) -> Calendar:
    """The number words, shifts, parts of a week and tense cues of this lore."""
    numbers = {plain(word): row.value for row in lore.rows("vi/dates/numerals", Numeral) for word in row.words}
    shifts = {plain(word): row.by for row in lore.rows("vi/dates/shifts", Shift) for word in row.words}
    tenses = {
        row.tense: re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, map(plain, row.words)))})(?![^\W_])")
        for row in lore.rows("vi/dates/cues", Cue)
    }
    portions = {plain(word): (row.first, row.last) for row in lore.rows("vi/dates/portions", Portion) for word in row.words}
    return Calendar(numbers, shifts, portions, tenses)
