"""The words that people read: labels of kinds, fields and codes, and headings, in Vietnamese and English.

Guarantees: one table serves the command line and the pages; a label that is missing shows its key, never an error.
"""

from typing import Any

import msgspec

from banggiao.dossier.states import state_name
from banggiao.kinds import labels
from banggiao.lore import Lore

_STATE_FIELDS = frozenset({"parties", "by", "to", "country"})


class LabelRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of labels/*: words of the pages or the command line in both languages."""

    key: str
    vi: str
    en: str


class Labels:
    """Labels in one language."""

    def __init__(self, lore: Lore, language: str) -> None:
        self.lore = lore
        self.language = language
        self._words = labels(lore, language)
        self._words.update({row.key: getattr(row, language) for row in lore.rows("labels", LabelRow)})

    def word(self, key: str) -> str:
        """A heading or phrase."""
        return self._words.get(key, key)

    def kind(self, kind: str) -> str:
        """The label of a record kind."""
        return self._words.get(kind, kind)

    def field(self, kind: str, field: str) -> str:
        """The label of a field."""
        return self._words.get(f"{kind}.{field}", field)

    def state(self, code: str) -> str:
        """The name of a state or body."""
        return state_name(code, self.lore, self.language)

    def value(self, kind: str, field: str, value: Any) -> str:
        """A value in words: codes by their labels, states by name, lists joined, nothing for None."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if isinstance(value, list | tuple):
            return ", ".join(self.value(kind, field, item) for item in value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int):
            return self.number(value)
        label = self._words.get(f"{kind}.{field}.{value}")
        if label is not None:
            return label
        return self.state(str(value)) if field in _STATE_FIELDS else str(value)

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart as the language does; years stay as they are."""
        grouped = f"{value:,}" if abs(value) >= 10_000 else str(value)
        return grouped.replace(",", ".") if self.language == "vi" else grouped
