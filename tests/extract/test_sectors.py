"""Sectors by the words of what was agreed."""

import pytest

from banggiao.extract.sectors import shown
from banggiao.lore import Lore

LORE = Lore()

CASES = [
    ("tăng cường hợp tác du lịch và giáo dục", ["tourism", "education"], [], ["politics"]),
    # a word may show two sectors
    ("phát triển công nghiệp quốc phòng", ["defence_security", "industry"], [], []),
    # a word within a longer listed one does not count: neither a farm's technology nor a fair environment for talks
    ("hợp tác nông nghiệp công nghệ cao", ["agriculture"], [], ["politics"]),
    ("tạo môi trường thuận lợi", [], [], []),
    # the relation as a whole
    ("đưa quan hệ song phương lên tầm cao mới", [], ["politics"], []),
    # a weak word
    ("tiếp tục phát triển quan hệ", [], [], ["politics"]),
    # those abroad are a matter of consuls and of people to people; the remains of soldiers are none of consuls
    ("tạo thuận lợi cho cộng đồng người Việt Nam tại nước này", ["people_to_people", "consular"], [], []),
    ("sớm hồi hương liệt sĩ", ["defence_security"], [], []),
    # nothing shows a sector
    ("triển khai các việc đã bàn", [], [], []),
]


def test_whole() -> None:
    """All fields of a relation together are told apart from words that show one."""
    text = "đẩy mạnh hợp tác trên các lĩnh vực hai bên có thế mạnh"
    found = shown(text, 0, len(text), LORE)
    assert (list(found.strong), list(found.frame), list(found.whole)) == ([], [], ["politics"])


@pytest.mark.parametrize(("text", "strong", "frame", "weak"), CASES)
def test_sectors(text: str, strong: list[str], frame: list[str], weak: list[str]) -> None:
    """The sectors in the order of their first words, by grade."""
    found = shown(text, 0, len(text), LORE)
    assert (list(found.strong), list(found.frame), list(found.weak)) == (strong, frame, weak)
