"""Whether an article reports on relations between states: a cheap gate before reading, and a judgement after it.

Guarantees: pure; the gate needs no more than the words and the states of a text, and what it turns away the judgement would
turn away too; the judgement is a sum of weighted signs (table judging/relevance, learned by eval/learn_relevance.py).
"""

from collections.abc import Sequence

import msgspec

from banggiao.extract.signs import signs, words_of
from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.records import Record
from banggiao.model.scene import Scene
from banggiao.recognise.states import find_states

_FEWEST = 2
"""How many different words of relations (vi/relevance) an article on them uses at least."""

_BRIEF = 1500
_PLAIN = frozenset({"message", "visit", "talks", "reception", "credentials", "call"})

BIAS = "bias"


class WeightRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much a sign of ``extract/signs.py`` counts; ``bias`` is what an article without any sign has."""

    sign: str
    weight: float


def weights(lore: Lore) -> dict[str, float]:
    """The weight of each sign (use as ``lore.once(weights)``)."""
    return {row.sign: row.weight for row in lore.rows("judging/relevance", WeightRow)}


def may_be_relevant(cleaned: Cleaned, lore: Lore) -> bool:
    """Whether the text uses words of relations and names a state besides the outlet's own."""
    return len(words_of(cleaned.text, lore)["relations"]) >= _FEWEST and _names_states(cleaned, lore)


def _names_states(cleaned: Cleaned, lore: Lore) -> bool:
    codes: set[str] = set()
    for state in find_states(cleaned.text, lore):
        codes.update(state.codes or (state.code,))
        if len(codes) > 1:
            return True
    return bool(codes - {"VN"})


def about_relations(scene: Scene, records: Sequence[Record], lore: Lore) -> bool:
    """Whether an article with these records is about relations between states."""
    return bool(records) and (_plainly(scene, records, lore) or score(signs(scene, records, lore), lore.once(weights)) >= 0)


def _plainly(scene: Scene, records: Sequence[Record], lore: Lore) -> bool:
    """Whether a report of a few lines tells an act of two states and who did it: so little text shows few signs of anything,
    but it has the words that the gate asks for."""
    if len(scene.text) > _BRIEF or len(words_of(scene.text, lore)["relations"]) < _FEWEST:
        return False
    acts = [record.values for record in records if record.kind == "event" and record.values["type"] in _PLAIN]
    return any(len(act["parties"]) == 2 and act["people"] and act["status"] == "held" for act in acts)


def score(found: dict[str, float], known: dict[str, float]) -> float:
    """The weighted sum of signs: above 0 where an article is likelier than not about relations."""
    return known[BIAS] + sum(known.get(name, 0.0) * value for name, value in found.items())
