"""From a scene to the records it yields, checked and led back to the delivered text."""

from collections.abc import Callable, Iterable
from typing import Any

from banggiao.extract.agreements import agreements
from banggiao.extract.anniversaries import anniversaries, founded
from banggiao.extract.commitments import commitments
from banggiao.extract.draft import Draft
from banggiao.extract.events import events
from banggiao.extract.extras import extras
from banggiao.extract.mechanisms import mechanisms
from banggiao.extract.page import Page, page
from banggiao.extract.partnerships import partnerships
from banggiao.extract.posts import posts
from banggiao.extract.roles import roles
from banggiao.extract.stances import stances
from banggiao.extract.statistics import statistics, targets
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES, Cleaned
from banggiao.model.records import Record
from banggiao.model.scene import Scene
from banggiao.model.spans import Span

__all__ = ["aside", "extract", "page", "records"]

Extractor = Callable[[Page, Lore], list[Draft]]

EXTRACTORS: tuple[Extractor, ...] = (
    events, partnerships, anniversaries, mechanisms, agreements, commitments, targets, statistics, stances, roles,
)  # fmt: skip
"""One function for each kind of record, in the order of SCHEMA.md's page."""

QUOTE_MOST = 400
"""Longest quote, in code points; a longer one is cut at the last clause before."""


def extract(scene: Scene, lore: Lore) -> tuple[Record, ...]:
    """The records of a scene, in the order of the text."""
    return records(page(scene), lore)


def records(ready: Page, lore: Lore) -> tuple[Record, ...]:
    """The records of a scene made ready for patterns, in the order of the text."""
    drafts = [draft for extractor in EXTRACTORS for draft in extractor(ready, lore)]
    drafts += posts(ready.scene, lore)
    return tuple(sorted(_records(founded(drafts), ready.scene.cleaned), key=_order))


def aside(ready: Page, lore: Lore) -> tuple[dict[str, Any], ...]:
    """The extras of a scene (goals, policies, activities, assessments), each in the flat form of a record."""
    return tuple(record.as_json() for record in _records(extras(ready, lore), ready.scene.cleaned))


def _order(record: Record) -> tuple[int, int, str, str]:
    return record.start, record.end, record.kind, record.pattern


def _records(drafts: Iterable[Draft], cleaned: Cleaned) -> Iterable[Record]:
    for draft in drafts:
        if cleaned.zone_at(draft.start) in READ_ZONES and draft.end > draft.start:
            yield _record(draft, cleaned)


def _record(draft: Draft, cleaned: Cleaned) -> Record:
    end = _cut(cleaned.text, draft.start, draft.end)
    span = cleaned.to_source(Span(draft.start, end))
    evidence = {field: tuple(dict.fromkeys(cleaned.to_source(s) for s in spans)) for field, spans in draft.evidence.items() if spans}
    return Record(
        kind=draft.kind, values=draft.values, quote=span.of(cleaned.delivered), start=span.start, end=span.end,
        pattern=draft.pattern, confidence=draft.confidence, evidence=evidence, extra=draft.extra,
    )  # fmt: skip


def _cut(text: str, start: int, end: int) -> int:
    """The end of a quote that is short enough, at a clause's end where there is one."""
    if end - start <= QUOTE_MOST - 20:
        return end
    limit = start + QUOTE_MOST - 20
    at = max(text.rfind(mark, start + 60, limit) for mark in (";", ",", ". "))
    return at if at > 0 else max(text.rfind(" ", start, limit), start + 1)
