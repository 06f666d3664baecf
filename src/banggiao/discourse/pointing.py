"""What ``nước này`` points at, and who is spoken of without taking part.

Guarantees: an antecedent is an actor of the text before; only the last few are looked at.
"""

import re
from collections.abc import Iterator, Sequence

from banggiao.discourse.candidates import Candidate
from banggiao.discourse.subjects import Heads
from banggiao.discourse.words import Cues
from banggiao.model.scene import Actor
from banggiao.recognise.context import last_word

_RECENT = 12
_PLACE = 60
_NEAR = 24
_ENDS = ".!?:;"


class Pointing:
    """Reads the words beside actors; ``text`` is the text as phrase finders read it."""

    def __init__(self, text: str, bodies: frozenset[str], cues: Cues) -> None:
        self.text, self.bodies, self.cues = text, bodies, cues
        self.located = re.compile(rf"\b(?:{'|'.join(sorted(cues.known['at']))}) (?:[^\s,.;]+ ){{0,5}}[^\s,.;]+, $")

    def acts(self, one: Actor) -> bool:
        """Whether an actor can be a side: no place where something happens, no mediator, nobody who only looks on or is compared with."""
        if self.cues.ends("looking_on", self.text, one.start) or self.cues.opens("mediating", self.text, one.end):
            return False
        if one.kind != "state":
            return True
        bracketed = self.text[max(0, one.start - 1) : one.start] == "(" and self.text[one.end : one.end + 1] == ")"
        if bracketed or one.aside or self.cues.ends("at", self.text, one.start):
            return False
        return not self.text.endswith(", ", 0, one.start) or self.located.search(self.text, max(0, one.start - _PLACE), one.start) is None

    def outsiders(self, one: Candidate, subject: Actor | None, done: Sequence[Actor]) -> tuple[str, ...]:
        """The codes of a third party that addresses both sides (``Lào kêu gọi hai nước ...``)."""
        if not self.cues.ends("urging", self.text, one.start):
            return ()
        caller = subject or next((actor for actor in reversed(done[-2:]) if 0 < one.start - actor.end < _NEAR), None)
        return caller.codes if caller is not None and len(caller.codes) == 1 else ()

    def met(self, one: Actor) -> bool:
        """Whether an actor is named as the one met (``tại cuộc gặp Thủ tướng Lào``, ``tiếp Đại sứ Lào``; ``Với Lào, hai bên``)."""
        if self.text[one.end : one.end + 1] == "," and (size := self.cues.ends("with_first", self.text, one.start)):
            before = self.text[max(0, one.start - size - 3) : one.start - size]
            return not before.strip() or "\n" in before or before.rstrip()[-1] in _ENDS
        return one.kind in ("person", "office") and self.cues.ends("meeting", self.text, one.start) > 0

    def state(self, one: Candidate, heads: Heads, done: Sequence[Actor]) -> Actor | None:
        """The actor whose state ``nước này`` means: of who speaks or acts, else the one named last."""
        at = one.at
        if self.cues.ends("several", self.text, at) or last_word(self.text, at).isdigit():
            return None
        recent = list(self._single(reversed(done[-_RECENT:])))
        last = recent[0] if recent else None
        if heads.opening(one.start):
            return self._sure(heads.previous) or last
        subject = self._sure(heads.subject)
        if last is None or (subject is not None and subject.codes == last.codes):
            return last
        between = self.text[last.end : one.start].lower()
        aimed = self.cues.ends("aimed", self.text, one.start) > 0
        moved = self.cues.ends("moving", self.text, one.start) > 0 and "," not in between
        if moved or between.strip() in self.cues.known["aimed"] or (aimed and self.cues.ends("inner", self.text, last.start)):
            return next((actor for actor in recent if actor.codes != last.codes), last)
        if subject is None or self.cues.ends("asking", self.text, last.start) or self.cues.ends("relative", self.text, one.start):
            return last
        if self.cues.ends("saying", self.text, one.start):
            return subject
        if aimed:
            return next((actor for actor in recent if actor.codes != subject.codes), last)
        return last if self.cues.has("subordinate", between.replace(",", " ")) or last.start < subject.start else subject

    def _single(self, actors: Iterator[Actor]) -> Iterator[Actor]:
        """Of some actors those that stand for one state."""
        return (actor for actor in actors if len(actor.codes) == 1 and actor.codes[0] not in self.bodies)

    def _sure(self, actor: Actor | None) -> Actor | None:
        return actor if actor is not None and len(actor.codes) == 1 and actor.codes[0] not in self.bodies else None
