"""Who is who: holdings before and after names, short names, pronouns, and whose an office is that no state is said of."""

import pytest
from tests.scenes import scene_of

CASES = [
    # one phrase says all
    ("Tổng thống Pháp Jean Dupont tới Hà Nội.", [("Jean Dupont", "head_of_state", "FR")]),
    # offices in a row share the state
    (
        "Tổng Bí thư, Chủ tịch nước Lào Bun-nhăng Xay-nha",
        [("Bun-nhăng Xay-nha", "party_leader", "LA"), ("Bun-nhăng Xay-nha", "head_of_state", "LA")],
    ),
    # apposition, and the rank that stands beside the office
    (
        "Đại tướng Trần Văn Bình, Bộ trưởng Quốc phòng Việt Nam",
        [("Trần Văn Bình", "military_commander", "VN"), ("Trần Văn Bình", "defence_minister", "VN")],
    ),
    # two persons in a list keep their own offices
    (
        "Thiếu tướng Trần Văn Bình, Tư lệnh Hải quân Việt Nam và Ngoại trưởng Nga Ivan Petrov",
        [
            ("Trần Văn Bình", "military_commander", "VN"),
            ("Trần Văn Bình", "military_commander", "VN"),
            ("Ivan Petrov", "foreign_minister", "RU"),
        ],
    ),
    # a Vietnamese name without a state: the home state
    ("Lào cảm ơn Việt Nam. Thủ tướng Trần Văn Bình tiếp Đại sứ Lào.", [("Trần Văn Bình", "head_of_government", "VN")]),
    # a foreign one: the state whose office nobody else holds
    (
        "Tổng thống Mỹ John Smithson gặp Tổng thống Ivan Petrov bàn quan hệ Nga - Mỹ.",
        [("John Smithson", "head_of_state", "US"), ("Ivan Petrov", "head_of_state", "RU")],
    ),
    # named after whom he serves
    (
        "đặc phái viên của Tổng thống Mỹ John Smithson là ông Steve Millard",
        [("John Smithson", "head_of_state", "US"), ("Steve Millard", "envoy", "US")],
    ),
    (
        "Cố vấn an ninh quốc gia mới của Tổng thống Mỹ John Smithson, ông Steve Millard, phát biểu.",
        [("John Smithson", "head_of_state", "US"), ("Steve Millard", "security_adviser", "US")],
    ),
    # who will hold an office leaves it to its holder
    (
        "Mỹ và Nga họp. Tổng thống đắc cử Mỹ Steve Millard gọi điện. Tổng thống John Smithson của Mỹ vui mừng.",
        [("Steve Millard", "head_of_state", "US"), ("John Smithson", "head_of_state", "US")],
    ),
    # who is named before it has the office, and the president keeps his name
    (
        "Ivan Petrov, phát ngôn viên của Tổng thống Nga Oleg Sidorov, cho biết.",
        [("Ivan Petrov", "spokesperson", "RU"), ("Oleg Sidorov", "head_of_state", "RU")],
    ),
    # a comma between offices of two states parts clauses
    (
        "Sau cuộc gặp với người đồng cấp Lào, Ngoại trưởng Nga Ivan Petrov phát biểu.",
        [("Ivan Petrov", "foreign_minister", "RU")],
    ),
    (
        "Sau lời của Tổng thống Pháp, ông Ivan Petrov - Ngoại trưởng Nga - phát biểu.",
        [("Ivan Petrov", "foreign_minister", "RU")],
    ),
    (
        "Chủ tịch Lào Bun-nhăng Xay-nha họp. Trong cuộc gặp với ông Xay-nha, Ngoại trưởng Nga khẳng định.",
        [("Bun-nhăng Xay-nha", "head_of_state", "LA")],
    ),
    # the highest office told last, after a comma, begins a clause
    (
        "Sau khi sa thải ngoại trưởng, Tổng thống Mỹ John Smithson phát biểu.",
        [("John Smithson", "head_of_state", "US")],
    ),
    # one name in two spellings
    (
        "Tổng thống Mỹ Nicolas Smithson tới. Tổng thống Nicholas Smithson phát biểu.",
        [("Nicolas Smithson", "head_of_state", "US"), ("Nicolas Smithson", "head_of_state", "US")],
    ),
    # a counterpart has the office told of him elsewhere, else that of whom he meets where another's seat is taken
    (
        "Tổng thống Lào Bun-nhăng Xay-nha tới. Bộ trưởng Y tế Lào gặp người đồng cấp Nga Ivan Petrov. Tổng thống Nga Ivan Petrov phát biểu.",
        [("Bun-nhăng Xay-nha", "head_of_state", "LA"), ("Ivan Petrov", "head_of_state", "RU"), ("Ivan Petrov", "head_of_state", "RU")],
    ),
    (
        "Tổng thống Nga Ivan Petrov họp. Ngoại trưởng Mỹ John Smithson gặp Tổng thống Nga Ivan Petrov và người đồng cấp Nga Oleg Sidorov.",
        [
            ("Ivan Petrov", "head_of_state", "RU"),
            ("Ivan Petrov", "head_of_state", "RU"),
            ("John Smithson", "foreign_minister", "US"),
            ("Oleg Sidorov", "foreign_minister", "RU"),
        ],
    ),
    # who serves may be told after "là"
    (
        "Cố vấn cấp cao của Tổng thống Mỹ là Anna Smithson phát biểu.",
        [("Anna Smithson", "official", "US")],
    ),
    # a long name in short by a word inside it
    (
        "Tổng thống Brazil Pedro Inacio Lulo da Silva tới. Tổng thống Lulo phát biểu.",
        [("Pedro Inacio Lulo da Silva", "head_of_state", "BR"), ("Pedro Inacio Lulo da Silva", "head_of_state", "BR")],
    ),
    # in brackets, by age, and after a dash
    ("Ngoại trưởng Lào (bà Anna Weller) phát biểu.", [("Anna Weller", "foreign_minister", "LA")]),
    ("Jean Dupont, 40 tuổi, Ngoại trưởng Pháp, phát biểu.", [("Jean Dupont", "foreign_minister", "FR")]),
    (
        "Phát ngôn viên của Tổng thống Nga, ông Ivan Petrov, tới. Tổng thống Nga Oleg Sidorov phát biểu.",
        [("Ivan Petrov", "spokesperson", "RU"), ("Oleg Sidorov", "head_of_state", "RU")],
    ),
    # the offices that follow a former one
    (
        "Ông Trần Văn Bình, nguyên Bí thư Trung ương Đảng, Phó Thủ tướng Chính phủ, tới. Việt Nam cảm ơn.",
        [("Trần Văn Bình", "official", "VN"), ("Trần Văn Bình", "deputy_head_of_government", "VN")],
    ),
    # what the state has no such office is somebody else's
    (
        "Đón người đồng cấp Mỹ, Chủ tịch nước Trần Văn Bình phát biểu. Việt Nam cảm ơn.",
        [("Trần Văn Bình", "head_of_state", "VN")],
    ),
    # a comma is no apposition where somebody else is called the same
    (
        "Ngoại trưởng Nga Ivan Petrov tới. Trước lời của Ngoại trưởng Nga, ông Jean Dupont im lặng.",
        [("Ivan Petrov", "foreign_minister", "RU")],
    ),
    ("Ngoại trưởng Nga, ông Ivan Petrov, tới. Ngoại trưởng Nga Petrov phát biểu.", [("Ivan Petrov", "foreign_minister", "RU")] * 2),
    # an initial is the name in short
    (
        "Tổng thống Nga I.Petrov tới. Tổng thống Nga Ivan Petrov phát biểu.",
        [("Ivan Petrov", "head_of_state", "RU"), ("Ivan Petrov", "head_of_state", "RU")],
    ),
    # an office after a name is that person's, whoever is named next; offices before names stay with those
    (
        "Tướng Trần Văn Bình, Bộ trưởng Quốc phòng, tướng Lê Văn An thăm Lào. Việt Nam cảm ơn.",
        [
            ("Trần Văn Bình", "military_commander", "VN"),
            ("Trần Văn Bình", "defence_minister", "VN"),
            ("Lê Văn An", "military_commander", "VN"),
        ],
    ),
    (
        "Thủ tướng Trần Văn Bình, Phó Thủ tướng, Bộ trưởng Quốc phòng Lê Văn An thăm Lào. Việt Nam cảm ơn.",
        [
            ("Trần Văn Bình", "head_of_government", "VN"),
            ("Lê Văn An", "deputy_head_of_government", "VN"),
            ("Lê Văn An", "defence_minister", "VN"),
        ],
    ),
    ("Jean Dupont, một nghị sĩ Pháp, phát biểu.", [("Jean Dupont", "legislator", "FR")]),
    # the name of who speaks for a president, and of who advises one that the text names
    ("Phát ngôn viên của Tổng thống Nga Ivan Petrov", [("Ivan Petrov", "spokesperson", "RU")]),
    (
        "Tổng thống Mỹ John Smithson họp. Cố vấn của Tổng thống Mỹ Steve Millard phát biểu.",
        [("John Smithson", "head_of_state", "US"), ("Steve Millard", "official", "US")],
    ),
    # nothing tells of another president
    ("Cố vấn của Tổng thống Mỹ John Smithson phát biểu.", [("John Smithson", "head_of_state", "US")]),
    # kin and counsel hold no office
    ("Em gái Tổng thống Pháp Marie Dupont tới.", []),
    (
        "Tổng thống Mỹ John Smithson họp. Luật sư của Tổng thống Mỹ Steve Millard phát biểu. Con trai của Tổng thống Mỹ John Smithson tới.",
        [("John Smithson", "head_of_state", "US"), ("John Smithson", "head_of_state", "US")],
    ),
    # a pronoun goes back to the person named last
    ("Ông Steve Millard phát biểu. Ông từng là Đại sứ Mỹ tại Lào.", [("Steve Millard", "ambassador", "US")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_holdings(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = scene_of(text).people
    assert [(one.name, held.office.post, held.country) for one in found for held in one.holdings] == expected


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # surname, given name of a Vietnamese, full name
        ("Tổng thống Pháp Jean Dupont họp. Ông Dupont cảm ơn. Dupont ra về.", [("Jean Dupont", 3)]),
        ("Thủ tướng Trần Văn Bình họp. Ông Bình cảm ơn.", [("Trần Văn Bình", 2)]),
        # a wife of the same name is somebody else
        (
            "Tổng thống Pháp Jean Dupont và phu nhân Marie Dupont tới. Tổng thống Dupont phát biểu.",
            [("Jean Dupont", 2), ("Marie Dupont", 1)],
        ),
    ],
)
def test_short_names(text: str, mentions: list[tuple[str, int]]) -> None:
    assert [(one.name, len(one.mentions)) for one in scene_of(text).people] == mentions
