"""Acts of one state toward another read as a table: measures, force, arms, aid, messages, ceremonies; and what is none."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"
FIRM = "nhiều công ty Nga"

# text, type, parties, status
CASES = [
    # notes of protest are sent, whatever stands between them and those they go to
    ("Pháp trao công hàm ngoại giao, cảnh báo Lào.", "message", "FR LA", "held"),
    ("Pháp đã trao công hàm phản đối nghiêm khắc cho Lào.", "message", "FR LA", "held"),
    # measures: imposed, lifted, suffered, decided
    (f"Mỹ áp đặt lệnh trừng phạt mới đối với {FIRM}.", "measure", "RU US", "held"),
    (f"Mỹ trừng phạt {FIRM}.", "measure", "RU US", "held"),
    ("Mỹ dỡ bỏ lệnh cấm vận vũ khí đối với Lào.", "measure", "LA US", "held"),
    ("Nga bị Mỹ và EU áp đặt trừng phạt.", "measure", "EU RU US", "held"),
    ("Các biện pháp trừng phạt do Mỹ áp đặt với Nga có hiệu lực.", "measure", "RU US", "held"),
    (f"Quyết định trục xuất 10 nhà ngoại giao Nga của {GUEST} gây tranh cãi.", "measure", "FR RU", "held"),
    ("Tàu hải cảnh Pháp phun vòi rồng xua đuổi tàu cá của Lào.", "measure", "FR LA", "held"),
    ("Tàu cá Lào cùng 5 ngư dân bị tàu Pháp (số hiệu 12) truy đuổi.", "measure", "FR LA", "held"),
    ("Mỹ đình chỉ các đường bay thẳng giữa hai nước Mỹ và Lào.", "measure", "LA US", "held"),
    ("Pháp nối lại việc cấp thị thực cho công dân Lào.", "measure", "FR LA", "held"),
    ("Pháp tiến hành diễn tập bắn đạn thật ở vùng biển của Lào.", "military", "FR LA", "held"),
    ("Mỹ sẽ áp thuế 25% lên thép nhập khẩu từ Lào.", "measure", "LA US", "planned"),
    # one event with all who act; one who is only part of them adds none
    ("Ai Cập, Bahrain và Kuwait cắt đứt quan hệ ngoại giao với Qatar. Ai Cập cắt đứt quan hệ với Qatar.", "measure", "BH EG KW QA", "held"),
    # a verb set beside another shares its subject
    ("Pháp lên án Nga và trục xuất Đại sứ Nga.", "measure", "FR RU", "held"),
    # envoys: where they are posted, whom they represent
    ("Pháp triệu hồi Đại sứ tại Lào để tham vấn.", "measure", "FR LA", "held"),
    ("Bộ Ngoại giao Pháp triệu tập Đại sứ Lào.", "measure", "FR LA", "held"),
    ("Pháp triệu Đại sứ Lào tới để phản đối.", "measure", "FR LA", "held"),
    ("Nga yêu cầu Mỹ cắt giảm 75 nhân viên ngoại giao.", "measure", "RU US", "held"),
    ("20 nhân viên Đại sứ quán Lào sẽ phải rời khỏi Pháp.", "measure", "FR LA", "held"),
    ("Lào cấm nhân viên sứ quán Pháp xuất cảnh.", "measure", "FR LA", "held"),
    ("EU nhất trí áp đặt lệnh trừng phạt mới đối với Nga.", "measure", "EU RU", "held"),
    ("Mỹ tiếp tục áp đặt trừng phạt đối với Nga.", "measure", "RU US", "held"),
    ("Lào kiện Pháp lên Tòa án Công lý Quốc tế.", "measure", "FR LA", "held"),
    ("Các nhà ngoại giao Lào cũng được yêu cầu rời khỏi Pháp.", "measure", "FR LA", "held"),
    ("Pháp cáo buộc Nga can thiệp bầu cử và trục xuất 10 nhà ngoại giao Nga.", "measure", "FR RU", "held"),
    ("Mỹ đã rút khỏi thỏa thuận hạt nhân Iran.", "measure", "IR US", "held"),
    ("Nga bắt giữ ba tàu hải quân Ukraine.", "measure", "RU UA", "held"),
    ("Tàu chở dầu của Lào bị hải quân Pháp bắt.", "measure", "FR LA", "held"),
    ("Mỹ áp đặt trừng phạt đối với 5 công ty Nga, bao gồm cấm nhập cảnh vào Mỹ.", "measure", "RU US", "held"),
    ("Pháp đóng băng tài sản của các quan chức Lào.", "measure", "FR LA", "held"),
    ("Pháp ủng hộ việc chấm dứt chính sách cấm vận về kinh tế của Mỹ đối với Cuba.", "measure", "CU US", "held"),
    ("Mỹ bỏ lệnh cấm bán vũ khí cho Lào.", "measure", "LA US", "held"),
    ("Pháp ngừng nhận đơn xin thị thực của Lào.", "measure", "FR LA", "held"),
    ("Mỹ tuyên bố rút khỏi UNESCO.", "measure", "UNESCO US", "held"),
    ("Pháp công nhận Lào là nước có nền kinh tế thị trường.", "measure", "FR LA", "held"),
    # force
    ("Israel tiến hành các cuộc không kích vào cơ sở quân sự của Iran.", "military", "IL IR", "held"),
    ("Iran bắn hạ một máy bay không người lái của Mỹ.", "military", "IR US", "held"),
    ("Máy bay của Lào bị Pháp bắn rơi.", "military", "FR LA", "held"),
    ("Mỹ, Anh và Pháp phóng tên lửa vào Syria.", "military", "FR GB SY US", "held"),
    ("Giao tranh nổ ra giữa Thái Lan và Campuchia.", "military", "KH TH", "held"),
    ("Máy bay do thám của Pháp bị hệ thống phòng không Lào bắn rơi.", "military", "FR LA", "held"),
    ("Không quân Israel không kích Syria.", "military", "IL SY", "held"),
    ("Căng thẳng gia tăng sau vụ Tehran bắn rơi máy bay không người lái của Washington.", "military", "IR US", "held"),
    ("Cuộc tấn công tên lửa của Mỹ nhằm vào Damascus gây tranh cãi.", "military", "SY US", "held"),
    ("Nga phát động chiến sự tại Ukraine.", "military", "RU UA", "held"),
    # exercises: all who take part
    ("Lào tham gia cuộc tập trận do Pháp và Nhật Bản tổ chức.", "military", "FR JP LA", "held"),
    ("Mỹ và Hàn Quốc hủy cuộc tập trận chung.", "military", "KR US", "cancelled"),
    ("Mỹ và Hàn Quốc nhất trí hoãn cuộc tập trận chung.", "military", "KR US", "cancelled"),
    # arms
    ("Nga bán 12 tiêm kích cho Lào.", "military", "LA RU", "held"),
    ("Nga chuyển hệ thống tên lửa S-300 cho Syria.", "military", "RU SY", "held"),
    ("Mỹ triển khai THAAD tại Hàn Quốc.", "military", "KR US", "held"),
    ("Iraq xâm chiếm Kuwait năm 1990.", "military", "IQ KW", "held"),
    ("Loạt tên lửa hành trình Mỹ đã trút xuống căn cứ của Syria.", "military", "SY US", "held"),
    ("Lào đặt mua tàu ngầm của Nga.", "military", "LA RU", "held"),
    ("Lào mua 4 tàu hải quân Pháp.", "military", "FR LA", "held"),
    ("Mỹ đã điều thêm 300 binh sĩ cùng xe bọc thép tới Ba Lan.", "military", "PL US", "held"),
    ("Pháp đang đóng 5 tàu tuần tra cho Lào.", "military", "FR LA", "held"),
    ("Tàu hải quân Pháp thăm Lào.", "military", "FR LA", "held"),
    ("Tàu tuần tra của Pháp có chuyến thăm hữu nghị Lào.", "military", "FR LA", "held"),
    # a plan of an act, kept and given up
    ("Mỹ công bố kế hoạch bán xe tăng cho Lào.", "military", "LA US", "planned"),
    ("Mỹ đã dừng kế hoạch áp đặt lệnh trừng phạt đối với Nga.", "measure", "RU US", "cancelled"),
    # aid
    ("Nhật Bản viện trợ cho Lào 10 triệu USD.", "aid", "JP LA", "held"),
    ("Nhật Bản cam kết dành khoản vay 10 triệu USD cho Lào.", "aid", "JP LA", "planned"),
    ("Nhật Bản tặng Lào 100.000 liều vaccine.", "aid", "JP LA", "held"),
    ("Thủ tướng Lào cảm ơn Nhật Bản đã hỗ trợ Lào 5 triệu USD.", "aid", "JP LA", "held"),
    ("Dự án ở Lào do Nhật Bản tài trợ với kinh phí 10 triệu USD.", "aid", "JP LA", "held"),
    ("Nhật Bản đã giúp Lào xây dựng nhiều bệnh viện.", "aid", "JP LA", "held"),
    ("Lào đã nhận được lô hàng cứu trợ đầu tiên từ Pháp.", "aid", "FR LA", "held"),
    ("Nga sẽ chuyển các lô vắc xin đầu tiên cho Lào.", "aid", "LA RU", "planned"),
    ("Nhật Bản xóa khoản nợ 176 tỷ yen cho Lào.", "aid", "JP LA", "held"),
    ("Pháp hỗ trợ thành phố Sơn La 5 triệu euro chống lũ. Việt Nam cảm ơn Pháp.", "aid", "FR VN", "held"),
    ("Pháp cấp 100 suất học bổng cho sinh viên Lào.", "aid", "FR LA", "held"),
    # messages, honours, relations
    (f"{HOST} gửi thư chúc mừng tới {GUEST}.", "message", "FR LA", "held"),
    (f"Trong thư chúc mừng gửi {GUEST}, {HOST} bày tỏ tin tưởng.", "message", "FR LA", "held"),
    (f"{HOST} hỏi thăm trong lá thư gửi {GUEST}.", "message", "FR LA", "held"),
    (f"Nhân dịp {GUEST} nhậm chức, {HOST} đã có thư, điện chúc mừng.", "message", "FR LA", "held"),
    (f"{HOST} chúc mừng {GUEST} được bầu lại.", "message", "FR LA", "held"),
    (f"{HOST} đã trao Huân chương Hữu nghị cho {GUEST}.", "ceremony", "FR LA", "held"),
    ("Đại sứ Pháp trình Quốc thư lên Chủ tịch nước Lào.", "credentials", "FR LA", "held"),
    (f"{GUEST} cảm ơn Lào. Ông từng nhậm chức Đại sứ Pháp tại Lào.", "credentials", "FR LA", "held"),
    ("Pháp công nhận Nhà nước Palestine.", "upgrade", "FR PS", "held"),
]


@pytest.mark.parametrize(("text", "kind", "parties", "status"), CASES)
def test_act(text: str, kind: str, parties: str, status: str) -> None:
    found = [record.values for record in records_of(text, "event") if record.values["type"] == kind]
    assert [(" ".join(one["parties"]), one["status"]) for one in found] == [(parties, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Lào đứng ngoài những lệnh trừng phạt của châu Âu đối với Nga.",  # a noun
        "Mỹ có thể trừng phạt Nga.",  # a thought
        "Lào kêu gọi Mỹ dỡ bỏ lệnh trừng phạt đối với Nga.",  # a demand
        "Lào trục xuất một người nhập cư trái phép về Nga.",  # no envoy
        "Mỹ lên kế hoạch tấn công Iran.",  # a plan
        "Tin tặc Nga tấn công mạng các công ty Mỹ.",  # not by arms
        "Triều Tiên phóng thử tên lửa rơi gần Nhật Bản.",  # a test
        "Hai bên nhất trí tập trận chung.",  # a wish
        "Pháp cáo buộc Nga tấn công Lào.",  # a claim
        "Kẻ này hô hào ở Lào, Pháp và Nga tấn công Mỹ.",  # where, not who
        "Một nhóm vũ trang ở Pháp đã tấn công Đại sứ quán Lào.",  # no state
        "Pháp bác bỏ thông tin Nga cung cấp vũ khí cho Lào.",  # denied
        "Pháp phản đối các thương vụ bán vũ khí cho Lào.",  # sales in general
        "Lào có lẽ là điều mà các binh sĩ quan tâm ở Pháp.",  # a thing
        "Mỹ điều thêm 320 binh sĩ đến biên giới với Mexico.",  # at its own border
        "Tổng thống Pháp viết trong lá thư gửi Thủ tướng Pháp về Lào.",  # at home
        "Thủ tướng Lào chúc mừng đội tuyển Pháp.",  # sport
        "Hai oanh tạc cơ Pháp bay gần Lào.",  # a bomber is no bombing
        "Pháp bắn pháo sáng gần máy bay Lào.",  # flares
        "Người này buôn bán vũ khí cho Lào.",  # no state
        "Tàu du lịch Pháp cập cảng của Lào.",  # no navy
        "Nhật Bản giúp Lào xây dựng năng lực.",  # nothing is built
        "Mỹ phát động chiến tranh thương mại với Trung Quốc.",  # not by arms
        "Lào đề nghị Nhật Bản hỗ trợ 5 triệu USD.",  # a request
        f"{HOST} tặng {GUEST} một bức tranh trị giá 500 USD.",  # a present
        f"Tại cuộc gặp, {HOST} gửi lời chia buồn tới {GUEST}.",  # spoken
        f"{HOST} nói tại hội đàm. {HOST} chúc mừng {GUEST} được bầu lại.",  # spoken, too
    ],
)
def test_no_act(text: str) -> None:
    assert [r for r in records_of(text, "event") if r.values["type"] in ("measure", "military", "aid", "message")] == []


def test_an_act_and_the_answer_to_it_are_two() -> None:
    text = "Anh trục xuất 23 nhà ngoại giao Nga. Nga trục xuất 23 nhà ngoại giao Anh để đáp trả."
    assert [" ".join(r.values["parties"]) for r in records_of(text, "event")] == ["GB RU", "GB RU"]


def test_targets_of_different_states_are_events_apart() -> None:
    found = records_of("Mỹ áp thuế 25% lên hàng hóa Trung Quốc và Mexico.", "event")
    assert sorted(" ".join(r.values["parties"]) for r in found) == ["CN US", "MX US"]


def test_a_row_of_commas_ends_where_a_clause_opens() -> None:
    (record,) = records_of("Mỹ bán vũ khí cho Đài Loan, Trung Quốc phản đối.", "event")
    assert record.values["parties"] == ["TW", "US"]
