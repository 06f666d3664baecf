"""What states an article is about: its ranking of states, the first two being its pair.

Guarantees: pure counting over mentions; ties are broken by the order of first mention, so the same text gives the same pair.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from banggiao.model.cleaned import READ_ZONES
from banggiao.model.scene import Sentence
from banggiao.model.spans import Span

_WEIGHT = {"title": 3.0, "lead": 2.0, "body": 1.0}


class Naming(msgspec.Struct, frozen=True, order=True):
    """A place ``[start, end)`` where the text points at states: by name, or through a person or office of theirs.

    ``weight`` is lower where the state is hardly an actor (a place, part of a product's or sea's name).
    """

    start: int
    end: int
    codes: tuple[str, ...]
    weight: float = 1.0

    @property
    def span(self) -> Span:
        """The words."""
        return Span(self.start, self.end)


def focus(namings: Sequence[Naming], sentences: Sequence[Sentence], bodies: frozenset[str]) -> tuple[str, ...]:
    """The states by how much the article speaks of them, the first two being its pair. ``bodies`` (ASEAN, UN ...) count less."""
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence, inside in by_sentence(namings, sentences):
        if sentence.zone not in READ_ZONES:
            continue
        factor = _WEIGHT.get(sentence.zone, 1.0)
        here = Counter[str]()
        for naming in inside:
            for code in naming.codes:
                order.setdefault(code, len(order))
                here[code] += naming.weight  # type: ignore[assignment]
        for code, weight in here.items():
            weights[code] += factor * min(weight, 3.0) * (0.5 if code in bodies else 1.0)  # type: ignore[assignment]
        codes = sorted(code for code in here if here[code] >= 0.5)
        for at, one in enumerate(codes):
            for other in codes[at + 1 :]:
                pairs[one, other] += factor  # type: ignore[assignment]
    ranked = sorted(weights, key=lambda code: (-weights[code], order[code]))
    return _pair_first(ranked, weights, pairs)


def _pair_first(ranked: list[str], weights: Counter[str], pairs: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """The ranking with the second place given to the state that the first is most spoken of together with."""
    if len(ranked) < 3:
        return tuple(ranked)
    first = ranked[0]

    def together(code: str) -> float:
        return weights[code] + 2 * pairs[min(first, code), max(first, code)]

    second = max(ranked[1:4], key=lambda code: (together(code), -ranked.index(code)))
    return (first, second, *(code for code in ranked[1:] if code != second))


def by_sentence(namings: Sequence[Naming], sentences: Sequence[Sentence]) -> Iterable[tuple[Sentence, list[Naming]]]:
    """Each sentence with the namings that start in it, in order."""
    at = 0
    for sentence in sentences:
        inside = []
        while at < len(namings) and namings[at].start < sentence.end:
            if namings[at].start >= sentence.start:
                inside.append(namings[at])
            at += 1
        yield sentence, inside
