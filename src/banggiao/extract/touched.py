"""The sectors that an act touches: by its own words, by those set before it, by the offices of who acts, by the title's.

Guarantees: there is always a sector; where no word shows one it is ``politics`` without evidence. Words count as follows:
those of the act itself first, then those before it ("Về kinh tế, ..."); words of the relation as a whole count beside a
sector of its own only where they come first; an act that names nothing ("các nội dung đã trao đổi") is about what the
office of who acts or else the title is about.
"""

import msgspec

from banggiao.extract.page import Page
from banggiao.extract.sectors import DEFAULT, Found, Shown, shown
from banggiao.lore import Lore
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

DEFENCE = "defence_security"
_DEFENCE_POST = "defence"
_GENERAL = frozenset({"head_of_state", "head_of_government", "party_leader", "foreign_minister", "deputy_foreign_minister", "royal"})
"""Offices that speak of the relation as a whole: what they agree without naming it is not the title's one subject."""
_SOFT = frozenset({"multilateral", "maritime", "local_cooperation"})
"""Sectors that are matters of foreign policy themselves: words of the relation beside them always count."""
_OPENING = 3
"""How many of an article's first sentences present who meets."""


class Told(msgspec.Struct, frozen=True):
    """Where an act's words stand: its complement ``body``, whose words from ``aim`` on only say what for; what is set before
    it; and who acts."""

    body: Span
    aim: int
    front: Span | None
    actors: tuple[Actor, ...]


def touched(told: Told, page: Page, lore: Lore) -> Found:
    """The sectors of an act with the words that show them."""
    own = shown(page.scene.text, told.body.start, told.body.end, lore)
    strong = _beyond(own.strong, told, page)
    if not strong and told.front is not None:
        strong = shown(page.scene.text, told.front.start, told.front.end, lore).strong
    defending = _defending(told, page)
    if defending is not None:
        strong = {sector: spans for sector, spans in strong.items() if sector != DEFAULT}
        return strong or {DEFENCE: (Span(defending.start, defending.end),)}
    if strong:
        return strong if DEFAULT in strong else _framed(strong, own, told)
    return own.frame or own.whole or _around(told, page, lore) or own.weak or {DEFAULT: ()}


def _framed(strong: Found, own: Shown, told: Told) -> Found:
    """Sectors with the relation as a whole beside them, where its words are no mere aim and come first."""
    first = min(span.start for spans in strong.values() for span in spans)
    frame = [span for span in own.frame.get(DEFAULT, ()) if span.start < told.aim]
    counts = frame and (frame[0].start < first or set(strong) <= _SOFT)
    return {DEFAULT: tuple(frame), **strong} if counts else strong


def _beyond(found: Found, told: Told, page: Page) -> Found:
    """Sectors without a body that is itself a side: ASEAN's promise to work with a partner is no work within ASEAN."""
    sides = {code for actor in told.actors for code in actor.codes} | set(page.scene.focus[:2])
    own = {(one.start, one.end) for one in page.scene.mentions.states if one.code in sides}
    kept = {sector: tuple(span for span in spans if (span.start, span.end) not in own) for sector, spans in found.items()}
    return {sector: spans for sector, spans in kept.items() if spans}


def _defending(told: Told, page: Page) -> Actor | None:
    """Who of those that act holds an office of defence; of sides that act together, who of those presented does."""
    if holder := next((actor for actor in told.actors if any(_DEFENCE_POST in post for post in actor.posts)), None):
        return holder
    if any(actor.kind != "joint" or _GENERAL & set(actor.posts) for actor in told.actors):
        return None
    read = [one for one in page.scene.sentences if one.zone in ("title", "lead", "body")][:_OPENING]
    presented = [actor for one in read for actor in page.scene.actors_in(one.start, one.end) if actor.posts]
    if not presented or any(_GENERAL & set(actor.posts) for actor in presented):
        return None
    return next((actor for actor in presented if any(_DEFENCE_POST in post for post in actor.posts)), None)


def _around(told: Told, page: Page, lore: Lore) -> Found:
    """The sector of the office of who acts, else those of the title: an act that names nothing of its own is about these."""
    text = page.scene.text
    for actor in told.actors:
        for words in (Span(actor.start, actor.end), *actor.evidence):
            if found := shown(text, words.start, words.end, lore).strong:
                return found
    if any(_GENERAL & set(actor.posts) for actor in told.actors):
        return {}
    title = next((one for one in page.scene.sentences if one.zone == "title"), None)
    found = shown(text, title.start, title.end, lore).strong if title else {}
    return {} if DEFAULT in found else found
