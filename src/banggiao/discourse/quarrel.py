"""The two sides of a quarrel that a third state mediates: whom ``hai bên`` means where the quarrel is spoken of.

Guarantees: only what is told before a place counts, and only a pair whose quarrel the text says to be mediated; a sentence
that says nothing of fighting or peace keeps the pair it had.
"""

import re

from banggiao.discourse.pairs import Told
from banggiao.discourse.words import Cues
from banggiao.model.scene import Actor, Sentence
from banggiao.model.spans import Span
from banggiao.recognise.joints import Joints

_MARKS = re.compile(r"[.,;:?!)\"”]")
_BEFORE = 56


class Quarrel:
    """Hears who is reconciled with whom as a text is gone through; ``text`` is the text as phrase finders read it."""

    def __init__(self, text: str, cues: Cues, joints: Joints) -> None:
        self.text, self.cues, self.joints = text, cues, joints
        self.sides: Told = ((), ())

    def hear(self, before: Actor | None, made: Actor) -> None:
        """Takes an actor in, with the one before it (``hòa giải xung đột giữa Lào và Nga``)."""
        codes, start = made.codes, made.start
        spans: tuple[Span, ...] = (Span(made.start, made.end),)
        if before is not None and len(codes) == 1 == len(before.codes) and self.joints.joins("quarrel", self.text, before.end, made.start):
            codes, start, spans = tuple(sorted({*codes, *before.codes})), before.start, (Span(before.start, before.end), *spans)
        if len(codes) != 2 or made.kind not in ("state", "joint"):
            return
        lead = self.text[max(0, start - _BEFORE) : start].lower()
        if self.cues.has("reconciling", lead.rpartition(".")[2]):
            self.sides = codes, spans

    def instead(self, told: Told, sentence: Sentence) -> Told:
        """The pair meant: the sides of the quarrel where the sentence is about it and the pair told mixes one side with a third."""
        sides, codes = set(self.sides[0]), set(told[0])
        if not sides or codes == sides or not codes & sides or len(codes - sides) != 1:
            return told
        return self.sides if self.cues.has("fighting", _MARKS.sub(" ", self.text[sentence.start : sentence.end].lower())) else told
