"""Events: what states' representatives did, do or will do together or toward each other."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from banggiao.extract.draft import Draft
from banggiao.extract.events.candidate import Candidate, Trigger
from banggiao.extract.events.gatherings import timed
from banggiao.extract.events.inherit import dated
from banggiao.extract.events.merge import merged
from banggiao.extract.events.placed import placed
from banggiao.extract.events.principals import peopled
from banggiao.extract.events.propose import propose
from banggiao.extract.events.summits import raised
from banggiao.extract.events.vetoes import lacks
from banggiao.extract.events.words import words
from banggiao.extract.page import LONGEST, Page, View
from banggiao.extract.patterns import Found, Patterns
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES

__all__ = ["events"]


_MOST = 600
"""How many tellings of events a report can hold; what tells of more is none, and comparing all of them would take too long."""


def table(lore: Lore) -> Patterns:
    """The patterns of events (use as ``lore.once(table)``)."""
    return Patterns(lore, "vi/patterns/events")


def events(page: Page, lore: Lore) -> list[Draft]:
    """The events of a page, each once."""
    found = (
        candidate
        for view in page.views
        if view.sentence.zone in READ_ZONES and len(view.text) <= LONGEST
        for trigger in triggers(view, page.scene.text, lore)
        for candidate in propose(trigger, page, lore)
    )
    told = merged(
        raised(list(islice(found, _MOST)), page, lore), {person.name: person.country for person in page.scene.people}, page.scene.published
    )
    return [_draft(one) for one in placed(peopled(dated(timed(told, page, lore), page, lore), page.scene, lore), page, lore)]


def triggers(view: View, source: str, lore: Lore) -> Iterator[Trigger]:
    """The triggers of a sentence; where two overlap the longer, then the earlier in the table, counts."""
    patterns = lore.once(table)
    found = [one for one in map(_trigger, patterns.find(view)) if not lacks(one, source, lore.once(words))]
    order = patterns.order
    for one in sorted(found, key=lambda t: (t.start, t.end, order[t.found.pattern.id])):
        if not any(other is not one and _hides(other, one, order) for other in found):
            yield one


def _hides(other: Trigger, one: Trigger, order: dict[str, int]) -> bool:
    """Whether a longer trigger (or an earlier one in the table) covers the same words."""
    if other.end <= one.start or one.end <= other.start:
        return False
    if other.type != one.type and not (other.start <= one.start and one.end <= other.end):
        return False
    a, b = other.end - other.start, one.end - one.start
    return a > b or (a == b and order[other.found.pattern.id] < order[one.found.pattern.id])


def _trigger(found: Found) -> Trigger:
    group = "t" if found.has("t") else 0
    means = found.pattern.row.means
    return Trigger(found, found.match.start(group), found.match.end(group), str(means["type"]), str(means["frame"]))


def _draft(one: Candidate) -> Draft:
    values: dict[str, Any] = {
        "type": one.type, "parties": list(one.parties), "date": one.when, "status": one.status,
        "people": list(one.people), "place": one.place, "mechanism": one.mechanism, "ordinal": one.ordinal,
    }  # fmt: skip
    extra: dict[str, Any] = dict(one.extra)
    if one.date is not None and one.date.text:
        extra["date_text"] = one.date.text
    return Draft(kind="event", values=values, start=one.start, end=one.end, pattern=one.pattern, evidence=one.evidence,
                 extra=extra, confidence=one.confidence)  # fmt: skip
