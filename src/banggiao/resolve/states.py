"""Which states a record is about.

Guarantees: what a record states depends on nothing but the record; the states added by context are those of the pair that the article's
other records speak of most, and never replace what the record states.
"""

from collections import Counter
from itertools import combinations

from banggiao.model import Reading, Record
from banggiao.resolve.values import States

_STATE_FIELDS = {"post": ("country",), "commitment": ("by", "to"), "stance": ("by",), "role": ("country",)}
_BY_CONTEXT = ("commitment", "stance")
_MANY = 6


def states_of(reading: Reading) -> list[tuple[Record, States]]:
    """The reading's records in order, each with its states."""
    pairs = _pairs(reading)
    return [(record, _states(record, pairs)) for record in reading.records]


def stated(record: Record) -> tuple[str, ...]:
    """The states that a record names, sorted."""
    codes: set[str] = set()
    for field in _STATE_FIELDS.get(record.kind, ("parties",)):
        value = record.values.get(field)
        codes.update([value] if isinstance(value, str) else value or ())
    return tuple(sorted(codes))


def _pairs(reading: Reading) -> list[tuple[str, str]]:
    """The pairs of states that the reading's records name together, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for record in reading.records:
        codes = stated(record)
        if len(codes) <= _MANY:
            counts.update(combinations(codes, 2))
    return sorted(counts, key=lambda pair: (-counts[pair], pair))


def _states(record: Record, pairs: list[tuple[str, str]]) -> States:
    own = stated(record)
    parties = own
    if record.kind in _BY_CONTEXT and len(own) == 1:
        context = next((pair for pair in pairs if own[0] in pair), own)
        parties = tuple(sorted({*own, *context}))
    return States(own, parties)
