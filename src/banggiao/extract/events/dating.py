"""When an event took place and whether it did: the time and the status that its clause tells.

Guarantees: a date comes from a time named in the sentence, never from thin air; statuses are those of SCHEMA.md.
"""

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import Words
from banggiao.extract.page import View
from banggiao.model.mentions import DateMention

_NEAR_AFTER = 70
_NEAR_BEFORE = 90
_HEAD = 60
_BEFORE = 60


def date_of(view: View, start: int, end: int) -> DateMention | None:
    """The time that goes with a trigger at ``[start, end)``: right after it, else before it, else at the sentence's head."""
    dates = [(at, one) for at, one in view.dates() if one.cls == "date"]
    if not dates:
        return None
    after = [(at, one) for at, one in dates if end <= at <= end + _NEAR_AFTER and ";" not in view.text[end:at]]
    before = [(at, one) for at, one in dates if start - _NEAR_BEFORE <= at < start and ";" not in view.text[at:start]]
    inside = [(at, one) for at, one in dates if start <= at < end]
    for group in (inside, after[:1], before[-1:]):
        for _, one in group:
            return one
    at, one = dates[0]
    return one if at <= _HEAD and at < start else None


def status_of(trigger: Trigger, subject_end: int, known: Words) -> str:
    """held, planned, proposed or cancelled, by the words between the subject and the trigger and right before the subject."""
    if isinstance(fixed := trigger.means.get("status"), str):
        return fixed
    text = trigger.view.text
    start = trigger.start
    opening = max(0, min(subject_end, start) - 25, start - _BEFORE) if subject_end >= 0 else max(0, start - _BEFORE)
    before = text[opening:start]
    own = text[start : trigger.end]
    after = text[trigger.end : trigger.end + 45]
    if known.has("cancelled", before[-35:]) or known.has("cancelled", after):
        return "cancelled"
    if known.has("future", before) or known.has("future", own) or known.has("coming", after):
        return "planned"
    return "proposed" if known.has("proposed", before[-40:]) else "held"
