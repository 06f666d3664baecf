"""The records of an article as cards beside its text.

Guarantees: every field that a record holds is on its card, with a link to each stretch of words that shows it; a field without
evidence of its own links to the quote.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from banggiao.dossier.values import ArticleView, Telling
from banggiao.dossier.words import Words, capital
from banggiao.web.links import event_path, lasting_path, words_id

_AMOUNT, _UNIT = "value", "unit"


class FieldLine(msgspec.Struct, frozen=True):
    """A field of a card: its label, its value in words, and the names of the words that show it (at least one)."""

    name: str
    label: str
    text: str
    words: tuple[str, ...]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A record of an article. ``number`` counts from 1 in the reader's order; ``words`` names its quote."""

    number: int
    kind: str
    label: str
    what: str
    lines: tuple[FieldLine, ...]
    beyond: tuple[tuple[str, str], ...]
    quote: str
    words: str
    lasting: str
    pattern: str
    confidence: float
    event: str | None

    @property
    def title(self) -> str:
        """The kind, and what it is about."""
        return f"{self.label}: {self.what}" if self.what else self.label


def cards(view: ArticleView, words: Words) -> tuple[Card, ...]:
    """The article's records as cards."""
    return tuple(_card(number, record, view.objects, words) for number, record in enumerate(view.records, 1))


def _card(number: int, record: Telling, objects: Mapping[str, str], words: Words) -> Card:
    merged = objects.get(record.claim)
    return Card(
        number=number,
        kind=record.kind,
        label=words.kind(record.kind),
        what=headline(record.kind, record.values, words),
        lines=tuple(_lines(record, words)),
        beyond=tuple(
            (words.beyond(name), words.beyond_value(name, value)) for name, value in record.extra.items() if value not in (None, [])
        ),
        quote=record.quote,
        words=words_id(record.start, record.end),
        lasting=lasting_path(record.source.article, record.start, record.end),
        pattern=record.pattern,
        confidence=record.confidence,
        event=event_path(merged) if merged and record.kind == "event" else None,
    )


def headline(kind: str, values: Mapping[str, Any], words: Words) -> str:
    """What a record is about: the label of its first field that holds one of a list of codes, else its first text."""
    for form in ("code", "text"):
        for name in words.fields(kind):
            if words.holds(kind, name) == form and values.get(name):
                return words.value(kind, name, values[name])
    return ""


def _lines(record: Telling, words: Words) -> Iterator[FieldLine]:
    quote = (words_id(record.start, record.end),)
    for name in words.fields(record.kind):
        value = record.values.get(name)
        if value is None or value in ([], "", False) or (name == _UNIT and _AMOUNT in record.values):
            continue
        amount = name == _AMOUNT and _UNIT in record.values
        text = words.amount(value, record.values[_UNIT]) if amount else words.value(record.kind, name, value)
        shown = tuple(words_id(*span) for span in record.evidence.get(name, ()))
        yield FieldLine(name, words.field(record.kind, name), capital(text), shown or quote)
