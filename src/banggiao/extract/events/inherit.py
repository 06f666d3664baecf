"""Times that an event takes from the event it belongs to: the talks of a visit, the signing after the talks.

Guarantees: pure; only events without a time of their own get one, and only from an event between the same parties that
the same article dates, or from the month of its publication; ``inferred`` marks them.
"""

from collections.abc import Sequence

import msgspec

from banggiao.extract.events.candidate import Candidate
from banggiao.model.dates import days, interval
from banggiao.model.mentions import DateMention

_WITHIN = frozenset({"talks", "reception", "meeting", "signing", "ceremony", "session", "call"})
"""Types that happen in the course of a visit or beside another event."""

_MONTHLY = frozenset({"visit", "conference"})
"""Types that are told without a day: the month of the report dates them."""


_ANCHORS = _WITHIN | {"visit", "military", "conference"}
_NEAR_DAYS = 62


def dated(found: Sequence[Candidate], published: str | None) -> list[Candidate]:
    """The events, those without a time given the one they inherit."""
    anchors = [one for one in found if one.type in _ANCHORS and one.date and one.date.value and _near(one.date.value, published)]
    return [one if one.date is not None and one.date.value else _dated(one, anchors, published) for one in found]


def _near(value: str, published: str | None) -> bool:
    """Whether a time is a matter of days, and of the weeks around the publication where that is known."""
    if days(value) > 10:
        return False
    return not published or len(published) < 7 or abs((interval(value)[0] - interval(published)[0]).days) <= _NEAR_DAYS


def _dated(one: Candidate, anchors: list[Candidate], published: str | None) -> Candidate:
    if one.remote or one.status in ("proposed", "cancelled"):
        return one
    own = [anchor for anchor in anchors if set(one.parties) <= set(anchor.parties) or set(anchor.parties) <= set(one.parties)]
    if one.type in _MONTHLY:
        return _with(one, _month(one, own, anchors, published))
    if one.type not in _WITHIN or not own:
        return one
    if one.status == "planned":
        trips = [anchor for anchor in own if anchor.type == "visit"] or [anchor for anchor in own if anchor.status == "planned"] or own
        return _with(one, trips[0].date.value if trips and trips[0].date else None)
    held = [anchor for anchor in own if anchor.status == "held" and anchor.type != "visit" and days(str(anchor.date and anchor.date.value)) == 0]
    held = held or [anchor for anchor in own if anchor.status == "held"]
    before = [anchor for anchor in held if anchor.number <= one.number]
    nearest = before[-1] if before else (held[0] if held else None)
    return _with(one, nearest.date.value if nearest and nearest.date else None)


def _month(one: Candidate, own: list[Candidate], anchors: list[Candidate], published: str | None) -> str | None:
    """The month of the report, or of the events beside: when a visit or conference told without a day takes place."""
    if one.type == "visit" and one.status == "planned":
        return None
    for anchor in (*own, *anchors):
        if anchor.status == "held" and anchor.date and anchor.date.value:
            return anchor.date.value[:7]
    return published[:7] if published and len(published) >= 7 else None


def _with(one: Candidate, value: str | None) -> Candidate:
    if value is None:
        return one
    text = one.date.text if one.date else ""
    date = DateMention(start=one.start, end=one.end, value=value, cls="date", text=text, basis="inferred")
    return msgspec.structs.replace(one, date=date)
