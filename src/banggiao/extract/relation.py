"""Between whom: the parties of a relation, document or figure that a sentence names.

Guarantees: codes are distinct, in the order in which the words give them; every code comes with the words that show it
(none only where the article's pair had to be assumed); pure functions of the page.
"""

from collections.abc import Iterable
from itertools import islice

import msgspec
import regex

from banggiao.extract.page import ACTORS, TAGS, Page, View
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

LONGEST = 4000
"""No sentence of a report is longer, in characters of its view."""

WORLD = frozenset({"UN"})
"""Bodies with a code as short as a state's that are hardly ever one of two parties."""

MOST_ACTORS = 2000
"""How many actors are looked through for the first words that name a state."""

_ACTOR = "[" + "".join(TAGS[kind] for kind in ACTORS) + "]"
_AND = r" ?(?:-|–|—|/|,|và|với|cùng|cũng như|, cùng|, và) ?"
_SHORT = rf"(?: ?\({_ACTOR}\))?"
_CHAIN = regex.compile(rf"{_ACTOR}(?:{_SHORT}{_AND}{_ACTOR}){{1,5}}")
_AFTER = regex.compile(
    rf"[ ”\"'’]{{0,3}}(?:, )?(?:(?P<how>giữa|của|với|cùng|cùng với) )?(?P<first>{_ACTOR})(?:{_SHORT}{_AND}{_ACTOR}){{0,4}}"
)


class Parties(msgspec.Struct, frozen=True):
    """Who is bound. ``how``: "named" (beside the words), "joint" (hai nước), "with" (one named, the other known),
    "sentence" (elsewhere in it), "focus" (the article's pair)."""

    codes: tuple[str, ...]
    evidence: tuple[Span, ...]
    how: str

    @property
    def trust(self) -> float:
        """A factor for the confidence of what rests on these parties."""
        return {"named": 1.0, "joint": 0.97, "with": 0.95, "sentence": 0.85, "focus": 0.75}[self.how]


def readable(page: Page) -> list[View]:
    """The sentences of a page that are short enough to be sentences, so that time grows with the text whatever the text."""
    return [view for view in page.views if len(view.text) <= LONGEST]


def _of(actors: Iterable[Actor], how: str) -> Parties | None:
    """The parties that some actors are, None where they are not two at least."""
    codes: dict[str, None] = {}
    evidence: list[Span] = []
    for one in actors:
        codes.update(dict.fromkeys(one.codes))
        evidence += one.evidence or (Span(one.start, one.end),)
    return Parties(tuple(codes), tuple(dict.fromkeys(evidence)), how) if len(codes) >= 2 else None


def all_in(view: View, start: int, end: int) -> Parties | None:
    """All parties that a part of a sentence names, None where they are not two at least."""
    return _of((actor for _, actor in view.actors(start, end)), "named")


def partner(page: Page, code: str) -> str | None:
    """The state that a state alone is most likely spoken of together with: the other of the article's pair, else home."""
    pair = page.scene.focus[:2]
    if code in pair and len(pair) == 2:
        return pair[0] if pair[1] == code else pair[1]
    for other in (page.scene.home, *pair):
        if other and other != code and other in page.scene.focus:
            return other
    return None


def chains(view: View, start: int = 0, end: int | None = None) -> list[tuple[int, int, Parties]]:
    """The runs of actors joined by ``-``, ``và`` and the like that name two parties or more, with their places."""
    found = []
    for match in _CHAIN.finditer(view.text, start, len(view.text) if end is None else end):
        if parties := _of((actor for _, actor in view.actors(*match.span())), "named"):
            found.append((match.start(), match.end(), parties))
    return found


def after(page: Page, view: View, end: int) -> Parties | None:
    """The parties named right after some words: ``giữa A và B``, ``A - B``, ``hai nước``, ``với A``."""
    match = _AFTER.match(view.text, end)
    if match is None:
        return None
    inside = [actor for _, actor in view.actors(*match.span())]
    if found := _of(inside, "joint" if inside[0].kind == "joint" else "named"):
        return found
    if match.group("how") in ("với", "cùng", "cùng với") and len(inside[0].codes) == 1:
        return completed(page, view, inside[0], match.start())
    return None


def completed(page: Page, view: View, actor: Actor, before: int) -> Parties | None:
    """One party with the other found before it in the sentence, or known from the article."""
    for _, other in reversed(view.actors(0, before)):
        if len(other.codes) == 1 and other.codes != actor.codes and other.kind != "joint":
            return _of((other, actor), "with")
    subject = page.scene.subjects[view.number] if view.number < len(page.scene.subjects) else None
    if subject is not None and len(subject.codes) == 1 and subject.codes != actor.codes:
        return _of((subject, actor), "with")
    code = partner(page, actor.codes[0])
    return Parties((code, *actor.codes), named(page, (code,)) + actor.evidence, "with") if code else None


def before(view: View, start: int, floor: int = 0) -> Parties | None:
    """The nearest parties named together before a place in the sentence: ``A - B``, ``hai nước``."""
    runs = [(at, parties) for at, _, parties in chains(view, floor, start)]
    runs += [(at, found) for at, actor in view.actors(floor, start) if (found := _of((actor,), "joint"))]
    return max(runs, key=lambda run: run[0])[1] if runs else None


def between(page: Page, view: View, start: int, end: int) -> Parties:
    """The parties of what is named at ``[start, end)``: named after it, before it, in its sentence, else the article's pair."""
    found = after(page, view, end) or before(view, start) or within_sentence(page, view)
    return found or focus(page)


def within_sentence(page: Page, view: View, start: int = 0, end: int | None = None) -> Parties | None:
    """The parties where the sentence (or a part of it) names just two states, or one of the article's pair."""
    actors = [actor for _, actor in view.actors(start, end) if actor.codes and not actor.aside]
    found = _of(actors, "sentence")
    pair = page.scene.focus[:2]
    if found and len(found.codes) > 2:
        states = [actor for actor in actors if all(len(code) == 2 and code not in WORLD for code in actor.codes)]
        inside = [actor for actor in actors if set(actor.codes) <= set(pair)]
        only = _of(states, "sentence")
        return only if only and len(only.codes) == 2 else _of(inside, "sentence")
    if found is None and actors and len(actors[0].codes) == 1:
        other = partner(page, actors[0].codes[0])
        if other:
            return Parties((*actors[0].codes, other), actors[0].evidence + named(page, (other,)), "sentence")
    return found


def focus(page: Page) -> Parties:
    """The article's own pair (fewer codes where it has none)."""
    codes = page.scene.focus[:2]
    return Parties(codes, named(page, codes), "focus")


def named(page: Page, codes: Iterable[str]) -> tuple[Span, ...]:
    """The first words of the article that name each of some codes."""
    found = []
    for code in codes:
        for actor in islice(page.scene.actors, MOST_ACTORS):
            if code in actor.codes:
                found.append(Span(actor.start, actor.end))
                break
    return tuple(found)
