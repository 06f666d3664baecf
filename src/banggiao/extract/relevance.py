"""Whether an article reports on relations between states: a cheap gate before reading, and a judgement after it.

Guarantees: pure; the gate never looks at more than names of states.
"""

from collections.abc import Iterable

from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.records import Record
from banggiao.recognise.states import find_states

_SURE = {
    "event": 0.5,
    "commitment": 0.6,
    "agreement": 0.6,
    "partnership": 0.6,
    "anniversary": 0.6,
    "mechanism": 0.5,
    "target": 0.6,
    "statistic": 0.7,
}
"""How sure a record of each kind must be to count."""

_FEW = 2
"""How many records between states make an article one on their relations; one very sure event does too."""

_VERY_SURE = 0.68
_SPOKEN, _MANY = 0.6, 3


def may_be_relevant(cleaned: Cleaned, lore: Lore) -> bool:
    """Whether the text names two states at all."""
    codes: set[str] = set()
    for state in find_states(cleaned.text, lore):
        codes.update(state.codes or (state.code,))
        if len(codes) > 1:
            return True
    return bool(codes - {"VN"})


def relevant(records: Iterable[Record]) -> bool:
    """Whether what was found amounts to relations between states: records that bind two of them, not offices and stances alone.

    A single one is enough beside several positions and promises of one side.
    """
    binding, spoken = 0, 0
    for record in records:
        two = len(parties(record)) > 1
        if record.kind in ("stance", "commitment") and record.confidence >= _SPOKEN:
            spoken += 1
        if not two or record.confidence < _SURE.get(record.kind, 2.0):
            continue
        if record.kind == "event" and record.confidence >= _VERY_SURE:
            return True
        binding += 1
    return binding >= _FEW or (binding > 0 and spoken >= _MANY)


def parties(record: Record) -> set[str]:
    """The states and bodies that a record binds, those asked included."""
    named: set[str] = set()
    for field in ("parties", "by", "to"):
        value = record.values.get(field)
        named.update([value] if isinstance(value, str) else value or ())
    return named
