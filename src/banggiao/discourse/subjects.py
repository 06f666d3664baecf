"""Who a sentence is about: its own subject, and the one that carries over where it names none.

Guarantees: one carried subject for each sentence; it is always an actor of an earlier sentence of a zone that is read.
"""

import re
from collections.abc import Iterator, Sequence

from banggiao.discourse.words import by_role
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Actor, Sentence, within

_HEAD_REACH = 160
_OPENING = ",;:\"“–-)"
_SPEECH = re.compile(r"[”\"’],? $")


class Heads:
    """The subjects of the sentences met so far, as actors are taken in one after the other."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lore: Lore) -> None:
        self.text, self.sentences = text, sentences
        self.small = lore.once(by_role)
        self.number = -1
        self.subject: Actor | None = None
        self.previous: Actor | None = None
        self.topic: Actor | None = None

    def enter(self, number: int) -> None:
        """Goes on to a sentence."""
        if number == self.number:
            return
        if self.number >= 0 and number < len(self.sentences) and self.sentences[number].zone in READ_ZONES:
            self.previous = self.subject or self.previous
        self.number, self.subject = number, None

    def take(self, actor: Actor) -> None:
        """Takes in the next actor of the sentence."""
        if self.subject is None and self.number < len(self.sentences) and leads(self.text, self.sentences[self.number], actor, self.small):
            self.subject = actor
            if len(actor.people) == 1:
                self.topic = actor

    def opening(self, start: int) -> bool:
        """Whether a place opens the sentence."""
        return self.number < len(self.sentences) and not self.text[self.sentences[self.number].start : start].strip(" “\"'‘-–")

    def persons(self, start: int) -> Iterator[Actor]:
        """The actors that a pronoun or a bare title at a place is likely to stand for: of this sentence, else of those before."""
        for one in (self.subject, self.previous, self.topic):
            if one is not None and one.people:
                yield one


def leads(text: str, sentence: Sentence, actor: Actor, small: dict[str, frozenset[str]]) -> bool:
    """Whether an actor opens a clause near the head of its sentence."""
    if not sentence.start <= actor.start < min(sentence.end, sentence.start + _HEAD_REACH):
        return False
    opening = text[sentence.start : actor.start].rstrip()
    if not opening or opening[-1] in _OPENING:
        return True
    last = opening.rsplit(None, 1)[-1].lower()
    return last not in small["theirs"] and (last in small["before_subject"] or last[-1].isdigit())


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
    small = lore.once(by_role)
    head = within(actors, sentence.start, min(sentence.end, sentence.start + _HEAD_REACH))
    return next((actor for actor in head if leads(text, sentence, actor, small)), None)
