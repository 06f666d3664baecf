"""When tellings of facts other than events and persons are one.

Guarantees: what decides for each kind stands in one table; comparison is blind to case, accents, spacing and the order of lists;
two statements of other numbers, other years or other speakers are never one.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from banggiao.lore import Lore
from banggiao.model.ids import content_id
from banggiao.model.times import Window, window
from banggiao.resolve.handles import Keys
from banggiao.resolve.story import story_likeness
from banggiao.resolve.titles import numbers_differ, plural, title_likeness, title_words
from banggiao.resolve.values import Link, Told
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–—/] ?((?:19|20)\d\d)(?!\d)")
_ALIKE = 0.7
_SPECIFIC = 3
_SAME_OCCASION_DAYS = 7
_DRAWS = 6
_PROGRAMME, _WITHIN = "action_programme", "same parties and period, one name within the other"


class Fact(msgspec.Struct, frozen=True):
    """How a kind is told apart: fields that must be equal, the field of its time, its name if it has one, and what is said of claims so joined.

    ``span``: the field of the period that it is for; ``by_words``: statements are compared by their words and occasion.
    """

    fields: tuple[str, ...]
    reason: str
    time: str | None = None
    name: str | None = None
    span: str | None = None
    by_words: bool = False


FACTS = {
    "partnership": Fact(("parties", "tier"), "same parties and tier"),
    "anniversary": Fact(("parties", "years", "of"), "same parties, years and object"),
    "mechanism": Fact(("parties",), "same parties and name", name="name"),
    "agreement": Fact(("parties",), "same parties and name", time="date", name="name", span="period"),
    "commitment": Fact(("act", "by", "to"), "same speakers and act", by_words=True),
    "target": Fact(("parties", "measure", "value", "unit"), "same parties, measure, value and date", time="by"),
    "statistic": Fact(("parties", "measure", "value", "unit"), "same parties, measure, value and period", time="period"),
    "stance": Fact(("by", "topic", "position"), "same holder, topic and position", by_words=True),
    "role": Fact(("country", "body", "role"), "same country, body, role and period", time="period"),
}


class Facts:
    """Identity of one kind of facts."""

    def __init__(self, kind: str, lore: Lore) -> None:
        self.kind = kind
        self.fact = FACTS[kind]
        self.lore = lore

    def node(self, told: Told) -> str:
        """The node of a telling: equal for tellings that are one without more ado."""
        fact = self.fact
        if fact.by_words or self.kind == "agreement" or plural(str(told.values.get("name") or ""), self.lore):
            return told.id
        extra = [told.values.get(field) for field in (fact.time, fact.name) if field]
        return content_id("node", self.kind, self._key(told), [_plain(value) for value in extra])

    def keys(self, told: Told) -> Keys:
        """The keys that a telling is listed under, and seeks."""
        key = content_id(self.kind, self._key(told))[:16]
        if self.fact.name:
            found = frozenset(f"f:{key}:{word}" for word in title_words(str(told.values.get(self.fact.name) or ""), self.lore))
        elif self.fact.by_words:
            found = frozenset(f"f:{key}:{n}:{least}" for n, least in enumerate(_least(_words(told.quote))))
        else:
            found = frozenset([f"f:{key}"])
        return found, found

    def link(self, one: Told, two: Told) -> Link | None:
        """The judgement that two tellings are one; None where they are not."""
        if self._key(one) != self._key(two) or self.apart(one, two):
            return None
        if self.fact.by_words:
            return _by_words(one, two, self.fact.reason)
        if self.fact.name:
            return self._by_name(one, two)
        return Link(0.9, f"{self.fact.reason}, one of them not told")

    def accepted(self, nodes: Mapping[str, Sequence[Told]], links: Mapping[tuple[str, str], Link]) -> Mapping[tuple[str, str], Link]:
        """Every link counts, but that of a programme called by its head alone where two fit that are not one."""
        within = {pair for pair, link in links.items() if link.reason == _WITHIN}
        fitting: dict[str, set[str]] = defaultdict(set)
        for one, two in within:
            fitting[one].add(two)
            fitting[two].add(one)
        torn = {
            node
            for node, others in fitting.items()
            if any(self.apart(nodes[a][0], nodes[b][0]) for a, b in combinations(sorted(others), 2))
        }
        return {pair: link for pair, link in links.items() if pair not in within or not torn & set(pair)}

    def apart(self, one: Told, two: Told) -> bool:
        """Whether two tellings cannot be one: other times or periods; of statements and documents also two records of one article."""
        if self.fact.time:
            a, b = (window(told.values.get(self.fact.time)) for told in (one, two))
            if a and b and not a.near(b):
                return True
        if self.fact.span:
            a, b = (self._span(told) for told in (one, two))
            if (a and b and a != b) or self._numbers_differ(one, two) or self._programmes_differ(one, two):
                return True
        types = {told.values.get("type") for told in (one, two)} - {None, "other"}
        if self.kind == "agreement" and len(types) > 1:
            return True
        alone = self.fact.by_words or self.kind == "agreement"
        return alone and one.beside_in_reading(two) and one.id != two.id

    def _span(self, told: Told) -> Window | None:
        """The period that a document is for, as told or as its name says."""
        period = window(told.values.get(self.fact.span or ""))
        found = _YEARS.search(str(told.values.get(self.fact.name or "") or ""))
        return period or (window(f"{found[1]}/{found[2]}") if found else None)

    def _same_programme(self, one: Told, two: Told) -> bool:
        """Whether both are for one period, and the one is called by words of the other's name: "the programme 2021-2023"."""
        a, b = (title_words(str(told.values.get(self.fact.name or "") or ""), self.lore) for told in (one, two))
        return self._one_period(one, two) and (a <= b or b <= a)

    def _programmes_differ(self, one: Told, two: Told) -> bool:
        """Whether both are programmes for one period with names unlike: of two sectors."""
        a, b = (title_words(str(told.values.get(self.fact.name or "") or ""), self.lore) for told in (one, two))
        return self._one_period(one, two) and not (a <= b or b <= a) and title_likeness(a, b) < _ALIKE

    def _one_period(self, one: Told, two: Told) -> bool:
        """Whether both are programmes for the same years."""
        a, b = (self._span(told) for told in (one, two))
        return bool(a and a == b) and one.values.get("type") == two.values.get("type") == _PROGRAMME

    def _numbers_differ(self, one: Told, two: Told) -> bool:
        """Whether the names tell other years or numbers."""
        a, b = (title_words(str(told.values.get(self.fact.name or "") or ""), self.lore) for told in (one, two))
        return numbers_differ(a, b)

    def _by_name(self, one: Told, two: Told) -> Link | None:
        """Names alike; a name of few words must have its time or story in common as well."""
        if any(plural(str(told.values.get("name") or ""), self.lore) for told in (one, two)):
            return None
        a, b = (title_words(str(told.values.get(self.fact.name or "") or ""), self.lore) for told in (one, two))
        alike = title_likeness(a, b)
        if self.fact.span and self._same_programme(one, two):
            return Link(max(alike, _ALIKE), _WITHIN)
        if alike < _ALIKE:
            return None
        if self.kind == "agreement" and min(len(a), len(b)) <= _SPECIFIC and not _same_occasion(one, two, self.fact.time):
            return None
        return Link(alike, f"{self.fact.reason}: {alike:.0%} of the words")

    def _key(self, told: Told) -> tuple[Any, ...]:
        """What of a claim must be equal."""
        return tuple(_plain(told.values.get(field)) for field in self.fact.fields)


def series(kind: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What statements of one series have in common: a target's or statistic's parties, measure and unit."""
    return (kind, *(_plain(values.get(field)) for field in ("parties", "measure", "unit")))


def _by_words(one: Told, two: Told, reason: str) -> Link | None:
    """Statements largely in the same words, on one occasion."""
    a, b = _words(one.quote), _words(two.quote)
    share = len(a & b) / max(1, len(a | b))
    occasion = _same_occasion(one, two, "due")
    if share < _ALIKE or not (occasion or (occasion is None and a == b)):
        return None
    return Link(round(share, 4), f"{reason}, {share:.0%} of the words")


def _same_occasion(one: Told, two: Told, time: str | None) -> bool | None:
    """Whether two articles speak of one occasion: one story, published in the same days, or one time told; None where nothing tells."""
    if story_likeness(one.story, two.story):
        return True
    a, b = (window(told.published) for told in (one, two))
    if a and b:
        return a.near(b, _SAME_OCCASION_DAYS)
    if time:
        a, b = (window(told.values.get(time)) for told in (one, two))
        return a == b if a and b else None
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _least(words: frozenset[str]) -> list[int]:
    """The least hashes of the words under several hashings: sets that share most words very likely share one."""
    hashes = [zlib.crc32(word.encode()) for word in words] or [0]
    return [min(_mixed(value, n) for value in hashes) for n in range(_DRAWS)]


def _mixed(value: int, n: int) -> int:
    return ((value ^ (n * 0x9E3779B9)) * 0x85EBCA6B + n) & 0xFFFFFFFF


def _plain(value: Any) -> Any:
    """A value for comparing."""
    if isinstance(value, str):
        return " ".join(_WORD.findall(fold(value)))
    if isinstance(value, list | tuple):
        return tuple(sorted(str(_plain(item)) for item in value))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
