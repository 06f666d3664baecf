"""The tables of ``knowledge/lifecycle`` as rules use them.

Guarantees: every number and every word that a rule leans on stands in a table; an unknown id is a KeyError, not a silent nothing.
"""

import re
from typing import Literal

import msgspec

from banggiao.errors import KnowledgeError
from banggiao.lore import Lore
from banggiao.text import fold

_WORD = re.compile(r"[^\W_]+")


class StateRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state of a promise. ``way``: how it is reached; ``open``: whether something is still to be done."""

    state: str
    order: int
    way: Literal["entry", "evidence", "suggestion", "computed"]
    open: bool
    vi: str
    en: str


class EntryRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a promise begins, by strength or by act."""

    state: str
    strength: int | None = None
    act: str | None = None


class TermRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that rules use."""

    id: str
    number: float
    why: str


class LevelRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post's level (1 is the highest) and whether a state has a ``single`` holder of it."""

    post: str
    level: int
    single: bool


class LadderRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state's ladder of tiers, lowest first, and the tiers beside it."""

    state: str
    ladder: tuple[str, ...]
    beside: tuple[str, ...]


class WordsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one role: ``empty``, ``stop``, or the word that they stand for."""

    role: str
    words: tuple[str, ...]


class CueRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An expression by its ``id``, with texts in which it must be found and texts in which it must not."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    counters: tuple[str, ...]


def states(lore: Lore) -> dict[str, StateRow]:
    """The states by name (use as ``lore.once(states)``)."""
    return {row.state: row for row in lore.rows("lifecycle/states", StateRow)}


def terms(lore: Lore) -> dict[str, float]:
    """The numbers by id (use as ``lore.once(terms)``)."""
    return {row.id: row.number for row in lore.rows("lifecycle/terms", TermRow)}


def levels(lore: Lore) -> dict[str, LevelRow]:
    """The posts by code (use as ``lore.once(levels)``)."""
    return {row.post: row for row in lore.rows("lifecycle/levels", LevelRow)}


def entry(strength: int | None, act: str, lore: Lore) -> str:
    """The state in which a promise begins."""
    rows = lore.rows("lifecycle/entries", EntryRow)
    by_strength = {row.strength: row.state for row in rows if row.strength is not None}
    by_act = {row.act: row.state for row in rows if row.act is not None}
    return by_strength[strength] if strength in by_strength else by_act[act]


def ladder(parties: tuple[str, ...], lore: Lore) -> LadderRow:
    """The ladder on which two parties stand: that of a party with one of its own only where no party goes by the common one."""
    rows = {row.state: row for row in lore.rows("lifecycle/ladders", LadderRow)}
    own = [rows[code] for code in sorted(parties) if code in rows]
    return own[-1] if parties and len(own) == len(parties) else rows[""]


def cues(lore: Lore) -> dict[str, re.Pattern[str]]:
    """The expressions by id (use as ``lore.once(cues)``)."""
    found, problems = {}, []
    for row in lore.rows("lifecycle/cues", CueRow):
        try:
            found[row.id] = re.compile(row.pattern)
        except re.error as error:
            problems.append(f"lifecycle/cues: {row.id}: {error}")
    if problems:
        raise KnowledgeError(problems)
    return found


def _words(role: str, lore: Lore) -> frozenset[str]:
    return frozenset(fold(word) for row in lore.rows("lifecycle/words", WordsRow) if row.role == role for word in row.words)


def _empty(lore: Lore) -> frozenset[str]:
    return _words("empty", lore)


def _stop(lore: Lore) -> frozenset[str]:
    return _words("stop", lore)


def _meant(lore: Lore) -> tuple[tuple[str, str], ...]:
    """Folded words with what they stand for, longest first."""
    rows = [
        row for row in lore.rows("lifecycle/words", WordsRow) if row.role not in ("empty", "stop") and not row.role.startswith("weekday")
    ]
    found = [(fold(word), fold(row.role)) for row in rows for word in row.words]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def name_words(name: str, lore: Lore, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The folded words that tell a mechanism or document from others; ``without``: folded words to leave out (names of states)."""
    plain = f" {' '.join(_WORD.findall(fold(name)))} "
    for said, meant in lore.once(_meant):
        plain = plain.replace(f" {said} ", f" {meant} ")
    for phrase in sorted(lore.once(_empty) | without, key=len, reverse=True):
        if " " in phrase:
            plain = plain.replace(f" {phrase} ", " ")
    single = lore.once(_empty) | without
    return frozenset(word for word in plain.split() if word not in single and not word.isdigit())


def content_words(text: str, lore: Lore) -> frozenset[str]:
    """The folded words of a text that say what it is about."""
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in lore.once(_stop) and not word.isdigit())


def share(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of words that two sets have in common."""
    return len(one & two) / len(one | two) if one and two else 0.0
