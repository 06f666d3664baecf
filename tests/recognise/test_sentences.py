"""Sentences: where a mark ends one and where it does not, as a table; zones; what holds of any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.cleaning.clean import clean
from banggiao.lore import Lore
from banggiao.model.article import Article
from banggiao.model.cleaned import Cleaned, Zone
from banggiao.recognise.sentences import sentences

LORE = Lore()


def split(text: str) -> list[str]:
    """The words of each sentence of a text without zones."""
    return [text[s.start : s.end] for s in sentences(Cleaned(text, text), LORE)]


@pytest.mark.parametrize(
    "text",
    [
        # each bar is a border between two sentences, to be replaced by a blank
        "Hai bên hội đàm.|Cuộc gặp kéo dài hai giờ!|Kết quả ra sao?|Chưa rõ…",
        "Đoàn rời Hà Nội./.|Tin liên quan",
        "Bà đến TP. Hồ Chí Minh.|Ông ở lại TP.HCM.|Họ về sau.",
        "GS. Nam và PGS.TS. Bình đã dự.|Hội thảo bế mạc.",
        "Đoàn gặp Mr. Smith, St. Petersburg và J. K. Rowling.|Ông S.Jaishankar vắng mặt.",
        "Đoàn gặp S. Jaishankar.|Hai bên hài lòng.",
        "Ban Bí thư T.Ư. Đảng họp.|Cuộc họp kín.",
        "Kim ngạch đạt 1.000 tỷ đồng ngày 16.10.2020.|Con số tăng 3.5 lần.",
        "Lễ ký ngày 16. 10. 2020 tại Lào.|Hai bên vui mừng.",
        "Kim ngạch đạt 15.|Hai bên phấn đấu đạt 20.",
        "Xem https://bao.example/a.b/c?d=1 để rõ.|Trang này mới.",
        "Ông nói: “Chúng tôi vui mừng.”|Hai bên ra về.",
        "“Có hợp tác không?” ông hỏi.|Bà gật đầu.",
        "Phong trào “Đoàn kết! Hợp tác! Phát triển!” ra đời.|Nó lan rộng.",
        'Phim "Ai? Ở đâu?" ra rạp.|Khán giả khen.',
        "Ông nêu y tế, giáo dục... và du lịch.|Bà nêu văn hóa...|Hai bên nhất trí.",
        "Văn bản (...) Hai bên ký đã có hiệu lực.|Hết.",
        "Hai bên nhất trí; cùng có lợi; tôn trọng nhau.|Hết.",
        "1. Hai bên tăng cường hợp tác.|2. Hai bên mở đường bay.",
        "Ông Marcos Jr. đã đến.|Người đón là ông Marcos Jr.|Hai bên hội đàm.",
        "Gạo, cà phê, v.v. đều tăng.|Hàng hóa gồm gạo, v.v.|Hai bên mừng.",
        "(Hai bên gặp nhau năm ngoái.)|Nay họ gặp lại.",
        "Hai bên ký kết.|- Đoàn đi Lào.",
        "Đoàn thăm Lào.|“Chúng tôi vui mừng”, ông nói.",
        "Đoàn thăm Lào.|Ấn Độ hoan nghênh.|Đà Nẵng cũng vậy.",
        "Đoàn đi châu Á.|Bộ Ngoại giao xác nhận.|Ông Hun Sen.|Ảnh đẹp.",
        "Thế giới 2 cực tan rã từ năm 1991.|5 nước đã ký.",
    ],
)
def test_borders(text: str) -> None:
    parts = text.split("|")
    assert split(" ".join(parts)) == parts


def test_lines_end_sentences() -> None:
    """A line without a full stop is a sentence, bulleted lines too; spaces and empty lines belong to none."""
    assert split("  Tựa đề \n\n- Mục một;\n• Mục hai\n") == ["Tựa đề", "- Mục một;", "• Mục hai"]


def test_paragraphs_and_zones() -> None:
    """Paragraphs count lines with words; a border of zones within a line ends a sentence."""
    text = "Tựa đề\n\nĐoạn một. Câu hai. Ảnh chụp"
    cleaned = Cleaned(text, text, zones=(Zone(0, 8, "title"), Zone(8, 27, "lead"), Zone(27, 36, "caption")))
    assert [(s.paragraph, s.zone, text[s.start : s.end]) for s in sentences(cleaned, LORE)] == [
        (0, "title", "Tựa đề"), (1, "lead", "Đoạn một."), (1, "lead", "Câu hai."), (1, "caption", "Ảnh chụp"),
    ]  # fmt: skip


def test_a_long_run_of_marks_takes_linear_time() -> None:
    """A run of question marks is looked at once, not from each of its places."""
    text = "?" * 200_000
    assert split(text) == [text]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from('aĐà.!?…/"“”() \n1-;:TPSv|'), max_size=120))
def test_any_text(text: str) -> None:
    """Sentences are trimmed, in order, and hold all that is no space."""
    cleaned = clean(Article(id="a", text=text), LORE)
    found = sentences(cleaned, LORE)
    assert all(a.end <= b.start for a, b in pairwise(found))
    words = [cleaned.text[s.start : s.end] for s in found]
    assert all(part == part.strip() and part and "\n" not in part for part in words)
    assert "".join("".join(words).split()) == "".join(cleaned.text.split())
