"""The whole reader takes time that grows linearly with the text, whatever is repeated in it."""

import time

import pytest

from banggiao.model import Article
from banggiao.reader import read
from tests.scenes import LORE

HEAD = "Việt Nam và Lào hội đàm, quan hệ ngoại giao song phương\nViệt Nam và Lào đàm phán về hợp tác.\n"
SIZE = 25_000
MOST = 3.2
"""A text of twice the length may take so many times as long: twice, and room for a busy machine; four times is quadratic."""


def names(size: int) -> str:
    """Ever new persons with the same office."""
    letters = "bcdghklmnp"
    made = (f"Bộ trưởng Lào {a.upper()}a{b}an Xo{c}an nói. " for a in letters for b in letters for c in letters)
    text = "".join(made)
    return (text * (size // len(text) + 1))[:size]


REPEATED = {
    "sentences": "Ngày 12/5, Bộ trưởng Ngoại giao Việt Nam Nguyễn Văn An hội đàm với Bộ trưởng Ngoại giao Lào. ",
    "one sentence": "Bộ trưởng Ngoại giao Việt Nam Nguyễn Văn An hội đàm với Bộ trưởng Ngoại giao Lào và ",
    "states": "Việt Nam, Lào, Campuchia, Thái Lan, ",
    "lines": "Việt Nam\nLào\n",
    "dates": "ngày 12/5/2020, tháng 3/2019 và năm 2018, ",
    "amounts": "15 tỷ USD, 20 triệu USD, 30% và ",
    "sides": "hai bên nhất trí; ",
    "persons": "ông Nguyễn Văn An, bà Trần Thị Bình, ",
    "quotation marks": '"hai bên " ',
    "brackets": "(Việt Nam (Lào ",
    "hyphens": "Việt Nam - Lào - ",
    "requests": "Việt Nam đề nghị Lào ",
    "documents": "ký Hiệp định thương mại giữa Việt Nam và Lào, ",
    "commas": "thăm, , , ",
    "lost letters": "Vi??t Nam ??ề nghị ",
    "offices": "Bộ trưởng, Thứ trưởng, Đại sứ, ",
}


def seconds(text: str) -> float:
    """The processor's time for one reading, the better of two."""
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        read(Article(id="t", text=text, published="2024-05-20"), LORE)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.proof
@pytest.mark.parametrize("what", [*REPEATED, "new names"])
def test_time_is_linear(what: str) -> None:
    """Twice the text, twice the time; a measurement that fails is made once more."""
    once, twice = (
        HEAD + (names(size) if what == "new names" else REPEATED[what] * (size // len(REPEATED[what]))) for size in (SIZE, 2 * SIZE)
    )
    read(Article(id="t", text=HEAD), LORE)
    ratios = [seconds(twice) / seconds(once) for _ in range(2)]
    assert min(ratios) < MOST, ratios
