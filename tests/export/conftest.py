"""A small ledger with facts of several kinds, told by three articles of two outlets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.made import made_article, made_ledger, record

from banggiao.model import Reading
from banggiao.store import Ledger

VISIT = "Thủ tướng An Văn Bình thăm chính thức Ấn Độ từ ngày 5 đến 7/3/2026"
VISIT_AGAIN = "Chuyến thăm của Thủ tướng An Văn Bình tới Ấn Độ ngày 5/3/2026"
CALL = "Bộ trưởng Lê Thị Cúc điện đàm với Bộ trưởng Ravi Kumar tháng 2/2026"
PLAN = "Tổng thống Ấn Độ dự kiến thăm Việt Nam trong tháng 9/2026"
AGREED = "=hai bên nhất trí tăng cường hợp tác thương mại"
ASKED = "Thủ tướng đề nghị Ấn Độ mở cửa thị trường trước năm 2027"
SIGNED = "Hai bên ký Hiệp định Hợp tác Năng lượng ngày 6/3/2026"
WORRY = "Việt Nam bày tỏ quan ngại về căng thẳng"
TRADE = "Kim ngạch hai chiều đạt 15,5 tỷ USD, tăng 3,5%"
ARTICLES: dict[str, tuple[str, str, list[tuple[str, str, dict[str, Any]]]]] = {
    "a/1.txt": (
        "2026-03-05",
        "Báo Một",
        [
            (
                VISIT,
                "event",
                {
                    "type": "visit",
                    "parties": ["VN", "IN"],
                    "date": "2026-03-05/2026-03-07",
                    "status": "held",
                    "people": ["An Văn Bình"],
                    "place": "Ấn Độ",
                },
            ),
            (
                "Thủ tướng An Văn Bình",
                "post",
                {"person": "An Văn Bình", "post": "head_of_government", "country": "VN", "organisation": None},
            ),
            (AGREED, "commitment", {"act": "agree", "by": ["VN", "IN"], "to": None, "sectors": ["trade"], "due": None}),
            (ASKED, "commitment", {"act": "request", "by": ["VN"], "to": ["IN"], "sectors": ["trade"], "due": "2027"}),
            (
                SIGNED,
                "agreement",
                {
                    "name": "Hiệp định Hợp tác Năng lượng",
                    "parties": ["VN", "IN"],
                    "type": "agreement",
                    "status": "signed",
                    "date": "2026-03-06",
                },
            ),
        ],
    ),
    "a/2.txt": (
        "2026-03-06",
        "Báo Hai",
        [
            (
                VISIT_AGAIN,
                "event",
                {
                    "type": "visit",
                    "parties": ["IN", "VN"],
                    "date": "2026-03-05",
                    "status": "held",
                    "people": ["An Văn Bình"],
                    "place": "New Delhi",
                },
            ),
            (
                PLAN,
                "event",
                {"type": "visit", "parties": ["IN", "VN"], "date": "2026-09", "status": "planned", "people": [], "place": "Việt Nam"},
            ),
            (
                TRADE,
                "statistic",
                {
                    "parties": ["VN", "IN"],
                    "measure": "trade",
                    "value": 15_500_000_000,
                    "unit": "USD",
                    "period": "2025",
                    "change_percent": 3.5,
                },
            ),
        ],
    ),
    "a/3.txt": (
        "2026-02-11",
        "Báo Hai",
        [
            (
                CALL,
                "event",
                {
                    "type": "call",
                    "parties": ["VN", "IN"],
                    "date": "2026-02",
                    "status": "held",
                    "people": ["Lê Thị Cúc", "Ravi Kumar"],
                    "place": None,
                },
            ),
            ("Bộ trưởng Lê Thị Cúc", "post", {"person": "Lê Thị Cúc", "post": "foreign_minister", "country": "VN", "organisation": None}),
            ("Bộ trưởng Ravi Kumar", "post", {"person": "Ravi Kumar", "post": "foreign_minister", "country": "IN", "organisation": None}),
            (WORRY, "stance", {"by": ["VN"], "topic": "middle_east", "position": "concern"}),
        ],
    ),
}


def pairs() -> list[tuple[Any, Reading]]:
    """The articles with their readings."""
    found = []
    for key, (published, outlet, told) in ARTICLES.items():
        text = ". ".join(quote for quote, _, _ in told) + "."
        article = made_article(key, text, published=published, outlet=outlet, url=f"https://bao.example/{key}")
        records = tuple(record(text, quote, kind, **values) for quote, kind, values in told)
        found.append((article, Reading(id=key, relevant=True, records=records, published=published, published_basis="given")))
    return found


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The ledger."""
    with made_ledger(tmp_path / "ledger.db", *pairs()) as made:
        yield made
