"""Who takes part in an event: the actors beside the words that tell it, by the grammar of the clause.

Guarantees: only actors of the same sentence, or the one that discourse carries over into it; nothing is guessed from a
bag of names.

Frames here: ``verb`` (X tiếp Y: subject before, object right after), ``verb_with`` (X điện đàm với Y, hai bên hội đàm),
``visit`` (X thăm Y), ``noun_with`` (cuộc gặp giữa X và Y, cuộc gặp với Y, cuộc gặp của X), ``noun_visit`` (chuyến thăm Y của
X). The others stand in ``widely`` and ``acts``.
"""

import msgspec

from banggiao.extract.events import acts
from banggiao.extract.events.candidate import Sides, Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.grammar import adjacent, at_place, closed, listed, objects, opens_after, opens_after_place, subject
from banggiao.extract.events.widely import BY_FRAME
from banggiao.extract.events.words import Words, words
from banggiao.lore import Lore
from banggiao.model.scene import Actor, Scene

_ENCOUNTERS = frozenset({"talks", "meeting", "reception", "call"})
_CLOSE, _TOUR = 40, 90
_PAIR = 2


def sides(trigger: Trigger, scene: Scene, lore: Lore) -> Sides:
    """The sides of the event that a trigger tells of."""
    known = lore.once(words)
    if trigger.frame == "noun_with":
        return _noun(trigger, scene, known)
    if trigger.frame == "noun_visit":
        return _noun_visit(trigger, scene, known)
    if trigger.frame in acts.FRAMES:
        return acts.FRAMES[trigger.frame](trigger, scene, known)
    if trigger.frame in BY_FRAME:
        return BY_FRAME[trigger.frame](trigger, scene, known)
    left = _travellers(trigger, known) if trigger.frame == "visit" else subject(trigger.view, trigger.start, known)
    if trigger.frame == "visit" and _only_tells(trigger, left, known):
        return Sides()
    right = objects(trigger.view, trigger.end, known, places=trigger.frame == "visit")
    right = right or (_town(trigger, scene.text, known) if trigger.frame == "visit" else _farther(trigger, known))
    right, speaking = _opening(trigger, right, known)
    left = speaking or left
    host = trigger.found.actor("host") if trigger.frame == "visit" and not right else None
    right = [host] if host else right or _own_land(trigger, scene, known)
    return _completed(trigger, scene, known, left, right)


def _travellers(trigger: Trigger, known: Words) -> list[Actor]:
    """Who travels: who stands right before the verb, or whom the pattern names before an apposition."""
    guest = trigger.found.actor("guest")
    return adjacent(trigger.view, trigger.start, known) or ([guest] if guest else subject(trigger.view, trigger.start, known))


def _own_land(trigger: Trigger, scene: Scene, known: Words) -> list[Actor]:
    """The state whose outlet speaks, where a journey leads to it without its name (``sang thăm nước ta``)."""
    view = trigger.view
    if trigger.frame != "visit" or scene.home is None or not known.starts("own_land", view.text[trigger.end :]):
        return []
    place = view.span(trigger.end, trigger.end + 1)
    return [Actor(start=place.start, end=place.end, codes=(scene.home,), kind="state")]


def _only_tells(trigger: Trigger, left: list[Actor], known: Words) -> bool:
    """Whether a state before a journey only tells of it (``X đưa tin một đoàn tàu đã tới Y``)."""
    view = trigger.view
    return bool(left) and left[-1].kind == "state" and known.says(view.text[view.at(left[-1].start) : trigger.start])


def _town(trigger: Trigger, source: str, known: Words) -> list[Actor]:
    """The state of the town that a journey leads to, named after it (``tới Osaka, Nhật Bản``)."""
    match = clauses(known).town.match(trigger.view.text, trigger.end)
    if not match or not source[trigger.view.starts[match.start("town")]].isupper():
        return []
    return [at_place(trigger.view, match.start("a"))]


def _farther(trigger: Trigger, known: Words) -> list[Actor]:
    """The persons spoken with, named after what is spoken about (``thảo luận về quan hệ hai nước với Ngoại trưởng X``)."""
    if trigger.frame != "verb_with":
        return []
    match = clauses(known).partner_far.match(trigger.view.text, trigger.end)
    return listed(trigger.view, match.start("a"), known) if match else []


def _completed(trigger: Trigger, scene: Scene, known: Words, left: list[Actor], right: list[Actor]) -> Sides:
    """The sides, the missing one filled from the sentence or the discourse."""
    view = trigger.view
    how = "clause"
    if trigger.type in _ENCOUNTERS and left and right and _codes(left) == _codes(right) and len(_codes(left)) == 1:
        found, left = left, _across(trigger, _codes(right), known) or _acting(trigger, right, known)
        if not left and _at_home(found, right):
            return Sides()
        left = left or found
    if not left and right:
        left, how = opens_after(view, right[-1], known), "carried"
        if not left:
            carried = scene.subjects[view.number]
            left = [carried] if carried is not None else []
    if left and not right and len(_codes(left)) < 2 and trigger.frame != "visit":
        how = "carried"
    return Sides(tuple(left), tuple(right), how, each=trigger.type == "visit" and bool(left and right))


def _at_home(left: list[Actor], right: list[Actor]) -> bool:
    """Whether persons meet persons of their own state; an office alone may be another state's that the text leaves unsaid."""
    return all(one.kind == "person" and one.people for one in (*left, *right))


def _across(trigger: Trigger, own: set[str], known: Words) -> list[Actor]:
    """Who meets several of one state in a row (``X chào A, hội đàm với B, hội kiến C``): the nearest before them of another state."""
    view = trigger.view
    for at, actor in reversed(view.actors(0, trigger.start)):
        if actor.kind in ("person", "office") and actor.codes and not set(actor.codes) & own:
            return [] if known.ruled(view.text, at) or ";" in view.text[at : trigger.start] else [actor]
    return []


def _acting(trigger: Trigger, right: list[Actor], known: Words) -> list[Actor]:
    """Who acts in the clause after an encounter of which one of those met tells (``X cho biết trong buổi tiếp Y, Z đã đề nghị``)."""
    if not trigger.noun:
        return []
    return [one for one in opens_after(trigger.view, right[-1], known) if one.kind == "person" and not set(one.codes) & _codes(right)]


def _noun(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """``cuộc gặp giữa X và Y``, ``cuộc gặp với Y``, ``cuộc gặp của X với Y``, or a noun alone."""
    view, text = trigger.view, trigger.view.text
    chain = clauses(known).of_two.match(text, trigger.end)
    if chain:
        return Sides((at_place(view, chain.start("a")),), (at_place(view, chain.start("b")),))
    direct = [] if known.starts("noun_link", text[trigger.end : trigger.end + 8]) else objects(view, trigger.end, known)
    if direct and direct[0].kind == "joint" and len(direct[0].codes) == 2:
        both = [one for one in subject(view, trigger.start, known) if set(one.codes) <= set(direct[0].codes)]
        return Sides((*both, direct[0]), (), "joint")
    if direct:
        direct, speaking = _opening(trigger, direct, known)
        left = speaking or subject(view, trigger.start, known) or opens_after(view, direct[-1], known)
        if left and left[0].kind == "joint":
            return Sides((*left, *direct), (), "joint") if set(direct[0].codes) <= set(left[0].codes) else Sides(tuple(left), (), "joint")
        return _completed(trigger, scene, known, left, direct)
    between = clauses(known).meeting_of.match(text, trigger.end)
    row = closed(view, listed(view, between.start("a"), known), known) if between else []
    if between and len(_codes(row)) > _PAIR and clauses(known).between_all.search(text, trigger.end, between.start("a")):
        return Sides(tuple(row), ())
    if between and between.group("b"):
        others = listed(view, between.start("b"), known)
        if len(others) > 1 and view.text[view.at(others[-2].start) + 1 : view.at(others[-1].start)].strip() == ",":
            others = others[:1]  # who acts in the next clause: the last of a list would be joined by a word
        return Sides((at_place(view, between.start("a")),), tuple(others))
    if between and len(at_place(view, between.start("a")).codes) > 1:
        return Sides((at_place(view, between.start("a")),), (), "joint")
    right = clauses(known).beside.match(text, trigger.end)
    objects_ = listed(view, right.start("a"), known) if right else []
    objects_, speaking = _opening(trigger, objects_, known)
    left = [at_place(view, between.start("a"))] if between else speaking or subject(view, trigger.start, known)
    if objects_ and not left:
        left = opens_after(view, objects_[-1], known)
    if objects_ and not left:
        carried = scene.subjects[view.number]
        left = [carried] if carried is not None else []
    if not objects_ and not left:
        return Sides(tuple(opens_after_place(view, trigger.end, known)), (), "focus")
    objects_ = objects_ or _addressed(trigger, left)
    left = _host_alone(left, objects_, scene)
    named = "clause" if objects_ and left else "carried"
    return Sides(tuple(left), tuple(objects_), named)


def _host_alone(left: list[Actor], others: list[Actor], scene: Scene) -> list[Actor]:
    """Of ``hai bên`` meant for another pair (``Trong cuộc gặp với X, hai bên ...`` in a row of partners) the outlet's own state."""
    pair = left[0] if len(left) == 1 and left[0].kind == "joint" else None
    if pair is None or len(_codes(others)) != 1 or _codes(others) <= set(pair.codes) or scene.home not in pair.codes:
        return left
    return [msgspec.structs.replace(pair, codes=(scene.home,), people=())]


def _opening(trigger: Trigger, found: list[Actor], known: Words) -> tuple[list[Actor], list[Actor]]:
    """The others of an encounter told at a sentence's head, and who acts in the clause after (``Tại cuộc gặp với X, Y cho biết``)."""
    view = trigger.view
    opening = view.text[: trigger.start].strip()
    if len(found) < 2 or (opening and (not known.ends("amid", opening) or view.actors(0, trigger.start))):
        return found, []
    first, last = view.at(found[-2].start), view.at(found[-1].start)
    if view.text[first + 1 : last].strip() != "," or view.text[last + 1 : last + 2] in (",", ";"):
        return found, []
    return found[:-1], found[-1:]


def _addressed(trigger: Trigger, left: list[Actor]) -> list[Actor]:
    """Who is spoken to in the clause before a noun alone (``X nói với Y trong cuộc gặp``): the persons after the subject."""
    if not left:
        return []
    view = trigger.view
    first = view.at(left[-1].start) + 1
    return [one for _, one in view.actors(first, trigger.start) if one.kind == "person" and one.codes and not set(one.codes) & _codes(left)]


def _noun_visit(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """``chuyến thăm Y của X``, ``chuyến thăm của X tới Y``, ``X có chuyến thăm Y``."""
    view, text = trigger.view, trigger.view.text
    right = objects(view, trigger.end, known, places=True)
    by = clauses(known).owned.match(text, view.at(right[0].start) + 1 if right else trigger.end)
    left = [at_place(view, by.start("a"))] if by else []
    if left and right and left[0].kind == "state" and left[0].codes == right[0].codes:
        left = []  # the owner of the town that a visit leads to (``chuyến thăm thủ đô Viêng Chăn của Lào``)
    if by and not right:
        right = objects(view, by.end("a"), known, places=True)
    if not right:
        stops = clauses(known).stops.match(text, trigger.end)
        right = listed(view, stops.start("a"), known) if stops else _toured(trigger, known)
    if not right and not by:
        return Sides(tuple(_travelling(trigger, known)), (), "focus")
    if not left or (right and _codes(left) <= _codes(right)):
        left = subject(view, trigger.start, known) or left
    left, right = _apart(trigger, left, right)
    return _completed(trigger, scene, known, left, right)


def _toured(trigger: Trigger, known: Words) -> list[Actor]:
    """The states that a tour of a stretch of the world leads to, told after its time (``công du châu Á vào tháng 11 tới X và Y``)."""
    view, text = trigger.view, trigger.view.text
    if not known.starts("stretch", text[trigger.end :]):
        return []
    stop = clauses(known).stop_at.search(text, trigger.end, trigger.end + _TOUR)
    place = stop.end() - 1 if stop else -1
    return listed(view, place, known) if isinstance(view.mentions.get(place), Actor) else []


def _apart(trigger: Trigger, left: list[Actor], right: list[Actor]) -> tuple[list[Actor], list[Actor]]:
    """Guest and host of one state set apart: ``nước này`` is the state named before, else who acts in the place is its host."""
    view = trigger.view
    if not left or not right or not _codes(right) <= _codes(left):
        return left, right
    others = [one for _, one in view.actors(0, trigger.start) if one.codes and not set(one.codes) & _codes(right)]
    if not others:
        return left, right
    if right[0].kind == "other":
        return left, others[-1:]
    return [one for one in others if one.kind == "person"][-1:] or left, right


def _travelling(trigger: Trigger, known: Words) -> list[Actor]:
    """Who is said to be on a visit that names neither side (``X đang có chuyến thăm``, ``Trong chuyến công du, X ...``)."""
    view = trigger.view
    before = view.actors(max(0, trigger.start - _CLOSE), trigger.start)
    if before and before[-1][1].kind == "person" and known.ends("is_on", view.text[before[-1][0] + 1 : trigger.start]):
        return [before[-1][1]]
    own = known.has("travels", view.text[trigger.start : trigger.end])
    return [one for one in opens_after_place(view, trigger.end, known) if one.kind == "person"] if own else []


def _codes(actors: list[Actor]) -> set[str]:
    return {code for actor in actors for code in actor.codes}
