"""States and bodies in running text: names, compounds, metonyms, and the words that only look like states."""

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from banggiao.cleaning.clean import clean
from banggiao.lore import Lore
from banggiao.model import Article, Span
from banggiao.recognise.gazetteer import State
from banggiao.recognise.states import find_states

LORE = Lore()
SHARED = Path(os.environ.get("BANGGIAO_SHARED", Path(__file__).parents[3] / "shared"))


def found(text: str) -> list[tuple[str, str]]:
    """The words found and their codes, several codes joined by +."""
    return [(text[m.start : m.end], "+".join(m.codes or (m.code,))) for m in find_states(text, LORE)]


def forms(text: str) -> list[tuple[str, str]]:
    """The words found and their forms."""
    return [(text[m.start : m.end], m.form) for m in find_states(text, LORE)]


NAMED = [
    ("Ngoại trưởng Ô-xtrây-li-a thăm Mi-an-ma", [("Ô-xtrây-li-a", "AU"), ("Mi-an-ma", "MM")]),  # hyphenated old spellings
    ("VIỆT NAM VÀ HÀN QUỐC", [("VIỆT NAM", "VN"), ("HÀN QUỐC", "KR")]),  # titles in capitals
    ("Chủ tịch Thuỵ Sĩ thăm Thụy Sĩ", [("Thuỵ Sĩ", "CH"), ("Thụy Sĩ", "CH")]),  # both places of the tone mark
    ("Tổng thống CHDCND Triều Tiên", [("CHDCND Triều Tiên", "KP")]),  # longest name wins
    ("với Cộng hòa nhân dân Ba Lan", [("Cộng hòa nhân dân Ba Lan", "PL")]),  # official forms are built, not listed
    ("Vương quốc Anh và Bắc Ireland", [("Vương quốc Anh và Bắc Ireland", "GB")]),
    ("nghị sĩ đảng Cộng hòa Mỹ", [("Mỹ", "US")]),  # a party, not a republic
    ("Bộ trưởng Năng lượng và Mỏ Lào Khammany", [("Lào", "LA")]),  # a capitalised portfolio before the state
    ("Thủ tướng Anh Theresa May", [("Anh", "GB")]),
    ("Đại sứ Việt Nam tại Úc Ngô Hướng Nam", [("Việt Nam", "VN"), ("Úc", "AU")]),  # envoy, post, name
    ("Quốc vương Jordan Abdullah II", [("Jordan", "JO")]),
    ("các nước Pháp, Đức, Ý và Áo", [("Pháp", "FR"), ("Đức", "DE"), ("Ý", "IT"), ("Áo", "AT")]),
    ("Tòa thánh Vatican và Palestine", [("Tòa thánh Vatican", "VA"), ("Palestine", "PS")]),
    ("Nga tuyên bố rút quân", [("Nga", "RU")]),  # head of a sentence
    ("Cộng hòa Dominica và Dominica", [("Cộng hòa Dominica", "DO"), ("Dominica", "DM")]),
    ("Cộng hòa Dân chủ Congo và Cộng hòa Congo", [("Cộng hòa Dân chủ Congo", "CD"), ("Cộng hòa Congo", "CG")]),
    ("Tổng thống Nam Sudan", [("Nam Sudan", "SS")]),
    ("tuyên bố Mỹ sẽ rút khỏi thỏa thuận", [("Mỹ", "US")]),  # the bố of tuyên bố is no father
    ("Mỹ viện trợ cho Lào", [("Mỹ", "US"), ("Lào", "LA")]),  # no beauty parlour
]

COMPOUND = [
    ("Đối thoại cấp Thứ trưởng Hàn-Ấn", [("Hàn", "KR"), ("Ấn", "IN")]),
    ("quan hệ Mỹ - Trung", [("Mỹ", "US"), ("Trung", "CN")]),
    ("hữu nghị Việt - Lào", [("Việt", "VN"), ("Lào", "LA")]),
    ("thượng đỉnh liên Triều", [("liên Triều", "KP+KR")]),
    ("hai miền Triều Tiên nối lại đàm phán", [("hai miền Triều Tiên", "KP+KR")]),
    ("tập trận Mỹ – Nhật – Hàn", [("Mỹ", "US"), ("Nhật", "JP"), ("Hàn", "KR")]),
    ("Quan hệ ASEAN-Ấn Độ", [("ASEAN", "ASEAN"), ("Ấn Độ", "IN")]),
    ("Thái Lan cho biết quân đội Thái sẵn sàng", [("Thái Lan", "TH"), ("Thái", "TH")]),  # short alone, the state being known
]

NOT_STATES = [
    "khu vực Ấn Độ Dương - Thái Bình Dương", "Chiến lược Ấn Độ-Thái Bình Dương", "trên bán đảo Hàn Quốc", "bán đảo Triều Tiên",
    "vịnh Mexico", "biển Hoa Đông", "các nước Mỹ Latinh và Nam Mỹ", "miền Trung", "khu vực Trung Đông", "Đông Nam Á",
    "ông Nguyễn Thế Anh", "Bộ trưởng Trần Tuấn Anh", "ca sĩ Mỹ Tâm hát", "sân Mỹ Đình", "tỉnh Thái Bình", "tỉnh Lào Cai",
    "biện pháp, phương pháp và Hiến pháp", "Pháp luật Việt", "sáng Chủ nhật", "Ý kiến của cử tri", "Áo dài là trang phục",
    "bà Nga nói", "chị Mỹ và anh Đức", "nói tiếng Anh, Pháp", "học tiếng Nhật và Hàn", "một triệu đô la Mỹ", "bang Georgia",
    "cầu thủ Michael Jordan", "Trung tâm hội nghị", "Đức Giáo hoàng Francis", "ông Trung và ông Việt", "Anh hùng lao động",
    "Tổng thống Salvador Allende", "Báo Thế giới & Việt Nam", "đạo đức, thẩm mỹ", "Việt Anh",
]  # fmt: skip

FORMS = [
    ("tăng cường hợp tác với Seoul", [("Seoul", "metonym")]),
    ("hội đàm tại Seoul", [("Seoul", "place")]),
    ("Bình Nhưỡng tuyên bố phóng tên lửa", [("Bình Nhưỡng", "metonym")]),
    ("Nhà Trắng cho biết", [("Nhà Trắng", "metonym")]),
    ("quan hệ Washington - Bắc Kinh", [("Washington", "metonym"), ("Bắc Kinh", "metonym")]),
    ("hãng tin Reuters (Anh) đưa tin", [("Anh", "source")]),
    ("Theo báo Nga", [("Nga", "source")]),
    # what only ends like the word for an outlet
    ("Lào cảnh báo Nga", [("Lào", "name"), ("Nga", "name")]),
    ("cơ quan tình báo Nga", [("Nga", "name")]),
    # the subject of a clause: a word of time goes before its verb
    ("Seoul tuần trước gửi công hàm", [("Seoul", "metonym")]),
    ("Lào lo ngại vì Seoul hôm qua rút đoàn", [("Lào", "name"), ("Seoul", "metonym")]),
    ("lễ khai mạc Seoul hôm qua", [("Seoul", "place")]),
    ("Theo họ, Seoul nhiều lần trì hoãn", [("Seoul", "metonym")]),
    ("hối thúc Seoul trao đổi", [("Seoul", "metonym")]),
    ("Jerusalem tuần trước có mưa", [("Jerusalem", "place")]),
    ("Hội đồng Bảo an Liên hợp quốc", [("Hội đồng Bảo an Liên hợp quốc", "body")]),
    ("từ Hà Nội", [("Hà Nội", "place")]),
    ("Thượng Hải kêu gọi đầu tư", [("Thượng Hải", "place")]),  # a city never stands for a government
    ("Tổ chức Hợp tác Thượng Hải", [("Tổ chức Hợp tác Thượng Hải", "body")]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED + COMPOUND)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOT_STATES)
def test_nothing_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(("text", "expected"), NAMED + COMPOUND)
def test_decomposed_text_gives_the_same(text: str, expected: list[tuple[str, str]]) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert [(unicodedata.normalize("NFC", words), code) for words, code in found(apart)] == expected


@given(st.text(alphabet="AnhMỹNga-–, .()TrungHàn QuốcẤĐộVệt\u0301\n", max_size=60))
def test_mentions_never_overlap(text: str) -> None:
    reached = 0
    for mention in find_states(text, LORE):
        assert reached <= mention.start < mention.end <= len(text)
        reached = mention.end


def test_all_codes_are_there_once() -> None:
    codes = [row.code for row in LORE.rows("world/states", State)]
    assert len(codes) == len(set(codes)) == 250


def test_every_sure_name_is_found_alone() -> None:
    missed = [
        (name, row.code)
        for row in LORE.rows("world/states", State)
        for name in row.names
        if [(m.start, m.end, m.code) for m in find_states(f"với {name} và", LORE)] != [(4, 4 + len(name), row.code)]
    ]
    assert missed == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no shared gold")
def test_founding_reports() -> None:
    gold = json.loads((SHARED / "gold" / "mentions.seeds.json").read_text())
    got, wanted, wrong = 0, 0, 0
    for report in gold:
        text = (SHARED / "seeds" / Path(report["file"]).name).read_text()
        cleaned = clean(Article(id="seed", text=text), LORE)
        mentions = [m for m in find_states(cleaned.text, LORE) if m.form in ("name", "short", "metonym")]
        spans = {(*astuple(cleaned.to_source(Span(m.start, m.end))), m.code) for m in mentions}
        expected = {(c["start"], c["end"], c["iso"]) for c in report["country"]}
        got, wanted, wrong = got + len(spans & expected), wanted + len(expected), wrong + len(spans - expected)
    assert (got, wanted, wrong) == (110, 110, 0)
