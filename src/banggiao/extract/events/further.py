"""What is told of an event beyond the judged fields: host and guest, rank of a visit, inviter and invitee, carrier, leg.

Guarantees: pure; a field is set only where the sentence says it, and every field comes with the words that show it.
"""

import msgspec
import regex

from banggiao.extract.events.candidate import Sides, Trigger
from banggiao.extract.events.grammar import subject
from banggiao.extract.events.naming import number_of
from banggiao.extract.events.words import EventWords, Words
from banggiao.lore import Lore
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

_RANKED = 40
_GUEST_FIRST = frozenset({"reception-call-on", "reception-greet"})
_LEG = regex.compile(r"phiên (?:thứ )?(?P<n>\w+)")

Further = tuple[dict[str, str | int], dict[str, tuple[Span, ...]]]


class Rank(msgspec.Struct, frozen=True):
    """A rank of visits: its code and the expression that finds its names."""

    code: str
    find: regex.Pattern[str]


def ranks(lore: Lore) -> tuple[Rank, ...]:
    """The ranks, those with longer names first (use as ``lore.once(ranks)``)."""
    rows = lore.rows("vi/events/visit_ranks", EventWords)
    made = [Rank(row.role, regex.compile(r"\b(?:" + "|".join(sorted(row.words, key=len, reverse=True)) + r")\b")) for row in rows]
    longest = {row.role: max(map(len, row.words)) for row in rows}
    return tuple(sorted(made, key=lambda rank: (-longest[rank.code], rank.code)))


def further(trigger: Trigger, found: Sides, kind: str, known: Words, lore: Lore) -> Further:
    """The further fields and their evidence."""
    said: dict[str, str | int] = {}
    shown: dict[str, tuple[Span, ...]] = {}
    host, guest = _sides(trigger, found, kind)
    for field, actors in (("host", host), ("guest", guest), *_invited(trigger, found, known), *_carried(trigger, known)):
        if actors:
            said[field] = name_of_actor(actors[0])
            shown[field] = actors[0].evidence[:1] or (Span(actors[0].start, actors[0].end),)
    if kind == "visit":
        _rank(trigger, said, shown, lore)
    if kind == "session":
        _leg(trigger, said, shown, lore)
    return said, shown


def name_of_actor(actor: Actor) -> str:
    """Who an actor is, in a word: the person's name, else the code of the state."""
    return actor.people[0] if actor.people else "+".join(actor.codes)


def _sides(trigger: Trigger, found: Sides, kind: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Host and guest, where the words tell them apart."""
    if kind == "visit" and found.right:
        return found.right, found.left
    if kind in ("reception", "ceremony") and found.left and found.right:
        if trigger.found.pattern.id in _GUEST_FIRST:
            return found.right, found.left
        return (found.left, found.right) if trigger.frame in ("verb", "noun_with_object") else ((), ())
    return (), ()


def _invited(trigger: Trigger, found: Sides, known: Words) -> list[tuple[str, tuple[Actor, ...]]]:
    """Who invites whom."""
    if trigger.frame != "invite":
        return []
    guests = {code for actor in found.left for code in actor.codes}
    inviting = [actor for actor in subject(trigger.view, trigger.start, known) if not set(actor.codes) & guests]
    return [("inviter", tuple(inviting)), ("invitee", found.left)]


def _carried(trigger: Trigger, known: Words) -> list[tuple[str, tuple[Actor, ...]]]:
    """Who carries a message of somebody else."""
    return [("carrier", tuple(subject(trigger.view, trigger.start, known)))] if trigger.frame == "convey" else []


def _rank(trigger: Trigger, said: dict[str, str | int], shown: dict[str, tuple[Span, ...]], lore: Lore) -> None:
    view = trigger.view
    for rank in lore.once(ranks):
        match = rank.find.search(view.text, trigger.start, min(len(view.text), trigger.end + _RANKED))
        if match:
            said["visit_rank"] = rank.code
            shown["visit_rank"] = (view.span(*match.span()),)
            return


def _leg(trigger: Trigger, said: dict[str, str | int], shown: dict[str, tuple[Span, ...]], lore: Lore) -> None:
    view = trigger.view
    for match in _LEG.finditer(view.text, max(0, trigger.start - _RANKED), min(len(view.text), trigger.end + 3 * _RANKED)):
        number = number_of([match.group("n")], lore)
        if number is not None:
            said["leg"] = number
            shown["leg"] = (view.span(*match.span()),)
            return
