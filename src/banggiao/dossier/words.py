"""The words of pages and documents in one language: labels, dates, numbers and values of records.

Guarantees: every value of a record has words, whatever it holds; labels come from the one table of labels; what a text said is
returned as plain text and never as markup.
"""

import re
from collections.abc import Mapping
from typing import Any

from banggiao.dossier.dates import date_words, number_words
from banggiao.dossier.labels import Labels
from banggiao.kinds import kinds
from banggiao.lore import Lore

_FIRM = "\u00a0"
"""A space at which no line breaks."""
_CODED = re.compile(r"\b(?:\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?|\d+(?:\.\d+)? (?:m|bn)|[A-Z]{2}|[a-z]+(?:_[a-z]+)*)\b(?!-\d)")
"""What stands for something in the arithmetic of a finding: a date, a state, a code."""
_SCALES = {"m": 10**6, "bn": 10**9}
_CODES = {"tier": "partnership", "post": "post", "status": "event"}
"""The fields whose codes findings name, with a kind that has them."""


class Words:
    """What the templates say things with. ``language`` is "vi" or "en"."""

    def __init__(self, lore: Lore, language: str) -> None:
        self.language = language
        self.labels = Labels(lore, language)
        self._holds = {(kind.kind, field.name): field.holds for kind in lore.once(kinds) for field in kind.fields}
        self._fields = {kind.kind: tuple(field.name for field in kind.fields) for kind in lore.once(kinds)}

    def say(self, key: str, /, **values: Any) -> str:
        """The label of a key with values put in their places."""
        label = self.labels.word(key)
        return label.format(**values) if values else label

    def count(self, key: str, n: int) -> str:
        """The label for a number of things: ``key.one`` for one."""
        return self.say(f"{key}.one" if n == 1 else key, n=self.number(n))

    def date(self, value: str | None) -> str:
        """A date in words, nothing for None."""
        return date_words(value, self.labels.word) if value else ""

    def number(self, value: float) -> str:
        """A number in words."""
        return number_words(value, self.labels.word)

    def kind(self, kind: str) -> str:
        """The label of a record kind, with a capital."""
        return capital(self.labels.kind(kind))

    def field(self, kind: str, name: str) -> str:
        """The label of a field, with a capital."""
        return capital(self.labels.field(kind, name))

    def beyond(self, name: str) -> str:
        """The label of a field beyond the judged ones, with a capital."""
        return capital(self.labels.word(f"beyond.{name}").removeprefix("beyond."))

    def fields(self, kind: str) -> tuple[str, ...]:
        """The names of the fields of a kind, in order."""
        return self._fields.get(kind, ())

    def holds(self, kind: str, name: str) -> str | None:
        """What form a field's value has, None where the kind has no such field."""
        return self._holds.get((kind, name))

    def value(self, kind: str, name: str, value: Any) -> str:
        """The value of a field in words."""
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(self.value(kind, name, item) for item in value)
        if isinstance(value, bool):
            return self.labels.value(kind, name, value)
        if isinstance(value, int | float):
            return self.percent(value) if name.endswith("_percent") else self.number(value)
        if isinstance(value, Mapping):
            return ", ".join(str(item) for item in value.values() if item is not None)
        if self.holds(kind, name) == "date":
            return self.date(str(value))
        if name == "unit":
            return self.unit(str(value))
        return self.labels.value(kind, name, value)

    def beyond_value(self, name: str, value: Any) -> str:
        """The value of a field beyond the judged ones."""
        if isinstance(value, str):
            key = f"beyond.{name}.{value}"
            label = self.labels.word(key)
            return value if label == key else label
        return self.value("", name, value)

    def unit(self, unit: str) -> str:
        """A unit in words; units that are open words stay as they are."""
        return self.labels.word(f"unit.{unit}").removeprefix("unit.")

    def amount(self, value: Any, unit: Any) -> str:
        """A number with its unit."""
        if not isinstance(value, int | float):
            return str(value or "")
        if unit == "percent":
            return self.percent(value)
        number = self.number(value).replace(" ", _FIRM)
        return f"{number}{_FIRM}{self.unit(str(unit))}" if unit else number

    def percent(self, value: float) -> str:
        """A number of percent."""
        return self.say("number.percent", n=self.number(value))

    def arithmetic(self, says: str) -> str:
        """What a finding shows, with its dates, states and codes in words; all else stays as it is."""
        return _CODED.sub(lambda found: self._decoded(found[0]), says)

    def _decoded(self, code: str) -> str:
        figure, _, scale = code.partition(" ")
        if scale:
            return self.number(float(figure) * _SCALES[scale])
        if code[0].isdigit():
            return self.date(code)
        if code[0].isupper():
            return self.labels.state(code)
        labels = (self.labels.value(kind, field, code) for field, kind in _CODES.items())
        return next((label for label in labels if label != code), code)

    def reason(self, reason: str) -> str:
        """Why tellings are one, each of its parts in words."""
        return ", ".join(self.say(f"reason.{part}").removeprefix("reason.") for part in reason.split(", "))

    def parties(self, codes: Any) -> str:
        """The names of states joined by a dash."""
        return " – ".join(self.labels.state(str(code)) for code in codes)


def capital(words: str) -> str:
    """The words with a capital at their head."""
    return words[:1].upper() + words[1:]
