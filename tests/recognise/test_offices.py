"""Offices in running text: titles of every branch, portfolios, bodies, states, modifiers and counts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.lore import Lore
from banggiao.model import OfficeMention
from banggiao.recognise.offices import find_offices
from banggiao.recognise.states import find_states

LORE = Lore()


def offices(text: str) -> list[OfficeMention]:
    """The offices found in a text."""
    return list(find_offices(text, find_states(text, LORE), LORE))


def rows(text: str) -> list[tuple[str, str, str | None]]:
    """Words, post and state of each."""
    return [(text[one.start : one.end], one.post, one.country) for one in offices(text)]


NAMED = [
    ("Tổng thống Pháp", [("Tổng thống Pháp", "head_of_state", "FR")]),
    ("Bộ trưởng Bộ Quốc phòng Việt Nam", [("Bộ trưởng Bộ Quốc phòng Việt Nam", "defence_minister", "VN")]),
    # a former premier, no head of state (nguyên thủ)
    ("nguyên Thủ tướng Anh", [("nguyên Thủ tướng Anh", "head_of_government", "GB")]),
    # several portfolios in a row, and the state after them
    (
        "Bộ trưởng Ngoại giao, Lao động và Thương mại Tuvalu",
        [("Bộ trưởng Ngoại giao, Lao động và Thương mại Tuvalu", "foreign_minister", "TV")],
    ),
    # the state posted to is not the envoy's own
    (
        "Đại sứ đặc mệnh toàn quyền nước Cộng hòa xã hội chủ nghĩa Việt Nam tại Lào",
        [("Đại sứ đặc mệnh toàn quyền nước Cộng hòa xã hội chủ nghĩa Việt Nam tại Lào", "ambassador", "VN")],
    ),
    (
        "Thứ trưởng Bộ Ngoại giao, Trưởng SOM ASEAN",
        [("Thứ trưởng Bộ Ngoại giao", "deputy_foreign_minister", None), ("Trưởng SOM ASEAN", "official", None)],
    ),
    # where an office is held, and what it deals with, stand between the title and the name
    ("Tổng lãnh sự Mỹ tại TP HCM", [("Tổng lãnh sự Mỹ tại TP HCM", "consul", "US")]),
    ("Phó trưởng phái đoàn ngoại giao Mỹ tại Nigeria", [("Phó trưởng phái đoàn ngoại giao Mỹ tại Nigeria", "official", "US")]),
    ("Tư lệnh lực lượng Mỹ ở Hàn Quốc", [("Tư lệnh lực lượng Mỹ ở Hàn Quốc", "military_commander", "US")]),
    ("Đặc phái viên Mỹ về Triều Tiên", [("Đặc phái viên Mỹ về Triều Tiên", "envoy", "US")]),
    # a capital is a city here
    ("Thị trưởng Seoul Oh Se-hoon", [("Thị trưởng Seoul", "governor", "KR")]),
    ("Thị trưởng thủ đô Viêng Chăn", [("Thị trưởng thủ đô Viêng Chăn", "governor", "LA")]),
    ("Chủ tịch Hội đồng châu Âu", [("Chủ tịch Hội đồng châu Âu", "organisation_head", "EU")]),
    ("Giám đốc điều hành Quỹ Tiền tệ Quốc tế", [("Giám đốc điều hành Quỹ Tiền tệ Quốc tế", "organisation_head", "IMF")]),
    ("Giám đốc điều hành Công ty Alpha", []),
    ("Chánh văn phòng Nhà Trắng", [("Chánh văn phòng Nhà Trắng", "official", "US")]),
    # a command is a body, and no commander
    ("Bộ Tư lệnh Chiến lược Mỹ", []),
    ("Tư lệnh Bộ Tư lệnh Thái Bình Dương Mỹ", [("Tư lệnh Bộ Tư lệnh Thái Bình Dương Mỹ", "military_commander", "US")]),
    ("Đại sứ Nga tại Việt Nam", [("Đại sứ Nga tại Việt Nam", "ambassador", "RU")]),
    # a deputy for a region belongs to the foreign ministry
    ("Quốc vụ khanh Đức đặc trách khu vực Nam Á", [("Quốc vụ khanh Đức đặc trách khu vực Nam Á", "deputy_foreign_minister", "DE")]),
    (
        "Thứ trưởng phụ trách châu Phi, Bộ Ngoại giao Pháp",
        [("Thứ trưởng phụ trách châu Phi, Bộ Ngoại giao Pháp", "deputy_foreign_minister", "FR")],
    ),
    # what a chair is of decides the post
    ("Chủ tịch Trung Quốc", [("Chủ tịch Trung Quốc", "head_of_state", "CN")]),
    ("Chủ tịch Hạ viện Thái Lan", [("Chủ tịch Hạ viện Thái Lan", "parliament_leader", "TH")]),
    ("Chủ tịch UBND tỉnh Lào Cai", [("Chủ tịch UBND tỉnh Lào Cai", "governor", None)]),
    ("Tổng Bí thư BCH TW Đảng NDCM Lào", [("Tổng Bí thư BCH TW Đảng NDCM Lào", "party_leader", "LA")]),
    ("Chủ tịch Phân ban Hợp tác Lào - Việt Nam", [("Chủ tịch Phân ban Hợp tác Lào - Việt Nam", "organisation_head", "LA")]),
    # an organ of a party is of the party's state, and so are the front and the committee by their short names
    (
        "Trưởng Ban Đối ngoại Trung ương Đảng Nhân dân Cách mạng Lào",
        [("Trưởng Ban Đối ngoại Trung ương Đảng Nhân dân Cách mạng Lào", "official", "LA")],
    ),
    # the organs of a parliament or ministry are of its state, the chairs and members of its committees sit in it
    ("Cục trưởng Cục Lễ tân của Quốc hội Lào", [("Cục trưởng Cục Lễ tân của Quốc hội Lào", "official", "LA")]),
    ("Giám đốc Cơ quan Nghề cá của Bộ Nông nghiệp Lào", [("Giám đốc Cơ quan Nghề cá của Bộ Nông nghiệp Lào", "organisation_head", "LA")]),
    ("Chủ tịch Ủy ban Đối ngoại Hạ viện Thái Lan", [("Chủ tịch Ủy ban Đối ngoại Hạ viện Thái Lan", "legislator", "TH")]),
    (
        "thành viên Ủy ban Đối ngoại của Thượng viện Thái Lan",
        [("thành viên Ủy ban Đối ngoại của Thượng viện Thái Lan", "legislator", "TH")],
    ),
    ("Bí thư thứ hai Đại sứ quán Lào", [("Bí thư thứ hai Đại sứ quán Lào", "official", "LA")]),
    ("Chủ tịch UBTƯ MTTQ Việt Nam", [("Chủ tịch UBTƯ MTTQ Việt Nam", "organisation_head", "VN")]),
    ("Chủ tịch Mặt trận Lào xây dựng đất nước", [("Chủ tịch Mặt trận Lào xây dựng đất nước", "organisation_head", "LA")]),
    ("Tổng thư ký Đảng Dân chủ Tự do Nhật Bản", [("Tổng thư ký Đảng Dân chủ Tự do Nhật Bản", "party_leader", "JP")]),
    # a title that ends in the first word of a coded body is the shorter one
    ("Chủ tịch Nghị viện châu Âu", [("Chủ tịch Nghị viện châu Âu", "parliament_leader", "EU")]),
    # who heads a ministry or what stands for it is its minister
    ("người đứng đầu Lầu Năm Góc", [("người đứng đầu Lầu Năm Góc", "defence_minister", "US")]),
    ("người đứng đầu ngành ngoại giao Lào", [("người đứng đầu ngành ngoại giao Lào", "foreign_minister", "LA")]),
    ("lãnh đạo Bộ Ngoại giao Lào", []),
    ("lãnh đạo đảng Lao động Jean Dupont", [("lãnh đạo đảng Lao động", "party_leader", None)]),
    ("lãnh đạo Đảng, Nhà nước", []),
    ("thủ lĩnh phe đối lập Jean Dupont", [("thủ lĩnh phe đối lập", "party_leader", None)]),
    ("Tư lệnh Quân khu 9 Lào", [("Tư lệnh Quân khu 9 Lào", "military_commander", "LA")]),
    # what an office deals with, in any small words, up to its holder's full name
    (
        "Phó Tổng thư ký Liên hợp quốc phụ trách gìn giữ kho sách cổ Jean Dupont",
        [("Phó Tổng thư ký Liên hợp quốc phụ trách gìn giữ kho sách cổ", "official", "UN")],
    ),
    ("Phó Tổng thư ký Liên hợp quốc phụ trách kho sách cùng ông Dupont", [("Phó Tổng thư ký Liên hợp quốc", "official", "UN")]),
    # what the office holder says is no office, unless the name follows
    ("phát ngôn của Bộ Ngoại giao Nga gây chú ý", []),
    ("phát ngôn Bộ Ngoại giao Nga Ivan Petrov", [("phát ngôn Bộ Ngoại giao Nga", "spokesperson", "RU")]),
    # a rank of a state, and of its forces
    ("Thiếu tướng không quân Pháp", [("Thiếu tướng không quân Pháp", "military_commander", "FR")]),
    # where a body is tells nothing of whose it is
    ("Chủ tịch Hội người Việt Nam tại Nhật Bản Trần Văn Bình", [("Chủ tịch Hội người Việt Nam tại Nhật Bản", "organisation_head", "VN")]),
    # a city or province that no list has, where a full name shows its end
    ("Thị trưởng thành phố Zedburg Anna Weller", [("Thị trưởng thành phố Zedburg", "governor", None)]),
    ("Thị trưởng thành phố San Pedrillo Anna Weller", [("Thị trưởng thành phố San Pedrillo", "governor", None)]),
    ("Tỉnh trưởng Zedburg, bà Anna Weller", [("Tỉnh trưởng Zedburg", "governor", None)]),
    ("Chủ tịch UBND TP Trần Văn Bình", [("Chủ tịch UBND TP", "governor", None)]),
    ("Chủ tịch UBND tỉnh Trần Văn Bình", [("Chủ tịch UBND tỉnh", "governor", None)]),
    # who is served may be told by name alone
    ("cố vấn của ông Dupont", [("cố vấn", "official", None)]),
    ("lãnh đạo Hezbollah Ali Hassan", [("lãnh đạo Hezbollah", "organisation_head", "LB")]),
    ("Giám đốc cơ quan an ninh quốc gia Lào", [("Giám đốc cơ quan an ninh quốc gia Lào", "security_adviser", "LA")]),
    # scholars hold none
    ("Giám đốc Trung tâm nghiên cứu Lào", []),
    ("thành viên cao cấp của Viện Alpha", []),
    # the assembly of an organisation is no parliament; its members are none of its officers
    ("Chủ tịch Đại hội đồng WIPO", [("Chủ tịch Đại hội đồng WIPO", "organisation_head", "WIPO")]),
    ("các nước thành viên ASEAN", []),
    ("Chánh thanh tra cảnh sát Lào", [("Chánh thanh tra cảnh sát Lào", "official", "LA")]),
    # a rank in a service named in capitals
    ("cựu đại tá KGB", [("cựu đại tá KGB", "military_commander", None)]),
    # where an envoy is may be told by what was named before
    ("Đại sứ Pháp tại nước này Jean Dupont", [("Đại sứ Pháp tại nước này", "ambassador", "FR")]),
    ("Tổng thống nước này Jean Dupont", [("Tổng thống nước này", "head_of_state", None)]),
    ("Thượng nghị sĩ bang New Jersey", [("Thượng nghị sĩ bang New Jersey", "legislator", None)]),
    # in apposition to a name
    ("Jean Dupont, lãnh đạo Đài Loan", [("lãnh đạo Đài Loan", "head_of_state", "TW")]),
    # who stands for a ministry by name; for a firm or a group it is none
    ("đại diện Bộ Ngoại giao Lào Jean Dupont", [("đại diện Bộ Ngoại giao Lào", "official", "LA")]),
    ("đại diện Bộ Ngoại giao Lào cho biết", []),
    ("đại diện nhóm đối lập Jean Dupont", []),
    # a state of the past counts as the one that came after
    ("Ngoại trưởng Liên Xô", [("Ngoại trưởng Liên Xô", "foreign_minister", "RU")]),
    # the seat of a government is its state
    ("Người phát ngôn Nhà Trắng", [("Người phát ngôn Nhà Trắng", "spokesperson", "US")]),
    ("Chủ tịch đảng Cộng sản Nhật Bản", [("Chủ tịch đảng Cộng sản Nhật Bản", "party_leader", "JP")]),
    ("Tổng Thư ký Liên hợp quốc", [("Tổng Thư ký Liên hợp quốc", "organisation_head", "UN")]),
    # an aide's state is that of whom he serves
    ("đặc phái viên của Tổng thống Mỹ", [("đặc phái viên", "envoy", "US"), ("Tổng thống Mỹ", "head_of_state", "US")]),
    ("Trợ lý Bộ trưởng Quốc phòng Mỹ", [("Trợ lý Bộ trưởng Quốc phòng Mỹ", "official", "US")]),
    ("Người phát ngôn của Bộ Ngoại giao Nga", [("Người phát ngôn của Bộ Ngoại giao Nga", "spokesperson", "RU")]),
    # two offices of one person are two mentions
    ("Tổng Bí thư, Chủ tịch nước Lào", [("Tổng Bí thư", "party_leader", None), ("Chủ tịch nước Lào", "head_of_state", "LA")]),
    # or of the one after, where a sentence begins with the counterpart
    (
        "Tổng thống Pháp tới. Điện đàm với người đồng cấp Nga Ivan Petrov, Ngoại trưởng Mỹ",
        [
            ("Tổng thống Pháp", "head_of_state", "FR"),
            ("người đồng cấp Nga", "foreign_minister", "RU"),
            ("Ngoại trưởng Mỹ", "foreign_minister", "US"),
        ],
    ),
    # the counterpart has the post of the one before
    (
        "Ngoại trưởng Lào và người đồng cấp Nga",
        [("Ngoại trưởng Lào", "foreign_minister", "LA"), ("người đồng cấp Nga", "foreign_minister", "RU")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_named(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert rows(text) == expected


NONE = [
    "Giám đốc Công ty Hoa Sen thăm nhà máy",  # a firm
    "Hiệu trưởng Trường Đại học Hà Nội",  # a school
    "Đại sứ quán Pháp tại Hà Nội",  # the mission, not the envoy
    "cuộc bầu cử tổng thống",  # nobody holds it
    "Năm Chủ tịch ASEAN",  # a role of the state
]


@pytest.mark.parametrize("text", NONE)
def test_no_office(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "modifiers", "count"),
    [
        ("cựu Tổng thống Mỹ", ("former",), 1),
        ("cố Thủ tướng Lào", ("late",), 1),
        ("quyền Bộ trưởng Ngoại giao Lào", ("acting",), 1),
        ("Tổng thống đắc cử Pháp", ("elect",), 1),
        ("Ngoại trưởng Liên Xô", ("former",), 1),
        ("Tổng thống Pháp sắp nhậm chức", ("elect",), 1),
        ("Bộ trưởng Ngoại giao Pháp vào thời điểm đó", ("former",), 1),
        ("tổng thống lâm thời tự xưng Pháp", ("acting",), 1),
        ("cố vấn an ninh quốc gia mới Pháp", (), 1),
        ("hai Thứ trưởng", (), 2),
        ("các Bộ trưởng Quốc phòng", (), 2),
        ("Ngoại trưởng Nga và Mỹ", (), 2),
    ],
)
def test_modifiers_and_counts(text: str, modifiers: tuple[str, ...], count: int) -> None:
    (one,) = offices(text)
    assert (one.modifiers, one.count) == (modifiers, count)


def test_organisation_and_bareness() -> None:
    (full, bare) = offices("Bộ trưởng Công Thương Lào họp. Bộ trưởng phát biểu.")
    assert (full.organisation, full.bare) == ("Công Thương", False)
    assert (bare.organisation, bare.bare) == (None, True)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        # the last word of the title may open the name of the body
        ("Trưởng Ban Đối ngoại Trung ương Trần Văn Bình", "Ban Đối ngoại Trung ương"),
        ("nguyên Trưởng Ban Đối ngoại T.Ư Trần Văn Bình", "Ban Đối ngoại T.Ư"),
        ("Chủ tịch UBND tỉnh Lào Cai", "UBND tỉnh Lào Cai"),
        ("Bộ trưởng Tư pháp Lào", "Tư pháp"),
        # or the title holds the name
        ("Thường trực Ban Bí thư Trần Văn Bình", "Ban Bí thư"),
        ("Chủ nhiệm Văn phòng Quốc hội Trần Văn Bình", "Văn phòng Quốc hội"),
        ("Chánh Văn phòng Trung ương Trần Văn Bình", "Văn phòng Trung ương"),
        ("Đại diện cấp cao về chính sách đối ngoại của EU", "EU"),
    ],
)
def test_organisation(text: str, organisation: str) -> None:
    assert offices(text)[0].organisation == organisation


@given(
    st.lists(
        st.sampled_from(["trợ lý", "của", "Tổng thống", "Mỹ", "phụ trách", "Bộ", "Ngoại giao", ",", "và", "hai", "tại", "Chủ tịch"]),
        max_size=40,
    )
)
def test_mentions_are_sorted_and_disjoint(words: list[str]) -> None:
    found = offices(" ".join(words))
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
