"""Comparing single values of two records: words, names, codes, dates, numbers, quotes.

Guarantees: every comparison is symmetric and never raises, whatever the values are; a missing value is like no other
value than a missing one.
"""

import calendar
import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

_TOKEN = re.compile(r"[a-z0-9]+")
_VAGUE_DAYS = 10


def bare(value: Any) -> str:
    """The words of a value: lower case, without accents, punctuation as single blanks."""
    letters = unicodedata.normalize("NFD", str(value or "").lower().replace("đ", "d"))
    return " ".join(_TOKEN.findall("".join(letter for letter in letters if not unicodedata.combining(letter))))


def words(value: Any) -> frozenset[str]:
    """The different words of a value."""
    return frozenset(bare(value).split())


def codes(value: Any) -> frozenset[Any]:
    """A code or list of codes as a set; a missing value is the empty set."""
    if value is None:
        return frozenset()
    return frozenset([value] if isinstance(value, str) else value)


def contained(a: Any, b: Any) -> bool:
    """Whether all words of one value stand in the other (neither empty)."""
    left, right = words(a), words(b)
    return bool(left and right) and (left <= right or right <= left)


def alike(a: Any, b: Any) -> bool:
    """Whether two names share at least 60 % of the words of the longer."""
    left, right = words(a), words(b)
    return bool(left and right) and len(left & right) / max(len(left), len(right)) >= 0.6


def near(a: Any, b: Any) -> bool:
    """Whether two numbers differ by at most half a percent of the larger."""
    try:
        left, right = float(a), float(b)
    except (TypeError, ValueError):
        return False
    return abs(left - right) <= 0.005 * max(abs(left), abs(right), 1e-9)


def equal(a: Any, b: Any) -> bool:
    """Whether two values are one; empty, zero and missing are alike."""
    return bool((a or None) == (b or None))


def same_codes(a: Any, b: Any) -> bool:
    """Whether two values hold the same codes in whatever order."""
    return codes(a) == codes(b)


def same_words(a: Any, b: Any) -> bool:
    """Whether both are empty, or all words of one stand in the other."""
    return (not a and not b) or contained(a, b)


def same_people(a: Any, b: Any) -> bool:
    """Whether two lists name as many people, and each of the first stands in the second."""
    left, right = a or [], b or []
    return len(left) == len(right) and all(any(contained(x, y) for y in right) for x in left)


def same_flag(a: Any, b: Any) -> bool:
    """Whether two flags are one; a missing flag is false."""
    return bool(a) == bool(b)


def same_number(a: Any, b: Any) -> bool:
    """Whether both are missing or the numbers are near."""
    return (a is None and b is None) or near(a, b)


def interval(value: Any) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of an ISO date, month, year, quarter or closed interval; None where it is none of these."""
    first, _, last = str(value).partition("/")
    try:
        return _day(first, last=False), _day(last or first, last=True)
    except ValueError:
        return None


def _day(text: str, *, last: bool) -> datetime.date:
    """The first or last day of a date of any precision."""
    if "-Q" in text:
        year, quarter = text.split("-Q")
        month = int(quarter) * 3
        text = f"{year}-{month if last else month - 2:02d}"
    given: list[int] = [int(part) for part in text.split("-")]
    year_, month_, day = (*given, None, None)[:3]
    assert isinstance(year_, int)
    if month_ is None:
        month_ = 12 if last else 1
    if day is None:
        day = calendar.monthrange(year_, month_)[1] if last else 1
    return datetime.date(year_, month_, day)


def same_date(a: Any, b: Any) -> bool:
    """Whether two dates are equal, or overlap where neither is vaguer than ten days (a visit and a day of it)."""
    if (a or None) == (b or None):
        return True
    if not a or not b:
        return False
    left, right = interval(a), interval(b)
    if not left or not right or left[1] < right[0] or right[1] < left[0]:
        return False
    return all((end - start).days <= _VAGUE_DAYS for start, end in (left, right))


def overlap(a: str | None, b: str | None, text: str) -> float:
    """How far two quotes are one: by place in the text, or by words where the text says a thing twice.

    The share of the shorter that both cover; 0 where that is under a third of the longer, so padding earns nothing.
    """
    if not a or not b:
        return 0.0
    left, right = Counter(bare(a).split()), Counter(bare(b).split())
    short, long = sorted((sum(left.values()) or 1, sum(right.values()) or 1))
    shared = sum((left & right).values())
    by_words = shared / short if shared >= long / 3 else 0.0
    i, j = text.find(a), text.find(b)
    if i < 0 or j < 0:
        return by_words
    common = max(0, min(i + len(a), j + len(b)) - max(i, j))
    by_place = common / min(len(a), len(b)) if common >= max(len(a), len(b)) / 3 else 0.0
    return max(by_place, by_words if by_words >= 0.7 else 0.0)


FIELDS: dict[str, Callable[[Any, Any], bool]] = {
    "people": same_people,
    "sectors": same_codes,
    "to": same_codes,
    "parties": same_codes,
    "place": same_words,
    "organisation": same_words,
    "level": same_words,
    "change_percent": same_number,
    "date": same_date,
    "former": same_flag,
}
"""How a further field is compared; fields not named here must be equal."""


def right(field: str, gold: Any, found: Any) -> bool:
    """Whether the value found for a further field is right."""
    return FIELDS.get(field, equal)(gold, found)
