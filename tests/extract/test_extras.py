"""Extras read as a table: goals, policies, activities and assessments beside the records."""

from typing import Any

import pytest
from tests.scenes import LORE, scene_of

from banggiao.extract import aside, page

TITLE = "Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Lào\n"


@pytest.mark.parametrize(("text", "expected"), [
    ("Việt Nam đặt mục tiêu trở thành nước phát triển, thu nhập cao vào năm 2045.", [("national_goal", {"country": ["VN"], "due": "2045"})]),
    ("Việt Nam ủng hộ chính sách \"Hành động hướng Đông\" của Ấn Độ.", [("policy", {"country": ["IN"], "name": "chính sách \"Hành động hướng Đông\""})]),
    ("Lào sẽ tổ chức Triển lãm nông nghiệp quốc tế.", [("activity", {"status": "planned"})]),
    ("Bộ trưởng Ngoại giao Lào đánh giá cao sự hỗ trợ của Việt Nam.", [("assessment", {"by": ["LA"], "polarity": "positive"})]),
    ("Cuộc họp kéo dài hai giờ.", []),
])  # fmt: skip
def test_extras(text: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    """Kind and values; the quote is an exact stretch."""
    scene = scene_of(TITLE + text)
    found = aside(page(scene), LORE)
    assert [(one["kind"], {name: one[name] for name in values}) for one, (_, values) in zip(found, expected, strict=True)] == expected
    assert all(one["quote"] == scene.cleaned.delivered[one["start"] : one["end"]] for one in found)
