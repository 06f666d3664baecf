"""Merged objects as they are handed around above the store, and the claims that tell them.

Guarantees: every value shown can be traced: an Item lists for each field every value told, the shown one first, with the ids of
the claims that tell it, and each of those claims is among its tellings with article, outlet, quote and offsets.
"""

from collections.abc import Mapping
from functools import cached_property
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

    ``score`` and ``reason`` say how surely and why the claim belongs to its merged object. ``origin`` is equal for articles
    that are copies of one text.
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
    origin: str | None = None


class Said(msgspec.Struct, frozen=True):
    """A value and the claims that tell it."""

    value: Any
    claims: tuple[str, ...]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of where a promise stands: that it is in ``state`` (``holds``), or that records do not show it.

    ``by``: the claims of those records; ``decision``: the decision that keeps the word; ``made``: when (ISO 8601).
    """

    decision: str
    state: str | None
    holds: bool
    by: tuple[str, ...]
    author: str
    made: str
    reason: str


class Item(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A merged object: an event, a person, a partnership ...

    ``said`` holds for each field every value told, the shown one first (a person's ``name`` and ``office`` list all forms and
    offices). ``first`` and ``last`` are the ISO days that bound it in time, None where undated. ``decided``: the fields whose shown value
    a person decided, with the id of the decision; no claim need tell such a value. ``words``: what persons said of where a promise
    stands, by time.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    said: Mapping[str, tuple[Said, ...]]
    tellings: tuple[Telling, ...]
    first: str | None = None
    last: str | None = None
    decided: Mapping[str, str] = {}
    words: tuple[Word, ...] = ()

    @cached_property
    def values(self) -> Mapping[str, Any]:
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

    @property
    def sources(self) -> int:
        """How many independent tellings it has: copies of one article are one."""
        return len({telling.origin or telling.source.article for telling in self.tellings})

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
