"""The words that join offices and names: each row matches its examples and none of its counters; bodies end where they should."""

import pytest

from banggiao.lore import Lore
from banggiao.recognise.bodies import find_bodies
from banggiao.recognise.joints import JointRow, joints
from banggiao.recognise.states import find_states

LORE = Lore()
ROWS = LORE.rows("vi/offices/joints", JointRow)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.role)
def test_examples_and_counters(row: JointRow) -> None:
    pattern = LORE.once(joints).by_role[row.role]
    assert [text for text in row.examples if not pattern.fullmatch(text)] == []
    assert [text for text in row.counters if pattern.fullmatch(text)] == []


BODIES = [
    ("Bộ Ngoại giao Lào khẳng định", [("Bộ Ngoại giao Lào", "LA")]),
    ("Hội hữu nghị Việt Nam - Ấn Độ họp", [("Hội hữu nghị Việt Nam - Ấn Độ", "VN")]),
    ("Cục Sở hữu trí tuệ Trần Văn Bình", [("Cục Sở hữu trí tuệ", None)]),  # the name of the head is no part of it
    ("Ủy ban Giáo dục, Nghiên cứu và Đổi mới", [("Ủy ban Giáo dục, Nghiên cứu và Đổi mới", None)]),
    ("bộ phim mới", []),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.country) for one in find_bodies(text, find_states(text, LORE), LORE)] == expected
