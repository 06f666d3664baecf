"""Lost letters: which marks are losses and which are questions, the choice by neighbours, case, and the measured share."""

import importlib.util
import sys
from pathlib import Path

import pytest

from banggiao.cleaning.lost import allows, lost_letters
from banggiao.lore import Lore

LORE = Lore()
ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "gold" / "dev.articles.jsonl"
SEED = ROOT.parent / "shared" / "seeds" / "004_1a80002a419d5811.txt"


def repaired(text: str) -> str:
    """The text with its losses put back."""
    for start, end, new in reversed(lost_letters(text, LORE)):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Vi??t Nam và Lào", "Việt Nam và Lào"),
        ("m???t món quà", "một món quà"),  # three marks: a letter of three bytes
        ("Th?? tướng Lào", "Thủ tướng Lào"),  # at the end of a word
        ("B? Ngoại giao Lào", "B? Ngoại giao Lào"),  # one mark before a capital: may be a question
        ("c? quan nhà nước", "cơ quan nhà nước"),  # but not where a sentence goes on
        ("VI??T NAM", "VIỆT NAM"),
        ("tại ??à Nẵng. Người ??à Nẵng vui", "tại Đà Nẵng. Người Đà Nẵng vui"),
        ("hội đàm t\ufffd\ufffdi Hà Nội", "hội đàm tại Hà Nội"),  # the mark of other decoders
        ("hội đàm t\ufffdi Hà Nội", "hội đàm tại Hà Nội"),
        ("sẽ ??????c tổ chức", "sẽ được tổ chức"),  # two letters
        ("Ai hay? Không rõ.", "Ai hay? Không rõ."),  # real questions
        ("Sao vậy? ông hỏi. Đi đâu?? Không rõ", "Sao vậy? ông hỏi. Đi đâu?? Không rõ"),
        ("như vậy?Căn nhà", "như vậy?Căn nhà"),  # glued
        ("https://bao.example/a?b=c", "https://bao.example/a?b=c"),
        ("lúc 22 h?", "lúc 22 h?"),
        ("xq??zt", "xq??zt"),  # nothing fits
        ("?? ??? \ufffd\ufffd", "?? ??? \ufffd\ufffd"),  # whole words lost are not guessed
    ],
)
def test_repairs(broken: str, whole: str) -> None:
    assert repaired(broken) == whole


@pytest.mark.parametrize(
    ("broken", "word", "fits"),
    [
        ("vi??t", "việt", True), ("vi??t", "viêt", True), ("vi???t", "viêt", False), ("vi???t", "việt", True),
        ("vi?t", "việt", True), ("vi????t", "việt", False), ("????c", "đức", True), ("vi??t", "việc", False),
        ("vi\ufffd\ufffd\ufffdt", "việt", True),
    ],
)  # fmt: skip
def test_what_fits(broken: str, word: str, fits: bool) -> None:
    """The number of marks says how many bytes, so how many letters, were lost."""
    assert allows(broken, word) is fits


@pytest.mark.skipif(not SEED.is_file(), reason="../shared is absent")
def test_all_losses_of_the_founding_report() -> None:
    text = SEED.read_bytes().decode()
    found = [(text[start:end], new) for start, end, new in lost_letters(text, LORE)]
    assert found.count(("Vi??t", "Việt")) == 22
    assert found.count(("m???t", "một")) == 1
    assert len(found) == 23


@pytest.mark.skipif(not ARTICLES.is_file(), reason="../shared is absent")
def test_share_repaired_in_a_simulation() -> None:
    """Floors of the simulation in eval/lost_letters.py, on articles that the table has not counted."""
    spec = importlib.util.spec_from_file_location("lost_letters_eval", ROOT / "eval" / "lost_letters.py")
    assert spec is not None and spec.loader is not None
    simulation = sys.modules["lost_letters_eval"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(simulation)
    names = list(simulation.LOSSES)
    for name, floor in zip(names[:3], (0.95, 0.945, 0.96), strict=True):
        found = simulation.measure(ARTICLES, simulation.LOSSES[name], LORE)
        assert found.right / found.total >= floor, name
        assert found.harmed <= 2
