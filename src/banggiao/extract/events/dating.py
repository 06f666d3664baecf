"""When an event took place: the time that its clause tells.

Guarantees: a date comes from a time named in the sentence, never from thin air.
"""

import msgspec
import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.model.dates import contains, days
from banggiao.model.mentions import DateMention

_ACTORS = tuple(TAGS[kind] for kind in ACTORS)
_NEAR_AFTER = 70
_FAR_AFTER = 150
_ADJACENT, _SHORT = 28, 1
_MARKS = regex.compile(r"[,;:–“”\"]")
_NEAR_BEFORE = 110
_HEAD = 60
SOON = 12
"""How far after its words a time without a day may stand."""
_SPAN = 140
_REMEMBERED = 90
_ENCOUNTERS = frozenset({"talks", "meeting", "reception", "call"})


def date_of(trigger: Trigger, end: int, known: Words) -> DateMention | None:
    """The time that goes with a trigger whose clause ends at ``end``: inside it, right after it, else before it.

    A time that a verb of saying stands nearer to tells when something was said, and is left to it.
    """
    view, start = trigger.view, trigger.start
    dates = [(at, one) for at, one in view.dates() if one.cls == "date" and _tells_when(trigger, at, one, known)]
    dates = [pair for pair in dates if not _vaguer(pair, dates)]
    for at, one in dates:
        if start <= at < end and not _only_occasion(trigger, at, known):
            return _until(trigger, at, one, known)
    governing = _governing(trigger, dates, end, known)
    if governing is not None:
        return _until(trigger, *governing, known)
    for at, one in dates:
        if trigger.frame in ("act", "give") and known.has("act_stop", view.text[end : max(end, at)]):
            break
        if _only_occasion(trigger, at, known):
            break
        if end <= at <= end + _reach(trigger, view.text[end:at], known) and (
            _near_after(trigger, view.text[end:at], known) or _announced(trigger)
        ):
            if _announced(trigger) or not known.says_next(view.text[at + 1 :]):
                return _until(trigger, at, one, known)
            break
    if _subordinate(trigger, known) or vaguely(trigger, start, trigger.end + SOON, "soon", known):
        return None
    for at, one in reversed(dates):
        if at < start and (at <= _HEAD or start - at <= _NEAR_BEFORE) and _dates_from_before(trigger, at, one, known):
            return _until(trigger, at, one, known)
    return None


def _governing(trigger: Trigger, dates: list[tuple[int, DateMention]], end: int, known: Words) -> tuple[int, DateMention] | None:
    """The time right before the verb (``X chiều 7/6 gọi điện cho Y``), which weighs more than one told after, unless that is within it."""
    before = [(at, one) for at, one in dates if trigger.start - _ADJACENT <= at < trigger.start]
    if not before or trigger.noun or trigger.frame in ("attend", "invite"):
        return None
    at, one = before[-1]
    between = trigger.view.text[at + 1 : trigger.start]
    if any(tag in between for tag in _ACTORS) or _MARKS.search(between) or not (_before(between, known) or _announced(trigger)):
        return None
    if not one.value or days(one.value) > _SHORT:
        return None
    after = next((later for place, later in dates if end <= place <= end + _NEAR_AFTER and later.value), None)
    return None if after is not None and contains(one.value, str(after.value)) else (at, one)


def _dates_from_before(trigger: Trigger, at: int, one: DateMention, known: Words) -> bool:
    """Whether a time told before an event is its own; of a gathering that is only an occasion it is another event's."""
    between = trigger.view.text[at + 1 : trigger.start]
    if trigger.frame == "attend" and known.has("aside", between):
        return False
    if _spoken_of(trigger, between, known) and not _spoken_at(trigger, known):
        return False
    return _before(between, known) or _announced(trigger) or _spoken_at(trigger, known) or known.has("same_day", one.text.lower())


def _only_occasion(trigger: Trigger, at: int, known: Words) -> bool:
    """Whether a time after a gathering is that of what somebody did on its occasion (``nhân dịp hội nghị, X ngày 8/7 gặp Y``)."""
    text = trigger.view.text
    if trigger.frame != "attend" or not any(TAGS[kind] in text[trigger.end : at] for kind in ("person", "office")):
        return False
    return known.has("aside", text[max(0, trigger.start - _ADJACENT) : trigger.start]) or known.starts("aside", text[trigger.start :])


def narrowed(date: DateMention, known: Words) -> DateMention:
    """``cuối năm 2022`` and ``đầu năm nay`` as the quarter that they mean."""
    if not date.value or len(date.value) != 4:
        return date
    for role, quarter in (("year_end", "Q4"), ("year_start", "Q1")):
        if known.starts(role, date.text.lower()):
            return msgspec.structs.replace(date, value=f"{date.value}-{quarter}")
    return date


def founding(date: DateMention) -> DateMention:
    """Of a stretch of years (``1973-2023``) its beginning: when relations were founded."""
    if date.value and "/" in date.value and days(date.value) > 360:
        return msgspec.structs.replace(date, value=date.value.split("/")[0])
    return date


def _vaguer(pair: tuple[int, DateMention], dates: list[tuple[int, DateMention]]) -> bool:
    """Whether a year stands beside a day within it (``trong năm nay ... ngày 2/6``): the day tells when."""
    at, one = pair
    if not one.value or len(one.value) != 4:
        return False
    return any(at < other <= at + 90 and date.value and len(date.value) > 7 and date.value.startswith(one.value) for other, date in dates)


def _tells_when(trigger: Trigger, at: int, date: DateMention, known: Words) -> bool:
    """Whether a time can be that of an event: a stretch of years is the life of a document or office, except of founding."""
    if trigger.type == "upgrade":
        return True
    if date.value and "/" in date.value and days(date.value) > 300:
        return False
    if trigger.type == "measure" and known.ends("till", trigger.view.text[max(0, at - 12) : at]):
        return False
    if trigger.type == "visit" and clauses(known).lasts.search(trigger.view.text[max(0, at - 24) : at]):
        return False
    if trigger.type == "visit" and _first_since(trigger, at, known):
        return False
    return not known.ends("life_of", trigger.view.text[max(0, at - 24) : at])


def _first_since(trigger: Trigger, at: int, known: Words) -> bool:
    """Whether a visit is only the first or latest since a time (``chuyến thăm đầu tiên ... từ năm 2019``)."""
    text = trigger.view.text
    return at > trigger.end and known.ends("since", text[max(0, at - 12) : at]) and known.has("ranked", text[trigger.start : at])


def said_on(trigger: Trigger, known: Words) -> bool:
    """Whether a time before the trigger tells when it was spoken of: the event itself lies some time before that."""
    view = trigger.view
    if _spoken_at(trigger, known):
        return False
    gaps = [view.text[at + 1 : trigger.start] for at, date in view.dates(0, trigger.start) if date.value]
    return any(known.says(gap) or _spoken_of(trigger, gap, known) for gap in gaps)


def _spoken_of(trigger: Trigger, between: str, known: Words) -> bool:
    """Whether an encounter is a noun that somebody only speaks of (``hôm 5/3 hoan nghênh cuộc gặp``)."""
    return trigger.noun and trigger.type in _ENCOUNTERS and known.has("speaks_of", between)


def _spoken_at(trigger: Trigger, known: Words) -> bool:
    """Whether what was said was said at the event itself (``hôm nay cho biết trong cuộc hội kiến``): its time is that of saying."""
    before = trigger.view.text[max(0, trigger.start - _NEAR_AFTER) : trigger.start]
    return trigger.type in _ENCOUNTERS and (known.ends("amid", before[-24:]) or clauses(known).just_when.search(before) is not None)


def _reach(trigger: Trigger, between: str, known: Words) -> int:
    """How far after an event a time may stand: farther where documents and a place do (``ký thông cáo chung ... ở Geneva chiều 24/9``)."""
    far = trigger.type == "signing" and known.has("at_place", between) and not (_MARKS.search(between) or known.has("later", between))
    return _FAR_AFTER if far else _NEAR_AFTER


def _near_after(trigger: Trigger, between: str, known: Words) -> bool:
    """Whether nothing between a trigger and a time after it takes the time away (``đến Lào gặp X hồi tháng 6`` is one journey)."""
    journey = (
        trigger.type == "visit" and not trigger.noun and not ("," in between or known.has("later", between) or known.has("joins", between))
    )
    if any(tag in between for tag in _ACTORS) and known.has("another", between) and not journey:
        return False
    return ";" not in between and not known.says(between) and not known.has("breaks", between)


def _before(between: str, known: Words) -> bool:
    """Whether nothing between a time and a trigger after it takes the time away, or puts the event after or around it."""
    return ";" not in between and not known.says(between) and not _set_later(between, known)


def _set_later(between: str, known: Words) -> bool:
    """Whether words between a time and an event put the event later, and no comma closes what they begin."""
    at = known.last("later", between)
    return at >= 0 and "," not in between[at:]


def _announced(trigger: Trigger) -> bool:
    """Whether saying it does it (``tuyên bố viện trợ``): the time of saying is that of the act."""
    return trigger.type in ("aid", "measure", "upgrade")


def _subordinate(trigger: Trigger, known: Words) -> bool:
    """Whether the trigger is a visit told in passing (``trong chuyến thăm``, ``đang thăm``): times before it are another's."""
    if trigger.type == "upgrade":
        return known.has("jubilee", trigger.view.text[max(0, trigger.start - 60) : trigger.start])
    if trigger.type == "signing" and is_remembered(trigger.view, trigger.start, known):
        return True
    if trigger.frame in ("invite", "attend"):
        return not (trigger.means.get("told") or known.starts("holds", trigger.view.text[trigger.start : trigger.end]))
    if trigger.type != "visit":
        return False
    before = trigger.view.text[max(0, trigger.start - 24) : trigger.start]
    return known.ends("passing", before) or trigger.means.get("passing") is True


def is_remembered(view: View, at: int, known: Words) -> bool:
    """Whether what stands at a place of a sentence is told as an anniversary only (``nhân kỷ niệm 25 năm hai nước ký``)."""
    before = view.text[max(0, at - _REMEMBERED) : at]
    told = known.last("remembered", before)
    return told >= 0 and "," not in before[told:]


def _until(trigger: Trigger, at: int, first: DateMention, known: Words) -> DateMention:
    """A time with the one after it where the words make both one stretch (``chiều 26/8 ... tới ngày 28/8``)."""
    if not first.value or len(first.value) != 10:
        return first
    for later, second in trigger.view.dates(at + 1, at + _SPAN):
        gap = trigger.view.text[at + 1 : later]
        if not (clauses(known).until.search(gap) or (trigger.type == "visit" and clauses(known).lasts.search(gap))):
            break
        if second.value and len(second.value) == 10 and second.value > first.value:
            return msgspec.structs.replace(first, value=f"{first.value}/{second.value}")
    return first


def vaguely(trigger: Trigger, start: int, end: int, role: str, known: Words) -> bool:
    """Whether a time without a day in a range says, by its words alone, when (``cuộc gặp sắp tới``)."""
    dates = trigger.view.dates(max(0, start), end)
    return any(not date.value and known.has(role, date.text.lower()) for _, date in dates)
