"""The words that join offices and names: each row matches its examples and none of its counters; bodies end where they should."""

from collections.abc import Callable

import pytest

from banggiao.lore import Lore
from banggiao.recognise.bodies import find_bodies
from banggiao.recognise.joints import JointRow, Joints, between_parties, joints
from banggiao.recognise.states import find_states

LORE = Lore()
ROWS = [
    (row, make)
    for table, make in (("vi/offices/joints", joints), ("vi/discourse/joints", between_parties))
    for row in LORE.rows(table, JointRow)
]


@pytest.mark.parametrize(("row", "make"), ROWS, ids=[f"{make.__name__}-{row.role}" for row, make in ROWS])
def test_examples_and_counters(row: JointRow, make: Callable[[Lore], Joints]) -> None:
    pattern = LORE.once(make).by_role[row.role]
    assert [text for text in row.examples if not pattern.fullmatch(text)] == []
    assert [text for text in row.counters if pattern.fullmatch(text)] == []


BODIES = [
    ("Bộ Ngoại giao Lào khẳng định", [("Bộ Ngoại giao Lào", "LA")]),
    ("Hội hữu nghị Việt Nam - Ấn Độ họp", [("Hội hữu nghị Việt Nam - Ấn Độ", "VN")]),
    ("Cục Sở hữu trí tuệ Trần Văn Bình", [("Cục Sở hữu trí tuệ", None)]),  # the name of the head is no part of it
    ("Ủy ban Giáo dục, Nghiên cứu và Đổi mới", [("Ủy ban Giáo dục, Nghiên cứu và Đổi mới", None)]),
    ("bộ phim mới", []),
    # a party's name goes on after a state that is part of it, and ends at one that it is of
    ("đảng Nước Nga công bằng họp", [("đảng Nước Nga công bằng", "RU")]),
    ("Đảng Mặt trận Quốc gia Pháp tuyên bố", [("Đảng Mặt trận Quốc gia Pháp", "FR")]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.country) for one in find_bodies(text, find_states(text, LORE), LORE)] == expected
