"""Counted quantities named in a text.

Guarantees: mentions are sorted and never overlap; ``value`` is the plain number (the lower bound of a range), ``upper`` the
upper bound; the unit is a code of knowledge/vi/amounts/units.yaml; offsets are those of the text as given.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.model.mentions import AmountMention
from banggiao.recognise.numbers import FIGURES, Numbers, in_figures, numbers
from banggiao.recognise.phrases import longest_of, plain, plain_folded
from banggiao.text import lower


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit: words after the number, signs before it, ``scaled`` words that need a scale before them ("triệu bảng").

    ``in_words``: which number words alone count it: any, many (no doubtful one), none.
    """

    unit: str
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    scaled: tuple[str, ...] = ()
    in_words: str = "any"


class Multiple(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A multiple in one phrase."""

    phrase: str
    value: float


class Measures:
    """Units, numbers and multiples, compiled into one expression."""

    def __init__(self, units: tuple[Unit, ...], multiples: tuple[Multiple, ...], words: Numbers) -> None:
        self.numbers = words
        self.units = {plain(word): row for row in units for word in (*row.words, *row.scaled)}
        self.scaled = {plain(word) for row in units for word in row.scaled}
        self.signs = {plain(sign): row for row in units for sign in row.signs}
        self.multiples = {plain(row.phrase): row.value for row in multiples}
        number = rf"(?:{FIGURES}|{longest_of(words.heads)}(?![^\W_])(?: {longest_of(words.all)}(?![^\W_])){{0,6}})"
        scale = rf"(?:(?: ?{longest_of(words.scales)}(?![^\W_])){{1,2}})"
        self.pattern = re.compile(
            rf"(?P<sign>{longest_of(self.signs)} ?)?(?P<n1>{number})(?P<s1>{scale})?(?P<half> rưỡi)?"
            rf"(?:(?P<share> ?%)?(?: ?[-–—] ?| đến | tới )(?P<n2>{number})(?P<s2>{scale})?)?"
            rf" ?(?P<unit>{longest_of(self.units)}(?![^\W_]))?"
        )
        signs = "|".join(re.escape(sign) for sign in sorted(self.signs, key=len, reverse=True))
        self.anchor = re.compile(
            rf"(?<![^\W_])(?:(?:{signs}) ?(?=\d)|(?<!\d[.,:/])(?<!-)(?<!năm (?=[12]\d{{3}} ))\d|{longest_of(words.heads)}(?![^\W_])|{longest_of(self.multiples)}(?![^\W_]))"
        )


def find_amounts(text: str, lore: Lore) -> tuple[AmountMention, ...]:
    """The counted quantities in a text."""
    given = plain_folded(text)
    low = lower(given.text)
    measures = lore.once(_measures)
    found: list[AmountMention] = []
    at = 0
    for anchor in measures.anchor.finditer(low):
        start = anchor.start()
        if start < at:
            continue
        read = _multiple(anchor, measures) or _counted(low, start, measures)
        if read is None:
            continue
        end, value, upper, unit = read
        first, last = given.back(start), given.back(end)
        found.append(AmountMention(start=first, end=last, value=value, unit=unit, text=text[first:last], upper=upper))
        at = end
    return tuple(found)


_Read = tuple[int, float, float | None, str]


def _multiple(anchor: re.Match[str], measures: Measures) -> _Read | None:
    value = measures.multiples.get(anchor.group())
    return None if value is None else (anchor.end(), value, None, "times")


def _counted(low: str, start: int, measures: Measures) -> _Read | None:
    """The quantity that begins at the offset, None where nothing is counted there."""
    match = measures.pattern.match(low, start)
    if match is None:
        return None
    unit = measures.units.get(match["unit"]) if match["unit"] else None
    if unit is None and match["sign"]:
        unit = measures.signs.get(match["sign"].strip())
    if unit is None:
        return None
    if not _counts(match, unit, measures):
        return None
    share = unit.unit == "percent"
    lower_bound = _value(match["n1"], match["s1"] or (match["s2"] if match["n2"] else None), share, measures)
    if lower_bound is None:
        return None
    if match["half"]:
        lower_bound += measures.numbers.last_scale(match["s1"] or match["n1"]) / 2
    upper = _value(match["n2"], match["s2"], share, measures) if match["n2"] else None
    if upper is not None and upper <= lower_bound:
        return None
    end = match.end("unit") if match["unit"] else len(match.group().rstrip()) + start
    return end, lower_bound, upper, unit.unit


def _counts(match: re.Match[str], unit: Unit, measures: Measures) -> bool:
    """Whether a number so written counts the unit."""
    scaled = bool(match["s1"] or match["s2"]) or measures.numbers.last_scale(match["n1"]) > 1
    if match["share"] and unit.unit != "percent":
        return False
    if match["unit"] in measures.scaled and not scaled:
        return False
    if match["n1"][0].isdigit() or scaled or unit.in_words == "any":
        return True
    return unit.in_words == "many" and (match["n2"] is not None or match["n1"] not in measures.numbers.doubtful)


def _value(number: str, scale: str | None, share: bool, measures: Measures) -> float | None:
    """A number and its scale words as one value."""
    factor = measures.numbers.scale(scale) if scale else 1.0
    if number[0].isdigit():
        value: float | None = in_figures(number, scale is not None, share)
    else:
        value = measures.numbers.in_words(number)
    return None if value is None else round(value * factor, 6)


def _measures(lore: Lore) -> Measures:
    return Measures(lore.rows("vi/amounts/units", Unit), lore.rows("vi/amounts/multiples", Multiple), lore.once(numbers))
