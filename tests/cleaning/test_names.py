"""Spaced hyphens: each form's examples lose their spaces, its counter-examples keep them, and so do states and clauses."""

import pytest

from banggiao.cleaning.names import HyphenRow, compiled, spaced_hyphens
from banggiao.lore import Lore

LORE = Lore()
ROWS = LORE.rows("vi/cleaning/hyphens", HyphenRow)


def joined(text: str) -> str:
    """The text after the step."""
    for start, end, new in reversed(spaced_hyphens(text, LORE)):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_forms(row: HyphenRow) -> None:
    pattern = compiled(LORE)[[r.id for r in ROWS].index(row.id)]
    assert [text for text in row.examples if not pattern.search(text) or " - " in joined(text)] == []
    assert [text for text in row.counters if pattern.search(text) or joined(text) != text] == []


@pytest.mark.parametrize(
    ("spaced", "whole"),
    [
        ("Tổng thống Moon Jae - in và phu nhân", "Tổng thống Moon Jae-in và phu nhân"),
        ("thăm Xơm - xạ - vạt hôm qua", "thăm Xơm-xạ-vạt hôm qua"),
        ("Việt Nam - Ấn Độ", "Việt Nam - Ấn Độ"),
        ("quan hệ Mỹ - Trung", "quan hệ Mỹ - Trung"),
        ("Nga - Mỹ - Triều", "Nga - Mỹ - Triều"),
        ("Đà Nẵng - thành phố biển", "Đà Nẵng - thành phố biển"),
        ("chính trị - an ninh - kinh tế", "chính trị - an ninh - kinh tế"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"),
        ("Kim Jong - nam - anh trai của ông", "Kim Jong-nam - anh trai của ông"),
        (" - ", " - "),
    ],
)
def test_in_context(spaced: str, whole: str) -> None:
    assert joined(spaced) == whole
