"""The issues beyond the bilateral relation that words are about.

Guarantees: one topic for a stretch, the first of the table that its words name; words that only suggest a topic count
where the sentences around name it.
"""

import msgspec

from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.phrases import Phrases


class TopicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/topics: words that name a topic, and words that suggest it where it is named ``near`` by."""

    topic: str
    named: list[str]
    near: list[str] = []
    note: str = ""


class Topic(msgspec.Struct, frozen=True):
    """A topic found, with the words that show it."""

    name: str
    evidence: tuple[Span, ...]


class Topics:
    """Finds topics (use as ``lore.once(Topics)``)."""

    def __init__(self, lore: Lore) -> None:
        rows = lore.rows("vi/topics", TopicRow)
        self.order = {row.topic: number for number, row in enumerate(rows)}
        entries = [(word, (row.topic, True)) for row in rows for word in row.named]
        entries += [(word, (row.topic, False)) for row in rows for word in row.near]
        self.finder: Phrases[tuple[str, bool]] = Phrases(entries, case="any")

    def named(self, text: str, start: int, end: int) -> frozenset[str]:
        """The topics that a stretch names."""
        values = (self.finder.value(hit) for hit in self.finder.all(text[start:end]))
        return frozenset(topic for topic, named in values if named)

    def about(self, text: str, start: int, end: int, around: frozenset[str]) -> Topic | None:
        """The topic of a stretch, given the topics named ``around`` it."""
        found: dict[str, list[Span]] = {}
        for hit in self.finder.all(text[start:end]):
            topic, named = self.finder.value(hit)
            if named or topic in around:
                found.setdefault(topic, []).append(Span(start + hit.start, start + hit.end))
        if not found:
            return None
        name = min(found, key=lambda topic: self.order[topic])
        return Topic(name, tuple(found[name]))
