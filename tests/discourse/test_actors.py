"""Who acts: each stretch that names an actor, resolved to states and people."""

import itertools

import pytest
from tests.scenes import actor_at, scene_of

TALKS = "Thủ tướng Lào Khăm-phút Xay-nha tiếp Bộ trưởng Ngoại giao Pháp Jean Dupont. "

CASES = [
    # a person with office and state in one phrase
    (TALKS, "Jean Dupont", ("FR",), ("Jean Dupont",)),
    # a state alone, and with the words that make it a party
    ("Nga và Mỹ đàm phán. Phía Nga đồng ý.", "Phía Nga", ("RU",), ()),
    # the office alone goes back to its holder
    (TALKS + "Bộ trưởng cảm ơn Lào.", "Bộ trưởng cảm ơn", ("FR",), ("Jean Dupont",)),
    # both sides
    (TALKS + "Hai bên nhất trí tăng cường hợp tác.", "Hai bên", ("FR", "LA"), ()),
    (TALKS + "Lãnh đạo hai nước vui mừng.", "Lãnh đạo hai nước", ("FR", "LA"), ("Jean Dupont", "Khăm-phút Xay-nha")),
    # a state named by its relation to the one before
    ("Ngày 3/5, Thái Lan cho biết nước này ủng hộ Lào.", "nước này", ("TH",), ()),
    # the surname later stands for the person
    (TALKS + "Ông Dupont cảm ơn.", "Ông Dupont", ("FR",), ("Jean Dupont",)),
]


@pytest.mark.parametrize(("text", "words", "codes", "people"), CASES)
def test_actor(text: str, words: str, codes: tuple[str, ...], people: tuple[str, ...]) -> None:
    actor = actor_at(scene_of(text), words)
    assert actor.codes == codes
    assert tuple(sorted(actor.people)) == people


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


def test_actors_are_sorted_and_apart() -> None:
    found = scene_of(TALKS + "Lãnh đạo hai nước, ông Dupont và phía Lào trao đổi. Bộ trưởng Quốc phòng hai nước ký thỏa thuận.")
    ends = [(actor.start, actor.end) for actor in found.actors]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends))
