"""What of an event's telling is compared.

Guarantees: a view depends on its telling alone; what a text leaves open (a day without its year, a person of unknown country)
stays open in it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import msgspec

from banggiao.lore import Lore
from banggiao.model.times import Window, window
from banggiao.recognise.states import find_states
from banggiao.resolve.names import name_words
from banggiao.resolve.spelling import nameless
from banggiao.resolve.titles import title_words
from banggiao.resolve.values import Told
from banggiao.text import fold

VISIT = "visit"
FINE_DAYS = 4
COARSE_DAYS = 92
MANY_PARTIES = 6
_DAY_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d/.-])")
_WORD = re.compile(r"[^\W_]+")

Name = tuple[str, ...]


class View(msgspec.Struct, frozen=True):
    """What of a telling is compared: persons by country ("" where unknown), days, the states whose place it is.

    ``calendar_day``: month and day, also where the year is not known. ``precision``: "fine" for a few days, "coarse" for a month
    or quarter, else "open". ``sorts``: what sorts of its type its words show.
    """

    told: Told
    type: str
    parties: frozenset[str]
    sides: dict[str, tuple[Name, ...]]
    days: Window | None
    precision: str
    calendar_day: tuple[int, int] | None
    published: Window | None
    place: str
    where: frozenset[str]
    mechanism: frozenset[str]
    words: str
    sorts: frozenset[str]

    @property
    def names(self) -> tuple[Name, ...]:
        """All persons named."""
        return tuple(name for names in self.sides.values() for name in names)

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs of states that it may be found under; the state itself where there is but one."""
        codes = sorted(self.parties)
        if len(codes) == 1:
            return (codes[0],)
        return tuple(f"{a}+{b}" for a, b in combinations(codes, 2)) if len(codes) <= MANY_PARTIES else ()


class SortRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/sorts: words that show a sort of a type of event."""

    type: str
    sort: str
    words: tuple[str, ...]


def _sorts(lore: Lore) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each type its sorts and the folded words that show them (use as ``lore.once(_sorts)``)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in lore.rows("resolve/sorts", SortRow):
        found[row.type].extend((row.sort, " ".join(_WORD.findall(fold(word)))) for word in row.words)
    return {name: tuple(rows) for name, rows in found.items()}


def view(told: Told, lore: Lore) -> View:
    """The view of a telling."""
    values = told.values
    sides: dict[str, list[Name]] = defaultdict(list)
    for name in values.get("people") or ():
        if (words := name_words(name, lore)) and not nameless(words, lore):
            sides[told.countries.get(name, "")].append(words)
    place = values.get("place") or ""
    states = find_states(place, lore) if place else ()
    # a whole country is a place that tells much of a visit and little of anything else
    vague = values.get("type") != VISIT and any(state.form == "name" and len(place) == state.end - state.start for state in states)
    days = window(values.get("date"))
    told_words = " ".join(_WORD.findall(fold(told.quote)))
    sorts = lore.once(_sorts).get(str(values.get("type")), ())
    return View(
        told=told,
        type=str(values.get("type")),
        parties=frozenset(told.parties),
        sides={country: tuple(names) for country, names in sorted(sides.items())},
        days=days,
        precision=_precision(days),
        calendar_day=_calendar_day(values),
        published=window(told.published),
        place="" if vague else fold(place),
        where=frozenset(state.code for state in states),
        mechanism=title_words(values.get("mechanism") or "", lore),
        words=told_words,
        sorts=frozenset(sort for sort, sign in sorts if f" {sign} " in f" {told_words} "),
    )


def _precision(days: Window | None) -> str:
    """How well a date is known."""
    if days is None or days.days > COARSE_DAYS:
        return "open"
    return "fine" if days.days <= FINE_DAYS else "coarse"


def _calendar_day(values: Mapping[str, Any]) -> tuple[int, int] | None:
    """Month and day of an event on one day: by its date, else by the words of a date whose year nothing tells."""
    if days := window(values.get("date")):
        return (days.first.month, days.first.day) if days.days == 1 else None
    found = _DAY_MONTH.search(values.get("date_text") or "")
    return (int(found[2]), int(found[1])) if found else None
