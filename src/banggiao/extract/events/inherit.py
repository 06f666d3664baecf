"""Times that an event takes from the event it belongs to: the talks of a visit, the signing after the talks.

Guarantees: pure; only events without a time of their own get one, and only from an event between the same parties that
the same article dates, or from the month of its publication; ``inferred`` marks them, and the nearest words that tell the
time are their evidence (publication alone has no words in the text).
"""

from collections.abc import Mapping, Sequence

import msgspec

from banggiao.extract.events.candidate import Candidate
from banggiao.extract.events.dating import is_remembered
from banggiao.extract.events.words import words
from banggiao.extract.history import is_history
from banggiao.extract.page import Page
from banggiao.extract.timing import nearest_time, times_told
from banggiao.lore import Lore
from banggiao.model.dates import days, interval
from banggiao.model.mentions import DateMention

_WITHIN = frozenset({"talks", "reception", "meeting", "signing", "ceremony", "session", "call"})
"""Types that happen in the course of a visit or beside another event."""

_MET = frozenset({"talks", "reception", "meeting"})
"""Encounters that a report tells one after the other by what was said at them."""

_SHOWN = frozenset({"drill", "patrol", "port", "conveyed"})
"""Sorts of acts that happen in the course of an encounter."""

_MONTHLY = frozenset({"visit", "conference"})
"""Types that are told without a day: the month of the report dates them."""


_ANCHORS = _WITHIN | {"visit", "military", "conference"}
_NEAR_DAYS = 62
_HEAD, _BEFORE = 8, 40
_MONTH_LONG = len("2024-05")
_LETTER = "sent"
"""The strand of letters and telegrams, which are told in the days that they are sent in where it is told who sent them."""
_TRIP, _YEAR = 10, 366
_NEXT = 2
_RECENT = 3
"""How many sentences after a visit of long ago what happened during it is told."""


class Shown(msgspec.Struct, frozen=True):
    """What the words of an event show of its time: that it has only ``just`` taken place; that it is a business ``forum``,
    held on a visit; that it ``opens`` a sentence of what was said at it (``Tại cuộc gặp với X, Y nêu rõ``)."""

    just: bool
    forum: bool
    opens: bool


def dated(found: Sequence[Candidate], page: Page, lore: Lore) -> list[Candidate]:
    """The events, those without a time given the one they inherit."""
    published = page.scene.published
    anchors = [one for one in found if one.type in _ANCHORS and one.date and one.date.value and _near(one.date.value, published)]
    if not published:
        anchors = [one for one in anchors if one.number < _HEAD and not _outlived(one, page)]
    given = [one if _told(one, published) else _given(one, found, anchors, page, lore) for one in found]
    whole = [_of_the_month(one, given, page, lore) for one in given]
    told = times_told(page)
    return [_shown_by(one, told) for one in whole]


def _shown_by(one: Candidate, told: Mapping[str, list[DateMention]]) -> Candidate:
    """An event with the words that show a time which it inherits, where any do."""
    if one.when is None or "date" in one.evidence or (shown := nearest_time(told, one.when, one.start)) is None:
        return one
    return msgspec.structs.replace(one, evidence={**one.evidence, "date": (shown,)})


def _of_the_month(one: Candidate, found: Sequence[Candidate], page: Page, lore: Lore) -> Candidate:
    """An encounter that nothing dates with the month of the visit it is told to be part of, or of the conference it is beside."""
    if one.date is not None and one.date.value or one.type not in _WITHIN or one.status not in ("held", "planned") or one.remote:
        return one
    during = _is_during(one, page, lore)
    for other in found:
        value = other.when
        whole = other.type == "visit" and (during or _goes_to(one, other)) or other.type == "conference" and other.number == one.number
        if whole and value and len(value) >= 7 and other.status == one.status and set(one.parties) <= set(other.parties):
            return _with(one, value[:7])
    return one


def _goes_to(one: Candidate, visit: Candidate) -> bool:
    """Whether an encounter is what a visitor does next in the same sentence (``đang thăm Lào và gặp Y``)."""
    return one.number == visit.number and visit.start <= one.start and one.type in _MET and not one.noun and one.named != "focus"


def _is_during(one: Candidate, page: Page, lore: Lore) -> bool:
    """Whether the sentence puts an event inside a visit."""
    view = page.views[one.number]
    return lore.once(words).has("during", view.text[: view.at(one.end) + 1])


def _given(one: Candidate, found: Sequence[Candidate], anchors: list[Candidate], page: Page, lore: Lore) -> Candidate:
    """An event that its words do not date with the time of the event it belongs to."""
    own = _back_then(one, page, lore) or _beside(one, found) or _in_a_row(one, found)
    if own:
        return _with(one, own)
    if one.type == "signing" and (is_history(page, page.views[one.number], lore) or _is_remembered(one, page, lore)):
        return one
    view = page.views[one.number]
    if one.strand.startswith(_LETTER) and lore.once(words).has("afterwards", view.text[view.at(one.start) : view.at(one.end)]):
        return one  # X bày tỏ sau khi đã gửi thư: some time before
    shown = _shown(one, page, lore)
    day = main_day(page) if _of_focus(one, page) or shown.opens else None
    return _dated(one, _anchors_for(one, found, anchors, page, lore), page.scene.published, day, shown)


def _is_remembered(one: Candidate, page: Page, lore: Lore) -> bool:
    """Whether an event is told as what an anniversary is of."""
    view = page.views[one.number]
    return is_remembered(view, view.at(one.start), lore.once(words))


def _back_then(one: Candidate, page: Page, lore: Lore) -> str | None:
    """The time told last in the sentence before one of what happened then (``khi đó đã có cuộc hội đàm``)."""
    view = page.views[one.number]
    if one.status != "held" or one.number == 0 or not lore.once(words).has("back_then", view.text[: view.at(one.end) + 1]):
        return None
    dates = [date.value for _, date in page.views[one.number - 1].dates() if date.cls == "date" and date.value]
    return dates[-1] if dates and days(dates[-1]) <= _YEAR else None


def _in_a_row(one: Candidate, found: Sequence[Candidate]) -> str | None:
    """The day of a message told just before another between the same states (``Thủ tướng cũng đã gửi điện mừng``)."""
    if one.type != "message" or one.status != "held":
        return None
    for other in reversed(found):
        near = other.type == "message" and other.start < one.start and one.number - other.number <= _NEXT
        if near and other.parties == one.parties and other.status == "held" and other.date and other.date.value:
            return other.date.value
    return None


def _beside(one: Candidate, found: Sequence[Candidate]) -> str | None:
    """The month of the encounter that the sentence of a conference tells (``đã gặp nhau hôm 7/7 bên lề Hội nghị X``)."""
    if one.type != "conference":
        return None
    dates = [
        other.date.value
        for other in found
        if other.number == one.number and other.type in _WITHIN and other.status == one.status and other.date
    ]
    return next((value[:7] for value in dates if value and len(value) >= 7), None)


def _shown(one: Candidate, page: Page, lore: Lore) -> Shown:
    """What the words of an event show of its time."""
    known, view = lore.once(words), page.views[one.number]
    start, before = view.sentence.start, view.text[: view.at(one.start)]
    return Shown(
        just=known.has("just", page.scene.text[max(start, one.start - _BEFORE) : one.end].lower()),
        forum=one.type == "conference" and known.has("forum_topic", (one.mechanism or "").lower()),
        opens=one.type in _MET and (known.is_only("speaks_at", before) or (not before.strip() and known.starts("meets_first", view.text))),
    )


def _outlived(anchor: Candidate, page: Page) -> bool:
    """Whether the text tells of later years, so that an event cannot be what an undated report is about."""
    year = str(anchor.date and anchor.date.value)[:4]
    return any(date.value and date.value[:4] > year for view in page.views for _, date in view.dates())


def _anchors_for(one: Candidate, found: Sequence[Candidate], anchors: list[Candidate], page: Page, lore: Lore) -> list[Candidate]:
    """The events that may date another: what is said to happen during a visit only by visits told before, however long ago."""
    view = page.views[one.number]
    if not lore.once(words).has("during", view.text[: view.at(one.start) + 1]):
        return anchors
    trips = [
        other
        for other in found
        if other.type == "visit"
        and other.start < one.start
        and set(one.parties) <= set(other.parties)
        and _spans_days(other)
        and (other in anchors or one.number - other.number <= _RECENT)
    ]
    return trips[-1:] or anchors


def _spans_days(one: Candidate) -> bool:
    return bool(one.when and days(one.when) <= _TRIP)


def _told(one: Candidate, published: str | None) -> bool:
    """Whether the words date the event well enough: a visit told under way is not dated by the year of its report."""
    if one.date is None or not one.date.value:
        return False
    vague = len(one.date.value) == 4 and bool(published) and str(published)[:4] == one.date.value
    return not (vague and one.type in _MONTHLY and one.status == "held")


def _of_focus(one: Candidate, page: Page) -> bool:
    return set(one.parties) <= set(page.scene.focus[:2])


def main_day(page: Page) -> str | None:
    """The day that the report is about: the first day named at its head, where it lies in the week before publication."""
    published = page.scene.published
    if not published or len(published) < 7:
        return None
    for view in page.views[:_HEAD]:
        for _, date in view.dates():
            if date.cls == "date" and date.value and len(date.value) == 10:
                age = (interval(published)[1] - interval(date.value)[0]).days
                return date.value if 0 <= age <= (7 if len(published) == 10 else 31) else None
    return None


def _over(anchor: Candidate, published: str | None) -> bool:
    """Whether an event was over when the article appeared: no plan belongs to it."""
    return bool(anchor.date and anchor.date.value and published and interval(anchor.date.value)[1] < interval(published)[0])


def _later(anchor: Candidate, published: str | None) -> bool:
    """Whether an event was yet to begin when the article appeared: no event that was held is dated by it."""
    return bool(anchor.date and anchor.date.value and published and interval(anchor.date.value)[0] > interval(published)[1])


def _near(value: str, published: str | None) -> bool:
    """Whether a time is a matter of days (or as vague as the publication), and of the weeks around that where it is known."""
    if days(value) > 10 and value != published:
        return False
    return not published or len(published) < 7 or abs((interval(value)[0] - interval(published)[0]).days) <= _NEAR_DAYS


def _dated(one: Candidate, anchors: list[Candidate], published: str | None, day: str | None, shown: Shown) -> Candidate:
    if one.remote or one.status in ("proposed", "cancelled"):
        return one
    anchors = [anchor for anchor in anchors if one.status != "held" or not _later(anchor, published)]
    anchors = [anchor for anchor in anchors if anchor.type != "conference" or one.type in ("meeting", "conference")]
    own = [anchor for anchor in anchors if set(one.parties) <= set(anchor.parties) or set(anchor.parties) <= set(one.parties)]
    if one.type in _MONTHLY:
        trips = [anchor for anchor in own if shown.forum and anchor.type == "visit"]
        return _with(one, trips[0].date.value if trips and trips[0].date else _month(one, own, anchors, published))
    if (
        one.strand.startswith(_LETTER)
        and (one.people or one.offices)
        and one.status == "held"
        and published
        and len(published) >= _MONTH_LONG
    ):
        return _with(one, published[:_MONTH_LONG])
    if one.type not in _WITHIN and one.type != "upgrade" and one.strand.partition(" ")[0] not in _SHOWN:
        return one
    if one.type == "meeting" and not own:
        gatherings = [anchor for anchor in anchors if anchor.type == "conference" and days(str(anchor.date and anchor.date.value)) > 0]
        if gatherings and one.named == "clause":
            return _with(one, gatherings[0].date.value if gatherings[0].date else None)
    if not own:
        fallback = day if one.status == "held" else None
        return _with(one, fallback or (published[:7] if one.type == "call" and one.status == "held" and shown.just and published else None))
    if one.status == "planned":
        own = [anchor for anchor in own if not _over(anchor, published)]
        trips = [anchor for anchor in own if anchor.type == "visit"] or [anchor for anchor in own if anchor.status == "planned"] or own
        return _with(one, trips[0].date.value if trips and trips[0].date else None)
    held = [
        anchor for anchor in own if anchor.status == "held" and anchor.type != "visit" and days(str(anchor.date and anchor.date.value)) == 0
    ]
    held = held or [anchor for anchor in own if anchor.status == "held"]
    before = [anchor for anchor in held if anchor.number <= one.number]
    nearest = before[-1] if before else (held[0] if held else None)
    return _with(one, nearest.date.value if nearest and nearest.date else day)


def _month(one: Candidate, own: list[Candidate], anchors: list[Candidate], published: str | None) -> str | None:
    """The month of the report, or of the events beside: when a visit or conference told without a day takes place."""
    if one.type == "visit" and one.status == "planned":
        return None
    for anchor in (*own, *anchors):
        if anchor.status == one.status and anchor.date and anchor.date.value:
            return anchor.date.value[:7]
    return published[:7] if published and len(published) >= 7 else None


def _with(one: Candidate, value: str | None) -> Candidate:
    if value is None:
        return one
    text = one.date.text if one.date else ""
    date = DateMention(start=one.start, end=one.end, value=value, cls="date", text=text, basis="inferred")
    return msgspec.structs.replace(one, date=date)
