"""Places that an event takes from the event it belongs to: talks from the visit, documents signed from the talks.

Guarantees: pure; only what took place and is told without a place of its own takes one, and only from an event of the same
time between the same states; the place's own words stay its evidence.
"""

from collections.abc import Sequence

import msgspec

from banggiao.extract.events.candidate import Candidate
from banggiao.extract.events.words import Words, words
from banggiao.extract.page import Page
from banggiao.lore import Lore
from banggiao.model.dates import contains, days

_MET = frozenset({"talks", "meeting", "reception"})
_MEETINGS = frozenset({"talks", "session"})
_MONTH = 31
_NEXT = 2
"""How many sentences after talks documents are that were signed at their end, where the words do not say so."""


def placed(found: Sequence[Candidate], page: Page, lore: Lore) -> list[Candidate]:
    """The events, those told without a place given that of the event they belong to."""
    return [_placed(one, found, page, lore) for one in found]


def _placed(one: Candidate, found: Sequence[Candidate], page: Page, lore: Lore) -> Candidate:
    if one.place or one.status != "held" or one.remote:
        return one
    source = None
    if one.type == "signing":
        source = _signed_after(one, found, page.views[one.number].text, lore.once(words))
    elif one.type in _MET and not lore.once(words).has("margins", page.views[one.number].text):
        source = _within(one, found, "visit") or _within(one, found, "conference")
    if source is None or not source.place:
        return one
    return msgspec.structs.replace(one, place=source.place, evidence={**one.evidence, "place": source.evidence.get("place", ())})


def _within(one: Candidate, found: Sequence[Candidate], kind: str) -> Candidate | None:
    """The event of a kind between whose days an encounter lies, the one of its own sentence where that tells of one.

    Of those who met one need only attend a gathering; where events of several places may be meant there is none.
    """
    held = [other for other in found if other.type == kind and other.status == "held" and _joins(one, other)]
    held = [other for other in held if other.number == one.number] or held
    held = [other for other in held if other.place and _covers(other, one)]
    return held[0] if len({other.place for other in held}) == 1 else None


def _joins(one: Candidate, other: Candidate) -> bool:
    """Whether those who meet take part in the other event too; who receives a guest is not the one who travels."""
    if one.guest and other.guest and one.guest != other.guest:
        return False
    if other.type == "conference":
        return bool(set(one.parties) & set(other.parties))
    return set(one.parties) <= set(other.parties)


def _covers(whole: Candidate, part: Candidate) -> bool:
    """Whether an event is told to have taken place in the days of another."""
    return bool(whole.when and part.when and days(whole.when) <= _MONTH and contains(whole.when, part.when))


def _signed_after(one: Candidate, found: Sequence[Candidate], told: str, known: Words) -> Candidate | None:
    """The talks or session told before, of the same day, at whose end documents were signed."""
    at_it = known.starts("amid", told) or known.starts("afterwards", told)
    before = [
        other
        for other in found
        if other.type in _MEETINGS
        and other.status == "held"
        and other.place
        and other.parties == one.parties
        and (at_it or one.number - other.number <= _NEXT)
        and other.start < one.start
        and _covers(other, one)
    ]
    return before[-1] if before else None
