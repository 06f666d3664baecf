"""Who stands before a verb as its subject: the actors named together, found by their place in the sentence.

Guarantees: an actor after a preposition or in brackets is no subject; companions ("A và B", "A và tôi") are subjects together.
"""

import msgspec

from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.extract.speech import Verb, Words
from banggiao.model.scene import Actor
from banggiao.model.spans import Span

BEFORE = 24
"""How many characters before a place are looked at for the small words that lead to it."""
GAP_MOST = 160
_ACTOR_TAGS = frozenset(TAGS[kind] for kind in ACTORS)
_FAR = 110
_HEAD = 60
_STOPS = ";.!?:"


class Subject(msgspec.Struct, frozen=True):
    """Who governs a verb: the actors named together; ``at`` is the place of the first in the view, None where carried over."""

    actors: tuple[Actor, ...]
    at: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The states meant, sorted."""
        return tuple(sorted({code for actor in self.actors for code in actor.codes}))

    @property
    def joint(self) -> bool:
        """Whether two states or more act together."""
        return len(self.codes) > 1

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words that show who it is, antecedents included."""
        spans = [span for actor in self.actors for span in (Span(actor.start, actor.end), *actor.evidence)]
        return tuple(dict.fromkeys(spans))


class Subjects(msgspec.Struct, frozen=True):
    """Finds the subjects of the verbs of one sentence."""

    view: View
    words: Words

    def near(self, verb: Verb, floor: int) -> Subject | None:
        """The actor that stands before the verb with nothing but small words between."""
        low = max(floor, verb.start - GAP_MOST)
        for place, actor in reversed(self.view.actors(low, verb.start)):
            if self._short_form(place):
                continue
            if self.words.gap.fullmatch(self.view.text, place + 1, verb.start) is None:
                return None
            if verb.role == "do" and "," in self.view.text[place + 1 : verb.start]:
                return None
            first, actors = self._together(place, actor, low)
            before = self.view.text[max(0, first - BEFORE) : first]
            if len(actors) == 1 and self.view.text[place + 1 : verb.start].count(",") == 1 and not self._opens(first, floor):
                return None
            if first == place and self.words.last.search(before) and "," in self.view.text[place + 1 : verb.start]:
                return None
            if self._ruled(before) or (actor.kind == "state" and self.words.venue.search(self.view.text[:first])):
                return None
            return Subject(actors, first)
        return None

    def far(self, verb: Verb, floor: int) -> Subject | None:
        """An actor that opens the clause, with an adverbial between it and the verb."""
        low = max(floor, verb.start - _FAR, *(self.view.text.rfind(mark, 0, verb.start) + 1 for mark in _STOPS))
        for place, actor in self.view.actors(low, verb.start):
            before = self.view.text[max(0, place - BEFORE) : place]
            if self._ruled(before) or self._short_form(place):
                continue
            if not self.words.opening.search(self.view.text[floor:place]) and not self.words.link.search(before):
                continue
            place, actor = self._begun(place, actor, verb.start)
            return Subject(self._onward(place, actor, verb.start), place)
        return None

    def _begun(self, place: int, actor: Actor, high: int) -> tuple[int, Actor]:
        """The actor behind a comma that a verb in time follows, where the one before it only stands in what leads to it."""
        for later, one in self.view.actors(place + 1, high):
            if self.view.text[:later].endswith(", ") and self.words.past.match(self.view.text, later + 2):
                return later, one
        return place, actor

    def heading(self, verb: Verb) -> Subject | None:
        """The actor near the head of a sentence that names one before a comma, however it is led to ("Một nhóm nghị sĩ Lào ..., đề nghị")."""
        comma = self.view.text.find(",", 0, verb.start)
        for place, actor in self.view.actors(0, min(comma, _HEAD) if comma > 0 else 0):
            if actor.codes and not self._ruled(self.view.text[max(0, place - BEFORE) : place]) and not self._short_form(place):
                return Subject((actor,), place)
        return None

    def _opens(self, first: int, floor: int) -> bool:
        """Whether a clause can begin at a place, so that a comma may part its subject from its verb."""
        before = self.view.text[max(floor, first - GAP_MOST) : first]
        return not before.strip() or self.words.opening.search(before) is not None

    def _ruled(self, before: str) -> bool:
        """Whether a preposition rules an actor, not where a government is told by its head ("chính quyền của ông A")."""
        return self.words.preposition.search(before) is not None and self.words.government.search(before) is None

    def _short_form(self, place: int) -> bool:
        """Whether an actor only gives, in brackets, the short form of the name before it ("Liên minh châu Âu (EU)")."""
        return self.view.text[max(0, place - 3) : place].endswith(" (") and self.view.text[max(0, place - 3)] in _ACTOR_TAGS

    def _onward(self, place: int, actor: Actor, high: int) -> tuple[Actor, ...]:
        """The actor with those that are named after it as its companions."""
        actors = [actor]
        for later, one in self.view.actors(place + 1, high):
            if not self.words.joiner.fullmatch(self.view.text[place + 1 : later].strip()):
                break
            actors.append(one)
            place = later
        return tuple(actors)

    def _together(self, place: int, actor: Actor, low: int) -> tuple[int, tuple[Actor, ...]]:
        """The actor with those that are named before it as its companions ("A và B")."""
        actors = [actor]
        first = place
        for earlier, one in reversed(self.view.actors(low, place)):
            between = self.view.text[earlier + 1 : first].strip()
            if not self.words.joiner.fullmatch(between) or (between == "," and len(actors) < 2 and not _paired(one, actor, earlier)):
                break
            if self.words.preposition.search(self.view.text[max(0, earlier - BEFORE) : earlier]) and between != "và":
                break
            actors.append(one)
            first = earlier
        return first, tuple(reversed(actors))


def _paired(one: Actor, other: Actor, place: int) -> bool:
    """Whether a comma alone joins two: the same sides named twice ("hai Đảng, hai nước"), or two states that open a sentence."""
    if one.kind == other.kind == "joint":
        return one.codes == other.codes
    return place == 0 and one.kind == other.kind == "state" and not set(one.codes) & set(other.codes)
