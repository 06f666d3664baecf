"""Facts read as tables: partnerships, anniversaries, mechanisms, agreements, targets, statistics and roles of invented sentences."""

import time
from typing import Any

import pytest
from tests.scenes import LORE, records_of, scene_of

from banggiao.extract.agreements import agreements
from banggiao.extract.anniversaries import anniversaries
from banggiao.extract.mechanisms import mechanisms
from banggiao.extract.page import page
from banggiao.extract.partnerships import partnerships
from banggiao.extract.roles import roles
from banggiao.extract.statistics import statistics, targets

TITLE = "Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Lào\n"


def told(text: str, kind: str, *fields: str, published: str | None = "2024-05-20") -> list[tuple[Any, ...]]:
    """The fields of each record of a kind that a body under a title about both states yields; parties joined and sorted."""

    def value(raw: Any) -> Any:
        return "+".join(sorted(raw)) if isinstance(raw, list) else raw

    return [tuple(value(record.values[field]) for field in fields) for record in records_of(TITLE + text, kind, published)]


PARTNERSHIPS = [
    # in force
    ("Hai bên nhất trí thúc đẩy quan hệ Đối tác chiến lược giữa hai nước.", [("LA+VN", "strategic", "current", None)]),
    # the longer name is the higher tier
    ("Việt Nam coi trọng quan hệ Đối tác chiến lược toàn diện với Hàn Quốc.", [("KR+VN", "comprehensive_strategic", "current", None)]),
    # relations end where a state ends them, not where it is called upon to
    ("Năm 2017, Lào cắt đứt quan hệ ngoại giao với Việt Nam.", [("LA+VN", "diplomatic_relations", "established", None)]),
    ("Mỹ kêu gọi các nước cắt đứt quan hệ ngoại giao với Triều Tiên.", []),
    # the years are those of the plan, not of the partnership
    (
        "Hai bên đã ký Kế hoạch hành động triển khai quan hệ Đối tác toàn diện Việt Nam - Australia giai đoạn 2021 - 2023.",
        [("AU+VN", "comprehensive", "current", None)],
    ),
    ("Hai bên thúc đẩy quan hệ Đối tác chiến lược trong giai đoạn 2024 - 2028.", [("LA+VN", "strategic", "current", None)]),
    # the date of founding is told
    ("Việt Nam và Thái Lan thiết lập quan hệ Đối tác chiến lược năm 2013.", [("TH+VN", "strategic", "current", "2013")]),
    # a goal
    ("Hai bên sẽ sớm nâng cấp quan hệ lên Đối tác toàn diện.", [("LA+VN", "comprehensive", "goal", None)]),
    # established by what is reported
    ("Hai bên nhất trí nâng cấp quan hệ lên Đối tác toàn diện.", [("LA+VN", "comprehensive", "established", "2024-05-20")]),
    # a lower rung beside a higher one is recalled
    (
        "Hai nước nâng cấp từ Đối tác toàn diện lên Đối tác chiến lược vào năm 2019.",
        [("LA+VN", "strategic", "current", "2019")],
    ),
    # diplomatic relations: only with their date, or where the text tells that they begin or end
    ("Việt Nam và Lào thiết lập quan hệ ngoại giao ngày 5/9/1962.", [("LA+VN", "diplomatic_relations", "current", "1962-09-05")]),
    ("Hai nước kỷ niệm 60 năm thiết lập quan hệ ngoại giao.", []),
    # of a jubilee the day on which it falls is no founding
    ("Tháng 9/2022, hai nước sẽ đánh dấu cột mốc 60 năm thiết lập quan hệ ngoại giao.", []),
    ("Hai nước đánh dấu 10 năm thiết lập quan hệ Đối tác chiến lược vào năm 2023.", [("LA+VN", "strategic", "current", None)]),
    # neither a treaty's name nor the partner of a firm
    ("Hiệp định Đối tác toàn diện và tiến bộ xuyên Thái Bình Dương mở ra cơ hội mới.", []),
    ("Công ty đã chọn được đối tác chiến lược của tập đoàn.", []),
    # an alliance, also told by who is whose ally, and what a state only should be
    ("Lào gửi thông điệp tới Nhật Bản, đồng minh lâu năm của Mỹ.", [("JP+US", "alliance", "current", None)]),
    ("Thái Lan vẫn là một đồng minh của Mỹ.", [("TH+US", "alliance", "current", None)]),
    ("Việt Nam và Lào coi trọng liên minh bền chặt giữa hai nước.", [("LA+VN", "alliance", "current", None)]),
    ("Lào nên được xem là đối tác toàn diện của Việt Nam.", []),
    ("Mỹ và Nhật Bản khẳng định củng cố quan hệ đồng minh Mỹ - Nhật.", [("JP+US", "alliance", "current", None)]),
    # relations that somebody only seeks, and what is shared with a region or only alleged
    ("Lào và Thái Lan đang tìm cách nối lại quan hệ ngoại giao.", []),
    ("Thái Lan coi trọng quan hệ đặc biệt với các nước láng giềng.", []),
    ("Một nghị sĩ bị cáo buộc về mối quan hệ đặc biệt với Thái Lan.", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTNERSHIPS)
def test_partnerships(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Parties, tier, status and founding."""
    assert told(text, "partnership", "parties", "tier", "status", "since") == expected


ANNIVERSARIES = [
    # a span in brackets
    ("Hai nước kỷ niệm 60 năm thiết lập quan hệ ngoại giao (1962-2022).", [("LA+VN", 60, "diplomatic_relations", "2022", "1962")]),
    # a year before the words
    ("Năm 2025, Việt Nam và Thái Lan kỷ niệm 10 năm quan hệ Đối tác chiến lược.", [("TH+VN", 10, "partnership", "2025", None)]),
    # the report's own year
    ("Hai nước kỷ niệm 45 năm ngày ký Hiệp ước hữu nghị và hợp tác.", [("LA+VN", 45, "other", "2024", None)]),
    # in words
    ("Hai nước kỷ niệm mười năm thiết lập quan hệ Đối tác chiến lược.", [("LA+VN", 10, "partnership", "2024", None)]),
    # still to come
    ("Hai bên hướng tới kỷ niệm 65 năm thiết lập quan hệ ngoại giao.", [("LA+VN", 65, "diplomatic_relations", None, None)]),
    # of one state or body alone, and relations of peoples
    ("Nhân dịp kỷ niệm 80 năm Quốc khánh Lào, hai bên gửi điện mừng.", [("LA", 80, "other", "2024", None)]),
    ("Việt Nam chúc mừng kỷ niệm lần thứ 60 ngày thành lập ASEAN.", [("ASEAN", 60, "other", "2024", None)]),
    ("Việt Nam và Lào kỷ niệm 300 năm lịch sử giao lưu nhân dân.", [("LA+VN", 300, "other", "2024", None)]),
    # membership of a body, independence regained
    ("Việt Nam kỷ niệm 30 năm Việt Nam gia nhập ASEAN.", [("ASEAN+VN", 30, "other", "2024", None)]),
    ("Đại sứ dự lễ kỷ niệm 25 năm ngày khôi phục độc lập của Lào.", [("LA", 25, "other", "2024", None)]),
    # the founding date is told elsewhere, or behind what is counted from
    (
        "Hai nước thiết lập quan hệ ngoại giao ngày 5/9/1962. Hai nước hướng tới kỷ niệm 65 năm quan hệ ngoại giao Việt Nam - Lào.",
        [("LA+VN", 65, "diplomatic_relations", None, "1962-09-05")],
    ),
    (
        "Trong hơn 60 năm, kể từ khi hai nước chính thức thiết lập quan hệ vào năm 1962, hợp tác đã mở rộng.",
        [("LA+VN", 60, "diplomatic_relations", None, "1962")],
    ),
    # no relation
    ("Ông đã có 30 năm công tác trong ngành ngoại giao.", []),
]


@pytest.mark.parametrize(("text", "expected"), ANNIVERSARIES)
def test_anniversaries(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Parties, years, what is commemorated, when, since when."""
    assert told(text, "anniversary", "parties", "years", "of", "when", "since") == expected


FIGURES = [
    # a total with its year and growth
    ("Kim ngạch thương mại song phương năm 2023 đạt 1,6 tỷ USD, tăng 5% so với năm 2022.", [("trade", 1600000000, "USD", "2023", 5)]),
    # exports and imports are no parts
    (
        "Năm 2023, thương mại hai chiều đạt 2 tỷ USD, trong đó Việt Nam xuất khẩu 1,2 tỷ USD và nhập khẩu 0,8 tỷ USD.",
        [
            ("trade", 2000000000, "USD", "2023", None),
            ("exports", 1200000000, "USD", "2023", None),
            ("imports", 800000000, "USD", "2023", None),
        ],
    ),
    # a rise from one value to another
    (
        "Thương mại hai chiều tăng từ 500 triệu USD năm 2012 lên 1,5 tỷ USD năm 2022.",
        [("trade", 500000000, "USD", "2012", None), ("trade", 1500000000, "USD", "2022", None)],
    ),
    # the second date belongs to the second figure
    (
        "Trao đổi thương mại song phương năm 2022 đạt 3 tỷ USD, 4 tháng đầu năm 2024 đạt 1 tỷ USD.",
        [("trade", 3000000000, "USD", "2022", None), ("trade", 1000000000, "USD", "2024-01/2024-04", None)],
    ),
    # projects and their capital
    (
        "Việt Nam có 250 dự án đầu tư tại Lào với tổng vốn đăng ký 5 tỷ USD.",
        [("projects", 250, "projects", None, None), ("investment", 5000000000, "USD", None, None)],
    ),
    # aid, to whom
    ("Nhật Bản viện trợ 2 triệu USD cho Philippines khắc phục hậu quả bão.", [("aid", 2000000, "USD", None, None)]),
    # a figure told again in another currency is one figure
    ("Nhật Bản viện trợ 300 triệu yen (khoảng 2 triệu USD) cho Lào.", [("aid", 300000000, "JPY", None, None)]),
    # growth alone
    ("Kim ngạch thương mại giữa hai nước tăng 12% trong năm 2023.", [("trade", 12, "percent", "2023", 12)]),
    # whose students, who went to study, and the worth of what was said before to be given
    ("Tại Lào hiện có 900 sinh viên Việt Nam đang học tập.", [("students", 900, "students", "2024", None)]),
    ("Đã có 600 lượt cán bộ Lào sang Việt Nam nghiên cứu.", [("people", 600, "people", None, None)]),
    ("Nhật Bản sẽ cung cấp thuốc men cho Lào. Tổng trị giá gói viện trợ là 90 triệu yên.", [("aid", 90000000, "JPY", None, None)]),
    # firms of a state, teachers sent, projects paid for by aid, vaccines given, who came to see the country
    ("Có khoảng 800 doanh nghiệp Lào đang kinh doanh tại Việt Nam.", [("other", 800, "enterprises", None, None)]),
    ("Việt Nam đã cử 70 giáo viên sang Lào giảng dạy.", [("people", 70, "people", None, None)]),
    ("Nhật Bản cấp vốn vay cho 12 dự án tại Lào.", [("projects", 12, "projects", None, None)]),
    ("Nhật Bản tặng Lào hơn 2 triệu liều vaccine.", [("aid", 2000000, "doses", None, None)]),
    ("Năm 2015 có 30.000 lượt người Lào du lịch Việt Nam.", [("tourists", 30000, "people", "2015", None)]),
    # projects nearer than the trade told before them
    (
        "Kim ngạch thương mại giữa Việt Nam và Lào đạt 300 triệu USD, Lào có 30 dự án đầu tư trị giá 40 triệu USD tại Việt Nam.",
        [("trade", 300000000, "USD", None, None), ("projects", 30, "projects", None, None), ("investment", 40000000, "USD", None, None)],
    ),
    ("Thụy Điển viện trợ 40 triệu kronor (khoảng 5 triệu USD) cho Lào.", [("aid", 40000000, "SEK", None, None)]),
    # firms of one occasion
    ("Có 30 doanh nghiệp Lào tháp tùng Thủ tướng Lào thăm Việt Nam.", []),
    # what measures nothing between states, and what happened to a few
    ("Ngân sách quốc phòng của Mỹ là 800 tỷ USD.", []),
    ("Doanh thu của công ty tại Lào đạt 20 triệu USD.", []),
    ("Vụ nổ khiến 15 du khách Lào bị thương.", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_statistics(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Measure, value, unit, period and growth."""
    assert told(text, "statistic", "measure", "value", "unit", "period", "change_percent") == expected


TARGETS = [
    ("Hai bên phấn đấu đưa kim ngạch thương mại lên 5 tỷ USD vào năm 2030.", [("LA+VN", "trade", 5000000000, "2030")]),
    # the value of today beside it is a statistic
    ("Hai bên đặt mục tiêu nâng kim ngạch thương mại từ mức 1,6 tỷ USD hiện nay lên 3 tỷ USD.", [("LA+VN", "trade", 3000000000, None)]),
    # a multiple
    ("Hai bên đặt mục tiêu tăng gấp đôi kim ngạch thương mại.", [("LA+VN", "trade", 2, None)]),
    # reached
    ("Kim ngạch thương mại hai chiều năm 2023 đã đạt mục tiêu 2 tỷ USD.", []),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_targets(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Parties, measure, value, date due."""
    assert told(text, "target", "parties", "measure", "value", "by") == expected


AGREEMENTS = [
    # signed at the event reported
    ("Hai bên đã ký Hiệp định tương trợ tư pháp về hình sự.", [("Hiệp định tương trợ tư pháp về hình sự", "agreement", "signed")]),
    # names joined by và are two documents with one status
    (
        "Hai bên ký Bản ghi nhớ về hợp tác lao động và Kế hoạch hợp tác năm 2025.",
        [("Bản ghi nhớ về hợp tác lao động", "mou", "signed"), ("Kế hoạch hợp tác năm 2025", "action_programme", "signed")],
    ),
    # the verb nearest to the name decides, its mood bends it
    (
        "Hai bên triển khai hiệu quả Hiệp định thương mại Việt Nam - Lào.",
        [("Hiệp định thương mại Việt Nam - Lào", "agreement", "in_force")],
    ),
    ("Hai bên sẽ sớm ký Hiệp định vận tải đường bộ.", [("Hiệp định vận tải đường bộ", "agreement", "to_sign")]),
    # the mood of the first of two verbs is that of the second
    ("Hai bên dự kiến họp tại Hà Nội, đồng thời ký Hiệp định hàng không.", [("Hiệp định hàng không", "agreement", "to_sign")]),
    ("Hai bên sẽ thống nhất Kế hoạch hợp tác quốc phòng.", [("Kế hoạch hợp tác quốc phòng", "action_programme", "to_sign")]),
    (
        "Chính phủ Lào ra lệnh tạm ngừng Thỏa thuận hợp tác nghiên cứu với lý do kỹ thuật.",
        [("Thỏa thuận hợp tác nghiên cứu", "agreement", "ended")],
    ),
    ("Hai bên đang đàm phán Hiệp định dẫn độ.", [("Hiệp định dẫn độ", "agreement", "negotiating")]),
    ("Việt Nam đề nghị xem xét đàm phán Hiệp định miễn thị thực.", [("Hiệp định miễn thị thực", "agreement", "proposed")]),
    ("Mỹ tuyên bố rút khỏi Hiệp ước hạn chế tên lửa với Nga.", [("Hiệp ước hạn chế tên lửa với Nga", "treaty", "ended")]),
    # a word that would end a name stands in a compound
    ("Hai bên ký Thỏa thuận hợp tác đào tạo nguồn nhân lực.", [("Thỏa thuận hợp tác đào tạo nguồn nhân lực", "agreement", "signed")]),
    # bundles and law that is only leaned on
    ("Hai bên đã ký nhiều văn kiện hợp tác.", []),
    ("Hai bên đã ký một loạt thỏa thuận.", []),
    ("Hai bên khẳng định tôn trọng Công ước Liên hợp quốc về Luật Biển.", []),
]


@pytest.mark.parametrize(("text", "expected"), AGREEMENTS)
def test_agreements(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Name, type and status."""
    assert told(text, "agreement", "name", "type", "status") == expected


def test_short_names_in_which_something_else_is_named() -> None:
    """A state within the name, or an office around it, is one tag of the view, at the end of the text too."""
    assert told("Hai bên phê chuẩn VN-EAEU FTA", "agreement", "name", "status") == [("VN-EAEU FTA", "signed")]
    assert told("Ông là Chủ tịch Ủy ban EVFTA", "agreement", "name") == []


def test_agreement_dates() -> None:
    """The date of signing and the years of validity."""
    text = "Hai bên triển khai Chương trình hành động giai đoạn 2021-2025 được ký tháng 3/2021."
    assert told(text, "agreement", "date", "period") == [("2021-03", "2021/2025")]


MECHANISMS = [
    ("Hai bên duy trì các cơ chế hợp tác như Đối thoại chính sách quốc phòng cấp Thứ trưởng.",
     [("Đối thoại chính sách quốc phòng cấp Thứ trưởng", "LA+VN", "cấp Thứ trưởng")]),
    # a session, or one that is only wished for
    ("Hai bên đồng chủ trì kỳ họp lần thứ 5 Ủy ban liên Chính phủ.", []),
    ("Hai bên nghiên cứu thành lập Nhóm công tác chung về nông nghiệp.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MECHANISMS)
def test_mechanisms(text: str, expected: list[tuple[Any, ...]]) -> None:
    """Name, parties and level."""
    assert told(text, "mechanism", "name", "parties", "level") == expected


ROLES = [
    ("Việt Nam ủng hộ Lào đảm nhiệm vai trò Chủ tịch ASEAN năm 2024.", [("LA", "ASEAN", "chair", "2024")]),
    ("Việt Nam đánh giá cao vai trò Chủ tịch ASEAN 2024 của Lào.", [("LA", "ASEAN", "chair", "2024")]),
    ("Lào ủng hộ Việt Nam ứng cử vào Hội đồng Nhân quyền Liên hợp quốc nhiệm kỳ 2026-2028.",
     [("VN", "Hội đồng Nhân quyền Liên hợp quốc", "candidate", "2026/2028")]),
    # all of a list
    ("Ba nước chính thức trở thành thành viên không thường trực của Hội đồng Bảo an, gồm Hà Lan, Kuwait và Peru.",
     [(code, "Hội đồng Bảo an", "non_permanent_member", None) for code in ("NL", "KW", "PE")]),
    # members, who joined, who wants to, and who is only wished to be one
    ("Thái Lan hiện là nước thành viên WTO, còn Lào gia nhập ASEAN vào năm 1997.",
     [("TH", "WTO", "member", None), ("LA", "ASEAN", "member", "1997")]),
    ("Lào và Thái Lan nộp đơn xin gia nhập BRICS.", [("LA", "BRICS", "candidate", None), ("TH", "BRICS", "candidate", None)]),
    ("Việt Nam ủng hộ Lào trở thành thành viên BRICS.", []),
    # the chair before its holder, and in a clause of its own
    ("Trên cương vị Chủ tịch ASEAN, Lào kêu gọi các bên kiềm chế.", [("LA", "ASEAN", "chair", None)]),
    ("Lào, nước giữ chức Chủ tịch luân phiên ASEAN, đón đoàn Thái Lan.", [("LA", "ASEAN", "chair", None)]),
    # states elected together, terms one after the other, and who is not or only wishes to be one
    ("Lào, Kuwait và quốc đảo Malta trúng cử ủy viên không thường trực Hội đồng Bảo an nhiệm kỳ 2030-2031.",
     [(code, "Hội đồng Bảo an", "non_permanent_member", "2030/2031") for code in ("LA", "KW", "MT")]),
    ("Lào trúng cử ủy viên không thường trực Hội đồng Bảo an. Lào từng là ủy viên không thường trực Hội đồng Bảo an nhiệm kỳ 2008-2009.",
     [("LA", "Hội đồng Bảo an", "non_permanent_member", None), ("LA", "Hội đồng Bảo an", "non_permanent_member", "2008/2009")]),
    ("Lào chưa từng đảm nhiệm vai trò ủy viên không thường trực Hội đồng Bảo an.", []),
    # hosts: of a body's year, of a gathering without a code, of a summit of two others, and who only lends a place
    ("Năm APEC 2027 do Lào đăng cai.", [("LA", "APEC", "host", "2027")]),
    ("Lào đăng cai tổ chức COP-30 tại Viêng Chăn năm 2025.", [("LA", "COP-30", "host", "2025")]),
    ("Lào ghi dấu ấn khi tổ chức thượng đỉnh Mỹ - Triều.", [("LA", "thượng đỉnh Mỹ - Triều", "host", None)]),
    ("Mỹ thảo luận về việc tổ chức thượng đỉnh Mỹ - Triều.", []),
    ("Lào cho mượn địa điểm tổ chức thượng đỉnh Mỹ - Triều.", []),
    # a forum without a code
    ("Lào hoàn thành trọng trách Chủ tịch AIPA 46.", [("LA", "AIPA", "chair", None)]),
    # a venue, and chairs of parliaments
    ("Cuộc họp diễn ra tại Lào bên lề Hội nghị cấp cao ASEAN.", []),
    ("Chủ tịch Quốc hội Lào tiếp đoàn Việt Nam.", []),
    # an organisation has no seat in another, and who speaks of the members is none
    ("Liên hợp quốc bầu ủy viên không thường trực Hội đồng Bảo an.", []),
    ("Lào nêu ý kiến của các thành viên không thường trực Hội đồng Bảo an.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: list[tuple[Any, ...]]) -> None:
    """State, body, role and years."""
    assert told(text, "role", "country", "body", "role", "period") == expected


@pytest.mark.parametrize("end", ["", ". ", "\n"])
@pytest.mark.parametrize(
    "piece", ["ký hiệp định về ", "kim ngạch 5 tỷ USD ", "đối tác chiến lược ", "Việt Nam - Lào ", "ủy ban liên chính phủ, "]
)
def test_time_grows_with_the_text(piece: str, end: str) -> None:
    """Ten times the text takes no more than some thirty times the time, whatever is repeated."""

    def spent(times: int) -> float:
        ready = page(scene_of(TITLE + (piece * 4 + end) * (times // 4)))
        began = time.process_time()
        for extractor in (partnerships, anniversaries, mechanisms, agreements, targets, statistics, roles):
            extractor(ready, LORE)
        return time.process_time() - began

    spent(20)
    assert spent(2000) < 30 * max(spent(200), 0.02)
