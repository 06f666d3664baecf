"""Who takes part in an event: the actors beside the words that tell it, by the grammar of the clause.

Guarantees: only actors of the same sentence, or the one that discourse carries over into it; nothing is guessed from a
bag of names.

Frames: ``verb`` (X tiếp Y: subject before, object right after), ``verb_with`` (X điện đàm với Y, hai bên hội đàm),
``visit`` (X thăm Y), ``noun_with`` (cuộc gặp giữa X và Y, cuộc gặp với Y, cuộc gặp của X), ``noun_visit`` (chuyến thăm Y của
X), ``act`` (X ... against or for Y: aid, measures, attacks), ``pair`` (both sides named anywhere beside it).
"""

import regex

from banggiao.extract.events.candidate import Sides, Trigger
from banggiao.extract.events.words import Words, words
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.lore import Lore
from banggiao.model.mentions import StateMention
from banggiao.model.scene import Actor, Scene

_TAG = "[" + "".join(TAGS[kind] for kind in ACTORS) + "]"
_ANY = "[" + "".join(TAGS[kind] for kind in (*ACTORS, "place", "body")) + "]"
_JOINED = regex.compile(r"\s*(?:,|và|cùng|cùng với|, và|-|–|với)\s*(?:các |cả |phu nhân |những )?$")
_AND = regex.compile(r"\s*(?:,|và|cùng|cùng với|, và|-|–|;)\s*(?:(?:các|cả|với|gặp|tới|người đồng cấp|đồng cấp|tân|cựu)\s)?\s*$")
_FILL = r"(?:các |những |cả |đoàn |vị |ngài |với |cùng |đại diện |nhiều |một số |phái đoàn |tân |cựu |chính |người |hai |lại |riêng )*"
_OBJECT = regex.compile(rf"\s*(?:với |cùng |tới |đến |cho |sang |về |ở |tại |vào |đối với |lên |nhằm vào )?{_FILL}(?P<a>{_ANY})")
_BETWEEN = regex.compile(rf"[^.;]{{0,60}}?\b(?:giữa|của)\s+{_FILL}(?P<a>{_TAG})(?:[^.;,]{{0,40}}?\s(?:và|với|cùng|-)\s{_FILL}(?P<b>{_TAG}))?")
_WITH = regex.compile(rf"[^.;,]{{0,60}}?\b(?:với|cùng)\s+{_FILL}(?P<a>{_TAG})")
_OF = regex.compile(rf"[^.;]{{0,80}}?\b(?:của|do)\s+{_FILL}(?P<a>{_TAG})")
_NEXT = regex.compile(rf"[^.;]{{0,90}}?(?:,|ngày|nay|qua)\s*(?P<a>{_TAG})")
_REACH = 150


def sides(trigger: Trigger, scene: Scene, lore: Lore) -> Sides:
    """The sides of the event that a trigger tells of."""
    known = lore.once(words)
    if trigger.frame == "noun_with":
        return _noun(trigger, scene, known)
    if trigger.frame == "noun_visit":
        return _noun_visit(trigger, scene, known)
    left = subject(trigger.view, trigger.start, known)
    right = objects(trigger.view, trigger.end)
    if trigger.frame == "visit":
        right = right[:1]
    return _completed(trigger, scene, left, right)


def _completed(trigger: Trigger, scene: Scene, left: list[Actor], right: list[Actor]) -> Sides:
    """The sides, the missing one filled from the sentence or the discourse."""
    view = trigger.view
    how = "clause"
    if not left and right:
        left, how = _opens_after(view, right[-1]), "carried"
        if not left:
            carried = scene.subjects[view.number]
            left = [carried] if carried is not None else []
    if left and not right and len(_codes(left)) < 2 and trigger.frame != "visit":
        how = "carried"
    return Sides(tuple(left), tuple(right), how)


def _opens_after(view: View, last: Actor) -> list[Actor]:
    """``Tiếp Đại sứ X, Bộ trưởng Y ...``: the subject that follows an opening clause."""
    match = _NEXT.match(view.text, view.at(last.start) + 1)
    found = view.mentions.get(match.start("a")) if match else None
    return [found] if isinstance(found, Actor) else []


def subject(view: View, at: int, known: Words) -> list[Actor]:
    """The actors that are the subject of a verb at ``at``: the nearest one before it that no preposition rules, and those joined to it."""
    before = [(place, actor) for place, actor in view.actors(max(0, at - _REACH), at) if actor.codes or actor.people]
    for number in range(len(before) - 1, -1, -1):
        place, actor = before[number]
        gap = view.text[place + 1 : at]
        if ";" in gap or ". " in gap:
            break
        if known.ruled(view.text, place) and not known.led(view.text, place):
            continue
        group = [actor]
        while number and _JOINED.fullmatch(view.text[before[number - 1][0] + 1 : place]):
            number -= 1
            place, earlier = before[number]
            group.insert(0, earlier)
        if known.ruled(view.text, place) and len(group) > 1 and not known.led(view.text, place):
            continue
        return group
    return []


def objects(view: View, at: int) -> list[Actor]:
    """The actors that a verb ending at ``at`` governs: the one right after it and those listed on from it."""
    match = _OBJECT.match(view.text, at)
    if not match:
        return []
    found: list[Actor] = []
    place = match.start("a")
    while True:
        one = _as_actor(view.mentions[place])
        if one is not None:
            found.append(one)
        later = [p for p, _ in view.actors(place + 1, place + 60)]
        if not later or not _AND.fullmatch(view.text[place + 1 : later[0]]):
            return found
        place = later[0]


def _as_actor(mention: object) -> Actor | None:
    if isinstance(mention, Actor):
        return mention
    if isinstance(mention, StateMention):
        codes = tuple(sorted(mention.codes or (mention.code,)))
        return Actor(start=mention.start, end=mention.end, codes=codes, kind="state")
    return None


def _noun(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """``cuộc gặp giữa X và Y``, ``cuộc gặp với Y``, ``cuộc gặp của X với Y``, or a noun alone."""
    view, text = trigger.view, trigger.view.text
    between = _BETWEEN.match(text, trigger.end)
    if between and between.group("b"):
        return Sides((_at(view, between.start("a")),), (*_listed(view, between.start("b")),))
    if between and len(_at(view, between.start("a")).codes) > 1:
        return Sides((_at(view, between.start("a")),), (), "joint")
    right = _WITH.match(text, trigger.end)
    objects_ = _listed(view, right.start("a")) if right else []
    left = [_at(view, between.start("a"))] if between else subject(view, trigger.start, known)
    if objects_ and not left:
        left = _opens_after(view, objects_[-1])
    if objects_ and not left:
        carried = scene.subjects[view.number]
        left = [carried] if carried is not None else []
    named = "clause" if objects_ and left else "carried"
    return Sides(tuple(left), tuple(objects_), named)


def _noun_visit(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """``chuyến thăm Y của X``, ``chuyến thăm của X tới Y``, ``X có chuyến thăm Y``."""
    view, text = trigger.view, trigger.view.text
    right = objects(view, trigger.end)[:1]
    by = _OF.match(text, view.at(right[0].start) + 1 if right else trigger.end)
    left = [_at(view, by.start("a"))] if by else []
    if by and not right:
        right = objects(view, by.end("a"))[:1]
    if not left:
        left = subject(view, trigger.start, known)
    return _completed(trigger, scene, left, right)


def _listed(view: View, place: int) -> list[Actor]:
    found = [_at(view, place)]
    while True:
        later = [p for p, _ in view.actors(place + 1, place + 60)]
        if not later or not _AND.fullmatch(view.text[place + 1 : later[0]]):
            return found
        place = later[0]
        found.append(_at(view, place))


def _at(view: View, place: int) -> Actor:
    one = view.mentions[place]
    assert isinstance(one, Actor)
    return one


def _codes(actors: list[Actor]) -> set[str]:
    return {code for actor in actors for code in actor.codes}
