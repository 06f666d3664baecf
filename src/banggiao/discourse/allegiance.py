"""Whose office it is, where no phrase about its holder names the state.

Guarantees: only states that the article names, and the home state, are weighed; the same evidence gives the same state; the
weights stand in one table. A hint of where a name comes from never outweighs what the article says.
"""

import re
from bisect import bisect_left
from collections import Counter

import msgspec

from banggiao.discourse.words import by_role
from banggiao.lore import Lore
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.recognise.joints import Joints, joints
from banggiao.recognise.names import Shapes, shapes
from banggiao.recognise.titles import Tables, tables

WEIGHTS = {
    "same_post": 1.5,  # the article names this state's holder of the same office, and nobody else is it
    "taken": -3.0,  # somebody else holds the office of this state
    "taken_once": -1.5,  # the same, where the name comes from there: its bearer held the office once
    "lacks": -8.0,  # the state has no such office
    "native": 5.0,  # a Vietnamese name, for the home state
    "native_maybe": 2.5,  # a name that could be Vietnamese or Chinese
    "long_native": 1.5,  # names of four syllables are hardly ever Chinese
    "short_native": -1.5,  # names of two syllables are often Chinese
    "alien": -2.5,  # a Vietnamese name, for a state whose people hardly ever bear one
    "absent": -3.0,  # the article never names the home state
    "chinese_maybe": 1.5,  # a name that could be Vietnamese or Chinese, for a Chinese-speaking state
    "foreign": -9.0,  # a foreign name, for Viet Nam
    "chinese": 4.0,  # a surname that Vietnamese people hardly ever bear
    "before": 1.0,  # the nearest state before, in the same sentence
    "after": 1.0,  # a state right after
    "owned": 3.0,  # "của" and the state right after
    "pointed": 3.0,  # the state named last, where the office's words point back to one ("Ngoại trưởng nước này")
    "share": 1.5,  # how much of the article is about the state
    "origin": 2.5,  # where the name comes from
    "elsewhere": -1.0,  # the name comes from elsewhere
}
_CHINESE = frozenset({"CN", "TW", "HK", "SG", "MO"})
_NEAR, _SOON = 160, 50
_FEW = 3
_STOP = re.compile(r"[.!?;\n]")
_PAST = frozenset({"former", "late"})
VACANT = _PAST | {"elect", "incoming", "acting"}
"""Words of those who held an office, or will, or hold it for another: they leave its seat to others."""
_SEATS = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "party_leader"})


class OriginRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/names/origins (its ``about`` explains the fields)."""

    states: tuple[str, ...]
    given: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    kind: str = ""


class RegimeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/offices/regimes: families of titles that the states lack."""

    families: tuple[str, ...]
    states: tuple[str, ...]


class Origins(msgspec.Struct, frozen=True):
    """Hints of names and regimes, compiled (use as ``lore.once(origins)``)."""

    given: dict[str, tuple[frozenset[str], ...]]
    endings: tuple[tuple[str, frozenset[str]], ...]
    starts: tuple[tuple[str, frozenset[str]], ...]
    korean: frozenset[str]
    lacks: dict[str, frozenset[str]]


def origins(lore: Lore) -> Origins:
    """The tables, compiled. Raises KnowledgeError where one is invalid."""
    given: dict[str, tuple[frozenset[str], ...]] = {}
    endings, starts, korean = [], [], frozenset[str]()
    for row in lore.rows("vi/names/origins", OriginRow):
        states = frozenset(row.states)
        for word in row.given:
            given[word.lower()] = (*given.get(word.lower(), ()), states)
        endings += [(ending, states) for ending in row.endings]
        starts += [(start, states) for start in row.starts]
        korean |= states if row.kind == "korean" else frozenset()
    lacks = {family: frozenset(row.states) for row in lore.rows("vi/offices/regimes", RegimeRow) for family in row.families}
    return Origins(given, tuple(endings), tuple(starts), korean, lacks)


class Allegiance:
    """Weighs the states of one article."""

    def __init__(
        self, text: str, states: tuple[StateMention, ...], offices: tuple[OfficeMention, ...], lore: Lore, home: str | None
    ) -> None:
        self.text, self.home = text, home
        self.states = [one for one in states if one.form in ("name", "short", "metonym", "place")]
        self.starts = [one.start for one in self.states]
        self.offices = offices
        self.counts = Counter(one.code for one in self.states if one.form != "place")
        self.counts.update(one.code for one in self.states if one.form == "place" and one.code not in self.counts)
        self.shapes: Shapes = lore.once(shapes)
        self.tables: Tables = lore.once(tables)
        self.joints: Joints = lore.once(joints)
        self.origins: Origins = lore.once(origins)
        self.pointing = lore.once(by_role)["other"]
        self.holders: dict[tuple[str, str], set[str]] = {}
        self.free = Counter((one.post, one.country) for one in offices if one.count == 1 and one.country is not None)
        self.codes: dict[str, set[str]] = {}
        for one in offices:
            if one.country is not None:
                self.codes.setdefault(one.post, set()).add(one.country)
        self.tied: set[int] = set()
        self.hints: dict[str, dict[str, float]] = {}

    def told(self, post: str, country: str, person: str, office: OfficeMention) -> None:
        """Notes that the article says who holds an office; who held it once, or will, leaves it to others."""
        if VACANT.isdisjoint(office.modifiers):
            self.holders.setdefault((post, country), set()).add(person)
        if office.start not in self.tied and office.country is not None:
            self.free[office.post, office.country] -= 1
        self.tied.add(office.start)

    def of(self, person: str, office: OfficeMention, start: int, end: int) -> tuple[str | None, float]:
        """The likeliest state of an office held by a person, told in the phrase ``[start, end)``, and by how much it leads."""
        near = self._near(start, end)
        self._pointed(office, near)
        scores: dict[str, float] = {}
        bodies = self.codes.get(office.post, set())
        for code in sorted({*self.counts, *bodies, *([self.home] if self.home else [])}):
            scores[code] = self._score(code, person, office) + near.get(code, 0.0)
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        if not ranked or scores[ranked[0]] <= 0:
            return None, 0.0
        return ranked[0], scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)

    def _score(self, code: str, person: str, office: OfficeMention) -> float:
        total = WEIGHTS["share"] * self.counts[code] / max(self.counts.values(), default=1)
        holders = self.holders.get((office.post, code), set())
        others = len(holders) > (person in holders)
        past = not _PAST.isdisjoint(office.modifiers)
        by_name = self._by_name(code, person)
        if not past and office.post in _SEATS and others:
            total += WEIGHTS["taken_once" if by_name > 0 else "taken"]
        elif not others and self.free[office.post, code] > 0:
            total += WEIGHTS["same_post"]
        title = self.tables.by_title.get(office.title)
        if title is not None and code in self.origins.lacks.get(title.family, ()):
            total += WEIGHTS["lacks"]
        return total + by_name

    def _by_name(self, code: str, person: str) -> float:
        words = person.split(" ")
        use = self.shapes.use.get(words[0])
        native = use is not None and all(self.shapes.syllable(word) for word in words)
        if native:
            if code in _CHINESE:
                return {"zh": WEIGHTS["chinese"], "both": WEIGHTS["chinese_maybe"]}.get(use or "", 0.0)
            if code != self.home:
                return WEIGHTS["alien"] if use == "vi" and self.home == "VN" else 0.0
            return self._native(use, len(words)) if use != "zh" else 0.0
        if code == self.home == "VN":
            return WEIGHTS["foreign"] if len(words) > 1 or not self.shapes.syllable(person) else 0.0
        if person not in self.hints:  # asked for once for each state
            self.hints[person] = self.origin(words)
        hints = self.hints[person]
        return WEIGHTS["origin"] * hints[code] if code in hints else WEIGHTS["elsewhere"] if hints else 0.0

    def _native(self, use: str | None, words: int) -> float:
        """What a name that can be Vietnamese weighs for the home state."""
        total = WEIGHTS["native" if use == "vi" else "native_maybe"]
        total += WEIGHTS["long_native"] if words > 3 else WEIGHTS["short_native"] if words == 2 else 0.0
        return total + (WEIGHTS["absent"] if self.home not in self.counts else 0.0)

    def origin(self, words: list[str]) -> dict[str, float]:
        """How strongly the words of a name hint at each state: 1 for a hint at many, more where few share it or two hints agree."""
        hints = [states for word in words for states in self.origins.given.get(word.lower(), ())]
        if len(words) > 1 and words[0] in self.shapes.korean:
            hints.append(self.origins.korean)
        last = words[-1].lower()
        hints += [states for ending, states in self.origins.endings if last.endswith(ending) and len(last) > len(ending) + 1]
        hints += [states for start, states in self.origins.starts if any(word.lower().startswith(start) for word in words)]
        found: Counter[str] = Counter()
        for states in hints:
            for code in states:
                found[code] += 1
        few = {code for states in hints if len(states) <= _FEW for code in states}
        return {code: 1.0 + (0.2 if number > 1 else 0.0) + (0.2 if code in few else 0.0) for code, number in found.items()}

    def _pointed(self, office: OfficeMention, near: dict[str, float]) -> None:
        """Adds what the state named last weighs, where the words of an office end in ``nước này`` or the like."""
        words = self.text[office.start : office.end].lower()
        at = bisect_left(self.starts, office.start) - 1
        if at >= 0 and words.endswith(tuple(self.pointing)):
            near[self.states[at].code] = near.get(self.states[at].code, 0.0) + WEIGHTS["pointed"]

    def _near(self, start: int, end: int) -> dict[str, float]:
        """What the states beside the phrase weigh."""
        found: dict[str, float] = {}
        at = bisect_left(self.starts, start) - 1
        if at >= 0 and start - self.states[at].end < _NEAR and not _STOP.search(self.text, self.states[at].end, start):
            found[self.states[at].code] = WEIGHTS["before"]
        at = bisect_left(self.starts, end)
        if at < len(self.states) and self.states[at].start - end < _SOON and not _STOP.search(self.text, end, self.states[at].start):
            one = self.states[at]
            owned = self.joints.joins("owned", self.text, end, one.start)
            found[one.code] = found.get(one.code, 0.0) + WEIGHTS["owned" if owned else "after"]
        return found
