"""The first set of words that is alike is the one that comparing with each in turn finds."""

import random

import pytest

from banggiao.lifecycle.alike import Alike
from banggiao.lifecycle.tables import share


@pytest.mark.parametrize("need", [0.2, 0.35, 0.6, 1.0])
def test_as_comparing_with_each(need: float) -> None:
    chance = random.Random(3)
    sets = [frozenset(chance.choices("abcdefghij", k=chance.randrange(7))) for _ in range(300)]
    found = Alike(need)
    for words in sets:
        for start in (0, 40):
            known = [number for number, other in enumerate(found.sets) if number >= start and share(other, words) >= need]
            assert found.first(words, start) == (known[0] if known else None)
        found.add(words)


def test_nothing_is_like_nothing() -> None:
    found = Alike(0.5)
    assert found.add(frozenset()) == 0
    assert found.first(frozenset()) is None
