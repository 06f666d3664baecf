"""The grammar of a clause around a verb: its subject, its objects, lists of them.

Guarantees: only actors of the one sentence; a preposition right before an actor takes it out of the subject's place.
"""

import itertools
from functools import cache

import regex

from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.model.mentions import DateMention, StateMention
from banggiao.model.scene import Actor

_TAG = "[" + "".join(TAGS[kind] for kind in ACTORS) + "]"
_ANY = "[" + "".join(TAGS[kind] for kind in (*ACTORS, "place", "body")) + "]"
_CITY = regex.compile(rf"(?P<c>{TAGS['place']})(?:, | \()$")
_ASIDE = regex.compile(r" ?\([^()]{1,12}\)")
_REACH = 150


class Turns:
    """The turns of a clause, compiled with the words of ``vi/events/grammar``. The group ``a`` is an actor.

    ``fill``: the pattern of what may stand before an actor without changing who it is.
    """

    def __init__(self, known: Words) -> None:
        any_of = known.alternation
        bodies = rf"(?:của )?(?:{any_of('institutions')}(?:,| và) ){{1,4}}"
        head = rf"(?:{any_of('head')}(?: cấp cao)?\b(?: {bodies}|[^.;,\ue000-\ue0ff]{{0,70}}?\s))?"
        office = rf"(?:{TAGS['office']} {any_of('several')} )?"
        self.fill = rf"(?:{any_of('filler')} ){{0,6}}{head}{office}"
        self.object = regex.compile(rf"\s*(?:{any_of('to_object')} )?{self.fill}(?P<a>{_ANY})")
        self.place = regex.compile(rf"\s*(?:{any_of('to_place')} )?{self.fill}(?:{any_of('place_noun')} )?(?P<a>{_ANY})")
        self.joint = regex.compile(rf"\s*{any_of('joint')}\s*(?:{any_of('joint_tail')} )?$")
        self.link = regex.compile(rf"\s*{any_of('link')}\s*(?:{any_of('link_tail')}\s)?\s*$")
        self.dated = regex.compile(rf"\s?(?:{any_of('when')} )?(?P<d>{TAGS['date']})")
        self.dated_link = regex.compile(rf"\s?(?:{any_of('when')} )?{TAGS['date']} {any_of('joins')} (?:{any_of('link_tail')} )?")
        self.following = regex.compile(rf"[^.;]{{0,90}}?{any_of('opening_end')}\s*(?P<a>{_TAG})")
        self.town = regex.compile(rf"{any_of('place_noun')} (?:[\w.-]+ ?){{1,4}}, $")
        self.closes = regex.compile(rf"\b{any_of('joins')}\b")
        self.relative = regex.compile(rf"{_TAG}, {any_of('relative')} [^,;.]{{1,100}}$")
        self.adverbs = regex.compile(rf"(?: {any_of('adverb')}){{0,8}}\s*")


@cache
def turns(known: Words) -> Turns:
    """The turns for a set of words, compiled once."""
    return Turns(known)


def opens_after(view: View, last: Actor, known: Words) -> list[Actor]:
    """``Tiếp Đại sứ X, Bộ trưởng Y ...``: the subject that follows an opening clause."""
    return opens_after_place(view, view.at(last.start) + 1, known)


def opens_after_place(view: View, place: int, known: Words) -> list[Actor]:
    """The subject of the clause that follows an opening one which ends at ``place``: one actor, or persons in a list."""
    match = turns(known).following.match(view.text, place)
    found = view.mentions.get(match.start("a")) if match else None
    if match and isinstance(found, Actor) and of_city(view, match.start("a"), found, known):
        match = turns(known).following.match(view.text, match.end())
        found = view.mentions.get(match.start("a")) if match else None
    if match is None or not isinstance(found, Actor):
        return []
    return [found, *(one for one in listed(view, match.start("a"), known)[1:] if found.kind == one.kind == "person")]


def adjacent(view: View, at: int, known: Words) -> list[Actor]:
    """The actor that stands right before a verb at ``at``, adverbs apart, whatever rules it (``mong được đón X sang thăm``)."""
    before = view.actors(max(0, at - 40), at)
    if not before or not turns(known).adverbs.fullmatch(_told_of(view.text[before[-1][0] + 1 : at], known)):
        return []
    found = before[-1][1]
    if not found.codes or found.kind not in ("person", "office"):
        return []
    return [*listed_before(view, before[-1][0], known), found]


def _told_of(gap: str, known: Words) -> str:
    """The words between an actor and its verb, less those that begin a clause about it (``, người đang``)."""
    rest = gap.removeprefix(",")
    return rest if rest == gap or known.starts("told_of", rest) else gap


def listed_before(view: View, place: int, known: Words) -> list[Actor]:
    """The actors that stand in one list before the one at a place (``Tổng thống X, Thủ tướng Y và Chủ tịch Z thăm``)."""
    group: list[Actor] = []
    later = view.mentions[place]
    for at, actor in reversed(view.actors(max(0, place - _REACH), place)):
        if not isinstance(later, Actor) or actor.kind not in ("person", "office") or not actor.codes:
            break
        if not _joined(view.text[at + 1 : place], actor, later, known):
            break
        group.insert(0, actor)
        place, later = at, actor
    return group


def subject(view: View, at: int, known: Words) -> list[Actor]:
    """The actors that are the subject of a verb at ``at``: the nearest one before it that no preposition rules, and those joined to it."""
    before = [(place, actor) for place, actor in view.actors(max(0, at - _REACH), at) if actor.codes or actor.people]
    number = len(before)
    while number:
        number -= 1
        place, actor = before[number]
        gap = view.text[place + 1 : at]
        if ";" in gap or ". " in gap:
            break
        if _is_object(view.text[place + 1 : at], actor, before[:number], known) or of_city(view, place, actor, known):
            continue
        if known.are("forums", actor.codes) or ("," in gap and turns(known).relative.search(view.text[max(0, place - _REACH) : place])):
            continue
        if "spokesperson" in actor.posts or (known.ruled(view.text, place) and not _acts(view, place, at, known)):
            continue
        group = [actor]
        while number and _joined(view.text[before[number - 1][0] + 1 : place], before[number - 1][1], actor, known):
            number -= 1
            place, earlier = before[number]
            group.insert(0, earlier)
        if known.ruled(view.text, place) and len(group) > 1 and not (_acts(view, place, at, known) or _by_all(view, place, group, known)):
            group = _free(group, view, known)
            if not group:
                continue
        return group
    return []


def of_city(view: View, place: int, actor: Actor, known: Words) -> bool:
    """Whether a state only says where a city before it lies (``tại Hamburg, Đức``)."""
    if actor.kind != "state":
        return False
    city = _CITY.search(view.text[max(0, place - 4) : place])
    where = view.mentions.get(max(0, place - 4) + city.start("c")) if city else None
    return (isinstance(where, StateMention) and actor.codes == (where.code,)) or bool(turns(known).town.search(view.text[:place]))


def _is_object(gap: str, actor: Actor, earlier: list[tuple[int, Actor]], known: Words) -> bool:
    """Whether an actor right before a verb is the object of the verb before (``X đến chào Y, hội đàm với Z``): X acts on."""
    if not known.is_only("coordinator", gap) or actor.kind not in ("person", "office"):
        return False
    return any(one.kind in ("person", "office") and not set(one.codes) & set(actor.codes) for _, one in earlier)


def _free(group: list[Actor], view: View, known: Words) -> list[Actor]:
    """The actors of a list after the one that a preposition rules, where a comma parts them (``Nhận lời mời của X, Y thăm``)."""
    first, second = view.at(group[0].start), view.at(group[1].start)
    if len(group) > 2 and all(one.kind == "state" for one in group) and known.ends("rules_all", view.text[max(0, first - 12) : first]):
        return []
    return group[1:] if view.text[first + 1 : second].strip() == "," else []


def _by_all(view: View, place: int, group: list[Actor], known: Words) -> bool:
    """Whether all of a list of states do what is done to a thing (``do X, Y và Z ký``)."""
    return known.ends("done_by", view.text[max(0, place - 6) : place]) and all(actor.kind == "state" for actor in group)


def _acts(view: View, place: int, at: int, known: Words) -> bool:
    """Whether an actor that a preposition rules acts all the same: it leads a party, or owns the subject right before the verb."""
    if known.led(view.text, place):
        return True
    return (
        known.ends("owner_of", view.text[max(0, place - 5) : place])
        and turns(known).adverbs.fullmatch(view.text[place + 1 : at]) is not None
    )


def _joined(between: str, one: Actor, other: Actor, known: Words) -> bool:
    """Whether two actors are one subject: joined by a word, or by a comma where they are of one kind."""
    if not turns(known).joint.fullmatch(between):
        return False
    if one.kind == "office" and other.kind == "state":
        return True
    return one.kind == other.kind or "," not in between or known.has("joins", between)


def objects(view: View, at: int, known: Words, *, places: bool = False) -> list[Actor]:
    """The actors that a verb ending at ``at`` governs (``places``: may be where it leads): the one right after it and those listed on."""
    match = (turns(known).place if places else turns(known).object).match(view.text, at)
    if not match:
        return []
    found: list[Actor] = []
    place = match.start("a")
    while True:
        one = _as_actor(view.mentions[place])
        if one is not None:
            found.append(one)
        later = _next_in_list(view, place, known)
        if later is None or (places and found and at_place(view, later).kind != found[-1].kind):
            return found
        place = later


def _as_actor(mention: object) -> Actor | None:
    if isinstance(mention, Actor):
        return mention
    if isinstance(mention, StateMention):
        codes = tuple(sorted(mention.codes or (mention.code,)))
        return Actor(start=mention.start, end=mention.end, codes=codes, kind="state")
    return None


def _goes_on(view: View, place: int, after: int, known: Words) -> bool:
    """Whether two actors are told in one list: a joining word alone between them, or times of their own (``với X ngày 5/4 và Y ngày 6/4``)."""
    between = view.text[place + 1 : after]
    if turns(known).link.fullmatch(between):
        return True
    return turns(known).dated_link.fullmatch(between) is not None and turns(known).dated.match(view.text, after + 1) is not None


def own_date(view: View, actor: Actor, known: Words) -> DateMention | None:
    """The time right after an actor of the sentence (``gặp X ngày 5/4``)."""
    match = turns(known).dated.match(view.text, view.at(actor.start) + 1)
    found = view.mentions.get(match.start("d")) if match else None
    return found if isinstance(found, DateMention) and found.cls == "date" else None


def listed(view: View, place: int, known: Words) -> list[Actor]:
    """The actor at a place and those listed with it by commas and ``và``."""
    found = [at_place(view, place)]
    while True:
        later = _next_in_list(view, place, known)
        if later is None:
            return found
        place = later
        found.append(at_place(view, place))


def _next_in_list(view: View, place: int, known: Words) -> int | None:
    """Where the next actor of a list stands, a short name in brackets passed over (``Liên minh châu Âu (EU), Anh và Ý``)."""
    aside = _ASIDE.match(view.text, place + 1)
    end = aside.end() if aside else place + 1
    later = next((at for at, actor in view.actors(end, end + 60) if actor.kind != "joint"), None)
    return later if later is not None and _goes_on(view, end - 1, later, known) else None


def at_place(view: View, place: int) -> Actor:
    """The actor whose tag stands at a place of the view."""
    one = view.mentions[place]
    assert isinstance(one, Actor)
    return one


def closed(view: View, named: list[Actor], known: Words) -> list[Actor]:
    """The members of a list up to the one that ``và`` closes it with; of a mere row of commas the first, as the rest may open a clause."""
    for number, (one, other) in enumerate(itertools.pairwise(named)):
        if turns(known).closes.search(view.text[view.at(one.start) + 1 : view.at(other.start)]):
            return named[: number + 2]
    return named[:1]
