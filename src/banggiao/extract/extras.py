"""Extras: facts outside the judged kinds that a report tells beside them: goals of a state, policies, activities, assessments.

Guarantees: drafts never overlap within a kind; they are no records and are judged by nobody, but carry evidence like records.
"""

from typing import Any

from banggiao.extract.draft import Draft
from banggiao.extract.page import Page
from banggiao.extract.patterns import Found, Patterns
from banggiao.extract.relation import readable
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.scene import Actor
from banggiao.model.spans import Span


def _patterns(lore: Lore) -> Patterns:
    return Patterns(lore, "vi/patterns/extras")


def extras(page: Page, lore: Lore) -> list[Draft]:
    """The extras of a page, in the order of the text."""
    found: list[Draft] = []
    for view in readable(page):
        for one in lore.once(_patterns).find(view):
            draft = _draft(page, one)
            if not any(draft.kind == other.kind and draft.start < other.end and other.start < draft.end for other in found[-20:]):
                found.append(draft)
    return sorted(found, key=lambda draft: (draft.start, draft.kind))


def _draft(page: Page, one: Found) -> Draft:
    means = dict(one.pattern.row.means)
    kind = str(means.pop("kind"))
    quote = one.span()
    values: dict[str, Any] = dict(means)
    evidence: dict[str, tuple[Span, ...]] = {}
    actor = one.actor("who") or (_speaker(page, one) if kind == "assessment" else None)
    if actor is not None:
        values["by" if kind == "assessment" else "country"] = list(actor.codes)
        evidence["by" if kind == "assessment" else "country"] = actor.evidence or (Span(actor.start, actor.end),)
    if one.has("name"):
        values["name"], evidence["name"] = one.span("name").of(page.scene.text), (one.span("name"),)
    date = one.mention("date")
    if isinstance(date, DateMention) and date.value:
        values["due"], evidence["due"] = date.value, (Span(date.start, date.end),)
    return Draft(
        kind=kind,
        start=quote.start,
        end=quote.end,
        pattern=one.pattern.id,
        values=values,
        evidence=evidence,
        confidence=one.pattern.row.prior,
    )


def _speaker(page: Page, one: Found) -> Actor | None:
    """Who assesses: the nearest actor before the words in the sentence, else the subject carried over into it."""
    before = [actor for _, actor in one.view.actors(max(0, one.match.start() - 120), one.match.start()) if actor.codes]
    if before:
        return before[-1]
    number = one.view.number
    return page.scene.subjects[number] if number < len(page.scene.subjects) else None
