"""Names of mechanisms and conferences in events: where they begin and end, and the number of the session."""

import pytest
from tests.scenes import records_of

TITLE = "Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Lào\n"

NAMES = [
    # the name alone
    ("tổ chức Ủy ban Hỗn hợp Việt Nam - Lào lần thứ 10.", ("Ủy ban Hỗn hợp Việt Nam - Lào", 10)),
    # a sitting of a mechanism is called by the mechanism
    ("tổ chức Cuộc họp Ủy ban Hỗn hợp Việt Nam - Lào lần thứ 10.", ("Ủy ban Hỗn hợp Việt Nam - Lào", 10)),
    ("đồng chủ trì phiên họp lần thứ 29 của Ủy ban Việt Nam - Lào về chuẩn bị các dự án điện.", ("Ủy ban Việt Nam - Lào về chuẩn bị các dự án điện", 29)),
    # what goes on behind the name
    ("đồng chủ trì Đối thoại Chính sách Quốc phòng Việt Nam - Lào dưới sự chứng kiến của đại diện hai bộ.", ("Đối thoại Chính sách Quốc phòng Việt Nam - Lào", None)),
    ("tổ chức Diễn đàn Doanh nghiệp Việt Nam - Lào thu hút 200 công ty.", ("Diễn đàn Doanh nghiệp Việt Nam - Lào", None)),
    ("tham dự Diễn đàn Doanh nghiệp Việt Nam - Lào và một số hoạt động khác.", ("Diễn đàn Doanh nghiệp Việt Nam - Lào", None)),
    # a sitting without a name
    ("đồng chủ trì phiên họp lần thứ 10.", (None, 10)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: tuple[str | None, int | None]) -> None:
    records = records_of(
        TITLE + f"Ngày 20/5, tại Hà Nội, Bộ trưởng Ngoại giao Việt Nam và Bộ trưởng Ngoại giao Lào {text}", "event", "2024-05-20"
    )
    assert [
        (record.values["mechanism"], record.values["ordinal"]) for record in records if record.values["type"] in ("session", "conference")
    ] == [expected]
