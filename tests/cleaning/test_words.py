"""Words glued together at links: which are parted, and which keep their form."""

import pytest

from banggiao.cleaning.words import glued_names, glued_words
from banggiao.lore import Lore

LORE = Lore()


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("ông Bình Minhđã lập đoàn", "ông Bình Minh đã lập đoàn"),
        ("đápứng và ủnghộ", "đáp ứng và ủng hộ"),
        ("Bản tin của TTXVNPhát biểu, BộGTVT", "Bản tin của TTXVN Phát biểu, Bộ GTVT"),
        ("hãng KCNAđưa tin", "hãng KCNA đưa tin"),
        ("Ảnh: REUTERSVệ binh", "Ảnh: REUTERS Vệ binh"),
        ("hội nghịtại đây", "hội nghị tại đây"),
        ("nguy hiểmcháynổ", "nguy hiểm cháy nổ"),
        # syllables, foreign names and abbreviations keep their form
        ("nghiêng nguyễn quyết giữa khuếch", "nghiêng nguyễn quyết giữa khuếch"),
        ("López, Rodríguez, Inácio, Mátxcơva, McCain, YouTube", "López, Rodríguez, Inácio, Mátxcơva, McCain, YouTube"),
        ("TPHCM, UBND, ĐHQG", "TPHCM, UBND, ĐHQG"),
    ],
)
def test_glued_words(glued: str, parted: str) -> None:
    for start, end, new in reversed(glued_words(glued, LORE)):
        glued = glued[:start] + new + glued[end:]
    assert glued == parted


def test_a_name_glued_to_a_state() -> None:
    glued = "Tổng thống NgaIvan Petrov gặp Tổng thống Hàn QuốcKim Min-ho; VietnamPlus, YouTube và McDonald"
    parted = "Tổng thống Nga Ivan Petrov gặp Tổng thống Hàn Quốc Kim Min-ho; VietnamPlus, YouTube và McDonald"
    for start, end, new in reversed(glued_names(glued, LORE)):
        glued = glued[:start] + new + glued[end:]
    assert glued == parted
