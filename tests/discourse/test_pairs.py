"""Which two states are meant, and which are spoken of without taking part, from notes alone."""

import pytest

from banggiao.discourse.focus import Naming
from banggiao.discourse.pairs import Pairs, follows, owned
from banggiao.lore import Lore
from banggiao.model import Sentence
from banggiao.recognise.joints import between_parties

JOINTS = between_parties(Lore())
TEXT = "Lào và Nga họp. Pháp chúc mừng. Hai bên vui."
SENTENCES = (
    Sentence(start=0, end=15, paragraph=0, zone="body"),
    Sentence(start=16, end=31, paragraph=0, zone="body"),
    Sentence(start=32, end=44, paragraph=0, zone="body"),
)
LA, RU, FR = Naming(0, 3, ("LA",)), Naming(7, 10, ("RU",)), Naming(16, 20, ("FR",))


def _pairs(ranked: tuple[str, ...], *notes: tuple[int, Naming]) -> Pairs:
    found = Pairs(TEXT, SENTENCES, ranked, frozenset({"UN"}), JOINTS)
    for number, naming in notes:
        found.note(number, naming)
    return found


@pytest.mark.parametrize(
    ("ranked", "notes", "number", "codes"),
    [
        # named together in the sentence, whatever the article is about
        (("FR", "VN"), [(0, LA), (0, RU)], 0, ("LA", "RU")),
        # the article's pair, once both were named
        (("LA", "RU"), [(0, LA), (0, RU), (1, FR)], 2, ("LA", "RU")),
        # a place is no side
        (("LA", "RU"), [(0, LA), (0, RU), (1, Naming(16, 20, ("FR",), 0.3))], 1, ("LA", "RU")),
        # one state, and the other from the sentences before
        (("FR", "LA"), [(0, LA), (1, FR)], 2, ("FR", "LA")),
        # nothing is known
        ((), [], 2, ()),
    ],
)
def test_pair(ranked: tuple[str, ...], notes: list[tuple[int, Naming]], number: int, codes: tuple[str, ...]) -> None:
    assert _pairs(ranked, *notes).at(number)[0] == codes


def test_bodies_are_no_states() -> None:
    body = Naming(16, 20, ("UN",))
    pairs = _pairs(("LA", "UN", "RU"), (0, LA), (1, body))
    assert pairs.at(2)[0] == ("LA", "UN")
    assert pairs.at(2, states=True)[0] == ("LA", "RU")


def test_who_is_left_out() -> None:
    assert _pairs(("FR", "LA", "RU"), (0, LA), (0, RU), (1, FR)).at(2, without=frozenset({"FR"}))[0] == ("LA", "RU")


def test_states_right_after() -> None:
    text = "hai nước Lào và Nga"
    states = [Naming(9, 12, ("LA",)), Naming(16, 19, ("RU",))]
    told = follows(text, 8, states, JOINTS)
    assert told is not None
    assert (told[0], told[1][0]) == (19, ("LA", "RU"))
    assert follows("hai nước, Lào và Nga", 8, [Naming(10, 13, ("LA",)), Naming(17, 20, ("RU",))], JOINTS) is None


def test_people_of_one_state() -> None:
    state = Naming(21, 24, ("LA",))
    assert owned("hai quan chức đến từ Lào", 13, [state], JOINTS) is None
    assert owned("hai quan chức của Lào", 13, [Naming(18, 21, ("LA",))], JOINTS) == Naming(18, 21, ("LA",))
