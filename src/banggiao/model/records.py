"""Records and readings: what the reader says an article says.

Guarantees: a record's ``quote`` is an exact stretch of the delivered text, its ``start`` and ``end`` say where;
``values`` holds the judged fields of its kind (knowledge/records/<kind>.yaml) and ``extra`` those beyond them.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from banggiao.model.article import Claim
from banggiao.model.spans import Span

KINDS = (
    "event", "post", "partnership", "anniversary", "mechanism", "agreement",
    "commitment", "target", "statistic", "stance", "role",
)  # fmt: skip


ELSEWHERE = "reader:"
"""How ``pattern`` begins where a record was not made by the built-in reader: the name of who made it follows."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of one article.

    ``start``, ``end`` and every span of ``evidence`` are code points of the delivered text; ``evidence`` maps each
    non-null field to the words that show it; ``pattern`` names what made it; ``confidence`` is in 0..1.
    """

    kind: str
    values: Mapping[str, Any]
    quote: str
    start: int
    end: int
    pattern: str
    confidence: float = 0.5
    evidence: Mapping[str, tuple[Span, ...]] = {}
    extra: Mapping[str, Any] = {}

    @property
    def reader(self) -> str:
        """Who made the record: empty for the built-in reader."""
        return reader_of(self.pattern)

    def as_json(self) -> dict[str, Any]:
        """The record in the flat form of the published schema."""
        evidence = {field: [[s.start, s.end] for s in spans] for field, spans in self.evidence.items()}
        return {
            "kind": self.kind, **self.values, "quote": self.quote, "start": self.start, "end": self.end,
            "pattern": self.pattern, "confidence": round(self.confidence, 4), "evidence": evidence, **self.extra,
        }  # fmt: skip


def reader_of(pattern: str) -> str:
    """The name of the reader that a record with this pattern comes from, empty for the built-in one."""
    return pattern.removeprefix(ELSEWHERE) if pattern.startswith(ELSEWHERE) else ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that one article yields. ``extras`` are facts outside the eleven kinds."""

    id: str
    relevant: bool
    records: tuple[Record, ...] = ()
    published: str | None = None
    published_basis: str | None = None
    dates: tuple[Claim, ...] = ()
    outlets: tuple[Claim, ...] = ()
    extras: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading in the published form, one JSON object."""
        return {
            "id": self.id, "published": self.published, "published_basis": self.published_basis,
            "relevant": self.relevant, "records": [r.as_json() for r in self.records], "extras": [dict(e) for e in self.extras],
        }  # fmt: skip
