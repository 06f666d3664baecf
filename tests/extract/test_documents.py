"""When documents were signed and whether they are in force, where several words and times bear on them."""

import pytest
from tests.scenes import records_of

HOST = "Chủ tịch nước Lào Khăm-phút Xay-nha"
GUEST = "Bộ trưởng Ngoại giao Pháp Jean Dupont"
NEWS = f"Ngày 14/5, {HOST} hội đàm với {GUEST}. "
PAST = "Pháp và Lào thiết lập quan hệ ngoại giao năm 1951. "

# text, status, date
CASES = [
    # the day stands behind the place, the month behind what it is about
    ("Lào và Pháp ký Hiệp định vận tải hàng không tại trụ sở Bộ Ngoại giao ở Geneva chiều 13/5.", "signed", "2024-05-13"),
    ("Lào và Pháp ra Tuyên bố chung về nâng cấp quan hệ lên đối tác toàn diện vào tháng 9/2023.", "signed", "2023-09"),
    # who signed it and where stands between
    ("Hiệp định Khung về kết nối Lào - Pháp do Bộ trưởng hai nước ký tại Paris tháng 12/2005 đang được triển khai.", "in_force", "2005-12"),
    # what goes on with the history of relations is of no day of the news
    (NEWS + PAST + "Hai bên đã ký Hiệp định miễn thị thực cho hộ chiếu ngoại giao.", "signed", None),
    (NEWS + PAST + "Kết thúc hội đàm, hai bên đã ký Hiệp định miễn thị thực cho hộ chiếu ngoại giao.", "signed", "2024-05-14"),
    # what is ratified was signed before
    (NEWS + "Hai bên sớm phê chuẩn Hiệp định bảo hộ đầu tư Lào - Pháp.", "signed", None),
    # a means is no document adopted now
    (NEWS + "Hai nước thúc đẩy thương mại thông qua Hiệp định thương mại tự do Lào - Pháp.", "in_force", None),
    # an invitation to a signing, an aim of talks
    (NEWS + f"{HOST} mời {GUEST} dự lễ ký Hiệp định vận tải Lào - Pháp.", "to_sign", None),
    ("Hai bên dự định thực hiện lễ ký Hiệp định vận tải Lào - Pháp vào ngày 26/6.", "to_sign", "2024-06-26"),
    (NEWS + "Hai bên trao đổi để tiến tới ký kết Hiệp định vận tải Lào - Pháp.", "negotiating", None),
    # what is only wished to be reached is under negotiation, what was reached counts as signed
    (NEWS + "Hai bên mong muốn đạt được thỏa thuận vận tải Lào - Pháp.", "negotiating", None),
    (NEWS + "Pháp không thấy trở ngại nào trong việc đạt được thỏa thuận vận tải Lào - Pháp.", "negotiating", None),
    (NEWS + "Hai bên đã đạt được thỏa thuận vận tải Lào - Pháp.", "signed", "2024-05-14"),
    # what is renewed is in force, and so is a statement of another year that something rests on
    (NEWS + "Lào và Pháp đã gia hạn thỏa thuận hoán đổi tiền tệ.", "in_force", None),
    (NEWS + "Trên cơ sở Tuyên bố chung về quan hệ Lào - Pháp năm 2015, hai bên mở rộng hợp tác.", "in_force", "2015"),
    # words behind the name that say more than the verb before it
    (NEWS + "Hai bên triển khai Tuyên bố chung Lào - Pháp mà lãnh đạo hai nước đã ký kết.", "signed", None),
    ("Năm 2013, Lào và Pháp ký Hiệp định dẫn độ, có hiệu lực vào tháng 7/2014.", "in_force", "2013"),
    (NEWS + "Hiệp định vận tải Lào - Pháp sẽ được xem xét.", "proposed", None),
    (NEWS + "Hai bên sớm ký, triển khai Hiệp định vận tải Lào - Pháp.", "to_sign", None),
    (NEWS + "Hai bên sớm xây dựng và thực hiện Kế hoạch hành động về giáo dục Lào - Pháp.", "proposed", None),
    # a year that ends the name; the day behind the sides
    (NEWS + "Hai bên triển khai Bản ghi nhớ hợp tác quốc phòng Lào - Pháp 2011.", "in_force", "2011"),
    (NEWS + "Hai bên triển khai Bản ghi nhớ giữa Lào và Pháp ngày 28/10/2004 về di cư.", "in_force", "2004-10-28"),
    # who leaves it
    (NEWS + "Pháp rút các đơn vị khỏi Hiệp ước phòng thủ Lào - Pháp.", "ended", None),
]


@pytest.mark.parametrize(("text", "status", "date"), CASES)
def test_status_and_date(text: str, status: str, date: str | None) -> None:
    found = [record.values for record in records_of(text, "agreement")]
    assert [(values["status"], values["date"]) for values in found] == [(status, date)]


def test_documents_listed_under_a_signing_are_all_signed() -> None:
    text = NEWS + "Hai bên ký kết các văn kiện gồm Bản ghi nhớ về du lịch Lào - Pháp và Nghị định thư về vận tải Lào - Pháp."
    assert {record.values["status"] for record in records_of(text, "agreement")} == {"signed"}


def test_a_report_of_a_month_dates_documents_by_the_day_it_tells_or_the_month() -> None:
    told = records_of(NEWS + "Hai bên đã ký Hiệp định vận tải Lào - Pháp.", "agreement", "2024-05")
    untold = records_of("Lào và Pháp đã ký Hiệp định vận tải hàng không.", "agreement", "2024-05")
    assert [record.values["date"] for record in (*told, *untold)] == ["2024-05-14", "2024-05"]


NAMES = [
    # a title in quotation marks is part of the name
    (
        'Lào và Pháp ký Thỏa thuận về Đề án "Trường học bên sông" giai đoạn 2021-2025.',
        ['Thỏa thuận về Đề án "Trường học bên sông" giai đoạn 2021-2025'],
    ),
    # what the sides do next is none
    ("Pháp đình chỉ hiệp ước dẫn độ với Lào và cảnh báo sẽ hạn chế thị thực.", ["hiệp ước dẫn độ với Lào"]),
    # a title that holds a list in capitals
    ("Lào và Pháp ký Hiệp định về Hòa bình, Thịnh vượng và Hữu nghị.", ["Hiệp định về Hòa bình, Thịnh vượng và Hữu nghị"]),
    # no names: what it is not, a mere deal with somebody, a truce of others, an understanding that something is done by
    ("Pháp khẳng định đây không phải là hiệp định hòa bình với Lào.", []),
    ("Pháp đã ký thỏa thuận với Lào.", []),
    ("Pháp mong muốn sớm đạt được thỏa thuận ngừng bắn.", []),
    ("Đoàn sang thăm theo thỏa thuận giữa hai Bộ Ngoại giao.", []),
    # "this" statement is the one named before
    (
        "Lào và Pháp ra Tuyên bố chung về quan hệ đối tác. Với việc ra tuyên bố chung này, Lào mở rộng quan hệ với châu Âu.",
        ["Tuyên bố chung về quan hệ đối tác"],
    ),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_where_names_end(text: str, names: list[str]) -> None:
    assert [record.values["name"] for record in records_of(NEWS + text, "agreement")] == names
