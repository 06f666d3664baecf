"""What questions on the ledger answer with.

Guarantees: every value shown can be traced to the claims that tell it (``banggiao.model.items``).
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from banggiao.model.items import Item, Said, Source, Telling

__all__ = [
    "SECTIONS",
    "Arrived",
    "ArticlePage",
    "ArticleRow",
    "ArticleView",
    "DateClaim",
    "Dossier",
    "Item",
    "PairRow",
    "Said",
    "Size",
    "Source",
    "Summary",
    "Telling",
]


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds on the relation of two states ``a`` and ``b``, section by section.

    ``totals``: how much there is of each section, and of the persons of each state by its code; a section that holds less is cut.
    ``told``: how many articles on the two tell of each person (by id); of the tellings of many only some are here.
    """

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
    totals: Mapping[str, int] = {}
    told: Mapping[str, int] = {}

    def total(self, section: str) -> int:
        """How much there is of a section, whether or not all of it is here."""
        if section == "people":
            return sum(self.totals.get(code, len(side)) for code, side in self.people.items())
        return self.totals.get(section, len(getattr(self, section)))

    @property
    def empty(self) -> bool:
        """Whether the ledger holds nothing on this pair."""
        return not self.sources

    def as_json(self) -> dict[str, Any]:
        """The dossier as plain values."""
        sections = {name: [item.as_json() for item in getattr(self, name)] for name in SECTIONS}
        people = {code: [item.as_json() for item in items] for code, items in self.people.items()}
        return {"a": self.a, "b": self.b, "people": people, **sections, "sources": msgspec.to_builtins(self.sources),
                "totals": self.totals, "told": self.told}  # fmt: skip


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
    """A part of a list of articles; ``total`` counts the whole list, unless it is ``capped``; ``more``: whether the list goes on."""

    rows: tuple[ArticleRow, ...]
    total: int
    capped: bool = False
    more: bool = False


class Arrived(msgspec.Struct, frozen=True):
    """Articles that came into the ledger lately: some of them, how many, and the number of the last article of all."""

    rows: tuple[ArticleRow, ...]
    total: int
    last: int


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


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How much the ledger holds. ``skipped``: some of the inputs that could not be read; ``stale`` as in Summary."""

    articles: int
    objects: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]
    stale: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds, in numbers. ``stale``: blocks whose merged objects are not up to date."""

    articles: int
    relevant: int
    records: Mapping[str, int]
    objects: Mapping[str, int]
    states: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]
    stale: int
