"""Where an event took place, as the text says it.

Guarantees: a span of the cleaned text that begins with a capital letter or a word for a building, never a date or a person.
"""

import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.page import TAGS, Page
from banggiao.model.spans import Span

_CAP = r"\p{Lu}[\w.'’-]*"
_BUILDING = r"(?:[Tt]rụ sở|[Pp]hủ|[Nn]hà Trắng|[Nn]hà khách|[Cc]ung|[Đđ]iện|[Ss]ân bay|[Kk]hách sạn|[Tt]rung tâm|[Vv]ăn phòng|[Hh]ội trường)"
_AT = regex.compile(
    rf"\b(?:tại|ở)\s+(?:thủ đô|thành phố|Thủ đô|Thành phố|tỉnh|TP\.?|khu nghỉ dưỡng|đảo|bang)?\s?(?P<p>(?:{_BUILDING}\s(?:\w+\s){{0,3}}?)?{_CAP}(?:[ -]{_CAP}){{0,4}}|{_BUILDING}(?:\s\w+){{1,3}})"
)
_STOPS = regex.compile(r"[,;.]")


def place_of(trigger: Trigger, page: Page, last: int) -> Span | None:
    """The place said with the event: after ``tại`` in its sentence, nearest to the trigger; for a visit, where it leads."""
    view, text = trigger.view, page.scene.text
    if trigger.frame in ("visit", "noun_visit", "invite"):
        return _destination(trigger, last)
    start, end = view.sentence.start, view.sentence.end
    here = view.starts[trigger.start]
    found = [m for m in _AT.finditer(text, start, end) if "hội nghị" not in m.group().lower()]
    if not found:
        return None
    best = min(found, key=lambda m: (abs(m.start() - here), m.start()))
    return Span(*best.span("p"))


def _destination(trigger: Trigger, last: int) -> Span | None:
    view = trigger.view
    for at in range(trigger.end, min(len(view.text), last + 1)):
        if view.text[at] in (TAGS["state"], TAGS["place"]):
            mention = view.mentions[at]
            return Span(mention.start, mention.end)
    return None
