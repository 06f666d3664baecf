"""What words typed ask for: states with and without accents, and words that only look like one."""

import pytest

from banggiao.dossier.asked import asked
from banggiao.lore import Lore

LORE = Lore()


@pytest.mark.parametrize(
    ("text", "states", "parties", "words"),
    [
        ("an do", ("IN",), ("IN",), ()),
        ("Ấn Độ quốc phòng", ("IN",), ("IN",), ("quoc", "phong")),
        ("viet nam an do", ("VN", "IN"), ("VN", "IN"), ()),
        ("lao", ("LA",), ("LA",), ()),
        ("lao dong", ("LA",), (), ("lao", "dong")),  # may be Laos, may be labour
        ("lao động", (), (), ("lao", "dong")),
        ("Lào lao động", ("LA",), ("LA",), ("lao", "dong")),
        ("đặc biệt", (), (), ("dac", "biet")),
        ("South Korea", ("KR",), ("KR",), ()),
        ('"; DROP TABLE', (), (), ("drop", "table")),
        ("", (), (), ()),
    ],
)
def test_asked(text: str, states: tuple[str, ...], parties: tuple[str, ...], words: tuple[str, ...]) -> None:
    found = asked(text, LORE)
    assert (found.states, found.parties, found.words) == (states, parties, words)
