"""When two tellings are one event.

Guarantees: two records of one article are two events; pair and day alone never make two tellings one; tellings whose persons,
days, places or editions contradict one another are never in one event, even through a third telling.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from banggiao.lore import Lore
from banggiao.model.times import Window, window
from banggiao.recognise.states import find_states
from banggiao.resolve.names import likeness, name_words
from banggiao.resolve.values import Link, Told
from banggiao.resolve.weights import Weight, weighed, weights
from banggiao.text import fold

_VISIT = "visit"
_DAY_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d/.-])")
_SLACK = 1
_COMPARABLE_DAYS = 31
_REPRINT_DAYS = 31
_TELLING_WORDS = 9  # fewer words may well be written twice of two events


class ClassRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/classes: types that may be one event; ``rare``: a pair has one at most in a long time."""

    types: tuple[str, ...]
    rare: bool = False


class View(msgspec.Struct, frozen=True):
    """What of a telling is compared: persons by country ("" where unknown), days, the states whose place it is.

    ``calendar_day``: month and day, also where the year is not known."""

    told: Told
    type: str
    sides: dict[str, tuple[tuple[str, ...], ...]]
    days: Window | None
    calendar_day: tuple[int, int] | None
    published: Window | None
    place: str
    where: frozenset[str]
    mechanism: frozenset[str]
    words: str


class Judge:
    """Judges pairs of tellings of one block."""

    def __init__(self, tellings: Sequence[Told], lore: Lore) -> None:
        self.table: dict[str, Weight] = lore.once(weights)
        rows = lore.rows("resolve/classes", ClassRow)
        self.rare = {name for row in rows if row.rare for name in row.types}
        self.alike = {(a, b) for row in rows for a in row.types for b in row.types}
        self.views = {told.id: _view(told, lore) for told in tellings}

    def links(self) -> dict[tuple[str, str], Link]:
        """The pairs that are one event, by the ids of their claims (the smaller first)."""
        found = {}
        for one, two in sorted(set(self._candidates())):
            if not self.apart(one, two):
                link = self.score(self.views[one], self.views[two])
                if link.score >= self.table["threshold"].weight:
                    found[one, two] = link
        return found

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Pairs worth comparing: days that meet, equal words, or equal editions."""
        dated = sorted((v for v in self.views.values() if v.days and v.days.days <= _COMPARABLE_DAYS), key=_by_days)
        for at, view in enumerate(dated):
            for other in dated[at + 1 :]:
                if view.days is None or other.days is None or (other.days.first - view.days.last).days > _SLACK:
                    break
                yield _pair(view, other)
        same: dict[tuple[str, object], list[View]] = defaultdict(list)
        for view in self.views.values():
            same["words", view.words].append(view)
            if view.calendar_day:
                same["day", view.calendar_day].append(view)
            if view.mechanism and view.told.values.get("ordinal"):
                same["edition", view.told.values["ordinal"]].append(view)
        for group in same.values():
            yield from (_pair(one, two) for at, one in enumerate(group) for two in group[at + 1 :])

    def apart(self, one: str, two: str) -> bool:
        """Whether two tellings cannot be one event."""
        a, b = self.views[one], self.views[two]
        return (
            a.told.article == b.told.article
            or (a.type != b.type and (a.type, b.type) not in self.alike)
            or (a.told.values.get("status") == "proposed") != (b.told.values.get("status") == "proposed")
            or _days_contradict(a, b)
            or bool(a.where and b.where and not a.where & b.where)
            or _differ(a, b, "ordinal")
            or _differ(a, b, "leg")
            or _people_contradict(a, b)
        )

    def score(self, a: View, b: View) -> Link:
        """How alike two tellings are that do not contradict one another."""
        return weighed(self._likenesses(a, b), self.table)

    def _likenesses(self, a: View, b: View) -> Iterator[str]:
        if a.words == b.words and len(a.words.split()) >= _TELLING_WORDS:
            yield "same_words"
        same = _same_sides(a, b)
        if same:
            yield "people_both_sides" if same > 1 else "people_one_side"
        if a.days and b.days:
            yield _day_likeness(a.days, b.days)
        elif a.calendar_day and a.calendar_day == b.calendar_day:
            yield "same_calendar_day"
        if a.type == b.type:
            yield "same_type"
            if a.type in self.rare:
                yield "rare_type"
            if a.type == _VISIT and same and a.days and b.days and max(a.days.days, b.days.days) <= _COMPARABLE_DAYS:
                yield "same_traveller"
        if a.place and a.place == b.place:
            yield "same_place"
        if a.told.values.get("ordinal") and _same_mechanism(a, b) and not _differ(a, b, "ordinal", strict=True):
            yield "same_session"


def _view(told: Told, lore: Lore) -> View:
    """What of a telling is compared."""
    values = told.values
    sides: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in values.get("people") or ():
        sides[told.countries.get(name, "")].append(name_words(name, lore))
    place = values.get("place") or ""
    states = find_states(place, lore) if place else ()
    # a whole country is a place that tells much of a visit and little of anything else
    vague = values.get("type") != _VISIT and any(state.form == "name" and len(place) == state.end - state.start for state in states)
    return View(
        told=told,
        type=str(values.get("type")),
        sides={country: tuple(names) for country, names in sorted(sides.items())},
        days=window(values.get("date")),
        calendar_day=_calendar_day(values),
        published=window(told.published),
        place="" if vague else fold(place),
        where=frozenset(state.code for state in states),
        mechanism=frozenset(fold(values.get("mechanism") or "").split()),
        words=fold(told.quote),
    )


def _calendar_day(values: Mapping[str, Any]) -> tuple[int, int] | None:
    """Month and day of an event on one day: by its date, else by the words of a date whose year nothing tells."""
    if days := window(values.get("date")):
        return (days.first.month, days.first.day) if days.days == 1 else None
    found = _DAY_MONTH.search(values.get("date_text") or "")
    return (int(found[2]), int(found[1])) if found else None


def _by_days(view: View) -> tuple[Window, str]:
    assert view.days is not None
    return view.days, view.told.id


def _pair(one: View, two: View) -> tuple[str, str]:
    return (min(one.told.id, two.told.id), max(one.told.id, two.told.id))


def _days_contradict(a: View, b: View) -> bool:
    """Whether the days exclude one another; where one is not dated, whether the articles are far apart."""
    if a.days and b.days:
        return not a.days.near(b.days, _SLACK)
    if a.calendar_day and b.calendar_day and a.calendar_day != b.calendar_day:
        return True
    return bool(a.published and b.published and not a.published.near(b.published, _REPRINT_DAYS))


def _differ(a: View, b: View, field: str, strict: bool = False) -> bool:
    """Whether both tell the field and tell it differently (``strict``: or only one tells it)."""
    values = dict(a.told.values), dict(b.told.values)
    one, two = values[0].get(field), values[1].get(field)
    return one != two and (strict or (one is not None and two is not None))


def _matches(one: tuple[tuple[str, ...], ...], two: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a name of the one side is a name of the other."""
    return any(likeness(a, b) for a in one for b in two)


def _people_contradict(a: View, b: View) -> bool:
    """Whether both name persons of a country and none is the same, or name nobody in common at all."""
    if any(country and not _matches(a.sides[country], b.sides[country]) for country in a.sides.keys() & b.sides.keys()):
        return True
    all_a = tuple(name for names in a.sides.values() for name in names)
    all_b = tuple(name for names in b.sides.values() for name in names)
    if not all_a or not all_b:
        return False
    common = sum(1 for name in all_a if any(likeness(name, other) for other in all_b))
    needed = 1 if min(len(all_a), len(all_b)) == 1 or set(a.sides) - {""} else 2
    return common < needed


def _same_sides(a: View, b: View) -> int:
    """On how many sides a person is the same; persons of unknown country count one side each."""
    known = [country for country in a.sides.keys() & b.sides.keys() if country and _matches(a.sides[country], b.sides[country])]
    if len(known) > 1:
        return len(known)
    all_b = [name for names in b.sides.values() for name in names]
    common = sum(1 for names in a.sides.values() for name in names if any(likeness(name, other) for other in all_b))
    return max(len(known), min(2, common) if "" in a.sides or "" in b.sides else min(1, common))


def _day_likeness(a: Window, b: Window) -> str:
    if a.days == b.days == 1:
        return "same_day" if a == b else "next_day"
    return "same_day" if a == b and a.days <= _SLACK + 1 else "same_span"


def _same_mechanism(a: View, b: View) -> bool:
    """Whether the names of the mechanisms share most of their words."""
    least = min(len(a.mechanism), len(b.mechanism))
    return least > 0 and len(a.mechanism & b.mechanism) * 5 >= least * 3
