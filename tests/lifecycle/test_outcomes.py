"""What is no outcome of a promise: a record in its own words; a mechanism of which only scattered words are said."""

import pytest
from tests.lifecycle.worlds import LORE, made_world, merged, told

from banggiao.lifecycle import promises
from banggiao.lifecycle.naming import said_in

IN_VN = ["IN", "VN"]
WORDS = "sẽ phối hợp tổ chức Phiên họp lần thứ 12 Ủy ban hỗn hợp Việt Nam - Ấn Độ"
PROMISE = told("commitment", WORDS, "2020-07-01", "a", act="pledge", by=["VN"], to=None, strength=3, due="2020")
SESSION = {
    "type": "session",
    "parties": IN_VN,
    "status": "held",
    "date": "2020-07-10",
    "mechanism": "Ủy ban hỗn hợp Việt Nam - Ấn Độ",
    "ordinal": 12,
}


@pytest.mark.parametrize(("article", "state"), [("a", "overdue"), ("b", "done")], ids=["in its own words", "in another article"])
def test_a_promise_is_not_kept_by_its_own_words(article: str, state: str) -> None:
    promise = merged(PROMISE, parties=("IN", "VN"))
    held = merged(told("event", WORDS[20:], "2020-07-11", article, 20, **SESSION))
    (found,) = promises(made_world(promise, held), LORE)
    assert found.state == state


# a name, a text, whether the text says the name
SAID = [
    ("Đối thoại quốc phòng Việt Nam - Ấn Độ", "kỳ họp tới của đối thoại quốc phòng", True),
    ("Đối thoại quốc phòng Việt Nam - Ấn Độ", "thúc đẩy đối thoại, phòng ngừa xung đột, giải quyết tranh chấp quốc tế", False),
    ("Tham vấn chính trị", "Tham vấn chính trị lần thứ 8", True),
    ("Tham vấn chính trị", "tham vấn về chính trị", False),
    ("Ủy ban", "ủy ban hỗn hợp", True),
]


@pytest.mark.parametrize(("name", "text", "says"), SAID)
def test_a_mechanism_is_named_by_words_together(name: str, text: str, says: bool) -> None:
    assert said_in(name, text) is says
