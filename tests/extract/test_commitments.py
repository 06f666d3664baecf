"""Commitments read as a table: what a sentence agrees, promises or asks for, by whom and of whom."""

from functools import cache

import pytest
from tests.scenes import records_of

from banggiao.cleaning import clean
from banggiao.extract.commitments import commitments
from banggiao.extract.draft import Draft
from banggiao.extract.page import page
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import stage

LORE = Lore()
TITLE = "Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Lào\n"
LAO = "Bộ trưởng Ngoại giao Lào"
VIET = "Bộ trưởng Ngoại giao Việt Nam"


@cache
def drafts(text: str) -> tuple[Draft, ...]:
    """What the body of an article with a title about both states yields."""
    scene = stage(clean(Article(id="x", text=TITLE + text), LORE), "2024-05-15", LORE)
    return tuple(commitments(page(scene), LORE))


def told(text: str) -> list[tuple[str, str, str]]:
    """Act, by and to of each draft."""
    return [(str(d.values["act"]), "+".join(d.values["by"]), "+".join(d.values["to"] or ())) for d in drafts(text)]


ACTS = [
    # the sides together
    ("Hai bên nhất trí tăng cường hợp tác thương mại và đầu tư.", [("agree", "LA+VN", "")]),
    ("Hai bên cam kết phối hợp chặt chẽ trong quản lý biên giới chung.", [("agree", "LA+VN", "")]),
    # a shared wish is an agreement
    ("Hai bên bày tỏ mong muốn mở rộng giao lưu giữa thanh niên hai nước.", [("agree", "LA+VN", "")]),
    # one side agrees alone
    (f"{LAO} nhất trí với đề xuất mở thêm cửa khẩu giữa hai nước.", [("agree", "LA", "")]),
    # a promise, declared readiness
    (f"{LAO} khẳng định sẽ tiếp tục tạo điều kiện cho doanh nghiệp Việt Nam.", [("pledge", "LA", "")]),
    ("Việt Nam sẵn sàng chia sẻ kinh nghiệm xây dựng pháp luật với Lào.", [("pledge", "VN", "")]),
    # what a speaker says that the own state will do, refrain from or look into
    (f"{LAO} tuyên bố Lào sẽ không can thiệp vào công việc của Việt Nam.", [("pledge", "LA", "")]),
    (f"{LAO} cho biết sẽ điều tra vụ việc và thông báo cho Việt Nam.", [("pledge", "LA", "")]),
    # an office of the speaker's own state that is named without it acts for it
    (f"{LAO} khẳng định Đại sứ quán luôn sẵn sàng hỗ trợ doanh nghiệp Việt Nam.", [("pledge", "LA", "")]),
    # a verb in quotation marks by itself has what follows as its complement
    (f'{LAO} "sẵn sàng" tiếp tục đối thoại với Việt Nam.', [("pledge", "LA", "")]),
    # an organ of a state, or when and where something is to be done, behind a semicolon
    (f"{LAO} đánh giá cao quan hệ với Việt Nam; Liên đoàn Phụ nữ Lào sẵn sàng hợp tác với Việt Nam.", [("pledge", "LA", "")]),
    (f"{LAO} cảm ơn Việt Nam; trong thời gian tới đề nghị Việt Nam mở thêm đường bay.", [("request", "LA", "VN")]),
    # small words between a conjunction and a verb that shares the subject
    (f"{LAO} khẳng định không nhận được thư và nhiều lần đề nghị Việt Nam gửi lại hồ sơ.", [("request", "LA", "VN")]),
    # a note or statement that asks; a quotation that does
    ("Việt Nam có công hàm gửi Lào yêu cầu xác minh vụ việc.", [("request", "VN", "LA")]),
    ('"Hãy sớm mở lại cửa khẩu giữa hai nước", Bộ Ngoại giao Lào kêu gọi.', [("request", "LA", "VN")]),
    # what is wished for stands in quotation marks
    (f"{LAO} nói rằng họ hy vọng “Việt Nam sẽ không dừng dự án đường sắt chung”.", [("request", "LA", "VN")]),
    # a request; "to" is the side asked, "hai bên" the other side
    (f"{VIET} đề nghị Lào sớm hoàn tất thủ tục phê duyệt dự án đường sắt.", [("request", "VN", "LA")]),
    (f"{VIET} đề nghị hai bên đẩy nhanh tiến độ phân giới cắm mốc.", [("request", "VN", "LA")]),
    (f"{LAO} cho rằng hai nước cần thúc đẩy kết nối giao thông.", [("request", "LA", "VN")]),
    # two governing verbs are two records, and the second has the subject of the first
    (
        f"{VIET} đánh giá cao kết quả hợp tác; đề nghị Lào tạo thuận lợi cho cộng đồng người Việt; mong muốn hai nước mở thêm đường bay thẳng.",
        [("request", "VN", "LA"), ("request", "VN", "LA")],
    ),
    # who asks may go on to say what is needed, and so may who promises
    (
        f"{VIET} đề nghị Lào mở lại chợ biên giới, nhấn mạnh Việt Nam cam kết hỗ trợ xây kho chứa.",
        [("request", "VN", "LA"), ("pledge", "VN", "")],
    ),
    (f"{LAO} cam kết bảo vệ rừng đầu nguồn, cho rằng hai nước cần sớm lập một quỹ chung.", [("pledge", "LA", ""), ("request", "LA", "VN")]),
    # what stands before a comma at the end of another clause is no subject
    (f"{LAO} nhắc lại các nguyên tắc về sử dụng nước với Việt Nam, đề nghị Việt Nam chia sẻ số liệu.", [("request", "LA", "VN")]),
    # whoever is asked to help one's own country is of another; firms that are welcome to invest are promised a welcome
    (f"{VIET} đề nghị Quỹ Hạt Mầm hỗ trợ Việt Nam trồng rừng ngập mặn.", [("request", "VN", "LA")]),
    ("Việt Nam hoan nghênh các doanh nghiệp Lào mở rộng đầu tư vào ngành gỗ.", [("pledge", "VN", "")]),
    # what somebody may or could ask for is not asked
    ("Việt Nam sẽ có cơ hội đề xuất Lào cùng mở phiên chợ biên giới.", []),
    ("Việt Nam có thể yêu cầu Lào cung cấp thêm số liệu về nguồn nước.", []),
    # who judges may go on to what he will do; what things lead to by themselves is no promise
    (f"{LAO} đánh giá cao vai trò của Việt Nam và sẽ tiếp tục hỗ trợ Việt Nam về vận tải.", [("pledge", "LA", "")]),
    ("Hai bên sẽ góp phần tăng cường hiểu biết giữa thanh niên hai nước.", []),
    ("Hai nước sẽ thông báo cho nhau về mực nước trên sông.", [("agree", "LA+VN", "")]),
    # two states that open a sentence act together, though but a comma joins them
    ("Việt Nam, Lào cũng sẽ tiếp tục trao đổi chuyên gia về thủy lợi.", [("agree", "LA+VN", "")]),
    # when and how is told before what is asked for, and the sides may be named twice
    (f"{VIET} đề nghị trong thời gian tới, Lào sẽ tăng cường hợp tác về thủy lợi với Việt Nam.", [("request", "VN", "LA")]),
    (f"{VIET} mong muốn hai Đảng, hai nước sẽ tiếp tục nỗ lực giữ gìn biên giới hòa bình.", [("request", "VN", "LA")]),
    # one verb with many complements is one record
    ("Hai bên nhất trí mở rộng thương mại; thúc đẩy đầu tư; tăng cường giao lưu văn hóa.", [("agree", "LA+VN", "")]),
    # after an opening clause the sides still act together
    ("Vui mừng trước kết quả hợp tác, hai bên chia sẻ sự cần thiết tăng cường trao đổi đoàn các cấp.", [("agree", "LA+VN", "")]),
    # what they do goes on into a sentence without a subject
    (
        "Hai bên sẽ phối hợp tổ chức tuần văn hóa. Đồng thời tiếp tục duy trì các cơ chế hợp tác sẵn có giữa hai Bộ.",
        [("agree", "LA+VN", ""), ("agree", "LA+VN", "")],
    ),
    ("Hai bên tuyên bố sẽ càng thúc đẩy hợp tác trong lĩnh vực lâm nghiệp.", [("agree", "LA+VN", "")]),
    # a view that is shared on what is to be done
    ("Hai bên chia sẻ quan điểm cần sớm mở lại các cửa khẩu phụ.", [("agree", "LA+VN", "")]),
    # "the commitment of both" binds both, whoever tells of it
    (f"{LAO} khẳng định cam kết của hai bên trong việc bảo vệ rừng đầu nguồn.", [("agree", "LA+VN", "")]),
    # effort is promised, whatever it is for
    (f"{LAO} cho biết sẽ nỗ lực vì lợi ích chung của hai nước láng giềng.", [("pledge", "LA", "")]),
    # measures and proposals are backed, and so are deeds
    (f"{LAO} ủng hộ các đề xuất của Việt Nam về mở rộng chợ biên giới.", [("pledge", "LA", "")]),
    # a quotation ends where it closes
    ('"Việt Nam sẵn sàng hỗ trợ Lào đào tạo kỹ sư thủy lợi", người phát ngôn nói trong cuộc họp báo.', [("pledge", "VN", "")]),
    # a state that is said to do something for another is held to it
    ("Lào sẽ tạo thuận lợi cho doanh nghiệp Việt Nam tham gia hội chợ biên giới.", [("pledge", "LA", "")]),
    # who works with somebody asks, not whom it works with
    (f"{VIET} làm việc với các cơ quan chức năng Lào đề nghị cấp phép cho tuyến xe khách.", [("request", "VN", "LA")]),
    # a short form in brackets is no new subject
    (
        f"{LAO} kêu gọi đối tác ở Liên minh châu Âu (EU) ủng hộ các dự án bảo vệ rừng ở Lào.",
        [("request", "LA", "EU")],
    ),
    # "họ" are those who acted together before
    (f"{VIET} và {LAO} hội đàm. Họ đã đồng ý sẽ lập nhóm công tác về thương mại biên giới.", [("agree", "LA+VN", "")]),
    # who speaks acts with whoever is named beside
    (f'{VIET} hội đàm với {LAO}. "{LAO} và tôi đã nhất trí mở thêm chợ biên giới", {VIET} nói.', [("agree", "LA+VN", "")]),
    # the sides together ask a third one; two are asked at once
    ("Việt Nam và Lào kêu gọi Thái Lan tham gia dự án chống hạn.", [("request", "LA+VN", "TH")]),
    (f"{VIET} kêu gọi Lào và Thái Lan tham gia dự án chống hạn.", [("request", "VN", "LA+TH")]),
    # what others should do, and that it is time
    (f"{LAO} cho rằng Việt Nam nên mở thêm trạm kiểm dịch.", [("request", "LA", "VN")]),
    (f'"Đã đến lúc Việt Nam giảm thuế đối với gỗ của Lào", {LAO} nói.', [("request", "LA", "VN")]),
    # whose promise it is stands behind it, whoever or whatever shows it
    ("Chuyến thăm khẳng định cam kết của Lào trong việc bảo vệ rừng chung với Việt Nam.", [("pledge", "LA", "")]),
    # who writes in the first person is one, though both were spoken of last
    (f"{LAO} gửi thư cho {VIET}. Hai bên hợp tác rất tốt. Tôi sẵn sàng cùng Việt Nam mở rộng giao thương.", [("pledge", "LA", "")]),
    # whom one meets is asked
    (f"{VIET} gặp Bộ trưởng Ngoại giao Thái Lan, mong muốn mở rộng hợp tác du lịch.", [("request", "VN", "TH")]),
    # what they go on doing beside what they agreed
    (
        "Hai bên nhất trí mở rộng thương mại. Hai nước tiếp tục hợp tác trùng tu các ngôi đền cổ ở Lào.",
        [("agree", "LA+VN", ""), ("agree", "LA+VN", "")],
    ),
    # backing a state as it wishes to be, and its security
    ("Việt Nam ủng hộ một nước Lào hòa bình, thịnh vượng.", [("pledge", "VN", "")]),
    (f"{LAO} tái khẳng định sự ủng hộ mạnh mẽ của Lào đối với an ninh của Việt Nam.", [("pledge", "LA", "")]),
    # what is needed, told behind how things are
    (f"{LAO} cho rằng quan hệ hai nước phát triển tốt, cần tận dụng cơ hội này để mở thêm chợ biên giới.", [("request", "LA", "VN")]),
    # a sentence that names somebody first is not the last one's
    (
        f"{LAO} tới dự. Một nhóm nghị sĩ Việt Nam ở Quốc hội, sau khi khảo sát, cũng đề nghị Lào mở thêm trường dạy nghề.",
        [("request", "VN", "LA")],
    ),
    # what both propose by a hint
    (f"{LAO} gợi ý Việt Nam tổ chức hội chợ tại Viêng Chăn.", [("request", "LA", "VN")]),
    # another spelling, and what is simply wanted
    (f"{LAO} bày tỏ hi vọng Việt Nam mở thêm đường bay tới Luang Prabang.", [("request", "LA", "VN")]),
    (f"{LAO} muốn khôi phục hợp tác với Việt Nam về thủy lợi.", [("request", "LA", "VN")]),
    # "soon" names nobody: it is put to whoever is named after it
    (f"{LAO} mong muốn sớm đón Bộ trưởng Ngoại giao Việt Nam sang thăm.", [("request", "LA", "VN")]),
    # a verb inside what is asked for governs nothing
    (f"{LAO} đề nghị Việt Nam ủng hộ và cam kết tham gia dự án thủy điện.", [("request", "LA", "VN")]),
    # whom the request asks goes on acting within it, whatever word leads to him
    (f"{VIET} đề nghị phía Lào tiếp tục ủng hộ các dự án chung giữa hai nước.", [("request", "VN", "LA")]),
    # what the other must do, by who says so
    (f"{VIET} cho rằng Lào phải tuân thủ thỏa thuận về sử dụng nguồn nước.", [("request", "VN", "LA")]),
    # whom one turns to for help
    ("Việt Nam đã nhờ Lào hỗ trợ công tác tìm kiếm cứu nạn trên biển.", [("request", "VN", "LA")]),
    # a gift decided on
    ("Việt Nam quyết định hỗ trợ Lào 10 tấn gạo để khắc phục lũ lụt.", [("pledge", "VN", "")]),
    # a request told as a noun is of whoever it belongs to, and the other still agrees
    (
        f"{LAO} nhất trí với đề nghị của Việt Nam về việc mở thêm đường bay giữa hai thủ đô.",
        [("agree", "LA", ""), ("request", "VN", "LA")],
    ),
    # together with several who are named
    (
        f"{VIET} khẳng định sẽ tiếp tục cùng Chủ tịch nước, Chủ tịch Quốc hội và Thủ tướng Lào vun đắp quan hệ hai nước.",
        [("pledge", "VN", "")],
    ),
    # whose help is needed
    (f"{LAO} nhấn mạnh nước này vẫn cần sự hỗ trợ của Việt Nam trong đào tạo bác sĩ.", [("request", "LA", "VN")]),
    # a government told by its head
    ("Chính quyền của Tổng thống Pháp mong muốn tăng cường hợp tác với Việt Nam.", [("request", "FR", "VN")]),
]

NOTHING = [
    # a view that judges what others do is a position at most
    "Hai bên đồng quan điểm về việc giá lương thực tăng nhanh gây khó khăn cho các nước nghèo trong khu vực.",
    # a government speaks to its own organs
    f"{VIET} yêu cầu các bộ, ngành chuẩn bị chu đáo nội dung hợp tác cho kỳ họp tới.",
    "Tổng thống Pháp yêu cầu Bộ Quốc phòng không cấp máy bay cho đoàn nghị sĩ đi Lào.",
    # backing a peaceful settlement is a position
    "Việt Nam ủng hộ giải quyết các bất đồng trong khu vực bằng đối thoại.",
    # the words only name a deal
    "Hai bên tham dự lễ ký kết thỏa thuận hợp tác khai thác cảng sông.",
    # it is stressed that something is so
    "Hai bên khẳng định việc mở cửa khẩu mới là dấu mốc quan trọng trong quan hệ hai nước.",
    # the words only name an act
    "Chuyến thăm diễn ra theo đề nghị của phía Lào trong khuôn khổ hợp tác thường niên.",
    "Hai bên đánh giá cao việc thực hiện các cam kết và thỏa thuận cấp cao đã ký.",
    # "nhất quán" is not "nhất trí"
    f"{VIET} nhắc đến chính sách nhất quán của hai nước về phát triển bền vững.",
    # a state speaks to the press or to its own people
    f"{VIET} kêu gọi truyền thông đưa tin khách quan về quan hệ với Lào.",
    f"{VIET} khuyến nghị công dân hạn chế đi lại ở vùng lũ của Lào.",
    # going somewhere is no promise, nor are talks to come
    f"{LAO} sẽ tới Việt Nam để trao đổi về hợp tác an ninh.",
    # talks on a day, and a reason that is no advice
    "Hai bên sẽ tiến hành hội đàm vào chiều cùng ngày.",
    "Hai bên sẽ tập trung thảo luận về hợp tác thương mại.",
    "Vì ở gần Lào nên hàng hóa của Việt Nam có giá rẻ.",
    # the words only name a demand
    "Đoàn đàm phán nghiên cứu yêu cầu từ phía Lào về quy tắc xuất xứ.",
    # a firm speaks for no state
    f"{VIET} gặp các nhà đầu tư. Lãnh đạo tập đoàn Sông Xanh cho biết đã khảo sát thị trường; mong muốn mở rộng hợp tác ở Lào.",
    # on a condition only, by whom something was proposed, a virtue
    "Lào chưa quyết định trừ khi Việt Nam giảm thuế và cam kết hỗ trợ kỹ thuật.",
    "Phiên họp do Việt Nam và Lào đề xuất về an ninh nguồn nước sẽ diễn ra vào tuần tới.",
    f"{LAO} ca ngợi sự cần cù của người lao động Việt Nam tại Lào.",
    # firms and experts are no sides
    f"{LAO} tới dự. Một số công ty tư vấn, sau khi khảo sát, đề nghị Việt Nam giảm phí cầu đường.",
    f"{LAO} sẽ tham gia hội nghị thượng đỉnh ở Việt Nam.",
    # both only judge
    "Hai bên nhất trí cho rằng chuyến thăm là dấu mốc quan trọng trong quan hệ hai nước.",
    # what did not happen, what is only supposed
    "Hai bên chưa nhất trí về thời điểm khởi công dự án đường sắt nối hai nước.",
    "Thành công của hội nghị không có nghĩa Lào sẽ tham gia dự án của Việt Nam.",
    "Rất ít khả năng Lào đồng ý mở thêm cửa khẩu với Việt Nam trong năm nay.",
    # an accepted invitation
    f"{LAO} đã vui vẻ nhận lời mời sang thăm Việt Nam vào thời gian thích hợp.",
    # the words name a demand by its kind, or what others see of a promise
    "Trong các đề xuất đó, đề xuất lớn nhất là xây cầu nối Việt Nam với Lào.",
    f"{LAO} nói việc làm của Việt Nam cho thấy cam kết chân thành với khu vực.",
    # hope in general, a bill of a parliament
    "Cuộc gặp giữa Lào và Việt Nam làm dấy lên hy vọng về khả năng giảm thuế.",
    "Một nghị sĩ Lào đề xuất dự luật hạn chế nhập khẩu gạo của Việt Nam.",
    # one agrees with an opinion, keeps what was promised, may do something, ought to understand
    f"{LAO} đồng ý với nhận định của Việt Nam về tình hình kinh tế thế giới.",
    "Lào luôn duy trì cam kết với thương mại tự do cùng Việt Nam.",
    "Lào và Việt Nam có thể phối hợp chặt chẽ hơn nữa về du lịch.",
    "Theo Bộ trưởng Ngoại giao Lào, Việt Nam cần hiểu rõ hậu quả của việc đóng cửa khẩu.",
    # an order is awarded
    "Lào quyết định tặng thưởng huân chương cho Bộ trưởng Việt Nam.",
    # ready for the worst, what only begins
    "Việt Nam sẵn sàng cho mọi tình huống xấu trong quan hệ với Lào.",
    "Bộ trưởng Ngoại giao Lào sẽ bắt đầu nhiệm kỳ mới trong quan hệ với Việt Nam.",
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_acts(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Each sentence yields these acts and no others."""
    assert told(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(text: str) -> None:
    """These sentences agree, promise and ask for nothing."""
    assert told(text) == []


def test_told_twice() -> None:
    """The same agreement told again in much the same words is one record."""
    text = "Hai bên nhất trí nâng kim ngạch thương mại. Tại cuộc họp báo, hai bên nhất trí nâng kim ngạch thương mại."
    assert told(text) == [("agree", "LA+VN", "")]


def test_title_announces() -> None:
    """What the title says of the same sides is told by the body."""
    title = "Việt Nam và Lào nhất trí mở rộng hợp tác điện lực\n"
    scene = stage(clean(Article(id="x", text=title + "Hai bên nhất trí nghiên cứu dự án đường dây mới."), LORE), "2024-05-15", LORE)
    assert [draft.start > len(title) - 2 for draft in commitments(page(scene), LORE)] == [True]


def test_names_are_no_likeness() -> None:
    """Two requests that share a long name are two."""
    name = "Hiệp định Đối tác Toàn diện và Tiến bộ xuyên Thái Bình Dương"
    text = f"{LAO} mong muốn Việt Nam chia sẻ kinh nghiệm gia nhập {name}. {LAO} đề nghị hai bên lập nhóm nghiên cứu về {name}."
    assert len(told(text)) == 2


def test_quote_ends_with_quotation() -> None:
    """Who said it is no part of what was said."""
    (draft,) = drafts('"Việt Nam sẵn sàng hỗ trợ Lào đào tạo kỹ sư thủy lợi", người phát ngôn nói trong cuộc họp báo.')
    text = TITLE + '"Việt Nam sẵn sàng hỗ trợ Lào đào tạo kỹ sư thủy lợi", người phát ngôn nói trong cuộc họp báo.'
    assert text[draft.start : draft.end].endswith("kỹ sư thủy lợi")


DEFENCE = "Bộ trưởng Quốc phòng Việt Nam hội đàm với Bộ trưởng Quốc phòng Lào\n"

TOUCHED = [
    # words of the relation count beside a sector where they come first, not as its aim
    (TITLE, "Hai bên nhất trí đưa quan hệ song phương lên tầm cao mới, mở rộng hợp tác nông nghiệp.", {"politics", "agriculture"}),
    (TITLE, "Hai bên nhất trí mở rộng hợp tác nông nghiệp, góp phần thúc đẩy quan hệ song phương.", {"agriculture"}),
    # talks about a conflict are politics and security
    (TITLE, "Hai bên nhất trí sớm gặp nhau để ngừng bắn, tiến tới giải pháp hòa bình.", {"politics", "defence_security"}),
    # set before the clause
    (TITLE, "Về du lịch, hai bên nhất trí triển khai các nội dung đã trao đổi trong năm nay.", {"tourism"}),
    # ministers of defence agree on defence
    (DEFENCE, "Hai Bộ trưởng nhất trí tăng cường trao đổi đoàn và tiếp xúc cấp cao.", {"defence_security"}),
    # nothing of its own: what the title is about
    ("Việt Nam và Lào đàm phán về vận tải đường bộ\n", "Hai bên thống nhất các nội dung còn lại của dự thảo.", {"transport"}),
]


@pytest.mark.parametrize(("title", "text", "sectors"), TOUCHED)
def test_sectors(title: str, text: str, sectors: set[str]) -> None:
    """The sectors that an act touches."""
    scene = stage(clean(Article(id="x", text=title + text), LORE), "2024-05-15", LORE)
    (draft,) = commitments(page(scene), LORE)
    assert set(draft.values["sectors"]) == sectors


def test_fields() -> None:
    """Sectors, due date, strength and specificity come with the words that show them."""
    (draft,) = drafts("Hai bên nhất trí tổ chức diễn đàn đầu tư và du lịch vào tháng 10/2024 tại Viêng Chăn.")
    assert draft.values["due"] == "2024-10"
    assert set(draft.values["sectors"]) == {"investment", "tourism"}
    assert (draft.extra["strength"], draft.extra["specificity"]) == (4, "specific")
    text = TITLE + "Hai bên nhất trí tổ chức diễn đàn đầu tư và du lịch vào tháng 10/2024 tại Viêng Chăn."
    assert {
        field: [text[s.start : s.end] for s in spans][:1] for field, spans in draft.evidence.items() if field in ("act", "due", "by")
    } == {
        "act": ["nhất trí"],
        "due": ["tháng 10/2024"],
        "by": ["Hai bên"],
    }


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Hai bên nhất trí ký Hiệp định hàng không vào tháng 10/2024.", "2024-10"),
        # the year of a law, and what has happened, where the day of the report is not known
        ("Hai bên nhất trí tuân thủ Công ước của Liên hợp quốc về Luật Biển năm 1982.", None),
        ("Hai bên nhất trí điều tra việc liên quan đến vụ cháy tháng 7/2016.", None),
    ],
)
def test_dates_by_which_it_is_to_be_done(text: str, due: str | None) -> None:
    assert [record.values["due"] for record in records_of("Việt Nam và Nhật Bản hội đàm\n" + text, "commitment", None)] == [due]
