"""Sides of what one state does to another: measures, attacks, arms, aid, messages; and of exercises held together.

Guarantees: as for ``frames``: actors of the sentence or what discourse carries over. Who acts and who is acted upon are
told apart; where the words name only one of them nothing is guessed, but for acts toward envoys (``focus`` in the
pattern), where the article's pair tells.

Frames: ``upgrade`` (X lập quan hệ với Y), ``act`` (X does it to Y, Y bị X ...), ``give`` (X gives Y), ``drill`` (X and Y exercise together), ``both_named``, ``send``,
``letter`` and ``convey`` (messages).
"""

import itertools
from collections.abc import Callable

import msgspec

from banggiao.extract.events.candidate import Sides, Trigger
from banggiao.extract.events.clauses import clauses
from banggiao.extract.events.grammar import at_place, closed, listed, objects, opens_after_place, subject
from banggiao.extract.events.widely import pair
from banggiao.extract.events.words import Words
from banggiao.extract.page import View
from banggiao.model.mentions import StateMention
from banggiao.model.scene import Actor, Scene, within

_NEXT = 6
_FIRST = 12
_REACH = 120
_BACK = 90
_PHRASE = 60


def act(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X does it to Y, or Y has it done by X; both must be named."""
    return _done(trigger, scene, known, "act_stop")


def give(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X gives Y: the receiver may also stand in what the gift is for (``để giúp Y``); what is handed to a person is a present."""
    found = _done(trigger, scene, known, "give_stop")
    present = trigger.type == "aid" and known.has("present", trigger.view.text[trigger.start : trigger.end])
    if present and found.right and all(one.kind == "person" for one in found.right):
        return Sides()
    return found if found.all else _given_at_home(trigger, scene, known)


def _given_at_home(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """A state that gives to a province or its people, where no state is named: they are of the outlet's own country."""
    home = scene.home
    view = trigger.view
    if trigger.type != "aid" or home not in scene.focus or not known.has("at_home", view.text[trigger.end : trigger.end + _PHRASE]):
        return Sides()
    left = doers(trigger, known)
    own = [one for one in scene.actors if one.codes == (home,)]
    return Sides(tuple(left), tuple(own[:1]), "focus") if left and own and home not in _codes(left) else Sides()


def _done(trigger: Trigger, scene: Scene, known: Words, stop: str) -> Sides:
    passive = _passive(trigger, known)
    if passive is not None:
        return passive
    stop = str(trigger.means.get("stop", stop))
    left = doers(trigger, known)
    if not left:
        return _decided(trigger, known, stop)
    right = targets(trigger, left, known, stop) or _posted(trigger, left, scene) or _place(trigger, left, known)
    if right:
        return Sides(tuple(left), tuple(right))
    aimed = clauses(known).aimed.match(trigger.view.text, trigger.end)
    return Sides(tuple(left), (), "focus") if trigger.means.get("focus") or aimed else Sides()


def _decided(trigger: Trigger, known: Words, stop: str) -> Sides:
    """``quyết định trục xuất ... của X``: who decided is named after those who are acted upon."""
    text = trigger.view.text
    if not (
        known.ends("deciding", text[max(0, trigger.start - 24) : trigger.start])
        or known.starts("deciding", text[trigger.start : trigger.end])
    ):
        return Sides()
    right = targets(trigger, [], known, stop)
    by = clauses(known).of.match(trigger.view.text, trigger.view.at(right[-1].start) + 1) if right else None
    left = [at_place(trigger.view, by.start("a"))] if by else []
    return Sides(tuple(left), tuple(right)) if left and not _codes(left) & _codes(right) else Sides()


def _place(trigger: Trigger, left: list[Actor], known: Words) -> list[Actor]:
    """The state of a capital right after the verb (``hỗ trợ Viêng Chăn``)."""
    own = _codes(left)
    return [one for one in objects(trigger.view, trigger.end, known, places=True)[:1] if one.codes and not set(one.codes) & own]


def _posted(trigger: Trigger, left: list[Actor], scene: Scene) -> list[Actor]:
    """The state in which an envoy called home is posted, as his office names it (``Đại sứ tại Y``)."""
    own = _codes(left)
    for _, envoy in trigger.view.actors(trigger.start, trigger.end + _NEXT):
        for state in (
            within(scene.mentions.states, envoy.start, envoy.end) if set(envoy.codes) <= own and "ambassador" in envoy.posts else ()
        ):
            if state.code not in own:
                return [Actor(start=state.start, end=state.end, codes=(state.code,), kind="state")]
    return []


def _passive(trigger: Trigger, known: Words) -> Sides | None:
    """The sides of ``Y bị X ...`` and ``Y bị ... bởi X``; None where the words are active."""
    view = trigger.view
    offset = max(0, trigger.start - _BACK)
    before = view.text[offset : trigger.start]
    by = clauses(known).by.search(before)
    if by:
        return _suffered(view, listed(view, offset + by.start("a"), known), offset + by.start(), known)
    bare = clauses(known).bare.search(before)
    if not bare:
        return None
    agent = clauses(known).agent_after.match(view.text, trigger.end)
    return _suffered(view, [at_place(view, agent.start("a"))], offset + bare.start(), known) if agent else Sides()


def _suffered(view: View, agents: list[Actor], at: int, known: Words) -> Sides:
    """The sides of a passive at ``at``: its subject, else the actor named last before it (``máy bay của Y bị ...``)."""
    own = _codes(agents)
    agents = [one for one in agents if view.at(one.start) > at]
    victims = [one for _, one in view.actors(max(0, at - _BACK), at) if one.codes][-1:]
    victims = [one for one in (subject(view, at, known) or victims) if not set(one.codes) & own]
    return Sides(tuple(agents), tuple(victims)) if victims else Sides()


def doers(trigger: Trigger, known: Words) -> list[Actor]:
    """Who acts: the slot ``by``, the subject that a coordinate verb shares, the subject, or the owner of the act (``quyết định của X``)."""
    view = trigger.view
    by = trigger.found.actor("by")
    if by is not None:
        return [by]
    if clauses(known).shared.search(view.text[max(0, trigger.start - 40) : trigger.start]):
        return _opening(view, trigger.start, known)
    thanked = clauses(known).thanked.search(view.text[max(0, trigger.start - _BACK) : trigger.start])
    if thanked:
        return [at_place(view, max(0, trigger.start - _BACK) + thanked.start("a"))]
    found = capital(view, trigger.start, known) or subject(view, trigger.start, known)
    if found:
        first = view.at(found[0].start)
        return (subject(view, first - 1, known) if view.text[first - 1 : first] == "(" else []) or found
    offset = max(0, trigger.start - _BACK)
    owner = clauses(known).owner.search(view.text[offset : trigger.start])
    return [at_place(view, offset + owner.start("a"))] if owner else []


def capital(view: View, at: int, known: Words) -> list[Actor]:
    """A capital that stands right before a verb for its state (``Moskva trục xuất ...``)."""
    before = clauses(known).capital.search(view.text[max(0, at - 40) : at])
    state = view.mentions.get(max(0, at - 40) + before.start("a")) if before else None
    if not isinstance(state, StateMention):
        return []
    return [_of_seat(state)]


def _opening(view: View, at: int, known: Words) -> list[Actor]:
    """The actors that open the clause before ``at``: they are the subject of every verb that follows in it."""
    for place, _ in reversed(view.actors(0, at)):
        actor = at_place(view, place)
        if actor.codes and clauses(known).opens.search(view.text[max(0, place - 40) : place]) and not known.ruled(view.text, place):
            return [one for one in listed(view, place, known) if view.at(one.start) < at]
    return []


def targets(trigger: Trigger, left: list[Actor], known: Words, stop: str) -> list[Actor]:
    """Who is acted upon: the slot ``to``, else the first actor of another state in the verb's phrase, and those listed with it."""
    view = trigger.view
    to = trigger.found.actor("to")
    if to is not None:
        return [to]
    own = _codes(left)
    end = trigger.end + known.first(stop, view.text[trigger.end : trigger.end + _REACH])
    for place, actor in view.actors(trigger.start, end):
        if trigger.type == "measure" and actor.kind == "joint" and len(actor.codes) == len(own) + 1 and own < set(actor.codes):
            return [msgspec.structs.replace(actor, codes=tuple(code for code in actor.codes if code not in own))]
        if actor.codes and not set(actor.codes) & own and not known.ends("through", view.text[max(0, place - 20) : place]):
            return [one for one in closed(view, listed(view, place, known), known) if not set(one.codes) & own]
    seat = clauses(known).seat.search(view.text[trigger.end : end])
    state = view.mentions.get(trigger.end + seat.start("a")) if seat else None
    return [_of_seat(state)] if isinstance(state, StateMention) and state.code not in own else []


def _of_seat(place: StateMention) -> Actor:
    """The state of a capital or city that stands for it."""
    return Actor(start=place.start, end=place.end, codes=(place.code,), kind="state")


def drill(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """Who exercises together: ``X và Y``, ``hai nước``, ``tập trận X - Y``, ``giữa X và Y``, ``X ... với Y``, ``của X với Y``."""
    view, text = trigger.view, trigger.view.text
    chain = clauses(known).chain.match(text, trigger.end)
    if chain:
        return Sides((at_place(view, chain.start("a")), at_place(view, chain.start("b"))))
    between = clauses(known).between.match(text, trigger.end)
    if between:
        named = listed(view, between.start("a"), known)
        return Sides(tuple(named)) if len(_codes(named)) > 1 else Sides()
    if trigger.means.get("hosts"):
        hosts = clauses(known).of.match(text, trigger.end)
        everyone = [*subject(view, trigger.start, known), *(listed(view, hosts.start("a"), known) if hosts else [])]
        return Sides(tuple(everyone)) if len(_codes(everyone)) > 1 else Sides()
    of, with_ = clauses(known).of.match(text, trigger.end), clauses(known).with_.match(text, trigger.end)
    owners = listed(view, of.start("a"), known) if of else []
    left = owners if len(_codes(owners)) > 1 or (with_ and owners) else subject(view, trigger.start, known)
    if with_ and left:
        return Sides((*left, *listed(view, with_.start("a"), known)))
    if len(_codes(left)) < 2 or not (trigger.means.get("loose") or _clear(view, left, trigger.start, known)):
        return Sides()
    return Sides(tuple(left))


def _clear(view: View, left: list[Actor], at: int, known: Words) -> bool:
    """Whether actors may share a verb: joined by a word or opening the sentence, and no clause ends between them and the verb."""
    places = [view.at(one.start) for one in left]
    row = view.text[places[0] : places[-1]]
    return (len(left) == 1 or "," not in row or bool(clauses(known).and_.search(row)) or places[0] < _FIRST) and "," not in view.text[
        places[-1] : at
    ]


def both_named(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """As ``pair``, where the clause itself names both."""
    found = pair(trigger, scene, known)
    return found if found.how in ("clause", "joint") else Sides()


def upgrade(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X thiết lập quan hệ với Y: whoever is named after that is another's; else as ``pair``."""
    view = trigger.view
    partner = clauses(known).partner.match(view.text, trigger.end)
    left = subject(view, trigger.start, known) if partner else []
    if partner and len(_codes(left)) == 1:
        right = [one for one in listed(view, partner.start("a"), known) if not set(one.codes) & _codes(left)]
        if right:
            return Sides(tuple(left), tuple(right))
    return pair(trigger, scene, known)


def send(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """X gửi điện mừng tới Y; without an addressee the article's pair tells."""
    left = doers(trigger, known)
    right = targets(trigger, left, known, "give_stop") if left else []
    several = len(_codes(left)) > 1  # each of them sends its own
    return Sides(tuple(left), tuple(right), each=several) if right else Sides(tuple(left), (), "focus")


def letter(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """``Trong thư chúc mừng Y, X viết``: the sender opens the clause after the letter, or stands before it (``X viết trong thư gửi Y``);
    the addressee, where none is named, is who was spoken of last of the article's states."""
    view = trigger.view
    right = objects(view, trigger.end, known)[:1]
    end = view.at(right[0].start) + 1 if right else trigger.end
    left = subject(view, trigger.start, known) or opens_after_place(view, end, known)[:1]
    left = [one for one in left if one.codes == left[-1].codes]  # who a clause before speaks of may look like the first of a row
    if len(_codes(left)) != 1:
        return Sides()
    if right and set(right[0].codes) & _codes(left):
        return Sides()  # a letter at home
    right = right or _partner(left, view.starts[trigger.start], scene)
    return Sides(tuple(left), tuple(right), "clause" if right and view.sentence.start <= right[0].start else "focus") if right else Sides()


def _partner(left: list[Actor], offset: int, scene: Scene) -> list[Actor]:
    """Who of the state that the article is most about, other than the sender's, was named last before an offset."""
    code = next((code for code in scene.focus if code not in _codes(left)), None)
    return [one for one in scene.actors if one.start < offset and one.codes == (code,) and one.kind in ("person", "office", "state")][-1:]


def convey(trigger: Trigger, scene: Scene, known: Words) -> Sides:
    """Z chuyển lời chúc mừng của X tới Y: the sender is named after the message, the addressee after that."""
    view = trigger.view
    after = [actor for _, actor in view.actors(trigger.start, trigger.end + 120) if actor.codes]
    for one, other in itertools.pairwise(after):
        if not set(one.codes) & set(other.codes):
            return Sides((one,), (other,))
    return Sides(tuple(subject(view, trigger.start, known)), tuple(after[:1]), "focus")


def _codes(actors: list[Actor]) -> set[str]:
    return {code for actor in actors for code in actor.codes}


FRAMES: dict[str, Callable[[Trigger, Scene, Words], Sides]] = {
    "upgrade": upgrade, "act": act, "give": give, "drill": drill, "both_named": both_named, "send": send, "letter": letter, "convey": convey,
}  # fmt: skip
"""The function for each frame."""
