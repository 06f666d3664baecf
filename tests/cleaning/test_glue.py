"""Glued sentences and lines broken at links, as tables."""

import pytest

from banggiao.cleaning.glue import broken_lines, glued_sentences
from banggiao.lore import Lore

LORE = Lore()


def changed(text: str, step: str) -> str:
    """The text after one step."""
    changes = glued_sentences(text, LORE) if step == "glue" else broken_lines(text, LORE)
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("hai nước (1973-2023).Đối thoại mới", "hai nước (1973-2023). Đối thoại mới"),
        ("vào năm 2010.Sau đó", "vào năm 2010. Sau đó"),
        ("hợp tác.Ấn Độ nói", "hợp tác. Ấn Độ nói"),
        ("chín muồi”.Ông nói", "chín muồi”. Ông nói"),
        ("chín muồi.”Ông nói", "chín muồi.” Ông nói"),
        ("như vậy?Căn nhà", "như vậy? Căn nhà"),
        ("(TTXVN)Xem thêm", "(TTXVN) Xem thêm"),
        ("đạt 5 triệu USD.Ngay sau đó", "đạt 5 triệu USD. Ngay sau đó"),
        ("quan hệ với Mỹ.Ông nói", "quan hệ với Mỹ. Ông nói"),
        # no sentence ends here
        ("ông S.Jaishankar và TP.HCM, T.Ư", "ông S.Jaishankar và TP.HCM, T.Ư"),
        ("1.000 tỷ, ngày 16.10, vnexpress.net", "1.000 tỷ, ngày 16.10, vnexpress.net"),
        ("Hết. Đối thoại", "Hết. Đối thoại"),
        ("TS.Nam, GS.Bình", "TS.Nam, GS.Bình"),
        ("PGS.Nam và NSND.Bình", "PGS.Nam và NSND.Bình"),
    ],
)
def test_glued_sentences(glued: str, parted: str) -> None:
    assert changed(glued, "glue") == parted


WRAPPED = (
    "Bộ trưởng hai nước gặp nhau hôm qua tại thủ đô và bàn về hợp",
    "tác giữa hai bên trong thời gian tới; Bộ trưởng Trần Văn",
    "Bình đánh giá cao kết quả của cuộc gặp và cho rằng hai bên sẽ",
    "còn gặp lại, cùng nhau triển khai những việc đã bàn trong",
    "năm nay.",
)
LONG = "Phát biểu tại buổi lễ hôm qua, lãnh đạo hai bên đã nhấn mạnh vai trò của"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        # a link in the middle of a sentence
        (f"{LONG}\nthế giới\n.", f"{LONG} thế giới."),
        (f"{LONG} \nTrung Quốc\n trong khu vực.", f"{LONG} Trung Quốc trong khu vực."),
        (f"{LONG}\nTrung Quốc\n, Lào và Thái Lan.", f"{LONG} Trung Quốc, Lào và Thái Lan."),
        ("Đoạn trước kết thúc.\nHun Manet\ncho biết đoàn đã đến.", "Đoạn trước kết thúc.\nHun Manet cho biết đoàn đã đến."),
        # a link's words begin with capitals, and so does what follows
        (f"{LONG} cố vấn \nAn ninh\n Quốc gia Lào.", f"{LONG} cố vấn An ninh Quốc gia Lào."),
        # lines broken at a width, in the middle of a name too
        ("\n".join(WRAPPED), " ".join(WRAPPED)),
        # an initial at a line's end
        ("Ông George H.W.\nBush đã đến.", "Ông George H.W. Bush đã đến."),
        ("Cố vấn an ninh R.D.\nMcSmith đã đến.", "Cố vấn an ninh R.D. McSmith đã đến."),
        ("Bắt nghi phạm N.V.\nTrước đó có tin.", "Bắt nghi phạm N.V.\nTrước đó có tin."),
        # lines that are whole
        ("Đoạn một kết thúc.\nĐoạn hai bắt đầu.", "Đoạn một kết thúc.\nĐoạn hai bắt đầu."),
        ("Hai bên nhất trí:\n- hợp tác;\n- trao đổi.", "Hai bên nhất trí:\n- hợp tác;\n- trao đổi."),
        ("Hai bên nhất trí:\nmột là hợp tác.", "Hai bên nhất trí:\nmột là hợp tác."),
        ("Lễ ký. Ảnh: AFP\nphát biểu tại buổi lễ.", "Lễ ký. Ảnh: AFP\nphát biểu tại buổi lễ."),
        ("Tựa đề của bài\n\nđoạn sau.", "Tựa đề của bài\n\nđoạn sau."),
        ("Xem bài\nhttps://bao.example/a", "Xem bài\nhttps://bao.example/a"),
        ("Hai nước ký kết\nLễ ký diễn ra hôm qua.", "Hai nước ký kết\nLễ ký diễn ra hôm qua."),
    ],
)
def test_broken_lines(broken: str, whole: str) -> None:
    assert changed(f"Tựa đề\n\n{broken}", "lines") == f"Tựa đề\n\n{whole}"  # the first line, a title, is never joined
