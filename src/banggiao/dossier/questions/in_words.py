"""The cells of an answer in words, the same on the command line and on the pages.

Guarantees: every value of an answer has words; codes become labels of the language, and nothing is shown for None.
"""

from typing import Any

from banggiao.dossier.labels import Labels
from banggiao.lifecycle.tables import states

_LABELS = {
    "type": ("event", "type"), "status": ("event", "status"), "act": ("commitment", "act"), "sectors": ("commitment", "sectors"),
    "sector": ("commitment", "sectors"), "by": ("commitment", "by"), "to": ("commitment", "to"), "parties": ("event", "parties"),
    "tier": ("partnership", "tier"), "measure": ("target", "measure"), "of": ("anniversary", "of"), "topic": ("stance", "topic"),
    "position": ("stance", "position"), "partner": ("post", "country"), "country": ("post", "country"), "a": ("post", "country"),
    "b": ("post", "country"),
}  # fmt: skip
_PREFIXED = ("state", "basis", "change", "outcome")


def in_words(column: str, value: Any, labels: Labels) -> str:
    """The cell of a column."""
    if value is None:
        return ""
    if column in _PREFIXED:
        return _state(str(value), column, labels)
    kind, field = _LABELS.get(column, ("", ""))
    return labels.value(kind, field, value)


def note_word(key: str, labels: Labels) -> str:
    """A label or value of a note beside an answer."""
    tier = labels.value("partnership", "tier", key)
    return labels.word(key) if tier == key else tier


def _state(value: str, column: str, labels: Labels) -> str:
    """A state, basis, change or outcome."""
    key = f"{column}.{value}"
    word = labels.word(key)
    row = labels.lore.once(states).get(value) if word == key else None
    return getattr(row, labels.language) if row else value if word == key else word
