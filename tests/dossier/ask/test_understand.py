"""The twenty-five questions that the ledger is for, in both languages, as they are understood."""

import pytest
from tests.made import LORE

from banggiao.dossier.ask import Understood, command_for, understand
from banggiao.dossier.ask.reply import COMMANDS, REPLIES
from banggiao.dossier.ask.understand import CueRow

# number, Vietnamese, English, what is asked for, states, more that is understood
QUESTIONS = [
    (1, "Việt Nam và Ấn Độ đã nhất trí gì từ năm 2024, việc gì còn mở?", "What have Vietnam and India agreed since 2024, what is open?", "commitments", "VN IN", {"filters": ("open",), "period": "2024/9999"}),
    (2, "Hồ sơ một trang cho cuộc điện đàm với Ấn Độ ngày mai của Việt Nam", "One-page brief for tomorrow's call of Vietnam with India", "brief", None, {}),
    (3, "Kỳ họp nào của Việt Nam và Anh bị họp muộn?", "Which sessions of Vietnam and the United Kingdom were held late?", "mechanisms", "VN GB", {"filters": ("late",)}),
    (4, "Mục tiêu 15 tỷ USD giữa Việt Nam và Ấn Độ từ đâu, đã đạt được chưa?", "Where did the 15bn USD target of Vietnam and India come from, was it reached?", "targets", "VN IN", {}),
    (5, "Lời mời nào giữa Việt Nam và Ấn Độ chưa thành hiện thực?", "Which invitations between Vietnam and India are not realised?", "invitations", "VN IN", {"filters": ("open",)}),
    (6, "Các đối tác đã hứa với Việt Nam những gì trong năm 2026?", "What was promised to Vietnam in 2026?", "commitments", "VN", {"period": "2026"}),
    (7, "Các báo đưa tin khác nhau thế nào về Hàn Quốc và Ấn Độ?", "What did outlets report differently about South Korea and India?", "conflicts", "KR IN", {}),
    (8, "Kỷ niệm nào của Việt Nam và Chile trong 18 tháng tới?", "Which anniversaries of Vietnam and Chile in the next 18 months?", "anniversaries", "VN CL", {"months": 18}),
    (9, "Ai giữ chức Thứ trưởng Ngoại giao Ấn Độ?", "Who holds the post of deputy foreign minister of India?", "holders", "IN", {"post": "deputy_foreign_minister"}),
    (10, "Mọi tiếp xúc của bà Nguyễn Minh Hằng với Chile", "All contacts of Nguyễn Minh Hằng with Chile", "contacts", "CL", {}),
    (11, "Đối tác toàn diện còn là tên đúng giữa Việt Nam và Chile không, từ khi nào?", "Is comprehensive partnership still the right name for Vietnam and Chile?", "tiers", "VN CL", {}),
    (12, "Cơ chế nào giữa Việt Nam và Ấn Độ đang im ắng?", "Which mechanisms of Vietnam and India are dormant?", "mechanisms", "VN IN", {"filters": ("dormant",)}),
    (13, "Việt Nam đã đề nghị Trung Quốc mở cửa thị trường nông nghiệp thế nào?", "Which agricultural market-access requests did Vietnam make to China?", "commitments", "VN CN", {"sectors": {"trade", "agriculture"}}),
    (14, "Có thật đây là chuyến thăm đầu tiên của Anh tới Việt Nam sau 15 năm?", "Is it really the first visit of the United Kingdom to Vietnam in 15 years?", "check", None, {}),
    (15, "Việt Nam và Ấn Độ nói gì về Biển Đông?", "What did Vietnam and India say on the South China Sea?", "stances", "VN IN", {"topic": "south_china_sea"}),
    (16, "Nguồn của câu này ở đâu?", "What is the source of this sentence?", "source", "", {}),
    (17, "Thay đổi gì giữa hai bản tin cách nhau một năm của Việt Nam và Lào?", "What changed between two readouts of Vietnam and Laos a year apart?", "diff", "VN LA", {}),
    (18, "Nước nào ở mức cao nhất trong quan hệ với Việt Nam?", "Which countries are at the top tier with Vietnam?", "tiers", "VN", {}),
    (19, "Dữ liệu sự kiện của Việt Nam 2021-2026 theo PLOVER", "Event rows of Vietnam 2021-2026 in PLOVER", "plover", "VN", {"period": "2021/2026"}),
    (20, "Nâng cấp quan hệ có làm tăng tần suất tiếp xúc với Việt Nam không?", "Does an upgrade raise contact frequency with Vietnam?", "panel", "VN", {}),
    (21, "Tỷ lệ thực hiện theo độ mạnh là bao nhiêu?", "What is the delivery rate by strength?", "delivery", "", {}),
    (22, "Hàn Quốc và Ấn Độ có những sự kiện gì trong năm 2023?", "Which events did South Korea and India have in 2023?", "events", "KR IN", {"period": "2023"}),
    (23, "Mạng lưới ai gặp ai năm 2025", "The network of who meets whom in 2025", "network", "", {"period": "2025"}),
    (24, "Lĩnh vực nào tăng trong cam kết với Ấn Độ 2021-2026?", "Which sectors grew in commitments with India 2021-2026?", "sector_years", "IN", {"period": "2021/2026"}),
    (25, "Bảng chỉ số về cam kết của Việt Nam", "KPI sheet on the commitments of Vietnam", "kpi", "VN", {}),
]  # fmt: skip
CASES = [(number, text, *rest) for number, vi, en, *rest in QUESTIONS for text in (vi, en)]


@pytest.mark.parametrize(("number", "text", "question", "states", "more"), CASES, ids=[f"{case[0]}-{case[1][:24]}" for case in CASES])
def test_the_twenty_five_questions(number: int, text: str, question: str, states: str | None, more: dict[str, object]) -> None:
    found = understand(text, LORE)
    assert found.question == question
    if states is not None:
        assert " ".join(found.states) == states
    for name, value in more.items():
        shown = getattr(found, name)
        assert (set(shown) if isinstance(value, set) else shown) == value


# text, question, period
TIMES = [
    ("Việt Nam và Lào gặp nhau trong tháng 3/2024?", "events", "2024-03"),
    ("Việt Nam và Lào gặp nhau trước năm 2020?", "events", "0001/2020"),
    ("Viet Nam va Lao da thoa thuan gi ke tu nam 2021?", "commitments", "2021/9999"),  # typed without accents
    ("Which visits did Vietnam and Laos have before 2020?", "events", "0001/2020"),
    ("Chào bạn, hôm nay thế nào?", None, None),
]


@pytest.mark.parametrize(("text", "question", "period"), TIMES)
def test_times_and_what_is_not_understood(text: str, question: str | None, period: str | None) -> None:
    found = understand(text, LORE)
    assert (found.question, found.period) == (question, period)


def test_every_question_has_an_answer_or_a_command() -> None:
    asked = {row.value for row in LORE.rows("ask/cues", CueRow) if row.slot == "question"}
    assert asked == set(REPLIES) | set(COMMANDS)
    assert command_for(Understood(words="", question="brief", states=("VN", "IN"))) == "banggiao brief VN IN -o brief.docx"
