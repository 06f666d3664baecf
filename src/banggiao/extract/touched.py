"""The sectors that an act touches: by its own words, by those set before it, by the offices of who acts, by the article's.

Guarantees: there is always a sector; where no word shows one it is ``politics`` without evidence. Words count as follows:
those of the act itself first, then those before it ("Về kinh tế, ..."); an act that names nothing of its own ("các nội dung
đã trao đổi") is about what the office of who acts or else the title is about.
"""

import msgspec

from banggiao.extract.page import Page
from banggiao.extract.sectors import DEFAULT, Found, shown
from banggiao.lore import Lore
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

DEFENCE = "defence_security"
_DEFENCE_POST = "defence"


class Told(msgspec.Struct, frozen=True):
    """Where an act's words stand: its complement ``body``, what is set before it, the number of its sentence, and who acts."""

    body: Span
    front: Span | None
    sentence: int
    actors: tuple[Actor, ...]


def touched(told: Told, page: Page, lore: Lore) -> Found:
    """The sectors of an act with the words that show them."""
    text = page.scene.text
    own = shown(text, told.body.start, told.body.end, lore)
    strong = own.strong
    if not strong and told.front is not None:
        strong = shown(text, told.front.start, told.front.end, lore).strong
    defending = _defending(told.actors)
    if defending is not None:
        strong = {sector: spans for sector, spans in strong.items() if sector != DEFAULT}
        return strong or {DEFENCE: (Span(defending.start, defending.end),)}
    if strong or own.frame:
        return strong or own.frame
    return _around(told, page, lore) or own.weak or {DEFAULT: ()}


def _defending(actors: tuple[Actor, ...]) -> Actor | None:
    """The first of the actors who holds an office of defence."""
    return next((actor for actor in actors if any(_DEFENCE_POST in post for post in actor.posts)), None)


def _around(told: Told, page: Page, lore: Lore) -> Found:
    """The sector of the office of who acts, else of the title."""
    text = page.scene.text
    for actor in told.actors:
        if found := shown(text, actor.start, actor.end, lore).strong:
            return found
    return {}
