"""Posts: one for each person and office, ranks only where no office is told, former holders marked."""

import pytest
from tests.scenes import records_of

CASES = [
    ("Bộ trưởng Ngoại giao Pháp Jean Dupont tới Hà Nội.", [("Jean Dupont", "foreign_minister", "FR", False)]),
    # a rank beside an office is none, a rank alone is one
    ("Đại tướng Trần Văn Bình, Bộ trưởng Quốc phòng Việt Nam, phát biểu.", [("Trần Văn Bình", "defence_minister", "VN", False)]),
    ("Thượng tướng Trần Văn Bình của Việt Nam phát biểu.", [("Trần Văn Bình", "military_commander", "VN", False)]),
    # former, and elected
    ("Cựu Tổng thống Mỹ John Smithson tới Hà Nội.", [("John Smithson", "head_of_state", "US", True)]),
    ("Tổng thống đắc cử Mỹ John Smithson tới Hà Nội.", [("John Smithson", "official", "US", False)]),
    # the bare title goes back to the full one
    (
        "Thứ trưởng Ngoại giao Lào Khăm-phút Xay-nha tới. Thứ trưởng Khăm-phút Xay-nha cảm ơn.",
        [("Khăm-phút Xay-nha", "deputy_foreign_minister", "LA", False)],
    ),
    # said twice, recorded once
    ("Tổng thống Pháp Jean Dupont tới. Tổng thống Pháp Jean Dupont phát biểu.", [("Jean Dupont", "head_of_state", "FR", False)]),
    # who leads a body's delegation by the bare title is that body's chair
    (
        "Đoàn Mặt trận Lào xây dựng đất nước do Chủ tịch Khăm-phút Xay-nha dẫn đầu tới. Chủ tịch Khăm-phút Xay-nha cảm ơn.",
        [("Khăm-phút Xay-nha", "organisation_head", "LA", False)],
    ),
    ("Đoàn Quốc hội Lào do Chủ tịch Khăm-phút Xay-nha dẫn đầu tới.", [("Khăm-phút Xay-nha", "parliament_leader", "LA", False)]),
    (
        "Đoàn Mặt trận Lào xây dựng đất nước do Chủ tịch Khăm-phút Xay-nha, Ủy viên Trung ương Đảng, dẫn đầu tới.",
        [("Khăm-phút Xay-nha", "organisation_head", "LA", False), ("Khăm-phút Xay-nha", "official", "LA", False)],
    ),
    (
        "Ông Trần Văn Bình, nguyên Bí thư Trung ương Đảng, Phó Thủ tướng Chính phủ, thăm Lào. Việt Nam cảm ơn.",
        [("Trần Văn Bình", "official", "VN", True), ("Trần Văn Bình", "deputy_head_of_government", "VN", True)],
    ),
    # of two holders of one seat, who is only placed in the past is former
    (
        "Tổng thống Mỹ John Smithson tới. Dưới thời Tổng thống Steve Millard, Mỹ đã rút quân.",
        [("John Smithson", "head_of_state", "US", False), ("Steve Millard", "head_of_state", "US", True)],
    ),
    (
        "Năm 2024, Tổng thống Mỹ John Smithson tới. Năm 1999, Tổng thống Mỹ Steve Millard cũng tới.",
        [("John Smithson", "head_of_state", "US", False), ("Steve Millard", "head_of_state", "US", True)],
    ),
    ("Dưới thời Tổng thống Mỹ Steve Millard, hai nước ký kết.", [("Steve Millard", "head_of_state", "US", False)]),
    # two offices of one code in one phrase are two
    (
        "Bí thư Trung ương Đảng, Trưởng ban Tổ chức Trung ương Phạm Văn Bình thăm Lào.",
        [("Phạm Văn Bình", "official", "VN", False), ("Phạm Văn Bình", "official", "VN", False)],
    ),
    # the state behind a bracket, an aide's by the one served, and who is told after "của ông là"
    ("Chủ tịch Duma Quốc gia (Hạ viện) Nga Oleg Petrovsky thăm Lào.", [("Oleg Petrovsky", "parliament_leader", "RU", False)]),
    (
        "Oleg Petrovsky, cố vấn của Tổng thống Ivan Orlovsky, nói về Ukraine. Tổng thống Nga Ivan Orlovsky tới Ukraine.",
        [("Oleg Petrovsky", "official", "RU", False), ("Ivan Orlovsky", "head_of_state", "RU", False)],
    ),
    (
        "Tổng thống Mỹ John Smithson tới. Cố vấn an ninh quốc gia của ông là Steve Millard cũng tới.",
        [("John Smithson", "head_of_state", "US", False), ("Steve Millard", "security_adviser", "US", False)],
    ),
    # the embassy of an organ, and a province that is nobody's name
    ("Trưởng ban công tác cộng đồng Đại sứ quán Việt Nam ở Lào Trần Văn Bình dự.", [("Trần Văn Bình", "official", "VN", False)]),
    ("Phó Bí thư Tỉnh ủy Hậu Giang Trần Văn Bình tiếp đoàn Lào.", [("Trần Văn Bình", "official", "VN", False)]),
    # "nước này" is the state named last; who is of a state whose seat another holds held it once; persons of history
    (
        "Mỹ lên tiếng. Nga họp với Mỹ và Peru. Ngoại trưởng nước này, ông Karim Dookeran, nói về Mỹ.",
        [("Karim Dookeran", "foreign_minister", "PE", False)],
    ),
    (
        "Tổng thống Mỹ Donald Smithson tới Iran. Chính quyền Tổng thống Barack Millard từng ký kết với Iran.",
        [("Donald Smithson", "head_of_state", "US", False), ("Barack Millard", "head_of_state", "US", False)],
    ),
    # a firm's head holds no post
    ("Giám đốc Công ty Hoa Sen Trần Văn Bình tiếp khách Lào.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_posts(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    found = records_of(text, "post")
    assert [(one.values["person"], one.values["post"], one.values["country"], bool(one.values.get("former"))) for one in found] == expected


def test_quote_and_organisation() -> None:
    (record,) = records_of("Sáng nay, Bộ trưởng Công Thương Lào Khăm-phút Xay-nha tới Hà Nội.", "post")
    assert record.quote == "Bộ trưởng Công Thương Lào Khăm-phút Xay-nha"
    assert record.values["organisation"] == "Bộ Công Thương"
    assert set(record.evidence) == {"person", "post", "country", "organisation"}
    assert [(span.start, span.end) for span in record.evidence["organisation"]] == [(10, 35)]
