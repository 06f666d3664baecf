"""Sides of events that are told more loosely than encounters: signings, sessions, conferences, upgrades.

Guarantees: as for ``frames``: actors of the sentence or what discourse carries over; a sentence that names one side only
leaves the other to the article's pair, and says so.

Frames: ``pair`` (both sides named before or beside it), ``attend`` (all who are named as attending), ``invite`` (X mời Y thăm X), ``roll`` (X gặp các lãnh đạo, gồm Y và Z), ``noun_with_object`` (lễ đón Y).
"""

import itertools
from collections.abc import Callable

from banggiao.extract.events.candidate import Sides, Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.grammar import at_place, listed, listed_before, objects, of_city, subject
from banggiao.extract.events.words import Words
from banggiao.model.scene import Actor, Scene, within

_BESIDE = 20


def pair(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """Both sides, wherever the sentence names them: ``giữa X và Y``, the subject, ``với Y``, or just two states in it."""
    view = trigger.view
    left = subject(view, trigger.start, known)
    if len(_codes(left)) > 1:
        return Sides(tuple(left), (), "clause" if len(left) > 1 else "joint")
    between = clauses(known).amongst.match(view.text, trigger.end)
    if between:
        named = listed(view, between.start("a"), known)
        if len(_codes(named)) > 1:
            return Sides(tuple(named), (), "clause" if len(named) > 1 else "joint")
    beside = [actor for place, actor in view.actors(trigger.start, trigger.end + 90) if not of_city(view, place, actor, known)]
    with_ = clauses(known).along.match(view.text, trigger.end)
    together = [] if with_ and left and at_place(view, with_.start("a")) in beside[:1] else _two(beside)
    if together:
        return Sides((*_present(trigger, left, _codes(together), known), *together), (), "clause")
    if with_ and left:
        return Sides(tuple(left), tuple(listed(view, with_.start("a"), known)))
    everyone = _two([actor for _, actor in view.actors()])
    if everyone:
        return Sides(tuple(everyone), (), "carried")
    if left or beside:
        return Sides(tuple(left or beside[:1]), (), "focus")
    carried = scene.subjects[view.number]
    return Sides((carried,), (), "focus") if carried is not None else Sides()


def _present(trigger: Trigger, left: list[Actor], codes: set[str], known: Words) -> list[Actor]:
    """The persons of both states who stand in the clause before an act, unless one of them only tells of it."""
    view = trigger.view
    if not left or left[0].kind != "person":
        return []
    first = view.at(left[0].start)
    if known.says(view.text[first + 1 : trigger.start]):
        return []
    return [one for _, one in view.actors(first, trigger.start) if one.kind == "person" and one.codes and set(one.codes) <= codes]


def _two(actors: list[Actor]) -> list[Actor]:
    """The actors, where they are of exactly two states; else the first two that follow each other and are."""
    if len(_codes(actors)) == 2:
        return actors
    for one, other in itertools.pairwise(actors):
        if len(_codes([one, other])) == 2 and other.start - one.end <= 5:
            return [one, other]
    return []


def attend(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """Who attends: the subject, or who is named in the sentence as acting."""
    view = trigger.view
    left = _on_the_occasion(trigger, known) or subject(view, trigger.start, known)
    if not left and trigger.means.get("named"):
        return Sides(tuple(_speaking(trigger, scene, known)), (), "clause")
    if not left:
        left = [
            one for _, one in view.actors() if one.kind in ("person", "office", "joint") and one.codes and "spokesperson" not in one.posts
        ]
    if not left:
        carried = scene.subjects[view.number]
        left = [carried] if carried is not None else []
    if not left and trigger.means.get("told"):
        left = [actor for actor in scene.actors if set(actor.codes) & set(scene.focus[:2])][:2]
    return Sides(tuple(left), (), "clause")


def _speaking(trigger: Trigger, scene: Scene, known: Words) -> list[Actor]:
    """Who speaks at a meeting told without those who attend: the first person of the next sentence, where that is at the meeting."""
    number = trigger.view.number + 1
    if number >= len(scene.sentences):
        return []
    after = scene.sentences[number]
    opening = scene.text[after.start : after.end].lower()
    if not (known.starts("amid", opening) or known.starts("afterwards", opening)):
        return []
    return [one for one in within(scene.actors, after.start, after.end) if one.kind in ("person", "office") and one.codes][:1]


def _on_the_occasion(trigger: Trigger, known: Words) -> list[Actor]:
    """Who is received while attending (``tiếp Y nhân dịp tham dự``): the person right before."""
    view = trigger.view
    before = view.actors(max(0, trigger.start - _BESIDE), trigger.start)
    if not before or before[-1][1].kind not in ("person", "office") or not before[-1][1].codes:
        return []
    if known.ends("calling", view.text[: before[-1][0]]):  # who calls on a host is the one who came for it
        return []
    if not known.is_only("occasion", view.text[before[-1][0] + 1 : trigger.start]):
        return []
    met = known.ends("meeting", view.text[: before[-1][0]])  # both who meet are there
    return [*(subject(view, before[-1][0] - 1, known) if met else []), before[-1][1]]


def invite(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X mời Y sang thăm X, Y nhận lời mời thăm X: the host is where the visit leads, the guest the last actor before of another state."""
    view = trigger.view
    host = objects(view, trigger.end, known, places=True)[:1]
    own = _codes(host)
    named = [(at, actor) for at, actor in view.actors(trigger.start, trigger.end) if actor.codes and not set(actor.codes) & own]
    left = [actor for actor in subject(view, trigger.start, known) if not set(actor.codes) & own]
    guests = [one for one in listed_before(view, named[-1][0], known) if not set(one.codes) & own] + [named[-1][1]] if named else left
    return Sides(tuple(guests), tuple(host), each=bool(guests and host))


def roll(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X gặp lãnh đạo các nước, gồm Y và Z: X has met each of those told."""
    view = trigger.view
    first = trigger.found.actor("first")
    left = subject(view, trigger.start, known)
    if first is None or len(_codes(left)) > 1:
        return Sides()
    if not left:
        carried = scene.subjects[view.number]
        left = [carried] if carried is not None and len(carried.codes) == 1 else []
    right = [one for one in listed(view, view.at(first.start), known) if not set(one.codes) & _codes(left)]
    return Sides(tuple(left), tuple(right)) if left and right else Sides()


def welcome(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X chủ trì lễ đón Y, lễ đón Y do X chủ trì."""
    view = trigger.view
    right = objects(view, trigger.end, known)
    left = subject(view, trigger.start, known)
    if right and not left:
        own = _codes(right)
        left = [actor for _, actor in view.actors(view.at(right[-1].start) + 1) if actor.codes and not set(actor.codes) & own][:1]
    if not right and len(_codes(left)) < 2:
        return pair(trigger, scene, known)
    return Sides(tuple(left), tuple(right))


def _codes(actors: list[Actor]) -> set[str]:
    return {code for actor in actors for code in actor.codes}


BY_FRAME: dict[str, Callable[[Trigger, Scene, Words], Sides]] = {
    "pair": pair,
    "attend": attend,
    "invite": invite,
    "roll": roll,
    "noun_with_object": welcome,
}
"""The function for each frame."""
