"""Persons in running text: by office, honorific and shape; what only looks like a person."""

import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.cleaning import clean
from banggiao.lore import Lore
from banggiao.model import Article, Span
from banggiao.recognise.offices import find_offices
from banggiao.recognise.persons import find_persons
from banggiao.recognise.states import find_states

LORE = Lore()
SHARED = Path(os.environ.get("BANGGIAO_SHARED", Path(__file__).parents[3] / "shared"))
SEEDS_FLOOR = 0.95


def names(text: str) -> list[str]:
    """The names found in a text."""
    states = find_states(text, LORE)
    return [one.name for one in find_persons(text, states, find_offices(text, states, LORE), LORE)]


PERSONS = [
    # office, state, name
    ("Thứ trưởng Ngoại giao Chile Maria de la Cruz tới Hà Nội", ["Maria de la Cruz"]),
    ("Bộ trưởng Ngoại giao Ấn Độ R.Krishnan", ["R.Krishnan"]),
    ("Tổng thống Hàn Quốc Kim Min-ho thăm Lào", ["Kim Min-ho"]),
    ("Tổng thống Hàn Quốc Kim Min - ho thăm Lào", ["Kim Min - ho"]),  # hyphens spaced by some crawls
    ("Thủ tướng Lào Khăm-phút Xay-nha", ["Khăm-phút Xay-nha"]),
    ("Quốc vương Qatar Sheikh Hamad bin Khalid Al Thani", ["Sheikh Hamad bin Khalid Al Thani"]),
    # a capital that only stands before the name, also where it ends an office
    ("đại sứ Anh tại Moscow Lauren Bristow tới", ["Lauren Bristow"]),
    ("Tổng thống thân Moskva Viktor Petrovich nói", ["Viktor Petrovich"]),
    ("lãnh đạo Hezbollah Ali Hassan nói", ["Ali Hassan"]),
    # double surnames that some crawls write with blanks
    ("Bộ trưởng Giáo dục Phần Lan Anna Berg - Laasonen, tới", ["Anna Berg - Laasonen"]),
    ("Tổng thống Pháp Jean Dupont - Reuters", ["Jean Dupont"]),
    # names do not begin with the capitals of a body
    ("cựu đại tá KGB Ivan Petrov", ["Ivan Petrov"]),
    ("Phó Tổng thống Mỹ JD Smithson", ["JD Smithson"]),
    ("Đại sứ Việt trúng cử", []),
    ("Tổng thống DJT", []),
    ("Tham tán Lãnh sự - Bộ Ngoại giao Lào", []),
    # honorifics are no part of the name, also with a capital
    ("Quốc vương Qatar, Ngài Hamad bin Khalid, tới", ["Hamad bin Khalid"]),
    # deputies are no surnames
    ("Tổng thư ký Liên hợp quốc, Phó Trưởng Đoàn đại biểu", []),
    # outlets report
    ("như một Tổng thống Mỹ, Capital Tribune dẫn lời quan chức", []),
    ("Vua Charles tới. Vua Anh Charles phát biểu.", ["Charles", "Charles"]),
    # a ship that bears an admiral's name
    ("tàu sân bay Đô đốc Makarenko rời cảng", []),
    ("Đô đốc Makarenko rời cảng", ["Makarenko"]),
    ("chuẩn Đô đốc KJ Anand thăm Lào", ["KJ Anand"]),
    # a title kept as part of the name may end in an apostrophe
    ("Thủ tướng Malaysia Dato' Seri Ahmad bin Kassim thăm Lào", ["Dato' Seri Ahmad bin Kassim"]),
    ("Thủ tướng Malaysia Dato ’ Seri Ahmad bin Kassim thăm Lào", ["Dato ’ Seri Ahmad bin Kassim"]),
    # honorifics, and the short name later
    ("ông Shri Anand Kumar tới Hà Nội. Ông Kumar cảm ơn.", ["Shri Anand Kumar", "Kumar"]),
    # apposition after the name
    ("Đại tướng Trần Văn Bình, Bộ trưởng Bộ Quốc phòng", ["Trần Văn Bình"]),
    ("John Smithson, đại sứ Mỹ tại Lào, cho biết", ["John Smithson"]),
    # a name alone once the text has shown it
    ("Tổng thống Pháp Jean Dupont họp. Dupont cho biết.", ["Jean Dupont", "Dupont"]),
    # a name ends where what is given begins; all syllables of names are known
    ("Chủ tịch nước trao tặng Tổng thống Pháp Jean Dupont Huân chương", ["Jean Dupont"]),
    ("Thứ trưởng Nguyễn Thị Bích Ngọc và Phó Thủ tướng Hồ Văn Phớc", ["Nguyễn Thị Bích Ngọc", "Hồ Văn Phớc"]),
    # a Vietnamese name ends a foreign run
    ("Tổng thống Pháp Jean Dupont và Nguyễn Văn Bình", ["Jean Dupont", "Nguyễn Văn Bình"]),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(text: str, expected: list[str]) -> None:
    assert names(text) == expected


NOBODY = [
    "Học viện Chính trị Quốc gia Hồ Chí Minh họp",  # an academy called after a person
    "Thành phố Hồ Chí Minh đón khách",  # a city
    "đường Nguyễn Văn Linh",  # a street
    "khu vực Ấn Độ Dương và Thái Bình Dương",  # seas
    "Theo Reuters, Nga rút quân",  # an outlet
    "Trưởng Ban Đối ngoại Trung ương Đảng Cộng sản Pháp",  # a party
    "tại Diễn đàn kinh tế, Bộ Tư lệnh Biên phòng họp",  # a forum, a force
    "Về vấn đề Biển Đông, Thủ tướng khẳng định lập trường",  # a sea, and the speaker after it
    "tại trụ sở Bộ Công Thương, Bộ trưởng đã trao quà",  # what a ministry deals with
    "cấp Tư lệnh Lữ đoàn và Chủ tịch Phân ban Hợp tác",  # a body that an office is of, told in a capitalised noun
    "Trưởng Đại diện thường trú Chương trình Phát triển",  # a programme
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    assert names(text) == []


@given(st.text(alphabet="AĐaâ bcTrần Nguyễn-.'\n,", max_size=80))
def test_offsets_hold(text: str) -> None:
    states = find_states(text, LORE)
    found = find_persons(text, states, find_offices(text, states, LORE), LORE)
    assert all(text[one.start : one.end] == one.name for one in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding reports are not here")
def test_founding_reports() -> None:
    right = wrong = missed = 0
    for row in json.loads((SHARED / "gold" / "mentions.seeds.json").read_text(encoding="utf-8")):
        with (SHARED / "seeds" / row["file"]).open(encoding="utf-8", newline="") as file:
            cleaned = clean(Article(id=row["file"], text=file.read()), LORE)
        states = find_states(cleaned.text, LORE)
        persons = find_persons(cleaned.text, states, find_offices(cleaned.text, states, LORE), LORE)
        spans = {cleaned.to_source(Span(one.start, one.end)) for one in persons}
        gold = {Span(one["start"], one["end"]) for one in row["person"]}
        right, wrong, missed = right + len(spans & gold), wrong + len(spans - gold), missed + len(gold - spans)
    assert 2 * right / (2 * right + wrong + missed) >= SEEDS_FLOOR
