"""From a trigger to the events it proposes: one for each pair of states.

Guarantees: every candidate has at least two parties; wishes, habits and denials propose nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator

import msgspec
import regex

from banggiao.discourse.actors import bodies
from banggiao.extract.events.candidate import Candidate, Sides, Trigger
from banggiao.extract.events.dating import date_of, founding, narrowed, said_on
from banggiao.extract.events.frames import sides
from banggiao.extract.events.further import further
from banggiao.extract.events.grammar import own_date, subject
from banggiao.extract.events.naming import name_of
from banggiao.extract.events.place import place_of, places
from banggiao.extract.events.principals import offices_of, people_of
from banggiao.extract.events.status import status_of
from banggiao.extract.events.timely import agreed
from banggiao.extract.events.vetoes import CHECKS
from banggiao.extract.events.words import Words, words
from banggiao.extract.page import ACTORS, TAGS, Page, View
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.scene import Actor, Scene
from banggiao.model.spans import Span

_ACTORS = tuple(TAGS[kind] for kind in ACTORS)
_CLAUSES = regex.compile(r"[,;:]")
_FEW = 8
_CLAUSE_END = regex.compile(r"[;:“\"]|\. ")
_ANSWER = 60
_PHONE = 110
_SHIP, _SUMMIT = 170, 24
_ENCOUNTERS = frozenset({"talks", "meeting", "reception", "call"})
_POSTED = frozenset({"ambassador", "consul", "spokesperson"})
"""Offices whose holders live where they serve."""
_MET = _ENCOUNTERS | {"visit"}
"""Types of which a gathering is no side."""
_NAMED = {"clause": 1.0, "joint": 0.9, "carried": 0.8, "focus": 0.55}


def propose(trigger: Trigger, page: Page, lore: Lore) -> Iterator[Candidate]:
    """The events that a trigger tells of."""
    if refusal(trigger, page, lore) is not None:
        return
    found = sides(trigger, page.scene, lore)
    if trigger.frame == "attend":
        codes = tuple(sorted({code for actor in found.all for code in actor.codes}))
        if codes:
            one = _candidate(trigger, found, codes, list(found.all), "clause", page, lore)
            yield msgspec.structs.replace(one, people=()) if _only_tells(trigger, found, lore.once(words)) else one
        return
    if (trigger.means.get("both") and len(found.all) < 2) or _only_judged(trigger, found, lore.once(words)):
        return
    named = trigger.means.get("named")
    if trigger.type == "visit" and (_elsewhere(trigger, found, page.scene.text) or _only_comes(trigger, found, page.scene.text, lore)):
        return
    for parties, members, how in pairs(found, page.scene, trigger.view.starts[trigger.start], lore.once(bodies)):
        if how == "focus" and trigger.type == "visit" and not found.all and _of_others(trigger, parties, page, lore):
            continue
        if trigger.type in _MET and any(lore.once(words).are("forums", (code,)) for code in parties):
            continue
        if not named or how in ("clause", "joint"):
            yield _candidate(trigger, found, parties, members, how, page, lore)


def _of_others(trigger: Trigger, parties: tuple[str, ...], page: Page, lore: Lore) -> bool:
    """Whether who acts around a visit that names nobody is of neither of two states: it is not theirs."""
    carried = page.scene.subjects[trigger.view.number]
    acting = subject(trigger.view, trigger.start, lore.once(words)) or ([carried] if carried is not None else [])
    codes = {code for actor in acting if actor.kind == "person" for code in actor.codes}
    return bool(codes) and not codes & set(parties)


def _elsewhere(trigger: Trigger, found: Sides, source: str) -> bool:
    """Whether a visit that names no state leads to a place that stands for none (``chuyến thăm`` of a province)."""
    if found.how != "focus" or found.right or trigger.view.text[trigger.end : trigger.end + 1] != " ":
        return False
    start = trigger.view.starts[trigger.end + 1] if trigger.end + 1 < len(trigger.view.starts) else len(source)
    return source[start : start + 1].isupper() and trigger.end + 1 not in trigger.view.mentions


def _only_comes(trigger: Trigger, found: Sides, source: str, lore: Lore) -> bool:
    """Whether one who is only said to come is no guest of a state: holds no office that travels, or comes to a house (``tới Bộ Ngoại giao``)."""
    if not trigger.means.get("comes"):
        return False
    travels = any(set(actor.posts) - _POSTED or actor.kind == "office" and not actor.posts for actor in found.left)
    return not travels or any(lore.once(words).starts("premises", source[one.start : one.end].lower()) for one in found.right)


def _only_judged(trigger: Trigger, found: Sides, known: Words) -> bool:
    """Whether several who are named only say what they think of an encounter (``X và Y ủng hộ cuộc gặp``)."""
    several = len({code for actor in found.left for code in actor.codes}) > 1 and not found.right
    return trigger.noun and several and found.how != "joint" and known.ends("thinks_of", trigger.view.text[: trigger.start])


def _goes_on(trigger: Trigger, tail: str, known: Words) -> bool:
    """Whether words of habit leave one event: a measure or attack done again, a gathering in whose course something is done."""
    if trigger.type == "conference":
        return known.ends("busy", tail)
    return (trigger.type == "measure" or trigger.means.get("strand") == "attack") and known.ends("goes_on_acting", tail)


def _only_tells(trigger: Trigger, found: Sides, known: Words) -> bool:
    """Whether who is named only speaks of a gathering (``X cho biết, nhân dịp hội nghị ...``)."""
    view = trigger.view
    before = [view.at(actor.start) for actor in found.left if _inside(actor, view) and view.at(actor.start) < trigger.start]
    return bool(before) and known.says(view.text[max(before) : trigger.start]) and known.starts("occasion", view.text[trigger.start :])


def refusal(trigger: Trigger, page: Page, lore: Lore) -> str | None:
    """Why the words of a trigger are no event - "denied", "habit", "general" - or None where they may be one."""
    known = lore.once(words)
    before = trigger.view.text[max(0, trigger.start - 34) : trigger.start]
    tail = before.rsplit(",", 1)[-1]
    if known.has("negation", known.less("no_negation", tail)[-14:]) or known.has("nobody", before):
        return "denied"
    if trigger.type in _ENCOUNTERS and known.has("unplanned", before):
        return "denied"
    if known.ends("generic", known.less("no_generic", tail)) and not _goes_on(trigger, tail, known):
        return "habit"
    if trigger.type in CHECKS and CHECKS[trigger.type](trigger, tail, known, page.scene.text):
        return "general"
    return None


def pairs(found: Sides, scene: Scene, offset: int, bodies: frozenset[str]) -> Iterator[tuple[tuple[str, ...], list[Actor], str]]:
    """Each set of parties with the actors that make it, and how it was found."""
    if found.each:
        yield from _each(found, bodies)
        return
    left_codes = sorted({code for actor in found.left for code in actor.codes})
    groups: dict[tuple[str, ...], list[Actor]] = {}
    for actor in found.right:
        groups.setdefault(actor.codes, []).append(actor)
    made = False
    for codes, members in groups.items():
        if len(codes) > 1 and members[0].kind == "joint" and not set(codes) & set(left_codes):
            made = made or bool(left_codes)
            yield from ((tuple(sorted({*left_codes, code})), [*found.left, *members], found.how) for code in codes if left_codes)
            continue
        parties = tuple(sorted({*left_codes, *codes}))
        if len(parties) >= 2 and codes:
            made = True
            yield parties, [*found.left, *members], found.how
    if made:
        return
    if len(left_codes) >= 2:
        yield tuple(left_codes), list(found.left), "joint" if len(found.left) == 1 else found.how
        return
    named = set(left_codes) | {code for codes in groups for code in codes}
    focus = _pair_near(scene, offset)
    if len(focus) == 2 and named <= set(focus) and (named or found.how == "focus") and not set(focus) & bodies:
        yield tuple(sorted(focus)), [*found.left, *found.right], "focus"


def _pair_near(scene: Scene, offset: int) -> tuple[str, ...]:
    """The two states that the persons and joint phrases spoken of last before an offset stand for, else the article's pair."""
    last = bisect_left(scene.actors, offset, key=lambda actor: actor.start)
    codes: dict[str, None] = {}
    for actor in reversed(scene.actors[max(0, last - _FEW) : last]):
        if actor.kind == "joint" and len(actor.codes) == 2:
            return actor.codes
        if actor.kind in ("person", "office"):
            codes.update(dict.fromkeys(actor.codes))
    pair = tuple(codes)[:2]
    return tuple(sorted(pair)) if len(pair) == 2 and not set(pair) & set(scene.focus[:2]) else scene.focus[:2]


def _each(found: Sides, bodies: frozenset[str]) -> Iterator[tuple[tuple[str, ...], list[Actor], str]]:
    """One set of parties for each state of the left with each of the right."""
    for guest in dict.fromkeys(code for actor in found.left for code in actor.codes):
        for host in dict.fromkeys(code for actor in found.right for code in actor.codes):
            travelling = [actor for actor in found.left if guest in actor.codes]
            # a body itself does not travel, who speaks for it does
            settled = guest in bodies and all(actor.kind not in ("person", "office") for actor in travelling)
            if guest != host and not settled and host not in bodies:
                yield tuple(sorted((guest, host))), [*travelling, *(actor for actor in found.right if host in actor.codes)], found.how


def _candidate(
    trigger: Trigger, found: Sides, parties: tuple[str, ...], members: list[Actor], how: str, page: Page, lore: Lore
) -> Candidate:
    view, known = trigger.view, lore.once(words)
    before = [view.at(actor.start) for actor in found.left if view.at(actor.start) < trigger.start and _inside(actor, view)]
    status = _status(trigger, max(before, default=-1), page, known)
    kind = _type(trigger, found, known)
    start_at = min([trigger.start, *before])
    last = max([trigger.end, *(view.at(a.start) + 1 for a in members if _inside(a, view))])
    name, number = name_of(trigger, lore)
    date = _each_its_own(found, members, view, known) or date_of(trigger, max(last, view.at(name.end - 1) + 1) if name else last, known)
    if date:
        date = founding(date) if kind == "upgrade" else narrowed(date, known)
    status, date = agreed(trigger, status, date, page.scene.published, known)
    start, end = _quote(trigger, view, members, view.at(date.start) if date else None, last)
    evidence = _evidence(view, trigger, members, date)
    guest = _guest(trigger, found)
    place = place_of(trigger, kind, page, last, lore.once(places), parties, guest, name)
    if place is not None:
        evidence["place"] = (place,)
    if name is not None:
        evidence["mechanism"] = (name,)
        end = max(end, min(name.end, start + 300))
        start = min(start, name.start)
    said, shown = further(trigger, found, kind, known, lore)
    offices, nameless = offices_of(members, page.scene)
    return Candidate(
        type=kind, parties=parties, people=people_of(trigger, members, parties, page.scene, known), status=status, date=date, start=start, end=end,
        number=view.number, zone=view.sentence.zone, pattern=trigger.found.pattern.id, named=how, noun=trigger.noun,
        remote=date is None and (known.has("remote", view.text[max(0, start_at - 30) : last + 30]) or said_on(trigger, known)),
        guest=guest,
        strand=_strand(trigger, found, kind), offices=offices, nameless=nameless,
        place=place.of(page.scene.text) if place else None, mechanism=name.of(page.scene.text) if name else None, ordinal=number,
        confidence=trigger.found.pattern.row.prior * _NAMED[how], evidence={**evidence, **shown}, extra=said,
    )  # fmt: skip


def _each_its_own(found: Sides, members: list[Actor], view: View, known: Words) -> DateMention | None:
    """The time of one of several who are met, where it is told right after each (``gặp X ngày 5/4 và Y ngày 6/4``)."""
    if len({actor.codes for actor in found.right}) < 2 or not all(
        _inside(actor, view) and own_date(view, actor, known) for actor in found.right
    ):
        return None
    return own_date(view, members[-1], known) if members[-1] in found.right else None


def _guest(trigger: Trigger, found: Sides) -> str | None:
    """The state that travels: the visitor's, or that of who is received."""
    side = found.left if trigger.type == "visit" else found.right if trigger.type in ("reception", "ceremony") else ()
    if trigger.found.pattern.id in ("reception-call-on", "reception-greet"):
        side = found.left
    return side[0].codes[0] if side and len(side[0].codes) == 1 else None


def _strand(trigger: Trigger, found: Sides, kind: str) -> str:
    """What sort of act it is and who does it, so that an act and the answer to it stay two."""
    sort = "port" if kind == "military" and trigger.type == "visit" else trigger.means.get("strand")
    if not sort:
        return ""
    if not found.right or found.how != "clause" or kind == "ceremony":
        return str(sort)
    return f"{sort} {'/'.join(sorted({code for actor in found.left for code in actor.codes}))}"


def _type(trigger: Trigger, found: Sides, known: Words) -> str:
    """The type; talks on the margins of a conference are a meeting, the visit of a ship is a port call (SCHEMA.md)."""
    if trigger.type == "visit" and _by_ship(trigger, known):
        return "military"
    if trigger.type == "conference" and _of_two(trigger, found, known):
        return "talks"
    if trigger.means.get("spoken") and known.has("by_phone", _CLAUSE_END.split(trigger.view.text[trigger.end :])[0][:_PHONE]):
        return "call"
    if trigger.type != "talks":
        return trigger.type
    text = trigger.view.text
    return "meeting" if known.has("margins", text[max(0, trigger.start - 140) : trigger.end + 70]) else "talks"


def _of_two(trigger: Trigger, found: Sides, known: Words) -> bool:
    """Whether two states hold a summit that has no name (``X và Y đã tổ chức hội nghị thượng đỉnh tại ...``)."""
    after = trigger.view.text[trigger.end : trigger.end + _SUMMIT]
    both = len({code for actor in found.left for code in actor.codes}) == 2 and all(one.kind in ("state", "joint") for one in found.left)
    rest = after.lstrip().removeprefix(next(iter(known.by_role["summit"]))).lstrip()
    unnamed = known.starts("name_end", rest) or rest[:1] in ("", ".", ",", TAGS["date"])
    return both and known.starts("stages", trigger.view.text[trigger.start :]) and known.starts("summit", after) and unnamed


def _by_ship(trigger: Trigger, known: Words) -> bool:
    """Whether ships travel: they open the clause before the visit or own it, and no person stands in between."""
    text = trigger.view.text
    before = _CLAUSES.split(text[max(0, trigger.start - _SHIP) : trigger.start])
    clause = next((part for part in reversed(before) if any(tag in _ACTORS for tag in part) or known.starts("ship", part)), "")
    owned = text[trigger.end : trigger.end + _SHIP]
    own = known.first("owner_of", owned)
    if own < len(owned) and known.starts("ship", owned[own + 3 :]):
        return True
    return known.starts("ship", clause) and TAGS["person"] not in clause and TAGS["office"] not in clause


def _status(trigger: Trigger, subject_end: int, page: Page, known: Words) -> str:
    """The status by the words of the sentence; an invitation accepted at the start of the next one is a plan."""
    status = status_of(trigger, subject_end, known)
    following = page.views[trigger.view.number + 1 : trigger.view.number + 2]
    if trigger.frame == "invite" and status == "proposed" and following and known.has("accepted", following[0].text[:_ANSWER]):
        return "planned"
    return status


def _inside(actor: Actor, view: View) -> bool:
    return view.sentence.start <= actor.start < view.sentence.end


def _quote(trigger: Trigger, view: View, members: list[Actor], date: int | None, last: int) -> tuple[int, int]:
    """The clause: from the first to the last of the trigger, the actors beside it and its time."""
    places = [view.at(actor.start) for actor in members if _inside(actor, view)]
    if date is not None and not view.text[min(date, last) : max(date, trigger.start)].count(";"):
        places.append(date)
    first = min([trigger.start, *places])
    final = max([last, *(place + 1 for place in places)])
    span = view.span(first, final)
    return span.start, span.end


def _evidence(view: View, trigger: Trigger, members: list[Actor], date: DateMention | None) -> dict[str, tuple[Span, ...]]:
    told = view.span(trigger.start, trigger.end)
    found: dict[str, tuple[Span, ...]] = {
        "type": (told,),
        "status": (told,),
        "parties": tuple(span for actor in members for span in (actor.evidence or (Span(actor.start, actor.end),))),
    }
    people = tuple(Span(actor.start, actor.end) for actor in members if actor.people)
    if people:
        found["people"] = people
    if date is not None:
        found["date"] = (Span(date.start, date.end),)
    return found
