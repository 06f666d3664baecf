"""Which two states ``hai bên`` means at a place in an article.

Guarantees: told from what was noted before the place only; of each sentence the last few namings are weighed, so that time
grows linearly with the text; the same notes give the same pair.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from banggiao.discourse.focus import Naming
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Sentence
from banggiao.model.spans import Span
from banggiao.recognise.joints import Joints

_RECENT = 16
_BACK = 4

Told = tuple[tuple[str, ...], tuple[Span, ...]]
"""Codes, sorted, and the words that name them."""


class Pairs:
    """Tells the pair meant, from what the resolver notes as it goes through the text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], ranked: tuple[str, ...], bodies: frozenset[str], joints: Joints) -> None:
        self.text, self.sentences, self.bodies, self.joints = text, sentences, bodies, joints
        self.ranked = ranked
        self.rows: list[list[Naming]] = [[] for _ in sentences]
        self.first: dict[str, Span] = {}

    def note(self, number: int, naming: Naming) -> None:
        """Notes that states were pointed at in sentence ``number``; calls come in the order of the text."""
        if self.rows:
            self.rows[number].append(naming)
        for code in naming.codes:
            self.first.setdefault(code, naming.span)

    def recent(self, number: int) -> list[Naming]:
        """The last few notes of a sentence."""
        return self.rows[number][-_RECENT:] if self.rows else []

    def hub(self, home: str | None) -> str | None:
        """The state that an article about several partners is about: home where it is among the first, else the first."""
        return home if home in self.ranked[:3] else next(iter(self.ranked), None)

    def at(self, number: int, *, states: bool = False, without: frozenset[str] = frozenset()) -> Told:
        """The pair meant in sentence ``number``, after all that was noted; empty where unknown.

        ``states``: bodies of states are not meant (``hai nước``); ``without``: codes that are not meant.
        """
        article = self._article(states, without)
        barred = (self.bodies if states else self.bodies - set(article)) | without
        named: dict[str, Span] = {}
        for step, row in enumerate(self._back(number)):
            if found := self._row(row[-_RECENT:], named, barred):
                return found
            if found := _settled(named, article, step):
                return found
        if len(article) == 2:
            return tuple(sorted(article)), tuple(sorted(self.first[code] for code in article if code in self.first))
        return (), ()

    def _article(self, states: bool, without: frozenset[str]) -> tuple[str, ...]:
        """The article's own pair, of those that can be meant."""
        barred = self.bodies | without if states else without
        return tuple(code for code in self.ranked if code not in barred)[:2]

    def _back(self, number: int) -> Iterator[list[Naming]]:
        """The notes of the sentence and of up to four before it."""
        if not self.rows:
            return
        yield self.rows[number]
        for earlier in range(number - 1, max(-1, number - _BACK - 1), -1):
            if self.sentences[earlier].zone in READ_ZONES:
                yield self.rows[earlier]

    def _row(self, row: list[Naming], named: dict[str, Span], barred: frozenset[str]) -> Told | None:
        """The pair that the notes of a sentence name together and no later words speak against; what they name is added."""
        kept = [one for one in row if one.weight >= 0.5 and not barred.issuperset(one.codes)]
        for at in range(len(kept) - 1, -1, -1):
            pair = self._together(kept, at)
            if len(pair) == 2 and not barred & set(pair) and set(named) <= set(pair):
                return tuple(sorted(pair)), tuple(sorted(set(pair.values())))
            for code in kept[at].codes:
                if code not in barred:
                    named.setdefault(code, kept[at].span)
        return None

    def _together(self, row: list[Naming], at: int) -> dict[str, Span]:
        """The two states that a note names by itself, or joined to the one before it (``A và B``, ``A - B``)."""
        one = row[at]
        if len(one.codes) == 2:
            return dict.fromkeys(one.codes, one.span)
        if at == 0 or len(one.codes) != 1 or len(row[at - 1].codes) != 1:
            return {}
        before = row[at - 1]
        if not self._between("pair", before, one):
            return {}
        if (at > 1 and self._between("listed", row[at - 2], before)) or (at + 1 < len(row) and self._between("listed", one, row[at + 1])):
            return {}
        return {before.codes[0]: before.span, one.codes[0]: one.span}

    def _between(self, role: str, one: Naming, other: Naming) -> bool:
        return one.end <= other.start and self.joints.joins(role, self.text, one.end, other.start)


def _settled(named: dict[str, Span], article: tuple[str, ...], step: int) -> Told | None:
    """The pair, once the words up to here name it: the article's own, or two states and no more."""
    if len(article) == 2 and set(article) <= set(named):
        return tuple(sorted(article)), tuple(sorted(named[code] for code in article))
    if len(named) != 2:
        return None
    if step == 0 or not set(named) & set(article) or (article and article[0] in named):
        return tuple(sorted(named)), tuple(sorted(named.values()))
    return None


def follows(text: str, end: int, states: Sequence[Naming], joints: Joints) -> tuple[int, Told] | None:
    """The two states named right after a joint phrase (``hai nước Nga và Lào``, ``hai bên Lào - Nga``) and where they end."""
    for one, other in pairwise(states[:2]):
        if not joints.joins("named_lead", text, end, one.start) or not joints.joins("named_pair", text, one.end, other.start):
            return None
        if len(one.codes) == len(other.codes) == 1 and one.codes != other.codes:
            return other.end, (tuple(sorted((*one.codes, *other.codes))), (one.span, other.span))
    return None


def owned(text: str, end: int, states: Sequence[Naming], joints: Joints) -> Naming | None:
    """The one state whose people a joint phrase counts (``hai nhà ngoại giao Nga``, ``hai quan chức của Lào``)."""
    beside = states[0] if states and len(states[0].codes) == 1 else None
    return beside if beside is not None and joints.joins("owned", text, end, beside.start) else None
