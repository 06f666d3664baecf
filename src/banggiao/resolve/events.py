"""When two tellings are one event.

Guarantees: two records of one reading of an article are two events; pair and day alone never make two tellings one; tellings whose persons,
days, places or editions contradict one another are never in one event, even through a third telling.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from banggiao.lore import Lore
from banggiao.model.times import Window, window
from banggiao.resolve.handles import Keys, event_keys
from banggiao.resolve.names import likeness
from banggiao.resolve.story import story_likeness
from banggiao.resolve.titles import title_likeness
from banggiao.resolve.values import Link, Told
from banggiao.resolve.views import VISIT, Name, View, view
from banggiao.resolve.weights import Weight, weighed, weights

_SLACK = 1
_SUMS_UP = 4
_REPRINT_DAYS = 31
_NEWS_DAYS = 3
_NEWS_AGE_DAYS = 45
_TELLING_WORDS = 9  # fewer words may well be written twice of two events
_SESSIONS = frozenset({"session", "conference"})
_MANY = frozenset({"reception", "meeting"})
_FAR = {frozenset({"cancelled", "held"})}


class ClassRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of resolve/classes: types that may be one event; ``rare``: a pair has one at most in a long time; ``single``: a visit
    or a story has one as a rule."""

    types: tuple[str, ...]
    rare: bool = False
    single: bool = False


class Events:
    """Identity of events: each telling is a node of its own."""

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self.table: dict[str, Weight] = lore.once(weights)
        rows = lore.rows("resolve/classes", ClassRow)
        self.rare = {name for row in rows if row.rare for name in row.types}
        self.single = {name for row in rows if row.single for name in row.types}
        self.alike = {(a, b) for row in rows if not row.single for a in row.types for b in row.types}
        self._views: dict[str, View] = {}

    def node(self, told: Told) -> str:
        """The node of a telling."""
        return told.id

    def keys(self, told: Told) -> Keys:
        """The keys that a telling is listed under, and those that it seeks."""
        return event_keys(self._view(told), self.lore)

    def link(self, one: Told, two: Told) -> Link | None:
        """The judgement that two tellings are one event; None where they are not, or too little speaks for it."""
        if self.apart(one, two):
            return None
        link = self.score(one, two)
        return link if link.score >= self.table["threshold"].weight else None

    def accepted(self, nodes: Mapping[str, Sequence[Told]], links: Mapping[tuple[str, str], Link]) -> Mapping[tuple[str, str], Link]:
        """Every link counts."""
        return links

    def apart(self, one: Told, two: Told) -> bool:
        """Whether two tellings cannot be one event."""
        a, b = self._view(one), self._view(two)
        return (
            one.beside_in_reading(two)
            or (a.type != b.type and (a.type, b.type) not in self.alike)
            or _parties_contradict(a, b)
            or _status_contradicts(a, b)
            or _days_contradict(a, b)
            or bool(a.where and b.where and not a.where & b.where)
            or (a.type == b.type and bool(a.sorts and b.sorts and not a.sorts & b.sorts))
            or _differ(a, b, "ordinal")
            or _differ(a, b, "leg")
            or _mechanisms_contradict(a, b)
            or _people_contradict(a, b)
        )

    def score(self, one: Told, two: Told) -> Link:
        """How alike two tellings are that do not contradict one another."""
        return weighed(self._likenesses(self._view(one), self._view(two)), self.table)

    def _view(self, told: Told) -> View:
        found = self._views.get(told.id)
        if found is None or found.told is not told:
            found = self._views[told.id] = view(told, self.lore)
        return found

    def _likenesses(self, a: View, b: View) -> Iterator[str]:
        for rule in _RULES:
            yield from rule(a, b)
        if a.type == b.type and a.type in self.rare and not _one_looks_back(a, b):
            yield "rare_type"
        if a.type == b.type and a.type in self.single and _only_ones(a, b):
            yield "only_one"


def _by_words(a: View, b: View) -> Iterator[str]:
    if a.words == b.words and len(a.words.split()) >= _TELLING_WORDS:
        yield "same_words"


def _by_story(a: View, b: View) -> Iterator[str]:
    """By what else their articles say."""
    alike = story_likeness(a.told.story, b.told.story)
    if alike:
        yield alike


def _by_people(a: View, b: View) -> Iterator[str]:
    """A host receives many in a few days: the host alone tells something only where the day does, too."""
    same = _same_sides(a, b)
    if same > 1:
        yield "people_both_sides"
    elif same and ((a.days and b.days) or _same_calendar_day(a, b) or not {a.type, b.type} & _MANY):
        yield "people_one_side"


def _by_days(a: View, b: View) -> Iterator[str]:
    if a.days and b.days:
        yield _day_likeness(a.days, b.days)
    elif _same_calendar_day(a, b):
        yield "same_calendar_day"
    elif _near_in_print(a, b):
        yield "same_news"


def _by_type(a: View, b: View) -> Iterator[str]:
    if a.type != b.type:
        # a telling that names many sums up several encounters
        if max(len(a.names), len(b.names)) >= _SUMS_UP > min(len(a.names), len(b.names)):
            yield "sums_up"
        if b.type in a.told.beside or a.type in b.told.beside:
            yield "has_its_own"
        return
    yield "same_type"
    vague = "open" in (a.precision, b.precision) and story_likeness(a.told.story, b.told.story) in (None, "near_story")
    if a.type == VISIT and _same_sides(a, b) and not vague:
        yield "same_traveller"


def _by_place(a: View, b: View) -> Iterator[str]:
    if a.place and a.place == b.place:
        yield "same_place"
    elif a.place and b.place and a.type != VISIT and not set(a.place.split()) & set(b.place.split()):
        yield "other_place"


def _by_status(a: View, b: View) -> Iterator[str]:
    if a.told.values.get("status") != b.told.values.get("status"):
        yield "other_status"
    elif not (a.days and b.days) and _may_come_again(a):
        yield "asked_for"
    if _one_looks_back(a, b):
        yield "looks_back"


def _by_parties(a: View, b: View) -> Iterator[str]:
    if a.parties != b.parties:
        yield "other_parties"


def _by_session(a: View, b: View) -> Iterator[str]:
    """By the mechanism: its edition, else its name."""
    if not title_likeness(a.mechanism, b.mechanism):
        return
    if a.told.values.get("ordinal") and not _differ(a, b, "ordinal", strict=True):
        yield "same_session"
    elif a.type in _SESSIONS and b.type in _SESSIONS and _one_time(a, b):
        yield "same_mechanism"


def _one_time(a: View, b: View) -> bool:
    """Whether both are dated (and do not contradict one another), or their articles tell one story."""
    dated = "open" not in (a.precision, b.precision)
    return dated or story_likeness(a.told.story, b.told.story) is not None


_RULES = (_by_words, _by_story, _by_people, _by_days, _by_type, _by_place, _by_status, _by_parties, _by_session)


def _parties_contradict(a: View, b: View) -> bool:
    """Whether the states differ: of a conference each telling may name others, else one may name more."""
    if "conference" in (a.type, b.type):
        return not a.parties & b.parties
    return not (a.parties <= b.parties or b.parties <= a.parties) or not a.parties & b.parties


def _status_contradicts(a: View, b: View) -> bool:
    """Whether one is asked for and the other takes place, or one was cancelled and the other held."""
    one, two = a.told.values.get("status"), b.told.values.get("status")
    return (one == "proposed") != (two == "proposed") or frozenset({one, two}) in _FAR


def _days_contradict(a: View, b: View) -> bool:
    """Whether the days exclude one another; where one is not dated, whether the articles are far apart."""
    if a.days and b.days:
        return not a.days.near(b.days, _SLACK)
    if a.calendar_day and b.calendar_day and a.calendar_day != b.calendar_day:
        return True
    one, two = a.days or a.published, b.days or b.published
    return bool(one and two and not one.near(two, _REPRINT_DAYS))


def _may_come_again(view: View) -> bool:
    """Whether it is asked for, or to come: both are spoken of again and again."""
    return view.told.values.get("status") in ("proposed", "planned")


def _same_calendar_day(a: View, b: View) -> bool:
    return a.calendar_day is not None and a.calendar_day == b.calendar_day


def _one_looks_back(a: View, b: View) -> bool:
    """Whether one telling, undated, is of what is news and the other of some year, of another time than its article, or of what happens once."""
    if (a.days is None) == (b.days is None):
        return False
    dated = a if a.days else b
    return a.type == b.type == "upgrade" or dated.precision == "open" or _of_another_time(dated)


def _of_another_time(view: View) -> bool:
    """Whether a dated telling is of long before or after what its article is news of."""
    news = window(view.told.news)
    if not news or not view.days:
        return False
    return (news.first - view.days.last).days > _NEWS_AGE_DAYS or (view.days.first - news.last).days > _NEWS_AGE_DAYS


def _only_ones(a: View, b: View) -> bool:
    """Whether both are the only event of their type in articles that have much in common, on no two days."""
    two_days = a.precision == b.precision == "fine" and a.days != b.days
    alone = a.told.siblings == b.told.siblings == 1
    alike = story_likeness(a.told.story, b.told.story)
    # leaders come again: of a visit the articles must tell more in common
    return alone and not two_days and alike is not None and not (a.type == VISIT and alike == "near_story")


def _near_in_print(a: View, b: View) -> bool:
    """Whether articles that do not both date an event were published in the same days."""
    one, two = (seen.days if seen.precision == "fine" else seen.published for seen in (a, b))
    return bool(one and two and max(one.days, two.days) <= _NEWS_DAYS and one.near(two, _NEWS_DAYS))


def _differ(a: View, b: View, field: str, strict: bool = False) -> bool:
    """Whether both tell the field and tell it differently (``strict``: or only one tells it)."""
    one, two = a.told.values.get(field), b.told.values.get(field)
    return one != two and (strict or (one is not None and two is not None))


def _mechanisms_contradict(a: View, b: View) -> bool:
    """Whether two sessions or conferences are of mechanisms with other names."""
    both = a.type in _SESSIONS and b.type in _SESSIONS and a.mechanism and b.mechanism
    return bool(both and not title_likeness(a.mechanism, b.mechanism))


def _matches(one: Sequence[Name], two: Sequence[Name]) -> bool:
    """Whether a name of the one side is a name of the other."""
    return any(likeness(a, b) for a in one for b in two)


def _common(one: Sequence[Name], two: Sequence[Name]) -> int:
    """How many persons both name (each name counts once, whichever side is looked at)."""
    return min(sum(1 for name in side if any(likeness(name, other) for other in against)) for side, against in ((one, two), (two, one)))


def _people_contradict(a: View, b: View) -> bool:
    """Whether both name persons of a country and none is the same, or name nobody in common at all."""
    if "conference" in (a.type, b.type):
        return False
    if any(country and not _matches(a.sides[country], b.sides[country]) for country in a.sides.keys() & b.sides.keys()):
        return True
    all_a, all_b = a.names, b.names
    if not all_a or not all_b:
        return False
    common = _common(all_a, all_b)
    needed = 1 if min(len(all_a), len(all_b)) == 1 or set(a.sides) - {""} else 2
    return common < needed


def _same_sides(a: View, b: View) -> int:
    """On how many sides a person is the same; persons of unknown country count one side each."""
    known = [country for country in a.sides.keys() & b.sides.keys() if country and _matches(a.sides[country], b.sides[country])]
    if len(known) > 1:
        return len(known)
    common = _common(a.names, b.names)
    return max(len(known), min(2, common) if "" in a.sides or "" in b.sides else min(1, common))


def _day_likeness(a: Window, b: Window) -> str:
    if a.days == b.days == 1:
        return "same_day" if a == b else "next_day"
    return "same_day" if a == b and a.days <= _SLACK + 1 else "same_span"
