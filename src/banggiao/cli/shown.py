"""Merged objects as rows of words.

Guarantees: every row ends with where it is told: outlet or article, date, and the words themselves.
"""

from banggiao.dossier.labels import Labels
from banggiao.dossier.values import Item, Source, Telling

_QUOTE_LETTERS = 160
_DATE_FIELDS = {"event": "date", "partnership": "since", "agreement": "date", "commitment": "due", "target": "by", "statistic": "period"}


def when(item: Item, labels: Labels) -> str:
    """The date of an object as told."""
    field = {**_DATE_FIELDS, "anniversary": "when"}.get(item.kind)
    value = item.values.get(field) if field else None
    return str(value) if value else labels.word("undated")


def what(item: Item, labels: Labels) -> str:
    """An object in a few words of the language."""
    values, kind = item.values, item.kind
    parts = [labels.value(kind, field, values.get(field)) for field in _HEAD[kind]]
    return "; ".join(part for part in parts if part)


_HEAD = {
    "event": ("type", "status", "people", "place", "mechanism"),
    "partnership": ("tier", "name", "status"),
    "agreement": ("name", "type", "status"),
    "mechanism": ("name", "level"),
    "commitment": ("act", "by", "to", "sectors"),
    "target": ("measure", "value", "unit"),
    "statistic": ("parties", "measure", "value", "unit", "change_percent"),
    "stance": ("by", "topic", "position"),
    "anniversary": ("years", "of", "since"),
}


def offices(item: Item, labels: Labels) -> str:
    """A person's offices in words."""
    found = []
    for said in item.said.get("office", ()):
        office = said.value
        words = labels.value("post", "post", office["post"])
        if office.get("former"):
            words = f"{labels.word('former')} {words}"
        found.append(f"{words} ({office['organisation']})" if office.get("organisation") else words)
    return "; ".join(dict.fromkeys(found))


def place(source: Source) -> str:
    """A source in a word or two."""
    name = source.outlet or source.article
    return f"{name}, {source.published}" if source.published else name


def words(telling: Telling) -> str:
    """The telling's own words, cut where they are long."""
    quote = " ".join(telling.quote.split())
    return f"“{quote}”" if len(quote) <= _QUOTE_LETTERS else f"“{quote[: _QUOTE_LETTERS - 1]}…”"


def told(item: Item) -> str:
    """Where an object is told, and in which words: its best telling."""
    best = max(item.tellings, key=lambda telling: (telling.confidence, telling.score))
    return f"{words(best)} ({place(best.source)})"
