"""Time grows with the length of a text, whatever stands in it."""

import time

import pytest
from tests.scenes import LORE

from banggiao.cleaning import clean
from banggiao.discourse import scene
from banggiao.model import Article
from banggiao.recognise import recognise

UNITS = [
    # one person mentioned without end
    "Thủ tướng Lào Khăm-phút Xay-nha tiếp Bộ trưởng Ngoại giao Pháp Jean Dupont. Hai bên nhất trí. Ông nói nước này đồng ý. Bộ trưởng cảm ơn. ",
    # one sentence without end
    "Lào, ông và Bộ trưởng, hai bên, nước này, ",
]


def _seconds(text: str) -> float:
    cleaned = clean(Article(id="t", text=text), LORE)
    mentions = recognise(cleaned, None, LORE)
    times = []
    for _ in range(2):
        start = time.process_time()
        scene(cleaned, mentions, None, LORE)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("unit", UNITS)
def test_linear(unit: str) -> None:
    _seconds(unit)
    assert _seconds(unit * 800) < 5 * max(_seconds(unit * 200), 0.02) + 0.5
