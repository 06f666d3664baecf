"""The signs by which an article shows whether it is about relations between states: numbers in 0..1, each with a name.

Guarantees: pure; every sign of ``SIGNS`` is told for every article; the words are those of the table vi/relevance.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from banggiao.lore import Lore
from banggiao.model.records import Record
from banggiao.model.scene import Scene
from banggiao.recognise.phrases import Phrases, plain

_TITLE, _LEAD = 110, 400
"""How many code points of an article are its title, and its title and lead, near enough."""

_SURE = 0.68


class RelevanceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of reports on ``about`` "relations" (between states), "diplomacy" (which are of relations too) or "other" matters."""

    about: str
    words: list[str]
    note: str = ""


class Told(msgspec.Struct, frozen=True):
    """What the signs of one article are read from: its length, the words of vi/relevance it uses (of its lead too), how
    often it names each state, the states its lead names, and its records, those that bind two states apart."""

    length: int
    words: Mapping[str, frozenset[str]]
    lead_words: Mapping[str, frozenset[str]]
    named: Counter[str]
    lead_named: frozenset[str]
    records: Sequence[Record]
    binding: Sequence[Record]


def lexicon(lore: Lore) -> Phrases[tuple[str, str]]:
    """The words of the table with what they are about (use as ``lore.once(lexicon)``)."""
    rows = lore.rows("vi/relevance", RelevanceRow)
    return Phrases(((word, (row.about, word)) for row in rows for word in row.words), case="any")


def words_of(text: str, lore: Lore) -> Mapping[str, frozenset[str]]:
    """The different words of the table in a text, by what they are about."""
    return _words_of(text, lore.once(lexicon))


@lru_cache(maxsize=4)  # the gate before reading and the judgement after it ask for those of the same text
def _words_of(text: str, known: Phrases[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {"relations": set(), "diplomacy": set(), "other": set()}
    for about, word in {known.values[hit.number] for hit in known.in_plain(plain(text))}:
        found[about].add(word)
    found["relations"] |= found["diplomacy"]
    return {about: frozenset(words) for about, words in found.items()}


def parties(record: Record) -> set[str]:
    """The states and bodies that a record binds, those asked included."""
    named: set[str] = set()
    for field in ("parties", "by", "to"):
        value = record.values.get(field)
        named.update([value] if isinstance(value, str) else value or ())
    return named


def told(scene: Scene, records: Sequence[Record], lore: Lore) -> Told:
    """What an article tells, ready for the signs."""
    states = [state for state in scene.mentions.states if state.form != "source"]
    return Told(
        length=len(scene.text),
        words=words_of(scene.text, lore),
        lead_words=words_of(scene.text[:_LEAD], lore),
        named=Counter(code for state in states for code in state.codes or (state.code,)),
        lead_named=frozenset(code for state in states if state.start < _LEAD for code in state.codes or (state.code,)),
        records=records,
        binding=[record for record in records if record.kind not in ("stance", "post") and len(parties(record)) > 1],
    )


def _share(count: float, most: int) -> float:
    return min(count, most) / most


def _expected(one: Told, most: int, each: int) -> int:
    """How often something is told in an article of this length where it is what the article is about: once in ``each`` letters."""
    return max(1, most // 3, min(most, one.length // each))


def _bound(one: Told, *kinds: str) -> int:
    """How many records of some kinds bind two states."""
    return sum(record.kind in kinds for record in one.binding)


def _events(one: Told, one_sided: bool, least: float = 0.0) -> int:
    """How many events that bind two states are acts of one side (or are not), as sure as asked for."""
    found = (record for record in one.binding if record.kind == "event" and record.confidence >= least)
    return sum((record.values.get("type") in _ONE_SIDED) is one_sided for record in found)


_ONE_SIDED = frozenset({"measure", "military", "aid"})

Sign = Callable[[Told], float]

SIGNS: dict[str, Sign] = {
    "words": lambda one: _share(len(one.words["relations"]), _expected(one, 10, 250)),
    "lead_words": lambda one: _share(len(one.lead_words["relations"]), 3),
    "diplomacy": lambda one: _share(len(one.words["diplomacy"]), 5),
    "lead_diplomacy": lambda one: _share(len(one.lead_words["diplomacy"]), 3),
    "other_words": lambda one: _share(len(one.words["other"]), 6),
    "lead_other_words": lambda one: _share(len(one.lead_words["other"]), 2),
    "events": lambda one: _share(_bound(one, "event"), 3),
    "diplomatic_events": lambda one: _share(_events(one, False, _SURE), 3),
    "one_sided_events": lambda one: _share(_events(one, True), 2),
    "facts": lambda one: _share(_bound(one, "agreement", "partnership", "anniversary", "mechanism", "target", "statistic"), 3),
    "commitments": lambda one: _share(_bound(one, "commitment"), 3),
    "binding": lambda one: float(bool(one.binding)),
    "trust": lambda one: _share(sum(record.confidence for record in one.binding), 3),
    "best_trust": lambda one: max((record.confidence for record in one.binding), default=0.0),
    "title_record": lambda one: float(any(record.start < _TITLE for record in one.binding)),
    "lead_record": lambda one: float(any(record.start < _LEAD for record in one.binding)),
    "stances": lambda one: _share(sum(record.kind == "stance" for record in one.records), 3),
    "officials": lambda one: float(len({record.values.get("country") for record in one.records if record.kind == "post"} - {None}) > 1),
    "second_state": lambda one: _share(one.named.most_common(2)[1][1], _expected(one, 5, 500)) if len(one.named) > 1 else 0.0,
    "states": lambda one: _share(1000 * one.named.total() / max(one.length, 800), 10),
    "lead_states": lambda one: float(len(one.lead_named) > 1),
}
"""Each sign with how it is read."""


def signs(scene: Scene, records: Sequence[Record], lore: Lore) -> dict[str, float]:
    """All signs of an article."""
    one = told(scene, records, lore)
    return {name: read(one) for name, read in SIGNS.items()}
