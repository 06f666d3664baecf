"""Where an event took place, as the text says it.

Guarantees: a span of the cleaned text that begins with a capital letter or a word for a building, never within an actor's
own words (``Đại sứ Lào tại Pháp``), never a date.
"""

import msgspec
import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import EventWords
from banggiao.extract.page import TAGS, Page
from banggiao.lore import Lore
from banggiao.model.mentions import Mention, StateMention
from banggiao.model.scene import Actor, within
from banggiao.model.spans import Span

_CAP = r"\p{Lu}[\w'’-]*(?:\.[\w'’-]+)*"


_NEXT = 30
_FAR = 160
"""A place told further off, or past words that begin another matter, is another thing's."""


class Places(msgspec.Struct, frozen=True):
    """Where a place is said: ``at`` finds it after ``tại``, its name as group p; ``none`` begins what is no place.

    ``other`` finds words that stand between an event and the place of another thing, ``apart`` those that set what comes
    before the event's own clause apart from it (``sau cuộc gặp ở ...,``); ``building`` begins a building's name.
    """

    at: regex.Pattern[str]
    none: regex.Pattern[str]
    other: regex.Pattern[str]
    apart: regex.Pattern[str]
    building: regex.Pattern[str]


def places(lore: Lore) -> Places:
    """The expressions of vi/events/places, compiled (use as ``lore.once(places)``)."""
    known = {
        row.role: "|".join(sorted(row.words, key=lambda word: (-len(word), word))) for row in lore.rows("vi/events/places", EventWords)
    }
    word = rf"(?:{_CAP}|(?!(?:{known['ends']})\b)\p{{Ll}}+)"
    building = f"(?i:{known['building']})"
    at = rf"\b(?:{known['at']})\s+(?:(?i:{known['kind']})\s?)?(?P<p>{building}(?:\s{word}){{1,5}}|{_CAP}(?:[ -]{_CAP}){{0,4}})"
    return Places(
        regex.compile(at),
        regex.compile(rf"(?i)(?:{known['gathering']}|{known['region']})\b"),
        regex.compile(rf"\b(?:{known['other']})\b"),
        regex.compile(rf"\b(?i:{known['apart']})\b[^,;]*$"),
        regex.compile(building),
    )


def place_of(trigger: Trigger, page: Page, last: int, known: Places, parties: tuple[str, ...]) -> Span | None:
    """The place said with the event: after ``tại`` in its sentence, nearest to the trigger; for a visit, where it leads."""
    view, text = trigger.view, page.scene.text
    if trigger.frame in ("visit", "noun_visit", "invite"):
        return _destination(trigger, last, parties)
    start, end = view.sentence.start, view.sentence.end
    here = view.starts[trigger.start]
    actors = [actor for actor in within(page.scene.actors, start, end) if actor.kind in ("person", "office")]
    found = [
        Span(*match.span("p"))
        for match in known.at.finditer(text, start, end)
        if not known.none.match(text, match.start("p"))
        and not any(a.start <= match.start() < a.end for a in actors)
        and _of(text, start, match.span(), (here, view.starts[trigger.end]), known)
    ]
    nearest = min(found, key=lambda span: (abs(span.start - here), span.start), default=None)
    return nearest and _city(nearest, found, text, known)


def _city(venue: Span, found: list[Span], text: str, known: Places) -> Span:
    """The city that a building is said to stand in (``tại Cung A ở thành phố B``), else the place itself."""
    if not known.building.match(text, venue.start):
        return venue
    return next((one for one in found if 0 < one.start - venue.end <= _NEXT and not known.building.match(text, one.start)), venue)


def _of(text: str, opens: int, place: tuple[int, int], event: tuple[int, int], known: Places) -> bool:
    """Whether a place is that of the event: no other thing is told between them."""
    if place[0] >= event[1]:
        return place[0] - event[1] <= _FAR and known.other.search(text, event[1], place[0]) is None
    return "," not in text[place[1] : event[0]] or known.apart.search(text, opens, place[0]) is None


def _destination(trigger: Trigger, last: int, parties: tuple[str, ...]) -> Span | None:
    """Where a visit leads: the first state or city after its words, of the parties where several states are visited."""
    view, stop = trigger.view, min(len(trigger.view.text), last + 1)
    found = [view.mentions[at] for at in range(trigger.end, stop) if view.text[at] in (TAGS["state"], TAGS["place"])]
    own = [one for one in found if _codes(one) & set(parties)] or found
    return Span(own[0].start, own[0].end) if own else None


def _codes(mention: Mention) -> set[str]:
    if isinstance(mention, Actor):
        return set(mention.codes)
    return {mention.code} if isinstance(mention, StateMention) else set()
