"""Statistics and targets: figures reported about a relation, and figures to be reached.

Guarantees: each figure once, with the mention that tells most; for exports and imports the reporter comes first, for
investment, aid and projects the side that gives; every quote holds the figure.
"""

from typing import Any

import regex

from banggiao.extract.draft import Draft
from banggiao.extract.figures import Figure, Reader
from banggiao.extract.page import Page
from banggiao.extract.timing import last_of
from banggiao.lore import Lore
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_LONGEST = 300
_OF = regex.compile(r" của [\ue000-\ue004]")


def statistics(page: Page, lore: Lore) -> list[Draft]:
    """The figures reported about relations."""
    return _unique(page, [figure for figure in Reader(page, lore).figures() if not figure.aimed], "statistic")


def targets(page: Page, lore: Lore) -> list[Draft]:
    """The figures to be reached."""
    return _unique(page, [figure for figure in Reader(page, lore).figures() if figure.aimed], "target")


def _unique(page: Page, figures: list[Figure], kind: str) -> list[Draft]:
    best: dict[tuple[str, str, float], Figure] = {}
    for figure in figures:
        key = (figure.measure, figure.unit, round(figure.value, 2))
        if key not in best or _told(figure) > _told(best[key]):
            best[key] = figure
    return [_draft(page, figure, kind) for figure in best.values()]


def _told(figure: Figure) -> int:
    """How much a mention tells; the sentence that names the parties wins over one that leaves them open."""
    return (figure.period is not None) + (figure.change is not None) + (figure.parties.how in ("named", "joint", "with"))


def _draft(page: Page, figure: Figure, kind: str) -> Draft:
    view, quote = figure.view, _quote(figure)
    amount = view.span(figure.at, figure.at + 1)
    evidence = {"value": (amount,), "unit": (amount,), "parties": figure.parties.evidence}
    if figure.cue.end <= len(view.text) and view.sentence.start <= quote.start:
        evidence["measure"] = (view.span(figure.cue.start, figure.cue.end),)
    value = int(figure.value) if float(figure.value).is_integer() else figure.value
    values: dict[str, Any] = {"parties": _ordered(page, figure), "measure": figure.measure, "value": value, "unit": figure.unit}
    if kind == "target":
        published = page.scene.published or ""
        due = figure.period if figure.period and figure.period != published and last_of(figure.period) >= published[:4] else None
        values["by"] = due
        span = figure.period_span if due else None
    else:
        values |= {"period": figure.period, "change_percent": figure.change}
        span = figure.period_span
        if figure.change_span:
            evidence["change_percent"] = (figure.change_span,)
    if span:
        evidence["by" if kind == "target" else "period"] = (span,)
    return Draft(
        kind=kind, start=quote.start, end=quote.end, pattern=figure.cue.pattern, evidence=evidence, values=values,
        confidence=round(figure.cue.prior * figure.parties.trust, 3),
    )  # fmt: skip


def _ordered(page: Page, figure: Figure) -> list[str]:
    """The parties, the one first whose figure it is: who exports, invests, gives; else as told."""
    codes = list(figure.parties.codes)
    view, cue = figure.view, figure.cue
    if figure.measure in ("exports", "imports"):
        owner = _owner(figure) or (page.scene.home if page.scene.home in codes else None)
    elif figure.measure in ("investment", "aid", "projects", "students", "people", "tourists"):
        actors = [actor for _, actor in view.actors(0, max(cue.end, figure.at)) if len(actor.codes) == 1]
        owner = next((actor.codes[0] for actor in actors if actor.codes[0] in codes), None)
    else:
        owner = None
    return sorted(codes, key=lambda code: code != owner)


def _owner(figure: Figure) -> str | None:
    """Who exports or imports: named right before the word or by ``của`` right behind it."""
    view, cue = figure.view, figure.cue
    near = [actor for at, actor in view.actors(max(0, cue.start - 16), cue.start) if len(actor.codes) == 1]
    match = _OF.match(view.text, cue.end)
    actor = view.mentions.get(match.end() - 1) if match else (near[-1] if near else None)
    return actor.codes[0] if isinstance(actor, Actor) and len(actor.codes) == 1 else None


def _quote(figure: Figure) -> Span:
    """From what is measured (or the date before it) to the figure and its change, within the sentence."""
    view = figure.view
    here = figure.cue.start < figure.at + 40 and figure.cue.end <= len(view.text)
    start = min(figure.cue.start, figure.at) if here else figure.at
    end = figure.at + 1
    for span in (figure.period_span, figure.change_span):
        if span is not None and view.sentence.start <= span.start < view.sentence.end:
            start, end = min(start, view.at(span.start)), max(end, view.at(span.end - 1) + 1)
    clause = max(view.text.rfind(mark, 0, start) for mark in ",;(") + 1
    start = clause if start - clause < 100 else start
    if end - start > _LONGEST:
        start, end = max(start, figure.at - 120), min(end, figure.at + 60)
    return view.span(start, end)
