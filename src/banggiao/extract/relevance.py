"""Whether an article reports on relations between states: a cheap gate before reading, and a judgement after it.

Guarantees: pure; the gate never looks at more than names of states.
"""

from collections.abc import Iterable

from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.records import Record
from banggiao.recognise.states import find_states

_CORE = frozenset({"event", "commitment", "agreement", "partnership", "anniversary", "mechanism", "target"})


def may_be_relevant(cleaned: Cleaned, lore: Lore) -> bool:
    """Whether the text names two states at all."""
    codes: set[str] = set()
    for state in find_states(cleaned.text, lore):
        codes.update(state.codes or (state.code,))
        if len(codes) > 1:
            return True
    return bool(codes - {"VN"})


def relevant(records: Iterable[Record]) -> bool:
    """Whether what was found amounts to relations between states: more than offices and stances."""
    return any(record.kind in _CORE for record in records)
