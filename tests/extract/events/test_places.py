"""Where events took place: beside their words, at the end of a journey, never where only a thing or a person is."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"

# text, type and place
PLACES = [
    # a place that opens the sentence
    (f"Tại thủ đô Viêng Chăn, {HOST} đã hội đàm với {GUEST}.", "talks", "Viêng Chăn"),
    (f"Tại TP.HCM, {HOST} đã gặp {GUEST}.", "meeting", "TP.HCM"),
    # where somebody goes to take part
    ("Tổng thống Pháp Jean Dupont sang Hàn Quốc để dự Hội nghị thượng đỉnh G20.", "conference", "Hàn Quốc"),
    ("Thủ tướng Lào đã đến Muscat hôm 3/5 để tham dự Hội nghị cấp cao ASEAN.", "conference", "Muscat"),
    # the name of a state in whole
    (f"Ngày 14/5, tại Liên bang Nga, {HOST} gặp {GUEST}.", "meeting", "Liên bang Nga"),
    # a seat, a war or a region is no place of an encounter
    (f"{HOST} gặp {GUEST} và nhân viên đại sứ quán Pháp tại Singapore.", "meeting", None),
    (f"{HOST} gặp {GUEST} bàn về lệnh ngừng bắn ở Gaza.", "meeting", None),
    (f"{HOST} gặp {GUEST} và lãnh đạo các nước khác ở Đông Âu.", "meeting", None),
    (f"{HOST} gặp {GUEST} bàn về hợp tác ở Ấn - Thái Bình Dương.", "meeting", None),
    # what is said in a place need not have happened there
    (f"Phát biểu tại Bahrain, Bộ trưởng Ngoại giao Oman cho biết {HOST} đã hội đàm với {GUEST}.", "talks", None),
    (f"{HOST} rời Alaska, sau đó gặp {GUEST}.", "meeting", None),
    # acts of one state against another have no place
    ("Séc trục xuất 18 nhà ngoại giao Nga tại Praha.", "measure", None),
    # a visit leads to its host, also where its words do not say so; what owns it is no place
    (f"Lào chờ đón {GUEST}. Chuyến thăm của ông Dupont bắt đầu ngày 25/5.", "visit", "Lào"),
    ("Hai bên chuẩn bị cho chuyến thăm của một tàu hải quân Pháp tới Lào.", "military", "Lào"),
    # a summit named after its city
    (f"Thượng đỉnh Tokyo giữa {HOST} và {GUEST} kết thúc hôm 3/5.", "talks", "Tokyo"),
    # a well-known city tells its state
    ("Tổng thống Pháp Jean Dupont đã đến Osaka hôm 3/5.", "visit", "Osaka"),
    # what happens in the days of a visit happens where it leads, documents are signed where the talks are
    (f"{GUEST} thăm Lào từ ngày 3 đến 5/5. Sáng 4/5, {HOST} đã tiếp {GUEST}.", "reception", "Lào"),
    (f"{GUEST} thăm Lào từ ngày 3 đến 5/5. Sáng 9/5, {HOST} đã tiếp {GUEST}.", "reception", None),
    (f"Sáng 4/5 tại Viêng Chăn, {HOST} hội đàm với {GUEST}. Sau hội đàm, hai bên đã ký bản ghi nhớ hợp tác.", "signing", "Viêng Chăn"),
    (
        f"Sáng 4/5 tại Viêng Chăn, {HOST} hội đàm với {GUEST}. Ông nói nhiều. Báo chí khen. Dư luận chờ. Kết thúc hội đàm, hai bên đã ký bản ghi nhớ hợp tác.",
        "signing",
        "Viêng Chăn",
    ),
    # words of a gathering's name set its place apart from nothing, and one goes somewhere to chair a session
    ("Diễn đàn doanh nghiệp Lào - Pháp sẽ được tổ chức tại Viêng Chăn ngày 27/6.", "conference", "Viêng Chăn"),
    ("Thủ tướng Lào sẽ đến Pháp, đồng chủ trì Kỳ họp lần thứ 4 Ủy ban liên Chính phủ Lào - Pháp ngày 4/6.", "session", "Pháp"),
    # of several that are attacked each is hit
    ("Nga xâm chiếm láng giềng như Gruzia và Ukraine.", "military", "Ukraine"),
    ("Máy bay của Nga bị Syria bắn rơi hôm 3/5, theo Pháp.", "military", None),
    # an ambassador who is received is not where somebody else travelled
    (f"Ngày 4/5, {HOST} thăm Pháp. Cùng ngày, Thủ tướng Lào tiếp Đại sứ Pháp tại Lào Jean Dupont.", "reception", None),
    # ships come to ports, attacks hit states
    ("Tàu hải quân Pháp cập cảng Đà Nẵng, bắt đầu chuyến thăm Việt Nam.", "military", "Đà Nẵng"),
    ("Ngày 5/6, Israel không kích các cơ sở hạt nhân của Iran.", "military", "Iran"),
]


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_place(text: str, kind: str, place: str | None) -> None:
    assert [record.values["place"] for record in records_of(text, "event") if record.values["type"] == kind] == [place]
