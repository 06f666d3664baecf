"""Sectors by the words of what was agreed."""

import pytest

from banggiao.extract.sectors import sectors
from banggiao.lore import Lore

LORE = Lore()

CASES = [
    ("tăng cường hợp tác du lịch và giáo dục", ["tourism", "education"]),
    # a word within a longer listed one does not count
    ("phát triển công nghiệp quốc phòng", ["industry"]),
    # a weak word counts only alone
    ("tiếp tục phát triển quan hệ", ["politics"]),
    ("phát triển quan hệ về nông nghiệp", ["agriculture"]),
    # nothing shows a sector
    ("triển khai các việc đã bàn", ["politics"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sectors(text: str, expected: list[str]) -> None:
    """The sectors in the order of their first words."""
    assert list(sectors(text, 0, len(text), LORE)) == expected
