"""The status and the time of an event made to agree: what lies ahead was not held, and what is planned is not over.

Guarantees: pure; a status changes only where the event's own time denies it, a time is dropped only where it is another's.
"""

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import Words
from banggiao.model.dates import interval
from banggiao.model.mentions import DateMention

_NEAR, _BEFORE = 60, 16
_ARRANGED = frozenset({"visit", "talks", "meeting", "reception", "call", "session"})
_YEARS_AHEAD = 2
"""No encounter is arranged further ahead: a later year is that of a goal or a term of office."""


def agreed(trigger: Trigger, status: str, date: DateMention | None, published: str | None, known: Words) -> tuple[str, DateMention | None]:
    """The status and the time, each mended by the other.

    A day gone by holds no plan: where the words of the plan stand between it and the event, it tells when the plan was
    spoken of or when something else took place (``hôm 5/8, sau đó dự kiến gặp``); a month or year behind such words is
    that of something named there (``sẽ dỡ bỏ hạn chế có từ năm 2019``); what is plainly said to come stays so; else the
    event took place.
    """
    if date is None or not date.value or not published or len(published) < 7:
        return status, date
    first, last = interval(date.value)
    opens, closes = interval(published)
    if trigger.type in _ARRANGED and first.year - closes.year > _YEARS_AHEAD:
        return status, None  # the time of something named beside it
    if status == "held" and first > closes:
        return ("held" if len(date.value) < 10 and _told_as_past(trigger, known) else "planned"), date
    if status == "planned" and last < opens:
        if _foretold(trigger, date, known):
            return "planned", None
        return ("planned" if _said_to_come(trigger, date, known) else "held"), date
    return status, date


def _foretold(trigger: Trigger, date: DateMention, known: Words) -> bool:
    """Whether words of the future stand between a time and the event told after it, or right before an event with no day behind it."""
    text, at = trigger.view.text, trigger.view.at(date.start)
    if at < trigger.start:
        return known.has("future", text[at + 1 : trigger.start])
    return len(date.value or "") < 10 and known.has("future", text[max(0, trigger.start - _BEFORE) : trigger.start])


def _said_to_come(trigger: Trigger, date: DateMention, known: Words) -> bool:
    """Whether words of the future stand between an event and its time (``cuộc họp sẽ diễn ra ngày 7/5``): left as told, the checks see it."""
    at = trigger.view.at(date.start)
    return at > trigger.end and known.has("future", trigger.view.text[trigger.end : at])


def _told_as_past(trigger: Trigger, known: Words) -> bool:
    """Whether words of the past stand beside an event (``vừa kết thúc``), whose month without a year may be read as one to come."""
    text = trigger.view.text
    return known.has("past", text[max(0, trigger.start - _NEAR) : trigger.end + _NEAR])
