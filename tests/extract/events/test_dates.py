"""When events took place where several times are told, and status and time in agreement."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"

# text, type, date, status
CASES = [
    # a gathering is dated by the time before its verb
    (f"Ngày 14/5, {HOST} dự Hội nghị cấp cao ASEAN.", "conference", "2024-05-14", "held"),
    # but not where it is only the occasion of what took place then: the month of the encounter beside it
    (f"{HOST} gặp {GUEST} hôm 7/3 bên lề Hội nghị thượng đỉnh G20.", "conference", "2024-03", "held"),
    (f"Ngày 14/5, trong khuôn khổ Hội nghị thượng đỉnh G20, {HOST} gặp {GUEST}.", "conference", "2024-05", "held"),
    (f"Trong khuôn khổ Hội nghị thượng đỉnh G20, {HOST} ngày 14/5 gặp {GUEST}.", "conference", "2024-05", "held"),
    # a day told again by another clock
    (f"{HOST} tối 13/5 (sáng 14/5 theo giờ Hà Nội) gặp {GUEST}.", "meeting", "2024-05-13", "held"),
    # a letter told without a day is of the report's month, not one sent before something else
    (f"{HOST} đã gửi điện mừng tới {GUEST}.", "message", "2024-05", "held"),
    (f"{HOST} bày tỏ sau khi gửi điện mừng tới {GUEST}.", "message", None, "held"),
    # a time belongs to what comes before the words that set an event later
    (f"{HOST} gặp {GUEST} ngày 14/5 trước khi dự Hội nghị thượng đỉnh G20.", "conference", "2024-05", "held"),
    # a comma closes what is set later, and a journey to meet somebody is of one time
    (f"Ngày 14/5, trước khi rời Viêng Chăn, {HOST} đã hội đàm với {GUEST}.", "talks", "2024-05-14", "held"),
    (f"{GUEST} cũng đã đến Lào gặp {HOST} hồi tháng 3.", "visit", "2024-03", "held"),
    # a year in a name says less than a day
    (f"{GUEST} phát biểu tại Hội nghị cấp cao ASEAN năm 2024 khai mạc sáng 14/5.", "conference", "2024-05-14", "held"),
    # a plan spoken of on a day gone by is no event of that day
    (f"Ngày 2/5, Bộ Ngoại giao Lào nói về kế hoạch, theo đó {HOST} dự kiến gặp {GUEST}.", "meeting", None, "planned"),
    # the time right before a verb weighs more than another told after, but not than a part of it
    (f"{HOST} chiều 7/5 điện đàm với {GUEST} để nói về phát biểu của báo chí tuần trước.", "call", "2024-05-07", "held"),
    (f"{HOST} tháng này gặp {GUEST} vào ngày 14/5.", "meeting", "2024-05-14", "held"),
    # when a measure is to end is not when it was taken
    ("Mỹ hoãn áp thuế lên hàng hóa Trung Quốc đến tháng 12/2024.", "measure", None, "held"),
    # what lies ahead was not held; a day gone by holds no plan
    (f"{HOST} và {GUEST} hội đàm năm 2026.", "talks", "2026", "planned"),
    (f"{HOST} dự kiến gặp {GUEST} hôm 2/5.", "meeting", "2024-05-02", "held"),
]


@pytest.mark.parametrize(("text", "kind", "date", "status"), CASES)
def test_date_and_status(text: str, kind: str, date: str | None, status: str) -> None:
    found = [record.values for record in records_of(text, "event") if record.values["type"] == kind]
    assert [(values["date"], values["status"]) for values in found] == [(date, status)]


def test_encounters_told_one_after_the_other_are_of_the_day_reported() -> None:
    text = (
        f"Ngày 14/5, {HOST} gặp {GUEST} tại Geneva. Hai bên nhất trí mở rộng hợp tác. "
        f"Tại cuộc gặp với Thủ tướng Canada John Smith, {HOST} đề nghị mở đường bay thẳng."
    )
    found = {tuple(record.values["parties"]): record.values["date"] for record in records_of(text, "event")}
    assert found[("CA", "LA")] == "2024-05-14"


def test_an_encounter_mentioned_by_the_way_has_no_date() -> None:
    text = (
        f"Ngày 14/5, {HOST} gặp {GUEST} tại Geneva. Báo chí nhắc lại cuộc gặp giữa Tổng thống Mỹ John Smith và Tổng thống Nga Ivan Petrov."
    )
    found = {tuple(record.values["parties"]): record.values["date"] for record in records_of(text, "event")}
    assert found[("RU", "US")] is None


def test_what_is_told_within_a_visit_is_of_that_visit() -> None:
    long_ago = f"{GUEST} thăm Lào từ ngày 7 đến 10/8/2023. Trong chuyến thăm, {HOST} đã hội đàm với {GUEST}."
    this_month = f"{GUEST} đang ở thăm Lào. Trong chuyến thăm, {HOST} đã hội đàm với {GUEST}."
    for text, date in ((long_ago, "2023-08-07/2023-08-10"), (this_month, "2024-05")):
        assert [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "talks"] == [date]


def test_the_time_of_speaking_of_an_encounter_is_not_its_own() -> None:
    (record,) = records_of(f"Ngày 14/5, Bộ Ngoại giao Nga hoan nghênh cuộc gặp giữa {HOST} và {GUEST}.", "event")
    assert record.values["date"] is None


def test_clocks_differ_between_where_it_was_and_who_reports_it() -> None:
    text = f"{HOST} và {GUEST} hội đàm ở New York chiều 19/5. Hai bên khẳng định cuộc hội đàm hôm nay là dấu mốc."
    assert [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "talks"] == ["2024-05-19"]


def test_documents_and_a_place_may_stand_before_the_day_of_their_signing() -> None:
    text = f"{HOST} và {GUEST} ký thông cáo chung về hợp tác vận tải và du lịch giữa chính phủ hai nước tại trụ sở phái đoàn ở Geneva chiều 13/5."
    assert [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "signing"] == ["2024-05-13"]


def test_a_signing_of_the_history_of_relations_is_not_of_the_day_reported() -> None:
    past = f"Ngày 14/5, {HOST} gặp {GUEST}. Pháp và Lào thiết lập quan hệ ngoại giao năm 1951. "
    for told, date in (("Hai bên đã ký hiệp định vận tải.", None), ("Kết thúc hội đàm, hai bên đã ký hiệp định vận tải.", "2024-05-14")):
        found = [record.values for record in records_of(past + told, "event") if record.values["type"] == "signing"]
        assert [values["date"] for values in found] == [date]


def test_messages_in_a_row_are_of_one_day() -> None:
    text = (
        "Ngày 14/5, Chủ tịch nước Lào Khăm-phút Xay-nha đã gửi điện mừng tới Tổng thống Pháp Jean Dupont. "
        "Bộ trưởng Ngoại giao Lào Khăm Vông cũng gửi điện mừng tới Bộ trưởng Ngoại giao Pháp Paul Martin."
    )
    assert {record.values["date"] for record in records_of(text, "event")} == {"2024-05-14"}


def test_what_happened_then_is_of_the_time_of_the_sentence_before() -> None:
    text = f"{GUEST} thăm Lào tháng 7/2022. Khi đó, {HOST} đã hội đàm với {GUEST}."
    assert [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "talks"] == ["2022-07"]


def test_a_signing_that_will_bring_something_is_planned() -> None:
    text = "Lào và Pháp đàm phán nhiều tháng. Việc ký kết hiệp định vận tải giữa Lào và Pháp sẽ mở đường cho đầu tư."
    assert [record.values["status"] for record in records_of(text, "event") if record.values["type"] == "signing"] == ["planned"]


def test_a_signing_that_an_anniversary_is_of_is_not_of_the_day() -> None:
    text = f"Ngày 14/5, {HOST} gặp {GUEST}. Pháp trao huân chương cho Lào nhân kỷ niệm 25 năm hai nước ký Hiệp ước Hữu nghị."
    assert [record.values["date"] for record in records_of(text, "event") if record.values["type"] == "signing"] == [None]
    assert [record.values["date"] for record in records_of(text, "agreement")] == [None]


def test_those_met_on_days_of_their_own() -> None:
    text = "Thủ tướng Lào Kham Xay sẽ gặp Tổng thống Pháp Jean Dupont ngày 20/5 và Thủ tướng Đức Karl Meier ngày 21/5."
    found = {tuple(record.values["parties"]): record.values["date"] for record in records_of(text, "event")}
    assert found == {("FR", "LA"): "2024-05-20", ("DE", "LA"): "2024-05-21"}
