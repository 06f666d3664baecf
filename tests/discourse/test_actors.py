"""Who acts: each stretch that names an actor, resolved to states and people."""

from itertools import pairwise

import pytest
from tests.scenes import actor_at, scene_of

TALKS = "Thủ tướng Lào Khăm-phút Xay-nha tiếp Bộ trưởng Ngoại giao Pháp Jean Dupont. "
BOTH = "Nga và Mỹ đàm phán. "
ROUND = "Thủ tướng Việt Nam Trần Văn Bình gặp Tổng thống Pháp Jean Dupont. Việt Nam và Pháp ký thỏa thuận. "

CASES = [
    # a person with office and state in one phrase
    (TALKS, "Jean Dupont", ("FR",), ("Jean Dupont",)),
    # a state alone, and with the words that make it a party
    ("Nga và Mỹ đàm phán. Phía Nga đồng ý.", "Phía Nga", ("RU",), ()),
    # the office alone goes back to its holder
    (TALKS + "Bộ trưởng cảm ơn Lào.", "Bộ trưởng cảm ơn", ("FR",), ("Jean Dupont",)),
    # an honorific belongs to the office
    (TALKS + "Ngài Bộ trưởng cảm ơn Lào.", "Ngài Bộ trưởng", ("FR",), ("Jean Dupont",)),
    # a bare title is the holder at home, unless somebody else is spoken of
    ("Thủ tướng Trần Văn Bình gặp Thủ tướng Lào Khăm-phút Xay-nha tại Huế.\n\nCông tác chuẩn bị đã xong. Thủ tướng dặn dò.",
     "Thủ tướng dặn", ("VN",), ("Trần Văn Bình",)),
    # also where a foreign holder of such an office was the last to act
    ("Thủ tướng Trần Văn Bình gặp Thủ tướng Lào Khăm-phút Xay-nha tại Huế. Ông Xay-nha nhận lời. Tiếp Đại sứ Nga, Thủ tướng cảm ơn.",
     "Thủ tướng cảm ơn", ("VN",), ("Trần Văn Bình",)),
    # a verb is no portfolio
    (BOTH + "Hai Bộ trưởng thống nhất sớm họp.", "Hai Bộ trưởng", ("RU", "US"), ()),
    # an office's state a few words on
    ("Vụ trưởng phụ trách các vấn đề châu Âu của Lào đến Nga.", "Vụ trưởng", ("LA",), ()),
    # capitals that act
    ("Washington “vẫn mong muốn” đàm phán với Nga.", "Washington", ("US",), ()),
    # the surname later stands for the person
    (TALKS + "Ông Dupont cảm ơn.", "Ông Dupont", ("FR",), ("Jean Dupont",)),
]  # fmt: skip

SIDES = [
    (TALKS + "Hai bên nhất trí tăng cường hợp tác.", "Hai bên", ("FR", "LA"), ()),
    (TALKS + "Lãnh đạo hai nước vui mừng.", "Lãnh đạo hai nước", ("FR", "LA"), ("Jean Dupont", "Khăm-phút Xay-nha")),
    # the sides of a quarrel, not one of them with who reconciles them
    ("Mỹ hòa giải xung đột giữa Lào và Nga. Tổng thống Mỹ điện đàm với Tổng thống Nga. Cả hai bên đều muốn ngừng bắn.",
     "Cả hai bên", ("LA", "RU"), ()),
    # written with figures
    (BOTH + "2 bên nhất trí.", "2 bên", ("RU", "US"), ()),
    (BOTH + "Cả 2 đồng ý.", "Cả 2", ("RU", "US"), ()),
    # named right after
    (BOTH + "Lãnh đạo hai nước Việt Nam và Lào cùng dự.", "Lãnh đạo hai nước", ("LA", "VN"), ()),
    (BOTH + "Hai bên Lào - Pháp sẽ họp.", "Hai bên", ("FR", "LA"), ()),
    # two people of one state
    (BOTH + "Nga trục xuất hai nhà ngoại giao của Lào.", "hai nhà ngoại giao", ("LA",), ()),
    # several of a body are the body's, several of nobody are nobody's
    (BOTH + "Các ngoại trưởng ASEAN ra tuyên bố.", "Các ngoại trưởng ASEAN", ("ASEAN",), ()),
    (BOTH + "Các bộ trưởng ra tuyên bố.", "Các bộ trưởng", (), ()),
    # a third party that calls upon both, one that mediates, and the place are no side
    (BOTH + "Trung Quốc kêu gọi hai nước kiềm chế.", "hai nước", ("RU", "US"), ()),
    ("Nga và Mỹ đàm phán với Lào làm trung gian. Hai bên nhất trí.", "Hai bên", ("RU", "US"), ()),
    (BOTH + "Tại Geneva (Thụy Sĩ), hai bên nhất trí.", "hai bên", ("RU", "US"), ()),
    (BOTH + "Theo Công ước Liên Hợp Quốc mà hai nước tham gia.", "hai nước", ("RU", "US"), ()),
    # the counterpart met tells whose talks are reported
    (ROUND + "Tại cuộc gặp Thủ tướng Lào Khăm-phút Xay-nha, hai bên nhất trí.", "hai bên", ("LA", "VN"), ()),
    # with whom stands first
    (ROUND + "Với Lào, hai bên nhất trí mở thêm cửa khẩu.", "hai bên", ("LA", "VN"), ()),
]  # fmt: skip

POINTING = [
    # who speaks means his own state
    ("Ngày 3/5, Thái Lan cho biết nước này ủng hộ Lào.", "nước này", ("TH",), ()),
    ("Đại sứ Lào tại Liên Hợp Quốc khẳng định nước này ủng hộ Nga.", "nước này", ("LA",), ()),
    # what is aimed at another
    ("Thái Lan cắt quan hệ với Lào, cáo buộc nước này vi phạm.", "nước này", ("LA",), ()),
    ("Lào nói việc Pháp cắt quan hệ với nước này là sai.", "nước này", ("LA",), ()),
    ("Thái Lan đề nghị Lào đưa đại diện của nước này trở lại.", "nước này", ("LA",), ()),
    # as a subject: that of the sentence before
    ("Thái Lan trừng phạt Lào. Nước này cho biết sẽ không lùi bước.", "Nước này", ("TH",), ()),
    # with the office or organ before it
    ("Về phía Nga, Bộ Ngoại giao nước này cho biết sẽ họp.", "Bộ Ngoại giao nước này", ("RU",), ()),
    ("Thái Lan trừng phạt Lào. Tổng thống nước này lên tiếng.", "Tổng thống nước này", ("TH",), ()),
    # several states are none
    ("Lào, Nga và Thái Lan họp. Ngoại trưởng của 3 nước này đồng ý.", "nước này", (), ()),
]

PRONOUNS = [
    # as the subject of a sentence: whom the one before is about
    (TALKS + "Ông cảm ơn Pháp.", "Ông cảm ơn", ("LA",), ("Khăm-phút Xay-nha",)),
    # elsewhere: who was named last
    (TALKS + "Bà Anna Keller nói về chuyến thăm của ông.", "ông.", ("FR",), ("Jean Dupont",)),
    # of what is said: who speaks
    (TALKS + "Ông Xay-nha tiễn ông Dupont ra sân bay, nói rằng ông rất vui.", "ông rất", ("LA",), ("Khăm-phút Xay-nha",)),
    # man or woman
    ("Bà Anna Keller gặp ông Jean Dupont, Đại sứ Pháp. Bà cảm ơn ông Dupont.", "Bà cảm", (), ("Anna Keller",)),
]


@pytest.mark.parametrize(("text", "words", "codes", "people"), [*CASES, *SIDES, *POINTING, *PRONOUNS])
def test_actor(text: str, words: str, codes: tuple[str, ...], people: tuple[str, ...]) -> None:
    actor = actor_at(scene_of(text), words)
    assert actor.codes == codes
    assert not people or tuple(sorted(actor.people)) == people


def test_antecedents_are_evidence() -> None:
    found = scene_of(TALKS + "Hai bên nhất trí tăng cường hợp tác.")
    actor = actor_at(found, "Hai bên")
    words = {span.of(found.text) for span in actor.evidence}
    assert "Hai bên" in words
    assert any("Lào" in one or "Xay-nha" in one for one in words)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Lào và Pháp ký hiệp định\n\nBộ trưởng Ngoại giao Lào và Bộ trưởng Ngoại giao Pháp ký hiệp định.", {"LA", "FR"}),
        # bodies weigh less than states
        ("Nhật Bản và Thái Lan hội đàm bên lề hội nghị ASEAN. Nhật Bản và Thái Lan ủng hộ ASEAN, ASEAN, ASEAN.", {"JP", "TH"}),
    ],
)
def test_focus(text: str, pair: set[str]) -> None:
    assert set(scene_of(text).focus[:2]) == pair


@pytest.mark.parametrize("text", [
    "Nga trục xuất nhân viên và đóng cửa đại sứ quán Lào.",  # a building
    "Nga ủng hộ giải pháp hai nhà nước cho Palestine.",  # a plan
    "Người đàn ông cho biết Nga sẽ họp với Lào.",  # no pronoun
    "Nga kêu gọi tất cả các bên kiềm chế tại Lào.",  # more than two
])  # fmt: skip
def test_no_actor(text: str) -> None:
    assert [actor.codes for actor in scene_of(text).actors if actor.kind in ("joint", "other", "person")] == []
    assert all(text[actor.start : actor.end].lower() != "đại sứ quán lào" for actor in scene_of(text).actors)


def test_actors_are_sorted_and_apart() -> None:
    found = scene_of(TALKS + "Lãnh đạo hai nước, ông Dupont và phía Lào trao đổi. Bộ trưởng Quốc phòng hai nước ký thỏa thuận.")
    ends = [(actor.start, actor.end) for actor in found.actors]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
