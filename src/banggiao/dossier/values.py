"""What questions on the ledger answer with.

Guarantees: every value shown can be traced: an Item lists for each field every value told, the shown one first, with the ids of
the claims that tell it, and each of those claims is among its tellings with article, outlet, quote and offsets.
"""

from collections.abc import Mapping
from typing import Any

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a source. ``published`` is an ISO date of any precision, ``published_basis`` how it is known."""

    article: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of one article. Offsets (``start``, ``end``, ``evidence``) are code points of the article's delivered text.

    ``score`` and ``reason`` say how surely and why the claim belongs to its merged object.
    """

    claim: str
    source: Source
    kind: str
    values: Mapping[str, Any]
    quote: str
    start: int
    end: int
    pattern: str
    confidence: float
    evidence: Mapping[str, tuple[tuple[int, int], ...]] = {}
    extra: Mapping[str, Any] = {}
    score: float = 1.0
    reason: str = ""


class Said(msgspec.Struct, frozen=True):
    """A value and the claims that tell it."""

    value: Any
    claims: tuple[str, ...]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A merged object: an event, a person, a partnership ...

    ``said`` holds for each field every value told, the shown one first (a person's ``name`` and ``office`` list all forms and
    offices). ``first`` and ``last`` are the ISO days that bound it in time, None where undated.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    said: Mapping[str, tuple[Said, ...]]
    tellings: tuple[Telling, ...]
    first: str | None = None
    last: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The shown value of each field."""
        return {field: told[0].value for field, told in self.said.items()}

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields on which the tellings differ (of a person none: several offices are no dispute)."""
        return () if self.kind == "person" else tuple(field for field, told in self.said.items() if len(told) > 1)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell it, sorted."""
        return tuple(sorted({telling.source.article for telling in self.tellings}))

    def as_json(self) -> dict[str, Any]:
        """The item as plain values."""
        return {
            "id": self.id,
            "kind": self.kind,
            "parties": self.parties,
            "values": self.values,
            "said": msgspec.to_builtins(self.said),
            "tellings": msgspec.to_builtins(self.tellings),
        }


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that the ledger holds on the relation of two states ``a`` and ``b``, section by section."""

    a: str
    b: str
    partnerships: tuple[Item, ...] = ()
    people: Mapping[str, tuple[Item, ...]] = {}
    timeline: tuple[Item, ...] = ()
    agreements: tuple[Item, ...] = ()
    mechanisms: tuple[Item, ...] = ()
    commitments: tuple[Item, ...] = ()
    targets: tuple[Item, ...] = ()
    statistics: tuple[Item, ...] = ()
    stances: tuple[Item, ...] = ()
    anniversaries: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the ledger holds nothing on this pair."""
        return not self.sources

    def as_json(self) -> dict[str, Any]:
        """The dossier as plain values."""
        sections = {name: [item.as_json() for item in getattr(self, name)] for name in SECTIONS}
        people = {code: [item.as_json() for item in items] for code, items in self.people.items()}
        return {"a": self.a, "b": self.b, "people": people, **sections, "sources": msgspec.to_builtins(self.sources)}


SECTIONS = {
    "partnerships": "partnership",
    "timeline": "event",
    "agreements": "agreement",
    "mechanisms": "mechanism",
    "commitments": "commitment",
    "targets": "target",
    "statistics": "statistic",
    "stances": "stance",
    "anniversaries": "anniversary",
}
"""The sections of a dossier that list merged objects of one kind, in the order shown."""


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list: its source, its head line, whether it is relevant, its records by kind and the states told of."""

    source: Source
    head: str
    relevant: bool
    counts: Mapping[str, int] = {}
    states: tuple[str, ...] = ()


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a list of articles; ``total`` counts the whole list."""

    rows: tuple[ArticleRow, ...]
    total: int


class DateClaim(msgspec.Struct, frozen=True):
    """A publication date or outlet that an article claims: its basis, and the offsets of the words that say it."""

    value: str
    basis: str
    span: tuple[int, int] | None = None


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """One article whole: its text as delivered, its records with evidence in the reader's order, and what it claims of itself.

    ``objects`` maps each claim to the merged object that it belongs to.
    """

    source: Source
    text: str
    sha256: str
    reader: str
    relevant: bool
    records: tuple[Telling, ...]
    objects: Mapping[str, str]
    dates: tuple[DateClaim, ...] = ()
    outlets: tuple[DateClaim, ...] = ()
    extras: tuple[Mapping[str, Any], ...] = ()


class PairRow(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of states with the number of merged events and articles on it."""

    a: str
    b: str
    events: int
    articles: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds, in numbers. ``stale``: blocks whose merged objects are not up to date."""

    articles: int
    relevant: int
    records: Mapping[str, int]
    objects: Mapping[str, int]
    states: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]
    stale: int
