"""A state that is only compared with is no side: ``hai nước`` after it means those that the article is about."""

import pytest
from tests.scenes import records_of, scene_of

TITLE = "Bộ trưởng Công Thương Việt Nam tiếp Đại sứ Hàn Quốc\n"


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Hàn Quốc đầu tư 3 tỷ USD, đứng thứ hai sau Nhật Bản.", [("KR", False), ("JP", True)]),
        ("Trao đổi với Lào tăng so với Thái Lan.", [("LA", False), ("TH", True)]),
        ("Sau Lào, Bộ trưởng thăm Thái Lan.", [("LA", False), ("TH", False)]),
    ],
)
def test_who_is_compared_with(text: str, aside: list[tuple[str, bool]]) -> None:
    found = [(actor.codes[0], actor.aside) for actor in scene_of(text).actors if actor.kind == "state"]
    assert found == aside


def test_figures_and_tiers_are_of_the_two_that_act() -> None:
    text = "Hàn Quốc có 665 dự án tại Hà Nội với vốn 3,84 tỷ USD (đứng thứ hai sau Nhật Bản). Hàn Quốc mong muốn đưa quan hệ hai nước lên tầm đối tác chiến lược."
    for kind in ("statistic", "partnership"):
        assert {tuple(sorted(record.values["parties"])) for record in records_of(TITLE + text, kind, "2024-05-20")} == {("KR", "VN")}
