"""Who a sentence is about: its own subject, and the one that carries over where it names none.

Guarantees: one carried subject for each sentence; it is always an actor of an earlier sentence of a zone that is read.
"""

from collections.abc import Iterator, Sequence

from banggiao.discourse.words import by_role
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Actor, Sentence, within

_HEAD_REACH = 160
_NEAR = 40
_SHORT = 24
_OPENING = ',;:"“–-)'
_QUOTED = ("”,", '",', "”", '"')


class Heads:
    """The subjects of the sentences met so far, as actors are taken in one after the other."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lore: Lore) -> None:
        self.text, self.sentences = text, sentences
        self.small = lore.once(by_role)
        self.number = -1
        self.subject: Actor | None = None
        self.previous: Actor | None = None
        self.topic: Actor | None = None
        self.last: Actor | None = None
        self.first: Actor | None = None
        self.first_before: Actor | None = None

    def enter(self, number: int) -> None:
        """Goes on to a sentence."""
        if number == self.number:
            return
        if self.number >= 0 and number < len(self.sentences) and self.sentences[number].zone in READ_ZONES:
            self.previous = self.subject or self.previous
            self.first_before = self.first if number == self.number + 1 else None
        self.number, self.subject, self.first = number, None, None

    def take(self, actor: Actor) -> None:
        """Takes in the next actor of the sentence."""
        if len(actor.people) == 1:
            self.first, self.last = self.first or actor, actor
        if self.subject is None and self.number < len(self.sentences) and leads(self.text, self.sentences[self.number], actor, self.small):
            self.subject = actor
            if len(actor.people) == 1:
                self.topic = actor

    def opening(self, start: int) -> bool:
        """Whether a place opens the sentence."""
        return not self._own(start).strip(" “\"'‘-–")

    def persons(self, start: int, governed: bool) -> Iterator[Actor]:
        """The actors whom a pronoun at a place is likely to mean, the likeliest first.

        As the subject of a sentence it is whom the text is about; as that of a later clause (``governed``: of what is said)
        whom the sentence is about; elsewhere, and where the speaker stands right before, who was named last.
        """
        before = self._own(start)
        if (
            (len(before) < _SHORT and self.first is None)
            or before.endswith(_QUOTED)
            or before.rsplit(None, 1)[-1].lower() in self.small["clause_before"]
        ):
            return self.topics()
        near = self.last is not None and start - self.last.end < _NEAR and "," not in self.text[self.last.end : start]
        if before[-1] in _OPENING or (governed and not near):
            return _single(self.subject, self.last)
        return _single(self.last, self.subject, self.topic)

    def topics(self) -> Iterator[Actor]:
        """The persons whom the text is about at this place, the likeliest first."""
        return _single(self.subject, self._before(), self.topic, self.last)

    def sure(self) -> Iterator[Actor]:
        """The persons who are the subjects of this sentence and of the one before."""
        return _single(self.subject, self.previous)

    def _own(self, start: int) -> str:
        """What stands before a place in its sentence."""
        return self.text[self.sentences[self.number].start : start].rstrip() if self.number < len(self.sentences) else ""

    def _before(self) -> Actor | None:
        """Whom the sentence before is about: its subject where that is a person, else the first person that it names."""
        return self.previous if self.previous is not None and len(self.previous.people) == 1 else self.first_before


def _single(*actors: Actor | None) -> Iterator[Actor]:
    """Those of some actors that are one person."""
    return (one for one in actors if one is not None and len(one.people) == 1)


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
