"""Where an event took place, as the text says it.

Guarantees: a span of the cleaned text that begins with a capital letter or a word for a building, never within an actor's
own words (``Đại sứ Lào tại Pháp``), never a date, never where only somebody who is named lives or serves.
"""

from bisect import bisect_left

import msgspec
import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import EventWords
from banggiao.extract.page import ACTORS, TAGS, Page
from banggiao.lore import Lore
from banggiao.model.mentions import Mention, StateMention
from banggiao.model.scene import Actor, within
from banggiao.model.spans import Span

_CAP = r"\p{Lu}[\w'’-]*(?:\.[\w'’-]+)*"


_NEXT = 30
_FAR = 160
"""A place told further off, or past words that begin another matter, is another thing's."""

_OWNED = 48
"""How far before a place stands what it belongs to (``đại sứ quán Lào tại Pháp``)."""

_ON_THE_WAY, _NEAR = 110, 60
_TRAVELLED = frozenset({"conference", "session", "talks", "meeting", "ceremony"})
"""What one goes somewhere for."""

_UNSAID = frozenset({"call", "message", "measure"})
"""Types that have no one place."""


class Places(msgspec.Struct, frozen=True):
    """Where a place is said: ``at`` finds it after ``tại``, its name as group p; ``none`` begins what is no place.

    ``other`` finds words that stand between an event and the place of another thing, ``since`` those between a place and an
    event told after it, ``apart`` those that set what comes before the event's own clause apart from it (``sau cuộc gặp ở
    ...,``); ``building`` begins a building's name; ``owner`` ends in what a place after it belongs to; ``goes`` is a
    journey to a place for what is told next; ``stays`` the place right after the words of a visit; ``owned`` what stands before
    its visitors (``chuyến thăm của một tàu Pháp``), ``led`` what stands before where it leads.
    """

    at: regex.Pattern[str]
    none: regex.Pattern[str]
    other: regex.Pattern[str]
    since: regex.Pattern[str]
    apart: regex.Pattern[str]
    building: regex.Pattern[str]
    owner: regex.Pattern[str]
    goes: regex.Pattern[str]
    stays: regex.Pattern[str]
    owned: regex.Pattern[str]
    led: regex.Pattern[str]


def places(lore: Lore) -> Places:
    """The expressions of vi/events/places, compiled (use as ``lore.once(places)``)."""
    known = {
        row.role: "|".join(map(regex.escape, sorted(row.words, key=lambda word: (-len(word), word))))
        for row in lore.rows("vi/events/places", EventWords)
    }
    word = rf"(?:{_CAP}|(?!(?:{known['ends']})\b)\p{{Ll}}+)"
    building = f"(?i:{known['building']})"
    name = rf"(?:(?i:{known['kind']})\s?)?(?P<p>(?:(?i:{known['short']})\s?)?{_CAP}(?:[ -]{_CAP}){{0,4}})"
    venue = rf"(?:(?i:{known['kind']})\s?)?(?P<p>{building}(?:\s{word}){{1,5}}|(?:(?i:{known['short']})\s?)?{_CAP}(?:[ -]{_CAP}){{0,4}})"
    return Places(
        at=regex.compile(rf"\b(?i:{known['at']})\s+{venue}"),
        none=regex.compile(rf"(?i)(?:{known['gathering']}|{known['region']})\b"),
        other=regex.compile(rf"(?<!\w)(?:{known['other']})\b"),
        since=regex.compile(rf"\b(?i:{known['since']})\b"),
        apart=regex.compile(rf"\b(?i:{known['apart']})\b[^,;]*$"),
        building=regex.compile(building),
        owner=regex.compile(rf"\b(?i:(?:{known['seat']})(?:\s[\w.]+){{0,6}}|{known['matter']})\s*$"),
        goes=regex.compile(
            rf"\b(?i:{known['goes']})\s+{name}(?:,? \(?{_CAP}(?:[ -]{_CAP}){{0,3}}\)?)?(?=(?:(?:\s[\w/-]+){{0,7}}?|,)\s+(?i:{known['for']})\b)"
        ),
        stays=regex.compile(rf"\s*(?:(?i:{known['at']}|{known['goes']})\s+)?{name}"),
        led=regex.compile(rf"\b(?:{known['at']}|{known['goes']}) $"),
        owned=regex.compile(rf"(?: \w+){{0,6}} (?:{known['owned']})(?: (?!(?:{known['at']}|{known['goes']})\b)\w+){{0,4}} "),
    )


def place_of(
    trigger: Trigger,
    kind: str,
    page: Page,
    last: int,
    known: Places,
    parties: tuple[str, ...],
    guest: str | None = None,
    name: Span | None = None,
) -> Span | None:
    """The place said with an event of a kind: after ``tại`` in its sentence, nearest to the trigger; for a visit, where it leads."""
    if kind in _UNSAID:
        return None
    if trigger.frame in ("visit", "noun_visit", "invite") or trigger.means.get("strand") == "port":
        return _destination(trigger, page, last, known, parties, guest)
    return _named_after(trigger) or _said(trigger, page, known, name) or _journey(trigger, kind, page, known) or _target(trigger, parties)


def _named_after(trigger: Trigger) -> Span | None:
    """The city that an encounter is named after (``thượng đỉnh Tokyo giữa X và Y``)."""
    place = trigger.view.mentions.get(trigger.end - 1)
    return Span(place.start, place.end) if isinstance(place, StateMention) and place.form == "place" else None


def _said(trigger: Trigger, page: Page, known: Places, name: Span | None) -> Span | None:
    """The place after ``tại`` that is nearest to the trigger and is its own; the words of a gathering's name set nothing apart."""
    view, text = trigger.view, page.scene.text
    start, end = view.sentence.start, view.sentence.end
    here, till = view.starts[trigger.start], view.starts[trigger.end]
    till = max(till, name.end) if name else till
    actors = [actor for actor in within(page.scene.actors, start, end) if actor.kind in ("person", "office")]
    found = [
        _whole(Span(*match.span("p")), page)
        for match in known.at.finditer(text, start, end)
        if not known.none.match(text, match.start("p"))
        and not any(a.start <= match.start() < a.end for a in actors)
        and not known.owner.search(text, max(start, match.start() - _OWNED), match.start())
        and _of(text, start, match.span(), (here, till), known)
    ]
    nearest = min(found, key=lambda span: (abs(span.start - here), span.start), default=None)
    return nearest and _city(nearest, found, text, known)


def _whole(place: Span, page: Page) -> Span:
    """The name of a state whole (``Liên bang Nga``), which need not have a capital in every word."""
    states = page.scene.mentions.states
    at = bisect_left(states, place.start, key=lambda state: state.start)
    named = at < len(states) and states[at].start == place.start
    return Span(place.start, max(place.end, states[at].end)) if named else place


def _city(venue: Span, found: list[Span], text: str, known: Places) -> Span:
    """The city that a building is said to stand in (``tại Cung A ở thành phố B``), else the place itself."""
    if not known.building.match(text, venue.start):
        return venue
    return next((one for one in found if 0 < one.start - venue.end <= _NEXT and not known.building.match(text, one.start)), venue)


def _of(text: str, opens: int, place: tuple[int, int], event: tuple[int, int], known: Places) -> bool:
    """Whether a place is that of the event: no other thing is told between them."""
    if place[0] >= event[1]:
        return place[0] - event[1] <= _FAR and known.other.search(text, event[1], place[0]) is None
    if known.since.search(text, place[1], event[0]):
        return False
    return "," not in text[place[1] : event[0]] or known.apart.search(text, opens, place[0]) is None


def _journey(trigger: Trigger, kind: str, page: Page, known: Places) -> Span | None:
    """Where somebody goes to take part (``sang Lào để dự hội nghị``)."""
    if kind not in _TRAVELLED:
        return None
    view, text = trigger.view, page.scene.text
    here = view.starts[trigger.end]
    found = list(known.goes.finditer(text, max(view.sentence.start, here - _ON_THE_WAY), here))
    if not found or known.none.match(text, found[-1].start("p")):
        return None
    return _whole(Span(*found[-1].span("p")), page)


def _target(trigger: Trigger, parties: tuple[str, ...]) -> Span | None:
    """The state that an attack is told to hit: the first of its parties named after it."""
    if trigger.means.get("strand") != "attack" or trigger.found.has("to"):
        return None
    view = trigger.view
    after = [actor for _, actor in view.actors(trigger.end, trigger.end + _ON_THE_WAY) if actor.kind == "state"]
    hit = next((actor for actor in after if set(actor.codes) <= set(parties)), None)
    return Span(hit.start, hit.end) if hit else None


def _destination(trigger: Trigger, page: Page, last: int, known: Places, parties: tuple[str, ...], guest: str | None) -> Span | None:
    """Where a visit leads: the first state or city after its words, of the parties where several states are visited."""
    view, stop = trigger.view, min(len(trigger.view.text), last + 1)
    named = known.stays.match(page.scene.text, view.starts[trigger.end], view.sentence.end)
    if named and not known.none.match(page.scene.text, named.start("p")) and view.text[view.at(named.start("p"))] not in _TAGGED:
        return Span(*named.span("p"))
    found = [
        view.mentions[at]
        for at in range(trigger.end, max(stop, min(len(view.text), trigger.end + _NEAR)))
        if view.text[at] in (TAGS["state"], TAGS["place"])
        and not known.owned.fullmatch(view.text, trigger.end, at)
        and (at < stop or known.led.search(view.text, trigger.end, at))
    ]
    own = [one for one in found if _codes(one) & set(parties)] or found
    if own:
        return Span(own[0].start, own[0].end)
    return _host(trigger, page, parties, guest) if trigger.frame != "invite" else None


def _host(trigger: Trigger, page: Page, parties: tuple[str, ...], guest: str | None) -> Span | None:
    """The state that a visit leads to by its parties alone, where it is named nearest before the visit, else first."""
    hosts = set(parties) - {guest}
    if guest is None or len(hosts) != 1:
        return None
    here = trigger.view.starts[trigger.start]
    named = [one for one in page.scene.mentions.states if one.form == "name" and one.code in hosts]
    before = [one for one in named if one.start < here]
    found = before[-1:] or named[:1]
    return Span(found[0].start, found[0].end) if found else None


_TAGGED = frozenset(TAGS[kind] for kind in (*ACTORS, "place", "body", "date"))


def _codes(mention: Mention) -> set[str]:
    if isinstance(mention, Actor):
        return set(mention.codes)
    return {mention.code} if isinstance(mention, StateMention) else set()
