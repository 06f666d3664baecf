"""Stances read as a table: the position that a sentence takes, on what and by whom."""

import pytest

from banggiao.cleaning import clean
from banggiao.extract.page import page
from banggiao.extract.stances import stances
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.reader import stage

LORE = Lore()
TITLE = "Bộ trưởng Ngoại giao Việt Nam hội đàm với Bộ trưởng Ngoại giao Nhật Bản\n"


def told(text: str) -> list[tuple[str, str, str]]:
    """By, topic and position of each stance."""
    scene = stage(clean(Article(id="x", text=TITLE + text), LORE), "2024-05-15", LORE)
    return [("+".join(d.values["by"]), d.values["topic"], d.values["position"]) for d in stances(page(scene), LORE)]


STANCES = [
    # agreed by both
    ("Hai bên nhất trí giải quyết tranh chấp ở Biển Đông bằng biện pháp hòa bình.", [("JP+VN", "south_china_sea", "support")]),
    # law that others lean on is no topic of its own
    (
        "Hai bên nhấn mạnh tầm quan trọng của tự do hàng hải ở Biển Đông trên cơ sở luật pháp quốc tế.",
        [("JP+VN", "south_china_sea", "support")],
    ),
    # named before the clause
    ("Về vấn đề Biển Đông, hai bên nhấn mạnh cần duy trì hòa bình, ổn định.", [("JP+VN", "south_china_sea", "support")]),
    # worried, against
    ("Nhật Bản bày tỏ quan ngại sâu sắc về tình hình bạo lực tại Dải Gaza.", [("JP", "middle_east", "concern")]),
    ("Việt Nam kiên quyết phản đối các hành động xâm phạm chủ quyền ở quần đảo Hoàng Sa.", [("VN", "south_china_sea", "oppose")]),
    # a request to stop is against
    ("Nhật Bản kêu gọi các bên ủng hộ phi hạt nhân hóa bán đảo Triều Tiên.", [("JP", "korean_peninsula", "support")]),
    # what is called so, what is refused, what is threatened
    ("Nhật Bản gọi vụ thử tên lửa của Triều Tiên là hành động khiêu khích.", [("JP", "korean_peninsula", "oppose")]),
    ("Nhật Bản cảnh báo sẽ đáp trả mọi vụ phóng tên lửa của Triều Tiên.", [("JP", "korean_peninsula", "oppose")]),
    # a policy that is told, also of others
    (
        "Lập trường nhất quán của Thái Lan là giải quyết tranh chấp ở Biển Đông bằng biện pháp hòa bình.",
        [("TH", "south_china_sea", "support")],
    ),
    # third states are wished to settle what divides them
    ("Nhật Bản mong muốn Lào và Thái Lan giải quyết bất đồng thông qua đối thoại.", [("JP", "other", "support")]),
    # a named side is asked to end something, and both verbs are one position
    ("Việt Nam yêu cầu Trung Quốc chấm dứt hoạt động ở quần đảo Hoàng Sa.", [("VN", "south_china_sea", "oppose")]),
    ("Nhật Bản kêu gọi các bên chấm dứt xung đột ở Ukraine.", [("JP", "ukraine", "support")]),
    # a weapon's name is of Korea where Korea stands with it
    ("Nhật Bản ủng hộ việc Triều Tiên từ bỏ vũ khí hạt nhân.", [("JP", "korean_peninsula", "support")]),
    # a report that is judged unfair; progress that is praised
    ("Việt Nam cho rằng báo cáo về nhân quyền còn thiếu khách quan.", [("VN", "human_rights", "oppose")]),
    ("Nhật Bản đánh giá cao tiến triển mới trên bán đảo Triều Tiên.", [("JP", "korean_peninsula", "welcome")]),
    # what goes on, not what is only done there
    ("Nhật Bản sẽ tiếp tục bảo vệ tự do hàng hải ở Biển Đông.", [("JP", "south_china_sea", "support")]),
    # asked to undo something, whatever adverb comes first
    (
        "Nhật Bản kêu gọi Triều Tiên ngay lập tức dừng các vụ phóng tên lửa.",
        [("JP", "korean_peninsula", "oppose")],
    ),
    ("Nhật Bản yêu cầu Mỹ và Hàn Quốc ngừng triển khai THAAD.", [("JP", "korean_peninsula", "oppose")]),
    # what is feared of another is the complement of the fear
    ("Nhật Bản lo ngại việc Iran sẽ gia tăng làm giàu urani.", [("JP", "nuclear", "concern")]),
    # what is threatened, what others must not do
    ("Iran dọa rút khỏi thỏa thuận hạt nhân.", [("IR", "nuclear", "oppose")]),
    ("Nhật Bản nói Trung Quốc không được đe dọa tàu thuyền trên Biển Đông.", [("JP", "south_china_sea", "oppose")]),
    # a war and who fights it
    ("Nhật Bản lên án các vụ không kích nhằm vào dân thường ở Syria.", [("JP", "middle_east", "oppose")]),
    # an instance is quoted with its head
    (
        "Nhật Bản ủng hộ các bên giải quyết tranh chấp trong khu vực, trong đó có Biển Đông, bằng đối thoại.",
        [("JP", "south_china_sea", "support")],
    ),
    # against what was told before
    (
        "Tàu khảo sát nước ngoài đi vào vùng biển phía nam Biển Đông.\nViệt Nam phản đối hành động này.",
        [("VN", "south_china_sea", "oppose")],
    ),
    # what the whole report is about, where the words name only who acts
    (
        "Xung đột ở Ukraine kéo dài. Nhật Bản trao đổi về Ukraine.\nCuộc họp kết thúc sau hai giờ.\nTokyo chỉ trích Nga vì các vụ pháo kích.",
        [("JP", "ukraine", "oppose")],
    ),
    # words of war are on the war that is spoken of
    (
        "Đại sứ trao đổi về tình hình Ukraine.\nNhật Bản kêu gọi các bên sớm ngừng bắn.",
        [("JP", "ukraine", "support")],
    ),
    # on third states, with no issue that has a name
    ("Nhật Bản bày tỏ quan điểm không đồng tình với lệnh cấm vận của Mỹ đối với Cuba.", [("JP", "other", "oppose")]),
    ("Nhật Bản ủng hộ Phần Lan gia nhập NATO.", [("JP", "other", "support")]),
    # an adverb that ends like a noun
    ("Bộ trưởng cho biết, Nhật Bản thực sự lo ngại về chương trình hạt nhân.", [("JP", "nuclear", "concern")]),
    # what a state will never do
    ("Nhật Bản sẽ không dỡ bỏ lệnh trừng phạt Triều Tiên.", [("JP", "korean_peninsula", "oppose")]),
]

NOTHING = [
    # it is done to the subject, or denied
    "Nhật Bản từng bị chỉ trích vì lập trường về Biển Đông.",
    "Nhật Bản bị cáo buộc ủng hộ khủng bố và phá hoại tiến trình hòa bình ở Syria.",
    "Nhật Bản bác bỏ cáo buộc liên quan đến vụ thử tên lửa của Triều Tiên.",
    # what others allege
    "Nhật Bản trục xuất viên tùy viên vì cáo buộc Iran ủng hộ các nhóm vũ trang ở Syria.",
    "Nhật Bản cho rằng Qatar ủng hộ các nhóm khủng bố.",
    # a state speaks to its own people
    "Nhật Bản đề nghị công dân tránh các cuộc biểu tình ở Hong Kong.",
    # "không phải" asserts nothing
    "Nhật Bản cho biết cuộc diễn tập không phải để chuẩn bị cho xung đột ở Biển Đông.",
    # a matter named as an instance of what the sides work together on
    (
        "Hai bên nhất trí tăng cường phối hợp trong các vấn đề khu vực và quốc tế mà hai nước cùng quan tâm, trao đổi thông tin "
        "thường xuyên giữa các cơ quan hữu quan của hai Bộ Ngoại giao, trong đó có vấn đề Biển Đông."
    ),
    # respect for each other is no position on an issue
    "Hai bên nhất trí tôn trọng độc lập, chủ quyền, toàn vẹn lãnh thổ và thể chế chính trị của nhau.",
    # working together on a theme is no position
    "Hai bên nhất trí tăng cường hợp tác ứng phó với biến đổi khí hậu.",
    # a treaty's name is no topic
    "Hai bên nhất trí sớm ký Hiệp định thương mại tự do giữa hai nước.",
    # between the two themselves
    "Nhật Bản hoan nghênh kết quả hợp tác giữa hai nước.",
    "Nhật Bản ủng hộ sự phát triển của Việt Nam.",
    # a promise of talks
    "Nhật Bản sẵn sàng đàm phán về phi hạt nhân hóa bán đảo Triều Tiên.",
    # it is others who support, and not where something happens
    "Israel không kích lực lượng được Iran hậu thuẫn.",
    "Nhật Bản thất vọng về kết quả bầu cử tại Pháp.",
    # done to the subject by others
    "Nga bị phương Tây lên án vì tình hình Ukraine.",
    # what somebody had to bear is no demand
    "Nhật Bản cho biết dân thường ở Syria phải hứng chịu nhiều đợt pháo kích.",
    # a visa refused
    "Nhật Bản từ chối cấp thị thực cho người di cư.",
    # what is done near an issue, or asked for in a single case
    "Nhật Bản sẽ mở văn phòng trên quần đảo Trường Sa.",
    "Việt Nam yêu cầu bồi thường thỏa đáng cho ngư dân ở Hoàng Sa.",
    # talked about
    "Hai bên trao đổi về tình hình Biển Đông.",
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_stances(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Each sentence takes these positions and no others."""
    assert told(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_stance(text: str) -> None:
    """These sentences take no position."""
    assert told(text) == []
