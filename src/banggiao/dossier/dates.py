"""Dates of any precision, and numbers, in the words of a language.

Guarantees: what is no date of the record schema is shown as it stands; nothing is made more precise than it was told; the forms
come from the labels table, so that a language is added without code.
"""

import re
from collections.abc import Callable

from banggiao.model.times import window

Say = Callable[[str], str]
"""Gives the label of a key."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"([0-9]{4})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_SCALES = (10**12, 10**9, 10**6)


def date_words(value: str, say: Say) -> str:
    """An ISO date (day, month, year, quarter or closed interval of these) in words."""
    if window(value) is None:
        return value
    first, slash, last = value.partition("/")
    if not slash:
        return _point(value, say)
    a, b = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if a and b and a.group(1, 2) == b.group(1, 2):
        year, month = a.group(1), int(a.group(2))
        return say("date.days").format(d=int(a.group(3)), d2=int(b.group(3)), m=month, month=say(f"month.{month}"), y=year)
    return say("date.span").format(a=_point(first, say), b=_point(last, say))


def _point(value: str, say: Say) -> str:
    """A date without an interval."""
    if found := _DAY.fullmatch(value):
        month = int(found.group(2))
        return say("date.day").format(d=int(found.group(3)), m=month, month=say(f"month.{month}"), y=found.group(1))
    if found := _MONTH.fullmatch(value):
        month = int(found.group(2))
        return say("date.month").format(m=month, month=say(f"month.{month}"), y=found.group(1))
    if found := _QUARTER.fullmatch(value):
        return say("date.quarter").format(q=found.group(2), y=found.group(1))
    if found := _YEAR.fullmatch(value):
        return say("date.year").format(y=found.group(1))
    return value


def machine_date(value: str) -> str | None:
    """The value as the ``datetime`` attribute of a page takes it, None where it takes no such form."""
    return value if any(form.fullmatch(value) for form in (_DAY, _MONTH, _YEAR)) else None


def number_words(value: float, say: Say) -> str:
    """A number with groups and decimals as the language writes them; round large numbers in millions and above."""
    for scale in _SCALES:
        part = value / scale
        if abs(part) >= 1 and part == round(part, 3):
            return say(f"number.{scale}").format(n=_plain(part, say))
    return _plain(value, say)


def _plain(value: float, say: Say) -> str:
    """Digits with separators; numbers below ten thousand stand without groups, as years do."""
    whole = int(value)
    digits = f"{abs(whole):,}" if abs(whole) >= 10_000 else str(abs(whole))
    sign = "−" if value < 0 else ""
    fraction = f"{abs(value) - abs(whole):.3f}"[2:].rstrip("0")
    grouped = digits.replace(",", say("number.group"))
    return sign + grouped + (say("number.decimal") + fraction if fraction else "")
