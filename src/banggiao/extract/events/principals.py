"""Principals of an event: those its words name, and those it takes from the event it belongs to (who travels on a visit).

Guarantees: pure; only events without people of their own take some from another, and only from one between the same two
states that the article tells with both of its principals.
"""

from collections.abc import Sequence

import msgspec

from banggiao.extract.events.candidate import Candidate, Trigger
from banggiao.extract.events.words import Words, words
from banggiao.lore import Lore
from banggiao.model.dates import days, interval
from banggiao.model.scene import Actor, Person, Scene

_BOTH = frozenset({"talks", "reception", "meeting"})
_MUTUAL = frozenset({"talks", "call"})
_AT_THE_TOP = frozenset({"head_of_state", "head_of_government", "party_leader"})
_DEEDS = frozenset({"upgrade", "signing"})
_TELLING = frozenset({"talks", "reception", "meeting", "ceremony", "call"})


def people_of(trigger: Trigger, members: Sequence[Actor], parties: tuple[str, ...], scene: Scene, known: Words) -> tuple[str, ...]:
    """The people of the actors, less those of other states where an actor stands for several (``hai bộ trưởng X và Y thăm Z``)."""
    country = {person.name: person.country for person in scene.people}
    shared = {name for actor in members if set(actor.codes) - set(parties) for name in actor.people}
    heads = _leaders(trigger, members, scene, known)
    names = dict.fromkeys(name for actor in members for name in actor.people or heads.get(actor.codes, ()))
    return tuple(name for name in names if name not in shared or country.get(name) in parties)


def offices_of(members: Sequence[Actor], scene: Scene) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """State and post of each office that takes part, those of the named persons included; and those told without a name."""
    nameless = frozenset(
        (actor.codes[0], post)
        for actor in members
        if actor.kind == "office" and not actor.people and len(actor.codes) == 1
        for post in actor.posts
    )
    names = {name for actor in members for name in actor.people}
    held = {
        (person.country, holding.office.post)
        for person in scene.people
        if person.name in names and person.country
        for holding in person.holdings
        if holding.office.post
    }
    return nameless | held, nameless


def _leaders(trigger: Trigger, members: Sequence[Actor], scene: Scene, known: Words) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Whom the leaders of states that act are, where the article names but one of each (``Lãnh đạo Lào - Pháp điện đàm``)."""
    view = trigger.view
    told = [one for one in members if one.kind == "state" and view.sentence.start <= one.start < view.starts[trigger.start]]
    if not told or not known.starts("leader", scene.text[told[0].start : told[0].end].lower()):
        return {}
    heads = {one.codes: tuple(person.name for person in scene.people if _leads(person, one)) for one in told}
    return heads if all(len(names) == 1 for names in heads.values()) else {}


def _leads(person: Person, state: Actor) -> bool:
    return person.country in state.codes and any(holding.office.post in _AT_THE_TOP for holding in person.holdings)


def peopled(found: Sequence[Candidate], scene: Scene, lore: Lore) -> list[Candidate]:
    """The events, those told without people given the principals of the event that they belong to."""
    country = {person.name: person.country for person in scene.people}
    found = [_forgotten(one, scene.published) for one in found]
    told = [one for one in found if one.type in _TELLING and one.status == "held" and len(one.people) == 2]
    known = lore.once(words)
    return [
        _peopled(one, told, country, known.has("summit", scene.text[one.start : one.end].lower()), scene.published)
        if not one.people
        else _paired(one, told)
        for one in found
    ]


def _paired(one: Candidate, told: list[Candidate]) -> Candidate:
    """An encounter told with one of its principals and no other side of its own, with the one that the other is told beside."""
    if one.type not in _MUTUAL or one.status != "held" or len(one.people) != 1 or one.named == "clause" or len(one.parties) != 2:
        return one
    source = next((other for other in told if other.parties == one.parties and set(one.people) < set(other.people)), None)
    return one if source is None else _with(one, source.people, source)


def _with(one: Candidate, people: tuple[str, ...], source: Candidate) -> Candidate:
    return msgspec.structs.replace(one, people=people, evidence={**one.evidence, "people": source.evidence.get("people", ())})


def _of_now(one: Candidate, published: str | None) -> bool:
    """Whether an act is what the article reports: of the days before it appeared."""
    if not one.date or not one.date.value or not published or len(published) < 7 or days(one.date.value) > 10:
        return False
    return (interval(published)[1] - interval(one.date.value)[0]).days in range(32 if len(published) == 7 else 10)


def _forgotten(one: Candidate, published: str | None) -> Candidate:
    """An act of long ago without the people of today's: who praises a document signed years before did not sign it."""
    if one.type not in _DEEDS or not published or not one.date or not one.date.value or one.date.value[:4] >= published[:4]:
        return one
    return msgspec.structs.replace(one, people=())


def _peopled(one: Candidate, told: list[Candidate], country: dict[str, str | None], summit: bool, published: str | None) -> Candidate:
    """The event with the principals of the one told with both; a summit told by its states alone is theirs too."""
    if one.status != "held" or one.remote or len(one.parties) != 2:
        return one
    source = next((other for other in told if other.parties == one.parties), None)
    if source is None:
        return one
    if one.type in _BOTH and (one.named in ("focus", "joint") or summit):
        return _with(one, source.people, source)
    beside = next((other for other in told if other.parties == one.parties and other.number == one.number), None)
    if one.type == "signing" and beside is not None and beside.start <= one.start and _of_now(one, published):
        return _with(one, beside.people, beside)
    if one.type == "upgrade" and _of_now(one, published):
        return _with(one, source.people, source)
    if one.type == "visit":
        guests = tuple(name for name in source.people if country.get(name) and _travels(country[name], one, source))
        if len(guests) == 1:
            return _with(one, guests, source)
    return one


def _travels(code: str | None, visit: Candidate, source: Candidate) -> bool:
    """Whether a principal of that state is the visitor: of the state that travels where told, else the guest of who receives."""
    if visit.guest:
        return code == visit.guest
    return source.guest is not None and code == source.guest
