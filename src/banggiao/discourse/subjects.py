"""The subject that carries over into a sentence that names none.

Guarantees: one entry for each sentence; it is always an actor of an earlier sentence of a zone that is read.
"""

import re
from collections.abc import Sequence

from banggiao.discourse.words import by_role
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Actor, Sentence, within

_CLAUSE = re.compile(r"[,;:–—-]\s*")
_HEAD_REACH = 160


def subjects(text: str, sentences: Sequence[Sentence], actors: tuple[Actor, ...], lore: Lore) -> tuple[Actor | None, ...]:
    """For each sentence the actor of an earlier one that is its subject where it names none itself."""
    found: list[Actor | None] = []
    current: Actor | None = None
    paragraph = -1
    for sentence in sentences:
        if sentence.zone not in READ_ZONES:
            found.append(None)
            continue
        if sentence.paragraph - paragraph > 1:
            current = current if sentence.zone == "body" else None
        found.append(current)
        own = subject(text, sentence, actors, lore)
        if own is not None:
            current, paragraph = own, sentence.paragraph
    return tuple(found)


def subject(text: str, sentence: Sentence, actors: tuple[Actor, ...], lore: Lore) -> Actor | None:
    """The actor that a sentence itself names as its subject: the first that opens a clause near its head."""
    theirs = lore.once(by_role)["theirs"]
    for actor in within(actors, sentence.start, min(sentence.end, sentence.start + _HEAD_REACH)):
        before = text[sentence.start : actor.start]
        opening = before.rstrip()
        if not opening or opening[-1] in ',;:"“–-)':
            return actor
        last = opening.split()[-1].lower()
        if last in theirs:
            continue
        if last in ("và", "đó", "này", "nay", "qua", "lại", "rằng", "dịp", "phần", "cũng") or last[-1].isdigit():
            return actor
    return None
