"""Whether an event took place, read as a table: the text, and the type, parties and status expected of it."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"

# text, type, parties, status
CASES = [
    # an encounter that others wait for is to come, unless its time is past
    ("Lào kêu gọi kiềm chế trước cuộc gặp giữa Tổng thống Nga và Tổng thống Mỹ.", "meeting", "RU US", "planned"),
    ("Lào kêu gọi kiềm chế trước cuộc gặp giữa Tổng thống Nga và Tổng thống Mỹ hồi tháng 2.", "meeting", "RU US", "held"),
    ("Lãnh đạo Lào thăm Nga trước thềm gặp thượng đỉnh với Mỹ.", "talks", "LA US", "planned"),
    ("Vòng đàm phán tiếp theo giữa Lào và Pháp được trông đợi.", "talks", "FR LA", "planned"),
    # what will be done at an encounter puts it ahead; what was said there does not
    ("Trong cuộc gặp với Tổng thống Nga, Tổng thống Mỹ sẽ nêu vấn đề Lào.", "meeting", "RU US", "planned"),
    ("Trong cuộc gặp với Tổng thống Nga, Tổng thống Mỹ nói Lào sẽ tham gia.", "meeting", "RU US", "held"),
    ("Một trong những sự kiện được mong chờ nhất là cuộc gặp giữa Tổng thống Nga và Tổng thống Mỹ.", "meeting", "RU US", "planned"),
    # an encounter called off is another than the one at which it was said
    (f"Tại cuộc gặp với {GUEST}, {HOST} chia sẻ rằng Lào sẽ hủy chuyến đi.", "meeting", "FR LA", "held"),
    # declining to speak of an encounter, or breaking something, calls none off; a word of habit in between calls it off all the same
    ("Lào từ chối xác nhận về cuộc gặp giữa Tổng thống Nga và Tổng thống Mỹ.", "meeting", "RU US", "held"),
    (f"{HOST} hủy luôn chuyến thăm cấp nhà nước tới Pháp.", "visit", "FR LA", "cancelled"),
    # where something was asked for, nothing of the gathering is asked
    (f"{HOST} nêu đề nghị với {GUEST} bên lề Hội nghị cấp cao ASEAN.", "conference", "LA", "held"),
    # a word of the future holds for the whole row of verbs that it opens, one before the subject of an act done for none of it
    (f"{GUEST} sẽ dự Hội nghị cấp cao ASEAN lần thứ 12, Diễn đàn Kinh tế phương Đông và thăm chính thức Lào.", "visit", "FR LA", "planned"),
    (f"Trước khi dự Đối thoại sẽ diễn ra tại đây, {GUEST} đã hội kiến {HOST}.", "reception", "FR LA", "held"),
    # what follows in another clause is not said of the act
    ("Lào đã triệu tập Đại sứ Pháp và dự kiến nhiều người nữa được mời.", "measure", "FR LA", "held"),
]


@pytest.mark.parametrize(("text", "kind", "parties", "status"), CASES)
def test_status(text: str, kind: str, parties: str, status: str) -> None:
    found = [record.values for record in records_of(text, "event") if record.values["type"] == kind]
    assert [(" ".join(one["parties"]), one["status"]) for one in found] == [(parties, status)]


def test_a_year_behind_a_plan_is_that_of_what_it_ends() -> None:
    text = "Nhật Bản cho biết sẽ dỡ bỏ hạn chế xuất khẩu sang Hàn Quốc áp dụng từ năm 2019."
    assert [(one.values["status"], one.values["date"]) for one in records_of(text, "event")] == [("planned", None)]


def test_a_call_told_with_one_side_at_a_time_is_one() -> None:
    text = (
        "Ngoại trưởng Pháp - Lào điện đàm\n\nNgoại trưởng Pháp Jean Dupont đề cao hợp tác trong cuộc điện đàm với người đồng cấp Lào.\n"
        "Ngoại trưởng Lào Khăm-phút Xay-nha bày tỏ đồng tình. Cuộc điện đàm của Dupont và Khăm-phút Xay-nha kéo dài 45 phút."
    )
    assert [record.values["type"] for record in records_of(text, "event")] == ["call"]


def test_a_session_of_one_number_is_one_whoever_is_named() -> None:
    text = (
        f"{HOST} tiếp {GUEST} sang dự cuộc họp Tham khảo chính trị Lào - Pháp lần thứ 3. "
        "Thứ trưởng Ngoại giao Lào Kăm-la Xay đồng chủ trì cuộc họp Tham khảo chính trị Lào - Pháp lần thứ 3."
    )
    assert len([record for record in records_of(text, "event") if record.values["type"] == "session"]) == 1


def test_what_is_given_and_what_is_promised_are_two() -> None:
    text = "Nhật Bản đã hỗ trợ Lào 5 triệu USD. Nhật Bản sẽ cung cấp cho Lào khoản vay 10 triệu USD."
    assert [record.values["status"] for record in records_of(text, "event")] == ["held", "planned"]


def test_messages_of_two_senders_are_two() -> None:
    text = f"{HOST} đã gửi điện mừng tới {GUEST}. Cùng ngày, Thủ tướng Lào Kăm-la Xay đã gửi điện mừng tới Thủ tướng Pháp Paul Durand."
    assert len([record for record in records_of(text, "event") if record.values["type"] == "message"]) == 2


def test_each_of_several_senders_sends_its_own_message() -> None:
    text = "Ngày 14/5, Ngoại trưởng Lào và Ngoại trưởng Thái Lan gửi các điện chia buồn, điện thăm hỏi tới Ngoại trưởng Pháp."
    found = [record.values["parties"] for record in records_of(text, "event") if record.values["type"] == "message"]
    assert sorted(found) == [["FR", "LA"], ["FR", "TH"]]


def test_visits_of_two_offices_are_two() -> None:
    text = (
        "Thủ tướng Pháp Jean Dupont thăm Lào ngày 14/5. Trước đó, chuyến thăm chính thức Lào của Chủ tịch Quốc hội Pháp "
        "diễn ra vào tháng 3/2024."
    )
    found = [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "visit"]
    assert found == ["2024-05-14", "2024-03"]


def test_a_list_of_those_met_joins_what_tells_each_by_name() -> None:
    text = "Thủ tướng Lào Kham Xay đã gặp lãnh đạo các nước, gồm Pháp và Nhật Bản. Ông gặp Tổng thống Pháp Jean Dupont chiều 14/5."
    found = [(record.values["parties"], set(record.values["people"])) for record in records_of(text, "event")]
    assert sorted(found, key=str) == [(["FR", "LA"], {"Jean Dupont", "Kham Xay"}), (["JP", "LA"], {"Kham Xay"})]


def test_a_counter_invitation_is_only_proposed() -> None:
    text = "Tổng thống Pháp Jean Dupont nhận lời thăm Lào và mời Thủ tướng Lào Kham Xay thăm Pháp."
    found = {record.values["place"]: record.values["status"] for record in records_of(text, "event")}
    assert found == {"Lào": "planned", "Pháp": "proposed"}
