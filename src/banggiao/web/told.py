"""Merged values as cells: each value with the words that tell it, and every other value told.

Guarantees: every value has a link to the words of the first claim that tells it, and a numbered reference for each article that
does; where tellings differ every value is there, the one chosen first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from banggiao.dossier.dates import machine_date
from banggiao.dossier.values import Item, Said, Source, Telling
from banggiao.dossier.words import Words
from banggiao.model.times import Window, window
from banggiao.resolve.titles import title_words
from banggiao.text import fold
from banggiao.web.links import article_path

_WHEN = {
    "event": "date",
    "agreement": "date",
    "partnership": "since",
    "anniversary": "when",
    "commitment": "due",
    "target": "by",
    "statistic": "period",
    "role": "period",
}
"""The field that says when, by kind."""
_TITLED = frozenset({"partnership", "agreement", "mechanism"})
_WORDINGS = frozenset({"text", "name", "names"})
_PERSON_EVIDENCE = {"name": "person", "office": "post"}


class Ref(msgspec.Struct, frozen=True):
    """A reference to a source by its number in the page's list; ``title`` says outlet and date."""

    number: int
    href: str
    title: str


class Value(msgspec.Struct, frozen=True):
    """A value in words. ``when``: the machine's form of a date."""

    text: str
    href: str
    refs: tuple[Ref, ...]
    when: str | None = None


class Cell(msgspec.Struct, frozen=True):
    """A field of a merged object: every value told, the chosen one first. ``disputed``: they cannot all be right;
    ``decided``: a person chose the first."""

    name: str
    label: str
    values: tuple[Value, ...]
    disputed: bool = False
    decided: bool = False


class Teller:
    """Makes cells in one language. ``sources``: the page's list of sources, whose places are the numbers of references."""

    def __init__(self, words: Words, sources: Sequence[Source]) -> None:
        self.words = words
        self.numbers = {source.article: number for number, source in enumerate(sources, 1)}

    def cell(self, item: Item, field: str) -> Cell:
        """The cell of a field; without values where nothing is told."""
        told = self._worded(item.kind, field, [one for one in item.said.get(field, ()) if one.value not in (None, [], "")])
        values = tuple(self._value(item, field, one.value, one.claims) for one in told)
        holds = self.words.holds(item.kind, field)
        decided = field in item.decided
        disputed = field in item.disputed and not decided and any(not agree(told[0].value, one.value, holds) for one in told[1:])
        return Cell(field, self.words.field(item.kind, field), values, disputed, decided)

    def _worded(self, kind: str, field: str, told: Sequence[Said]) -> list[Said]:
        """The values with names that differ in nothing but case, accents and empty words made one, the first of them."""
        if kind not in _TITLED or field != "name":
            return list(told)
        groups: dict[frozenset[str], Said] = {}
        for one in told:
            key = title_words(str(one.value), self.words.labels.lore)
            known = groups.get(key)
            groups[key] = one if known is None else msgspec.structs.replace(known, claims=(*known.claims, *one.claims))
        return list(groups.values())

    def first(self, item: Item, field: str) -> Value | None:
        """The chosen value of a field."""
        values = self.cell(item, field).values
        return values[0] if values else None

    def when(self, item: Item) -> Cell:
        """When it was, or is due; without values where nothing is told."""
        return self.cell(item, _WHEN.get(item.kind, ""))

    def quote(self, item: Item) -> Value:
        """The words of the first telling."""
        telling = item.tellings[0]
        return Value(telling.quote, article_path(telling.source.article, (telling.start, telling.end)), self._refs(item.tellings, ""))

    def published(self, telling: Telling) -> Value:
        """The day on which a telling was published, leading to its words."""
        source = telling.source
        when = machine_date(source.published or "")
        return Value(self.words.date(source.published), article_path(source.article, words_of(telling, "post")), (), when)

    def amount(self, item: Item) -> Cell:
        """The value of a target or statistic with its unit."""
        cell = self.cell(item, "value")
        unit = item.values.get("unit")
        pairs = zip(item.said.get("value", ()), cell.values, strict=False)
        return msgspec.structs.replace(
            cell, values=tuple(msgspec.structs.replace(value, text=self.words.amount(one.value, unit)) for one, value in pairs)
        )

    def _value(self, item: Item, field: str, value: Any, claims: Iterable[str]) -> Value:
        wanted = set(claims)
        tellings = [telling for telling in item.tellings if telling.claim in wanted] or list(item.tellings)
        evidence = _PERSON_EVIDENCE.get(field, field) if item.kind == "person" else field
        return Value(
            text=self._text(item.kind, field, value),
            href=article_path(tellings[0].source.article, words_of(tellings[0], evidence)),
            refs=self._refs(tellings, evidence),
            when=machine_date(str(value)) if self.words.holds(item.kind, field) == "date" else None,
        )

    def _text(self, kind: str, field: str, value: Any) -> str:
        if kind == "person" and isinstance(value, Mapping):
            return self.office(value)
        return self.words.value(kind, field, value)

    def office(self, office: Mapping[str, Any]) -> str:
        """An office of a person in words."""
        post = self.words.value("post", "post", office.get("post"))
        name = f"{post}, {office['organisation']}" if office.get("organisation") else post
        return f"{name} ({self.words.say('former')})" if office.get("former") else name

    def _refs(self, tellings: Iterable[Telling], evidence: str) -> tuple[Ref, ...]:
        """One reference for each article, in order of number; articles outside the list have none."""
        found: dict[int, Ref] = {}
        for telling in tellings:
            number = self.numbers.get(telling.source.article)
            if number is not None and number not in found:
                href = article_path(telling.source.article, words_of(telling, evidence))
                found[number] = Ref(number, href, self.source(telling.source))
        return tuple(found[number] for number in sorted(found))

    def source(self, source: Source) -> str:
        """A source in a few words: outlet, or id, and date."""
        parts = (source.outlet or source.article, self.words.date(source.published))
        return ", ".join(part for part in parts if part)


def agree(a: Any, b: Any, holds: str | None) -> bool:
    """Whether two values of a field can both be right: one of them says what the other says, and perhaps more."""
    if holds == "date":
        return _within(window(str(a)), window(str(b)))
    if holds in _WORDINGS:
        first, second = (set(fold(" ".join(value) if isinstance(value, list) else str(value)).split()) for value in (a, b))
    elif isinstance(a, list) and isinstance(b, list):
        first, second = set(a), set(b)
    else:
        return bool(a == b)
    return first <= second or second <= first


def _within(a: Window | None, b: Window | None) -> bool:
    """Whether one stretch of time lies within the other."""
    if a is None or b is None:
        return False
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


def words_of(telling: Telling, field: str) -> tuple[int, int]:
    """The words that show a field of a claim: its first evidence, else its quote."""
    spans = telling.evidence.get(field)
    return spans[0] if spans else (telling.start, telling.end)
