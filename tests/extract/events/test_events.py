"""Events read as a table: the text, and the type, parties, date, status and people expected of it."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"
BOTH = {"Khăm-phút Xay-nha", "Jean Dupont"}

# text, type, parties, date, status, people
CASES = [
    # active, passive and inverted clauses
    (f"Ngày 14/5, {HOST} đã tiếp {GUEST}.", "reception", "FR LA", "2024-05-14", "held", BOTH),
    (f"Tiếp {GUEST} chiều 14/5, {HOST} cảm ơn Pháp.", "reception", "FR LA", "2024-05-14", "held", BOTH),
    (f"Trong cuộc điện đàm với {GUEST} ngày 14/5, {HOST} cảm ơn Pháp.", "call", "FR LA", "2024-05-14", "held", BOTH),
    # a noun with both sides
    (f"Cuộc gặp giữa {HOST} và {GUEST} diễn ra ngày 14/5.", "meeting", "FR LA", "2024-05-14", "held", BOTH),
    # talks on the margins of a conference are a meeting
    (f"Bên lề Hội nghị Cấp cao ASEAN, ngày 14/5, {HOST} hội đàm với {GUEST}.", "meeting", "FR LA", "2024-05-14", "held", BOTH),
    # planned, proposed, cancelled
    (f"{HOST} sẽ hội đàm với {GUEST} vào ngày 25/5.", "talks", "FR LA", "2024-05-25", "planned", BOTH),
    (f"{HOST} mời {GUEST} sớm thăm Lào.", "visit", "FR LA", None, "proposed", {"Jean Dupont"}),
    (f"{HOST} hủy cuộc gặp với {GUEST}.", "meeting", "FR LA", None, "cancelled", BOTH),
    # visits, with their length
    (f"{GUEST} thăm chính thức Lào từ ngày 13 đến 15/5.", "visit", "FR LA", "2024-05-13/2024-05-15", "held", {"Jean Dupont"}),
    # who speaks for a body may visit a state; who runs a body and a minister told after a comma are two
    (f"{HOST} mời Tổng Thư ký Liên Hợp Quốc sang thăm Lào.", "visit", "LA UN", None, "proposed", set()),
    (f"Tại cuộc gặp với Tổng Thư ký Liên Hợp Quốc, {HOST} cảm ơn.", "meeting", "LA UN", None, "held", {"Khăm-phút Xay-nha"}),
    # a state named only for what is spoken of meets nobody
    (f"{HOST} nói về vấn đề Syria trong cuộc gặp với {GUEST}.", "meeting", "FR LA", None, "held", BOTH),
    # a talk by telephone, told behind the verb; a call and a letter told by who gets them
    (f"{HOST} đã trao đổi với {GUEST} qua điện thoại.", "call", "FR LA", None, "held", BOTH),
    (f"{HOST} nhận được cuộc gọi từ {GUEST}.", "call", "FR LA", None, "held", BOTH),
    (f"{HOST} đã nhận được một bức thư của {GUEST}.", "message", "FR LA", "2024-05", "held", BOTH),
    # who acts behind an encounter told alone, whatever another owns further on; the owner of a capital is no visitor
    (f"Trong cuộc điện đàm mới đây, {HOST} và {GUEST} nhất trí về nghị quyết của Nga.", "call", "FR LA", "2024-05", "held", BOTH),
    (f"Sau chuyến thăm thủ đô Viêng Chăn của Lào, {GUEST} nói vậy.", "visit", "FR LA", "2024-05", "held", {"Jean Dupont"}),
    # what is to come, said by a time without a day
    (f"Hai bên chuẩn bị cho chuyến thăm Lào sắp tới của {GUEST}.", "visit", "FR LA", None, "planned", {"Jean Dupont"}),
    (f"{HOST} sẽ sang Pháp vào tháng tới để gặp {GUEST}.", "meeting", "FR LA", "2024-06", "planned", BOTH),
    # a visit of long ago, two sides in one word, a talk by another name
    (f"Lần gần nhất {GUEST} tới Lào là năm 2015.", "visit", "FR LA", "2015", "held", {"Jean Dupont"}),
    ("Hội nghị thượng đỉnh liên Triều diễn ra ngày 14/5.", "talks", "KP KR", "2024-05-14", "held", set()),
    (f"Ngày 14/5, {HOST} đã có cuộc thảo luận với {GUEST}.", "meeting", "FR LA", "2024-05-14", "held", BOTH),
    # a meeting of the Security Council that states ask for, a delegation without a name
    ("Pháp và Lào đề nghị Hội đồng Bảo an Liên Hợp Quốc họp khẩn.", "conference", "FR LA", None, "proposed", set()),
    ("Đoàn đại biểu quân sự Pháp sẽ tới Lào vào ngày 25/5.", "visit", "FR LA", "2024-05-25", "planned", set()),
    # who travels before an apposition, and to a town whose state is named after it
    (
        "Ngày 14/5, Tổng thống Pháp Jean Dupont, người đứng đầu phái đoàn, đã tới Pakse, Lào.",
        "visit",
        "FR LA",
        "2024-05-14",
        "held",
        {"Jean Dupont"},
    ),
    ("Ngoại trưởng Pháp Jean Dupont, người sẽ đến Lào, nói vậy.", "visit", "FR LA", None, "planned", {"Jean Dupont"}),
    # spoken with after what is spoken about
    (f"{HOST} sẽ thảo luận về quan hệ hai nước với {GUEST} vào ngày 25/5.", "meeting", "FR LA", "2024-05-25", "planned", BOTH),
    # a visit with an owner of something else behind it, one told in a clause about who is met, a call after which another was called off
    ("Chủ tịch nước Lào có chuyến thăm Paris ngày 14/5 nhân dịp Quốc khánh của Pháp.", "visit", "FR LA", "2024-05-14", "held", set()),
    (f"{HOST} nói trong cuộc hội đàm với {GUEST}, đang ở thăm Lào.", "visit", "FR LA", "2024-05", "held", {"Jean Dupont"}),
    (f"Hội nghị bị hủy ngay sau cuộc điện đàm giữa {HOST} và {GUEST}.", "call", "FR LA", None, "held", BOTH),
    # what is agreed to be held, days of culture
    ("Lào và Pháp thống nhất tổ chức một cuộc họp thượng đỉnh song phương.", "talks", "FR LA", None, "planned", set()),
    ("Ngày 14/5, Đại sứ quán Lào tổ chức Tuần lễ văn hóa Lào tại Pháp.", "ceremony", "FR LA", "2024-05-14", "held", set()),
    # letters by other names, a dialogue of two states
    (f"Ngày 14/5, {HOST} đã gửi thư mừng tới {GUEST}.", "message", "FR LA", "2024-05-14", "held", BOTH),
    ("Ngày 14/5, Đại sứ quán Pháp gửi lời chúc mừng năm mới đến Lào.", "message", "FR LA", "2024-05-14", "held", set()),
    ("Ngày 14/5, Lào chủ trì Đối thoại Lào - Pháp về an ninh biển.", "session", "FR LA", "2024-05-14", "held", set()),
    # one who only comes
    (f"Ngày 14/5, {GUEST} tới Lào.", "visit", "FR LA", "2024-05-14", "held", {"Jean Dupont"}),
    # a commas' pair around a time ends no clause
    (f"Cuộc hội đàm ngày mai, 25/5, giữa {HOST} và {GUEST} được trông đợi.", "talks", "FR LA", "2024-05-25", "planned", BOTH),
    # documents counted
    ("Ngày 14/5, lãnh đạo Lào và Pháp chứng kiến trao đổi hai văn kiện hợp tác.", "signing", "FR LA", "2024-05-14", "held", set()),
    # further events told in general
    (f"{GUEST} sẽ có các cuộc hội đàm, tiếp xúc với lãnh đạo cấp cao Lào.", "talks", "FR LA", None, "planned", {"Jean Dupont"}),
    (f"{GUEST} sẽ hội đàm với {HOST} và chào các lãnh đạo cấp cao Lào.", "reception", "FR LA", None, "planned", {"Jean Dupont"}),
    (f"{GUEST} dự kiến gặp một số nghị sĩ và bộ trưởng Lào.", "meeting", "FR LA", None, "planned", {"Jean Dupont"}),
    # a meeting of three
    ("Cuộc gặp ba bên giữa ngoại trưởng các nước Lào, Pháp và Nga diễn ra ngày 14/5.", "meeting", "FR LA RU", "2024-05-14", "held", set()),
    # a tour, its stops told after its time
    ("Tổng thống Pháp sẽ công du 5 nước gồm Lào.", "visit", "FR LA", None, "planned", set()),
    ("Tổng thống Pháp sẽ có chuyến công du châu Á vào ngày 25/5 tới Lào.", "visit", "FR LA", "2024-05-25", "planned", set()),
    # how long a visit lasts is no time to come
    (f"Ngày 14/5, {GUEST} bắt đầu chuyến thăm chính thức 4 ngày tới Lào.", "visit", "FR LA", "2024-05-14", "held", {"Jean Dupont"}),
    # two states' own summit, and what was said after an encounter
    ("Ngày 14/5, Lào và Pháp đã tổ chức hội nghị thượng đỉnh tại Geneva.", "talks", "FR LA", "2024-05-14", "held", set()),
    (f"Sau cuộc gặp với {GUEST} ngày 14/5, {HOST} thông báo hủy chuyến đi.", "meeting", "FR LA", "2024-05-14", "held", BOTH),
    # founding of relations, told in a jubilee's brackets
    ("Lào và Pháp kỷ niệm 70 năm thiết lập quan hệ ngoại giao (1953-2023).", "upgrade", "FR LA", "1953", "held", set()),
    ("Quan hệ ngoại giao giữa Lào và Pháp được thiết lập năm 1953.", "upgrade", "FR LA", "1953", "held", set()),
    ("Năm 1953, Lào và Pháp thiết lập quan hệ ngoại giao.", "upgrade", "FR LA", "1953", "held", set()),
    # documents, also signed by a list of states
    ("Hiệp định kinh tế do Lào, Pháp và Nga ký kết năm 2020.", "signing", "FR LA RU", "2020", "held", set()),
    ("Ngày 14/5, Lào và Pháp ký Hiệp định hợp tác văn hóa.", "signing", "FR LA", "2024-05-14", "held", set()),
    # measures and messages
    ("Ngày 14/5, lãnh đạo Lào và Pháp đã trao đổi điện mừng.", "message", "FR LA", "2024-05-14", "held", set()),
    (f"Ngày 14/5, {HOST} gửi điện mừng và lẵng hoa tới {GUEST}.", "message", "FR LA", "2024-05-14", "held", BOTH),
    ("Ngày 14/5, Mỹ trục xuất 10 nhà ngoại giao Nga.", "measure", "RU US", "2024-05-14", "held", set()),
    (f"Ngày 14/5, {HOST} gửi điện mừng tới {GUEST}.", "message", "FR LA", "2024-05-14", "held", BOTH),
]


@pytest.mark.parametrize(("text", "kind", "parties", "date", "status", "people"), CASES)
def test_event(text: str, kind: str, parties: str, date: str | None, status: str, people: set[str]) -> None:
    found = [record.values for record in records_of(text, "event") if record.values["type"] == kind]
    assert [(" ".join(one["parties"]), one["date"], one["status"], set(one["people"])) for one in found] == [
        (parties, date, status, people)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hai nước tiếp tục tăng cường trao đổi các chuyến thăm cấp cao.",  # a habit
        "Lào và Pháp chưa thiết lập quan hệ ngoại giao năm 1950.",  # denied
        "Lào và Pháp nhất trí phối hợp tại các diễn đàn đa phương.",  # no forum in particular
        "Lào và Pháp kỷ niệm 70 năm thiết lập quan hệ ngoại giao vào năm 2023.",  # the year of the jubilee, not of founding
        "Lào và Pháp triển khai các thỏa thuận đã ký kết.",  # documents referred to
        f'Ngày 14/5, {HOST} khai mạc chương trình "Gặp gỡ Nga".',  # a name
        f"{HOST} không có kế hoạch cho các cuộc đàm phán với {GUEST}.",  # none is planned
        f"{HOST} gặp gỡ đại diện kiều bào tại Pháp.",  # compatriots
        f"{HOST} phát biểu trong cuộc họp báo chung với {GUEST}.",  # the press
        "Lào cho rằng xung đột ở Syria cần được giải quyết thông qua các cuộc đàm phán.",  # a means
        "Chuyến công du Đông Nam Á với vấn đề Nga là trọng tâm của Lào.",  # what a journey is about
        f"{HOST} khỏe mạnh sau chuyến thăm Savannakhet.",  # a province
        "Đại sứ Pháp Jean Dupont đến Lào.",  # comes back to where he serves
        f"{HOST} đến Bộ Ngoại giao Pháp.",  # a house
        "Pháp đưa tin một đoàn tàu đã tới Lào để thăm bạn bè.",  # only told
        "Liên đoàn gửi kiến nghị lên Lào và Pháp, Hội kiến nghị hai nước hợp tác.",  # a petition
        f"{HOST} tiếp xúc với lãnh đạo nhiều nền kinh tế APEC.",  # a forum is no side
        "Lào, Pháp và Nga ủng hộ cuộc gặp.",  # whose it is, is not told
        "Nghị định thư của Lào đang chờ Tổng thống Pháp ký.",  # yet to be signed
        f"{HOST} kể về chuyến công du Trung Đông của {GUEST}.",  # a journey to no state in particular
        "Lào và Pháp tổ chức các hoạt động kỷ niệm 13 năm ngày ký Tuyên bố chung.",  # the signing that a jubilee is of
        "Hai bên nhất trí giải quyết tranh chấp bằng đàm phán giữa Lào và Pháp.",  # negotiation in general
    ],
)
def test_no_event(text: str) -> None:
    assert records_of(text, "event") == []


def test_counterparts_of_different_states_are_events_apart() -> None:
    text = f"Ngày 14/5, {HOST} điện đàm với Tổng thống Nga Ivan Petrov và Tổng thống Mỹ John Brown."
    assert sorted(" ".join(r.values["parties"]) for r in records_of(text, "event")) == ["LA RU", "LA US"]


def test_a_short_name_in_brackets_ends_no_list() -> None:
    found = records_of(f"{HOST} tiếp đại diện Liên minh châu Âu (EU), Pháp và Nhật Bản.", "event")
    assert {tuple(one.values["parties"]) for one in found if one.values["type"] == "reception"} == {
        ("EU", "LA"),
        ("FR", "LA"),
        ("JP", "LA"),
    }


def test_two_hosts_told_together_stay_two() -> None:
    text = (
        f"Tổng thống Lào Pha-na Xay-nha, {HOST} tiếp {GUEST}\n\nNgày 14/5, Tổng thống Lào Pha-na Xay-nha đã tiếp {GUEST}. "
        f"Cùng ngày 14/5, {HOST} đã tiếp {GUEST}."
    )
    assert len([one for one in records_of(text, "event") if one.values["type"] == "reception"]) == 2


def test_each_told_once() -> None:
    text = f"{HOST} tiếp {GUEST}\n\nNgày 14/5, tại Viêng Chăn, {HOST} đã tiếp {GUEST}. Tại buổi tiếp, hai bên trao đổi về hợp tác."
    assert len(records_of(text, "event")) == 1


def test_encounters_told_in_a_row_are_each_their_own() -> None:
    text = f"Ngày 14/5, {HOST} hội đàm với {GUEST}, gặp Chủ tịch Thượng viện Pháp và chào xã giao Tổng thống Pháp."
    assert {record.values["type"] for record in records_of(text, "event")} == {"talks", "meeting", "reception"}


def test_a_call_has_no_place() -> None:
    (record,) = records_of(f"Ngày 14/5, {HOST} điện đàm với {GUEST}, người đang ở Geneva tại Thụy Sĩ.", "event")
    assert record.values["place"] is None


def test_evidence_for_every_field() -> None:
    text = f"Ngày 14/5, tại Viêng Chăn, {HOST} đã tiếp {GUEST}."
    (record,) = records_of(text, "event")
    for field, value in record.values.items():
        if value not in (None, []):
            assert record.evidence.get(field), field
    assert record.quote == text[record.start : record.end]


def test_talks_take_the_time_of_the_day_reported() -> None:
    text = f"Ngày 14/5, {HOST} chủ trì lễ đón {GUEST}. Sau lễ đón, hai nhà lãnh đạo đã hội đàm."
    dates = {record.values["type"]: record.values["date"] for record in records_of(text, "event")}
    assert dates == {"ceremony": "2024-05-14", "talks": "2024-05-14"}


def test_a_time_of_saying_is_not_that_of_the_event() -> None:
    (record,) = records_of(f"{HOST} ngày 14/5 cho biết đã điện đàm với {GUEST}.", "event")
    assert record.values["date"] is None


@pytest.mark.parametrize(
    ("text", "further"),
    [
        (f"Ngày 14/5, {HOST} đã tiếp {GUEST}.", {"host": "Khăm-phút Xay-nha", "guest": "Jean Dupont"}),
        (f"{GUEST} chào xã giao {HOST}.", {"host": "Khăm-phút Xay-nha", "guest": "Jean Dupont"}),
        (f"{GUEST} thăm chính thức Lào từ ngày 13 đến 15/5.", {"host": "LA", "guest": "Jean Dupont", "visit_rank": "official"}),
        (f"{HOST} mời {GUEST} thăm cấp Nhà nước Lào.", {"inviter": "Khăm-phút Xay-nha", "invitee": "Jean Dupont", "visit_rank": "state"}),
    ],
)
def test_what_is_told_beyond_the_judged_fields(text: str, further: dict[str, str]) -> None:
    (record,) = records_of(text, "event")
    assert {field: record.extra.get(field) for field in further} == further
    assert all(record.evidence[field] for field in further)


# text, type and place: beside the event, not where another thing is
PLACES = [
    (f"Ngày 14/5, tại Viêng Chăn, {HOST} đã tiếp {GUEST}.", "reception", "Viêng Chăn"),
    (f"Sau cuộc họp ở Geneva, {HOST} đã tiếp {GUEST}.", "reception", None),
    (f"{HOST} đã tiếp {GUEST}, người từng lên tiếng về cuộc chiến ở Gaza.", "reception", None),
    (f"{HOST} hội đàm với {GUEST} tại Nhà Quốc hội hồi tháng trước.", "talks", "Nhà Quốc hội"),
]


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_place(text: str, kind: str, place: str | None) -> None:
    assert [record.values["place"] for record in records_of(text, "event") if record.values["type"] == kind] == [place]


def test_each_state_visited_is_its_own_place() -> None:
    found = records_of(f"{GUEST} thăm Lào, Thái Lan và Campuchia.", "event")
    assert {record.values["place"] for record in found} == {"Lào", "Thái Lan", "Campuchia"}


def test_who_speaks_after_an_encounter_is_its_other_side() -> None:
    opening = "Chủ tịch nước Lào Khăm-phút Xay-nha gặp Tổng thống Nga Ivan Petrov. Ông Petrov cảm ơn Lào."
    found = records_of(f"{opening} Tại cuộc gặp với {GUEST}, {HOST} đề nghị mở rộng hợp tác.", "event")
    assert ["FR", "LA"] in [record.values["parties"] for record in found]
    assert ["FR", "RU"] not in [record.values["parties"] for record in found]


def test_who_meets_on_an_occasion_is_there_too() -> None:
    found = records_of(f"{HOST} gặp {GUEST} nhân dịp tham dự Hội nghị thượng đỉnh Pháp ngữ lần thứ 19.", "event")
    assert [record.values["parties"] for record in found if record.values["type"] == "conference"] == [["FR", "LA"]]


# a meeting of heads is the summit that it is called elsewhere, one of ministers is not
SUMMITS = [
    ("Tổng thống Pháp Jean Dupont ngày 14/5 gặp Chủ tịch nước Lào Khăm-phút Xay-nha tại Geneva.", ["talks"]),
    (f"Ngày 14/5, {GUEST} gặp Ngoại trưởng Lào Bun-nhăng Vo-la-chit.", ["meeting", "talks"]),
    ("Bên lề Hội nghị Cấp cao ASEAN, Tổng thống Pháp Jean Dupont gặp Chủ tịch nước Lào Khăm-phút Xay-nha.", ["meeting", "talks"]),
]


@pytest.mark.parametrize(("text", "types"), SUMMITS)
def test_a_meeting_of_heads_is_the_summit_told(text: str, types: list[str]) -> None:
    found = records_of(f"{text} Hội nghị thượng đỉnh Lào - Pháp thành công.", "event")
    assert sorted(record.values["type"] for record in found if record.values["type"] != "conference") == types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thủ tướng Lào Kham Xay, người thân cận với Thủ tướng Nga, cho biết đã trao đổi với Tổng thống Pháp Jean Dupont.",
            {("meeting", "FR LA")},
        ),
        ("Tổng thống Pháp Jean Dupont sẽ có các cuộc gặp với lãnh đạo Đảng, Chính phủ và Quốc hội Việt Nam.", {("meeting", "FR VN")}),
        ("Lào là nước đầu tiên Tổng thống Pháp Jean Dupont đến thăm.", {("visit", "FR LA")}),
        ("Thủ tướng Lào Kham Xay gặp Ngoại trưởng Lào Bua Kham. Lào và Pháp hợp tác.", set()),
        (
            "Thủ tướng Lào Kham Xay đã gặp lãnh đạo các nước, gồm Pháp, Nhật Bản và Canada.",
            {("meeting", "FR LA"), ("meeting", "JP LA"), ("meeting", "CA LA")},
        ),
        (
            "Tiếp tục các hoạt động trong khuôn khổ Hội nghị APEC, Thủ tướng Lào Kham Xay đã gặp Tổng thống Pháp Jean Dupont.",
            {("meeting", "FR LA"), ("conference", "FR LA")},
        ),
        ("Tổng thống Pháp Jean Dupont là lãnh đạo cấp cao đầu tiên của Pháp tới Lào.", {("visit", "FR LA")}),
        ("Lào và Pháp mong muốn hai bên sớm hoàn tất đàm phán về đầu tư.", set()),
        ("Lào và Pháp họp bàn về đầu tư, nhưng không có thỏa thuận nào được ký kết.", set()),
        ("Lào và Pháp tập trung trao đổi về hợp tác giáo dục.", {("meeting", "FR LA")}),
        ("Thủ tướng Lào Kham Xay và Tổng thống Pháp Jean Dupont sẽ dự tọa đàm doanh nghiệp hai nước.", {("conference", "FR LA")}),
        ("Lào và Pháp có thể sẽ thành lập Ủy ban liên chính phủ, họp hai năm một lần.", set()),
    ],
)
def test_who_takes_part(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(record.values["type"], " ".join(record.values["parties"])) for record in records_of(text, "event")} == expected
