"""Where an event took place, as the text says it.

Guarantees: a span of the cleaned text that begins with a capital letter or a word for a building, never within an actor's
own words (``Đại sứ Lào tại Pháp``), never a date.
"""

import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.page import TAGS, Page
from banggiao.model.scene import within
from banggiao.model.spans import Span

_CAP = r"\p{Lu}[\w'’-]*(?:\.[\w'’-]+)*"
_BUILDING = (
    r"(?:[Tt]rụ sở|[Pp]hủ|[Nn]hà|[Cc]ung|[Đđ]iện|[Ss]ân bay|[Kk]hách sạn|[Tt]rung tâm|[Vv]ăn phòng|[Hh]ội trường|[Đđ]ại lễ đường|[Dd]inh)"
)
_NOT = r"(?!(?:sáng|chiều|tối|trưa|ngày|đã|với|và|của|hôm|để|trong|sau|nhân|cùng|theo|có|vào|do|nơi|khi|là|từ|ở|tại|cho|đang|sẽ|diễn|về|được)\b)"
_WORD = rf"(?:{_CAP}|{_NOT}\p{{Ll}}+)"
_AT = regex.compile(
    rf"\b(?:tại|ở)\s+(?:thủ đô|thành phố|Thủ đô|Thành phố|tỉnh|TP\.?|khu nghỉ dưỡng|đảo|bang)?\s?"
    rf"(?P<p>{_BUILDING}(?:\s{_WORD}){{1,5}}|{_CAP}(?:[ -]{_CAP}){{0,4}})"
)
_NO_PLACE = regex.compile(r"(?i)(?:buổi|cuộc|lễ|hội nghị|diễn đàn|phiên|kỳ họp|đối thoại|đại hội|tọa đàm|họp báo)\b")


def place_of(trigger: Trigger, page: Page, last: int) -> Span | None:
    """The place said with the event: after ``tại`` in its sentence, nearest to the trigger; for a visit, where it leads."""
    view, text = trigger.view, page.scene.text
    if trigger.frame in ("visit", "noun_visit", "invite"):
        return _destination(trigger, last)
    start, end = view.sentence.start, view.sentence.end
    here = view.starts[trigger.start]
    actors = [actor for actor in within(page.scene.actors, start, end) if actor.kind in ("person", "office")]
    found = [
        Span(*match.span("p"))
        for match in _AT.finditer(text, start, end)
        if not _NO_PLACE.match(match.group("p")) and not any(a.start <= match.start() < a.end for a in actors)
    ]
    return min(found, key=lambda span: (abs(span.start - here), span.start)) if found else None


def _destination(trigger: Trigger, last: int) -> Span | None:
    view = trigger.view
    for at in range(trigger.end, min(len(view.text), last + 1)):
        if view.text[at] in (TAGS["state"], TAGS["place"]):
            mention = view.mentions[at]
            return Span(mention.start, mention.end)
    return None
