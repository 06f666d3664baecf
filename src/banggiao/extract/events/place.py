"""Where an event took place, as the text says it.

Guarantees: a span of the cleaned text that begins with a capital letter or a word for a building, never within an actor's
own words (``Đại sứ Lào tại Pháp``), never a date.
"""

import msgspec
import regex

from banggiao.extract.events.candidate import Trigger
from banggiao.extract.events.words import EventWords
from banggiao.extract.page import TAGS, Page
from banggiao.lore import Lore
from banggiao.model.scene import within
from banggiao.model.spans import Span

_CAP = r"\p{Lu}[\w'’-]*(?:\.[\w'’-]+)*"


class Places(msgspec.Struct, frozen=True):
    """Where a place is said: ``at`` finds it after ``tại``, its name as group p; ``none`` begins what is no place."""

    at: regex.Pattern[str]
    none: regex.Pattern[str]


def places(lore: Lore) -> Places:
    """The expressions of vi/events/places, compiled (use as ``lore.once(places)``)."""
    known = {
        row.role: "|".join(sorted(row.words, key=lambda word: (-len(word), word))) for row in lore.rows("vi/events/places", EventWords)
    }
    word = rf"(?:{_CAP}|(?!(?:{known['ends']})\b)\p{{Ll}}+)"
    building = f"(?i:{known['building']})"
    at = rf"\b(?:{known['at']})\s+(?:(?i:{known['kind']})\s?)?(?P<p>{building}(?:\s{word}){{1,5}}|{_CAP}(?:[ -]{_CAP}){{0,4}})"
    return Places(regex.compile(at), regex.compile(rf"(?i)(?:{known['gathering']})\b"))


def place_of(trigger: Trigger, page: Page, last: int, known: Places) -> Span | None:
    """The place said with the event: after ``tại`` in its sentence, nearest to the trigger; for a visit, where it leads."""
    view, text = trigger.view, page.scene.text
    if trigger.frame in ("visit", "noun_visit", "invite"):
        return _destination(trigger, last)
    start, end = view.sentence.start, view.sentence.end
    here = view.starts[trigger.start]
    actors = [actor for actor in within(page.scene.actors, start, end) if actor.kind in ("person", "office")]
    found = [
        Span(*match.span("p"))
        for match in known.at.finditer(text, start, end)
        if not known.none.match(match.group("p")) and not any(a.start <= match.start() < a.end for a in actors)
    ]
    return min(found, key=lambda span: (abs(span.start - here), span.start)) if found else None


def _destination(trigger: Trigger, last: int) -> Span | None:
    view = trigger.view
    for at in range(trigger.end, min(len(view.text), last + 1)):
        if view.text[at] in (TAGS["state"], TAGS["place"]):
            mention = view.mentions[at]
            return Span(mention.start, mention.end)
    return None
