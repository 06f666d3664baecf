"""Why a scene yields what it yields: which pattern made which record, and which nearly fired and on what it failed.

Guarantees: the same extraction as ``extract``, told step by step; offsets are code points of the delivered text.
"""

from collections.abc import Iterator

import msgspec

from banggiao.extract import extract
from banggiao.extract.events import table, triggers
from banggiao.extract.events.propose import propose, refusal
from banggiao.extract.page import Page, View, page
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.records import Record
from banggiao.model.scene import Scene
from banggiao.model.spans import Span


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened at ``[start, end)``.

    ``outcome``: "made" (a record of ``kind``), "merged" (told again of a record made elsewhere), "refused" (``reason``:
    denied, habit, general, no parties, zone), "nearly" (a trigger word stands, the rest of the pattern does not match).
    """

    start: int
    end: int
    pattern: str
    outcome: str
    kind: str = ""
    reason: str = ""
    quote: str = ""


def why(scene: Scene, lore: Lore) -> tuple[Step, ...]:
    """The steps, in the order of the text."""
    records = extract(scene, lore)
    ready = page(scene)
    steps = [_made(record) for record in records]
    for view in ready.views:
        steps += _events(view, ready, records, lore)
    return tuple(sorted(steps, key=lambda step: (step.start, step.end, step.outcome, step.pattern)))


def _made(record: Record) -> Step:
    return Step(start=record.start, end=record.end, pattern=record.pattern, outcome="made", kind=record.kind, quote=record.quote)


def _events(view: View, ready: Page, records: tuple[Record, ...], lore: Lore) -> Iterator[Step]:
    """What became of every event pattern that was tried in a sentence."""
    matched = {found.pattern.id for found in lore.once(table).find(view)}
    for pattern in lore.once(table).tried(view):
        if pattern.id not in matched:
            sentence = Span(view.sentence.start, view.sentence.end)
            yield _step(sentence, pattern.id, "nearly", "the words beside the trigger do not fit", ready)
    for trigger in triggers(view, ready.scene.text, lore):
        span = view.span(trigger.start, trigger.end)
        name = trigger.found.pattern.id
        if view.sentence.zone not in READ_ZONES:
            yield _step(span, name, "refused", f"zone {view.sentence.zone}", ready)
        elif reason := refusal(trigger, ready, lore):
            yield _step(span, name, "refused", reason, ready)
        elif not list(propose(trigger, ready, lore)):
            yield _step(span, name, "refused", "no two parties found", ready)
        elif not any(record.pattern == name and record.start <= span.start < record.end for record in records):
            yield _step(span, name, "merged", "told elsewhere too", ready)


def _step(span: Span, pattern: str, outcome: str, reason: str, ready: Page) -> Step:
    source = ready.scene.cleaned.to_source(span)
    quote = source.of(ready.scene.cleaned.delivered)
    return Step(start=source.start, end=source.end, pattern=pattern, outcome=outcome, kind="event", reason=reason, quote=quote)
