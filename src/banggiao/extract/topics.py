"""The issues beyond the bilateral relation that words are about.

Guarantees: topics of a stretch come in the order of the table; words that only suggest a topic count
where the sentences around name it; the text is scanned once.
"""

from bisect import bisect_left

import msgspec

from banggiao.lore import Lore
from banggiao.model.spans import Span
from banggiao.recognise.phrases import Phrases, longest, plain

_NAMED = 2
LAST = "international_law"
OTHER = "other"
NO_TOPIC = "none"
"""The row of names that hold a topic's words and are none."""
ANY_WAR = "any"
"""The row of words that suggest whichever war is spoken of around."""


class TopicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of vi/topics: words that name a topic, and words that suggest it where it is named ``near`` by. ``war``: it is one.
    ``takes``: topics that are its own where one of its ``owners`` stands with them ("Triều Tiên" with a weapon's name)."""

    topic: str
    named: list[str] = []
    near: list[str] = []
    war: bool = False
    takes: list[str] = []
    owners: list[str] = []
    note: str = ""


class Topic(msgspec.Struct, frozen=True):
    """A topic found, with the words that show it."""

    name: str
    evidence: tuple[Span, ...]


class Topics:
    """The topics of one text. ``named`` and ``about`` answer for stretches of it."""

    def __init__(self, text: str, lore: Lore) -> None:
        self._text = text
        finder, self.order, self.wars, self.takes = lore.once(_finder)
        self.hits = [(hit.start, hit.end, *finder.value(hit)) for hit in longest(finder.all(text))]
        self.hits = [hit for hit in self.hits if hit[2] != NO_TOPIC]
        self.main = self._main()

    def _main(self) -> str | None:
        """What the whole text is about: the topic with most words, where it is named more than once and holds half of them all."""
        told: dict[str, list[bool]] = {}
        for _, _, topic, named in self.hits:
            if topic == ANY_WAR:
                continue
            told.setdefault(topic, []).append(named)
        most = max(told, key=lambda topic: (len(told[topic]), -self.order[topic]), default=None)
        if most is None or most == LAST or sum(told[most]) < _NAMED or 2 * len(told[most]) < sum(map(len, told.values())):
            return None
        return most

    def _within(self, start: int, end: int) -> list[tuple[int, int, str, bool]]:
        first = bisect_left(self.hits, start, key=lambda hit: hit[0])
        last = bisect_left(self.hits, end, key=lambda hit: hit[0])
        return self.hits[first:last]

    def named(self, start: int, end: int) -> frozenset[str]:
        """The topics that a stretch names."""
        return frozenset(topic for _, _, topic, named in self._within(start, end) if named)

    def about(self, start: int, end: int, around: frozenset[str]) -> list[Topic]:
        """The topics of a stretch in the table's order, given those named ``around`` it.

        Law that others lean on ("trên cơ sở luật pháp quốc tế") is a topic only where it stands alone.
        """
        found: dict[str, list[Span]] = {}
        war = self._first(around & self.wars)
        within = self._within(start, end)
        told = {topic for _, _, topic, named in within if named}
        owners = [self.takes[words] for low, high, *_ in within if (words := plain(self._text[low:high]).lower()) in self.takes]
        taken = {one: topic for topic, takes in owners for one in takes if one in told}
        for low, high, said, named in within:
            topic = taken.get(said, said)
            if topic == ANY_WAR and war is not None:
                found.setdefault(war, []).append(Span(low, high))
            elif named or topic in around or topic in taken.values():
                found.setdefault(topic, []).append(Span(low, high))
        ordered = [Topic(name, tuple(found[name])) for name in sorted(found, key=lambda topic: self.order[topic])]
        return [topic for topic in ordered if topic.name != LAST or len(ordered) == 1]

    def spoken_of(self, around: frozenset[str], words: Span) -> list[Topic]:
        """The first topic of those around, for ``words`` that name none ("phản đối hành động này")."""
        first = self._first(around)
        return [Topic(first, (words,))] if first is not None else []

    def _first(self, around: frozenset[str]) -> str | None:
        """Of some topics the one that the whole text is about, else the first in the table's order."""
        if self.main in around:
            return self.main
        return min((topic for topic in around if topic != LAST), key=lambda topic: self.order[topic], default=None)


def _finder(lore: Lore) -> tuple[Phrases[tuple[str, bool]], dict[str, int], frozenset[str], dict[str, tuple[str, list[str]]]]:
    """The finder of topic words, the order of the topics, which are wars and which take others (use as ``lore.once(_finder)``)."""
    rows = lore.rows("vi/topics", TopicRow)
    entries = [(word, (row.topic, True)) for row in rows for word in row.named]
    entries += [(word, (row.topic, False)) for row in rows for word in row.near]
    return (
        Phrases(entries, case="any"),
        {row.topic: number for number, row in enumerate(rows)},
        frozenset(row.topic for row in rows if row.war),
        {plain(word).lower(): (row.topic, row.takes) for row in rows for word in row.owners},
    )
